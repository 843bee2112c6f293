# Tests of whole sites. They need build/wasm and the npm packages of web/ beside build/native: tools/test sees to that.
set(sites ${CMAKE_BINARY_DIR}/sites)
add_test(NAME sites COMMAND ${CMAKE_SOURCE_DIR}/tests/fixtures/sites $<TARGET_FILE:vitrine> ${sites}
  $<TARGET_FILE:make-rows>)
set_tests_properties(sites PROPERTIES FIXTURES_SETUP sites TIMEOUT 900 PROCESSORS 2)

# vitrine_site_test(NAME FILE arguments...): a node test of one of the sites above.
function(vitrine_site_test name file)
  vitrine_node_test(${name} ${file} ${ARGN})
  set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED sites)
endfunction()

vitrine_site_test(secrets tests/build/secrets.mjs ${sites}/sample.site ${sites}/made/secrets.json)
vitrine_site_test(add_view tests/build/add_view.mjs $<TARGET_FILE:vitrine> ${CMAKE_SOURCE_DIR}/build/wasm ${sites}/sample.db)
vitrine_site_test(readme tests/build/readme.mjs ${CMAKE_BINARY_DIR} ${sites}/made/pictures)

# --- a build that is killed, a disk that fills up ---------------------------------------------------------------
foreach(subject interrupted full_disk)
  add_test(NAME ${subject} COMMAND /usr/bin/python3 ${CMAKE_SOURCE_DIR}/tests/hard/${subject}.py
    $<TARGET_FILE:vitrine> ${sites}/made/pictures ${CMAKE_BINARY_DIR}/${subject})
  set_tests_properties(${subject} PROPERTIES FIXTURES_REQUIRED sites SKIP_RETURN_CODE 77 TIMEOUT 900)
endforeach()

add_test(NAME install COMMAND ${CMAKE_SOURCE_DIR}/tests/build/install ${CMAKE_BINARY_DIR} ${CMAKE_BINARY_DIR}/installed ${sites}/sample.db)
add_test(NAME demo COMMAND ${CMAKE_SOURCE_DIR}/tests/build/demo ${sites}/made/pictures ${CMAKE_BINARY_DIR}/demo)
set_tests_properties(install demo PROPERTIES FIXTURES_REQUIRED sites)

# --- lean: the same, where the heavy headers cannot be included ------------------------------------------------
add_test(NAME lean COMMAND ${CMAKE_SOURCE_DIR}/tests/build/lean ${CMAKE_BINARY_DIR}/lean ${sites}/sample.db)
set_tests_properties(lean PROPERTIES FIXTURES_REQUIRED sites FIXTURES_SETUP lean TIMEOUT 1500 PROCESSORS 2)

# --- the page -------------------------------------------------------------------------------------------------
# The photos where they are, else painted ones.
set(seen ${sites}/voyage.site)
if(EXISTS ${CMAKE_SOURCE_DIR}/../shared/data/artemis)
  set(seen ${sites}/artemis.site)
endif()


string(REGEX REPLACE "site$" "db" warehouse ${seen})

vitrine_site_test(sizes tests/build/sizes.mjs ${CMAKE_SOURCE_DIR}/build/wasm
  ${sites}/rows.site ${sites}/wordy.site ${sites}/sample.site ${seen})

# Spotlight's picks of that site against numpy: everything and each cluster.
add_test(NAME spotlight_site COMMAND /usr/bin/python3 ${CMAKE_SOURCE_DIR}/tests/reference/spotlight.py
  ${CMAKE_SOURCE_DIR}/../shared $<TARGET_FILE:vitrine-spotlight> ${CMAKE_SOURCE_DIR}/build/wasm ${seen}
  $<TARGET_FILE:vitrine> ${warehouse})
set_tests_properties(spotlight_site PROPERTIES FIXTURES_REQUIRED sites)

# Their calendar, and that of works with tags, as the page judges it against the command line.
foreach(its_site ${seen} ${sites}/tagged.site)
  string(REGEX REPLACE "site$" "db" its_warehouse ${its_site})
  cmake_path(GET its_site STEM stem)
  vitrine_site_test(calendar_${stem} tests/wasm/calendar_site_test.mjs ${CMAKE_SOURCE_DIR}/build/wasm
    $<TARGET_FILE:vitrine> ${its_warehouse} ${its_site})
endforeach()

# A warehouse with tags: a scope may name one.
add_test(NAME spotlight_tags COMMAND $<TARGET_FILE:vitrine> spotlight ${sites}/tagged.db -k 3 --scope t.helmet=20 --json)
set_tests_properties(spotlight_tags PROPERTIES FIXTURES_REQUIRED sites PASS_REGULAR_EXPRESSION "\"rank\":3")

# Clusters against what the owners say, which they were not made from.
if(EXISTS ${CMAKE_SOURCE_DIR}/../shared/data/artemis)
  add_test(NAME clusters_artemis COMMAND /usr/bin/python3 ${CMAKE_SOURCE_DIR}/tests/reference/clusters.py
    ${sites}/artemis.db category 0.55 0.2)
  set_tests_properties(clusters_artemis PROPERTIES FIXTURES_REQUIRED sites)
endif()
if(EXISTS ${CMAKE_SOURCE_DIR}/../shared/data/clip-met-1500)
  add_test(NAME clusters_met COMMAND /usr/bin/python3 ${CMAKE_SOURCE_DIR}/tests/reference/clusters.py
    ${sites}/tagged.db department 0.55 0.2)
  set_tests_properties(clusters_met PROPERTIES FIXTURES_REQUIRED sites)
endif()

# A calendar of photos that are too small for paper, printed all the same.
if(EXISTS ${CMAKE_SOURCE_DIR}/../shared/data/artemis)
  vitrine_site_test(print_artemis tests/build/print.mjs $<TARGET_FILE:vitrine> ${sites}/artemis.db)
endif()

# vitrine_browser_test(VIEW [FIREFOX]): tests/browser/VIEW.mjs in Chromium, with FIREFOX in Firefox too.
function(vitrine_browser_test view)
  vitrine_site_test(browser/${view} tests/browser/${view}.mjs $<TARGET_FILE:vitrine> ${seen})
  if("FIREFOX" IN_LIST ARGN)
    vitrine_site_test(firefox/${view} tests/browser/${view}.mjs $<TARGET_FILE:vitrine> ${seen} firefox)
  endif()
endfunction()

vitrine_browser_test(first_screen FIREFOX)
vitrine_browser_test(address FIREFOX)
vitrine_browser_test(browse FIREFOX)
vitrine_browser_test(picture FIREFOX)
vitrine_browser_test(clusters FIREFOX)
vitrine_browser_test(spotlight FIREFOX)
vitrine_browser_test(calendar FIREFOX)
vitrine_browser_test(calendar_judging FIREFOX)
vitrine_browser_test(calendar_print FIREFOX)
vitrine_browser_test(calendar_scores)
vitrine_browser_test(curation FIREFOX)
vitrine_browser_test(about)
vitrine_browser_test(network FIREFOX)
vitrine_browser_test(view_changes FIREFOX)
vitrine_browser_test(every_view)
vitrine_browser_test(beyond)
vitrine_browser_test(late_answers)
vitrine_browser_test(unloaded FIREFOX)
vitrine_site_test(webkit/every_view tests/webkit/every_view.mjs $<TARGET_FILE:vitrine> ${seen})
vitrine_site_test(browser/tags tests/browser/tags.mjs $<TARGET_FILE:vitrine> ${sites}/tagged.site)
vitrine_site_test(browser/wordy tests/browser/wordy.mjs $<TARGET_FILE:vitrine> ${sites}/wordy.site)
vitrine_site_test(browser/texts tests/browser/texts.mjs $<TARGET_FILE:vitrine> ${sites}/hostile.site)
vitrine_site_test(browser/scale tests/browser/scale.mjs $<TARGET_FILE:vitrine> ${sites}/many.site chromium ${sites}/rows.site)

# The lean command line serves the lean site.
foreach(view first_screen browse clusters without_spotlight)
  vitrine_node_test(lean/${view} tests/browser/${view}.mjs ${CMAKE_SOURCE_DIR}/build/lean/vitrine ${CMAKE_BINARY_DIR}/lean/site)
  set_tests_properties(lean/${view} PROPERTIES FIXTURES_REQUIRED lean)
endforeach()
