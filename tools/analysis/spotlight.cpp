#include "tools/analysis/spotlight.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/collection/collection.h"
#include "tools/analysis/engine.h"
#include "tools/published/collection_rows.h"
#include "tools/published/fold.h"
#include "tools/published/zipped_vectors.h"

namespace vitrine {
namespace {

CodedVectors coded_vectors_of(const std::string& file) {
  Result<CodedVectors> vectors = unzipped(file);
  if (!vectors) {
    throw Failure("The coded vectors in the warehouse are damaged (" + vectors.error().message +
                  "): run vitrine analyse again.");
  }
  return std::move(*vectors);
}

/// "f.category=Earth", and not "category:a=b".
bool is_query(std::string_view scope) { return scope.find('=') < scope.find(':'); }

/// The parts of a list that a character separates.
std::vector<std::string_view> split(std::string_view list, char separator) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    parts.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

/// Switches off the gate's rules that are named.
void let_through(GateRules& gate, std::string_view names) {
  for (const std::string_view name : split(names, ','))
    if (name == "duplicates")
      gate.duplicates = false;
    else if (name == "copies")
      gate.copies = false;
    else if (name == "dark")
      gate.dark = false;
    else
      throw Failure("The gate has no rule \"" + std::string(name) + "\": duplicates, copies or dark is expected.");
}

/// The names in a query's "with", whose commas an address may write as %2C.
std::string with_of(std::string_view query) {
  constexpr std::string_view key = "with=";
  std::string names;
  for (const std::string_view part : split(query, '&'))
    if (part.starts_with(key)) names = part.substr(key.size());
  for (std::size_t at = names.find('%'); at != std::string::npos; at = names.find('%', at + 1)) {
    const std::string_view code = std::string_view(names).substr(at, 3);
    if (code == "%2C" || code == "%2c") names.replace(at, 3, ",");
  }
  return names;
}

/// The core ignores unknown keys; here a mistyped key would pick from all pictures.
void require_known_keys(std::string_view query) {
  constexpr std::string_view known[] = {"q", "from", "to", "cluster", "order", "with"};
  for (const std::string_view part : split(query, '&')) {
    const std::string_view key = part.substr(0, part.find('='));
    if (key.starts_with("f.") || key.starts_with("t.") ||
        std::find(std::begin(known), std::end(known), key) != std::end(known)) {
      continue;
    }
    throw Failure("The scope \"" + std::string(query) + "\" has \"" + std::string(key) +
                  "\", which is no key of a query: q, from, to, cluster, with, f.FACET or t.TAG is expected.");
  }
}

/// The collection as the page holds it.
class Page {
 public:
  explicit Page(const Warehouse& warehouse) : rows_(warehouse) {
    for (const CollectionFacet& facet : rows_.facets()) manifest_.facets.push_back(facet.facet);
    manifest_.count = rows_.size();
    manifest_.tags = rows_.tags();
    manifest_.clusters = static_cast<std::uint32_t>(rows_.clusters().clusters.size());
    collection_ = Collection(manifest_);
    require(collection_.append(rows_.image_shard(0, rows_.size())));
    for (std::size_t tag = 0; tag < manifest_.tags.size(); ++tag)
      require(collection_.append_tag(manifest_.tags[tag].code, rows_.levels()[tag]));
  }

  /// From here on scopes hold only what the gate lets through.
  void close(const GateRules& gate) {
    const CurationRows& rows = rows_.curation();
    collection_.admit(
        active(gate, {rows.master(), rows.copy_of(), rows.dark(), rows.entry().kept}, collection_.size()));
  }

  const Collection& collection() const { return collection_; }
  const Analysis& analysis() const { return rows_.analysis(); }
  bool scored() const { return rows_.scored(); }

  std::uint32_t row_of(const std::string& picture) const {
    for (std::uint32_t row = 0; row < collection_.size(); ++row)
      if (collection_.id(row) == picture || collection_.key(row) == picture) return row;
    throw Failure("There is no picture \"" + picture + "\": an id or a key is expected.");
  }

  std::uint32_t facet(const std::string& name) const {
    std::string names;
    for (std::uint32_t i = 0; i < manifest_.facets.size(); ++i) {
      if (manifest_.facets[i].name == name) return i;
      names += (names.empty() ? "" : ", ") + manifest_.facets[i].name;
    }
    throw Failure("There is no facet \"" + name + "\". There are: " + (names.empty() ? "none" : names) + ".");
  }

  bool multiple(std::uint32_t facet) const { return manifest_.facets[facet].multiple; }

  /// The rows of a scope.
  std::vector<std::uint32_t> rows_in(const std::string& scope) {
    Query query = query_of(scope);
    for (const FacetChoice& choice : query.facets) {
      const std::vector<std::string>& values = manifest_.facets[facet(choice.facet)].values;
      for (const std::string& value : choice.values)
        if (std::find(values.begin(), values.end(), value) == values.end())
          throw Failure("The facet \"" + choice.facet + "\" has no value \"" + value + "\".");
    }
    if (!query.words.empty()) require(collection_.append(rows_.text_shard(0, rows_.size())));
    std::vector<std::uint32_t> found = collection_.run(query).rows;
    if (found.empty()) throw Failure("There is no picture in the scope \"" + scope + "\".");
    return found;
  }

 private:
  static void require(const Result<void>& done) {
    if (!done) throw Failure(done.error().message);
  }

  Query query_of(const std::string& scope) const {
    if (scope == "all") return {};
    if (is_query(scope)) {
      require_known_keys(scope);
      Query query = parse_query(scope);
      for (const TagChoice& choice : query.tags) {
        const bool known = std::any_of(manifest_.tags.begin(), manifest_.tags.end(),
                                       [&choice](const TagEntry& tag) { return tag.code == choice.tag; });
        if (!known) throw Failure("There is no tag \"" + choice.tag + "\".");
      }
      for (std::string& word : query.words) word = fold(word);
      return query;
    }
    if (scope.rfind("cluster:", 0) == 0) {
      Query query = parse_query("cluster=" + scope.substr(8));
      if (!query.cluster || static_cast<std::uint32_t>(*query.cluster) >= manifest_.clusters) {
        throw Failure("There is no cluster \"" + scope.substr(8) + "\": a number below " +
                      std::to_string(manifest_.clusters) + " is expected.");
      }
      return query;
    }
    const std::size_t colon = scope.find(':');
    if (colon == std::string::npos)
      throw Failure("The scope \"" + scope + "\" is not known: all, cluster:7, category:Earth or a query is expected.");
    Query query;
    query.facets = {{scope.substr(0, colon), {scope.substr(colon + 1)}}};
    return query;
  }

  CollectionRows rows_;
  Manifest manifest_;
  Collection collection_;
};

/// The rows of a scope that have a vector, and their vectors, rising.
struct Scope {
  std::vector<std::uint32_t> rows;
  std::vector<std::int32_t> vectors;
};

Scope scope_of(Page& page, const std::string& name) {
  Scope scope;
  scope.rows = page.rows_in(name);
  const auto vector_of = [&page](std::uint32_t row) { return page.collection().vector_of(row); };
  std::erase_if(scope.rows, [&](std::uint32_t row) { return vector_of(row) < 0; });
  std::sort(scope.rows.begin(), scope.rows.end(),
            [&](std::uint32_t a, std::uint32_t b) { return vector_of(a) < vector_of(b); });
  for (const std::uint32_t row : scope.rows) scope.vectors.push_back(vector_of(row));
  if (scope.rows.empty()) throw Failure("No picture of the scope \"" + name + "\" has a vector.");
  return scope;
}

bool has(const Scope& scope, std::int32_t vector) {
  return std::binary_search(scope.vectors.begin(), scope.vectors.end(), vector);
}

std::vector<std::int32_t> vectors_of(const Page& page, const Scope& scope, const std::vector<std::string>& pictures) {
  std::vector<std::int32_t> vectors;
  for (const std::string& picture : pictures) {
    const std::int32_t vector = page.collection().vector_of(page.row_of(picture));
    if (!has(scope, vector)) {
      throw Failure("The picture \"" + picture +
                    "\" is not in the scope, is held back, or has no vector."
                    " --with takes what is held back.");
    }
    vectors.push_back(vector);
  }
  return vectors;
}

/// `missing` in a column: of no group.
std::vector<std::int32_t> groups_of(const Scope& scope, const std::vector<std::int32_t>& column, std::int32_t missing) {
  std::vector<std::int32_t> groups;
  for (const std::uint32_t row : scope.rows)
    groups.push_back(column[row] == missing ? traversal_no_group : column[row]);
  return groups;
}

std::vector<std::int32_t> categories_of(const Page& page, const Scope& scope, const std::string& name) {
  const std::uint32_t facet = page.facet(name);
  if (page.multiple(facet))
    throw Failure("The facet \"" + name + "\" has several values a picture: only one is possible here.");
  std::vector<std::int32_t> groups;
  for (const std::uint32_t row : scope.rows) {
    const auto values = page.collection().facet_values(row, facet);
    groups.push_back(values.empty() ? traversal_no_group : static_cast<std::int32_t>(values.front()));
  }
  return groups;
}

TraversalRules rules_of(const Page& page, const Scope& scope, const SpotlightRequest& request) {
  TraversalRules rules;
  rules.best_first = request.start == "best";
  rules.balance = request.balance;
  if ((rules.best_first || rules.balance > 0) && !page.scored())
    throw Failure("The collection has no scores: a published column \"score\" of numbers is expected.");
  for (const std::string& picture : request.banned) {
    const std::int32_t vector = page.collection().vector_of(page.row_of(picture));
    if (has(scope, vector)) rules.banned.push_back(vector);
  }
  rules.first = vectors_of(page, scope, request.pins);
  if (rules.first.empty() && !request.start.empty() && !rules.best_first)
    rules.first = vectors_of(page, scope, {request.start});
  const Collection& all = page.collection();
  if (request.per_cluster > 0)
    rules.limits.push_back({groups_of(scope, all.cluster(), missing_index), request.per_cluster});
  if (request.per_day > 0) rules.limits.push_back({groups_of(scope, all.day(), unknown_day), request.per_day});
  if (request.per_category > 0)
    rules.limits.push_back({categories_of(page, scope, request.category), request.per_category});
  if (page.scored())
    for (const std::uint32_t row : scope.rows) rules.scores.push_back(all.score()[row]);
  return rules;
}

}  // namespace

SpotlightAnswer spotlight(const Warehouse& warehouse, const SpotlightRequest& request) {
  Page page(warehouse);
  GateRules gate;
  let_through(gate, request.with);
  if (is_query(request.scope)) let_through(gate, with_of(request.scope));
  page.close(gate);
  if (page.analysis().coded_rows.empty()) throw Failure("No picture has a coded vector: run vitrine analyse first.");
  const Scope scope = scope_of(page, request.scope);
  const TraversalRules rules = rules_of(page, scope, request);
  const CodedVectors vectors = coded_vectors_of(page.analysis().coded);
  const FoundPicks found = SpotlightEngine().picks(vectors, scope.vectors, request.k, rules);

  const double step = static_cast<double>(vectors.header().step);
  const auto id_of = [&](std::int32_t vector) {
    const auto place = std::lower_bound(scope.vectors.begin(), scope.vectors.end(), vector) - scope.vectors.begin();
    return std::string(page.collection().id(scope.rows[static_cast<std::size_t>(place)]));
  };
  SpotlightAnswer answer;
  answer.size = static_cast<std::uint32_t>(scope.rows.size());
  answer.radius = std::sqrt(static_cast<double>(found.radius)) * step;
  answer.covered = static_cast<std::uint32_t>(found.covered);
  for (std::size_t i = 0; i < found.vectors.size(); ++i) {
    // A float, as in the page.
    const auto distance = static_cast<float>(std::sqrt(static_cast<double>(found.squares[i])) * step);
    const std::int32_t nearest = found.nearest[i];
    answer.picks.push_back({id_of(found.vectors[i]), static_cast<double>(distance),
                            nearest < 0 ? "" : id_of(found.vectors[static_cast<std::size_t>(nearest)])});
  }
  return answer;
}

}  // namespace vitrine
