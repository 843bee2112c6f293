#include "core/random.h"

#include <doctest/doctest.h>

using namespace vitrine;

TEST_CASE("the numbers are those of SplitMix64, everywhere") {
  // First outputs for seed 1234567, as published with the reference implementation.
  CHECK(random_bits(1234567, 0) == 6457827717110365317U);
  CHECK(random_bits(1234567, 1) == 3203168211198807973U);
  CHECK(random_bits(1234567, 2) == 9817491932198370423U);
  CHECK(random_bits(1234567, 3) == 4593380528125082431U);
  CHECK(random_bits(1234567, 4) == 16408922859458223821U);
}

TEST_CASE("a seed gives one sequence, a stream another") {
  Random a(7);
  Random b(7);
  Random other(7, 1);
  CHECK(a.bits() == b.bits());
  CHECK(a.bits() != other.bits());
}

TEST_CASE("uniform numbers fill their range") {
  Random random(1);
  double sum = 0.0;
  std::uint32_t seen = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double unit = random.unit();
    CHECK_UNARY(unit >= 0.0 && unit < 1.0);
    sum += unit;
    const std::uint32_t below = random.below(5);
    CHECK_UNARY(below < 5);
    seen |= 1U << below;
  }
  CHECK(sum / 10'000 == doctest::Approx(0.5).epsilon(0.02));
  CHECK(seen == 0b11111);
}

TEST_CASE("normal numbers have mean 0 and deviation 1") {
  Random random(2);
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < 20'000; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
  }
  CHECK(sum / 20'000 == doctest::Approx(0.0).scale(1).epsilon(0.02));
  CHECK(squares / 20'000 == doctest::Approx(1.0).epsilon(0.03));
}
