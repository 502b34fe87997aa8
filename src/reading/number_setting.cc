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

namespace {

bool is_joint(const std::string& form) {
  return form == "," || form == ";" || form == ":" || form == "and" || form == "while";
}

bool ends_item(const Analysis& analysis, std::int32_t next, std::int32_t end) {
  if (next >= end) return true;
  const std::string& form = analysis.words[next].form;
  return is_joint(form) || form == "." || form == "\"" || form == "\xE2\x80\x9D";
}

bool says_where(const std::string& form) {
  for (const std::string_view word : {"in", "at", "near", "outside"})
    if (form == word) return true;
  return false;
}

}  // namespace

bool before_place(const Analysis& analysis, WordRange number) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  if (number.begin <= sentence.begin || number.end + 1 >= sentence.end) return false;
  return is_joint(analysis.words[number.begin - 1].form) &&
         says_where(analysis.words[number.end].form) &&
         analysis.words[number.end + 1].upos == "PROPN";
}

bool after_place(const Analysis& analysis, WordRange number) {
  constexpr std::int32_t kLongest = 3;  // words of the place
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  if (!ends_item(analysis, number.end, sentence.end)) return false;
  std::int32_t word = number.begin - 1;
  const auto named = [&] {
    return word >= sentence.begin && analysis.words[word].upos == "PROPN" &&
           analysis.words[word].name != kNone &&
           analysis.names[analysis.words[word].name].kind == "LOC";
  };
  if (!named()) return false;
  while (named() && number.begin - word <= kLongest) --word;
  if (word <= sentence.begin || !says_where(text::lower(analysis.words[word].form))) return false;
  return is_joint(analysis.words[word - 1].form);
}

std::int32_t gapped_subject(const Analysis& analysis, WordRange number, std::int32_t end) {
  constexpr std::int32_t kLongest = 4;  // words of the subject
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  if (!ends_item(analysis, end, sentence.end)) return kNone;
  const auto in_phrase = [&](std::int32_t word) {
    const std::string& upos = analysis.words[word].upos;
    return upos == "NOUN" || upos == "PROPN" || upos == "DET" || upos == "ADJ";
  };
  std::int32_t first = number.begin;
  while (first > sentence.begin && in_phrase(first - 1) && number.begin - first < kLongest) --first;
  if (first == number.begin || first <= sentence.begin) return kNone;
  const Word& last = analysis.words[number.begin - 1];
  const bool noun = last.upos == "PROPN" || (last.upos == "NOUN" && number.begin - first > 1);
  return noun && is_joint(analysis.words[first - 1].form) ? first : kNone;
}

std::int32_t start_of_phrase(const Analysis& analysis, std::int32_t head) {
  std::int32_t first = head;
  for (std::int32_t word = head - 1;
       word >= analysis.sentences[analysis.words[head].sentence].begin && head - word < 12;
       --word) {
    if (!language::dominates(analysis, head, word)) break;
    std::int32_t top = word;  // the child of the head above this word
    while (analysis.words[top].head != head) top = analysis.words[top].head;
    const std::string_view rel = language::relation(analysis.words[top]);
    if (rel == "case" || rel == "mark" || rel == "cc" || rel == "punct" || rel == "acl" ||
        rel == "cop" || rel == "nsubj" || rel == "advcl")
      break;
    first = word;
  }
  return first;
}

// Over the dash of "300-strong", and the nouns of "several thousand strong".
std::int32_t named_by_strength(const Analysis& analysis, WordRange number) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  std::int32_t strong = number.end;
  if (strong < sentence.end && analysis.words[strong].form == "-") ++strong;
  if (strong >= sentence.end || text::lower(analysis.words[strong].form) != "strong") return kNone;
  const std::int32_t noun = analysis.words[strong].head;
  const bool described = noun != kNone && language::relation(analysis.words[strong]) == "amod";
  return described && analysis.words[noun].upos == "NOUN" ? noun : kNone;
}

std::int32_t whole_out_of(const Analysis& analysis, WordRange number) {
  constexpr std::int32_t kLongest = 6;  // words of the whole
  const std::int32_t end = analysis.sentences[analysis.words[number.begin].sentence].end;
  std::int32_t word = number.end;
  if (word + 2 >= end || text::lower(analysis.words[word].form) != "out" ||
      text::lower(analysis.words[word + 1].form) != "of")
    return kNone;
  std::int32_t noun = kNone;
  for (word += 2; word < std::min(end, number.end + kLongest); ++word) {
    const std::string& upos = analysis.words[word].upos;
    if (upos == "NOUN") noun = word;
    if (upos != "NOUN" && upos != "NUM" && upos != "DET" && upos != "ADJ") break;
  }
  return noun;
}

bool counted_by_another(const Analysis& analysis, std::int32_t begin, std::int32_t noun) {
  for (std::int32_t word = begin + 2; word < noun; ++word)
    if (analysis.words[word].upos == "NUM" &&
        gapped_subject(analysis, {word, word + 1}, noun + 1) != kNone)
      return true;
  return false;
}

bool says_age(const Analysis& analysis, const Amount& amount) {
  constexpr std::int64_t kOldest = 120;
  const std::int32_t begin = amount.words.begin;
  if (begin <= analysis.sentences[analysis.words[begin].sentence].begin) return false;
  if (analysis.words[begin - 1].upos != "AUX") return false;
  const bool known = amount.best && *amount.best < kOldest;
  if (begin == amount.number.begin)  // "who is 71"
    return known && begin > 1 && text::lower(analysis.words[begin - 2].form) == "who";
  const std::string bound = text::lower(analysis.words[begin].form);
  if (bound != "under" && bound != "over" && bound != "below" && bound != "above") return false;
  return amount.low.value_or(amount.high.value_or(kOldest)) < kOldest;
}

bool stands_for_age(const Analysis& analysis, WordRange number) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  const auto form = [&](std::int32_t word) {
    return word >= sentence.begin && word < sentence.end ? text::lower(analysis.words[word].form)
                                                         : std::string();
  };
  const auto is_number = [&](std::int32_t word) {
    return word >= sentence.begin && word < sentence.end && analysis.words[word].upos == "NUM";
  };
  const auto joins = [](const std::string& word) { return word == "and" || word == "or"; };
  std::int32_t after = number.end;
  if (form(after) == "-") ++after;
  const std::string next = form(after);
  if (next.starts_with("year") && (after > number.end || next.starts_with("years"))) return true;
  if (next.starts_with("year-old") || next == "y.o" || next == "y.o." || next == "y/o") return true;
  const bool hanging = after > number.end || analysis.words[number.end - 1].form.ends_with("-");
  if (hanging && joins(next) && is_number(after + 1)) return true;
  std::int32_t before = number.begin - 1;
  if (joins(form(before)) && is_number(before - 1)) before -= 2;
  while (form(before) == "of" || form(before) == ":" || form(before) == "between") --before;
  return form(before) == "age" || form(before) == "aged" || form(before) == "ages";
}

bool denied_by_neither(const Analysis& analysis, std::int32_t word) {
  const auto denies = [&](std::int32_t at) {
    const std::string form = text::lower(analysis.words[at].form);
    return form == "neither" || form == "nor";
  };
  if (denies(word)) return true;
  for (const std::int32_t child : language::children(analysis, word))
    if (child < word && denies(child)) return true;
  const std::int32_t over = analysis.words[word].head;
  return over != kNone && over < word && language::relation(analysis.words[word]) == "nmod" &&
         denies(over);
}

bool is_fraction(const Analysis& analysis, std::int32_t word,
                 const AmountConventions& conventions) {
  const std::int32_t end = analysis.sentences[analysis.words[word].sentence].end;
  const std::string form = text::lower(analysis.words[word].form);
  const std::string next = word + 1 < end ? text::lower(analysis.words[word + 1].form) : "";
  if (form == "one" && next == "in" && word + 2 < end && analysis.words[word + 2].upos == "NUM")
    return true;
  if (conventions.fractions.count(form) == 0) return false;
  const auto entry = conventions.numerals.entries.find(form);
  const bool ordinal = entry != conventions.numerals.entries.end() && entry->second.ordinal;
  return !ordinal || next == "of";
}

}  // namespace litopys::reading
