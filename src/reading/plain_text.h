// For tests of the reading layer: a text cut at blanks and marks, with neither tags nor trees, for
// rules that need only words. Sentences end at full stops before a capital and at line ends;
// blank lines part paragraphs.
#pragma once

#include <string>
#include <utility>

#include "reading/document.h"

namespace litopys::reading {

class PlainText {
 public:
  explicit PlainText(std::string text, std::string published = "") {
    report_.text = std::move(text);
    report_.published = std::move(published);
    cut();
  }

  Document document() const { return {report_, report_.text, analysis_}; }
  language::Analysis& analysis() { return analysis_; }

 private:
  static bool is_mark(char c) { return std::string(",.()\"-:;?!'").find(c) != std::string::npos; }

  void cut() {
    const std::string& text = report_.text;
    std::int32_t paragraph = 0;
    for (std::size_t i = 0; i < text.size();) {
      if (text[i] == '\n') {
        end_sentence(paragraph);
        if (i + 1 < text.size() && text[i + 1] == '\n') ++paragraph, ++i;
        ++i;
        continue;
      }
      if (text[i] == ' ') {
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      if (!is_mark(text[i]))
        while (end < text.size() && text[end] != ' ' && text[end] != '\n' && !is_mark(text[end]))
          ++end;
      add_word(i, end);
      const bool stop = text[i] == '.' && (end == text.size() || text[end] == ' ');
      const bool capital = end + 1 < text.size() && text[end + 1] >= 'A' && text[end + 1] <= 'Z';
      const bool abbreviation = i >= 1 && analysis_.words.size() - begin_ >= 2 &&
                                analysis_.words.end()[-2].form.size() <= 4;
      i = end;
      if (stop && capital && !abbreviation) end_sentence(paragraph);
    }
    end_sentence(paragraph);
  }

  void add_word(std::size_t begin, std::size_t end) {
    language::Word word;
    word.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    word.form = report_.text.substr(begin, end - begin);
    word.lemma = word.form;
    word.sentence = static_cast<std::int32_t>(analysis_.sentences.size());
    analysis_.words.push_back(word);
  }

  void end_sentence(std::int32_t paragraph) {
    const std::int32_t end = static_cast<std::int32_t>(analysis_.words.size());
    if (end == begin_) return;
    analysis_.sentences.push_back(
        {language::span_of(analysis_, {begin_, end}), begin_, end, paragraph});
    begin_ = end;
  }

  intake::Report report_;
  language::Analysis analysis_;
  std::int32_t begin_ = 0;
};

}  // namespace litopys::reading
