// Opens libvitrine-ingest.so for the reader and the writer of pictures.
#pragma once

#include <string>

#include "tools/module/module.h"

namespace vitrine {

/// `purpose` completes "It would have ...".
ModuleDescription ingest_module(std::string purpose);

/// Opens the module and starts libvips, once. Throws Failure when the module or a library it needs is not there.
void start_ingest(Module& module);

}  // namespace vitrine
