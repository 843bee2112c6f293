# A libFuzzer target for each reader, a file each, and the node fuzzer of the page's addresses. As tests they run for
# a minute; tests/fuzz/run runs them for longer. Only what they read with is built.
get_property(targets DIRECTORY PROPERTY BUILDSYSTEM_TARGETS)
set_target_properties(${targets} PROPERTIES EXCLUDE_FROM_ALL ON)

# vitrine_fuzz_test(NAME): a minute of tests/fuzz/run.
function(vitrine_fuzz_test name)
  add_test(NAME fuzz/${name} COMMAND ${CMAKE_SOURCE_DIR}/tests/fuzz/run 60 ${name})
  # First, so that no core waits for the last of them.
  set_tests_properties(fuzz/${name} PROPERTIES LABELS fuzz TIMEOUT 180 COST 1000)
endfunction()

# vitrine_fuzz(NAME USES targets...): tests/fuzz/NAME.cpp.
function(vitrine_fuzz name)
  cmake_parse_arguments(T "" "" "USES" ${ARGN})
  add_executable(fuzz-${name} tests/fuzz/${name}.cpp)
  target_link_libraries(fuzz-${name} PRIVATE ${T_USES})
  target_link_options(fuzz-${name} PRIVATE -fsanitize=fuzzer)
  vitrine_fuzz_test(${name})
endfunction()

vitrine_fuzz(documents USES core-documents core-collection core-curation)
vitrine_fuzz(number USES core-number)
vitrine_fuzz(npy USES tools-source)
vitrine_fuzz(vectors USES core-embedding)
vitrine_fuzz(metadata USES tools-source)
vitrine_fuzz(query USES core-collection)
vitrine_fuzz(vocabulary USES tools-vocabulary)
vitrine_fuzz(votes USES tools-votes)
vitrine_fuzz(calendar USES core-calendar)
vitrine_library(yaml HEADER yaml.h LINK yaml)
vitrine_target(vitrine-yaml MODULE GROUP yaml SOURCES tools/vocabulary/yaml.cpp)
add_dependencies(fuzz-vocabulary vitrine-yaml)
vitrine_fuzz(events USES tools-almanac)
vitrine_library(ical HEADER libical/ical.h LINK ical)
vitrine_target(vitrine-ical MODULE GROUP ical SOURCES tools/calendar/ical.cpp)
add_dependencies(fuzz-events vitrine-ical)
vitrine_fuzz_test(address)
