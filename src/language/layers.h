// Which parts of an analysis are wanted; what nobody wants is not computed.
//
//     Result<Layers> layers = parse_layers("tags,names");
//
// Sentences and words are always there. Predicates choose their sense by the lemma, so tags are
// computed for them too, but are left empty where they were not asked for.
#pragma once

#include <string_view>

#include "text/result.h"

namespace litopys::language {

struct Layers {
  bool tags = true;  // lemma, part of speech, features
  bool trees = true;
  bool names = true;
  bool predicates = true;  // senses, arguments, whether it happened
  bool locations = false;  // of predicates: the nouns that may name where they took place

  bool any() const { return tags || trees || names || predicates || locations; }
  bool any_predicates() const { return predicates || locations; }
};

constexpr Layers kEveryLayer{true, true, true, true, true};

// Names with commas between them: words, tags, trees, names, predicates, locations, or all, which
// are all but the locations. "words" adds nothing; locations are told with their predicates. Error:
// "bad-layers".
text::Result<Layers> parse_layers(std::string_view list);

}  // namespace litopys::language
