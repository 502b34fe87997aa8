// A linear model over a dozen signs (codebooks/place_weights.tsv) ranks the candidates of each
// name; softmax over them and over "no place" gives the score.
//
// Mentions with the same key are one name, and each name has its candidates once. Signs of the
// name: how well known the place is, whether the text says its country or area elsewhere, whether
// other names of the text lie near. Signs of the mention: the area written beside it ("Paris,
// Texas"), the word of its kind ("the river"). What one mention says beside itself speaks, more
// softly, for the other mentions of the name: one sense a text, unless the text says otherwise.
//
//     "Fire broke out in Lund, Nevada. ... Lund has 200 people. Ely lies near."
//     first Lund: contained (Nevada); second: contained_elsewhere, area_share; Ely: nearness of
//     Lund
//
// A list is of one sort: in "Texas, Washington and Utah" a state is meant. Like nearness this is
// solved with the others.
//
// Nearness is solved in two rounds: first without it, then with the best candidates of the names
// mentioned around (40 at most, so the cost stays linear in the text), each weighted by its score.
// Limits: an unambiguous village that the gazetteer lacks, and whose name a city elsewhere bears,
// goes to that city. Covered by places_test.cc and tests/cases/places.
#include "reading/place_resolver.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "reading/inexact_names.h"
#include "reading/outlets.h"
#include "reading/place_candidates.h"
#include "reading/place_geometry.h"
#include "reading/place_lists.h"
#include "reading/place_offsets.h"
#include "reading/place_signs.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr std::size_t kKeptOptions = 40;  // candidates of a name after the first ranking
constexpr std::size_t kNeighbours = 40;   // names looked at for nearness
constexpr std::size_t kMaxAlternatives = 4;
constexpr std::size_t kMaxSaid = 8;  // areas remembered of one name
constexpr double kNearKm = 120;
constexpr double kElsewhere = 0.5;             // of what is said of a name beside another mention
constexpr std::uint32_t kHeldWithin = 2;       // bytes between a name and the area that holds it
constexpr std::uint32_t kWellKnown = 100'000;  // people
constexpr std::uint32_t kJustBefore = 25;      // bytes between a town and the area that holds it
// A place found by its consonants or an edit must have this score,
constexpr double kLeastInexact = 0.1;
constexpr double kLeastRomanised = 0.03;  // and one by another romanisation this
constexpr std::size_t kMaxInexact = 60;   // names of a text that are looked up by weaker keys

struct Candidate {
  PlaceOption option;
  gazetteer::PlaceView place;
  Signs signs{};     // of the name; those of a mention are filled in by signs_for()
  double share = 0;  // softmax over the name's candidates
};

struct Name {
  MentionOptions found;
  std::vector<std::string> kinds;  // what words beside any of its mentions say of its kind
  std::vector<Candidate> candidates;
};

struct Mention {
  std::size_t name = 0;
  std::vector<PlaceIndex> holding;  // its options that hold the name just before
  Beside beside;
  PlaceOffset offset;
};

// The signs of each candidate for one mention. What the mention says beside itself outdoes what is
// said elsewhere.
std::vector<Signs> signs_for(const PlaceContext& context, const Name& name,
                             const Mention& mention) {
  std::vector<Signs> all;
  bool own = false, main_name = false;
  for (const Candidate& candidate : name.candidates) {
    Signs& signs = all.emplace_back(candidate.signs);
    const double contained = containment(context, mention.beside.areas, candidate.option.place);
    sign(signs, Sign::kContained) = contained;
    const bool own_kind = !mention.beside.features.empty();
    sign(signs, Sign::kKindAgrees) =
        own_kind ? kind_agreement(mention.beside.features, candidate.place.feature)
                 : kElsewhere * kind_agreement(name.kinds, candidate.place.feature);
    sign(signs, Sign::kHolds) = std::find(mention.holding.begin(), mention.holding.end(),
                                          candidate.option.place) != mention.holding.end();
    if (!mention.holding.empty()) sign(signs, Sign::kInList) = 0;
    own = own || contained > 0;
    main_name = main_name || (contained > 0 && sign(signs, Sign::kMainName) > 0);
  }
  if (!own) return all;
  for (Signs& signs : all) {
    sign(signs, Sign::kContainedElsewhere) = 0;
    // "Rhine, Georgia" is not the river.
    if (main_name && sign(signs, Sign::kContained) == 0) sign(signs, Sign::kRegion) = 0;
  }
  return all;
}

// Shares of the candidates; "no place", where it stands for election, has score 0.
std::vector<double> softmax(const std::vector<double>& scores, bool or_no_place) {
  if (scores.empty()) return {};
  double top = *std::max_element(scores.begin(), scores.end());
  if (or_no_place) top = std::max(top, 0.0);
  double sum = or_no_place ? std::exp(-top) : 0;
  std::vector<double> shares;
  for (const double score : scores) sum += shares.emplace_back(std::exp(score - top));
  for (double& share : shares) share /= sum;
  return shares;
}

std::ptrdiff_t blanks(std::string_view name) { return std::count(name.begin(), name.end(), ' '); }

// Names and mentions of the text, with the signs that need no other name.
class Resolver {
 public:
  Resolver(const PlaceContext& context, const PlaceHints& hints) : context_(context) {
    const Outlet outlet = outlet_of(context.lexicon.outlets, hints.publisher, hints.uri);
    home_ = outlet.country;
    if (!outlet.local || outlet.area.empty()) return;
    for (const gazetteer::NameMatch& match : context.gazetteer.lookup(outlet.area))
      if (const auto area = context.gazetteer.place(match.place);
          area.feature == "ADM1" && area.country == home_ && match.exact)
        home_area_ = match.place;
  }

  void add(Span span) {
    MentionOptions found = options_of(context_, text::words_of(context_.text, span));
    Mention mention;
    mention.beside = look_beside(context_, span);
    mention.offset = read_offset(context_, first_word_of(context_, span));
    if (!found.inside.empty())
      if (auto areas = areas_named(context_, found.inside); !areas.empty())
        mention.beside.areas.push_back(std::move(areas));
    if (!found.features.empty()) mention.beside.features = found.features;
    mention.beside.part = mention.beside.part || found.part;
    if (found.options.empty() && !by_key_.contains(found.key) && inexact_tried_ < kMaxInexact) {
      ++inexact_tried_;
      found.options = inexact_options(context_, found.key, mention.beside.areas);
    }
    if (found.options.empty()) add_of_facility(text::words_of(context_.text, span));
    const auto [entry, is_new] = by_key_.emplace(found.key, names_.size());
    mention.name = entry->second;
    if (is_new) names_.push_back({std::move(found), {}, {}});
    Name& name = names_[mention.name];
    if (name.kinds.empty()) name.kinds = mention.beside.features;
    if (!mentions_.empty() && is_list(context_.text, spans_.back(), span))
      add_pair(spans_.back(), span, mention);
    spans_.push_back(span);
    mentions_.push_back(std::move(mention));
  }

  // A town and the area that holds it, or two names of a list.
  void add_pair(Span before, Span span, Mention& mention) {
    const std::size_t other = mentions_.back().name;
    const bool comma = span.begin <= before.end + kHeldWithin;
    std::vector<PlaceIndex> areas;
    if (!comma || !mentions_.back().beside.areas.empty())  // "A, B and C" is a list
      areas = holding(context_, names_[other].found.options, names_[mention.name].found.options);
    if (areas.empty()) {
      lists_[mention.name].push_back(other);
      lists_[other].push_back(mention.name);
    } else if (comma) {
      mention.holding = std::move(areas);
    }
  }

  // "Bridgeport" of "Bridgeport Hospital": no mention, but near it the other names are.
  void add_of_facility(std::string_view words) {
    const std::size_t blank = words.rfind(' ');
    if (blank == std::string_view::npos) return;
    const auto last = context_.lexicon.words.find(text::lower(words.substr(blank + 1)));
    if (last == context_.lexicon.words.end() || !last->second.facility || last->second.street)
      return;
    MentionOptions found = options_of(context_, words.substr(0, blank));
    if (found.options.empty() || found.part) return;
    if (by_key_.emplace(found.key, names_.size()).second)
      names_.push_back({std::move(found), {}, {}});
  }

  void solve() {
    for (const Mention& mention : mentions_) {
      auto& said = said_[mention.name];
      for (const auto& areas : mention.beside.areas)
        if (said.size() < kMaxSaid) said.push_back(areas);
    }
    for (std::size_t i = 0; i < names_.size(); ++i) collect(i);
    update_shares();
    for (int round = 0; round < 2; ++round) {
      add_nearness();
      add_lists();
      update_shares();
    }
  }

  std::vector<Place> places(const std::vector<Span>& spans) const {
    std::vector<Place> places;
    for (std::size_t i = 0; i < mentions_.size(); ++i)
      places.push_back(decide(mentions_[i], spans[i]));
    return places;
  }

  std::vector<std::vector<WeighedCandidate>> weighed() const {
    std::vector<std::vector<WeighedCandidate>> all;
    for (const Mention& mention : mentions_) {
      const Name& name = names_[mention.name];
      const std::vector<Signs> signs = signs_for(context_, name, mention);
      auto& list = all.emplace_back();
      for (std::size_t i = 0; i < signs.size(); ++i)
        list.push_back({name.candidates[i].option.place, signs[i]});
    }
    return all;
  }

 private:
  // Candidates of a name with the signs that need no other name, the best of them.
  void collect(std::size_t index) {
    Name& name = names_[index];
    const auto elsewhere = context_.said.find(name.found.key);
    for (const PlaceOption& option : name.found.options) {
      Candidate candidate;
      candidate.option = option;
      candidate.place = context_.gazetteer.place(option.place);
      candidate.signs = signs_of_place(context_, option, candidate.place, {home_, home_area_});
      double contained = 0;
      if (elsewhere != context_.said.end())
        contained = containment(context_, elsewhere->second, option.place);
      if (const auto said = said_.find(index); said != said_.end())
        contained = std::max(contained, containment(context_, said->second, option.place));
      sign(candidate.signs, Sign::kContainedElsewhere) = contained;
      name.candidates.push_back(candidate);
    }
    std::stable_sort(name.candidates.begin(), name.candidates.end(),
                     [&](const auto& a, const auto& b) {
                       return score(context_.lexicon, a.signs) > score(context_.lexicon, b.signs);
                     });
    if (name.candidates.size() > kKeptOptions) name.candidates.resize(kKeptOptions);
  }

  // The share of a name's neighbours in lists that are places of the same sort.
  void add_lists() {
    for (const auto& [index, neighbours] : lists_)
      for (Candidate& candidate : names_[index].candidates) {
        double same = 0;
        const std::size_t count = std::min(neighbours.size(), kNeighbours);
        for (std::size_t i = 0; i < count; ++i)
          for (const Candidate& other : names_[neighbours[i]].candidates)
            if (sort_of(other.place.feature) == sort_of(candidate.place.feature))
              same += other.share;
        sign(candidate.signs, Sign::kInList) = same / static_cast<double>(count);
      }
  }

  void update_shares() {
    for (Name& name : names_) {
      std::vector<double> scores;
      for (const Candidate& candidate : name.candidates)
        scores.push_back(score(context_.lexicon, candidate.signs));
      const std::vector<double> shares = softmax(scores, false);
      for (std::size_t i = 0; i < shares.size(); ++i) name.candidates[i].share = shares[i];
    }
  }

  void add_nearness() {
    for (std::size_t i = 0; i < names_.size(); ++i)
      for (Candidate& candidate : names_[i].candidates) {
        double sum = 0;
        const std::size_t begin = i > kNeighbours / 2 ? i - kNeighbours / 2 : 0;
        const std::size_t end = std::min(names_.size(), begin + kNeighbours + 1);
        for (std::size_t j = begin; j < end; ++j)
          if (j != i) sum += pull(names_[j], candidate);
        sign(candidate.signs, Sign::kNearness) = sum / (1 + sum);
      }
  }

  // How strongly the best candidates of another name draw this one. Countries do not: they speak
  // through country_share.
  static double pull(const Name& other, const Candidate& candidate) {
    double strongest = 0;
    const std::size_t count = std::min<std::size_t>(other.candidates.size(), 5);
    for (std::size_t i = 0; i < count; ++i) {
      const Candidate& neighbour = other.candidates[i];
      if (neighbour.share < 0.05 || neighbour.option.place == candidate.option.place ||
          neighbour.place.feature == "PCLI" || neighbour.place.feature == "CONT")
        continue;
      const double km =
          gazetteer::kilometres_between(candidate.place.latitude, candidate.place.longitude,
                                        neighbour.place.latitude, neighbour.place.longitude);
      const double scale = kNearKm + neighbour.place.radius_km / 2;
      strongest = std::max(strongest, neighbour.share * std::exp(-km / scale));
    }
    return strongest;
  }

  Place decide(const Mention& mention, Span span) const {
    const Name& name = names_[mention.name];
    Place place;
    place.span = span;
    place.rule = "places.not_found";
    if (name.candidates.empty()) return place;
    const std::vector<Signs> signs = signs_for(context_, name, mention);
    std::vector<double> scores;
    for (const Signs& each : signs) scores.push_back(score(context_.lexicon, each));
    const std::vector<double> shares = softmax(scores, true);
    const Matched matched = name.candidates[0].option.matched;
    const double least = matched > Matched::kRomanised ? kLeastInexact
                         : matched > Matched::kFolded  ? kLeastRomanised
                                                       : 0;
    if (*std::max_element(shares.begin(), shares.end()) < least) return place;
    std::vector<std::size_t> order(scores.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    if (!holds_the_one_before(mention, name.candidates[order[0]]))
      prefer_seat(name, mention, order);
    for (std::size_t i = 0; i < order.size() && i <= kMaxAlternatives; ++i) {
      PlaceCandidate candidate = described(name.candidates[order[i]], shares[order[i]]);
      if (i == 0)
        place.match = std::move(candidate);
      else if (shares[order[i]] >= 0.005)
        place.alternatives.push_back(std::move(candidate));
    }
    if (lies_elsewhere(mention, name.candidates[order[0]], signs)) {
      place.match.reset();
      place.alternatives.clear();
      return place;
    }
    place.rule = rule_of(signs[order[0]]);
    set_precision(name.candidates[order[0]].place, mention.beside.part || mention.offset.near,
                  place);
    apply_offset(mention.offset, place);
    return place;
  }

  // "Ira, Vt.", where no Ira of the gazetteer lies in Vermont: a village it lacks, not a town
  // elsewhere. Well-known towns stay ("in Moscow, Ukraine's envoy said").
  bool lies_elsewhere(const Mention& mention, const Candidate& best,
                      const std::vector<Signs>& signs) const {
    const auto list = lists_.find(mention.name);
    if (list != lists_.end() && list->second.size() > 1) return false;
    if (!mention.beside.comma || !best.place.feature.starts_with("PPL") ||
        best.place.population >= kWellKnown)
      return false;
    return std::all_of(signs.begin(), signs.end(), [](const Signs& each) {
      return sign(each, Sign::kContained) == 0 && sign(each, Sign::kContainedElsewhere) == 0;
    });
  }

  // "Novopskov in Luhansk": the name just before lies in this area, which then is meant as one.
  bool holds_the_one_before(const Mention& mention, const Candidate& area) const {
    const auto index = static_cast<std::size_t>(&mention - mentions_.data());
    if (index == 0 || spans_[index].begin > spans_[index - 1].end + kJustBefore) return false;
    const Name& before = names_[mentions_[index - 1].name];
    return !before.candidates.empty() && before.candidates[0].option.place != area.option.place &&
           lies_in(context_.gazetteer, before.candidates[0].option.place, area.option.place);
  }

  // The bare name of a province is its town: "in Kherson" is there, unless a word says "region" or
  // the name stands in a list of provinces. The seat may be spelt otherwise, but "Oklahoma" is not
  // Oklahoma City.
  static void prefer_seat(const Name& name, const Mention& mention,
                          std::vector<std::size_t>& order) {
    const Candidate& best = name.candidates[order[0]];
    if (best.place.feature != "ADM1" || !mention.beside.features.empty() ||
        sign(best.signs, Sign::kInList) > 0.5)
      return;
    for (std::size_t i = 1; i < order.size(); ++i) {
      const Candidate& town = name.candidates[order[i]];
      const bool capital = town.place.feature == "PPLC" && town.place.country == best.place.country;
      const bool inside = town.place.admin1 == best.option.place || capital;
      const bool seat = (capital || town.place.feature == "PPLA") &&
                        blanks(town.place.name) <= blanks(best.place.name);
      if (!town.place.feature.starts_with("PPL") || !inside ||
          (!seat && town.option.kind > best.option.kind))
        continue;
      const auto chosen = order.begin() + static_cast<std::ptrdiff_t>(i);
      std::rotate(order.begin(), chosen, chosen + 1);
      return;
    }
  }

  PlaceCandidate described(const Candidate& candidate, double share) const {
    PlaceCandidate out = reading::described(context_.gazetteer, candidate.place);
    out.matched = reading::name_of(candidate.option.matched);
    out.score = share;
    return out;
  }

  // The strongest reason beside fame.
  static std::string rule_of(const Signs& signs) {
    if (sign(signs, Sign::kContained) > 0) return "places.contained";
    if (sign(signs, Sign::kContainedElsewhere) > 0) return "places.contained_elsewhere";
    if (sign(signs, Sign::kNearness) > 0.2) return "places.nearness";
    return "places.prominence";
  }

  const PlaceContext& context_;
  std::string home_;                            // country of the outlet
  PlaceIndex home_area_ = gazetteer::kNowhere;  // and its area, if it is a local one
  std::size_t inexact_tried_ = 0;
  std::map<std::string, std::size_t> by_key_;
  std::vector<Name> names_;
  std::vector<Mention> mentions_;
  std::vector<Span> spans_;
  std::map<std::size_t, std::vector<std::size_t>> lists_;  // names beside a name in lists
  std::map<std::size_t, std::vector<std::vector<PlaceIndex>>>
      said_;  // areas beside the mentions of a name
};

}  // namespace

std::vector<Place> resolve_places(const PlaceContext& context, const std::vector<Span>& mentions,
                                  const PlaceHints& hints) {
  Resolver resolver(context, hints);
  for (const Span span : mentions) resolver.add(span);
  resolver.solve();
  return resolver.places(mentions);
}

std::vector<std::vector<WeighedCandidate>> weigh_places(const PlaceContext& context,
                                                        const std::vector<Span>& mentions,
                                                        const PlaceHints& hints) {
  Resolver resolver(context, hints);
  for (const Span span : mentions) resolver.add(span);
  resolver.solve();
  return resolver.weighed();
}

}  // namespace litopys::reading
