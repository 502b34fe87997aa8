// Only what stands below the trigger in the tree follows it: "they plan to march for the 40 dead"
// has its dead beside the plan, in a phrase of their own that tells of them as known ("the"). So a
// definite number keeps what its own words say. Covered by tests/cases/figures.
#include "reading/numbers_within_events.h"

#include "reading/one_of.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

bool is_definite(const language::Analysis& analysis, const Figure& figure) {
  const std::string& first = analysis.words[static_cast<std::size_t>(figure.words.begin)].lemma;
  const std::int32_t before = figure.words.begin - 1;
  return is_one_of(first, {"the", "these", "those", "this", "that"}) ||
         (before >= 0 && analysis.words[static_cast<std::size_t>(before)].lemma == "the");
}

}  // namespace

void tell_numbers_as_their_events(const Document& document, Reading& reading) {
  for (Figure& figure : reading.figures) {
    if (figure.event == kNone || figure.in_title || figure.word == kNone ||
        figure.factuality.value != "CT+")
      continue;
    const Event& event = reading.events[static_cast<std::size_t>(figure.event)];
    const bool open =
        event.factuality.value == "Uu" &&
        is_one_of(event.factuality.status, {"planned", "demanded", "threatened", "hypothetical"});
    if (!open || event.word == kNone || event.word == figure.word ||
        !language::dominates(document.analysis, event.word, figure.word) ||
        is_definite(document.analysis, figure))
      continue;
    figure.factuality = event.factuality;
  }
}

}  // namespace litopys::reading
