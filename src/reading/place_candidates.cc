// Peels a mention until the gazetteer knows it, from the reading that changes least to the one that
// changes most. What was peeled off is kept: a word of kind limits the features, a word of part
// says that the point is only near, what follows a comma says where the place lies.
//
//     "Cass County"         known as it stands
//     "the Volta Region"    not known with its article; known without
//     "Okonda district"     "Okonda", which should be an ADM or PPL
//     "Ob River"            "Ob" is a town, no river: no candidate rather than the town
//     "west Lund"           a part of Lund, before any village of that very name
//
// Names of three letters or fewer must be spelt as in the gazetteer, or "us" would be a country.
// At most eight readings are tried. Covered by places_test.cc.
#include "reading/place_candidates.h"

#include <algorithm>
#include <array>
#include <functional>

#include "gazetteer/name_key.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr std::size_t kMaxOptions = 400;
constexpr std::size_t kLongestCode = 4;  // letters of an airport's code

bool all_capitals(std::string_view words) {
  return std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// The first word, lower case, and where the rest begins.
std::pair<std::string, std::size_t> first_word(std::string_view words) {
  const std::size_t blank = words.find(' ');
  if (blank == std::string_view::npos) return {text::lower(words), words.size()};
  return {text::lower(words.substr(0, blank)), blank + 1};
}

// "Minn" of "Minn.", whose full stop was taken for the end of the sentence, or of "Duluth, Minn
// --".
bool is_shortened(const PlaceContext& context, std::string_view name) {
  const std::less<> before;
  const char* end = name.data() + name.size();
  if (before(name.data(), context.text.data()) ||
      !before(end, context.text.data() + context.text.size()))
    return false;
  return *end == '.' || (name.size() >= 3 && name.data() - context.text.data() >= 2 &&
                         name.data()[-1] == ' ' && name.data()[-2] == ',');
}

// The first letters of the words of a name: "NYC" of New York City.
bool are_initials(std::string_view letters, std::string_view name) {
  std::size_t found = 0;
  for (std::size_t at = 0; at < name.size(); ++at)
    if (name[at] >= 'A' && name[at] <= 'Z' && (at == 0 || name[at - 1] == ' ')) {
      if (found == letters.size() || letters[found] != name[at]) return false;
      ++found;
    }
  return found == letters.size();
}

// "WAT" stands among the names of Waterford as the code of its airport, which no text means.
bool is_letter_code(const PlaceContext& context, std::string_view name,
                    const gazetteer::NameMatch& match) {
  if (match.kind != gazetteer::NameKind::kOther || !match.exact || name.size() > kLongestCode)
    return false;
  const auto place = context.gazetteer.place(match.place);
  return place.feature.starts_with("PPL") && !are_initials(name, place.name);
}

std::vector<PlaceOption> lookup(const PlaceContext& context, std::string_view name) {
  std::vector<PlaceOption> options;
  auto area = context.lexicon.areas.find(name);
  if (area == context.lexicon.areas.end() && is_shortened(context, name))
    area = context.lexicon.areas.find(std::string(name) + '.');
  if (area != context.lexicon.areas.end()) {
    for (const PlaceIndex place : areas_named(context, area->first))
      options.push_back({place, gazetteer::NameKind::kOther, Matched::kExact});
    if (!options.empty()) return options;
  }
  const bool capitals = all_capitals(name);
  for (const gazetteer::NameMatch& match : context.gazetteer.lookup(name)) {
    if (match.kind == gazetteer::NameKind::kCode && !(capitals && match.exact)) continue;
    if (name.size() <= 3 && !match.exact) continue;
    if (capitals && is_letter_code(context, name, match)) continue;
    options.push_back({match.place, match.kind, match.exact ? Matched::kExact : Matched::kFolded});
    if (options.size() == kMaxOptions) break;
  }
  return options;
}

bool agrees(const PlaceContext& context, const PlaceOption& option,
            const std::vector<std::string>& features) {
  const auto feature = context.gazetteer.place(option.place).feature;
  return features.empty() || std::any_of(features.begin(), features.end(), [&](const auto& start) {
           return feature.starts_with(start);
         });
}

class Peeler {
 public:
  Peeler(const PlaceContext& context, MentionOptions& found) : context_(context), found_(found) {}

  // Tries the words with everything peeled off so far.
  bool known(std::string_view words) {
    std::vector<PlaceOption> options = lookup(context_, words);
    std::erase_if(options, [&](const PlaceOption& option) {
      return !agrees(context_, option, found_.features);
    });
    // "West Prince" is not the town or the county that some call Prince, and nobody means by "east"
    // what some call East.
    const bool main_only = found_.part || is_part(words);
    std::erase_if(options, [&](const PlaceOption& option) {
      return (main_only && option.kind != gazetteer::NameKind::kMain && !is_wide(option)) ||
             (areas_only_ && is_town(option));
    });
    if (options.empty()) return false;
    found_.key = gazetteer::name_key(words);
    found_.options = std::move(options);
    return true;
  }

  // With a small letter in front, "west Charlotte" is a part of Charlotte and not a village of that
  // name; "northern Ireland" stays.
  bool known_as_area(std::string_view words) {
    areas_only_ = true;
    const bool known = known_as_written(words);
    areas_only_ = false;
    return known;
  }

  bool is_part(std::string_view words) const {
    const auto entry = context_.lexicon.words.find(text::lower(words));
    return entry != context_.lexicon.words.end() && entry->second.part;
  }

  // As it stands, without possessive, with its first word written out.
  bool known_as_written(std::string_view words) {
    if (known(words)) return true;
    const std::string_view owner = without_possessive(words);
    if (owner.size() < words.size() && known(owner)) return true;
    const auto dot = owner.find(' ');
    if (dot == std::string_view::npos) return false;
    const auto full = context_.lexicon.shortened.find(owner.substr(0, dot));
    return full != context_.lexicon.shortened.end() &&
           known(full->second + std::string(owner.substr(dot)));
  }

  // "city of X", "northern X", "the X": one word (and a link word) off the front.
  bool peel_front(std::string_view& words, bool parts) {
    const auto [word, rest] = first_word(words);
    const auto entry = context_.lexicon.words.find(word);
    if (entry == context_.lexicon.words.end() || !entry->second.before || rest >= words.size() ||
        entry->second.part != parts)
      return false;
    words.remove_prefix(rest);
    const auto [link, after_link] = first_word(words);
    if (link.size() <= 3 && after_link < words.size() && words.starts_with(link))
      words.remove_prefix(after_link);
    const auto name = context_.lexicon.words.find(text::lower(words));
    if (name != context_.lexicon.words.end() && name->second.facility) return false;  // "City Hall"
    note(entry->second);
    return true;
  }

  // "Lund bakery": a common noun behind the name, which then is only near it.
  bool peel_common_nouns(std::string_view& words) {
    const std::string_view all = words;
    for (std::size_t blank = words.rfind(' '); blank != std::string_view::npos;
         blank = words.rfind(' ')) {
      const text::CodePoint c = text::code_point_at(words, blank + 1);
      if (c.size == 0 || !text::is_lower(c.value)) break;
      words = words.substr(0, blank);
    }
    found_.part = found_.part || words.size() < all.size();
    return words.size() < all.size();
  }

  // "X province".
  bool peel_back(std::string_view& words) {
    const std::size_t blank = words.rfind(' ');
    if (blank == std::string_view::npos || blank == 0) return false;
    const auto entry = context_.lexicon.words.find(text::lower(words.substr(blank + 1)));
    if (entry == context_.lexicon.words.end() || !entry->second.after || entry->second.facility ||
        entry->second.authority)
      return false;
    words = words.substr(0, blank);
    note(entry->second);
    return true;
  }

 private:
  std::string_view feature_of(const PlaceOption& option) const {
    return context_.gazetteer.place(option.place).feature;
  }
  bool is_town(const PlaceOption& option) const { return feature_of(option).starts_with("PPL"); }
  bool is_wide(const PlaceOption& option) const {
    return !is_town(option) && feature_of(option) != "ADM2";
  }

  void note(const PlaceWord& word) {
    if (word.part) found_.part = true;
    if (!word.features.empty()) found_.features = word.features;
  }

  const PlaceContext& context_;
  MentionOptions& found_;
  bool areas_only_ = false;
};

// A short lower-case word or one with a single capital at the front is dropped where the rest is
// known: "the Hague" is known as it stands, "the Kremlin" is not, "the Okanagan" without it.
std::string_view without_article(std::string_view words) {
  const auto [word, rest] = first_word(words);
  return word.size() <= 3 && rest < words.size() ? words.substr(rest) : words;
}

bool search(const PlaceContext& context, std::string_view words, MentionOptions& found) {
  Peeler peeler(context, found);
  const auto first = words.substr(0, words.find(' '));
  const bool small_part =
      first.size() < words.size() && peeler.is_part(first) && text::lower(first) == first;
  if (small_part ? peeler.known_as_area(words) : peeler.known_as_written(words)) return true;
  const std::string_view bare =
      words.starts_with("the ") || words.starts_with("The ") ? without_article(words) : words;
  if (bare.size() < words.size() && peeler.known_as_written(bare)) return true;
  std::string_view rest = without_possessive(bare);
  std::string_view front = rest;  // "West Virginia state" is no part of Virginia
  if (peeler.peel_back(front) && peeler.known_as_written(front)) return true;
  found.features.clear();
  found.part = false;
  while (peeler.peel_front(rest, true))
    if (peeler.known_as_written(rest)) return true;
  if (peeler.peel_back(rest) && peeler.known_as_written(rest)) return true;
  if (peeler.peel_front(rest, false) && peeler.known_as_written(rest)) return true;
  if (peeler.peel_common_nouns(rest) && peeler.known_as_written(rest)) return true;
  found.part = false;
  return small_part && peeler.known_as_written(words);
}

}  // namespace

std::string_view name_of(Matched matched) {
  constexpr std::array<std::string_view, 5> names = {"exact", "folded", "romanised", "skeleton",
                                                     "edit"};
  return names[static_cast<std::size_t>(matched)];
}

MentionOptions options_of(const PlaceContext& context, std::string_view words) {
  MentionOptions found;
  found.key = gazetteer::name_key(words);
  if (search(context, words, found)) return found;
  const std::size_t comma = words.find(',');
  if (comma == std::string_view::npos || comma == 0) return found;
  MentionOptions before_comma;
  before_comma.key = found.key;
  std::size_t begin = words.find_first_not_of(", ", comma);
  if (search(context, words.substr(0, comma), before_comma) && begin != std::string_view::npos)
    before_comma.inside = std::string(words.substr(begin));
  return before_comma;
}

}  // namespace litopys::reading
