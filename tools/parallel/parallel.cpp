#include "tools/parallel/parallel.h"

#include <system_error>

namespace vitrine {

Threads::Threads(std::size_t count, const std::function<void()>& run) {
  threads_.reserve(count);
  try {
    while (threads_.size() < count) threads_.emplace_back(run);
  } catch (const std::system_error&) {
    // The system gives no more.
  }
}

Threads::~Threads() {
  for (std::thread& thread : threads_) thread.join();
}

unsigned threads_for(unsigned jobs) { return jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : jobs; }

void in_parallel(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto take = [&] {
    try {
      for (std::size_t at = next++; at < count; at = next++) work(at);
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = failure ? failure : std::current_exception();
      next = count;
    }
  };
  if (count > 0) {
    const Threads others(std::min<std::size_t>(threads_for(jobs), count) - 1, take);
    take();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace vitrine
