// A soft hyphen in "dem-onstrators" or a zero-width blank in a number hides the word from every
// table and the number's size from its reader: "1<U+200B>200" would be a 1 and a 200. So the marks
// are taken out before reading, and every span is moved back afterwards. A span keeps the marks
// inside it and leaves those at its ends.
//
// Example: "a<U+00AD>b c" is read as "ab c"; the span [0, 2) of it is [0, 4) of the text.
#include "pipeline/seen_text.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::pipeline {
namespace {

using text::Span;

bool shows_nothing(char32_t c) {
  return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

class Restorer {
 public:
  Restorer(const SeenText& text, const SeenText& title) : text_(text), title_(title) {}

  void restore(language::Analysis& analysis) const {
    for (auto& sentence : analysis.sentences) move(sentence.span, false);
    for (auto& word : analysis.words) move(word.span, false);
    for (auto& name : analysis.names) move(name.span, false);
    for (auto& token : analysis.multiword_tokens) move(token.span, false);
  }

  void restore(reading::Reading& reading) const {
    for (auto& entity : reading.entities) move(entity.span, entity.in_title);
    for (auto& time : reading.times) move(time.span, time.in_title);
    for (auto& place : reading.places) move(place.span, place.in_title);
    for (auto& quote : reading.quotes) move(quote.span, quote.in_title);
    for (auto& warning : reading.warnings) move(warning.span, false);
    for (auto& source : reading.attributions) {
      move(source.source, source.in_title);
      move(source.cue, source.in_title);
      for (Span& content : source.content) move(content, source.in_title);
    }
    for (auto& event : reading.events) {
      move(event.trigger, event.in_title);
      for (auto& participant : event.participants) move(participant.span, event.in_title);
      move(event.factuality, event.in_title);
    }
    for (auto& figure : reading.figures) {
      move(figure.span, figure.in_title);
      if (figure.population) move(figure.population->span, figure.in_title);
      move(figure.factuality, figure.in_title);
    }
  }

 private:
  void move(Span& span, bool in_title) const {
    if (span.begin < span.end) span = (in_title ? title_ : text_).original(span);
  }
  void move(reading::Factuality& factuality, bool in_title) const {
    for (reading::Cue& cue : factuality.cues) move(cue.span, in_title);
  }

  const SeenText& text_;
  const SeenText& title_;
};

}  // namespace

SeenText::SeenText(std::string_view text) {
  text_.reserve(text.size());
  std::uint32_t taken = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint here = text::code_point_at(text, at);
    if (shows_nothing(here.value)) {
      taken += static_cast<std::uint32_t>(here.size);
      marks_.push_back({static_cast<std::uint32_t>(text_.size()), taken});
    } else {
      text_ += text.substr(at, here.size);
    }
    at += here.size;
  }
}

// How far a place moves: by all marks before it. The end of a span stays before the marks there.
std::uint32_t SeenText::shift(std::uint32_t seen, bool end) const {
  const auto behind = std::partition_point(marks_.begin(), marks_.end(), [&](const Mark& mark) {
    return end ? mark.at < seen : mark.at <= seen;
  });
  return behind == marks_.begin() ? 0 : std::prev(behind)->before;
}

Span SeenText::original(Span seen) const {
  return {seen.begin + shift(seen.begin, false), seen.end + shift(seen.end, true)};
}

Span SeenText::seen(Span original) const {
  const auto place = [&](std::uint32_t at) {
    const auto behind = std::partition_point(marks_.begin(), marks_.end(), [&](const Mark& mark) {
      return mark.at + mark.before <= at;
    });
    const std::uint32_t before = behind == marks_.begin() ? 0 : std::prev(behind)->before;
    return std::min(at - before, static_cast<std::uint32_t>(text_.size()));
  };
  return {place(original.begin), place(original.end)};
}

void restore(const SeenText& text, const SeenText& title, language::Analysis& analysis,
             reading::Reading& reading) {
  const Restorer restorer(text, title);
  restorer.restore(analysis);
  restorer.restore(reading);
}

}  // namespace litopys::pipeline
