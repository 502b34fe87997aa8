// Parts of a whole: "including 16 children", "among them two nurses", "three of whom", "five
// people: two men and three women".
//
// A part is an explicit quantity after a cue word, or of "them" and "whom", or set beside its
// whole as an apposition. Its whole is the figure told of last before it in the sentence (for "of
// them" and "among the dead" also in the sentence before), if that is large enough.
//
//     "killed 102 civilians, including 7 children"  -> 7: killed, part of the 102
//     "12 people were shot, two of them fatally"    -> 2: killed, part of the 12 casualties
//     "five died, among them a girl of six"   -> 1: killed, part of the 5
//     "48 people died: 30 men and 18 women"         -> 30 and 18: killed, parts of the 48
//     "including two hours of talks"                -> hours are no people: nothing
//
// Cost: quantities of a sentence times its drafts. Test: figures_test.cc.
#include <algorithm>
#include <map>

#include "reading/figure_drafts.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::relation;

std::int64_t size_of(const Quantity& quantity) {
  const Amount& amount = quantity.amount;
  return amount.best ? *amount.best : amount.low ? *amount.low : amount.high.value_or(0);
}

class PartFinder {
 public:
  PartFinder(const Document& document, const Quantities& quantities, std::vector<Draft>& drafts)
      : analysis_(document.analysis), quantities_(quantities), drafts_(drafts) {
    for (std::size_t i = 0; i < drafts.size(); ++i) note(i);
  }

  void find() {
    for (const Quantity& quantity : quantities_.all()) {
      if (quantity.noun.kind == NounEntry::Kind::kThing || size_of(quantity) == 0) continue;
      if (link_to_own_whole(quantity)) continue;
      if (quantity.head != kNone && !quantity.noun.people() && !of_pronoun(quantity)) continue;
      const bool pronoun = of_pronoun(quantity);
      if (!pronoun && !after_cue(quantity) && !beside_whole(quantity)) continue;
      if (pronoun && by_node_.count(quantity.node) == 0 && stands_aside(quantity)) continue;
      link(quantity, pronoun);
      if (!pronoun) link_singles(quantity.node);
    }
    for (const language::Sentence& sentence : analysis_.sentences) link_listed(sentence);
    for (const language::Sentence& sentence : analysis_.sentences)
      for (std::int32_t word = sentence.begin; word + 1 < sentence.end; ++word)
        if (is_including(form(word)) || (is_among(word) && is_pronoun(form(word + 1))))
          add_somebody(is_among(word) ? word + 2 : word + 1, sentence.end);
  }

 private:
  std::string form(std::int32_t word) const { return text::lower(analysis_.words[word].form); }

  bool is_among(std::int32_t word) const {
    return form(word) == "among" || form(word) == "amongst";
  }

  static bool is_including(const std::string& word) {
    return word == "including" || word == "included" || word == "incl" || word == "incl.";
  }

  static bool is_pronoun(const std::string& word) { return word == "them" || word == "whom"; }

  // "among them [a girl] of six", "including [a boy and his grandmother]": the first noun of
  // people, with an article, and those coordinated with it.
  void add_somebody(std::int32_t begin, std::int32_t end) {
    for (std::int32_t word = begin; word < std::min(end, begin + 6); ++word) {
      const std::string& upos = analysis_.words[word].upos;
      if (upos == "PUNCT" || upos == "VERB" || upos == "ADP") return;
      auto part = quantities_.of(word);
      if (!part || part->words.begin > begin || part->node != word) continue;
      part->words.begin = begin;  // where the tree takes "among them" for a part of it
      if (!part->bare || part->pronoun || part->definite || part->amount.best != 1) return;
      link(with_coordinated(*part, end), false);
      return;
    }
  }

  Quantity with_coordinated(Quantity part, std::int32_t end) const {
    std::int64_t size = 1;
    for (const std::int32_t node : coordinated(analysis_, part.node)) {
      const auto other = quantities_.of(node);
      if (node <= part.node || node >= end || !other || !other->noun.people()) continue;
      if (!other->bare || other->amount.best != 1) continue;
      ++size;
      part.words.end = std::max(part.words.end, other->words.end);
      if (other->noun.sex != part.noun.sex) part.noun.sex.clear();
      if (other->noun.age != part.noun.age) part.noun.age.clear();
      part.noun.years.reset();
    }
    part.amount.low = part.amount.best = part.amount.high = size;
    return part;
  }

  // "among them 11 minors and [a reporter]", "seven women, four boys and [an old man]": one more
  // part.
  void link_singles(std::int32_t node) {
    for (const std::int32_t child : language::children(analysis_, node)) {
      if (relation(analysis_.words[child]) != "conj" || by_node_.count(child) != 0) continue;
      const auto part = quantities_.of(child);
      if (!part || !part->bare || part->definite || part->amount.best != 1) continue;
      const language::Word& first = analysis_.words[part->words.begin];
      if (part->noun.people() && first.lemma == "a") link(*part, false);
    }
  }

  // "two of them", "of whom two", "two of those killed".
  bool of_pronoun(const Quantity& quantity) const {
    const auto is_them = [&](const std::string& word) {
      return is_pronoun(word) || word == "which" || word == "those" || word == "these";
    };
    if (quantity.partitive && quantity.head != kNone && is_them(form(quantity.head))) return true;
    const std::int32_t begin = quantity.words.begin;
    const std::int32_t start = analysis_.sentences[analysis_.words[begin].sentence].begin;
    if (begin - 2 < start) return false;
    return (form(begin - 2) == "of" || is_among(begin - 2)) && is_them(form(begin - 1));
  }

  // "took the names of [30 of them]", "in [three of them] no roof is left": part of a phrase that
  // tells of something else.
  bool stands_aside(const Quantity& quantity) const {
    const std::string_view rel = relation(analysis_.words[quantity.node]);
    if (rel != "obl" && rel != "nmod") return false;
    const std::int32_t over = analysis_.words[quantity.node].head;
    if (over != kNone && analysis_.words[over].lemma == "account") return false;
    for (const std::int32_t child : language::children(analysis_, quantity.node)) {
      const std::string word = form(child);
      if (child > quantity.node || relation(analysis_.words[child]) != "case") continue;
      return word != "with" && !is_among(child) && !is_including(word);
    }
    return false;
  }

  // "including [two nurses]", also for what is coordinated with it.
  bool after_cue(const Quantity& quantity) const {
    std::int32_t node = quantity.node;
    for (int steps = 0; steps < 4; ++steps) {
      for (const std::int32_t child : language::children(analysis_, node)) {
        const std::string word = form(child);
        if (child < node && is_including(word)) return true;
      }
      const language::Word& word = analysis_.words[node];
      // "including 16 children, and dozens of soldiers": the comma ends the parts.
      const std::int32_t first = language::subtree(analysis_, node).begin;
      if (word.head != kNone && relation(word) == "conj" && (first == 0 || form(first) != ","))
        node = word.head;
      else
        break;
    }
    const std::int32_t begin = quantity.words.begin;
    const std::int32_t start = analysis_.sentences[analysis_.words[begin].sentence].begin;
    const std::int32_t cue = begin > start && form(begin - 1) == "." ? begin - 2 : begin - 1;
    return cue >= start && is_including(form(cue));
  }

  // An apposition to a figure, or what is coordinated with one.
  bool beside_whole(const Quantity& quantity) const {
    std::int32_t node = quantity.node;
    if (relation(analysis_.words[node]) == "conj") node = analysis_.words[node].head;
    if (node == kNone || relation(analysis_.words[node]) != "appos") return false;
    const std::int32_t whole = analysis_.words[node].head;
    const auto found = by_node_.find(whole);
    return found != by_node_.end() && size_of(drafts_[found->second].quantity) > size_of(quantity);
  }

  // "48 people were killed: 30 civilians, 10 officers and 8 soldiers": people listed after a colon
  // or in brackets ("6 arrests (4 men, 2 women)")
  // whose numbers add up to the last one before it, whatever the tree makes of them.
  void link_listed(const language::Sentence& sentence) {
    const std::int32_t own = analysis_.words[sentence.begin].sentence;
    for (std::int32_t colon = sentence.begin + 1; colon + 1 < sentence.end; ++colon) {
      if (form(colon) != ":" && form(colon) != "(") continue;
      std::vector<const Quantity*> parts;
      const Quantity* before = nullptr;
      std::int64_t sum = 0;
      for (const Quantity& quantity : quantities_.in_sentence(own)) {
        if (quantity.words.end <= colon) before = &quantity;
        if (quantity.words.begin <= colon || !is_listed(colon, quantity)) continue;
        parts.push_back(&quantity);
        sum += size_of(quantity);
      }
      const auto whole = before == nullptr ? by_node_.end() : by_node_.find(before->node);
      if (parts.size() < 2 || whole == by_node_.end() || sum != size_of(*before)) continue;
      for (const Quantity* part : parts) link_part(*part, whole->second);
      return;
    }
  }

  // People with a number, and no verb up to them.
  bool is_listed(std::int32_t colon, const Quantity& quantity) const {
    if (quantity.head == kNone || !quantity.noun.people() || quantity.amount.more) return false;
    for (std::int32_t word = colon + 1; word < quantity.words.begin; ++word)
      if (analysis_.words[word].upos == "VERB" || analysis_.words[word].upos == "AUX") return false;
    return true;
  }

  void link_part(const Quantity& part, std::size_t whole) {
    const std::int32_t node = drafts_[whole].quantity.node;
    if (const auto own = by_node_.find(part.node); own != by_node_.end()) {
      drafts_[own->second].whole = node;
      return;
    }
    Draft draft = drafts_[whole];
    draft.quantity = part;
    draft.whole = node;
    drafts_.push_back(draft);
    note(drafts_.size() - 1);
  }

  // "ten of the 30 wounded", "of the 30 wounded, ten": the whole is told with its part, which is
  // of its measure where nothing else is told of it.
  bool link_to_own_whole(const Quantity& part) {
    const Quantity* whole = quantities_.whole_of(part);
    const bool first = whole == nullptr;
    if (first) whole = told_first(part);
    if (whole == nullptr || size_of(*whole) < size_of(part)) return false;
    const auto found = by_node_.find(whole->node);
    if (found == by_node_.end()) return false;
    const std::int32_t node = whole->node;
    if (const auto own = by_node_.find(part.node); own != by_node_.end()) {
      drafts_[own->second].whole = node;
      return true;
    }
    // "Of the 40 detained, six have been freed": whatever became of them.
    const bool some = first && relation(analysis_.words[part.node]) == "nsubj";
    if (!part.partitive && !some) return false;
    link_part(part, found->second);
    return true;
  }

  // "[Of the 40] injured, six died": the whole opens the sentence.
  const Quantity* told_first(const Quantity& part) const {
    if (part.head != kNone && !part.partitive) return nullptr;
    const std::int32_t sentence = analysis_.words[part.node].sentence;
    std::int32_t begin = analysis_.sentences[sentence].begin;
    if (form(begin) == "out") ++begin;
    if (form(begin) != "of") return nullptr;
    const Quantity& first = quantities_.in_sentence(sentence).front();
    const bool opens = first.words.begin <= begin + 2 && first.words.begin < part.words.begin;
    return opens && !first.partitive ? &first : nullptr;
  }

  void link(const Quantity& part, bool pronoun) {
    const std::int32_t sentence = analysis_.words[part.node].sentence;
    Draft* whole = nullptr;
    const bool back_too = pronoun && !has_nearer_people(part);
    for (std::int32_t back = 0; back <= (back_too ? 1 : 0); ++back) {
      const auto range = by_sentence_.equal_range(sentence - back);
      for (auto at = range.first; at != range.second; ++at) {
        Draft& draft = drafts_[at->second];
        const Quantity& quantity = draft.quantity;
        if (quantity.words.begin >= part.words.begin || quantity.node == part.node) continue;
        if (draft.whole != kNone || (quantity.amount.high && *quantity.amount.high < size_of(part)))
          continue;
        if (whole == nullptr || quantity.words.begin > whole->quantity.words.begin) whole = &draft;
      }
    }
    if (whole == nullptr) return;
    const std::int32_t node = whole->quantity.node;
    if (const auto own = by_node_.find(part.node); own != by_node_.end()) {
      Draft& part_draft = drafts_[own->second];
      // "more than 200 arrests; hundreds injured, of whom [64] are police"
      if (pronoun && part_draft.trigger < whole->quantity.words.begin) {
        part_draft.measure = whole->measure;
        part_draft.row = whole->row;
        part_draft.trigger = whole->trigger;
      }
      part_draft.whole = node;
      if (fatal(part)) drafts_[own->second].measure = "killed";
      return;
    }
    Draft draft = *whole;
    draft.quantity = part;
    draft.whole = node;
    if (fatal(part)) draft.measure = "killed";
    drafts_.push_back(draft);
    note(drafts_.size() - 1);
  }

  // "212 were injured. Buses left with 46 residents, nine of them children": people told of before
  // it in its own sentence, of whom nothing is counted, are its whole.
  bool has_nearer_people(const Quantity& part) const {
    const auto around = quantities_.in_sentence(analysis_.words[part.node].sentence);
    return std::any_of(around.begin(), around.end(), [&](const Quantity& other) {
      return other.words.end <= part.words.begin && other.head != kNone && !other.bare &&
             other.noun.people() && size_of(other) > size_of(part) &&
             by_node_.count(other.node) == 0;
    });
  }

  void note(std::size_t index) {
    const std::int32_t node = drafts_[index].quantity.node;
    by_node_.emplace(node, index);
    by_sentence_.emplace(analysis_.words[node].sentence, index);
  }

  // "two of them fatally".
  bool fatal(const Quantity& part) const {
    const std::int32_t next = part.words.end;
    if (next >= analysis_.sentences[analysis_.words[part.node].sentence].end) return false;
    const std::string word = form(next);
    return word == "fatally" || word == "mortally";
  }

  const Analysis& analysis_;
  const Quantities& quantities_;
  std::vector<Draft>& drafts_;
  std::map<std::int32_t, std::size_t> by_node_;
  std::multimap<std::int32_t, std::size_t> by_sentence_;
};

}  // namespace

void add_parts(const Document& document, const Quantities& quantities, std::vector<Draft>& drafts) {
  PartFinder(document, quantities, drafts).find();
}

}  // namespace litopys::reading
