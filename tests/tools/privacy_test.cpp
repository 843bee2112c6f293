#include "tools/source/privacy.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace vitrine;

TEST_CASE("the words of a name") {
  using Words = std::vector<std::string>;
  CHECK(words_of("gps_latitude") == Words{"gps", "latitude"});
  CHECK(words_of("GPSLatitude") == Words{"gps", "latitude"});
  CHECK(words_of("EXIF:OwnerName") == Words{"exif", "owner", "name"});
  CHECK(words_of("  E-Mail (work) ") == Words{"e", "mail", "work"});
  CHECK(words_of("gps2") == Words{"gps", "2"});
  CHECK(words_of("") == Words{});
}

TEST_CASE("places and persons are held back") {
  for (const char* name : {"gps",
                           "GPS",
                           "lat",
                           "lng",
                           "lon",
                           "long",
                           "Latitude",
                           "longitude",
                           "gps_lat",
                           "GPSLatitude",
                           "gpslatitude",
                           "exif_gps_altitude",
                           "location",
                           "Location",
                           "owner location",
                           "location_of_owner",
                           "geo",
                           "coordinates",
                           "latlng",
                           "city",
                           "home_address",
                           "address",
                           "street",
                           "postcode",
                           "zip code",
                           "email",
                           "E-Mail",
                           "e_mail",
                           "emailAddress",
                           "emailaddress",
                           "contact_email",
                           "phone",
                           "phone-number",
                           "phonenumber",
                           "owner",
                           "OwnerName",
                           "ownername",
                           "camera_owner_name",
                           "people",
                           "people_in_picture",
                           "faces",
                           "person",
                           "birthday",
                           "user",
                           "username",
                           "serial",
                           "serial_number",
                           "BodySerialNumber",
                           "bodyserialnumber",
                           "lens serial",
                           "path",
                           "file_path",
                           "filepath",
                           "local_path",
                           "folder",
                           "ip",
                           "ip_address",
                           "hostname",
                           "Standort",
                           "Adresse"}) {
    CAPTURE(name);
    CHECK(is_held_back(name));
  }
}

TEST_CASE("what a collection is about is published") {
  for (const char* name : {"title",          "description",  "taken_at",
                           "category",       "tags",         "credit",
                           "photographer",   "artist",       "license",
                           "source_url",     "camera",       "lens",
                           "mood",           "medium",       "culture",
                           "classification", "department",   "year_guess",
                           "plate",          "flat",         "balloon",
                           "latin_name",     "relation",     "platform",
                           "lonely",         "longer_title", "long_description",
                           "ownership",      "pathology",    "series",
                           "serialised_in",  "zipper",       "ipad",
                           "users_guide"}) {
    CAPTURE(name);
    CHECK_FALSE(is_held_back(name));
  }
}
