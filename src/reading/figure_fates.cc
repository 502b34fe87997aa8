// What became of those who were hurt, and who is told of twice: the last step before drafts are
// printed.
//
//     "A man was taken to hospital. He died."  the second sentence tells of a person told of: the
//                                              hospital figure becomes casualties (its dead are
//                                              told apart), and "He" is printed since no death
//                                              was told before
//     "A man was killed. He was shot at home." "He" adds nothing and is dropped
//     "A man was shot. The woman died."        two people: the man was hurt
//     "shot four others, one of whom died"     casualties, one of them killed
//     "Two died, two were hurt. Four were      the four are both: casualties
//      found with wounds."
//     "Ruth is in serious condition."          alive as the report is written
//
// Two drafts of one person each may tell of the same one unless sex, age or name differ, or one is
// set apart ("the other victim"). Nobody can be both "a man" and "a girl of six".
//
// Counter-example: "A man was shot dead. The woman was hurt": another measure, kept.
// Cost: drafts of a document against each other within a window. Test: figures_test.cc and
// tests/cases/figures/fates.case.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "reading/figure_drafts.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

constexpr std::size_t kRemembered = 50;  // people of a report that later ones are compared with

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

std::vector<std::string> name_words(const Analysis& analysis, const Draft& draft) {
  std::vector<std::string> words;
  for (std::int32_t w = draft.quantity.words.begin; w < draft.quantity.words.end; ++w)
    if (analysis.words[w].upos == "PROPN") words.push_back(analysis.words[w].form);
  return words;
}

// "Ruth Adeyemi" and "Adeyemi": the shorter name stands in the longer one.
bool same_name(const Analysis& analysis, const Draft& a, const Draft& b) {
  if (size_of(a) != 1 || size_of(b) != 1) return false;
  std::vector<std::string> shorter = name_words(analysis, a), longer = name_words(analysis, b);
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  return !shorter.empty() &&
         std::search(longer.begin(), longer.end(), shorter.begin(), shorter.end()) != longer.end();
}

// Full names that differ; "Ruth" may well be "Adeyemi".
bool names_differ(const Analysis& analysis, const Draft& a, const Draft& b) {
  return named(analysis, a) && named(analysis, b) && name_words(analysis, a).size() > 1 &&
         name_words(analysis, b).size() > 1 && !same_name(analysis, a, b);
}

// "one of them", "one", "he", "the man": somebody who may be among those told of before.
bool may_refer_back(const Draft& draft) {
  const Quantity& quantity = draft.quantity;
  if (quantity.amount.more || draft.counted) return false;
  return told_of(draft) || quantity.partitive || quantity.head == kNone;
}

// ---- who may be who -----------------------------------------------------------------------------

bool alike(const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b; }

std::string sex_of(const Analysis& analysis, const Quantity& quantity) {
  if (!quantity.noun.sex.empty()) return quantity.noun.sex;
  const Word& word = analysis.words[quantity.node];
  if (language::has_feature(word, "Gender=Fem")) return "female";
  return language::has_feature(word, "Gender=Masc") ? "male" : "";
}

// "the other victim", "another man": not who was told of before.
bool set_apart(const Analysis& analysis, const Quantity& quantity) {
  for (std::int32_t w = quantity.words.begin; w < quantity.words.end; ++w) {
    const std::string form = text::lower(analysis.words[w].form);
    for (const std::string_view apart : {"other", "another", "else", "remaining", "surviving"})
      if (form == apart) return true;
  }
  return false;
}

// "a teenager" and "the 19-year-old" may be the same.
bool same_age(const NounEntry& a, const NounEntry& b) {
  constexpr int kOldestTeen = 19;
  if (alike(a.age, b.age)) return true;
  const auto& years = a.years ? a.years : b.years;
  return (!a.years || !b.years) && years && years->first <= kOldestTeen;
}

// "his brother", "her 6-year-old daughter": somebody else than whoever that is.
bool is_possessed(const Analysis& analysis, const Quantity& quantity) {
  if (quantity.head == kNone || quantity.pronoun) return false;
  for (const std::int32_t child : language::children(analysis, quantity.head))
    if (analysis.words[child].deprel == "nmod:poss" && analysis.words[child].upos == "PRON")
      return true;
  return false;
}

// True where nothing tells `one` apart from all of `others`.
bool may_be_among(const Analysis& analysis, const Draft& one, const Draft& others) {
  const Quantity &a = one.quantity, &b = others.quantity;
  if (!alike(sex_of(analysis, a), sex_of(analysis, b)) || !same_age(a.noun, b.noun)) return false;
  if (a.noun.years && b.noun.years && *a.noun.years != *b.noun.years) return false;
  if (size_of(one) != 1 || size_of(others) != 1) return true;
  if (names_differ(analysis, one, others)) return false;
  const Quantity& later = a.words.begin < b.words.begin ? b : a;
  if (set_apart(analysis, later)) return false;
  const bool one_sentence = analysis.words[a.node].sentence == analysis.words[b.node].sentence;
  if (one_sentence && is_possessed(analysis, later)) return false;
  // "a man was killed and a girl was shot": two noun phrases that nothing ties.
  const bool new_ones = !told_of(one) && !told_of(others) && a.head != kNone && b.head != kNone;
  // "Odum was pronounced dead, a 16-year-old was flown out": the article tells of a new one.
  const Draft& last = a.words.begin < b.words.begin ? others : one;
  const bool new_one = !told_of(last) && last.quantity.head != kNone && last.quantity.bare;
  return !((new_ones || new_one) && one_sentence);
}

// ---- those who have died ------------------------------------------------------------------------

// Those hurt who are told of by name, and by the same name among the dead.
void settle_names(const Analysis& analysis, std::vector<Draft>& drafts) {
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
    if (size_of(draft) > 1) {  // "both Odum and Paylor were taken to hospital"
      for (const std::string& word : name_words(analysis, draft))
        if (draft.soft && dead.count(word) != 0) draft.measure = "casualties";
      continue;
    }
    for (const std::string& word : {ends(draft).first, ends(draft).second}) {
      const auto range = dead.equal_range(word);
      for (auto at = range.first; at != range.second; ++at)
        if (same_name(analysis, draft, *at->second)) draft.measure = "casualties";
    }
  }
}

// "All four were taken to hospital. One of the four died": the four are both. But "41 with burns,
// two of whom died": 41 were hurt.
void settle_whole(const Analysis& analysis, std::vector<Draft>& drafts, const Draft& part) {
  const std::int32_t sentence = analysis.words[part.trigger].sentence;
  for (Draft& draft : drafts) {
    if (draft.quantity.node != part.whole || draft.measure != "injured" || !draft.soft) continue;
    if (analysis.words[draft.trigger].sentence == sentence) continue;
    draft.measure = "casualties";
    draft.died = true;
  }
}

// "One man died, another was hurt. The man who was killed lived near by": a death that a modifier
// takes for granted is one told of before, where there is one.
bool is_known_dead(const Analysis& analysis, const std::vector<Draft>& drafts, std::size_t at) {
  const Draft& later = drafts[at];
  const Quantity& quantity = later.quantity;
  const bool granted = !quantity.pronoun && later.trigger != quantity.node &&
                       language::dominates(analysis, quantity.node, later.trigger);
  if (!granted || !told_of(later)) return false;
  return std::any_of(drafts.begin(), drafts.begin() + static_cast<std::ptrdiff_t>(at),
                     [&](const Draft& earlier) {
                       return earlier.measure == "killed" && earlier.told &&
                              may_be_among(analysis, later, earlier);
                     });
}

// Those hurt who are told of again as dead: what was told first is both.
void settle_deaths(const Analysis& analysis, std::vector<Draft>& drafts) {
  settle_names(analysis, drafts);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].measure != "killed" || !may_refer_back(drafts[i])) continue;
    if (drafts[i].whole != kNone) {
      settle_whole(analysis, drafts, drafts[i]);
      continue;
    }
    if (is_known_dead(analysis, drafts, i)) continue;
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
      if (!may_be_among(analysis, drafts[i], earlier)) continue;
      earlier.measure = "casualties";
      earlier.died = true;
      drafts[i].told_before = earlier.quantity.node;
      break;
    }
  }
}

// "is in serious condition", "remains hospitalized": alive as the report is written.
bool lives_now(const Analysis& analysis, const Draft& draft) {
  const auto present = [&](std::int32_t word) {
    return language::has_feature(analysis.words[word], "Tense=Pres") &&
           language::has_feature(analysis.words[word], "VerbForm=Fin");
  };
  const auto finite = [&](std::int32_t word) {
    if (present(word)) return true;
    bool be = false, past = false;
    for (const std::int32_t child : language::children(analysis, word)) {
      const std::string_view rel = language::relation(analysis.words[child]);
      if (rel != "aux" && rel != "cop") continue;
      be = be || (analysis.words[child].lemma == "be" && present(child));
      past = past || language::has_feature(analysis.words[child], "Tense=Past");
    }
    return be && !past;
  };
  const std::int32_t over = analysis.words[draft.trigger].head;
  const bool complement =
      over != kNone && language::relation(analysis.words[draft.trigger]) == "xcomp";
  return finite(draft.trigger) || (complement && finite(over));
}

// "A man was shot dead. ... Officers found a man with a gunshot wound": one person found hurt, of
// whom nothing sets him apart from the one told dead in another sentence.
void settle_retold(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::vector<const Draft*> killed;  // the report's first ones
  for (const Draft& draft : drafts)
    if (draft.measure == "killed" && draft.told && killed.size() < kRemembered)
      killed.push_back(&draft);
  const auto is_named_too = [&](const Draft& unnamed) {
    return std::any_of(killed.begin(), killed.end(), [&](const Draft* other) {
      return named(analysis, *other) && may_be_among(analysis, unnamed, *other);
    });
  };
  for (Draft& draft : drafts) {
    if (draft.measure != "injured" || !draft.soft || lives_now(analysis, draft)) continue;
    const bool several = size_of(draft) > 1 && draft.quantity.definite;  // "the three men"
    if (!several && (size_of(draft) != 1 || !draft.quantity.bare)) continue;
    if (draft.quantity.amount.more || (several && set_apart(analysis, draft.quantity))) continue;
    for (const Draft* dead : killed) {
      if (size_of(*dead) != size_of(draft)) continue;
      if (analysis.words[dead->trigger].sentence == analysis.words[draft.trigger].sentence)
        continue;
      // Settled by their names: "a boy was killed; Ole Dahl died there; Ruth Dahl is in hospital".
      if (named(analysis, draft) && (named(analysis, *dead) || is_named_too(*dead))) continue;
      if (may_be_among(analysis, draft, *dead)) {
        draft.measure = "casualties";
        draft.died = true;
        break;
      }
    }
  }
}

// ---- those who were shot ------------------------------------------------------------------------

class Dead {
 public:
  Dead(const Analysis& analysis, const std::vector<Draft>& drafts) : analysis_(analysis) {
    for (const Draft& draft : drafts) {
      if (draft.measure != "killed" || !draft.told || size_of(draft) == 0) continue;
      any_ = true;
      if (draft.whole != kNone) wholes_.push_back(draft.whole);
      if (all_.size() < kRemembered) all_.push_back(&draft);
    }
  }

  bool any() const { return any_; }

  // So many are told dead at once.
  bool at_least(std::int64_t size) const {
    return std::any_of(all_.begin(), all_.end(),
                       [&](const Draft* dead) { return size_of(*dead) >= size; });
  }

  // "four others, including one who died".
  bool some_of(const Draft& draft) const {
    return std::find(wholes_.begin(), wholes_.end(), draft.quantity.node) != wholes_.end();
  }

  // Whether the one person of the draft may be told dead. Who is told dead without a name, and may
  // be one who is named, is taken for that one.
  bool may_hold(const Draft& draft) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Draft* dead) {
      if (!may_be_among(analysis_, draft, *dead)) return false;
      return !named(analysis_, draft) || size_of(*dead) != 1 || named(analysis_, *dead) ||
             !is_named_elsewhere(*dead);
    });
  }

 private:
  bool is_named_elsewhere(const Draft& unnamed) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Draft* other) {
      return named(analysis_, *other) && may_be_among(analysis_, unnamed, *other);
    });
  }

  const Analysis& analysis_;
  bool any_ = false;
  std::vector<const Draft*> all_;     // the report's first ones
  std::vector<std::int32_t> wholes_;  // nodes of those of whom some died
};

bool was_shot(const Draft& draft) {
  return draft.measure == "casualties" && draft.row != nullptr &&
         draft.row->measure == "casualties" &&
         (draft.row->kind == "verb" || draft.trigger != draft.quantity.node ||
          !draft.row->with.empty() || draft.quantity.noun.kind == NounEntry::Kind::kOther);
}

// "Two women died and two others were hurt. Officers found four women with wounds": the four are
// those who died and those who live.
void settle_sums(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::set<std::int64_t> sums;  // of the dead and the hurt that one sentence tells of
  for (const Draft& dead : drafts) {
    if (dead.measure != "killed" || !dead.told || dead.whole != kNone || size_of(dead) == 0)
      continue;
    for (const Draft& alive : drafts)
      if (alive.measure == "injured" && alive.told && alive.whole == kNone && size_of(alive) > 0 &&
          analysis.words[alive.trigger].sentence == analysis.words[dead.trigger].sentence)
        sums.insert(size_of(dead) + size_of(alive));
  }
  // "Four were shot, one of the four has died. All four were taken to hospital": the same four.
  for (const Draft& part : drafts)
    if (part.measure == "killed" && part.told && part.whole != kNone)
      for (const Draft& whole : drafts)
        if (whole.quantity.node == part.whole && whole.measure == "casualties")
          sums.insert(size_of(whole));
  for (Draft& draft : drafts)
    if (draft.measure == "injured" && draft.soft && !draft.quantity.bare &&
        !draft.quantity.amount.more && sums.count(size_of(draft)) != 0)
      draft.measure = "casualties";
}

// "Five were shot": hurt, where nobody is told to have died; both, where somebody is. Of a total
// that holds both, those in hospital are a part.
void settle_casualties(const Analysis& analysis, std::vector<Draft>& drafts) {
  const Dead dead(analysis, drafts);
  const Draft* total = nullptr;
  for (Draft& draft : drafts) {
    if (!was_shot(draft) || draft.died || dead.some_of(draft)) continue;
    // "One man was killed and three others were shot": the others live as far as told.
    const bool lives = size_of(draft) == 1 && !dead.may_hold(draft);
    // "the other three victims", of whom all may be told dead
    const bool others = draft.quantity.amount.more &&
                        !(draft.quantity.definite && dead.at_least(size_of(draft) + 1));
    if (!dead.any() || others || lives)
      draft.measure = "injured";
    else if (!draft.soft && (total == nullptr || size_of(draft) > size_of(*total)))
      total = &draft;
  }
  settle_sums(analysis, drafts);
  if (!dead.any() || total == nullptr) return;
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

// ---- those told of again ------------------------------------------------------------------------

// "He", "the man": adds nothing where somebody told of before may be meant.
class Repetition {
 public:
  explicit Repetition(const Analysis& analysis) : analysis_(analysis) {}

  bool is(const Draft& draft) const {
    if (!told_of(draft) || named(analysis_, draft) || !draft.quantity.bare) return false;
    std::int64_t told = 0;  // of those who may be meant: "the woman and the boy" may be two of them
    for (const Draft& earlier : told_) {
      const bool same = earlier.measure == draft.measure ||
                        (hurt(draft) && (hurt(earlier) || earlier.measure == "killed"));
      if (same && may_be_among(analysis_, draft, earlier)) told += size_of(earlier);
    }
    return told > 0 && told >= draft.quantity.amount.best.value_or(1);
  }

  void add(const Draft& draft) {
    if (size_of(draft) > 0 && draft.told && told_.size() < kRemembered) told_.push_back(draft);
  }

 private:
  const Analysis& analysis_;
  std::vector<Draft> told_;
};

}  // namespace

void settle_mentions(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return a.quantity.words.begin < b.quantity.words.begin;
  });
  settle_deaths(analysis, drafts);
  settle_retold(analysis, drafts);
  settle_casualties(analysis, drafts);
  Repetition repetition(analysis);
  std::vector<Draft> kept;
  for (const Draft& draft : drafts) {
    if (repetition.is(draft)) continue;
    repetition.add(draft);
    kept.push_back(draft);
  }
  drafts = std::move(kept);
}

}  // namespace litopys::reading
