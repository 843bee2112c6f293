// The boundary of libvitrine-yaml.so, in plain C: YAML as a stream of events, read with libyaml. Opened by
// tools/module where a vocabulary is YAML, and by nothing else.
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { YAML_SCALAR, YAML_BEGIN_LIST, YAML_END_LIST, YAML_BEGIN_MAP, YAML_END_MAP };

/// `text` is UTF-8, not terminated, and empty but for scalars; lines count from 1.
typedef void yaml_listener(void* context, int event, const char* text, size_t length, size_t line);

/// The build the module belongs to: vitrine::build_id.
const char* yaml_build(void);

/// Reads one document. 0, or the line where it is not what is expected, and why in `reason`. Anchors and a second
/// document are refused.
size_t yaml_read(const char* text, size_t length, yaml_listener* listener, void* context, char* reason,
                 size_t reason_size);

#ifdef __cplusplus
}
#endif
