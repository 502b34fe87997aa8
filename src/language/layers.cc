// The names of the layers, as the command line has them. Covered by tagger_test.cc.
#include "language/layers.h"

#include <fmt/format.h>

#include "text/table.h"

namespace litopys::language {

text::Result<Layers> parse_layers(std::string_view list) {
  Layers layers{false, false, false, false, false};
  if (list.empty()) return text::Error{"bad-layers", "no layer is named"};
  for (const std::string& name : text::split(list, ',')) {
    const bool all = name == "all";
    layers.tags |= all || name == "tags";
    layers.trees |= all || name == "trees";
    layers.names |= all || name == "names";
    layers.predicates |= all || name == "predicates" || name == "locations";
    layers.locations |= name == "locations";
    if (all || name == "words" || name == "tags" || name == "trees" || name == "names" ||
        name == "predicates" || name == "locations")
      continue;
    return text::Error{"bad-layers",
                       fmt::format("\"{}\" is no layer (words, tags, trees, names, predicates, "
                                   "locations, or all)",
                                   name)};
  }
  return layers;
}

}  // namespace litopys::language
