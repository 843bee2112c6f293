#include "tools/vocabulary/yaml.h"

#include <yaml.h>

#include <string>

#include "core/build.h"

// The visibility of everything else is hidden (tools/cmake/vitrine.cmake).
#define YAML_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

struct Listener {
  yaml_listener* tell;
  void* context;
  bool begun = false;
};

size_t line_of(const yaml_mark_t& mark) { return mark.line + 1; }

/// Passes an event on. nullptr, or why it cannot be taken.
const char* take(const yaml_event_t& event, Listener& listener) {
  const size_t line = line_of(event.start_mark);
  const auto tell = [&](int what) { listener.tell(listener.context, what, "", 0, line); };
  switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
      if (listener.begun) return "a second document begins; one is expected";
      listener.begun = true;
      return nullptr;
    case YAML_ALIAS_EVENT:
      return "an alias (*) stands here; write out what it stands for";
    case YAML_SCALAR_EVENT:
      if (event.data.scalar.anchor != nullptr) return "an anchor (&) stands here; leave it out";
      listener.tell(listener.context, YAML_SCALAR, reinterpret_cast<const char*>(event.data.scalar.value),
                    event.data.scalar.length, line);
      return nullptr;
    case YAML_SEQUENCE_START_EVENT:
      tell(YAML_BEGIN_LIST);
      return event.data.sequence_start.anchor != nullptr ? "an anchor (&) stands here; leave it out" : nullptr;
    case YAML_SEQUENCE_END_EVENT:
      tell(YAML_END_LIST);
      return nullptr;
    case YAML_MAPPING_START_EVENT:
      tell(YAML_BEGIN_MAP);
      return event.data.mapping_start.anchor != nullptr ? "an anchor (&) stands here; leave it out" : nullptr;
    case YAML_MAPPING_END_EVENT:
      tell(YAML_END_MAP);
      return nullptr;
    default:
      return nullptr;
  }
}

vitrine::Failed failed_at(size_t line, const char* reason) {
  return vitrine::failed("line " + std::to_string(line) + ": " + reason + ".");
}

int read_events(yaml_parser_t& parser, Listener& listener) {
  for (bool more = true; more;) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser, &event) == 0)
      return failed_at(line_of(parser.problem_mark), parser.problem != nullptr ? parser.problem : "it is no YAML");
    more = event.type != YAML_STREAM_END_EVENT;
    const char* refused = take(event, listener);
    const size_t line = line_of(event.start_mark);
    yaml_event_delete(&event);
    if (refused != nullptr) return failed_at(line, refused);
  }
  return VITRINE_DONE;
}

}  // namespace

YAML_EXPORT const char* yaml_build() { return vitrine::build_id; }

YAML_EXPORT const char* yaml_error() { return vitrine::boundary_error; }

YAML_EXPORT int yaml_read(const char* text, size_t length, yaml_listener* listener, void* context) {
  yaml_parser_t parser;
  if (yaml_parser_initialize(&parser) == 0) return failed_at(1, "there is no memory to read it");
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text), length);
  Listener to{listener, context};
  const int status = read_events(parser, to);
  yaml_parser_delete(&parser);
  return status;
}
