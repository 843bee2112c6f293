// Stop words: English words that do not describe a picture, folded.
#pragma once

#include <array>
#include <string_view>

namespace vitrine {

inline constexpr std::array stop_words = std::to_array<std::string_view>({
    "about",        "above",       "across",    "after",     "again",    "all",       "along",      "also",
    "among",        "and",         "another",   "any",       "are",      "around",    "away",       "back",
    "based",        "because",     "been",      "before",    "behind",   "being",     "below",      "between",
    "both",         "but",         "can",       "caption",   "com",      "could",     "credit",     "did",
    "does",         "down",        "during",    "each",      "either",   "etc",       "even",       "ever",
    "every",        "few",         "first",     "following", "follows",  "for",       "from",       "front",
    "further",      "get",         "had",       "has",       "have",     "her",       "here",       "him",
    "his",          "how",         "http",      "https",     "image",    "images",    "into",       "its",
    "just",         "last",        "left",      "less",      "like",     "made",      "make",       "many",
    "may",          "more",        "most",      "much",      "near",     "next",      "nor",        "not",
    "now",          "off",         "once",      "one",       "only",     "onto",      "other",      "our",
    "out",          "over",        "own",       "part",      "per",      "photo",     "photograph", "photographed",
    "photographer", "photographs", "photos",    "picture",   "pictures", "right",     "same",       "see",
    "seen",         "several",     "she",       "should",    "shows",    "side",      "since",      "some",
    "such",         "taken",       "than",      "that",      "the",      "their",     "them",       "then",
    "there",        "these",       "they",      "this",      "those",    "three",     "through",    "time",
    "together",     "too",         "toward",    "towards",   "two",      "under",     "until",      "upon",
    "use",          "used",        "using",     "very",      "view",     "was",       "well",       "were",
    "what",         "when",        "where",     "which",     "while",    "who",       "whose",      "why",
    "will",         "with",        "within",    "without",   "would",    "www",       "you",        "your",
    "january",      "february",    "march",     "april",     "june",     "july",      "august",     "september",
    "october",      "november",    "december",  "monday",    "tuesday",  "wednesday", "thursday",   "friday",
    "saturday",     "sunday",      "jan",       "feb",       "mar",      "apr",       "jun",        "jul",
    "aug",          "sep",         "sept",      "oct",       "nov",      "dec",       "utc",        "gmt",
    "est",          "edt",         "cst",       "cdt",       "mst",      "mdt",       "pst",        "pdt",
    "cet",          "cest",        "begin",     "begins",    "take",     "takes",     "show",       "showing",
    "visible",      "captured",    "including", "various",
});

}  // namespace vitrine
