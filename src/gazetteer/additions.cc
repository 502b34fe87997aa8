// The compiled file keeps containment as indices, not as GeoNames' codes. places_of() therefore
// gives each area a code of its own ("=" and its index), and add_country() finds out which code of
// the country file is which area: by the area's own line where the file has it (the same
// geonameid), else by the towns that both have, of which most must agree. An area that the
// gazetteer lacks is added with its own line.
//
//     file:      ADM1 08 geonameid 706442     town 700051 in 08
//     gazetteer: 706442 is place 1234         -> every place of the file in 08 lies in "=1234"
//
// A place without any geonameid is never the same as another. Memory: the whole gazetteer as
// tables, some 600 MB for the world; time: some seconds, most of them compiling. Covered by
// additions_test.cc.
#include "gazetteer/additions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

namespace litopys::gazetteer {
namespace {

std::string code_of(PlaceIndex index) {
  return index == kNowhere ? std::string() : fmt::format("={}", index);
}

// GeoNames' code of an area ("08", or "08/0801") to the code it has here.
using Codes = std::map<std::string, std::string>;

std::string first_key(const SourcePlace& place) { return place.country + '.' + place.admin1; }
std::string second_key(const SourcePlace& place) {
  return place.country + '.' + place.admin1 + '.' + place.admin2;
}

class Adder {
 public:
  Adder(std::vector<SourcePlace>& places, const std::vector<SourcePlace>& country)
      : places_(places) {
    for (std::size_t i = 0; i < places.size(); ++i)
      if (places[i].geonameid != 0) by_id_.emplace(places[i].geonameid, i);
    for (const SourcePlace& place : country) vote(place);
    settle(first_votes_, first_);
    settle(second_votes_, second_);
    for (const SourcePlace& place : country) note_new_area(place);
  }

  Added add(std::vector<SourcePlace> country) {
    Added added;
    for (SourcePlace& place : country) {
      if (const auto known = by_id_.find(place.geonameid); known != by_id_.end()) {
        join(places_[known->second], std::move(place));
        ++added.known;
        continue;
      }
      translate(place);
      by_id_.emplace(place.geonameid, places_.size());
      places_.push_back(std::move(place));
      ++added.places;
    }
    return added;
  }

 private:
  using Votes = std::map<std::string, std::map<std::string, std::size_t>>;

  // A place that both have tells what the file's codes mean; an area's own line settles it.
  void vote(const SourcePlace& place) {
    const auto known = by_id_.find(place.geonameid);
    if (known == by_id_.end()) return;
    const SourcePlace& here = places_[known->second];
    if (place.feature == "ADM1" && here.feature == "ADM1") {
      first_[first_key(place)] = here.admin1;
    } else if (place.feature == "ADM2" && here.feature == "ADM2") {
      second_[second_key(place)] = here.admin2;
    }
    if (!place.admin1.empty() && !here.admin1.empty())
      ++first_votes_[first_key(place)][here.admin1];
    if (!place.admin2.empty() && !here.admin2.empty())
      ++second_votes_[second_key(place)][here.admin2];
  }

  static void settle(const Votes& votes, Codes& codes) {
    for (const auto& [code, candidates] : votes) {
      const auto most =
          std::max_element(candidates.begin(), candidates.end(),
                           [](const auto& a, const auto& b) { return a.second < b.second; });
      codes.emplace(code, most->first);
    }
  }

  void note_new_area(const SourcePlace& place) {
    if (by_id_.contains(place.geonameid)) return;
    const std::string code = fmt::format("+{}", place.geonameid);
    if (place.feature == "ADM1") first_.emplace(first_key(place), code);
    if (place.feature == "ADM2") second_.emplace(second_key(place), code);
  }

  void translate(SourcePlace& place) const {
    const auto first = first_.find(first_key(place));
    const auto second = second_.find(second_key(place));
    place.admin1 = first == first_.end() ? std::string() : first->second;
    place.admin2 = second == second_.end() ? std::string() : second->second;
    place.radius_km = place.feature == "ADM1" ? 80 : place.feature == "ADM2" ? 20 : 0;
  }

  static void join(SourcePlace& here, SourcePlace more) {
    const std::set<std::string> known(here.names.begin(), here.names.end());
    more.names.push_back(std::move(more.name));
    for (std::string& name : more.names)
      if (name != here.name && !known.contains(name)) here.names.push_back(std::move(name));
    if (here.population == 0) here.population = more.population;
  }

  std::vector<SourcePlace>& places_;
  std::unordered_map<std::uint32_t, std::size_t> by_id_;
  Votes first_votes_, second_votes_;
  Codes first_, second_;
};

}  // namespace

std::vector<SourcePlace> places_of(const Gazetteer& gazetteer) {
  std::vector<SourcePlace> places(gazetteer.size());
  for (PlaceIndex i = 0; i < places.size(); ++i) {
    const PlaceView view = gazetteer.place(i);
    SourcePlace& place = places[i];
    place.geonameid = static_cast<std::uint32_t>(view.geonameid);
    place.feature = view.feature;
    place.country = view.country;
    place.code = view.code;
    place.latitude = view.latitude;
    place.longitude = view.longitude;
    place.radius_km = view.radius_km;
    place.population = view.population;
    place.name = view.name;
    place.name_count = view.name_count;
    place.admin1 = code_of(view.feature == "ADM1" ? i : view.admin1);
    place.admin2 = code_of(view.feature == "ADM2" ? i : view.admin2);
  }
  gazetteer.each_name([&](PlaceIndex index, std::string_view spelling, NameKind kind) {
    if (kind == NameKind::kOther) places[index].names.emplace_back(spelling);
  });
  return places;
}

Added add_country(std::vector<SourcePlace>& places, std::vector<SourcePlace> country) {
  Adder adder(places, country);
  return adder.add(std::move(country));
}

}  // namespace litopys::gazetteer
