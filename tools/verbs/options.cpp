// Options that more than one verb takes.
#include "tools/verbs/verbs.h"

namespace vitrine {

Console::Style style_of(const CommonOptions& common) {
  if (common.json) return Console::Style::json;
  return common.quiet ? Console::Style::quiet : Console::Style::automatic;
}

void add_ingest_options(CLI::App& verb, IngestOptions& options, const std::string& warehouse) {
  verb.add_option("FOLDER", options.folder, "The folder of pictures; subfolders are read too")->required();
  verb.add_option("--warehouse", options.warehouse, "The warehouse file [" + warehouse + "]")->type_name("FILE");
  verb.add_option("--metadata", options.metadata,
                  "Titles, dates and more: CSV or JSON lines [metadata.csv or metadata.jsonl in FOLDER]")
      ->type_name("FILE");
  verb.add_option("--id", options.id_column, "The column that identifies a picture [id, else *_id, else its path]")
      ->type_name("COLUMN");
  verb.add_option("--embeddings", options.embeddings,
                  "Vectors, one row a metadata row: float32 or float16 [embeddings.npy in FOLDER]")
      ->type_name("FILE");
  verb.add_option("--ids", options.ids, "The ids of the rows of --embeddings, one a line")->type_name("FILE");
  verb.add_option("--model", options.model, "Name of the model that made the vectors")->type_name("NAME");
  verb.add_option("--sizes", options.sizes, "Long edges of the thumbnails in pixels [256,1024]")
      ->delimiter(',')
      ->allow_extra_args(false)  // else it takes FOLDER too
      ->type_name("PX,PX");
  verb.add_option("--originals", options.originals, "Publish the files themselves: link, copy or none [none]")
      ->check(CLI::IsMember({"link", "copy", "none"}))
      ->type_name("HOW");
  verb.add_option("--publish", options.publish, "Columns to publish although they are held back")
      ->delimiter(',')
      ->allow_extra_args(false)  // else it takes FOLDER too
      ->type_name("COLUMN,COLUMN");
  verb.add_option("--title", options.title, "The site's title");
  verb.add_option("--description", options.description, "What the collection is, in a sentence or two");
  verb.add_option("--language", options.language, "Language of titles and captions, as in de or pt-BR [en]");
  verb.add_option("--home-page", options.home_page, "Where the collection comes from: an https address");
  verb.add_option("--credit", options.credit, "Credit of pictures that name none");
  verb.add_option("--license", options.license, "Licence of pictures that name none");
  verb.add_flag("--verify", options.verify, "Read every file's content again, also when size and time are unchanged");
  verb.add_flag("--keep-going", options.keep_going, "End with success although files were skipped");
}

CLI::Validator not_empty() {
  CLI::Validator validator;
  validator.operation([](const std::string& text) {
    return text.empty() ? std::string("a name expected, found an empty text") : std::string();
  });
  return validator;
}

void add_votes_option(CLI::App& verb, std::vector<std::filesystem::path>& files) {
  verb.add_option(
          "--votes", files,
          "What people prefer: a CSV of ballots, pairs or rankings; repeat it for several. They replace those of "
          "before [as before]")
      ->allow_extra_args(false)
      ->type_name("FILE");
}

void add_analyse_options(CLI::App& verb, AnalyseOptions& options) {
  auto* k = verb.add_option("-k,--clusters", options.clusters,
                            "How many clusters; 0: as many as suit the collection [as before, else 0]")
                ->check(CLI::Range(0U, 10000U))
                ->type_name("N");
  verb.add_option(
          "--vector-budget", options.vector_budget,
          "Most bytes of the coded vectors, as in 2000000 or 2MB; 0: what a fidelity of 0.99 needs [as before, else 0]")
      ->transform(CLI::AsSizeValue(true))
      ->type_name("BYTES");
  verb.add_option("--seed", options.seed, "Seed of the clusters' random numbers [as before, else 1]")->type_name("N");
  auto* least = verb.add_option("--min-cluster", options.least,
                                "Clusters of fewer pictures are dissolved among the others [as before, else 3]")
                    ->check(CLI::Range(1U, 1'000'000U))
                    ->type_name("N");
  verb.add_option(
          "--clusters-from", options.clusters_from,
          "Take the clusters from a published column, or from a CSV with the columns id and cluster [as before]")
      ->excludes(k)
      ->excludes(least)
      ->type_name("COLUMN|FILE");
  auto* vocabulary =
      verb.add_option("--vocabulary", options.vocabulary, "The tags there are: YAML or CSV")->type_name("FILE");
  verb.add_option("--prompts", options.prompts,
                  "A vector for each tag of --vocabulary, by the model of the pictures' vectors: .npy")
      ->needs(vocabulary)
      ->type_name("FILE");
  verb.add_option("--calibration", options.calibration,
                  "What bears a tag: what stands out in this collection, or a score above one fixed for CLIP: "
                  "collection or sigmoid [collection]")
      ->check(CLI::IsMember({"collection", "sigmoid"}))
      ->type_name("HOW");
  add_votes_option(verb, options.votes);
  verb.add_option("--apply", options.apply,
                  "What a curator decided: the patch that the page's Curation exports, or a board of its Calendar")
      ->type_name("FILE");
}

}  // namespace vitrine
