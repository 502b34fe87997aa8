// Most reports are about one town, and say so in several ways: in the title, the dateline, the
// lead, in the name of the police that speaks, or by naming it again and again. Each mention of a
// town adds to its weight:
//
//     in the headline 2, in the dateline 2, in the first three sentences 1
//     before a word of authority ("Lund police") 1.5, once
//     place of an event by its clause 1, twice at most
//     any mention 0.5, five times at most
//     the town of a local outlet 1
//
// A town that speaks or acts ("Moscow said") gets nothing for it: it is a government there. Parts
// of towns and areas are no towns. The town is sure where headline or authority name it, where the
// weight is 4, where it is the outlet's and the text names it, or where it is the only one and the
// lead of a text of three sentences or more names it.
//
// What a sure town decides:
//   - A small place far from it that the text speaks for with nothing but its name, and weakly, is
//     another place of that name: in a story about Lund, "Norra Fäladen" is not a village in
//     Finland. It stays named and unresolved; "North Lund" is a part of Lund, and so is what the
//     text calls a quarter (town_parts.h).
//   - An event whose place is a street or a building stands in the town; its own place stays among
//     the others. An event with no place at all stands there too. One at a place that the gazetteer
//     lacks does so only where title or authority name the town: else it may be a village far from
//     it, and stays where it said.
//   - An event that only says an area around the town stands in the town; where its own clause says
//     the area, only a province or county, and only if title or authority name the town. One that
//     names a county takes the town in it that another event of the same type has by its sentence.
// The title's events have the place of the text's first event of their type, else the town.
//
// Limit: a report on two towns gives its loose ends to one of them. Linear in places and events.
// Covered by story_place_test.cc and tests/cases/places.
#include "reading/story_place.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "gazetteer/gazetteer.h"
#include "gazetteer/name_key.h"
#include "reading/governments.h"
#include "reading/outlets.h"
#include "reading/place_choice.h"
#include "reading/town_parts.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr double kSure = 4;
constexpr std::size_t kShortestStory = 3;  // sentences
constexpr double kFarKm = 150;
constexpr double kQuarterKm = 50;
constexpr std::size_t kMaxTowns = 16;
constexpr double kWeak = 0.6;         // the score of a place that a sure town may take off the map,
constexpr double kWeakByOther = 0.9;  // and of one that is not called so in the first place

bool is_town(const Place& place) {
  return place.match && place.match->score >= 0.3 &&
         (place.precision == "exact" || place.precision == "near") &&
         place.match->feature != "PPLX" && place.match->feature != "PPLH";
}

bool is_area(const Place& place) {
  return place.match && (place.precision == "country" || place.precision == "admin1" ||
                         place.precision == "admin2" || place.precision == "region");
}

double kilometres(const Place& a, const Place& b) {
  return gazetteer::kilometres_between(a.match->latitude, a.match->longitude, b.match->latitude,
                                       b.match->longitude);
}

// "Headline - Outlet, Town" and "Headline | Outlet": where the headline ends.
std::uint32_t end_of_headline(std::string_view title) {
  std::size_t end = title.size();
  for (const std::string_view bar : {" - ", " | ", " \xE2\x80\x93 ", " \xE2\x80\x94 "})
    end = std::min(end, title.rfind(bar));
  return static_cast<std::uint32_t>(end == std::string_view::npos ? title.size() : end);
}

struct Evidence {
  std::int32_t first = kNone;
  int mentions = 0, in_title = 0, events = 0;
  bool title = false, dateline = false, lead = false, authority = false, home = false;

  double weight() const {
    return 0.5 * std::min(mentions, 5) + 1.0 * std::min(events, 2) + (title ? 2 : 0) +
           (dateline ? 2 : 0) + (lead ? 1 : 0) + (authority ? 1.5 : 0) + (home ? 1 : 0);
  }
};

std::string key_of(const Document& text, const Place& place) {
  return gazetteer::name_key(
      text::words_of(place.in_title ? text.report.title : text.text, place.span));
}

// The names that the text calls quarters, wherever they stand.
std::set<std::string> quarters_of(const Document& text, const PlaceLexicon& lexicon,
                                  const Reading& reading) {
  std::set<std::string> keys;
  for (const Place& place : reading.places)
    if (!place.in_title && place.rule != "places.contained" &&
        is_called_quarter(text, lexicon, place))
      keys.insert(key_of(text, place));
  return keys;
}

class Story {
 public:
  Story(const Document& text, const PlaceLexicon& lexicon, const Reading& reading)
      : text_(text),
        lexicon_(lexicon),
        reading_(reading),
        governments_(text.analysis, reading),
        outlet_(outlet_of(lexicon.outlets, text.report.publisher, text.report.uri)),
        title_ends_(end_of_headline(text.report.title)),
        quarters_(quarters_of(text, lexicon, reading)) {}

  StoryTown town() {
    for (std::size_t p = 0; p < reading_.places.size(); ++p) add(static_cast<std::int32_t>(p));
    for (const Event& event : reading_.events) {
      if (event.place == kNone || event.place_basis != "clause") continue;
      const Place& place = reading_.places[static_cast<std::size_t>(event.place)];
      if (is_town(place))
        if (const auto found = towns_.find(place.match->geonameid); found != towns_.end())
          ++found->second.events;
    }
    StoryTown best;
    bool at_home = false;
    double second = 0;
    bool only_in_lead = false;
    for (const auto& [id, evidence] : towns_) {
      const double weight = evidence.weight();
      if (weight < best.weight || (weight == best.weight && evidence.first > best.place)) {
        second = std::max(second, weight);
        continue;
      }
      second = best.weight;
      only_in_lead = evidence.lead;
      at_home = evidence.home && evidence.mentions > evidence.in_title;
      best = {evidence.first, weight, evidence.title || evidence.authority || weight >= kSure,
              evidence.title || evidence.authority};
    }
    best.sure = best.sure || at_home;
    if (only_in_lead && second == 0 && text_.analysis.sentences.size() >= kShortestStory)
      best.sure = true;
    return best;
  }

 private:
  const language::Word& word(std::int32_t i) const {
    return text_.analysis.words[static_cast<std::size_t>(i)];
  }

  void add(std::int32_t p) {
    const Place& place = reading_.places[static_cast<std::size_t>(p)];
    if (!is_town(place) || quarters_.contains(key_of(text_, place))) return;
    const bool in_text = !place.in_title && place.words.begin < place.words.end;
    const bool dateline = place.rule == "places.dateline";
    const bool authority = in_text && has_authority(place);
    if (in_text && !authority && !dateline && governments_.acts(place) != 0) return;
    Evidence& evidence = towns_[place.match->geonameid];
    const bool first_in_text = evidence.first != kNone && in_text &&
                               reading_.places[static_cast<std::size_t>(evidence.first)].in_title;
    if (evidence.first == kNone || first_in_text) evidence.first = p;
    ++evidence.mentions;
    evidence.in_title += place.in_title ? 1 : 0;
    const bool of_outlet = place.in_title && place.span.begin >= title_ends_;
    evidence.title |= place.in_title && !of_outlet;
    evidence.home |= of_outlet;
    evidence.dateline |= dateline;
    evidence.authority |= authority;
    evidence.home |= outlet_.local && place.match->name == outlet_.town &&
                     place.match->country == outlet_.country;
    evidence.lead |= in_text && word(place.words.begin).sentence < 3;
  }

  // "Lund police", "Lund Metro Police Department": a word of authority within the next two.
  bool has_authority(const Place& place) const {
    for (std::int32_t i = place.words.end; i < place.words.end + 2; ++i) {
      if (i >= static_cast<std::int32_t>(text_.analysis.words.size()) ||
          word(i).sentence != word(place.words.begin).sentence || word(i).upos == "PUNCT" ||
          word(i).upos == "VERB")
        return false;
      if (is_authority(lexicon_, word(i).form)) return true;
    }
    return false;
  }

  const Document& text_;
  const PlaceLexicon& lexicon_;
  const Reading& reading_;
  const Governments governments_;
  const Outlet outlet_;
  const std::uint32_t title_ends_;
  const std::set<std::string> quarters_;
  std::map<std::int64_t, Evidence> towns_;
};

bool belongs_to_story(const Event& event) {
  const std::string& status = event.factuality.status;
  return status != "habitual" && status != "historical" && status != "hypothetical";
}

// "North Lund", far away or unknown, in a story about Lund: a part of it.
bool is_part_of(const Place& town, std::string_view words, const PlaceLexicon& lexicon) {
  const std::size_t blank = words.find(' ');
  if (blank == std::string_view::npos) return false;
  const auto first = lexicon.words.find(text::lower(words.substr(0, blank)));
  return first != lexicon.words.end() && first->second.part &&
         gazetteer::name_key(words.substr(blank + 1)) == gazetteer::name_key(town.match->name);
}

// Far from the town or not on the map, and no state or country.
bool is_elsewhere(const Place& town, const Place& place) {
  return !place.match || ((!is_area(place) || place.precision == "admin2") &&
                          kilometres(place, town) >= kQuarterKm);
}

// Quarters lie in the town; small places of the same name elsewhere are taken off the map.
void drop_strays(const Document& text, const PlaceLexicon& lexicon, const Place& of_story,
                 Reading& reading) {
  const Place town = of_story;  // a place of the reading, which changes
  const std::set<std::string> quarters = quarters_of(text, lexicon, reading);
  for (Place& place : reading.places) {
    if (quarters.contains(key_of(text, place)) && place.rule != "places.contained" &&
        place.rule != "places.facility" && is_elsewhere(town, place)) {
      become_part_of(town, place);
      continue;
    }
    const bool far = place.match && !is_area(place) && kilometres(place, town) >= kFarKm;
    if ((far || !place.match) && place.rule != "places.contained" &&
        is_part_of(town, text::words_of(place.in_title ? text.report.title : text.text, place.span),
                   lexicon)) {
      become_part_of(town, place);
      continue;
    }
    if (!place.match || is_area(place) || place.match->feature == "PPLC" ||
        place.rule == "places.contained" || place.rule == "places.dateline")
      continue;
    const auto words = text::words_of(place.in_title ? text.report.title : text.text, place.span);
    const bool by_its_name = gazetteer::name_key(place.match->name) == gazetteer::name_key(words);
    if (place.match->score >= (by_its_name ? kWeak : kWeakByOther)) continue;
    if (kilometres(place, town) < kFarKm) continue;
    place.match.reset();
    place.alternatives.clear();
    place.precision.clear();
    place.radius_km = 0;
    place.rule = "places.not_found";
  }
}

void move_to(Event& event, std::int32_t place, const char* basis) {
  if (event.place != kNone && event.place != place)
    event.other_places.insert(event.other_places.begin(), event.place);
  std::erase(event.other_places, place);
  event.place = place;
  event.place_basis = basis;
}

class Mover {
 public:
  Mover(const PlaceLexicon& lexicon, Reading& reading, StoryTown town)
      : lexicon_(lexicon), reading_(reading), town_(town) {
    for (const Event& event : reading_.events) {
      if (event.in_title || event.place == kNone || !place(event.place).match ||
          !belongs_to_story(event))
        continue;
      first_.emplace(event.type, event.place);
      auto& towns = towns_[event.type];
      const bool own = event.place_basis == "clause" || event.place_basis == "sentence";
      if (own && is_town(place(event.place)) && towns.size() < kMaxTowns)
        towns.push_back(event.place);
    }
  }

  void move(std::size_t e) {
    Event& event = reading_.events[e];
    if (!belongs_to_story(event)) return;
    if (town_.place != kNone && is_word_of_government(event, place(town_.place), lexicon_)) return;
    const bool open = event.place == kNone || !place(event.place).match;
    if (open && event.in_title) {
      const auto same = first_.find(event.type);
      if (same != first_.end()) return move_to(event, same->second, "lead");
    }
    const bool unknown =
        open && event.place != kNone && place(event.place).rule == "places.not_found";
    if (open && (unknown ? town_.named : town_.sure)) return move_to(event, town_.place, "lead");
    if (open && event.in_title && town_.place != kNone) return move_to(event, town_.place, "lead");
    if (open || !is_area(place(event.place))) return;
    const Place& area = place(event.place);
    if (area.precision == "admin2")
      for (const std::int32_t town : towns_[event.type])
        if (holds(area, place(town))) return move_to(event, town, "lead");
    const bool small = area.precision == "admin1" || area.precision == "admin2";
    const bool told = event.place_basis == "clause" && !(small && town_.named);
    if (town_.sure && !told && holds(area, place(town_.place))) move_to(event, town_.place, "lead");
  }

 private:
  const Place& place(std::int32_t p) const { return reading_.places[static_cast<std::size_t>(p)]; }

  const PlaceLexicon& lexicon_;
  Reading& reading_;
  StoryTown town_;
  std::map<std::string, std::int32_t> first_;               // place of the first event of a type
  std::map<std::string, std::vector<std::int32_t>> towns_;  // towns that events of a type name
};

}  // namespace

StoryTown town_of_story(const Document& text, const PlaceLexicon& lexicon, const Reading& reading) {
  return Story(text, lexicon, reading).town();
}

void place_by_story(const Document& text, const PlaceLexicon& lexicon, Reading& reading) {
  const StoryTown town = town_of_story(text, lexicon, reading);
  if (town.sure)
    drop_strays(text, lexicon, reading.places[static_cast<std::size_t>(town.place)], reading);
  name_settlements(town.sure ? town.place : kNone, reading);
  Mover mover(lexicon, reading, town);
  std::vector<std::int32_t> before;
  for (const Event& event : reading.events) before.push_back(event.place);
  for (std::size_t e = 0; e < reading.events.size(); ++e) mover.move(e);
  // A figure goes with its event, but for one that says where ("3 in Nakuru").
  for (Figure& figure : reading.figures) {
    if (figure.event == kNone) continue;
    const auto event = static_cast<std::size_t>(figure.event);
    if (figure.place == kNone || figure.place == before[event])
      figure.place = reading.events[event].place;
  }
}

}  // namespace litopys::reading
