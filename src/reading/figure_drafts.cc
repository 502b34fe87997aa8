// Drafts of figures, compared with one another.
//
//     "was shot and killed"                    casualties and killed on the same words -> killed
//     "12 were killed or wounded"              -> casualties
//
// What became of those hurt is settled in figure_fates.cc.
// Cost: drafts of a document against each other within a window. Test: figures_test.cc.
#include "reading/figure_drafts.h"

#include <algorithm>
#include <cstdlib>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::relation;
using language::Word;

bool overlap(const Quantity& a, const Quantity& b) {
  return a.words.begin < b.words.end && b.words.begin < a.words.end;
}

// "Three men shot on Monday [died]": the verb of the clause and a participle on its subject tell of
// the same people; there nearness says nothing.
bool told_twice(const Analysis& analysis, const Draft& near, const Draft& far) {
  const Word& node = analysis.words[near.quantity.node];
  return node.head == far.trigger && relation(node) == "nsubj" &&
         language::dominates(analysis, near.quantity.node, near.trigger);
}

// "ten of the 30 wounded": the whole stands in the words of its part.
bool is_whole_of(const Quantity& whole, const Quantity& part) {
  return part.partitive && !whole.bare && whole.words.begin > part.amount.number.begin &&
         whole.words.begin <= part.head;
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

bool counts_things(const Draft& draft) { return draft.row != nullptr && draft.row->things; }

std::int32_t distance(const Draft& draft) { return std::abs(draft.trigger - draft.quantity.node); }

}  // namespace

void reconcile(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return a.quantity.words.begin < b.quantity.words.begin;
  });
  std::vector<char> dropped(drafts.size(), 0);
  for (std::size_t i = 0; i < drafts.size(); ++i)
    for (std::size_t j = i + 1; j < drafts.size(); ++j) {
      if (!overlap(drafts[i].quantity, drafts[j].quantity)) break;
      if (dropped[i] || dropped[j]) continue;
      Draft& a = drafts[i];
      Draft& b = drafts[j];
      if (is_whole_of(b.quantity, a.quantity)) continue;
      if (a.of_whole != b.of_whole) {
        // "seven of those wounded have died": what happened to the part.
        dropped[a.of_whole ? i : j] = 1;
      } else if (a.adjacent != b.adjacent && rank_of(a.measure) > 0 && rank_of(b.measure) > 0 &&
                 !alternatives(analysis, a.trigger, b.trigger) &&
                 !told_twice(analysis, a.adjacent ? a : b, a.adjacent ? b : a)) {
        dropped[a.adjacent ? j : i] = 1;
      } else if (a.measure != b.measure && counts_things(a) && counts_things(b)) {
        // "The hall burned down, 46 houses were damaged": the nearer verb.
        dropped[distance(a) > distance(b) ? i : j] = 1;
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

}  // namespace litopys::reading
