// A module for the opener's tests. PROBE_BUILD: the build it claims to be of.
#include "core/boundary.h"
#include "core/build.h"

#ifdef PROBE_NEEDS
extern "C" VITRINE_EXPORT int probe_library();
#endif

extern "C" VITRINE_EXPORT const char* probe_build() {
#ifdef PROBE_BUILD
  return PROBE_BUILD;
#else
  return vitrine::build_id;
#endif
}

extern "C" VITRINE_EXPORT const char* probe_error() { return vitrine::boundary_error; }

extern "C" VITRINE_EXPORT int probe_answer() {
#ifdef PROBE_NEEDS
  return probe_library();
#else
  return 42;
#endif
}

/// Fails when there is nothing to add.
extern "C" VITRINE_EXPORT int probe_add(const int* numbers, int count, int* sum) {
  if (count < 1) return vitrine::failed("There is nothing to add: 1 number at least is expected.");
  for (int i = 0; i < count; ++i) *sum += numbers[i];
  return VITRINE_DONE;
}

extern "C" VITRINE_EXPORT const int* probe_open(int worth) {
  static const int value = 42;
  if (worth != value) return vitrine::failed("Only 42 can be opened.");
  return &value;
}
