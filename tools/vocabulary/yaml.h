// The boundary of libvitrine-yaml.so, in plain C: YAML as a stream of events, read with libyaml. Opened by
// tools/module only where a vocabulary is YAML. How it fails: core/boundary.h.
#pragma once

#include <stddef.h>

#include "core/boundary.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { YAML_SCALAR, YAML_BEGIN_LIST, YAML_END_LIST, YAML_BEGIN_MAP, YAML_END_MAP };

/// `text` is UTF-8, not terminated, and empty but for scalars; lines count from 1.
typedef void yaml_listener(void* context, int event, const char* text, size_t length, size_t line);

const char* yaml_build(void);
const char* yaml_error(void);

/// Reads one document. Returns a status; the sentence of a failure begins with the line: "line 3: ...". Anchors and a
/// second document are refused.
int yaml_read(const char* text, size_t length, yaml_listener* listener, void* context);

#ifdef __cplusplus
}
#endif
