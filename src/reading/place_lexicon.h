// What the place reader knows of words: demonyms, words that name kinds and parts of places, short
// forms of areas, and the weights of its signs. Loaded once, shared by all threads.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reading/outlets.h"
#include "text/result.h"

namespace litopys::reading {

// The signs of codebooks/place_weights.tsv, in the order of kSignNames.
enum class Sign {
  kPeople,
  kNames,
  kMainName,
  kExact,
  kCountry,
  kRegion,
  kFirstLevel,
  kSecondLevel,
  kCapital,
  kSeat,
  kSecondSeat,
  kQuarter,
  kCode,
  kContained,
  kContainedElsewhere,
  kCountryShare,
  kAreaShare,
  kNearness,
  kKindAgrees,
  kHome,
  kInList,
  kHolds,
  kRomanised,
  kInexact,
  kBias
};
constexpr std::array<std::string_view, 25> kSignNames = {
    "people",        "names",       "main_name",    "exact",       "country",
    "region",        "first_level", "second_level", "capital",     "seat",
    "second_seat",   "quarter",     "code",         "contained",   "contained_elsewhere",
    "country_share", "area_share",  "nearness",     "kind_agrees", "home",
    "in_list",       "holds",       "romanised",    "inexact",     "bias"};
using Signs = std::array<double, kSignNames.size()>;

struct PlaceWord {
  bool before = false, after = false;
  bool part = false;                  // "northern": a part of the place
  bool quarter = false;               // "neighbourhood": the name is of a part of a town
  bool facility = false;              // "street": at the end of names of streets and buildings
  bool street = false;                // a facility whose name says nothing of where it is
  bool authority = false;             // "police": behind the name of the place it serves
  std::vector<std::string> features;  // beginnings of feature codes; empty: says nothing
};

struct PlaceLexicon {
  std::map<std::string, PlaceWord, std::less<>> words;       // by lower-case word
  std::map<std::string, std::string, std::less<>> demonyms;  // by lower case, to ISO alpha-2
  std::map<std::string, std::string, std::less<>> iso3;      // by ISO alpha-2
  std::map<std::string, std::string, std::less<>> capitals;  // names, by ISO alpha-2
  struct Area {
    std::string country, name;
  };
  std::map<std::string, Area, std::less<>> areas;             // "Calif."
  std::map<std::string, std::string, std::less<>> shortened;  // "St." to "Saint"
  // "president", of a country, to the features of what it stands before ("president of X")
  std::map<std::string, std::vector<std::string>, std::less<>> offices;
  std::set<std::string, std::less<>> place_verbs;  // "storm": lemmas of verbs that take towns
  std::set<std::string, std::less<>> capital_words;  // "capital" of "in the capital"
  std::set<std::string, std::less<>> state_words;    // "national" of "the national capital"
  std::set<std::string, std::less<>> care;         // "hospital": where the hurt are taken
  std::set<std::string, std::less<>> articles;     // "ez" of "Deir ez-Zor"
  struct Romanisation {
    std::string one, other;
    bool at_start = false, at_end = false;  // of a word; neither: anywhere
    std::vector<std::string> countries;     // sorted; empty: all
  };
  std::vector<Romanisation> romanisations;
  struct OffsetWord {
    enum class Kind { kDirection, kUnit, kLink, kNear } kind = Kind::kLink;
    double value = 0;  // degrees, kilometres
  };
  std::multimap<std::string, OffsetWord, std::less<>> offsets;
  Outlets outlets;
  Signs weights{};
};

// True where the word names an authority that serves one place ("police" of "Lund police").
bool is_authority(const PlaceLexicon& lexicon, std::string_view word);

// True where the last word says that the name is a street's, a building's or the like ("Lincoln
// Avenue"), or the first one of a language that puts it there ("Rua Augusta").
bool is_facility(const PlaceLexicon& lexicon, std::string_view name);

// A name that is nothing but the word for a building ("Hospital") or a sort of area ("County").
enum class BareWord { kNot, kFacility, kArea };
BareWord bare_word_of(const PlaceLexicon& lexicon, std::string_view name);

// Reads country_names.tsv, place_words.tsv, place_abbreviations.tsv, romanisation.tsv,
// place_offsets.tsv, outlets.tsv and place_weights.tsv.
text::Result<PlaceLexicon> load_place_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::reading
