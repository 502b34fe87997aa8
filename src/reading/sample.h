// For tests of the reading layer: small analyses written out by hand, one word a line.
//
//     Sample sample("1 Police police NOUN _ 2 nsubj\n"
//                   "2 arrested arrest VERB Tense=Past 0 root | arrest.01 1:ARG0 4:ARG1\n"
//                   "3 two two NUM _ 4 nummod\n"
//                   "4 men man NOUN Number=Plur 2 obj\n");
//     sample.document()
//
// Columns are split at blanks: number, form, lemma, UPOS, features, head, relation; after a bar the
// predicate's sense, its arguments, and scores of words as its location ("4@0.8"); "NER=LOC" after
// the relation marks one-word names, and words that follow with "NER=+" continue them. A blank line
// ends a sentence. The text is the words with one blank between them.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "reading/document.h"

namespace litopys::reading {

class Sample {
 public:
  explicit Sample(const std::string& lines) {
    std::istringstream in(lines);
    std::string line;
    begin_sentence();
    while (std::getline(in, line)) {
      if (line.find_first_not_of(' ') == std::string::npos) {
        end_sentence();
        begin_sentence();
      } else {
        add_word(line);
      }
    }
    end_sentence();
    if (analysis_.sentences.back().begin == analysis_.sentences.back().end)
      analysis_.sentences.pop_back();
    report_.text = text_;
  }

  Document document() const { return {report_, text_, analysis_}; }
  const std::string& text() const { return text_; }
  language::Analysis& analysis() { return analysis_; }

 private:
  void begin_sentence() {
    language::Sentence sentence;
    sentence.begin = sentence.end = size();
    analysis_.sentences.push_back(sentence);
  }

  void end_sentence() {
    language::Sentence& sentence = analysis_.sentences.back();
    sentence.end = size();
    if (sentence.begin < sentence.end)
      sentence.span = language::span_of(analysis_, {sentence.begin, sentence.end});
  }

  void add_word(const std::string& line) {
    const std::int32_t first = analysis_.sentences.back().begin;
    std::istringstream cells(line);
    language::Word word;
    int number = 0, head = 0;
    cells >> number >> word.form >> word.lemma >> word.upos >> word.features >> head >> word.deprel;
    word.head = head == 0 ? language::kNone : first + head - 1;
    word.sentence = static_cast<std::int32_t>(analysis_.sentences.size()) - 1;
    if (!text_.empty()) text_ += ' ';
    word.span.begin = static_cast<std::uint32_t>(text_.size());
    text_ += word.form;
    word.span.end = static_cast<std::uint32_t>(text_.size());
    std::string cell;
    while (cells >> cell && cell != "|") add_name(cell.substr(4), word);
    if (cell == "|") add_predicate(cells, first, word);
    analysis_.words.push_back(word);
  }

  void add_name(const std::string& kind, language::Word& word) {
    if (kind != "+") analysis_.names.push_back({kind, size(), size(), word.span});
    language::Name& name = analysis_.names.back();
    name.end = size() + 1;
    name.span.end = word.span.end;
    word.name = static_cast<std::int32_t>(analysis_.names.size()) - 1;
  }

  void add_predicate(std::istringstream& cells, std::int32_t first, language::Word& word) {
    language::Predicate predicate;
    predicate.word = size();
    cells >> predicate.sense;
    for (std::string cell; cells >> cell;) {
      if (const std::size_t at = cell.find('@'); at != std::string::npos) {
        predicate.locations.push_back(
            {first + std::stoi(cell.substr(0, at)) - 1, std::stof(cell.substr(at + 1))});
        continue;
      }
      const std::size_t colon = cell.find(':');
      predicate.arguments.push_back(
          {first + std::stoi(cell.substr(0, colon)) - 1, cell.substr(colon + 1)});
    }
    word.predicate = static_cast<std::int32_t>(analysis_.predicates.size());
    analysis_.predicates.push_back(predicate);
  }

  std::int32_t size() const { return static_cast<std::int32_t>(analysis_.words.size()); }

  intake::Report report_;
  std::string text_;
  language::Analysis analysis_;
};

}  // namespace litopys::reading
