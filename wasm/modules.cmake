# The wasm modules and the page's bundle. Works alike on Emscripten 3.1.6 (Debian 12) and 3.1.69 (Debian 13).

# --- main: the interface of the core for the page --------------------------------------------------------------
# Embind without code generation, for a page policy without 'unsafe-eval'. Before 3.1.38 -sDYNAMIC_EXECUTION=0 is
# refused together with dynamic linking: the toolchain's own sources with that branch forced do the same.
execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE)
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.38)
  set(no_eval_text "")
  foreach(name emval embind)
    file(READ ${emscripten_root}/src/embind/${name}.js text)
    string(REPLACE "#if DYNAMIC_EXECUTION == 0" "#if 1" text "${text}")
    string(REPLACE "#if DYNAMIC_EXECUTION\n" "#if 0\n" text "${text}")
    string(APPEND no_eval_text "${text}\n")
  endforeach()
  file(WRITE ${CMAKE_BINARY_DIR}/embind-no-eval.js "${no_eval_text}")
  set(no_eval "SHELL:--js-library \"${CMAKE_BINARY_DIR}/embind-no-eval.js\"")
else()
  set(no_eval -sDYNAMIC_EXECUTION=0)
endif()

vitrine_target(main EXECUTABLE USES core-collection core-curation core-documents core-embedding SOURCES wasm/main/main.cpp)
# Emscripten 3.1.6 takes no comments in a list of exports; ours gives each its reason.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/wasm/main/exports.txt)
file(STRINGS ${CMAKE_SOURCE_DIR}/wasm/main/exports.txt exports REGEX "^_")
list(TRANSFORM exports REPLACE " .*" "")
list(JOIN exports "\n" exports)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/exports.txt CONTENT "@exports@\n" @ONLY)
set_target_properties(main PROPERTIES SUFFIX ".mjs" LINK_DEPENDS ${CMAKE_BINARY_DIR}/exports.txt)
# -Os for the bindings; the rooms are -O2: queries are 10 times faster for 7 KB. Embind tells types apart by -frtti.
target_compile_options(main PRIVATE -Os -frtti)
# What makes the nodes of each document is large and runs once a document; its values are the parser's, at -O2.
set_source_files_properties(core/documents/reader.cpp PROPERTIES COMPILE_OPTIONS -Os)
target_link_options(main PRIVATE
  -Os -lembind ${no_eval}
  -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web,worker # node, in tests, gives the bytes itself
  -sALLOW_MEMORY_GROWTH
  -sTOTAL_STACK=1MB # the old name of STACK_SIZE; Eigen's temporaries live here, and newer ones give 64 KB
  -sMALLOC=emmalloc
  -sMAIN_MODULE=2   # no side is named: the main module is the same with or without one
  -sEXPORTED_FUNCTIONS=@${CMAKE_BINARY_DIR}/exports.txt # what any side may import
  -sEXPORTED_RUNTIME_METHODS=loadWebAssemblyModule,UTF8ToString,HEAPF32)

# --- side modules: each opened by the page when it is first needed (web/module.js) ---------------------------
# vitrine_side(NAME GROUP libraries... USES targets... SOURCES files...): NAME.wasm, and its place in the page's list.
function(vitrine_side name)
  vitrine_target(${name} EXECUTABLE ${ARGN})
  set_target_properties(${name} PROPERTIES SUFFIX ".wasm")
  # -O2, not -Os: with 3.1.6 that leaves inlining to Binaryen, which cannot inline what Eigen's templates leave.
  target_link_options(${name} PRIVATE -O2 -sSIDE_MODULE=2)
  set_property(GLOBAL APPEND PROPERTY vitrine_sides ${name})
endfunction()

# As quick with its loops as they are, and 2 KB smaller.
target_compile_options(core-calendar PRIVATE -fno-unroll-loops)
vitrine_side(calendar GROUP expected USES core-calendar core-embedding SOURCES core/calendar/calendar.cpp)
if(NOT VITRINE_LEAN)
  vitrine_side(spotlight GROUP expected eigen USES core-spotlight core-embedding SOURCES core/spotlight/spotlight.cpp)
endif()

# --- the page: web/ bundled with the main module's glue, named by content, and its template --------------------
get_property(sides GLOBAL PROPERTY vitrine_sides)
set(page_modules "")
foreach(side ${sides})
  list(APPEND page_modules --module ${side}=$<TARGET_FILE:${side}>)
endforeach()
add_custom_command(
  OUTPUT ${CMAKE_BINARY_DIR}/viewer/viewer.json
  COMMAND node ${CMAKE_SOURCE_DIR}/web/build.mjs --main $<TARGET_FILE:main> --wasm ${CMAKE_BINARY_DIR}/main.wasm
    ${page_modules} --out ${CMAKE_BINARY_DIR}/viewer --depfile ${CMAKE_BINARY_DIR}/viewer.d
  DEPENDS main ${sides} ${CMAKE_SOURCE_DIR}/web/build.mjs ${CMAKE_SOURCE_DIR}/web/index.html
    ${CMAKE_SOURCE_DIR}/web/shipped.mjs
  DEPFILE ${CMAKE_BINARY_DIR}/viewer.d  # what esbuild read
  COMMENT "Bundling the page"
  VERBATIM)
add_custom_target(page ALL DEPENDS ${CMAKE_BINARY_DIR}/viewer/viewer.json)
