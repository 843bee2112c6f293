# vitrine_target(NAME TYPE GROUP libraries... USES targets... SOURCES files...): one target of ours.
# TYPE: STATIC, MODULE or EXECUTABLE. GROUP names third-party libraries from the table below; nothing else of
# theirs may be included. Groups and libraries are written to groups.json in the build folder; tests/build/groups.mjs
# compares them with what the build really read and linked.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

add_compile_definitions(VITRINE_VERSION="${PROJECT_VERSION}")
# Page and native agree bit for bit: no fused multiply-add (design, section 10).
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 warns of overlaps in std::string's operator+ that do not exist (its bug 105651, fixed in 13).
  add_compile_options(-Wno-restrict)
endif()
if(EMSCRIPTEN)
  # LTO is what keeps the weak symbols of templates out of the modules' imports (wasm-ld 14); nothing throws,
  # or asks for the type of an object.
  add_compile_options(-flto -fno-exceptions -fno-rtti -msimd128)
  add_link_options(-flto -fno-exceptions -msimd128)
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
  set(CMAKE_EXE_LINKER_FLAGS_RELEASE "")
  if(EXISTS /usr/share/nodejs/acorn)
    # The linker's JavaScript step needs acorn, which only Debian's own node finds by itself.
    set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
  endif()
endif()
if(VITRINE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(VITRINE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=address,undefined)
endif()

# ["a", "b"] of the arguments after the variable's name.
function(vitrine_json_list variable)
  set(names ${ARGN})
  list(TRANSFORM names REPLACE "(.+)" "\"\\1\"")
  list(JOIN names ", " text)
  set(${variable} "[${text}]" PARENT_SCOPE)
endfunction()

# --- third-party libraries: how each is found ---------------------------------------------------------------
# vitrine_library(name HEADER file [FOLDER below /usr/include] [LINK libraries...] [PKG pkg-config name] [HEAVY])
# PKG: for headers that include other libraries' by pkg-config's folders (vips needs glib).
function(vitrine_library name)
  cmake_parse_arguments(LIB "HEAVY" "HEADER;FOLDER;PKG" "LINK" ${ARGN})
  if(TARGET third-party-${name} OR (LIB_HEAVY AND VITRINE_LEAN))
    return()
  endif()
  find_path(VITRINE_${name}_DIR ${LIB_HEADER} PATHS /usr/include PATH_SUFFIXES ${LIB_FOLDER} NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  add_library(third-party-${name} INTERFACE)
  if(EMSCRIPTEN)
    # Never pass -I/usr/include to a cross compiler: copy the one library.
    string(REGEX REPLACE "/.*" "" top ${LIB_HEADER})
    file(COPY ${VITRINE_${name}_DIR}/${top} DESTINATION ${CMAKE_BINARY_DIR}/third-party/${name})
    target_include_directories(third-party-${name} SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/third-party/${name})
  elseif(NOT VITRINE_${name}_DIR STREQUAL "/usr/include")
    target_include_directories(third-party-${name} SYSTEM INTERFACE ${VITRINE_${name}_DIR})
  endif()
  if(LIB_PKG)
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(VITRINE_${name} REQUIRED ${LIB_PKG})
    target_include_directories(third-party-${name} SYSTEM INTERFACE ${VITRINE_${name}_INCLUDE_DIRS})
  endif()
  if(LIB_LINK)
    target_link_libraries(third-party-${name} INTERFACE ${LIB_LINK})
  endif()
  vitrine_json_list(link ${LIB_LINK})
  set_property(GLOBAL APPEND PROPERTY vitrine_libraries
    "    \"${name}\": {\"header\": \"${VITRINE_${name}_DIR}/${LIB_HEADER}\", \"link\": ${link}}")
endfunction()

vitrine_library(expected HEADER tl/expected.hpp)
vitrine_library(json HEADER nlohmann/json.hpp)
vitrine_library(eigen HEADER Eigen/Core FOLDER eigen3 HEAVY)
if(EMSCRIPTEN AND TARGET third-party-eigen)
  # Eigen 3.4 takes its SSE kernels, which Emscripten maps onto wasm SIMD:
  #   __MMINTRIN_H  skips clang's x86-only <mmintrin.h> (MMX, unused);
  #   5.13          the one version that avoids Eigen's inline assembly on both sides of its GCC checks
  #                 (>= 6.3 as 10*major+minor, yet < 6.0).
  # It puts temporaries of up to 128 kB on the stack; newer Emscripten gives 64 kB in all.
  target_compile_options(third-party-eigen INTERFACE -msse4.2 -D__MMINTRIN_H -fgnuc-version=5.13)
  target_compile_definitions(third-party-eigen INTERFACE EIGEN_STACK_ALLOCATION_LIMIT=16384)
endif()

function(vitrine_target name type)
  cmake_parse_arguments(T "" "" "GROUP;USES;SOURCES" ${ARGN})
  if(type STREQUAL "EXECUTABLE")
    add_executable(${name} ${T_SOURCES})
  else()
    add_library(${name} ${type} ${T_SOURCES})
  endif()
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${T_USES})
  foreach(library ${T_GROUP})
    target_link_libraries(${name} PUBLIC third-party-${library})
  endforeach()
  vitrine_json_list(group ${T_GROUP})
  vitrine_json_list(uses ${T_USES})
  set_property(GLOBAL APPEND PROPERTY vitrine_targets "    \"${name}\": {\"group\": ${group}, \"uses\": ${uses}}")
endfunction()

# Written at the end of the configuration, when every target is known.
function(vitrine_write_groups)
  get_property(libraries GLOBAL PROPERTY vitrine_libraries)
  get_property(targets GLOBAL PROPERTY vitrine_targets)
  list(JOIN libraries ",\n" libraries)
  list(JOIN targets ",\n" targets)
  file(WRITE ${CMAKE_BINARY_DIR}/groups.json
    "{\n  \"libraries\": {\n${libraries}\n  },\n  \"targets\": {\n${targets}\n  }\n}\n")
endfunction()
cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL vitrine_write_groups)
