// Words that speak or act are marked: heads of sources, active actors that are states, and parties
// to what is only said (accusations, demands, agreements). A capital with such a mark is a
// government; so is any town that a source or an actor takes for one. Countries keep their place
// among the places ("Norway was hit by a storm"), but one that acts is a weaker one. Linear.
// Covered by event_places_test.cc.
#include "reading/governments.h"

#include <algorithm>

#include "reading/one_of.h"

namespace litopys::reading {
namespace {

bool is_spoken(std::string_view type) {
  return is_one_of(type, {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT",
                          "COOPERATE", "CONSULT", "SANCTION"});
}

}  // namespace

std::int32_t head_of(const language::Analysis& analysis, const Place& mention) {
  for (std::int32_t i = mention.words.begin; i < mention.words.end; ++i) {
    const std::int32_t head = analysis.words[static_cast<std::size_t>(i)].head;
    if (head == kNone || head < mention.words.begin || head >= mention.words.end) return i;
  }
  return mention.words.begin;
}

bool is_word_of_government(const Event& event, const Place& place, const PlaceLexicon& lexicon) {
  if (!place.match || !is_one_of(event.type, {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT",
                                              "SANCTION", "CONCEDE"}))
    return false;
  const auto country = lexicon.iso3.find(place.match->country);
  if (country == lexicon.iso3.end()) return false;
  bool governs = false;
  for (const Participant& p : event.participants) {
    if (p.role != "actor" || p.country.empty()) continue;
    if (p.country == country->second && place.match->feature != "PPLC") return false;
    const bool office = !p.sectors.empty() && p.sectors.front() == "GOV";
    governs = governs || p.kind == "state" || (p.kind == "organisation" && office);
  }
  return governs;
}

Governments::Governments(const language::Analysis& analysis, const Reading& reading)
    : analysis_(analysis), acts_(analysis.words.size(), 0) {
  const auto mark = [this](std::int32_t word, int how) {
    if (word != kNone) acts_[static_cast<std::size_t>(word)] |= how;
  };
  for (const Attribution& attribution : reading.attributions)
    if (!attribution.in_title)
      mark(attribution.source_word,
           kSource | (attribution.source_kind == "government" ? kState : 0));
  for (const Event& event : reading.events) {
    if (event.in_title) continue;
    for (const Participant& p : event.participants) {
      if (p.word == kNone || p.role == "instrument") continue;
      const std::string& relation = analysis_.words[static_cast<std::size_t>(p.word)].deprel;
      const bool state = p.kind == "state" && relation != "nsubj:pass" && relation != "obl";
      if (is_spoken(event.type) || (p.role == "actor" && state))
        mark(p.word, kParty | (state ? kState : 0));
    }
  }
  const std::vector<int> alone = acts_;
  for (std::size_t i = 0; i < alone.size(); ++i) {  // "Kyiv and London"
    const language::Word& word = analysis_.words[i];
    if (word.head != kNone && language::relation(word) == "conj")
      acts_[i] |= alone[static_cast<std::size_t>(word.head)];
  }
}

int Governments::acts(const Place& mention) const {
  return acts_[static_cast<std::size_t>(head_of(analysis_, mention))];
}

bool Governments::is_only_government(const Place& mention) const {
  if (mention.precision == "country") return false;
  const bool capital = mention.match && is_one_of(mention.match->feature, {"PPLC", "PPLG"});
  return (capital && acts(mention) != 0) || (acts(mention) & kState) != 0;
}

bool Governments::is_only_named(const Place& mention) const {
  if (mention.precision != "country") return false;
  const language::Word& head =
      analysis_.words[static_cast<std::size_t>(head_of(analysis_, mention))];
  return acts(mention) != 0 || is_one_of(language::relation(head), {"compound", "amod"}) ||
         head.deprel == "nmod:poss";
}

}  // namespace litopys::reading
