// A name counts only where it is the whole name in the text: "Rosa ..." is somebody else than the
// president of that surname. Covered by actors_test.cc and tests/cases/events/holders.case.
#include "reading/office_holders.h"

#include <algorithm>

#include "reading/one_of.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

// Other parts of a name, or a title before it: "Rosa ..." is somebody else, "President ..." is
// not.
bool is_part_of_other_name(const Analysis& analysis, WordRange range, const Match& match,
                           const ActorRegistry& registry) {
  for (std::int32_t i = range.begin; i < range.end; ++i) {
    const Word& word = analysis.words[i];
    if (i >= match.begin && i < match.end) continue;
    if (word.upos != "PROPN" || !is_one_of(relation(word), {"flat", "compound", "appos"})) continue;
    if (i >= match.end ||
        !longest(registry.agent_nouns, analysis, {range.begin, match.begin}, true))
      return true;
  }
  return false;
}

}  // namespace

const ActorRegistry::Office* ActorRegistry::Holder::office_on(std::string_view day) const {
  if (day.empty()) return nullptr;
  const Office* held = nullptr;
  for (const Office& office : offices) {
    const bool begun = day.substr(0, office.from.size()) >= office.from;
    const bool over = !office.to.empty() && day.substr(0, office.to.size()) > office.to;
    if (begun && !over) held = &office;
  }
  return held;
}

const ActorRegistry::Holder* holder_named(const Analysis& analysis, std::int32_t head,
                                          const ActorRegistry& registry) {
  const Word& word = analysis.words[head];
  if (word.upos != "PROPN") return nullptr;
  const bool person = word.name != kNone && analysis.names[word.name].kind == "PER";
  const WordRange range =
      person ? WordRange{analysis.names[word.name].begin, analysis.names[word.name].end}
             : core(analysis, head);
  const Match match = longest(registry.holder_names, analysis, range, false, head);
  if (!match || (match.phrase->words.size() == 1 && word.name != kNone && !person)) return nullptr;
  if (person ? match.begin != range.begin || match.end != range.end
             : is_part_of_other_name(analysis, range, match, registry))
    return nullptr;
  return &registry.holders[match.phrase->value];
}

void describe_holder(const ActorRegistry::Holder& holder, std::string_view day,
                     ActorDescription& out) {
  const ActorRegistry::Office* office = holder.office_on(day);
  if (office != nullptr) {
    out = {"person", office->country, office->sectors,
           "actors:" + holder.name + ", " + office->title};
  } else if (out.country.empty() && !holder.offices.front().country.empty()) {
    out.country = holder.offices.front().country;
    out.rule += (out.rule.empty() ? "actors:" : " actors:") + holder.name;
  }
}

// "the ... administration": the country of the holder of an office whose name stands before the
// head.
std::string country_of_holder_before(const Document& document, std::int32_t head,
                                     const ActorRegistry& registry, std::string& rule) {
  const Analysis& analysis = document.analysis;
  for (const std::int32_t child : children(analysis, head)) {
    const Word& word = analysis.words[child];
    if (child > head || (relation(word) != "compound" && word.deprel != "nmod:poss")) continue;
    const ActorRegistry::Holder* holder = holder_named(analysis, child, registry);
    if (holder == nullptr) continue;
    const ActorRegistry::Office* held =
        holder->office_on(std::string_view(document.report.published).substr(0, 10));
    const ActorRegistry::Office& office = held != nullptr ? *held : holder->offices.front();
    if (office.country.empty()) continue;
    rule += (rule.empty() ? "actors:" : " actors:") + holder->name;
    return office.country;
  }
  return {};
}

}  // namespace litopys::reading
