// Three weaker keys, from the surest to the least sure; the first that gives a believable place
// ends the search.
//
//   romanised  pairs of codebooks/romanisation.tsv put for one another, up to three steps:
//              "novaya kakhovka" -> "nova kakhovka"
//   skeleton   the same consonants (gazetteer/skeleton.h), and the names not too far apart
//   edit       one letter put in, left out or exchanged (two in long names)
//
// A wrong town is worse than none, so that the text must speak for what is found: its country is
// one of those that the text names (or lies beside the name), and for skeleton and edit it is the
// only place left, in an area that the text names where it names any of that country. Without any
// country in the text only a romanised name counts, and only if one place has it. Names of fewer
// than five letters (six for skeleton and edit), with digits or ending in "street" and the like are
// not tried. The found place has a lower score (codebooks/place_weights.tsv).
//
// Cost: at most 240 look-ups for a romanised name, 170 for an edited one, about half a millisecond;
// the resolver asks for 60 names a text. Covered by inexact_names_test.cc and tests/cases/places.
#include "reading/inexact_names.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "gazetteer/skeleton.h"

namespace litopys::reading {
namespace {

constexpr std::size_t kForms = 240;
constexpr int kSteps = 3;
constexpr std::size_t kKeys = 64;  // keys of one skeleton that are looked at
constexpr std::size_t kRomanisedLetters = 5;
constexpr std::size_t kLetters = 6;   // for skeleton and edit
constexpr double kShare = 0.08;       // of the country among those of the text
constexpr std::size_t kLongName = 9;  // from here on two letters may differ

using AreasBeside = std::vector<std::vector<PlaceIndex>>;

bool word_starts(std::string_view key, std::size_t at) { return at == 0 || key[at - 1] == ' '; }
bool word_ends(std::string_view key, std::size_t at) { return at == key.size() || key[at] == ' '; }

// Every way to put `to` for one `from`.
void add_exchanged(const RomanisedForm& form, const PlaceLexicon::Romanisation& pair,
                   const std::string& from, const std::string& to,
                   std::vector<RomanisedForm>& out) {
  const std::string& key = form.key;
  if (key.find(from) == std::string::npos) return;
  std::vector<std::string> countries = pair.countries;
  if (countries.empty()) {
    countries = form.countries;
  } else if (!form.countries.empty()) {
    countries.clear();
    std::set_intersection(pair.countries.begin(), pair.countries.end(), form.countries.begin(),
                          form.countries.end(), std::back_inserter(countries));
    if (countries.empty()) return;
  }
  for (std::size_t at = key.find(from); at != std::string::npos; at = key.find(from, at + 1)) {
    if (pair.at_start && !word_starts(key, at)) continue;
    if (pair.at_end && !word_ends(key, at + from.size())) continue;
    out.push_back({key.substr(0, at) + to + key.substr(at + from.size()), countries});
  }
}

bool can_be_a_town(const PlaceLexicon& lexicon, std::string_view key) {
  const std::size_t blank = key.rfind(' ');
  const auto last =
      lexicon.words.find(blank == std::string_view::npos ? key : key.substr(blank + 1));
  return std::none_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         std::count(key.begin(), key.end(), ' ') <= 2 &&
         (last == lexicon.words.end() || !last->second.facility);
}

bool is_peopled(const gazetteer::PlaceView& place) {
  return place.feature.starts_with("PPL") || place.feature.starts_with("ADM");
}

class Search {
 public:
  Search(const PlaceContext& context, std::string_view key, const AreasBeside& beside)
      : context_(context), key_(key), beside_(beside) {}

  std::vector<PlaceOption> romanised() const {
    std::vector<PlaceOption> found;
    std::vector<std::string> countries;
    for (const auto& [country, share] : context_.countries)
      if (share >= kShare) countries.push_back(country);
    for (const auto& areas : beside_)
      for (const PlaceIndex area : areas)
        countries.emplace_back(context_.gazetteer.place(area).country);
    for (const RomanisedForm& form : romanised_forms(context_.lexicon, key_, countries, kForms)) {
      add(form.key, Matched::kRomanised, found);
      std::erase_if(found, [&](const PlaceOption& option) {
        const auto country = context_.gazetteer.place(option.place).country;
        return !form.countries.empty() && std::find(form.countries.begin(), form.countries.end(),
                                                    country) == form.countries.end();
      });
      if (!found.empty()) break;
    }
    if (context_.countries.empty() && beside_.empty() && places_of(found) > 1) found.clear();
    return found;
  }

  std::vector<PlaceOption> by_skeleton() const {
    std::vector<PlaceOption> found;
    std::size_t best = std::max<std::size_t>(1, key_.size() / 3) + 1;
    for (const std::string_view other :
         context_.gazetteer.keys_with_skeleton(gazetteer::skeleton_of(key_), kKeys)) {
      const std::size_t distance = gazetteer::edit_distance(key_, other, best);
      if (distance > best || distance == 0) continue;
      std::vector<PlaceOption> here;
      add(other, Matched::kSkeleton, here);
      if (here.empty()) continue;
      if (distance < best) found.clear();
      best = distance;
      found.insert(found.end(), here.begin(), here.end());
    }
    return only_one(std::move(found));
  }

  std::vector<PlaceOption> edited() const {
    const std::size_t limit = key_.size() >= kLongName ? 2 : 1;
    std::vector<PlaceOption> found;
    for (const std::string& skeleton : neighbours(gazetteer::skeleton_of(key_)))
      for (const std::string_view other : context_.gazetteer.keys_with_skeleton(skeleton, kKeys))
        if (other.front() == key_.front() && gazetteer::edit_distance(key_, other, limit) <= limit)
          add(other, Matched::kEdit, found);
    return only_one(std::move(found));
  }

 private:
  static std::size_t places_of(const std::vector<PlaceOption>& options) {
    std::set<PlaceIndex> places;
    for (const PlaceOption& option : options) places.insert(option.place);
    return places.size();
  }

  static std::vector<PlaceOption> only_one(std::vector<PlaceOption> found) {
    if (places_of(found) > 1) found.clear();
    return found;
  }

  // The skeletons one letter away.
  static std::set<std::string> neighbours(const std::string& skeleton) {
    constexpr std::string_view kSigns = "bdgjklmnprstv";
    std::set<std::string> out;
    if (skeleton.size() < gazetteer::kShortestSkeleton) return out;
    for (std::size_t at = 0; at <= skeleton.size(); ++at) {
      const std::string before = skeleton.substr(0, at), behind = skeleton.substr(at);
      if (at < skeleton.size()) out.insert(before + behind.substr(1));
      for (const char sign : kSigns) {
        out.insert(before + sign + behind);
        if (at < skeleton.size()) out.insert(before + sign + behind.substr(1));
      }
    }
    return out;
  }

  void add(std::string_view key, Matched matched, std::vector<PlaceOption>& out) const {
    for (const gazetteer::NameMatch& match : context_.gazetteer.lookup(key)) {
      if (match.kind == gazetteer::NameKind::kCode || !believable(match.place, matched)) continue;
      if (std::none_of(out.begin(), out.end(),
                       [&](const PlaceOption& option) { return option.place == match.place; }))
        out.push_back({match.place, match.kind, matched});
    }
  }

  // Whether the text speaks of the place's country, and of its area if it speaks of any there.
  bool believable(PlaceIndex index, Matched matched) const {
    const gazetteer::PlaceView place = context_.gazetteer.place(index);
    if (!is_peopled(place)) return false;
    for (const auto& areas : beside_)
      for (const PlaceIndex area : areas)
        if (area != index && lies_in(context_.gazetteer, index, area)) return true;
    const auto country = context_.countries.find(place.country);
    if (country == context_.countries.end() || country->second < kShare)
      return matched == Matched::kRomanised && context_.countries.empty();
    if (matched == Matched::kRomanised) return true;
    bool any = false;
    for (const auto& [area, share] : context_.areas) {
      if (context_.gazetteer.place(area).country != place.country) continue;
      any = true;
      if (area == place.admin1 || area == index) return true;
    }
    return !any;
  }

  const PlaceContext& context_;
  std::string_view key_;
  const AreasBeside& beside_;
};

}  // namespace

std::vector<RomanisedForm> romanised_forms(const PlaceLexicon& lexicon, std::string_view key,
                                           const std::vector<std::string>& countries,
                                           std::size_t limit) {
  const auto holds = [&](const PlaceLexicon::Romanisation& pair) {
    return countries.empty() || pair.countries.empty() ||
           std::any_of(countries.begin(), countries.end(), [&](const std::string& country) {
             return std::binary_search(pair.countries.begin(), pair.countries.end(), country);
           });
  };
  std::vector<const PlaceLexicon::Romanisation*> pairs;
  for (const PlaceLexicon::Romanisation& pair : lexicon.romanisations)
    if (holds(pair)) pairs.push_back(&pair);
  std::vector<RomanisedForm> forms{{std::string(key), {}}};
  std::set<std::string> seen{std::string(key)};
  std::size_t begin = 0;
  for (int step = 0; step < kSteps; ++step) {
    const std::size_t end = forms.size();
    for (std::size_t i = begin; i < end && forms.size() <= limit; ++i) {
      const RomanisedForm form = forms[i];
      std::vector<RomanisedForm> next;
      for (const PlaceLexicon::Romanisation* pair : pairs) {
        add_exchanged(form, *pair, pair->one, pair->other, next);
        add_exchanged(form, *pair, pair->other, pair->one, next);
      }
      for (RomanisedForm& each : next)
        if (forms.size() <= limit && seen.insert(each.key).second) forms.push_back(std::move(each));
    }
    begin = end;
  }
  forms.erase(forms.begin());
  return forms;
}

std::vector<PlaceOption> inexact_options(const PlaceContext& context, std::string_view key,
                                         const AreasBeside& beside) {
  if (key.size() < kRomanisedLetters || !can_be_a_town(context.lexicon, key)) return {};
  const Search search(context, key, beside);
  if (auto found = search.romanised(); !found.empty()) return found;
  if (key.size() < kLetters || gazetteer::skeleton_of(key).empty()) return {};
  if (auto found = search.by_skeleton(); !found.empty()) return found;
  return key.find(' ') == std::string_view::npos ? search.edited() : std::vector<PlaceOption>{};
}

}  // namespace litopys::reading
