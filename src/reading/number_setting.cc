// Looks at a few neighbours in the sentence. Covered by quantities_test.cc and
// tests/cases/figures/shares.case.
#include "reading/number_setting.h"

#include <algorithm>
#include <string>

#include "text/utf8.h"

namespace litopys::reading {

using language::Analysis;
using language::kNone;
using language::Word;
using language::WordRange;

namespace {

std::string capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace

bool in_dateline(const Analysis& analysis, std::int32_t word) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[word].sentence];
  if (word - sentence.begin > 4) return false;
  const std::string& form = analysis.words[sentence.begin].form;
  if (form.size() < 3 || form != capitals(form) || text::lower(form) == form) return false;
  for (std::int32_t next = word + 1; next < std::min(sentence.end, word + 6); ++next) {
    const std::string& mark = analysis.words[next].form;
    if (mark == "(" || mark == "-" || mark == "--" || mark == "\xE2\x80\x93" ||
        mark == "\xE2\x80\x94" || mark == ">>")
      return true;
  }
  return false;
}

bool in_brackets_of_place(const Analysis& analysis, WordRange number) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  if (number.begin - 2 < sentence.begin || number.end >= sentence.end) return false;
  if (analysis.words[number.begin - 1].form != "(" || analysis.words[number.end].form != ")")
    return false;
  const std::string& digits = analysis.words[number.begin].form;
  if (digits.size() == 4 && digits >= "1500" && digits < "2100") return false;
  const Word& place = analysis.words[number.begin - 2];
  for (std::int32_t word = number.begin - 3; word >= std::max(sentence.begin, number.begin - 6);
       --word)
    if (place.upos == "PROPN" && analysis.words[word].form == ")") return true;
  return place.name != kNone && analysis.names[place.name].kind == "LOC";
}

bool after_state(const Analysis& analysis, WordRange number) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  if (number.begin <= sentence.begin || number.end >= sentence.end) return false;
  const Word& before = analysis.words[number.begin - 1];
  const std::string& next = analysis.words[number.end].form;
  const bool state = before.upos == "ADJ" || language::has_feature(before, "VerbForm=Part");
  return state && (next == "," || next == ";" || next == ")" || next == "(");
}

bool before_state(const Analysis& analysis, WordRange number) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  if (number.begin <= sentence.begin || number.end >= sentence.end) return false;
  const Word& next = analysis.words[number.end];
  const Word& before = analysis.words[number.begin - 1];
  const bool state = next.upos == "ADJ" || language::has_feature(next, "VerbForm=Part");
  return state && before.upos == "NOUN" && before.form == text::lower(before.form);
}

}  // namespace litopys::reading
