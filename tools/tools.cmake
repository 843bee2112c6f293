# The command line and its folders. `vitrine` itself is lean: what needs an encoder or linear algebra is a module
# opened by the verb that needs it (tools/module).
vitrine_library(cli11 HEADER CLI/CLI.hpp)
vitrine_library(sqlite HEADER sqlite3.h LINK sqlite3)
vitrine_library(zlib HEADER zlib.h LINK z)
vitrine_library(crypto HEADER openssl/evp.h LINK crypto)
vitrine_library(utf8proc HEADER utf8proc.h LINK utf8proc)
vitrine_library(csv HEADER csv.h LINK csv)
vitrine_library(httplib HEADER httplib.h LINK cpp-httplib)
# Debian compiles httplib once, with what this says; its classes have other members without it.
find_package(PkgConfig REQUIRED)
pkg_check_modules(HTTPLIB REQUIRED cpp-httplib)
target_compile_options(third-party-httplib INTERFACE ${HTTPLIB_CFLAGS_OTHER})
find_package(Threads REQUIRED)

# --- parallel: the same work for many things ---------------------------------------------------------------------
vitrine_target(tools-parallel STATIC SOURCES tools/parallel/parallel.cpp)
target_link_libraries(tools-parallel PUBLIC Threads::Threads)

# --- module: opens the heavy halves on first use ------------------------------------------------------------
vitrine_target(tools-module STATIC GROUP expected USES core-documents SOURCES
  tools/module/module.cpp)
target_link_libraries(tools-module PUBLIC ${CMAKE_DL_LIBS})

# --- source: what is read from the picture folder ---------------------------------------------------------------
vitrine_target(tools-sha256 STATIC GROUP crypto expected SOURCES tools/source/sha256.cpp)

# --- warehouse: everything known about a collection --------------------------------------------------------------
vitrine_target(warehouse STATIC GROUP sqlite expected USES core-collection core-preference SOURCES
  tools/warehouse/connection.cpp tools/warehouse/warehouse.cpp tools/warehouse/images.cpp tools/warehouse/vectors.cpp
  tools/warehouse/analysis.cpp tools/warehouse/tags.cpp tools/warehouse/candidates.cpp tools/warehouse/votes.cpp)

# --- console: what a verb says -----------------------------------------------------------------------------------
vitrine_target(tools-console STATIC GROUP expected USES core-documents SOURCES
  tools/console/console.cpp tools/console/words.cpp)
vitrine_target(tools-files STATIC GROUP expected SOURCES tools/source/files.cpp)

vitrine_target(tools-source STATIC GROUP utf8proc csv expected
  USES core-documents core-collection tools-console tools-files tools-sha256 SOURCES
  tools/source/catalogue.cpp tools/source/csv.cpp tools/source/embeddings.cpp tools/source/identity.cpp tools/source/metadata.cpp
  tools/source/npy.cpp tools/source/privacy.cpp tools/source/utf8.cpp tools/source/walk.cpp)

# --- published: a warehouse's rows as they are published; analysis and site stand on it ---------------------------
vitrine_target(tools-published STATIC GROUP utf8proc zlib expected
  USES core-collection core-curation core-documents core-embedding tools-console warehouse SOURCES
  tools/published/fold.cpp tools/published/titles.cpp tools/published/colour_names.cpp tools/published/facets.cpp
  tools/published/collection_rows.cpp tools/published/curation_rows.cpp tools/published/tag_levels.cpp
  tools/published/zipped_vectors.cpp)

# --- almanac: entries of days and phases of the Moon, for the calendar; libvitrine-ical.so reads entries in iCalendar --
if(NOT VITRINE_LEAN)
  vitrine_library(ical HEADER libical/ical.h LINK ical HEAVY)
  vitrine_target(vitrine-ical MODULE GROUP ical SOURCES tools/calendar/ical.cpp)
endif()
vitrine_target(tools-almanac STATIC GROUP expected USES core-calendar core-documents core-number tools-console tools-files tools-module tools-source SOURCES
  tools/calendar/day_range.cpp tools/calendar/time_zone.cpp tools/calendar/moon.cpp tools/calendar/events.cpp)

# --- calendar: what a calendar of a warehouse is, and its candidates -------------------------------------------------
vitrine_target(tools-calendar STATIC GROUP expected
  USES core-calendar core-documents core-embedding core-number tools-almanac tools-console tools-files tools-published tools-sha256 warehouse SOURCES
  tools/calendar/settings.cpp tools/calendar/plan.cpp tools/calendar/board.cpp
  tools/calendar/candidates.cpp)

# --- ingest: libvitrine-ingest.so decodes, tools-ingest opens it and fills the warehouse -------------------------
vitrine_target(picture-features STATIC SOURCES
  tools/ingest/lab.cpp tools/ingest/features.cpp tools/ingest/descriptor.cpp)
if(NOT VITRINE_LEAN)
  vitrine_library(vips HEADER vips/vips.h LINK vips gobject-2.0 glib-2.0 PKG vips HEAVY)
  vitrine_library(exiv2 HEADER exiv2/exiv2.hpp LINK exiv2 HEAVY)
  vitrine_target(vitrine-ingest MODULE GROUP vips exiv2 USES picture-features SOURCES
    tools/ingest/ingest.cpp tools/ingest/decode.cpp tools/ingest/exif.cpp)
endif()
vitrine_target(tools-ingest STATIC GROUP expected
  USES tools-console tools-module tools-parallel tools-source warehouse SOURCES
  tools/ingest/opening.cpp tools/ingest/reader.cpp tools/ingest/writer.cpp tools/ingest/reconcile.cpp
  tools/ingest/intake.cpp tools/ingest/cutter.cpp)

# --- print: libvitrine-print.so lays out pages, tools-print opens it for the print file of a calendar -----------------
if(NOT VITRINE_LEAN)
  vitrine_library(cairo HEADER cairo.h FOLDER cairo LINK cairo PKG cairo HEAVY)
  vitrine_library(pango HEADER pango/pangocairo.h FOLDER pango-1.0 LINK pangocairo-1.0 pango-1.0 gobject-2.0 glib-2.0 PKG pangocairo HEAVY)
  vitrine_library(qpdf HEADER qpdf/QPDF.hh LINK qpdf HEAVY)
  target_compile_definitions(third-party-qpdf INTERFACE POINTERHOLDER_TRANSITION=4)  # the standard's pointers
  vitrine_library(icu HEADER unicode/uloc.h LINK icui18n icuuc HEAVY)
  vitrine_target(vitrine-print MODULE GROUP cairo pango qpdf icu SOURCES
    tools/print/print.cpp tools/print/canvas.cpp tools/print/finish.cpp tools/print/names.cpp)
endif()
vitrine_target(tools-print STATIC GROUP expected
  USES core-calendar core-documents tools-console tools-files tools-ingest tools-module SOURCES
  tools/print/paper.cpp tools/print/document.cpp tools/print/calendar.cpp)

# --- sample: a voyage to the Moon and back, painted by a small ray caster ----------------------------------------
vitrine_target(sample-pictures STATIC SOURCES
  tools/sample/noise.cpp tools/sample/canvas.cpp tools/sample/sky.cpp tools/sample/earth.cpp tools/sample/moon.cpp
  tools/sample/space.cpp tools/sample/inside.cpp tools/sample/ground.cpp tools/sample/scenes.cpp
  tools/sample/captions.cpp tools/sample/voyage.cpp tools/sample/votes.cpp)
# In every preset: unoptimised, a picture takes half a minute. Its wide vectors never cross a boundary.
target_compile_options(sample-pictures PRIVATE -O3 -Wno-psabi)
vitrine_target(tools-sample STATIC GROUP expected USES sample-pictures tools-console tools-files tools-ingest tools-parallel SOURCES
  tools/sample/sample.cpp)

# --- site: from the published rows to the files of a site, and back for `check` ----------------------------------
vitrine_target(tools-site STATIC GROUP expected
  USES core-curation core-documents core-number tools-calendar tools-console tools-files tools-parallel tools-published tools-sha256 warehouse SOURCES
  tools/site/first_screen.cpp tools/site/thumbnail_hashes.cpp tools/site/viewer.cpp tools/site/site.cpp
  tools/site/site_lock.cpp tools/site/publisher.cpp)

vitrine_target(tools-check STATIC GROUP expected
  USES core-calendar core-collection core-documents tools-calendar tools-console tools-files tools-published tools-sha256 tools-site SOURCES tools/site/checker.cpp)

# --- serve -------------------------------------------------------------------------------------------------------
vitrine_target(tools-serve STATIC GROUP httplib zlib crypto expected USES core-documents SOURCES tools/serve/server.cpp)
target_link_libraries(tools-serve PUBLIC Threads::Threads)

# --- spotlight: the linear algebra of `analyse`, opened by it ----------------------------------------------------
if(NOT VITRINE_LEAN)
  vitrine_target(vitrine-spotlight MODULE GROUP expected eigen USES core-spotlight core-embedding SOURCES
    core/spotlight/spotlight.cpp core/spotlight/analysis.cpp)
endif()

# --- vocabulary: the tags there are; libvitrine-yaml.so reads it where it is YAML, opened for that alone -----------
if(NOT VITRINE_LEAN)
  vitrine_library(yaml HEADER yaml.h LINK yaml HEAVY)
  vitrine_target(vitrine-yaml MODULE GROUP yaml SOURCES tools/vocabulary/yaml.cpp)
endif()
vitrine_target(tools-vocabulary STATIC GROUP expected USES tools-console tools-files tools-module tools-source SOURCES
  tools/vocabulary/vocabulary.cpp)

# --- votes: what people prefer, from CSV files -------------------------------------------------------------------
vitrine_target(tools-votes STATIC GROUP expected
  USES core-number core-preference tools-console tools-files tools-source warehouse SOURCES
  tools/votes/reader.cpp tools/votes/votes.cpp)

# --- analysis: what `analyse` finds out; the module above does the arithmetic ----------------------------------------
vitrine_target(tools-analysis STATIC GROUP expected
  USES core-curation core-documents core-embedding tools-console tools-files tools-module tools-parallel tools-published tools-sha256 tools-source
    tools-vocabulary warehouse SOURCES
  tools/analysis/labels.cpp tools/analysis/given_clusters.cpp tools/analysis/quality.cpp tools/analysis/engine.cpp
  tools/analysis/analysis.cpp tools/analysis/tags.cpp tools/analysis/duplicates.cpp tools/analysis/patch.cpp
  tools/analysis/spotlight.cpp)

# --- vitrine: the command line, one file a verb -------------------------------------------------------------------
vitrine_target(vitrine EXECUTABLE GROUP cli11 expected
  USES tools-calendar tools-console tools-files tools-print tools-site tools-check tools-serve tools-ingest tools-sample tools-analysis tools-module tools-source
    tools-votes warehouse SOURCES
  tools/vitrine.cpp tools/verbs/options.cpp tools/verbs/build.cpp tools/verbs/ingest.cpp tools/verbs/analyse.cpp
  tools/verbs/spotlight.cpp tools/verbs/calendar.cpp tools/verbs/calendar_pdf.cpp tools/verbs/render.cpp tools/verbs/sample.cpp tools/verbs/serve.cpp tools/verbs/check.cpp
  tools/verbs/info.cpp)
# CLI11 is all templates and inline functions: one compilation of them, not one a verb.
set_target_properties(vitrine PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)

# --- install: bin/vitrine finds its modules in ../lib/vitrine and the viewer in ../share/vitrine/viewer -------------
foreach(module vitrine vitrine-ical vitrine-ingest vitrine-print vitrine-spotlight vitrine-yaml)
  if(TARGET ${module})
    install(TARGETS ${module} RUNTIME DESTINATION bin LIBRARY DESTINATION lib/vitrine)
  endif()
endforeach()
install(DIRECTORY ${CMAKE_BINARY_DIR}/../wasm/viewer/ DESTINATION share/vitrine/viewer OPTIONAL)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/CHANGELOG.md
  DESTINATION share/doc/vitrine)
