// Covered by labelled_items_test.cc and tests/cases/places.
#include "reading/labelled_items.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "reading/clock_entries.h"

namespace litopys::reading {
namespace {

using language::kNone;

constexpr std::int32_t kLongestLabel = 8;  // words

bool opens_line(std::string_view text, std::uint32_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
}

// "- Village of Lund:" of a sentence that opens a line, or of what follows the clock of an entry.
std::optional<language::WordRange> label_of(const language::Analysis& analysis,
                                            const language::Sentence& sentence,
                                            std::int32_t begin) {
  while (begin < sentence.end && analysis.words[static_cast<std::size_t>(begin)].upos == "PUNCT")
    ++begin;
  bool named = false;
  for (std::int32_t w = begin; w < sentence.end && w - begin <= kLongestLabel; ++w) {
    const language::Word& word = analysis.words[static_cast<std::size_t>(w)];
    if (word.form == ":")
      return named && w + 1 < sentence.end ? std::optional(language::WordRange{begin, w})
                                           : std::nullopt;
    if (word.upos == "VERB" || word.upos == "AUX" || word.upos == "PRON") return std::nullopt;
    named |= word.upos == "PROPN";
  }
  return std::nullopt;
}

}  // namespace

std::vector<LabelledItem> labelled_items(const Document& document) {
  const language::Analysis& analysis = document.analysis;
  std::vector<LabelledItem> items;
  for (const ClockEntry& entry : clock_entries(document)) {
    if (entry.sentence == 0) continue;  // a log without a lead: its first entry says where it is
    const auto& sentence = analysis.sentences[static_cast<std::size_t>(entry.sentence)];
    std::int32_t begin = sentence.begin;
    while (begin < sentence.end &&
           analysis.words[static_cast<std::size_t>(begin)].span.begin < entry.clock.end)
      ++begin;
    const auto label = label_of(analysis, sentence, begin);
    items.push_back(
        {label.value_or(language::WordRange{begin, begin}), entry.sentence, entry.sentences_end});
  }
  if (!items.empty()) return items;
  bool open = false;  // whether the last item's line goes on
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const language::Sentence& sentence = analysis.sentences[s];
    if (sentence.begin == sentence.end) continue;
    if (opens_line(document.text, sentence.span.begin)) {
      const auto label = label_of(analysis, sentence, sentence.begin);
      open = label.has_value();
      if (open) items.push_back({*label, static_cast<std::int32_t>(s), 0});
    }
    if (open) items.back().sentences_end = static_cast<std::int32_t>(s) + 1;
  }
  if (items.size() < 2) items.clear();
  return items;
}

std::int32_t item_of(const std::vector<LabelledItem>& items, std::int32_t sentence) {
  const auto after =
      std::upper_bound(items.begin(), items.end(), sentence,
                       [](std::int32_t s, const LabelledItem& item) { return s < item.sentence; });
  if (after == items.begin() || sentence >= std::prev(after)->sentences_end) return kNone;
  return static_cast<std::int32_t>(after - items.begin()) - 1;
}

bool is_parted(const std::vector<LabelledItem>& items, std::int32_t sentence, std::int32_t told) {
  const std::int32_t item = item_of(items, told);
  return item != kNone && item != item_of(items, sentence);
}

}  // namespace litopys::reading
