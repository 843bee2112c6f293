// The same work for many things, on several cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace vitrine {

/// Threads that all run the same function; joined when this is destroyed. Where the system gives fewer than asked for,
/// there are fewer.
class Threads {
 public:
  Threads(std::size_t count, const std::function<void()>& run);
  ~Threads();
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  std::size_t size() const { return threads_.size(); }

 private:
  std::vector<std::thread> threads_;
};

/// `jobs`, or the number of cores where that is 0.
unsigned threads_for(unsigned jobs);

/// Calls work(0) .. work(count - 1) on `jobs` threads (0: all cores), in no order. Throws the first exception.
void in_parallel(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

/// Calls work(0) .. work(count - 1) on `jobs` threads (0: all cores), and gives the results in this order, while later
/// ones are still being worked on. `end_thread` is called by each thread at its end.
template <class Result>
class InOrder {
 public:
  InOrder(std::size_t count, unsigned jobs, std::function<Result(std::size_t)> work, std::function<void()> end_thread)
      : count_(count),
        work_(std::move(work)),
        end_thread_(std::move(end_thread)),
        threads_(std::min<std::size_t>(threads_for(jobs), count), [this] { run(); }) {
    if (count > 0 && threads_.size() == 0) run();  // on this thread, then
  }
  ~InOrder() { stop(); }
  InOrder(const InOrder&) = delete;
  InOrder& operator=(const InOrder&) = delete;

  /// The next result. Throws what the work threw.
  Result next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return error_ || done_.contains(given_); });
    const auto found = done_.find(given_);
    if (found == done_.end()) std::rethrow_exception(error_);
    Result result = std::move(found->second);
    done_.erase(found);
    ++given_;
    return result;
  }

 private:
  void run() {
    for (std::size_t i = started_++; i < count_; i = started_++) take(i);
    end_thread_();
  }
  void take(std::size_t i) {
    try {
      Result result = work_(i);
      const std::lock_guard lock(mutex_);
      done_.emplace(i, std::move(result));
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::current_exception();
      stop();
    }
    changed_.notify_one();
  }
  void stop() { started_ = count_; }

  const std::size_t count_;
  const std::function<Result(std::size_t)> work_;
  const std::function<void()> end_thread_;
  std::atomic<std::size_t> started_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Result> done_;  // not given yet
  std::size_t given_ = 0;
  std::exception_ptr error_;
  Threads threads_;  // last: joined before the rest goes
};

}  // namespace vitrine
