# Every test, registered once. doctest natively, with sanitizers and as wasm in node; node for modules and build
# records; Chromium and Firefox for the page.
vitrine_library(doctest HEADER doctest/doctest.h)

# Names are told apart by preset: "collection", "wasm/collection", "asan/collection".
cmake_path(GET CMAKE_BINARY_DIR FILENAME preset)
if(preset STREQUAL "native")
  set(test_prefix "")
else()
  set(test_prefix "${preset}/")
endif()

add_library(doctest-main STATIC tests/doctest_main.cpp)
target_link_libraries(doctest-main PUBLIC third-party-doctest)
if(EMSCRIPTEN)
  target_compile_definitions(doctest-main PUBLIC DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
  target_compile_options(doctest-main PUBLIC -fno-exceptions)
  # One file that node runs, and that ends with doctest's exit code.
  target_link_options(doctest-main PUBLIC -sSINGLE_FILE -sEXIT_RUNTIME -sALLOW_MEMORY_GROWTH -sENVIRONMENT=node)
  target_link_options(doctest-main PUBLIC -O1 -Wl,--lto-O0)  # links in less than half the time
endif()

# vitrine_test(NAME USES targets... GROUP libraries... SOURCES files...): one doctest executable.
function(vitrine_test name)
  cmake_parse_arguments(T "" "" "USES;GROUP;SOURCES" ${ARGN})
  add_executable(test-${name} ${T_SOURCES})
  target_include_directories(test-${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(test-${name} PRIVATE doctest-main ${T_USES})
  foreach(library ${T_GROUP})
    target_link_libraries(test-${name} PRIVATE third-party-${library})
  endforeach()
  target_compile_definitions(test-${name} PRIVATE VITRINE_SHARED="${CMAKE_SOURCE_DIR}/../shared")
  if(NOT EMSCRIPTEN)
    target_compile_options(test-${name} PRIVATE $<$<CONFIG:Release>:-O1>)  # compiles in half the time of -O3
  endif()
  if(VITRINE_SANITIZE)
    # What is tested is looked at for undefined behaviour; the test itself would take half as long again to compile.
    target_compile_options(test-${name} PRIVATE -fno-sanitize=undefined)
  endif()
  add_test(NAME ${test_prefix}${name} COMMAND test-${name})
endfunction()

# vitrine_node_test(NAME FILE arguments...): a node program; exit code 77 says that it was skipped, and why.
function(vitrine_node_test name file)
  add_test(NAME ${test_prefix}${name} COMMAND node ${CMAKE_SOURCE_DIR}/${file} ${ARGN})
  set_tests_properties(${test_prefix}${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()

# --- core: number -------------------------------------------------------------------------------------------
vitrine_test(number USES core-number SOURCES tests/core/number_test.cpp)

# --- core: collection ---------------------------------------------------------------------------------------
vitrine_test(moment USES core-collection SOURCES tests/core/moment_test.cpp)
vitrine_test(collection USES core-collection SOURCES tests/core/collection_test.cpp)

# --- core: documents ----------------------------------------------------------------------------------------
vitrine_test(documents USES core-documents SOURCES tests/core/documents_test.cpp)
if(NOT EMSCRIPTEN)
  target_compile_definitions(test-documents PRIVATE FORMATS="${CMAKE_SOURCE_DIR}/core/documents/README.md")
  # web/documents.d.ts is what this prints.
  add_executable(document-types tests/build/document_types.cpp)
  target_include_directories(document-types PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(document-types PRIVATE core-documents)
  add_test(NAME document-types COMMAND sh -c "$<TARGET_FILE:document-types> | diff ${CMAKE_SOURCE_DIR}/web/documents.d.ts -")
endif()

# --- core: curation -----------------------------------------------------------------------------------------
vitrine_test(curation USES core-curation SOURCES tests/core/curation_test.cpp)

# --- core: calendar -----------------------------------------------------------------------------------------
vitrine_test(assignment USES core-calendar SOURCES tests/core/assignment_test.cpp)
vitrine_test(calendar USES core-calendar SOURCES tests/core/calendar_test.cpp)
vitrine_test(calendar_boundary USES core-calendar SOURCES tests/core/calendar_boundary_test.cpp core/calendar/calendar.cpp)
vitrine_test(calendar_search USES core-calendar SOURCES tests/core/calendar_search_test.cpp)
vitrine_test(days USES core-calendar SOURCES tests/core/days_test.cpp)
vitrine_test(preference USES core-preference SOURCES tests/core/preference_test.cpp)

# --- core: embedding, spotlight -----------------------------------------------------------------------------
vitrine_test(random SOURCES tests/core/random_test.cpp)
vitrine_test(likeness USES core-embedding SOURCES tests/core/likeness_test.cpp)
vitrine_test(coded_vectors USES core-embedding SOURCES tests/core/coded_vectors_test.cpp)
if(NOT VITRINE_LEAN)
  vitrine_test(int8_sums USES core-spotlight SOURCES tests/core/int8_sums_test.cpp)
  vitrine_test(traversal USES core-spotlight SOURCES tests/core/traversal_test.cpp)
  vitrine_test(principal_axes USES core-spotlight SOURCES tests/core/principal_axes_test.cpp)
  vitrine_test(k_means USES core-spotlight SOURCES tests/core/k_means_test.cpp)
  vitrine_test(neighbours USES core-spotlight SOURCES tests/core/neighbours_test.cpp)
  vitrine_test(encode USES core-spotlight SOURCES tests/core/encode_test.cpp)
endif()

# --- wasm, web: the modules in node -------------------------------------------------------------------------
if(EMSCRIPTEN)
  vitrine_node_test(main tests/wasm/main_test.mjs ${CMAKE_BINARY_DIR})
  # The openers' table (tests/module/cases.json), on the page's side.
  foreach(probe probe-good probe-other)
    add_executable(${probe} tests/module/probe.cpp)
    set_target_properties(${probe} PROPERTIES SUFFIX ".wasm")
    target_include_directories(${probe} PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_options(${probe} PRIVATE -O2 -sSIDE_MODULE=2)
  endforeach()
  # The same with a memory of its own, made by a factory. -O1: one factory serves both files.
  foreach(probe own-probe-good own-probe-other)
    add_executable(${probe} tests/module/probe.cpp)
    set_target_properties(${probe} PROPERTIES SUFFIX ".mjs")
    target_include_directories(${probe} PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_options(${probe} PRIVATE -O1 -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web,worker
      -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=UTF8ToString,HEAPF32)
  endforeach()
  foreach(probe probe-other own-probe-other)
    target_compile_definitions(${probe} PRIVATE PROBE_BUILD="vitrine 0.0.9, boundary 0, emscripten 3")
  endforeach()
  vitrine_node_test(module tests/wasm/module_test.mjs ${CMAKE_BINARY_DIR})
  vitrine_node_test(vectors tests/wasm/vectors_test.mjs ${CMAKE_BINARY_DIR})
  if(NOT VITRINE_LEAN)
    get_property(sides GLOBAL PROPERTY vitrine_sides)
    vitrine_node_test(side tests/wasm/side_test.mjs ${CMAKE_BINARY_DIR} ${sides})
    vitrine_node_test(engine tests/wasm/engine_test.mjs ${CMAKE_BINARY_DIR})
  endif()
  vitrine_node_test(calendar-exports tests/wasm/calendar_test.mjs ${CMAKE_BINARY_DIR})
  vitrine_node_test(calendar-engine tests/wasm/calendar_engine_test.mjs ${CMAKE_BINARY_DIR})
endif()

if(EMSCRIPTEN)
  # --- web: the pure parts of the page, and its types ---
  foreach(part address calendar_board calendar_crop calendar_month calendar_paper calendar_reasons calendar_session clusters curation days export fold format headings layout published query scroller selection store tags transport understood vocabularies)
    vitrine_node_test(page-${part} tests/web/${part}_test.mjs)
  endforeach()
  add_test(NAME ${test_prefix}page-types COMMAND ${CMAKE_SOURCE_DIR}/web/node_modules/.bin/tsc -p ${CMAKE_SOURCE_DIR}/web)
endif()

if(NOT EMSCRIPTEN)
  # --- tools: verbs, site, warehouse ------------------------------------------------------------------------
  vitrine_test(console USES tools-console SOURCES tests/tools/console_test.cpp)
  vitrine_test(fold USES tools-published SOURCES tests/tools/fold_test.cpp)
  target_compile_definitions(test-fold PRIVATE FOLD_TABLE="${CMAKE_SOURCE_DIR}/tests/fold.tsv")
  vitrine_test(parallel USES tools-parallel SOURCES tests/tools/parallel_test.cpp)
  vitrine_test(zipped_vectors USES tools-published SOURCES tests/tools/zipped_vectors_test.cpp)
  vitrine_test(facets USES tools-published SOURCES tests/tools/facets_test.cpp)
  vitrine_test(first_screen USES tools-site SOURCES tests/tools/first_screen_test.cpp)
  vitrine_test(publisher USES tools-site SOURCES tests/tools/publisher_test.cpp)
  vitrine_test(site USES tools-site SOURCES tests/tools/site_test.cpp)
  vitrine_test(checker USES tools-check SOURCES tests/tools/checker_test.cpp)
  target_compile_definitions(test-checker PRIVATE FUZZ_SEEDS="${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/documents")
  vitrine_test(command USES tools-site SOURCES tests/tools/command_test.cpp)
  add_dependencies(test-command vitrine)
  if(NOT VITRINE_LEAN)
    add_dependencies(test-command vitrine-ical vitrine-ingest vitrine-print vitrine-spotlight vitrine-yaml)
  else()
    target_compile_definitions(test-command PRIVATE VITRINE_LEAN_TEST)
  endif()
  target_compile_definitions(test-command PRIVATE VITRINE_BINARY="$<TARGET_FILE:vitrine>")
  add_executable(make-rows tests/fixtures/make_rows.cpp)
  add_executable(render-bench EXCLUDE_FROM_ALL tests/bench/render_bench.cpp)
  foreach(maker make-rows render-bench)
    target_include_directories(${maker} PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${maker} PRIVATE tools-site)
  endforeach()
  vitrine_test(server USES tools-serve tools-site SOURCES tests/tools/server_test.cpp)

  # --- tools: source, ingest --------------------------------------------------------------------------------
  vitrine_test(warehouse USES warehouse SOURCES tests/tools/warehouse_test.cpp)
  foreach(subject catalogue embeddings identity metadata npy privacy walk)
    vitrine_test(${subject} USES tools-source SOURCES tests/tools/${subject}_test.cpp)
  endforeach()
  vitrine_test(votes USES tools-votes SOURCES tests/tools/votes_test.cpp)
  vitrine_test(features USES picture-features SOURCES tests/tools/features_test.cpp)
  target_compile_definitions(test-features PRIVATE
    FEATURES_REFERENCE="${CMAKE_SOURCE_DIR}/tests/tools/features_reference.py")
  if(NOT VITRINE_LEAN)
    add_library(verb-ingest STATIC tools/verbs/ingest.cpp tools/verbs/options.cpp)
    set_target_properties(verb-ingest PROPERTIES UNITY_BUILD ON)
    target_link_libraries(verb-ingest PUBLIC third-party-cli11 tools-calendar tools-ingest tools-source warehouse)
    vitrine_test(artemis USES verb-ingest SOURCES tests/tools/artemis_test.cpp)
    vitrine_test(reader USES tools-ingest GROUP vips SOURCES tests/tools/reader_test.cpp)
    vitrine_test(ingest USES verb-ingest GROUP vips SOURCES tests/tools/ingest_test.cpp)
    add_executable(ingest-child tests/tools/ingest_child.cpp)
    target_link_libraries(ingest-child PRIVATE verb-ingest)
    vitrine_test(hard_input USES verb-ingest tools-site GROUP vips SOURCES tests/tools/hard_input_test.cpp)
    foreach(subject ingest hard_input)
      target_compile_definitions(test-${subject} PRIVATE INGEST_CHILD="$<TARGET_FILE:ingest-child>")
      add_dependencies(test-${subject} ingest-child)
    endforeach()
    vitrine_test(print USES tools-print GROUP vips json SOURCES tests/tools/print_test.cpp)
    add_dependencies(test-print vitrine-print)
    vitrine_test(sample USES tools-sample tools-votes verb-ingest SOURCES tests/tools/sample_test.cpp)
    # Among the ending threads of libvips the leak checker now and then crashes itself; test ingest looks for leaks.
    # fontconfig keeps its fonts to the end.
    set_tests_properties(${test_prefix}artemis ${test_prefix}print ${test_prefix}sample PROPERTIES ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0")
    foreach(subject artemis hard_input ingest print reader sample)
      add_dependencies(test-${subject} vitrine-ingest)
    endforeach()
  endif()

  # --- tools: calendar --------------------------------------------------------------------------------------
  vitrine_test(calendar_plan USES tools-calendar SOURCES tests/tools/calendar_plan_test.cpp)
  vitrine_test(moon USES tools-almanac SOURCES tests/tools/moon_test.cpp)
  if(NOT VITRINE_LEAN)
    vitrine_test(events USES tools-almanac SOURCES tests/tools/events_test.cpp)
    add_dependencies(test-events vitrine-ical)
  endif()

  vitrine_test(patch USES tools-analysis SOURCES tests/tools/patch_test.cpp)
  vitrine_test(labels USES tools-analysis SOURCES tests/tools/labels_test.cpp)
  if(NOT VITRINE_LEAN)
    vitrine_test(vocabulary USES tools-vocabulary SOURCES tests/tools/vocabulary_test.cpp)
    add_dependencies(test-vocabulary vitrine-yaml)
    vitrine_test(tags USES tools-analysis SOURCES tests/tools/tags_test.cpp)
    add_dependencies(test-tags vitrine-spotlight)
    vitrine_test(analysis USES tools-analysis SOURCES tests/tools/analysis_test.cpp)
    add_dependencies(test-analysis vitrine-spotlight)
  endif()

  # --- spotlight's picks against numpy, natively and (where build/wasm is there) in wasm ---
  if(NOT VITRINE_LEAN AND NOT VITRINE_SANITIZE)
    add_test(NAME ${test_prefix}spotlight_reference COMMAND /usr/bin/python3
      ${CMAKE_SOURCE_DIR}/tests/reference/spotlight.py ${CMAKE_SOURCE_DIR}/../shared
      $<TARGET_FILE:vitrine-spotlight> ${CMAKE_SOURCE_DIR}/build/wasm)
    add_test(NAME ${test_prefix}vectors_size COMMAND /usr/bin/python3
      ${CMAKE_SOURCE_DIR}/tests/reference/vectors_size.py ${CMAKE_SOURCE_DIR}/../shared $<TARGET_FILE:vitrine-spotlight>)
    set_tests_properties(${test_prefix}spotlight_reference ${test_prefix}vectors_size PROPERTIES SKIP_RETURN_CODE 77)
  endif()

  # --- module: tests/module/cases.json holds the openers of the command line and of the page to one contract ---
  add_library(probe-good MODULE tests/module/probe.cpp)
  add_library(probe-other MODULE tests/module/probe.cpp)
  target_compile_definitions(probe-other PRIVATE PROBE_BUILD="vitrine 0.0.9, boundary 0, c++ 12")
  add_library(needed-by-probe SHARED tests/module/library.cpp)
  add_library(probe-needy MODULE tests/module/probe.cpp)
  target_compile_definitions(probe-needy PRIVATE PROBE_NEEDS)
  target_link_libraries(probe-needy PRIVATE needed-by-probe)
  set_target_properties(probe-needy PROPERTIES SKIP_BUILD_RPATH ON)  # so that the library is not found
  foreach(probe probe-good probe-other probe-needy needed-by-probe)
    target_include_directories(${probe} PRIVATE ${CMAKE_SOURCE_DIR})
  endforeach()
  vitrine_test(module USES tools-module GROUP json SOURCES tests/module/module_test.cpp)
  add_dependencies(test-module probe-good probe-other probe-needy)
  target_compile_definitions(test-module PRIVATE
    MODULE_CASES="${CMAKE_SOURCE_DIR}/tests/module/cases.json"
    PROBE_GOOD="$<TARGET_FILE:probe-good>" PROBE_OTHER="$<TARGET_FILE:probe-other>" PROBE_NEEDY="$<TARGET_FILE:probe-needy>")

  # --- the command line's rooms ---
  vitrine_test(sha256 USES tools-sha256 SOURCES tests/tools/sha256_test.cpp)
endif()

# --- what the build itself promises -------------------------------------------------------------------------
if(preset STREQUAL "native")
  add_test(NAME format COMMAND ${CMAKE_SOURCE_DIR}/tests/build/format)
  vitrine_node_test(rooms tests/build/rooms.mjs)
  vitrine_node_test(words tests/build/words.mjs)
  vitrine_node_test(index tests/build/index.mjs)
endif()
if(NOT VITRINE_SANITIZE)
  vitrine_node_test(groups tests/build/groups.mjs ${CMAKE_BINARY_DIR})
endif()

# --- sites: built once by the command line of the native preset, looked at by everything below ----------------
if(preset STREQUAL "native" AND TARGET vitrine)
  include(tests/sites.cmake)
endif()
