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
#include <cstdlib>
#include <map>
#include <set>

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

bool told_of(const Draft& draft) { return draft.quantity.definite || draft.quantity.pronoun; }

std::int64_t size_of(const Draft& draft) {
  const Amount& amount = draft.quantity.amount;
  return amount.best ? *amount.best : amount.low ? *amount.low : amount.high.value_or(0);
}

bool hurt(const Draft& draft) {
  return draft.measure == "injured" || draft.measure == "casualties";
}

bool counts_things(const Draft& draft) { return draft.row != nullptr && draft.row->things; }

std::int32_t distance(const Draft& draft) { return std::abs(draft.trigger - draft.quantity.node); }

bool named(const Analysis& analysis, const Draft& draft) {
  const std::int32_t head = draft.quantity.head;
  return head != kNone && analysis.words[head].upos == "PROPN";
}

// "Ruth Adeyemi" and "Adeyemi": the words of the shorter name end the longer one, or begin it.
bool same_name(const Analysis& analysis, const Draft& a, const Draft& b) {
  if (size_of(a) != 1 || size_of(b) != 1) return false;
  const auto words_of = [&](const Draft& draft) {
    std::vector<std::string> words;
    for (std::int32_t w = draft.quantity.words.begin; w < draft.quantity.words.end; ++w)
      if (analysis.words[w].upos == "PROPN") words.push_back(analysis.words[w].form);
    return words;
  };
  std::vector<std::string> shorter = words_of(a), longer = words_of(b);
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  if (shorter.empty()) return false;
  return std::equal(shorter.begin(), shorter.end(), longer.begin()) ||
         std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
}

// "one of them", "one", "he", "the man": somebody who may be among those told of before.
bool may_refer_back(const Draft& draft) {
  const Quantity& quantity = draft.quantity;
  if (quantity.amount.more || draft.counted) return false;
  return told_of(draft) || quantity.partitive || quantity.head == kNone;
}

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

namespace {

// Those hurt who are told of again as dead: what was told first is both.
void settle_deaths(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::multimap<std::string, const Draft*> dead;  // by the first and the last word of the name
  const auto ends = [&](const Draft& draft) {
    return std::pair(analysis.words[draft.quantity.node].form,
                     analysis.words[draft.quantity.words.end - 1].form);
  };
  for (const Draft& draft : drafts)
    if (draft.measure == "killed" && named(analysis, draft)) {
      dead.emplace(ends(draft).first, &draft);
      dead.emplace(ends(draft).second, &draft);
    }
  for (Draft& draft : drafts) {
    if (!hurt(draft) || !named(analysis, draft)) continue;
    for (const std::string& word : {ends(draft).first, ends(draft).second}) {
      const auto range = dead.equal_range(word);
      for (auto at = range.first; at != range.second; ++at)
        if (same_name(analysis, draft, *at->second)) draft.measure = "casualties";
    }
  }
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].measure != "killed" || !may_refer_back(drafts[i]) || drafts[i].whole != kNone)
      continue;
    const std::int32_t sentence = analysis.words[drafts[i].trigger].sentence;
    for (std::size_t j = i; j-- > 0;) {
      Draft& earlier = drafts[j];
      if (sentence - analysis.words[earlier.trigger].sentence > 12) break;
      if (!hurt(earlier) || size_of(earlier) < size_of(drafts[i])) continue;
      // "three others": not those of whom one has died.
      if (earlier.quantity.amount.more && size_of(earlier) > 1) continue;
      const bool one = size_of(earlier) == 1 && size_of(drafts[i]) == 1;
      if (sentence - analysis.words[earlier.trigger].sentence > (one ? 12 : 4)) break;
      if (earlier.measure == "injured" && !earlier.soft) continue;
      if (named(analysis, earlier) && named(analysis, drafts[i]) &&
          !same_name(analysis, earlier, drafts[i]))
        continue;
      earlier.measure = "casualties";
      earlier.died = true;
      drafts[i].told_before = earlier.quantity.node;
      break;
    }
  }
}

// "A man was shot dead. ... Officers found a man with a gunshot wound": one person found hurt, of
// whom nothing sets him apart from the one told dead in another sentence.
void settle_retold(const Analysis& analysis, std::vector<Draft>& drafts) {
  const auto alike = [](const std::string& a, const std::string& b) {
    return a.empty() || b.empty() || a == b;
  };
  std::vector<const Draft*> killed;  // the report's first ones
  for (const Draft& draft : drafts)
    if (draft.measure == "killed" && draft.told && size_of(draft) == 1 && killed.size() < 50)
      killed.push_back(&draft);
  for (Draft& draft : drafts) {
    if (draft.measure != "injured" || !draft.soft || size_of(draft) != 1) continue;
    if (draft.quantity.amount.more || !draft.quantity.bare) continue;
    for (const Draft* each : killed) {
      const Draft& dead = *each;
      if (analysis.words[dead.trigger].sentence == analysis.words[draft.trigger].sentence) continue;
      if (named(analysis, draft) && named(analysis, dead)) continue;  // settled by their names
      const NounEntry& a = draft.quantity.noun;
      const NounEntry& b = dead.quantity.noun;
      if (alike(a.sex, b.sex) && (!a.years || !b.years || *a.years == *b.years)) {
        draft.measure = "casualties";
        draft.died = true;
        break;
      }
    }
  }
}

// "Five were shot": hurt, where nobody is told to have died; both, where somebody is. Of a total
// that holds both, those in hospital are a part.
void settle_casualties(std::vector<Draft>& drafts) {
  const bool deaths = std::any_of(drafts.begin(), drafts.end(), [](const Draft& draft) {
    return draft.measure == "killed" && draft.told && size_of(draft) > 0;
  });
  const Draft* total = nullptr;
  for (Draft& draft : drafts) {
    const bool shot = draft.measure == "casualties" && draft.row != nullptr &&
                      draft.row->measure == "casualties" &&
                      (draft.row->kind == "verb" || draft.trigger != draft.quantity.node);
    if (!shot) continue;
    // "One man was killed and three others were shot": the others live as far as told.
    if (draft.died) continue;
    if (!deaths || draft.quantity.amount.more)
      draft.measure = "injured";
    else if (!draft.soft && (total == nullptr || size_of(draft) > size_of(*total)))
      total = &draft;
  }
  if (!deaths || total == nullptr) return;
  const std::int64_t size = size_of(*total);
  const std::int32_t node = total->quantity.node;
  for (Draft& draft : drafts) {
    if (draft.measure != "injured" || !draft.soft || draft.whole != kNone) continue;
    if (size_of(draft) >= size || draft.quantity.words.begin < total->quantity.words.begin)
      continue;
    draft.measure = "casualties";
    draft.whole = node;
  }
}

}  // namespace

void settle_mentions(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return a.quantity.words.begin < b.quantity.words.begin;
  });
  settle_deaths(analysis, drafts);
  settle_retold(analysis, drafts);
  settle_casualties(drafts);
  std::vector<Draft> kept;
  std::set<std::string> told_already;
  for (const Draft& draft : drafts) {
    const bool harm_told =
        hurt(draft) && (told_already.count("killed") != 0 || told_already.count("injured") != 0 ||
                        told_already.count("casualties") != 0);
    const bool repeated = told_of(draft) && !named(analysis, draft) && draft.quantity.bare &&
                          (told_already.count(draft.measure) != 0 || harm_told);
    if (!repeated && size_of(draft) > 0) told_already.insert(draft.measure);
    if (!repeated) kept.push_back(draft);
  }
  drafts = std::move(kept);
}

}  // namespace litopys::reading
