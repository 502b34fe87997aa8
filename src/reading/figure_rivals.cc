// Rivals: a number alone, after a verb of counting or before "according to", repeats the measure of
// the number before it.
//
//     "120 farmers took part; the union counted 200"          -> 200: participants
//     "The governor gave 174 dead and the hospital 131"       -> 131: killed, the verb is told once
//     "the union counted 200 tractors"                        -> nothing: a noun of its own
//
// Cost: linear in the numbers alone of the document, times their sentence. Test:
// tests/cases/figures/counts.case.
#include <algorithm>

#include "reading/telling_reader.h"

namespace litopys::reading {
namespace {

class RivalReader : public TellingReader {
 public:
  using TellingReader::TellingReader;

  void read() {
    const auto size = static_cast<std::int32_t>(analysis_.sentences.size());
    for (std::int32_t sentence = 0; sentence < size; ++sentence) {
      begin_ = analysis_.sentences[sentence].begin;
      end_ = analysis_.sentences[sentence].end;
      read_rivals(sentence);
    }
  }

 private:
  void read_rivals(std::int32_t sentence) {
    for (const Quantity& quantity : quantities_.in_sentence(sentence)) {
      if (quantity.head != kNone || is_taken(quantity) || size_of(quantity) == 0) continue;
      if (!alone(quantity)) continue;
      std::int32_t verb = telling(quantity);
      if (verb == kNone) verb = shared_verb(sentence, quantity);
      if (verb != kNone) repeat(quantity, verb);
    }
  }

  // The verb of counting that has the number, or the word after it that names its source.
  std::int32_t telling(const Quantity& quantity) const {
    std::int32_t word = quantity.words.begin - 1;
    for (int steps = 0; steps < 4 && is(word, "filler") && !is_verb_of_telling(word); ++steps)
      --word;
    if (is_verb_of_telling(word)) return word;
    for (word = quantity.words.end; word < std::min(end_, quantity.words.end + 5); ++word) {
      if (is(word, "again") && form(word + 1) == "to") return word;
      const std::string& upos = analysis_.words[word].upos;
      if (upos == "VERB" || upos == "AUX" || upos == "CCONJ" || form(word) == ";") break;
    }
    return kNone;
  }

  // "the deputy governor gave 174 dead, the health office [131]": the verb is told once.
  std::int32_t shared_verb(std::int32_t sentence, const Quantity& quantity) const {
    const std::int32_t noun = quantity.words.begin - 1;
    if (noun < begin_) return kNone;
    const std::string& upos = analysis_.words[noun].upos;
    if (upos != "NOUN" && upos != "PROPN") return kNone;
    const Quantity* before = nullptr;
    for (const Quantity& other : quantities_.in_sentence(sentence))
      if (other.words.end <= noun && is_taken(other)) before = &other;
    if (before == nullptr || noun - before->words.end > 9) return kNone;
    bool parted = false;
    for (std::int32_t word = before->words.end; word < noun; ++word) {
      if (analysis_.words[word].upos == "VERB") return kNone;
      parted = parted || form(word) == "," || form(word) == "and" || form(word) == ";";
    }
    if (!parted) return kNone;
    for (std::int32_t word = before->words.begin - 1;
         word >= std::max(begin_, before->words.begin - 4); --word)
      if (is_verb_of_telling(word)) return word;
    return kNone;
  }

  bool is_verb_of_telling(std::int32_t word) const {
    return is(word, "tell") && analysis_.words[word].upos == "VERB";
  }
};

}  // namespace

void add_rivals(const CountingContext& context, std::vector<Draft>& drafts) {
  RivalReader(context, drafts).read();
}

}  // namespace litopys::reading
