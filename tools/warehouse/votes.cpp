#include "tools/warehouse/internal/connection.h"

namespace vitrine {

Votes Warehouse::votes() const {
  Votes votes;
  Statement showings(*connection_, "SELECT ballot, voter, image, chosen FROM vote_showings ORDER BY position");
  while (showings.next())
    votes.showings.push_back({showings.number<std::uint32_t>(0), showings.number<std::uint32_t>(1), showings.integer(2),
                              showings.integer(3) != 0});
  Statement pairs(*connection_, "SELECT voter, winner, loser FROM vote_pairs ORDER BY position");
  while (pairs.next()) votes.pairs.push_back({pairs.number<std::uint32_t>(0), pairs.integer(1), pairs.integer(2)});
  Statement ranks(*connection_, "SELECT ranking, voter, image, rank FROM vote_ranks ORDER BY position");
  while (ranks.next())
    votes.ranks.push_back({ranks.number<std::uint32_t>(0), ranks.number<std::uint32_t>(1), ranks.integer(2),
                           ranks.number<std::uint32_t>(3)});
  return votes;
}

VoteResults Warehouse::vote_results() const {
  VoteResults results;
  Statement counts(*connection_, "SELECT voters, ballots, pairs, rankings FROM vote_counts");
  if (!counts.next()) return results;
  results.voters = counts.number<std::uint32_t>(0);
  results.ballots = counts.number<std::uint32_t>(1);
  results.pairs = counts.number<std::uint32_t>(2);
  results.rankings = counts.number<std::uint32_t>(3);
  Statement rows(*connection_,
                 "SELECT image, shown, chosen, mean, lower, upper, wilson, elo, borda, preference, appeal "
                 "FROM vote_results ORDER BY image");
  while (rows.next()) {
    Preference one;
    one.evidence = {rows.number<std::uint32_t>(1), rows.number<std::uint32_t>(2)};
    one.posterior = {rows.exact_or_unknown(3), rows.exact_or_unknown(4), rows.exact_or_unknown(5)};
    one.wilson = rows.exact_or_unknown(6);
    one.elo = rows.exact_or_unknown(7);
    one.borda = rows.exact_or_unknown(8);
    one.preference = rows.exact_or_unknown(9);
    one.appeal = rows.exact_or_unknown(10);
    results.pictures.push_back({rows.integer(0), one});
  }
  return results;
}

void Warehouse::set_votes(const Votes& votes, const VoteResults& results) {
  transaction([&] {
    for (const char* table : {"DELETE FROM vote_showings", "DELETE FROM vote_pairs", "DELETE FROM vote_ranks",
                              "DELETE FROM vote_counts", "DELETE FROM vote_results"})
      connection_->run(table);
    for (std::size_t i = 0; i < votes.showings.size(); ++i) {
      const ShowingRecord& one = votes.showings[i];
      Statement(*connection_, "INSERT INTO vote_showings VALUES(?, ?, ?, ?, ?)", i, one.ballot, one.voter, one.row,
                one.chosen)
          .run();
    }
    for (std::size_t i = 0; i < votes.pairs.size(); ++i) {
      const PairRecord& one = votes.pairs[i];
      Statement(*connection_, "INSERT INTO vote_pairs VALUES(?, ?, ?, ?)", i, one.voter, one.winner, one.loser).run();
    }
    for (std::size_t i = 0; i < votes.ranks.size(); ++i) {
      const RankRecord& one = votes.ranks[i];
      Statement(*connection_, "INSERT INTO vote_ranks VALUES(?, ?, ?, ?, ?)", i, one.ranking, one.voter, one.row,
                one.rank)
          .run();
    }
    Statement(*connection_, "INSERT INTO vote_counts VALUES(?, ?, ?, ?)", results.voters, results.ballots,
              results.pairs, results.rankings)
        .run();
    for (const auto& [row, one] : results.pictures)
      Statement(*connection_, "INSERT INTO vote_results VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row,
                one.evidence.shown, one.evidence.chosen, one.posterior.mean, one.posterior.lower, one.posterior.upper,
                one.wilson, one.elo, one.borda, one.preference, one.appeal)
          .run();
  });
}

}  // namespace vitrine
