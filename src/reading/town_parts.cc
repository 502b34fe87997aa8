// A gazetteer of the world has few quarters, and a village somewhere has the name of nearly every
// one of them. What the words say goes first:
//
//     "in Lund's Hamra neighborhood"     Hamra is a part of Lund, whatever Hamra the map has
//     "the Hamra section of Lund"        the same
//     "in the Hamra neighborhood"        a part of the town of the story (story_place.cc)
//
// A place of that name within kNearKm of the town is taken to be the quarter; else the quarter has
// the town's point with twice its radius.
//
// Without a word for a quarter ("Lund's Hamra") only a name that the gazetteer lacks, or hardly
// means, is taken for one. One that it lacks and that has a town behind its comma ("in Hamra,
// Lund,"), outside lists, lies in the town or its surroundings.
//
// The settlement of a quarter that the map has is the town that it was told with, else the town of
// the story, where it lies within kNearKm. Cost: the mentions before and behind each place. Covered
// by town_parts_test.cc and tests/cases/places.
#include "reading/town_parts.h"

#include <algorithm>
#include <string>

#include "gazetteer/gazetteer.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr double kNearKm = 50;
constexpr double kAroundKm = 25;      // villages that have the name of their town behind a comma
constexpr double kHardlyMeant = 0.6;  // score
constexpr std::int32_t kBetween = 3;  // words between "Lund's" and the name of its quarter

bool is_town(const Place& place) {
  return place.match && place.match->feature.starts_with("PPL") && place.match->feature != "PPLX" &&
         place.match->feature != "PPLH" && place.precision == "exact";
}

double kilometres(const Place& a, const Place& b) {
  return gazetteer::kilometres_between(a.match->latitude, a.match->longitude, b.match->latitude,
                                       b.match->longitude);
}

class Words {
 public:
  Words(const Document& document, const PlaceLexicon& lexicon)
      : document_(document), lexicon_(lexicon) {}

  // The word in lower case, empty outside the sentence of the mention.
  std::string at(const Place& place, std::int32_t i) const {
    const auto& words = document_.analysis.words;
    if (i < 0 || i >= static_cast<std::int32_t>(words.size())) return {};
    const language::Word& word = words[static_cast<std::size_t>(i)];
    const language::Word& own = words[static_cast<std::size_t>(place.words.begin)];
    return word.sentence == own.sentence ? text::lower(word.form) : std::string();
  }

  bool is_quarter_word(const std::string& word) const {
    const auto found = lexicon_.words.find(word);
    return found != lexicon_.words.end() && found->second.quarter;
  }

  // One beside the name or at either end of it; where it ends.
  bool calls_quarter(const Place& place, std::int32_t& end) const {
    end = place.words.end;
    if (is_quarter_word(at(place, end))) return ++end, true;
    if (is_quarter_word(at(place, end - 1))) return true;
    const bool before = at(place, place.words.begin - 1) == "of";
    return before && is_quarter_word(at(place, place.words.begin - 2));
  }

  // "Lund's", at most kBetween small words before the name.
  bool owns(const Place& town, const Place& part) const {
    if (town.words.end > part.words.begin || part.words.begin - town.words.end > kBetween + 1)
      return false;
    const std::string mark = at(part, town.words.end);
    const std::string last = at(part, town.words.end - 1);
    if (mark != "'s" && mark != "\xE2\x80\x99s" && !last.ends_with("'s") &&
        !last.ends_with("\xE2\x80\x99s"))
      return false;
    const auto& words = document_.analysis.words;
    for (std::int32_t i = town.words.end + 1; i < part.words.begin; ++i) {
      const std::string& form = words[static_cast<std::size_t>(i)].form;
      if (text::lower(form) != form) return false;
    }
    return true;
  }

  // "Hamra, Lund": nothing but a comma between them, and no list goes on ("Hamra, Lund and Malmö").
  bool stands_before(const Place& part, const Place& town) const {
    if (town.words.begin != part.words.end + 1 || at(part, part.words.end) != ",") return false;
    const std::string before = at(part, part.words.begin - 1), after = at(part, town.words.end);
    if (before == "," || before == "and" || before == "or" || after == "and" || after == "or")
      return false;
    const std::string next = after == "," ? at(part, town.words.end + 1) : std::string();
    return next != "and" && next != "or" && (after != "," || !is_name(part, town.words.end + 1));
  }

 private:
  bool is_name(const Place& beside, std::int32_t i) const {
    return !at(beside, i).empty() &&
           document_.analysis.words[static_cast<std::size_t>(i)].upos == "PROPN";
  }

  const Document& document_;
  const PlaceLexicon& lexicon_;
};

// The town that the words beside a place name as its whole.
std::int32_t whole_beside(const Words& words, const Reading& reading, std::size_t p) {
  const Place& part = reading.places[p];
  std::int32_t end = 0;
  const bool quarter = words.calls_quarter(part, end);
  for (std::size_t i = p == 0 ? 0 : p - 1; i <= p + 1 && i < reading.places.size(); ++i) {
    const Place& town = reading.places[i];
    if (i == p || !is_town(town)) continue;
    const bool behind = quarter && town.words.begin == end + 1 && words.at(part, end) == "of";
    if (behind || words.owns(town, part)) return static_cast<std::int32_t>(i);
  }
  return kNone;
}

}  // namespace

bool is_called_quarter(const Document& document, const PlaceLexicon& lexicon, const Place& place) {
  std::int32_t end = 0;
  return place.words.begin < place.words.end && Words(document, lexicon).calls_quarter(place, end);
}

void become_part_of(const Place& town, Place& place) {
  place.match = town.match;
  place.alternatives.clear();
  place.precision = "near";
  place.radius_km = 2 * town.radius_km;
  place.rule = "places.part_of_town";
}

void place_town_parts(const Document& document, const PlaceLexicon& lexicon, Reading& reading) {
  const Words words(document, lexicon);
  for (std::size_t p = 0; p < reading.places.size(); ++p) {
    Place& place = reading.places[p];
    if (place.rule == "places.facility" || place.rule == "places.dateline") continue;
    const std::int32_t whole = whole_beside(words, reading, p);
    if (whole == kNone && !place.match && p + 1 < reading.places.size() &&
        is_town(reading.places[p + 1]) && words.stands_before(place, reading.places[p + 1])) {
      become_part_of(reading.places[p + 1], place);
      place.radius_km = std::max(place.radius_km, kAroundKm);
    }
    if (whole == kNone) continue;
    const Place town = reading.places[static_cast<std::size_t>(whole)];
    if (!place.match ||
        (is_town(place) && kilometres(place, town) > kNearKm &&
         (place.match->score < kHardlyMeant || is_called_quarter(document, lexicon, place))))
      become_part_of(town, place);
    else if (place.match->feature == "PPLX" && kilometres(place, town) <= kNearKm)
      place.settlement = whole;
  }
}

void name_settlements(std::int32_t town, Reading& reading) {
  if (town == kNone) return;
  const Place& whole = reading.places[static_cast<std::size_t>(town)];
  for (Place& place : reading.places)
    if (place.settlement == kNone && place.match && place.match->feature == "PPLX" &&
        is_town(whole) && kilometres(place, whole) <= kNearKm)
      place.settlement = town;
}

}  // namespace litopys::reading
