// The fields of every document, named once. From them visitors make a reader (reader.cpp), a writer (writer.cpp) and a
// JavaScript object (wasm/main): a field that is added here is added to all three.
// Sections: parts of several; the manifest; pictures; clusters and curation; the calendar; files; settings.
//
//   v.schema()                 the document carries the schema's version
//   v.strict()                 before fields: unknown keys are errors, here and below
//   v.field(name, member)      must be there
//   v.optional(name, member)   absent keeps the default; an empty one is not written
//   v.columns(count, visit)    "columns": arrays of `count` rows each
#pragma once

#include "core/documents/documents.h"

namespace vitrine {

// --- parts of several ----------------------------------------------------------------------------------------

template <class V>
void describe(V& v, DominantColour& d) {
  v.field("rgb", d.rgb);
  v.field("proportion", d.proportion);
}

template <class V>
void describe(V& v, Neighbour& d) {
  v.field("row", d.row);
  v.field("similarity", d.similarity);
}

template <class V>
void describe(V& v, FileEntry& d) {
  v.field("path", d.path);
  v.field("bytes", d.bytes);
  v.field("sha256", d.sha256);
}

// --- the manifest --------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, Facet& d) {
  v.field("name", d.name);
  v.field("label", d.label);
  v.optional("multiple", d.multiple);
  v.field("values", d.values);
  v.field("counts", d.counts);
  v.optional("more", d.more);
}

template <class V>
void describe(V& v, FacetValues& d) {
  v.field("name", d.name);
  v.field("values", d.values);
  v.field("counts", d.counts);
}

template <class V>
void describe(V& v, VocabularyList& d) {
  v.schema();
  v.field("facets", d.facets);
}

template <class V>
void describe(V& v, TagEntry& d) {
  v.field("code", d.code);
  v.field("label", d.label);
  v.optional("description", d.description);
  v.optional("type", d.type);
  v.optional("derived", d.derived);
  v.field("accepted", d.accepted);
  v.field("tentative", d.tentative);
  v.field("step", d.step);
  v.field("count", d.count);
  v.field("path", d.path);
}

template <class V>
void describe(V& v, VectorsEntry& d) {
  v.field("path", d.path);
  v.optional("bytes", d.bytes);
  v.field("model", d.model);
  v.field("count", d.count);
  v.field("dimension", d.dimension);
  v.field("fidelity", d.fidelity);
}

template <class V>
void describe(V& v, ModuleEntry& d) {
  v.field("name", d.name);
  v.field("path", d.path);
  v.optional("bytes", d.bytes);
}

template <class V>
void describe(V& v, CurationEntry& d) {
  v.field("threshold", d.threshold);
  v.field("linkage", d.linkage);
  v.field("complete_floor", d.complete_floor);
  v.field("groups", d.groups);
  v.field("duplicates", d.duplicates);
  v.field("copies", d.copies);
  v.field("dark", d.dark);
  v.field("active", d.active);
  v.field("structure", d.structure);
  v.optional("kept", d.kept);
}

template <class V>
void describe(V& v, Manifest& d) {
  v.schema();
  v.field("id", d.id);
  v.field("build", d.build);
  v.field("generator", d.generator);
  v.field("title", d.title);
  v.optional("description", d.description);
  v.field("language", d.language);
  v.optional("home_page", d.home_page);
  v.optional("credit", d.credit);
  v.optional("license", d.license);
  v.field("count", d.count);
  v.optional("first_shard", d.first_shard);
  v.field("pictures", d.pictures);
  v.field("sizes", d.sizes);
  v.field("originals", d.originals);
  v.field("clusters", d.clusters);
  v.field("scored", d.scored);
  v.field("facets", d.facets);
  v.optional("tags", d.tags);
  v.field("vectors", d.vectors);
  v.optional("layout", d.layout);
  v.field("curation", d.curation);
  v.field("core", d.core);
  v.field("modules", d.modules);
  v.field("files", d.files);
}

// --- pictures ------------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, ImageShard& d) {
  v.schema();
  v.field("first", d.first);
  v.field("count", d.count);
  v.columns(d.count, [&d](auto& columns) {
    columns.field("key", d.key);
    columns.field("id", d.id);
    columns.field("title", d.title);
    columns.field("taken_at", d.taken_at);
    columns.field("width", d.width);
    columns.field("height", d.height);
    columns.field("colour", d.colour);
    columns.field("brightness", d.brightness);
    columns.field("title_rank", d.title_rank);
    columns.optional("score", d.score);
    columns.optional("cluster", d.cluster);
    columns.optional("vector", d.vector);
    columns.optional("master", d.master);
    columns.optional("copy_of", d.copy_of);
    columns.optional("dark", d.dark);
    columns.optional("facets", d.facets);
  });
}

template <class V>
void describe(V& v, ImageDetails& d) {
  v.optional("title", d.title);
  v.optional("description", d.description);
  v.optional("credit", d.credit);
  v.optional("license", d.license);
  v.optional("source_url", d.source_url);
  v.optional("camera", d.camera);
  v.optional("file", d.file);
  v.optional("contrast", d.contrast);
  v.optional("saturation", d.saturation);
  v.optional("dark_ratio", d.dark_ratio);
  v.optional("colours", d.colours);
  v.optional("alike", d.alike);
  v.optional("tags", d.tags);
  v.optional("fields", d.fields);
}

template <class V>
void describe(V& v, DetailsShard& d) {
  v.schema();
  v.field("first", d.first);
  v.field("images", d.images);
}

template <class V>
void describe(V& v, TextShard& d) {
  v.schema();
  v.field("first", d.first);
  v.field("title", d.title);
  v.field("text", d.text);
}

// --- clusters and curation -----------------------------------------------------------------------------------

template <class V>
void describe(V& v, ClusterCard& d) {
  v.field("id", d.id);
  v.field("label", d.label);
  v.field("medoid", d.medoid);
  v.field("size", d.size);
  v.field("spread", d.spread);
  v.optional("silhouette", d.silhouette);
  v.optional("score", d.score);
  v.optional("first_date", d.first_date);
  v.optional("last_date", d.last_date);
  v.field("diverse", d.diverse);
}

template <class V>
void describe(V& v, ClusterList& d) {
  v.schema();
  v.field("clusters", d.clusters);
}

template <class V>
void describe(V& v, ClusterTrait& d) {
  v.optional("source", d.source);
  v.field("value", d.value);
  v.field("count", d.count);
  v.field("lift", d.lift);
}

template <class V>
void describe(V& v, ClusterMembers& d) {
  v.schema();
  v.field("id", d.id);
  v.optional("traits", d.traits);
  v.field("rows", d.rows);
  v.field("distances", d.distances);
}

template <class V>
void describe(V& v, DuplicateShard& d) {
  v.schema();
  v.field("first", d.first);
  v.field("count", d.count);
  v.columns(d.count, [&d](auto& columns) {
    columns.field("row", d.row);
    columns.field("single_into", d.single_into);
    columns.field("single_at", d.single_at);
    columns.field("complete_into", d.complete_into);
    columns.field("complete_at", d.complete_at);
    columns.field("cut_at", d.cut_at);
    columns.field("neighbours", d.neighbours);
  });
  v.field("other", d.other);
  v.field("distance", d.distance);
}

template <class V>
void describe(V& v, PictureSet& d) {
  v.field("pictures", d.pictures);
}

template <class V>
void describe(V& v, ClusterName& d) {
  v.field("picture", d.picture);
  v.field("name", d.name);
}

template <class V>
void describe(V& v, CurationPatch& d) {
  v.schema();
  v.strict();  // a misspelt decision is an error
  v.field("collection", d.collection);
  v.field("threshold", d.threshold);
  v.field("linkage", d.linkage);
  v.optional("masters", d.masters);
  v.optional("keep", d.keep);
  v.optional("apart", d.apart);
  v.optional("names", d.names);
}

// --- the calendar --------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, MonthTarget& d) {
  v.field("brightness", d.brightness);
  v.field("warmth", d.warmth);
  v.field("drama", d.drama);
  v.optional("bonuses", d.bonuses);
}

template <class V>
void describe(V& v, CalendarBonus& d) {
  v.field("name", d.name);
  v.field("tags", d.tags);
  v.field("weight", d.weight);
}

template <class V>
void describe(V& v, CalendarSlot& d) {
  v.field("month", d.month);
  v.field("target", d.target);
}

template <class V>
void describe(V& v, CalendarEvent& d) {
  v.field("first", d.first);
  v.field("last", d.last);
  v.field("text", d.text);
}

template <class V>
void describe(V& v, MoonPhase& d) {
  v.field("day", d.day);
  v.field("time", d.time);
  v.field("phase", d.phase);
}

template <class V>
void describe(V& v, CalendarCandidate& d) {
  v.field("name", d.name);
  v.optional("method", d.method);
  v.optional("maker", d.maker);
  v.field("rows", d.rows);
  v.field("cover", d.cover);
  v.optional("focus", d.focus);
}

template <class V>
void describe(V& v, CalendarPlan& d) {
  v.schema();
  v.field("title", d.title);
  v.field("language", d.language);
  v.field("week_start", d.week_start);
  v.field("zone", d.zone);
  v.field("objective", d.objective);
  v.optional("weights", d.weights);
  v.optional("bonuses", d.bonuses);
  v.field("slots", d.slots);
  v.optional("events", d.events);
  v.optional("moon", d.moon);
  v.optional("candidates", d.candidates);
  v.optional("preference", d.preference);
  v.optional("voters", d.voters);
  v.optional("ballots", d.ballots);
  v.optional("pairs", d.pairs);
  v.optional("rankings", d.rankings);
  v.field("columns", d.columns);
}

template <class V>
void describe(V& v, BoardSlot& d) {
  v.field("picture", d.picture);
  v.optional("locked", d.locked);
  v.optional("focus_x", d.focus_x);
  v.optional("focus_y", d.focus_y);
}

template <class V>
void describe(V& v, CalendarBoard& d) {
  v.schema();
  v.strict();  // a misspelt key is an error
  v.field("collection", d.collection);
  v.field("name", d.name);
  v.optional("maker", d.maker);
  v.field("first_month", d.first_month);
  v.field("cover", d.cover);
  v.field("objective", d.objective);
  v.optional("weights", d.weights);
  v.field("slots", d.slots);
}

// --- files ---------------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, FileList& d) {
  v.schema();
  v.field("files", d.files);
}

template <class V>
void describe(V& v, DocumentList& d) {
  v.schema();
  v.field("files", d.files);
}

template <class V>
void describe(V& v, ViewerParts& d) {
  v.field("script", d.script);
  v.field("style", d.style);
  v.field("late_script", d.late_script);
  v.field("late_style", d.late_style);
  v.field("core", d.core);
  v.field("template", d.page_template);
  v.field("modules", d.modules);
}

// --- settings ------------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, CalendarSettings& d) {
  v.strict();
  v.optional("title", d.title);
  v.optional("first_month", d.first_month);
  v.optional("months", d.months);
  v.optional("cover_page", d.cover_page);
  v.optional("language", d.language);
  v.optional("week_start", d.week_start);
  v.optional("hemisphere", d.hemisphere);
  v.optional("zone", d.zone);
  v.optional("objective", d.objective);
  v.optional("weights", d.weights);
  v.optional("targets", d.targets);
  v.optional("bonuses", d.bonuses);
}

template <class V>
void describe(V& v, Settings& d) {
  v.strict();  // a misspelt setting is an error
  v.optional("title", d.title);
  v.optional("description", d.description);
  v.optional("language", d.language);
  v.optional("home_page", d.home_page);
  v.optional("credit", d.credit);
  v.optional("license", d.license);
  v.optional("publish", d.publish);
  v.optional("sizes", d.sizes);
  v.optional("calendar", d.calendar);
}

}  // namespace vitrine
