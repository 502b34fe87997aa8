// How a place hangs on a trigger, told in signs ("name=value"), and the weights that turn them into
// a choice.
//
// The closest tie is the rank, by the tree:
//   0  in its argument of place (ARGM-LOC)         "shot [in Lund]"
//   1  below it, outside what it acts on           "the siege [of Lund]", "[in Lund], ... rallied"
//   2  below it, within a participant              "the mayor [of Lund] was seized"
//   3  below a word above it, to which it belongs  "a march was held [in Lund]"
//   4  elsewhere in the sentence                   "in Lund, where ..., police said"
//   5  the same, but below another event
//   6  within who acts, or before the trigger      "Lund police shot", "a Swedish raid"
// Beside it: the way through the tree, the prepositions on it, the role of the argument that holds
// the place, what noun the place modifies, how many events and places stand between, who of the
// places is nearest, which lies in which, whether the place stands with the speaker or in what is
// said, what kind of place it is, and what the language model says of it, in half units of log odds
// ("learned=3": 1.5). "None of them" has signs of the trigger, of the best rank and of what the
// language model says of the likeliest place. Some pairs of signs are signs too (kPairs).
//
// The weights are fitted so that the softmax over the options of a trigger gives the place that
// annotators marked (codebooks/event_place_weights.tsv tells on what). A place can only be chosen
// among those of the sentence; what follows from other sentences is event_places.cc's affair.
// Limit: several places of one event ("in Lund and Malmö") compete, and one wins. Cost: a climb of
// at most 40 steps for each of at most 40 places a trigger. Covered by place_choice_test.cc.
#include "reading/place_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "gazetteer/gazetteer.h"
#include "reading/roles.h"
#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr std::size_t kMaxClimb = 40;
constexpr std::size_t kMaxPlaces = 40;
constexpr std::size_t kLongPath = 4;
constexpr int kOfActor = 6;
constexpr int kOutside = 7;

// Signs that also count together.
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kPairs = {{
    {"rank", "learned"},
    {"learned", "likeliest"},
    {"rank", "prep"},
    {"rank", "kind"},
    {"rank", "near"},
    {"rank", "type"},
    {"rank", "upos"},
    {"rank", "noun"},
    {"role", "prep"},
    {"role", "noun"},
    {"top", "near"},
    {"prep", "kind"},
    {"prep", "noun"},
    {"prep", "near"},
    {"kind", "near"},
    {"kind", "inside"},
    {"between", "near"},
    {"way", "upos"},
}};

std::string_view value_of(const std::vector<std::string>& signs, std::string_view name) {
  for (const std::string_view sign : signs)
    if (sign.size() > name.size() && sign[name.size()] == '=' && sign.starts_with(name))
      return sign.substr(name.size() + 1);
  return {};
}

void add_pairs(std::vector<std::string>& signs) {
  const std::size_t single = signs.size();
  signs.reserve(single + kPairs.size());
  for (const auto& [first, second] : kPairs) {
    const auto a = value_of(signs, first), b = value_of(signs, second);
    if (!a.empty() && !b.empty()) signs.push_back(fmt::format("{}={}&{}={}", first, a, second, b));
  }
}

// Half units of log odds, from -6 to 6. A number that is none (of a damaged model) is the least.
int half_steps(float score) {
  return score > -3 ? static_cast<int>(std::lround(2 * std::min(score, 3.0F))) : -6;
}

std::string_view bucket(std::int32_t distance) {
  if (distance <= 2) return "2";
  if (distance <= 5) return "5";
  if (distance <= 10) return "10";
  return distance <= 20 ? "20" : "far";
}

std::string_view few(std::int32_t count) {
  constexpr std::array<std::string_view, 4> names = {"0", "1", "2", "more"};
  return names[static_cast<std::size_t>(std::clamp(count, 0, 3))];
}

bool overlaps(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

text::Result<PlaceChoiceWeights> load_place_choice(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "event_place_weights.tsv", {"sign", "weight"});
  if (!table) return table.error();
  PlaceChoiceWeights weights;
  for (const text::Table::Row& row : table->rows) {
    const std::string& cell = row["weight"];
    double weight = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), weight);
    if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(weight))
      return text::Error{"bad-table", fmt::format("{}:{}: weight \"{}\" is no number", table->name,
                                                  row.line, cell)};
    weights.emplace(row["sign"], weight);
  }
  return weights;
}

bool holds(const Place& outer, const Place& inner) {
  if (!outer.match || !inner.match) return false;
  const PlaceCandidate &a = *outer.match, &b = *inner.match;
  if (outer.precision == "country") return inner.precision != "country" && a.country == b.country;
  if (outer.precision == "admin1")
    return a.country == b.country && !b.admin1.empty() && a.name == b.admin1;
  if (outer.precision == "admin2")
    return a.country == b.country && a.admin1 == b.admin1 && !b.admin2.empty() &&
           a.name == b.admin2;
  return outer.precision == "region" && inner.precision != "region" &&
         gazetteer::kilometres_between(a.latitude, a.longitude, b.latitude, b.longitude) <
             outer.radius_km;
}

// The way from a place up to the first word that is above the trigger too, and down again.
struct PlaceChooser::Tie {
  std::vector<std::int32_t> up;    // from the place to below the common word
  std::vector<std::int32_t> down;  // from the trigger to below the common word
  std::int32_t top = kNone;        // the common word; kNone: the ways did not meet
  bool other_event = false;        // another trigger on the way up
};

PlaceChooser::PlaceChooser(const Document& document, const PlaceLexicon& lexicon,
                           const PlaceChoiceWeights& weights, const Governments& governments,
                           const Reading& reading)
    : analysis_(document.analysis),
      lexicon_(lexicon),
      weights_(weights),
      governments_(governments),
      reading_(reading) {
  const std::size_t size = analysis_.words.size();
  triggers_.assign(size, false);
  preposition_.assign(size, kNone);
  numbered_.assign(size, false);
  for (const Event& event : reading_.events)
    if (event.word != kNone && !event.in_title)
      triggers_[static_cast<std::size_t>(event.word)] = true;
  triggers_before_.assign(size + 1, 0);
  for (std::size_t i = 0; i < size; ++i) {
    triggers_before_[i + 1] = triggers_before_[i] + (triggers_[i] ? 1 : 0);
    const language::Word& word = analysis_.words[i];
    if (word.head == kNone) continue;
    const auto head = static_cast<std::size_t>(word.head);
    if (language::relation(word) == "case" && preposition_[head] == kNone)
      preposition_[head] = static_cast<std::int32_t>(i);
    if (language::relation(word) == "nummod") numbered_[head] = true;
  }
  by_sentence_.resize(analysis_.sentences.size());
  for (std::size_t p = 0; p < reading_.places.size(); ++p) {
    const Place& place = reading_.places[p];
    if (place.in_title || place.words.begin >= place.words.end || place.rule == "places.dateline" ||
        governments.is_only_government(place))
      continue;
    by_sentence_[static_cast<std::size_t>(word(place.words.begin).sentence)].push_back(
        static_cast<std::int32_t>(p));
  }
}

std::string PlaceChooser::preposition_of(std::int32_t i) const {
  const std::int32_t at = preposition_[static_cast<std::size_t>(i)];
  return at == kNone ? "-" : text::lower(word(at).lemma);
}

PlaceChooser::Tie PlaceChooser::tie(std::int32_t trigger, std::int32_t place_word) const {
  Tie tie;
  std::vector<std::int32_t> above;
  for (std::int32_t at = trigger; at != kNone && above.size() < kMaxClimb; at = word(at).head)
    above.push_back(at);
  for (std::int32_t at = place_word; at != kNone && tie.up.size() < kMaxClimb; at = word(at).head) {
    const auto met = std::find(above.begin(), above.end(), at);
    if (met != above.end()) {
      tie.top = at;
      tie.down.assign(above.begin(), met);
      return tie;
    }
    if (triggers_[static_cast<std::size_t>(at)]) tie.other_event = true;
    tie.up.push_back(at);
  }
  tie.down = std::move(above);
  return tie;
}

std::string PlaceChooser::role_of(std::int32_t predicate_word, std::int32_t argument) const {
  const std::int32_t predicate = word(predicate_word).predicate;
  if (predicate == kNone) return {};
  for (const auto& each : analysis_.predicates[static_cast<std::size_t>(predicate)].arguments)
    if (each.word == argument) return each.role;
  return {};
}

bool PlaceChooser::is_core(std::int32_t trigger, std::int32_t child) const {
  const std::string role = role_of(trigger, child);
  const auto relation = language::relation(word(child));
  if (role.starts_with("ARG") && !role.starts_with("ARGM"))
    return relation != "obl" && relation != "nmod";
  return relation == "nsubj" || relation == "obj" || relation == "iobj";
}

// The subject of an active verb, or a name set before a noun ("the Oslo raid" is no better told
// from "the NATO raid").
bool PlaceChooser::is_actor(std::int32_t trigger, std::int32_t child) const {
  const std::string role = role_of(trigger, child);
  const auto relation = language::relation(word(child));
  if (relation == "compound" || relation == "amod") return true;
  if (!role.empty()) return role == "ARG0";
  return word(child).deprel == "nsubj";
}

// Both hang on one word, the place as an adjunct, the trigger as its subject or object, and the
// word is no event of its own ("a march was held in Lund").
bool PlaceChooser::above(std::int32_t trigger, std::int32_t place_word) const {
  const auto relation = language::relation(word(trigger));
  const std::int32_t head = word(trigger).head;
  if (head == kNone || !(relation == "nsubj" || relation == "obj" || relation == "obl"))
    return false;
  if (triggers_[static_cast<std::size_t>(head)]) return false;
  return word(place_word).head == head &&
         (language::relation(word(place_word)) == "obl" || role_of(head, place_word) == "ARGM-LOC");
}

int PlaceChooser::rank_of(std::int32_t trigger, const Tie& tie, std::int32_t place_word) const {
  if (tie.top == trigger && !tie.up.empty()) {
    if (tie.other_event) return 4;
    if (role_of(trigger, tie.up.back()) == "ARGM-LOC") return 0;
    if (is_actor(trigger, tie.up.back())) return kOfActor;
    return is_core(trigger, tie.up.back()) ? 2 : 1;
  }
  return above(trigger, place_word) ? 3 : tie.other_event ? 5 : 4;
}

// What sort of noun a place hangs on: a kind of place ("city of X"), a part of one, a distance, a
// name, or its part of speech.
std::string PlaceChooser::noun_kind(std::int32_t i) const {
  const language::Word& noun = word(i);
  const auto entry = lexicon_.words.find(text::lower(noun.lemma));
  if (entry != lexicon_.words.end()) return entry->second.part ? "part" : "kind";
  if (numbered_[static_cast<std::size_t>(i)] && noun.upos == "NOUN") return "counted";
  if (noun.name != kNone) return analysis_.names[static_cast<std::size_t>(noun.name)].kind;
  return triggers_[static_cast<std::size_t>(i)] ? "EVENT" : noun.upos;
}

void PlaceChooser::add_tree_signs(std::int32_t trigger, const Tie& tie,
                                  EventPlaceOption& option) const {
  auto& signs = option.signs;
  const auto add = [&](std::string_view name, std::string_view value) {
    signs.push_back(fmt::format("{}={}", name, value));
  };
  std::string way, prepositions, roles;
  const bool longer = tie.up.size() + tie.down.size() > kLongPath;
  for (std::size_t i = 0; i < tie.up.size() && i < 3; ++i)
    prepositions += preposition_of(tie.up[i]) + "<";
  for (const std::int32_t at : tie.up) way += std::string(language::relation(word(at))) + "<";
  for (auto at = tie.down.rbegin(); at != tie.down.rend(); ++at)
    way += ">" + std::string(language::relation(word(*at)));
  add("way", longer || tie.top == kNone ? "long" : way);
  add("prepositions", prepositions);
  add("up", few(static_cast<std::int32_t>(tie.up.size())));
  add("down", few(static_cast<std::int32_t>(tie.down.size())));
  if (tie.up.empty()) return;
  const std::int32_t highest = tie.up.back();
  const std::string of = tie.top == trigger ? "" : "above:";
  add("top", fmt::format("{}{}:{}", of, word(highest).deprel, preposition_of(highest)));
  const std::string role = tie.top == kNone ? "" : role_of(tie.top, highest);
  add("role", of + (role.empty() ? "-" : role));
  std::int32_t passed = 0;
  for (const std::int32_t at : tie.up) passed += triggers_[static_cast<std::size_t>(at)] ? 1 : 0;
  for (std::size_t i = 1; i < tie.down.size(); ++i)
    passed += triggers_[static_cast<std::size_t>(tie.down[i])] ? 1 : 0;
  if (tie.top != kNone && tie.top != trigger)
    passed += triggers_[static_cast<std::size_t>(tie.top)] ? 1 : 0;
  add("passed", few(passed));
}

void PlaceChooser::add_noun_signs(const Tie& tie, EventPlaceOption& option) const {
  const Place& mention = place(option.place);
  const std::int32_t head = head_of(mention);
  auto& signs = option.signs;
  signs.push_back(fmt::format("own={}", word(head).deprel));
  signs.push_back(fmt::format("prep={}", preposition_of(head)));
  signs.push_back(fmt::format(
      "kind={}", !mention.match ? (mention.rule == "places.facility" ? "facility" : "unknown")
                                : mention.precision));
  const bool above = word(head).head != kNone && !tie.up.empty();
  if (const int acts = governments_.acts(mention); acts != 0)
    signs.push_back(fmt::format("acts={}", acts));
  signs.push_back(fmt::format("noun={}", above ? noun_kind(word(head).head) : "-"));
  if (tie.up.size() > 2) signs.push_back(fmt::format("noun2={}", noun_kind(tie.up[2])));
  for (const std::int32_t at : tie.up)
    if (numbered_[static_cast<std::size_t>(at)] && at != head) {
      signs.push_back("counted=yes");
      break;
    }
}

void PlaceChooser::add_line_signs(std::int32_t trigger, EventPlaceOption& option) const {
  const std::int32_t at = head_of(place(option.place));
  const auto [first, last] = std::minmax(at, trigger);
  const auto events = triggers_before_[static_cast<std::size_t>(last)] -
                      triggers_before_[static_cast<std::size_t>(first) + 1];
  auto& signs = option.signs;
  signs.push_back(
      fmt::format("side={}{}", at < trigger ? "before" : "after", bucket(option.distance)));
  signs.push_back(fmt::format("between={}{}", at < trigger ? "before" : "after", few(events)));
  const auto& sentence = analysis_.sentences[static_cast<std::size_t>(word(at).sentence)];
  if (at - sentence.begin < 3) signs.push_back("first=yes");
  std::int32_t commas = 0;
  for (std::int32_t i = first; i < last && commas < 3; ++i) commas += word(i).form == "," ? 1 : 0;
  signs.push_back(fmt::format("commas={}", few(commas)));
}

void PlaceChooser::add_speech_signs(std::int32_t trigger, EventPlaceOption& option) const {
  const Span at = place(option.place).span, told = word(trigger).span;
  for (const Attribution& said : reading_.attributions) {
    if (said.in_title) continue;
    if (overlaps(said.source, at)) option.signs.push_back("said=source");
    bool place_in = false, trigger_in = false;
    for (const Span& content : said.content) {
      place_in = place_in || overlaps(content, at);
      trigger_in = trigger_in || overlaps(content, told);
    }
    if (trigger_in && !place_in) option.signs.push_back("said=beside");
    if (place_in && !trigger_in) option.signs.push_back("said=within");
  }
}

// What the options say of each other: who is nearest, who lies in whom, who stands beside whom.
void PlaceChooser::add_rivals(std::int32_t trigger, std::vector<EventPlaceOption>& options) const {
  for (EventPlaceOption& option : options) {
    const Place& mine = place(option.place);
    const std::int32_t head = head_of(mine);
    std::int32_t nearer = 0;
    std::string inside = "-";
    for (const EventPlaceOption& other : options) {
      if (&other == &option) continue;
      const Place& rival = place(other.place);
      const std::int32_t at = head_of(rival);
      if (other.distance < option.distance || (other.distance == option.distance && at < head))
        ++nearer;
      const bool beside = std::abs(at - head) <= 6;
      if (holds(rival, mine)) inside = beside && inside != "holds" ? "beside" : inside;
      if (holds(mine, rival)) inside = beside ? "holds" : inside == "-" ? "holds_far" : inside;
      if (word(head).head == at)
        option.signs.push_back(fmt::format("of_place={}", language::relation(word(head))));
      if (word(at).head == head)
        option.signs.push_back(fmt::format("has_place={}", language::relation(word(at))));
    }
    option.signs.push_back(fmt::format("near={}", few(nearer)));
    option.signs.push_back("inside=" + inside);
    option.signs.push_back(fmt::format("count={}", few(static_cast<std::int32_t>(options.size()))));
    option.signs.push_back("upos=" + word(trigger).upos);
  }
}

// What the language model says of the mention's words as the place of the trigger; nothing where
// the trigger is no predicate to it.
std::optional<float> PlaceChooser::learned_score(std::int32_t trigger, const Place& mention) const {
  const std::int32_t predicate = word(trigger).predicate;
  if (predicate == kNone) return std::nullopt;
  std::optional<float> best;
  for (const auto& each : analysis_.predicates[static_cast<std::size_t>(predicate)].locations)
    if (each.word >= mention.words.begin && each.word < mention.words.end)
      best = best ? std::max(*best, each.score) : each.score;
  return best;
}

void PlaceChooser::add_learned(std::int32_t trigger, std::vector<EventPlaceOption>& options) const {
  std::vector<std::optional<float>> scores;
  std::optional<float> best;
  for (const EventPlaceOption& option : options) {
    scores.push_back(learned_score(trigger, place(option.place)));
    if (scores.back()) best = best ? std::max(*best, *scores.back()) : scores.back();
  }
  for (std::size_t i = 0; i < options.size(); ++i) {
    auto& signs = options[i].signs;
    options[i].learned = scores[i];
    if (scores[i]) signs.push_back(fmt::format("learned={}", half_steps(*scores[i])));
    if (best) signs.push_back(fmt::format("likeliest={}", scores[i] == best ? "yes" : "no"));
  }
}

EventPlaceOption PlaceChooser::none_of(std::int32_t trigger,
                                       const std::vector<EventPlaceOption>& options) const {
  EventPlaceOption none;
  none.rank = kOutside;
  int best = kOutside;
  std::string best_prep = "-";
  bool areas = true;
  std::string learned = "-";
  for (const EventPlaceOption& option : options) {
    if (option.rank < best) best_prep = std::string(value_of(option.signs, "prep"));
    best = std::min(best, option.rank);
    if (value_of(option.signs, "likeliest") == "yes") learned = value_of(option.signs, "learned");
    const std::string& precision = place(option.place).precision;
    areas = areas && (precision == "country" || precision == "region");
  }
  none.signs = {"none",
                fmt::format("none:best={}", best),
                fmt::format("none:best={}&prep={}", best, best_prep),
                "none:upos=" + word(trigger).upos,
                fmt::format("none:count={}", few(static_cast<std::int32_t>(options.size()))),
                fmt::format("none:areas={}&best={}", areas, best),
                "none:learned=" + learned};
  const std::int32_t predicate = word(trigger).predicate;
  std::string local = "-";  // an argument of place, which may hold no place by name
  if (predicate != kNone)
    for (const auto& each : analysis_.predicates[static_cast<std::size_t>(predicate)].arguments)
      if (each.role == "ARGM-LOC")
        local = triggers_[static_cast<std::size_t>(each.word)] ? "event"
                : word(each.word).upos == "PROPN"              ? "name"
                                                               : "noun";
  none.signs.push_back(fmt::format("none:local={}&best={}", local, best));
  return none;
}

std::vector<EventPlaceOption> PlaceChooser::options(std::int32_t trigger,
                                                    const Event* event) const {
  std::vector<EventPlaceOption> out;
  for (const std::int32_t p : by_sentence_[static_cast<std::size_t>(word(trigger).sentence)]) {
    EventPlaceOption option;
    option.place = p;
    option.distance = std::abs(head_of(place(p)) - trigger);
    out.push_back(std::move(option));
  }
  if (out.empty()) return out;
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.distance < b.distance; });
  if (out.size() > kMaxPlaces) out.resize(kMaxPlaces);
  const std::string type = event == nullptr ? "-" : event->type;
  for (EventPlaceOption& option : out) {
    const std::int32_t at = head_of(place(option.place));
    const Tie found = tie(trigger, at);
    option.rank = rank_of(trigger, found, at);
    option.signs.push_back(fmt::format("rank={}", option.rank));
    option.signs.push_back("type=" + type);
    add_tree_signs(trigger, found, option);
    add_noun_signs(found, option);
    add_line_signs(trigger, option);
    add_speech_signs(trigger, option);
  }
  add_rivals(trigger, out);
  add_learned(trigger, out);
  for (EventPlaceOption& option : out) add_pairs(option.signs);
  EventPlaceOption none = none_of(trigger, out);
  if (event != nullptr)
    for (const std::string& sign :
         {"none:type=" + type, "none:mode=" + type + "/" + event->mode,
          "none:status=" + event->factuality.status, "none:fact=" + event->factuality.value})
      none.signs.push_back(sign);
  out.push_back(std::move(none));
  double top = -1e300, sum = 0;
  for (EventPlaceOption& option : out) {
    for (const std::string& sign : option.signs)
      if (const auto weight = weights_.find(sign); weight != weights_.end())
        option.score += weight->second;
    top = std::max(top, option.score);
  }
  for (EventPlaceOption& option : out) sum += option.share = std::exp(option.score - top);
  for (EventPlaceOption& option : out) option.share /= sum;
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  return out;
}

}  // namespace litopys::reading
