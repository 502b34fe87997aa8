// Four constructions, told by the tree:
//
//     "was hit and taken to Lund", "died in a hospital in Lund"   another verb brings somebody
//     there "a man who had served in Lund was shot", "who lives there"  a relative clause of what
//     was before
//                                                                 or is at any time
//     "blocked the road to Lund"                                  a thing leads there
//     "marched through Sweden's third city"                       a town of it, not named
//
// A clause or thing that is an event of its own ("people who had gathered in Lund", "a march to
// Lund") is left to the choice (place_choice.h). Linear in the depth of the tree. Covered by
// tests/cases/places.
#include "reading/elsewhere.h"

#include <algorithm>

#include "reading/governments.h"
#include "reading/one_of.h"
#include "reading/roles.h"
#include "reading/tenses.h"

namespace litopys::reading {
namespace {

constexpr int kLongestPhrase = 4;  // words from a place up to the noun of its phrase
constexpr int kDeepest = 64;

}  // namespace

Elsewhere::Elsewhere(const Document& document, const PlaceLexicon& lexicon, const Reading& reading)
    : analysis_(document.analysis),
      lexicon_(lexicon),
      reading_(reading),
      event_at_(document.analysis.words.size(), false) {
  for (const Event& event : reading.events)
    if (!event.in_title && event.word != kNone)
      event_at_[static_cast<std::size_t>(event.word)] = true;
}

bool Elsewhere::is_told_of(const Place& mention, std::int32_t trigger) const {
  const std::int32_t at = head_of(analysis_, mention);
  return is_of_another_deed(at, trigger) || is_of_a_life(at, trigger) ||
         is_end_of_road(at, trigger) || is_land_of_town(mention);
}

bool Elsewhere::is_of_another_deed(std::int32_t mention, std::int32_t trigger) const {
  std::int32_t at = mention;
  for (int steps = 0; steps < kLongestPhrase && language::relation(word(at)) == "nmod"; ++steps)
    at = word(at).head;
  const std::int32_t deed = word(at).head;
  if (language::relation(word(at)) != "obl" || deed == kNone || deed == trigger ||
      word(deed).upos != "VERB" || language::dominates(analysis_, at, trigger))
    return false;
  return lexicon_.care.contains(word(at).lemma) ||
         (adposition(analysis_, at) == "to" && moves_somebody(deed));
}

bool Elsewhere::moves_somebody(std::int32_t deed) const {
  const auto children = language::children(analysis_, deed);
  return is_passive(analysis_, deed) ||
         std::any_of(children.begin(), children.end(),
                     [&](std::int32_t child) { return language::relation(word(child)) == "obj"; });
}

bool Elsewhere::is_of_a_life(std::int32_t mention, std::int32_t trigger) const {
  std::int32_t at = mention;
  for (int steps = 0; at != kNone && at != trigger && steps < kDeepest; ++steps) {
    const std::int32_t head = word(at).head;
    const std::int32_t clause = word(at).deprel == "acl:relcl"           ? at
                                : language::relation(word(at)) == "conj" ? head
                                                                         : kNone;
    if (clause != kNone && word(clause).deprel == "acl:relcl" && is_beside(clause, trigger) &&
        !is_event(clause) && !language::dominates(analysis_, clause, trigger))
      return true;
    at = head;
  }
  return false;
}

bool Elsewhere::is_beside(std::int32_t clause, std::int32_t trigger) const {
  return is_past_perfect(analysis_, clause) ||
         (is_present(analysis_, clause) && !is_present(analysis_, trigger));
}

// "Sweden's third city": the land says whose town is meant, and where the text names towns of it,
// they tell which one.
bool Elsewhere::is_land_of_town(const Place& mention) const {
  const std::int32_t at = head_of(analysis_, mention);
  const std::int32_t owned = word(at).head;
  const bool land = is_one_of(mention.precision, {"country", "admin1", "region"});
  if (!land || word(at).deprel != "nmod:poss" || owned == kNone) return false;
  const auto known = lexicon_.words.find(word(owned).lemma);
  if (known == lexicon_.words.end()) return false;
  const auto& features = known->second.features;
  const bool town = std::any_of(features.begin(), features.end(), [](const std::string& feature) {
    return feature.starts_with("PPL");
  });
  return town && std::any_of(reading_.places.begin(), reading_.places.end(), [&](const Place& p) {
           return p.match && mention.match && p.match->country == mention.match->country &&
                  !is_one_of(p.precision, {"country", "admin1", "region"});
         });
}

// The tree hangs the end of a road on the road or on the verb ("blocked the railway to Lund").
bool Elsewhere::is_end_of_road(std::int32_t mention, std::int32_t trigger) const {
  const std::int32_t above = word(mention).head;
  if (above == kNone || adposition(analysis_, mention) != "to") return false;
  if (above == trigger) return language::relation(word(mention)) == "obl" && takes_road(trigger);
  return word(mention).deprel == "nmod" && word(above).upos == "NOUN" && !is_event(above) &&
         language::dominates(analysis_, trigger, above);
}

bool Elsewhere::takes_road(std::int32_t trigger) const {
  const auto children = language::children(analysis_, trigger);
  return std::any_of(children.begin(), children.end(), [&](std::int32_t child) {
    const auto known = lexicon_.words.find(word(child).lemma);
    return is_one_of(word(child).deprel, {"obj", "nsubj:pass"}) && word(child).upos == "NOUN" &&
           known != lexicon_.words.end() && known->second.street;
  });
}

}  // namespace litopys::reading
