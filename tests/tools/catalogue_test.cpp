#include "tools/source/catalogue.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tests/tools/sentence.h"

using namespace vitrine;

namespace {

Walk folder_of(const std::vector<std::string>& files) {
  Walk walk;
  for (const std::string& file : files) walk.files.push_back({file, 10, 20});
  return walk;
}

Catalogue catalogue_of(const std::vector<std::string>& files, const std::string& csv,
                       const std::vector<std::string>& publish = {}, const std::string& id = "") {
  return read_catalogue(folder_of(files), csv.empty() ? Metadata{} : parse_metadata(csv, "metadata.csv"), id, publish);
}

std::string files_by_id(const Catalogue& catalogue) {
  std::string text;
  for (const ImageRecord& image : catalogue.images) text += image.id + "=" + image.file + " ";
  return text;
}

const ColumnRecord& column(const std::vector<ColumnRecord>& columns, const std::string& name) {
  for (const ColumnRecord& candidate : columns)
    if (candidate.name == name) return candidate;
  throw std::runtime_error("no column " + name);
}

}  // namespace

TEST_CASE("without metadata each picture is known by its path") {
  const Catalogue catalogue = catalogue_of({"a.jpg", "sub/b.jpg"}, "");
  CHECK(files_by_id(catalogue) == "a.jpg=a.jpg sub/b.jpg=sub/b.jpg ");
  CHECK(catalogue.images[0].presence == Presence::here);
  CHECK(catalogue.images[0].bytes == 10);
}

TEST_CASE(
    "files are found as spelled, in another Unicode spelling, with more or fewer folders if only one has the name") {
  const Catalogue catalogue = catalogue_of(
      {"A.jpg", "a.jpg", "e\xCC\x81t\xC3\xA9.jpg", "one/x.jpg", "one/y.jpg", "two/y.jpg", "unnamed.png"},
      "id,file\n1,a.jpg\n2,\xC3\xA9t\xC3\xA9.jpg\n3,/old/place/one/x.jpg\n4,y.jpg\n5,.\\one\\y.jpg\n6,\n7,no.jpg\n");
  CHECK(files_by_id(catalogue) ==
        "1=a.jpg 2=e\xCC\x81t\xC3\xA9.jpg 3=one/x.jpg 4= 5=one/y.jpg 6= 7= A.jpg=A.jpg two/y.jpg=two/y.jpg "
        "unnamed.png=unnamed.png ");
  CHECK(catalogue.metadata_rows == 7);
  const Catalogue elsewhere =
      catalogue_of({"2025/IMG_1.jpg", "2026/IMG_2.jpg"}, "id,file\n1,2026/IMG_1.jpg\n2,IMG_2.jpg\n");
  CHECK(files_by_id(elsewhere) == "1= 2=2026/IMG_2.jpg 2025/IMG_1.jpg=2025/IMG_1.jpg ");
  REQUIRE(catalogue.absent.size() == 2);
  CHECK(catalogue.absent[0].image == 3);
  CHECK(catalogue.absent[0].name == "y.jpg");
  CHECK(catalogue.images[5].presence == Presence::none);
}

TEST_CASE("impossible dates are left out and named") {
  const Catalogue catalogue = catalogue_of({},
                                           "id,taken_at\na,0000-00-00\nb,2026-02-31\nc,99999-01-01\nd,31.02.2026\n"
                                           "e,2026-04-06T25:00:00\nf,9999-12-31\ng,-9999-01-01\nh,0000-01-01\n");
  for (std::size_t i = 0; i < 5; ++i) CHECK_FALSE(catalogue.images.at(i).taken_at.known());
  CHECK(to_text(catalogue.images.at(5).taken_at) == "9999-12-31");
  CHECK(to_text(catalogue.images.at(6).taken_at) == "-9999-01-01");
  CHECK(to_text(catalogue.images.at(7).taken_at) == "0000-01-01");
  REQUIRE(catalogue.remarks.size() == 1);
  CHECK(holds(catalogue.remarks[0],
              "taken_at is no ISO 8601 date and was left out: a (\"0000-00-00\"), b (\"2026-02-31\")"));
}

TEST_CASE("known columns have their place, others become fields") {
  const Catalogue catalogue =
      catalogue_of({},
                   "id,Title,DESCRIPTION,taken_at,Category,Tags,credit,licence,source_url,camera,width,Mood\n"
                   "1,T,D,2026-04-06,C,\"x, y ,,z\",me,CC0,https://a,Box,99,calm\n2,,,long ago,,,,,,,,\n");
  const ImageRecord& image = catalogue.images.at(0);
  CHECK(image.title == "T");
  CHECK(image.description == "D");
  CHECK(to_text(image.taken_at) == "2026-04-06");
  CHECK(image.credit == "me");
  CHECK(image.license == "CC0");
  CHECK(image.source_url == "https://a");
  CHECK(image.camera == "Box");
  using Fields = std::vector<std::pair<std::string, std::string>>;
  CHECK(image.fields == Fields{{"category", "C"}, {"tags", "x|y|z"}, {"Mood", "calm"}});
  CHECK(catalogue.images.at(1).fields.empty());
  CHECK_FALSE(catalogue.images.at(1).taken_at.known());
  REQUIRE(catalogue.remarks.size() == 1);
  CHECK(holds(catalogue.remarks[0], "2 (\"long ago\")"));
  CHECK(column(catalogue.columns, "tags").multiple);
  CHECK(column(catalogue.columns, "license").label == "License");
  CHECK(column(catalogue.columns, "source_url").label == "Source url");
}

TEST_CASE("two columns with the same label are distinguished") {
  const Catalogue catalogue = catalogue_of({"a.jpg"}, "file,lens_type,Lens type\na.jpg,wide,prime\n");
  CHECK(column(catalogue.columns, "lens_type").label == "Lens type");
  CHECK(column(catalogue.columns, "Lens type").label == "Lens type (Lens type)");
}

TEST_CASE("places and persons are held back until they are named") {
  const std::string csv = "id,title,gps,Owner\n1,a,47.3,Me\n";
  const Catalogue silent = catalogue_of({}, csv);
  CHECK(column(silent.columns, "title").published);
  CHECK_FALSE(column(silent.columns, "gps").published);
  CHECK_FALSE(column(silent.columns, "Owner").published);
  const Catalogue named = catalogue_of({}, csv, {"owner", "nothing"});
  CHECK_FALSE(column(named.columns, "gps").published);
  CHECK(column(named.columns, "Owner").published);
  REQUIRE(named.remarks.size() == 1);
  CHECK(holds(named.remarks[0], "nothing"));
}

TEST_CASE("duplicate ids are refused and listed; a row without id and file too") {
  CHECK(holds(sentence_of([] { catalogue_of({}, "id,title\na,1\nb,2\na,3\nb,4\n"); }), "a, b"));
  CHECK(holds(sentence_of([] { catalogue_of({"x.jpg"}, "id,title\nx.jpg,1\n"); }), "x.jpg"));
  CHECK(holds(sentence_of([] { catalogue_of({}, "id,title\na,1\n,2\n"); }), "row 2"));
  CHECK(catalogue_of({"x.jpg"}, "file,title\nx.jpg,1\n").images.at(0).id == "x.jpg");
}

TEST_CASE("facets: few values that repeat, never of what is held back") {
  std::string csv = "id,category,mood,number,remark,gps,credit,title\n";
  for (int i = 0; i < 100; ++i)
    csv += std::to_string(i) + ",C" + std::to_string(i % 90) + ",M" + std::to_string(i % 3) + "," +
           std::to_string(i % 50) + "," + std::to_string(i) + ",G" + std::to_string(i % 2) + ",one,T" +
           std::to_string(i % 2) + "\n";
  Catalogue catalogue = catalogue_of({}, csv);
  for (std::size_t i = 0; i < catalogue.images.size(); ++i) catalogue.images[i].camera = i % 2 == 0 ? "A" : "B";
  find_facets(catalogue.columns, catalogue.images);
  CHECK(column(catalogue.columns, "category").facet);      // named: many values are fine
  CHECK(column(catalogue.columns, "mood").facet);          // 3 values
  CHECK_FALSE(column(catalogue.columns, "number").facet);  // 50 values
  CHECK_FALSE(column(catalogue.columns, "remark").facet);  // each its own
  CHECK_FALSE(column(catalogue.columns, "gps").facet);     // held back
  CHECK_FALSE(column(catalogue.columns, "credit").facet);  // one value
  CHECK_FALSE(column(catalogue.columns, "title").facet);
  CHECK(column(catalogue.columns, "camera").facet);  // from EXIF
}

TEST_CASE("lists in sentences stay short") {
  CHECK(listed({"a"}) == "a");
  CHECK(listed({"a", "b", "c", "d", "e", "f", "g"}) == "a, b, c, d, e and 2 more");
}
