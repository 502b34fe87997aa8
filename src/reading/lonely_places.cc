// A name with a low score, in a country of which nothing else in the text speaks (no place, no
// demonym) and far from every other place of it, while the text surely is somewhere: a village that
// the gazetteer lacks and a village elsewhere has the name of, or no name of a place at all
// ("Chamber of Commerce"). A text with one place keeps it, and a city is known everywhere.
// Quadratic in the places, for weak ones. Covered by tests/cases/places.
#include "reading/lonely_places.h"

#include <algorithm>
#include <set>
#include <string>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr double kWeak = 0.6;  // the score below which a place needs something of the text near it
constexpr double kSomewhere = 0.3;  // the score of a place that tells where the text is
constexpr double kFarKm = 300;
constexpr std::uint32_t kCity = 100'000;  // people

std::set<std::string> peoples_of(const PlaceContext& context) {
  std::set<std::string> countries;
  for (const LightWord& word : context.words) {
    if (!word.capital) continue;
    const auto people =
        context.lexicon.demonyms.find(text::lower(text::words_of(context.text, word.span)));
    if (people != context.lexicon.demonyms.end()) countries.insert(people->second);
  }
  return countries;
}

bool is_city(const PlaceContext& context, const PlaceCandidate& found) {
  for (const gazetteer::NameMatch& match : context.gazetteer.lookup(found.name))
    if (const auto place = context.gazetteer.place(match.place); place.geonameid == found.geonameid)
      return place.population >= kCity;
  return false;
}

bool is_lonely(const PlaceContext& context, const std::vector<Place>& places, const Place& place) {
  if (!place.match || place.match->score >= kWeak || !place.match->feature.starts_with("PPL") ||
      place.match->feature == "PPLC" || is_city(context, *place.match))
    return false;
  bool told = false;  // the text is somewhere
  for (const Place& other : places) {
    if (!other.match || other.match->geonameid == place.match->geonameid) continue;
    const double km = gazetteer::kilometres_between(other.match->latitude, other.match->longitude,
                                                    place.match->latitude, place.match->longitude);
    if (other.match->country == place.match->country || km < kFarKm) return false;
    told = told || other.match->score >= kSomewhere;
  }
  return told;
}

}  // namespace

void drop_lonely(const PlaceContext& context, std::vector<Place>& places) {
  const std::set<std::string> peoples = peoples_of(context);
  std::vector<bool> lonely;
  for (const Place& place : places)
    lonely.push_back(is_lonely(context, places, place) && !peoples.contains(place.match->country));
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!lonely[i]) continue;
    Place bare;
    bare.span = places[i].span;
    bare.words = places[i].words;
    bare.rule = "places.not_found";
    places[i] = std::move(bare);
  }
}

}  // namespace litopys::reading
