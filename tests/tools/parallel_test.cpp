#include "tools/parallel/parallel.h"

#include <doctest/doctest.h>

#include <chrono>
#include <stdexcept>
#include <string>

using namespace vitrine;

TEST_CASE("everything is done once, on any number of threads") {
  for (const unsigned jobs : {0U, 1U, 3U, 100U}) {
    CAPTURE(jobs);
    for (const std::size_t count : {0U, 1U, 50U}) {
      std::vector<std::atomic<int>> done(count);
      in_parallel(count, jobs, [&](std::size_t i) { ++done[i]; });
      CHECK(std::all_of(done.begin(), done.end(), [](const std::atomic<int>& times) { return times == 1; }));
    }
  }
}

TEST_CASE("what is thrown on a thread comes out, and the rest is left") {
  std::atomic<int> done = 0;
  const auto work = [&](std::size_t i) {
    if (i == 3) throw std::runtime_error("three");
    ++done;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  CHECK_THROWS_WITH(in_parallel(10'000, 4, work), "three");
  CHECK(done < 10'000);
}

TEST_CASE("results come in order, while later ones are worked on") {
  std::atomic<int> ended = 0;
  {
    InOrder<std::string> results(
        40, 4,
        [](std::size_t i) {
          std::this_thread::sleep_for(std::chrono::milliseconds(i % 5));
          return std::to_string(i);
        },
        [&] { ++ended; });
    for (std::size_t i = 0; i < 40; ++i) CHECK(results.next() == std::to_string(i));
  }
  CHECK(ended == 4);
}

TEST_CASE("a result that could not be made is thrown where it would come") {
  InOrder<int> results(
      10, 2,
      [](std::size_t i) {
        if (i == 2) throw std::runtime_error("two");
        return static_cast<int>(i);
      },
      [] {});
  CHECK(results.next() == 0);
  CHECK(results.next() == 1);
  CHECK_THROWS_WITH(results.next(), "two");
}

TEST_CASE("a reader that stops asking does not wait for all results") {
  std::atomic<int> done = 0;
  {
    InOrder<int> results(
        100'000, 2,
        [&](std::size_t) {
          std::this_thread::sleep_for(std::chrono::milliseconds(1));
          return ++done;
        },
        [] {});
    results.next();
  }
  CHECK(done < 100'000);
}
