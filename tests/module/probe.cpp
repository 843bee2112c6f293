// A module for the opener's tests. PROBE_BUILD: the build it claims to be of.
#include "core/build.h"

#define PROBE_EXPORT extern "C" __attribute__((visibility("default"), used))

#ifdef PROBE_NEEDS
PROBE_EXPORT int probe_library();
#endif

PROBE_EXPORT const char* probe_build() {
#ifdef PROBE_BUILD
  return PROBE_BUILD;
#else
  return vitrine::build_id;
#endif
}

PROBE_EXPORT int probe_answer() {
#ifdef PROBE_NEEDS
  return probe_library();
#else
  return 42;
#endif
}
