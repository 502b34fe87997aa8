// Drafts of figures, compared with one another.
//
//     "was shot and killed"                    casualties and killed on the same words -> killed
//     "12 were killed or wounded"              -> casualties
//     "A man was taken to hospital. He died."  the second sentence tells of a person told of: the
//                                              hospital figure becomes casualties (its dead are
//                                              told apart), and "He" is printed since no death
//                                              was told before
//     "A man was killed. He was shot at home." "He" adds nothing and is dropped
//
// Counter-example: "A man was shot dead. The woman was hurt": another measure, kept.
// Cost: drafts of a document against each other within a window. Test: figures_test.cc.
#include "reading/figure_drafts.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::relation;
using language::Word;

bool overlap(const Quantity& a, const Quantity& b) {
  return a.words.begin < b.words.end && b.words.begin < a.words.end;
}

int rank_of(const std::string& measure) {
  if (measure == "killed") return 3;
  if (measure == "injured") return 2;
  if (measure == "casualties") return 1;
  return 0;
}

// "killed or wounded": the two triggers are coordinated by "or".
bool alternatives(const Analysis& analysis, std::int32_t a, std::int32_t b) {
  const std::int32_t first = std::min(a, b), second = std::max(a, b);
  if (second - first > 4) return false;
  for (std::int32_t word = first + 1; word < second; ++word) {
    const std::string form = text::lower(analysis.words[word].form);
    if (form == "or" || form == "and/or") return true;
  }
  return false;
}

bool told_of(const Draft& draft) { return draft.quantity.definite || draft.quantity.pronoun; }

std::int64_t size_of(const Draft& draft) {
  const Amount& amount = draft.quantity.amount;
  return amount.best ? *amount.best : amount.low ? *amount.low : amount.high.value_or(0);
}

bool hurt(const Draft& draft) {
  return draft.measure == "injured" || draft.measure == "casualties";
}

bool named(const Analysis& analysis, const Draft& draft) {
  const std::int32_t head = draft.quantity.head;
  return head != kNone && analysis.words[head].upos == "PROPN";
}

// "Ruth Adeyemi" and "Adeyemi": the last words are the same.
bool same_name(const Analysis& analysis, const Draft& a, const Draft& b) {
  return analysis.words[a.quantity.words.end - 1].form ==
         analysis.words[b.quantity.words.end - 1].form;
}

// "one of them", "one", "he", "the man": somebody who may be among those told of before.
bool may_refer_back(const Draft& draft) {
  const Quantity& quantity = draft.quantity;
  if (quantity.amount.more) return false;
  return told_of(draft) || quantity.partitive || quantity.head == kNone;
}

}  // namespace

void reconcile(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::vector<char> dropped(drafts.size(), 0);
  for (std::size_t i = 0; i < drafts.size(); ++i)
    for (std::size_t j = i + 1; j < drafts.size(); ++j) {
      if (dropped[i] || dropped[j] || !overlap(drafts[i].quantity, drafts[j].quantity)) continue;
      Draft& a = drafts[i];
      Draft& b = drafts[j];
      if (a.adjacent != b.adjacent && rank_of(a.measure) > 0 && rank_of(b.measure) > 0 &&
          !alternatives(analysis, a.trigger, b.trigger)) {
        dropped[a.adjacent ? j : i] = 1;
      } else if (a.measure == b.measure) {
        // The longer noun phrase has the whole: "a man and a boy" against "a boy".
        const auto length = [](const Draft& d) {
          return d.quantity.words.end - d.quantity.words.begin;
        };
        dropped[length(a) < length(b) ? i : j] = 1;
      } else if (rank_of(a.measure) > 0 && rank_of(b.measure) > 0) {
        if (rank_of(a.measure) + rank_of(b.measure) == 5 &&
            alternatives(analysis, a.trigger, b.trigger)) {
          a.measure = "casualties";
          dropped[j] = 1;
        } else {
          dropped[rank_of(a.measure) > rank_of(b.measure) ? j : i] = 1;
        }
      } else if ((rank_of(a.measure) > 0) != (rank_of(b.measure) > 0) &&
                 (a.measure == "participants" || b.measure == "participants")) {
        dropped[a.measure == "participants" ? i : j] = 1;
      }
    }
  std::vector<Draft> kept;
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (!dropped[i]) kept.push_back(std::move(drafts[i]));
  drafts = std::move(kept);
}

void settle_mentions(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return a.quantity.words.begin < b.quantity.words.begin;
  });
  bool any_killed = false;
  for (const Draft& draft : drafts) any_killed = any_killed || draft.measure == "killed";
  for (Draft& draft : drafts) {
    // "One man was killed and three others were shot": the others live as far as told.
    if (draft.measure == "casualties" && draft.quantity.amount.more && any_killed)
      draft.measure = "injured";
  }
  // A name that is told hurt and told dead: one person.
  for (Draft& draft : drafts)
    if (hurt(draft) && named(analysis, draft))
      for (const Draft& other : drafts)
        if (other.measure == "killed" && named(analysis, other) &&
            same_name(analysis, draft, other))
          draft.measure = "casualties";
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].measure != "killed" || !may_refer_back(drafts[i]) || drafts[i].whole != kNone)
      continue;
    const std::int32_t sentence = analysis.words[drafts[i].trigger].sentence;
    for (std::size_t j = i; j-- > 0;) {
      Draft& earlier = drafts[j];
      if (!hurt(earlier) || sentence - analysis.words[earlier.trigger].sentence > 4) continue;
      if (size_of(earlier) < size_of(drafts[i])) continue;
      if (earlier.measure == "injured" && !earlier.soft) continue;
      earlier.measure = "casualties";
      break;
    }
  }
  std::vector<Draft> kept;
  for (const Draft& draft : drafts) {
    const bool repeated =
        told_of(draft) && !named(analysis, draft) && draft.quantity.bare &&
        std::any_of(kept.begin(), kept.end(), [&](const Draft& earlier) {
          if (size_of(earlier) == 0) return false;
          return earlier.measure == draft.measure || (hurt(draft) && rank_of(earlier.measure) > 0);
        });
    if (!repeated) kept.push_back(draft);
  }
  drafts = std::move(kept);
}

}  // namespace litopys::reading
