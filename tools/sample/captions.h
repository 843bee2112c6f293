// What is written about a picture: title, description, subject and tags, as an archive would have them.
#pragma once

#include "core/random.h"
#include "tools/sample/voyage.h"

namespace vitrine::sample {

/// Fills in title, description, subject and tags from what the shot says otherwise.
void write_caption(Shot& shot, Random& random);

}  // namespace vitrine::sample
