// The operators on an event, combined from the inside out into one FactBank value and a status.
//
//     negated, denied          CT+      (two negations)
//     possible, planned        Uu planned
//     negated, of an act       CT- omitted
//     regretted, negated       CT+      ("should not have fired")
//
// Covered by factuality_test.cc.
#include "reading/factuality_operators.h"

#include <algorithm>

#include "reading/one_of.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Word;

bool acts_itself(const Document& document, std::int32_t trigger) {
  const Word& word = document.analysis.words[trigger];
  if (word.upos != "VERB" || is_passive(document.analysis, trigger)) return false;
  for (const std::int32_t subject : role_fillers(document, trigger, "subj"))
    if (document.analysis.words[subject].upos != "NUM" &&
        has_feature(document.analysis.words[subject], "PronType=Neg"))
      return false;
  return !role_fillers(document, trigger, "ARG0").empty();
}

int depth(const std::string& value) {  // CT 0, PR 1, PS 2, U 3
  return value.starts_with("CT")   ? 0
         : value.starts_with("PR") ? 1
         : value.starts_with("PS") ? 2
                                   : 3;
}

void lower(std::string& certainty, const std::string& to) {
  if (depth(to) > depth(certainty)) certainty = to;
}

}  // namespace

Factuality combine(const Document& document, std::int32_t trigger,
                   const std::vector<Operator>& operators) {
  Factuality out;
  std::string certainty = "CT", modal, aspect;
  bool negative = false, negated_directly = false, prevented = false, regretted = false;
  for (const Operator& op : operators) {
    const std::string& effect = op.effect;
    if (!op.cue.empty()) out.cues.push_back({op.cue, op.span});
    if (effect == "negated" || effect == "denied" || effect == "prevented" || effect == "omitted")
      negative = !negative;
    if (effect == "negated") negated_directly = true;
    if (effect == "omitted" && modal.empty()) modal = "omitted";
    if (effect == "prevented") prevented = true;
    if (effect == "regretted") regretted = true;
    if (effect == "probable") lower(certainty, "PR");
    if (effect == "possible") lower(certainty, "PS");
    if (effect == "doubted") lower(certainty, "PR"), negative = !negative;
    if (modal.empty() && is_one_of(effect, {"planned", "demanded", "threatened", "hypothetical"}))
      modal = effect;
    if (modal.empty() && (effect == "condition" || effect == "unperceived")) modal = "hypothetical";
    if (aspect.empty() && is_one_of(effect, {"habitual", "historical", "ongoing"})) aspect = effect;
  }
  if (modal == "omitted" && !negative) modal.clear();
  if (regretted && !negative && modal.empty()) modal = "hypothetical";
  if (regretted && negative) negative = negated_directly = false;  // "should not have fired": did
  if (modal.empty() && negative && negated_directly && acts_itself(document, trigger))
    modal = "omitted";
  const bool open = !modal.empty() && modal != "omitted";
  if (open && !(modal == "hypothetical" && certainty == "PS")) certainty = "U";
  out.value = certainty == "U" ? "Uu" : certainty + (negative ? "-" : "+");
  if (open && prevented && modal == "planned" && operators.front().effect == "planned")
    out.value = "CT-";
  out.status = !modal.empty() ? modal : !aspect.empty() ? aspect : "occurred";
  std::sort(out.cues.begin(), out.cues.end(),
            [](const Cue& a, const Cue& b) { return a.span < b.span; });
  out.rule = "modality";
  for (const Operator& op : operators)
    out.rule += " " + op.effect + ":" + std::string(words_of(document, op.span));
  if (operators.empty()) out.rule = "plain";
  return out;
}

}  // namespace litopys::reading
