// Feeds as files: RSS 2.0 (and 0.9x), RSS 1.0, Atom.
#pragma once

#include <memory>
#include <string_view>

#include "intake/container.h"

namespace litopys::intake {

text::Result<std::unique_ptr<Container>> open_feed(Opening opening);

// Whether the beginning of a file is XML whose first element is that of a feed.
bool is_feed(std::string_view beginning);

}  // namespace litopys::intake
