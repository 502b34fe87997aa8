// The words between the sources decide, since the tree of such a sentence is seldom right.
//
//   1. Phrases ("according to X", "per X"). What stands between two of them belongs to the one
//   after
//      it, unless that one has been given words before: "According to police 5,000 marched, 12,000
//      according to the union" has two numbers in its only gap, which is cut at the comma.
//   2. A verb told once. After a saying with a number come a comma or "and", a noun phrase that
//      names a source, and a number: "..., the union 1,500 and a newspaper about 900".
//
//     "Police said 12 died, a teacher 34 and a nurse"   -> nothing: "teacher" names no source
//
// Cost: the words of a sentence with two such phrases, or with such a saying, once. Test:
// tests/cases/attribution/several.case.
#include "reading/several_sources.h"

#include <algorithm>
#include <optional>

#include "reading/actors.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

class SourceParter {
 public:
  SourceParter(const Analysis& analysis, const SpeechLexicon& lexicon, std::vector<Saying>& sayings)
      : analysis_(analysis), lexicon_(lexicon), sayings_(sayings) {}

  void part() {
    std::stable_sort(sayings_.begin(), sayings_.end(),
                     [](const Saying& a, const Saying& b) { return a.cue < b.cue; });
    const std::size_t size = sayings_.size();
    std::vector<std::size_t> phrases;  // of one sentence
    for (std::size_t i = 0; i < size; ++i) {
      if (!phrases.empty() && sentence_of(sayings_[phrases.back()]) != sentence_of(sayings_[i]))
        cut(phrases);
      if (sayings_[i].form == "according_to") phrases.push_back(i);
      add_sharing(i);
    }
    cut(phrases);
  }

 private:
  const Word& at(std::int32_t word) const { return analysis_.words[word]; }

  std::int32_t sentence_of(const Saying& saying) const { return at(saying.cue).sentence; }

  bool is_number(std::int32_t word) const { return at(word).upos == "NUM"; }

  bool parts(std::int32_t word) const {
    const std::string& form = at(word).form;
    return form == "," || form == ";" || at(word).upos == "CCONJ" || form == "while";
  }

  // ---- "according to" -------------------------------------------------------------------------
  WordRange phrase_of(const Saying& saying) const {
    WordRange phrase = noun_phrase(analysis_, saying.source);
    return {saying.cue_words.begin, std::max(phrase.end, saying.cue_words.end)};
  }

  bool has_number(WordRange range) const {
    for (std::int32_t word = range.begin; word < range.end; ++word)
      if (is_number(word)) return true;
    return false;
  }

  // The mark or conjunction before the last number of the range, where another one stands before
  // it; kNone without.
  std::int32_t last_cut(WordRange range) const {
    std::int32_t word = range.end - 1;
    while (word > range.begin && !is_number(word)) --word;
    while (word > range.begin && !parts(word)) --word;
    if (word <= range.begin || !has_number({range.begin, word})) return kNone;
    return word;
  }

  void cut(std::vector<std::size_t>& phrases) {
    if (phrases.size() < 2) return phrases.clear();
    const language::Sentence& sentence = analysis_.sentences[sentence_of(sayings_[phrases[0]])];
    std::vector<WordRange> gaps;  // before each phrase, and after the last one
    std::int32_t begin = sentence.begin;
    for (const std::size_t i : phrases) {
      const WordRange phrase = phrase_of(sayings_[i]);
      gaps.push_back({begin, std::max(begin, phrase.begin)});
      begin = std::max(begin, phrase.end);
    }
    gaps.push_back({begin, sentence.end});
    std::vector<WordRange> contents;
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      if (has_number(gaps[i])) {
        contents.push_back(gaps[i]);
        continue;
      }
      WordRange& after = gaps[i + 1];
      if (!has_number(after)) return phrases.clear();
      const bool last = i + 1 == phrases.size() || has_number(gaps[i + 2]);
      const std::int32_t border = last ? kNone : last_cut(after);
      if (!last && border == kNone) return phrases.clear();
      contents.push_back({after.begin, last ? after.end : border});
      after.begin = last ? after.end : border + 1;
    }
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      sayings_[phrases[i]].content = {contents[i]};
      sayings_[phrases[i]].rule = "several " + sayings_[phrases[i]].rule;
    }
    phrases.clear();
  }

  // ---- a verb told once -----------------------------------------------------------------------
  void add_sharing(std::size_t index) {
    const Saying& first = sayings_[index];
    if (first.form != "indirect" || first.content.empty() || first.source > first.cue) return;
    const std::int32_t end = analysis_.sentences[sentence_of(first)].end;
    std::int32_t word = first.cue_words.end;
    while (word < end && !is_number(word)) ++word;
    std::vector<Saying> sharing;
    while (word < end) {
      while (word < end && !parts(word)) ++word;
      while (word < end && parts(word)) ++word;
      const auto next = sharing_saying(first, word, end);
      if (!next) continue;
      word = next->content[0].end;
      sharing.push_back(*next);
    }
    sayings_.insert(sayings_.end(), sharing.begin(), sharing.end());
  }

  // "[the union 1,500] and ...", "[police at 3,000]": a source, and a number right after it.
  std::optional<Saying> sharing_saying(const Saying& first, std::int32_t begin,
                                       std::int32_t end) const {
    constexpr std::int32_t kLongestSource = 7;
    std::int32_t word = begin, noun = kNone;
    for (; word < std::min(end, begin + kLongestSource); ++word) {
      const std::string& upos = at(word).upos;
      if (upos == "NOUN" || upos == "PROPN") noun = word;
      const bool inside = upos == "DET" || upos == "ADJ" || upos == "NOUN" || upos == "PROPN" ||
                          upos == "PART" || upos == "PRON";
      if (!inside || bounds_number(word)) break;
    }
    if (noun == kNone || !names_source(analysis_, {begin, noun + 1}, lexicon_)) return std::nullopt;
    const std::int32_t number = number_from(noun + 1, end);
    if (number == kNone) return std::nullopt;
    Saying saying;
    saying.cue = noun;  // there is no verb of its own
    saying.cue_words = first.cue_words;
    saying.source = noun;
    saying.source_words = {begin, noun + 1};
    saying.kind = "noun";  // no quotation is joined to it
    saying.form = first.form;
    saying.distance = first.distance;
    saying.rule = "shared " + at(first.cue).lemma;
    std::int32_t last = number;
    while (last < end && !parts(last)) ++last;
    saying.content = {{noun + 1, last}};
    return saying;
  }

  // "some 900", "nearly 900": no part of the source.
  bool bounds_number(std::int32_t word) const {
    const std::string form = text::lower(at(word).form);
    return form == "some" || form == "another";
  }

  // The number within three words, over "at", "of" and what bounds it.
  std::int32_t number_from(std::int32_t begin, std::int32_t end) const {
    for (std::int32_t word = begin; word < std::min(end, begin + 4); ++word) {
      if (is_number(word)) return word;
      const std::string& upos = at(word).upos;
      if (upos != "ADP" && upos != "ADV" && upos != "DET" && upos != "ADJ" && upos != "SCONJ")
        return kNone;
    }
    return kNone;
  }

  const Analysis& analysis_;
  const SpeechLexicon& lexicon_;
  std::vector<Saying>& sayings_;
};

}  // namespace

bool has_words(const Analysis& analysis, language::WordRange phrase,
               const std::vector<std::string>& words) {
  const auto first = analysis.words.begin() + phrase.begin;
  const auto last = analysis.words.begin() + phrase.end;
  const auto is = [](const language::Word& word, const std::string& wanted) {
    return text::lower(word.lemma) == wanted || text::lower(word.form) == wanted;
  };
  return std::search(first, last, words.begin(), words.end(), is) != last;
}

bool names_source(const Analysis& analysis, language::WordRange phrase,
                  const SpeechLexicon& lexicon) {
  return std::any_of(lexicon.kinds.begin(), lexicon.kinds.end(), [&](const auto& kind) {
    return !kind.by_sector && has_words(analysis, phrase, kind.words);
  });
}

void part_sources(const Analysis& analysis, const SpeechLexicon& lexicon,
                  std::vector<Saying>& sayings) {
  SourceParter(analysis, lexicon, sayings).part();
}

}  // namespace litopys::reading
