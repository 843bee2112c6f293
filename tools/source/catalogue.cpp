#include "tools/source/catalogue.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "tools/console/console.h"
#include "tools/source/ascii.h"
#include "tools/source/identity.h"
#include "tools/source/privacy.h"
#include "tools/source/utf8.h"

namespace vitrine {
namespace {

/// Columns that are fields of a record, and one common alias.
struct KnownColumn {
  std::string_view name;
  std::string ImageRecord::*text;  // nullptr: read in another way
};
constexpr auto known_columns = std::to_array<KnownColumn>({{"title", &ImageRecord::title},
                                                           {"description", &ImageRecord::description},
                                                           {"credit", &ImageRecord::credit},
                                                           {"license", &ImageRecord::license},
                                                           {"licence", &ImageRecord::license},
                                                           {"source_url", &ImageRecord::source_url},
                                                           {"camera", &ImageRecord::camera},
                                                           {"taken_at", nullptr},
                                                           // read from the picture itself
                                                           {"width", nullptr},
                                                           {"height", nullptr}});

constexpr std::size_t most_facet_values = 40;
constexpr std::size_t most_named_facet_values = 400;
constexpr std::size_t longest_facet_value = 80;  // bytes
constexpr std::size_t most_examples = 5;

const KnownColumn* known(std::string_view name) {
  const auto* found = std::find_if(known_columns.begin(), known_columns.end(),
                                   [wanted = lower(name)](const KnownColumn& column) { return column.name == wanted; });
  return found == known_columns.end() ? nullptr : found;
}

/// The name of a column from here on: columns with a meaning for the site get one spelling.
std::string canonical(const std::string& name) {
  const std::string small = lower(name);
  if (small == "licence") return "license";
  return known(name) != nullptr || small == "category" || small == "tags" ? small : name;
}

bool is_file_column(std::string_view name) { return lower(name) == "file" || lower(name) == "filename"; }

// --- files ----------------------------------------------------------------------------------------------------

/// Finds files by what the metadata calls them: exactly, in another Unicode spelling, or with more or fewer folders
/// before it, if only one file has its last name.
class FileIndex {
 public:
  explicit FileIndex(const std::vector<FoundFile>& files) {
    for (const FoundFile& file : files) {
      exact_.emplace(file.file, &file);
      add(composed_, composed(file.file), file);
      add(by_name_, composed(file.file.substr(file.file.rfind('/') + 1)), file);
    }
  }

  const FoundFile* find(std::string name) const {
    std::replace(name.begin(), name.end(), '\\', '/');
    if (name.starts_with("./")) name.erase(0, 2);
    if (const auto found = exact_.find(name); found != exact_.end()) return found->second;
    name = composed(name);
    if (const auto found = composed_.find(name); found != composed_.end()) return found->second;
    const auto found = by_name_.find(name.substr(name.rfind('/') + 1));
    const bool is_one = found != by_name_.end() && found->second != nullptr;
    return is_one && is_end_of(name, composed(found->second->file)) ? found->second : nullptr;
  }

 private:
  /// Whether one of two paths ends with the other: "2026/moon.jpg" and "moon.jpg", not "2025/moon.jpg".
  static bool is_end_of(const std::string& a, const std::string& b) {
    return a == b || (a.size() < b.size() ? b.ends_with('/' + a) : a.ends_with('/' + b));
  }

  using Names = std::unordered_map<std::string, const FoundFile*>;
  static void add(Names& names, const std::string& name, const FoundFile& file) {
    const auto [place, is_new] = names.emplace(name, &file);
    if (!is_new) place->second = nullptr;  // two files: it tells neither
  }

  Names exact_, composed_, by_name_;
};

// --- columns --------------------------------------------------------------------------------------------------

/// Tags are written "a|b", "a; b" or "a, b"; the first of these separators that occurs is the column's.
char separator_of(const Metadata& metadata, std::size_t column) {
  const auto occurs = [&](char c) {
    return std::any_of(metadata.rows.begin(), metadata.rows.end(),
                       [&](const auto& row) { return row[column].find(c) != std::string::npos; });
  };
  for (const char c : {'|', ';', ','})
    if (occurs(c) && (c == '|' || lower(metadata.columns[column]) == "tags")) return c;
  return '\0';
}

template <class Visit>
void for_each_value(std::string_view text, char separator, const Visit& visit) {
  while (true) {
    const std::size_t end = separator == '\0' ? std::string_view::npos : text.find(separator);
    std::string_view value = text.substr(0, end);
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    if (!value.empty()) visit(value);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::string with_bars(std::string_view text, char separator) {
  std::string joined;
  for_each_value(text, separator,
                 [&](std::string_view value) { joined.append(joined.empty() ? "" : "|").append(value); });
  return joined;
}

bool names_column(const std::vector<std::string>& names, const std::string& column) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return lower(name) == lower(column); });
}

// --- rows -----------------------------------------------------------------------------------------------------

class Cataloguer {
 public:
  Cataloguer(const Walk& walk, const Metadata& metadata, const std::string& wanted_id,
             const std::vector<std::string>& publish)
      : walk_(walk), metadata_(metadata), files_(walk.files), id_(id_column(metadata, wanted_id)) {
    for (std::size_t i = 0; i < metadata.columns.size(); ++i) {
      if (!file_ && is_file_column(metadata.columns[i])) file_ = i;
      separators_.push_back(separator_of(metadata, i));
    }
    if (id_) result_.id_column = metadata.columns[*id_];
    make_columns(publish);
  }

  Catalogue run() {
    for (std::size_t i = 0; i < metadata_.rows.size(); ++i) take_row(i);
    result_.metadata_rows = metadata_.rows.size();
    for (const FoundFile& file : walk_.files)
      if (!named_.contains(&file)) take_file(file);
    refuse_duplicates();
    if (!bad_dates_.empty())
      result_.remarks.push_back("taken_at is no ISO 8601 date and was left out: " + listed(bad_dates_) + ".");
    return std::move(result_);
  }

 private:
  void make_columns(const std::vector<std::string>& publish) {
    for (std::size_t i = 0; i < metadata_.columns.size(); ++i) {
      const std::string& name = metadata_.columns[i];
      if (i == id_ || is_file_column(name) || lower(name) == "width" || lower(name) == "height") continue;
      const std::string column = canonical(name);
      if (is_listed(column)) continue;  // "license" beside "licence"
      const bool published = !is_held_back(name) || names_column(publish, name);
      result_.columns.push_back(
          {column, own_label(column), published, false, separators_[i] != '\0' && known(name) == nullptr});
    }
    for (const std::string& name : publish)
      if (!metadata_.column(name)) result_.remarks.push_back("There is no column \"" + name + "\" to publish.");
  }

  /// Of two columns with the same label ("lens_type" and "Lens type") the second shows its name, too.
  std::string own_label(const std::string& column) const {
    const std::string label = label_of(column);
    const bool is_taken = std::any_of(result_.columns.begin(), result_.columns.end(),
                                      [&label](const ColumnRecord& other) { return other.label == label; });
    return is_taken ? label + " (" + column + ")" : label;
  }

  bool is_listed(const std::string& column) const { return column_named(result_.columns, column) != nullptr; }

  void take_row(std::size_t number) {
    const std::vector<std::string>& row = metadata_.rows[number];
    ImageRecord image;
    if (file_ && !row[*file_].empty()) place_file(row[*file_], image);
    image.id = id_ ? row[*id_] : std::string();
    if (image.id.empty()) image.id = image.file;
    if (image.id.empty() && file_) image.id = row[*file_];
    if (image.id.empty())
      throw Failure(metadata_.file.filename().string() + ": row " + std::to_string(number + 1) +
                    " has neither an id nor a file. Give it one of them.");
    for (std::size_t i = 0; i < row.size(); ++i)
      if (i != id_ && !is_file_column(metadata_.columns[i])) take_cell(i, row[i], image);
    result_.images.push_back(std::move(image));
  }

  void place_file(const std::string& name, ImageRecord& image) {
    const FoundFile* file = files_.find(name);
    if (file == nullptr) {
      result_.absent.push_back({result_.images.size(), name});
      return;
    }
    named_.insert(file);
    fill(*file, image);
  }

  void take_cell(std::size_t column, const std::string& text, ImageRecord& image) {
    const std::string& name = metadata_.columns[column];
    const KnownColumn* place = known(name);
    if (place == nullptr) {
      if (!text.empty())
        image.fields.emplace_back(canonical(name),
                                  separators_[column] == '\0' ? text : with_bars(text, separators_[column]));
    } else if (place->text != nullptr) {
      if (!text.empty()) image.*(place->text) = text;
    } else if (place->name == "taken_at") {
      const Result<Moment> moment = parse_moment(text);
      if (!moment) bad_dates_.push_back(image.id + " (\"" + text + "\")");
      image.taken_at = moment.value_or(Moment{});
    }
  }

  void take_file(const FoundFile& file) {
    ImageRecord image;
    fill(file, image);
    image.id = file.file;
    result_.images.push_back(std::move(image));
  }

  static void fill(const FoundFile& file, ImageRecord& image) {
    image.file = file.file;
    image.presence = Presence::here;
    image.bytes = file.bytes;
    image.modified_ns = file.modified_ns;
  }

  void refuse_duplicates() const {
    std::unordered_set<std::string> seen;
    std::vector<std::string> twice;
    for (const ImageRecord& image : result_.images)
      if (!seen.insert(image.id).second) twice.push_back(image.id);
    if (twice.empty()) return;
    const std::string column = result_.id_column.empty() ? "file" : result_.id_column;
    throw Failure("Ids must be unique, and the column \"" + column + "\" gives some to several images: " +
                  listed(twice) + ". Correct them, or name another column with --id.");
  }

  const Walk& walk_;
  const Metadata& metadata_;
  const FileIndex files_;
  const std::optional<std::size_t> id_;
  std::optional<std::size_t> file_;
  std::vector<char> separators_;  // of each column; 0: one value a cell
  std::unordered_set<const FoundFile*> named_;
  std::vector<std::string> bad_dates_;
  Catalogue result_;
};

// --- facets ---------------------------------------------------------------------------------------------------

const std::string* text_of(const ImageRecord& image, const std::string& column) {
  const KnownColumn* place = known(column);
  if (place != nullptr) return place->text == nullptr ? nullptr : &(image.*(place->text));
  const auto field =
      std::find_if(image.fields.begin(), image.fields.end(), [&](const auto& entry) { return entry.first == column; });
  return field == image.fields.end() ? nullptr : &field->second;
}

bool is_good_facet(const ColumnRecord& column, const std::vector<ImageRecord>& images) {
  const std::string name = lower(column.name);
  if (!column.published || name == "title" || name == "description" || name == "taken_at" || name == "source_url")
    return false;
  std::unordered_set<std::string> values;
  std::size_t count = 0, longest = 0;
  for (const ImageRecord& image : images) {
    const std::string* text = image.presence == Presence::vanished ? nullptr : text_of(image, column.name);
    if (text == nullptr) continue;
    for_each_value(*text, column.multiple ? '|' : '\0', [&](std::string_view value) {
      values.emplace(value);
      ++count;
      longest = std::max(longest, value.size());
    });
  }
  const bool named = name == "category" || name == "tags" || name == "camera" || name == "credit";
  if (named) return values.size() >= 2 && values.size() <= most_named_facet_values && count > values.size();
  return values.size() >= 2 && values.size() <= most_facet_values && count >= 2 * values.size() &&
         longest <= longest_facet_value;
}

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  const std::size_t shown = std::min(names.size(), most_examples);
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
  return names.size() > shown ? text + " and " + std::to_string(names.size() - shown) + " more" : text;
}

std::string label_of(const std::string& column) {
  std::string label = column;
  for (char& c : label)
    if (c == '_' || c == '-' || c == '.') c = ' ';
  if (!label.empty()) label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
  return label;
}

Catalogue read_catalogue(const Walk& walk, const Metadata& metadata, const std::string& wanted_id,
                         const std::vector<std::string>& publish) {
  return Cataloguer(walk, metadata, wanted_id, publish).run();
}

void find_facets(std::vector<ColumnRecord>& columns, const std::vector<ImageRecord>& images) {
  const bool listed_camera = std::any_of(columns.begin(), columns.end(),
                                         [](const ColumnRecord& column) { return lower(column.name) == "camera"; });
  const bool has_camera =
      std::any_of(images.begin(), images.end(), [](const ImageRecord& image) { return !image.camera.empty(); });
  if (has_camera && !listed_camera) columns.push_back({"camera", "Camera", true, false, false});
  for (ColumnRecord& column : columns) column.facet = is_good_facet(column, images);
}

}  // namespace vitrine
