// ingest_child FOLDER WAREHOUSE: one ingest, in a process that tests kill.
#include "tools/verbs/verbs.h"

int main(int count, char** words) {
  if (count != 3) return 2;
  vitrine::IngestOptions options;
  options.folder = words[1];
  options.warehouse = words[2];
  options.sizes = {64, 160};
  vitrine::CommonOptions common;
  common.jobs = 2;
  vitrine::Console console(vitrine::Console::Style::quiet);
  return static_cast<int>(vitrine::ingest(options, common, console));
}
