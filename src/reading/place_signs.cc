// Each sign is a number between 0 and 1 where the table does not say otherwise; logarithms make a
// million people as much more than a thousand as a thousand are than one. A region of the codebook
// is known by all its names alike: the gazetteer's main names are a matter of its own tables.
// Covered by place_resolver_test.cc.
#include "reading/place_signs.h"

#include <algorithm>
#include <cmath>

namespace litopys::reading {
namespace {

template <class Shares, class Key>
double share_of(const Shares& shares, const Key& key) {
  const auto found = shares.find(key);
  return found == shares.end() ? 0 : found->second;
}

double at_home(const Home& home, std::string_view country, PlaceIndex area) {
  if (home.country.empty() || home.country != country) return 0;
  return home.area != gazetteer::kNowhere && home.area == area ? 2 : 1;
}

}  // namespace

Signs signs_of_place(const PlaceContext& context, const PlaceOption& option,
                     const gazetteer::PlaceView& place, const Home& home) {
  Signs signs{};
  const auto set = [&](Sign which, double value) { sign(signs, which) = value; };
  const bool of_codebook = place.geonameid == 0;
  const PlaceIndex area = place.feature == "ADM1" ? option.place : place.admin1;
  set(Sign::kBias, 1);
  set(Sign::kPeople, std::min(1.0, std::log10(1.0 + place.population) / 8));
  set(Sign::kNames, std::min(1.0, std::log2(1.0 + place.name_count) / 7));
  set(Sign::kMainName, option.kind == gazetteer::NameKind::kMain || of_codebook);
  set(Sign::kExact, option.matched == Matched::kExact);
  set(Sign::kRomanised, option.matched == Matched::kRomanised);
  set(Sign::kInexact, option.matched > Matched::kRomanised);
  set(Sign::kCountry, place.feature == "PCLI");
  set(Sign::kRegion, place.feature == "CONT" || of_codebook);
  set(Sign::kFirstLevel, place.feature == "ADM1");
  set(Sign::kSecondLevel, place.feature == "ADM2");
  set(Sign::kCapital, place.feature == "PPLC");
  set(Sign::kSeat, place.feature == "PPLA");
  set(Sign::kSecondSeat, place.feature == "PPLA2");
  set(Sign::kQuarter, place.feature == "PPLX");
  set(Sign::kCode, option.kind == gazetteer::NameKind::kCode);
  set(Sign::kCountryShare, share_of(context.countries, place.country));
  set(Sign::kAreaShare, share_of(context.areas, area));
  set(Sign::kHome, at_home(home, place.country, area));
  return signs;
}

double containment(const PlaceContext& context, const std::vector<std::vector<PlaceIndex>>& beside,
                   PlaceIndex place) {
  if (beside.empty()) return 0;
  double holding = 0;
  for (const auto& areas : beside)
    holding += std::any_of(areas.begin(), areas.end(), [&](PlaceIndex area) {
      return area != place && lies_in(context.gazetteer, place, area);
    });
  return holding / static_cast<double>(beside.size());
}

double kind_agreement(const std::vector<std::string>& features, std::string_view feature) {
  if (features.empty()) return 0;
  for (const std::string& start : features)
    if (feature.starts_with(start)) return 1;
  return -1;
}

double score(const PlaceLexicon& lexicon, const Signs& signs) {
  double sum = 0;
  for (std::size_t i = 0; i < signs.size(); ++i) sum += lexicon.weights[i] * signs[i];
  return sum;
}

}  // namespace litopys::reading
