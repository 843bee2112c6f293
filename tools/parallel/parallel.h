// The same work for many things, on several cores.
#pragma once

#include <cstddef>
#include <functional>

namespace vitrine {

/// Calls work(0) .. work(count - 1) on `jobs` threads (0: all cores), in no order. Throws the first exception.
void in_parallel(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

}  // namespace vitrine
