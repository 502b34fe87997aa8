// What the words around a name say of where it lies. Works on plain text, so that spans given from
// outside (`litopys geocode`) are resolved just as names that the language layer found.
//
//     "in Springfield, Ohio,"        areas beside the name: Ohio
//     "the Kenyan town of Kisumu"    areas beside it: Kenya; kind: town
//     "Belgium's Liège province"     areas beside it: Belgium; kind: province
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/gazetteer.h"
#include "reading/place_lexicon.h"
#include "text/span.h"

namespace litopys::reading {

using gazetteer::Gazetteer;
using gazetteer::PlaceIndex;
using text::Span;

// A run of the text between blanks, without the punctuation around it.
struct LightWord {
  Span span;
  bool capital = false;
  bool joined = false;  // only blanks between it and the word before
  bool comma = false;   // exactly a comma (and blanks) or an opening bracket between them
};
std::vector<LightWord> light_words(std::string_view text);

// Everything that resolving looks at, made once a text.
struct PlaceContext {
  std::string_view text;
  const Gazetteer& gazetteer;
  const PlaceLexicon& lexicon;
  std::vector<LightWord> words;
  std::map<std::string, double, std::less<>> countries;  // ISO alpha-2 to its share, 0 to 1
  std::map<PlaceIndex, double> areas;                    // first-level area to its share
  // Key of a name (gazetteer/name_key.h) to the areas written behind it anywhere: "COLUMBUS, Ga."
  std::map<std::string, std::vector<std::vector<PlaceIndex>>, std::less<>> said;
};
PlaceContext read_context(std::string_view text, const Gazetteer& gazetteer,
                          const PlaceLexicon& lexicon);

// The number of the first word of a mention among the context's words.
std::size_t first_word_of(const PlaceContext& context, Span mention);

// What stands beside one mention.
struct Beside {
  std::vector<std::vector<PlaceIndex>> areas;  // each a name that may mean several areas
  std::vector<std::string> features;           // from words that name a kind; empty: none does
  bool part = false;                           // "northern X"
  bool comma = false;                          // behind a comma or in brackets, a well-known area
};
Beside look_beside(const PlaceContext& context, Span mention);

// Countries and areas that a phrase can mean, in the order of the gazetteer.
std::vector<PlaceIndex> areas_named(const PlaceContext& context, std::string_view phrase);

// True where the place lies in the area or is it.
bool lies_in(const Gazetteer& gazetteer, PlaceIndex place, PlaceIndex area);

// "Kenya's" → "Kenya".
std::string_view without_possessive(std::string_view phrase);

}  // namespace litopys::reading
