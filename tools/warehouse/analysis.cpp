#include <cstdlib>
#include <unordered_map>

#include "tools/warehouse/internal/connection.h"

namespace vitrine {
namespace {

constexpr const char* recall_fact = "coded_recall";

}  // namespace

Analysis Warehouse::analysis() const {
  Analysis analysis;
  std::unordered_map<std::int64_t, std::size_t> places;
  Statement clusters(*connection_,
                     "SELECT id, label, medoid, spread, silhouette, given FROM clusters ORDER BY position");
  while (clusters.next()) {
    places.emplace(clusters.integer(0), analysis.clusters.size());
    analysis.clusters.push_back({clusters.number<std::uint32_t>(0),
                                 clusters.text(1),
                                 clusters.integer(2),
                                 clusters.real(3),
                                 {},
                                 {},
                                 clusters.real(4),
                                 clusters.integer(5) != 0,
                                 {}});
  }
  Statement members(*connection_, "SELECT cluster, image, distance FROM cluster_members ORDER BY cluster, position");
  while (members.next())
    analysis.clusters[places.at(members.integer(0))].members.push_back({members.integer(1), members.real(2)});
  Statement diverse(*connection_, "SELECT cluster, image FROM cluster_diverse ORDER BY cluster, position");
  while (diverse.next()) analysis.clusters[places.at(diverse.integer(0))].diverse.push_back(diverse.integer(1));
  Statement traits(*connection_,
                   "SELECT cluster, source, value, count, lift FROM cluster_traits ORDER BY cluster, position");
  while (traits.next())
    analysis.clusters[places.at(traits.integer(0))].traits.push_back(
        {traits.text(1), traits.text(2), traits.number<std::uint32_t>(3), traits.real(4)});
  Statement neighbours(*connection_, "SELECT image, other, similarity FROM neighbours ORDER BY image, position");
  while (neighbours.next()) {
    if (analysis.neighbours.empty() || analysis.neighbours.back().first != neighbours.integer(0))
      analysis.neighbours.emplace_back(neighbours.integer(0), std::vector<NeighbourRecord>{});
    analysis.neighbours.back().second.push_back({neighbours.integer(1), neighbours.real(2)});
  }
  Statement merges(*connection_, "SELECT linkage, a, b, similarity FROM merges ORDER BY linkage, position");
  while (merges.next())
    (merges.text(0) == "single" ? analysis.single_merges : analysis.complete_merges)
        .push_back({merges.integer(1), merges.integer(2), merges.number<std::uint32_t>(3)});
  analysis.complete_floor = static_cast<std::uint32_t>(std::atoi(fact("complete_floor").c_str()));
  Statement layout(*connection_, "SELECT image, x, y FROM layout ORDER BY position");
  while (layout.next()) analysis.layout.push_back({layout.integer(0), layout.real(1), layout.real(2)});
  Statement rows(*connection_, "SELECT image FROM coded_rows ORDER BY position");
  while (rows.next()) analysis.coded_rows.push_back(rows.integer(0));
  Statement coded(*connection_, "SELECT model, dimension, fidelity, bytes FROM coded");
  if (!coded.next()) return analysis;
  analysis.model = coded.text(0);
  analysis.dimension = coded.number<std::uint32_t>(1);
  analysis.fidelity = coded.real(2);
  analysis.recall = std::strtof(fact(recall_fact).c_str(), nullptr);
  analysis.coded = coded.text(3);
  return analysis;
}

void Warehouse::set_analysis(const Analysis& analysis) {
  transaction([&] {
    set_fact(recall_fact, std::to_string(analysis.recall));
    for (const char* table : {"DELETE FROM clusters", "DELETE FROM cluster_members", "DELETE FROM cluster_diverse",
                              "DELETE FROM cluster_traits", "DELETE FROM neighbours", "DELETE FROM merges",
                              "DELETE FROM layout", "DELETE FROM coded", "DELETE FROM coded_rows"})
      connection_->run(table);
    for (std::size_t i = 0; i < analysis.clusters.size(); ++i) {
      const ClusterRecord& cluster = analysis.clusters[i];
      Statement(*connection_, "INSERT INTO clusters VALUES(?, ?, ?, ?, ?, ?, ?)", i, cluster.id, cluster.label,
                cluster.medoid, cluster.spread, cluster.silhouette, cluster.given)
          .run();
      for (std::size_t j = 0; j < cluster.members.size(); ++j)
        Statement(*connection_, "INSERT INTO cluster_members VALUES(?, ?, ?, ?)", cluster.id, j, cluster.members[j].row,
                  cluster.members[j].distance)
            .run();
      for (std::size_t j = 0; j < cluster.diverse.size(); ++j)
        Statement(*connection_, "INSERT INTO cluster_diverse VALUES(?, ?, ?)", cluster.id, j, cluster.diverse[j]).run();
      for (std::size_t j = 0; j < cluster.traits.size(); ++j) {
        const ClusterTrait& trait = cluster.traits[j];
        Statement(*connection_, "INSERT INTO cluster_traits VALUES(?, ?, ?, ?, ?, ?)", cluster.id, j, trait.source,
                  trait.value, trait.count, trait.lift)
            .run();
      }
    }
    for (const auto& [row, alike] : analysis.neighbours)
      for (std::size_t j = 0; j < alike.size(); ++j)
        Statement(*connection_, "INSERT INTO neighbours VALUES(?, ?, ?, ?)", row, j, alike[j].row, alike[j].similarity)
            .run();
    const auto put_merges = [&](std::string_view linkage, const std::vector<MergeRecord>& merges) {
      for (std::size_t i = 0; i < merges.size(); ++i)
        Statement(*connection_, "INSERT INTO merges VALUES(?, ?, ?, ?, ?)", linkage, i, merges[i].a, merges[i].b,
                  merges[i].similarity)
            .run();
    };
    put_merges("single", analysis.single_merges);
    put_merges("complete", analysis.complete_merges);
    set_fact("complete_floor", std::to_string(analysis.complete_floor));
    for (std::size_t i = 0; i < analysis.layout.size(); ++i)
      Statement(*connection_, "INSERT INTO layout VALUES(?, ?, ?, ?)", i, analysis.layout[i].row, analysis.layout[i].x,
                analysis.layout[i].y)
          .run();
    for (std::size_t i = 0; i < analysis.coded_rows.size(); ++i)
      Statement(*connection_, "INSERT INTO coded_rows VALUES(?, ?)", i, analysis.coded_rows[i]).run();
    Statement(*connection_, "INSERT INTO coded VALUES(?, ?, ?, ?)", analysis.model, analysis.dimension,
              analysis.fidelity, std::as_bytes(std::span(analysis.coded)))
        .run();
  });
}

}  // namespace vitrine
