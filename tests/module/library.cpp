// A shared library the probe module needs; the test takes it away.
extern "C" __attribute__((visibility("default"))) int probe_library() { return 42; }
