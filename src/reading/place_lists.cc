// The commas of a list and of "town, area" look alike; what the names can mean tells them apart.
// A hamlet of any name lies in some county of any name, so both must be well known. Covered by
// place_lists_test.cc.
#include "reading/place_lists.h"

#include <algorithm>

#include "gazetteer/prominence.h"

namespace litopys::reading {
namespace {

constexpr std::size_t kMostOptions = 40;
constexpr double kKnownArea = 0.4, kKnownPlace = 0.25;  // prominence

}  // namespace

bool is_list(std::string_view text, Span before, Span after) {
  if (after.begin < before.end || after.begin - before.end > 7) return false;
  const auto gap = text.substr(before.end, after.begin - before.end);
  std::size_t letters = 0;
  bool comma = false;
  for (const char c : gap) {
    if (c == ',' || c == ';')
      comma = true;
    else if (c >= 'a' && c <= 'z')
      ++letters;
    else if (c != ' ')
      return false;
  }
  return (comma && letters == 0) || letters == 3 || (comma && letters == 2);
}

int sort_of(std::string_view feature) {
  if (feature == "PCLI") return 0;
  if (feature == "ADM1") return 1;
  if (feature == "ADM2") return 2;
  return feature.starts_with("PPL") ? 3 : 4;
}

std::vector<PlaceIndex> holding(const PlaceContext& context, const std::vector<PlaceOption>& inner,
                                const std::vector<PlaceOption>& outer) {
  const auto known = [&](const PlaceOption& option, double least) {
    return gazetteer::prominence(context.gazetteer.place(option.place)) > least;
  };
  std::vector<PlaceIndex> areas;
  for (std::size_t o = 0; o < std::min(outer.size(), kMostOptions); ++o) {
    const auto feature = context.gazetteer.place(outer[o].place).feature;
    if ((feature != "ADM1" && feature != "ADM2") || !known(outer[o], kKnownArea)) continue;
    for (std::size_t i = 0; i < std::min(inner.size(), kMostOptions); ++i)
      if (inner[i].place != outer[o].place && known(inner[i], kKnownPlace) &&
          lies_in(context.gazetteer, inner[i].place, outer[o].place)) {
        areas.push_back(outer[o].place);
        break;
      }
  }
  return areas;
}

}  // namespace litopys::reading
