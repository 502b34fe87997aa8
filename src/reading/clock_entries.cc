// A clock time opens an entry where it stands at the head of a line or behind the end of a sentence
// and something begins after it: a capital, a quotation, a bracket or a mark.
//
//     "He came at\n10.30 with two others"    no entry: it goes on in small letters
//     "1.5 The contract", "2.10.3"           no clock: two digits of minutes and nothing more
//
// The times of one day run one way. A turn of more than three hours is the midnight between two
// days; a smaller one is an entry out of order. Times that may count to twelve turn at noon too and
// tell nothing. Covered by clock_entries_test.cc and tests/cases/times/logs.case.
#include "reading/clock_entries.h"

#include <algorithm>
#include <string_view>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::kNone;

constexpr std::size_t kFewestEntries = 3;
constexpr int kTurn = 180;  // minutes
constexpr int kNoon = 12 * 60;

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

struct Clock {
  std::size_t end = 0;
  int minutes = 0;
  bool meridiem = false, padded = false, dotted = false;
};

// "am", "p.m."; the end of it, 0 where there is none.
std::size_t read_meridiem(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size()) return 0;
  const char half = static_cast<char>(text[at] | 0x20);
  if (half != 'a' && half != 'p') return 0;
  std::size_t end = at + 1;
  const bool stop = end < text.size() && text[end] == '.';
  if (stop) ++end;
  if (end >= text.size() || (text[end] | 0x20) != 'm') return 0;
  ++end;
  if (stop && end < text.size() && text[end] == '.') ++end;
  return end;
}

std::optional<Clock> read_clock(std::string_view text, std::size_t at) {
  std::size_t end = at;
  int hour = 0, minute = 0;
  while (is_digit_at(text, end) && end < at + 2) hour = hour * 10 + (text[end++] - '0');
  if (end == at || end + 2 >= text.size() || (text[end] != ':' && text[end] != '.'))
    return std::nullopt;
  Clock clock;
  clock.padded = text[at] == '0';
  clock.dotted = text[end] == '.';
  const std::size_t minutes = ++end;
  while (is_digit_at(text, end) && end < minutes + 2) minute = minute * 10 + (text[end++] - '0');
  if (end != minutes + 2 || is_digit_at(text, end) || hour > 23 || minute > 59) return std::nullopt;
  if (const std::size_t after = read_meridiem(text, end)) {
    if (hour < 1 || hour > 12) return std::nullopt;
    clock.meridiem = true;
    const bool afternoon = text.substr(end, after - end).find_first_of("pP") != std::string::npos;
    hour = hour % 12 + (afternoon ? 12 : 0);
    end = after;
  }
  clock.end = end;
  clock.minutes = hour * 60 + minute;
  return clock;
}

// Whether something begins behind the clock.
bool opens_something(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const char next = text[at];
  if (next == '\n' || next == '\r' || next == ',' || next == ':') return true;
  if (next != ' ') return false;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size()) return true;
  if (is_digit_at(text, at)) return true;  // "10:30 45 people hurt"
  const char32_t first = text::code_point_at(text, at).value;
  return text::is_upper(first) || text::is_punctuation(first) || first == '\n' || first == '\r' ||
         std::string_view(text).substr(at).starts_with("to ");
}

// At the head of a line, with a bullet or a bracket or without, or behind the end of a sentence.
bool is_head(std::string_view text, std::size_t at) {
  while (at > 0 &&
         (text[at - 1] == ' ' || text[at - 1] == '[' || text[at - 1] == '-' || text[at - 1] == '*'))
    --at;
  if (at == 0) return true;
  const char before = text[at - 1];
  return before == '\n' || before == '\r' || before == '.' || before == '!' || before == '?' ||
         before == '"';
}

// "FRIDAY, 3 MAY, 10:00": the first words of a line or sentence in capitals, before the clock.
bool is_behind_header(const language::Analysis& analysis, std::int32_t word) {
  constexpr std::int32_t kLongest = 7;
  const language::Word& own = analysis.words[static_cast<std::size_t>(word)];
  const language::Sentence& sentence = analysis.sentences[static_cast<std::size_t>(own.sentence)];
  if (word == sentence.begin || word - sentence.begin > kLongest) return false;
  bool day = false;
  for (std::int32_t w = sentence.begin; w < word; ++w) {
    const language::Word& each = analysis.words[static_cast<std::size_t>(w)];
    day |= each.upos == "NUM";
    if (each.upos != "PROPN" && each.upos != "NUM" && each.upos != "PUNCT") return false;
  }
  return day;
}

// Paragraphs that are numbered "10.10", "10.11".
bool are_numbers(const std::vector<ClockEntry>& entries) {
  for (std::size_t i = 1; i < entries.size(); ++i)
    if (entries[i].minutes - entries[i - 1].minutes != 1) return false;
  return true;
}

void set_sentences(const Document& document, std::vector<ClockEntry>& entries) {
  const auto& sentences = document.analysis.sentences;
  std::size_t s = 0;
  for (ClockEntry& entry : entries) {
    // A sentence that ends with the clock belongs to the entry before.
    while (s < sentences.size() && (sentences[s].span.end <= entry.clock.end + 1 &&
                                    sentences[s].span.begin < entry.clock.begin))
      ++s;
    while (s + 1 < sentences.size() && sentences[s + 1].span.begin <= entry.clock.begin) ++s;
    entry.sentence = static_cast<std::int32_t>(s);
  }
  for (std::size_t i = 0; i < entries.size(); ++i)
    entries[i].sentences_end = i + 1 < entries.size()
                                   ? std::max(entries[i + 1].sentence, entries[i].sentence)
                                   : static_cast<std::int32_t>(sentences.size());
}

}  // namespace

std::vector<ClockEntry> clock_entries(const Document& document) {
  std::vector<ClockEntry> entries;
  bool to_twelve = true, dotted = true;
  std::vector<bool> sure;  // told with "a.m." or "p.m."
  const language::Analysis& analysis = document.analysis;
  for (std::size_t w = 0; w < analysis.words.size(); ++w) {
    const std::uint32_t at = analysis.words[w].span.begin;
    if (!is_digit_at(document.text, at) || (!entries.empty() && at < entries.back().clock.end))
      continue;
    if (!is_head(document.text, at) && !is_behind_header(analysis, static_cast<std::int32_t>(w)))
      continue;
    const std::optional<Clock> clock = read_clock(document.text, at);
    if (!clock || !opens_something(document.text, clock->end)) continue;
    ClockEntry entry;
    entry.clock = {at, static_cast<std::uint32_t>(clock->end)};
    entry.minutes = clock->minutes;
    entries.push_back(entry);
    sure.push_back(clock->meridiem);
    to_twelve &= !clock->padded && (clock->meridiem || clock->minutes < kNoon + 60);
    dotted &= clock->dotted;
  }
  if (entries.size() < kFewestEntries || (dotted && are_numbers(entries))) return {};
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].either_half = to_twelve && !sure[i];
  set_sentences(document, entries);
  return entries;
}

std::int32_t entry_at(const std::vector<ClockEntry>& entries, std::uint32_t byte) {
  const auto after = std::upper_bound(
      entries.begin(), entries.end(), byte,
      [](std::uint32_t at, const ClockEntry& entry) { return at < entry.clock.begin; });
  return static_cast<std::int32_t>(after - entries.begin()) - 1;
}

std::vector<Date> days_of_entries(const std::vector<ClockEntry>& entries, const Date& page) {
  int rises = 0;
  for (std::size_t i = 1; i < entries.size(); ++i)
    rises += entries[i].minutes >= entries[i - 1].minutes ? 1 : -1;
  const bool onward = rises >= 0;
  std::vector<int> run{0};  // which of the days, counted from the first entry
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const int step = entries[i].minutes - entries[i - 1].minutes;
    const bool tells = !entries[i].either_half && !entries[i - 1].either_half;
    const bool turns = tells && (onward ? step < -kTurn : step > kTurn);
    run.push_back(run.back() + (turns || entries[i].header ? 1 : 0));
  }
  const int way = onward ? 1 : -1;
  int known = onward ? run.back() : 0;  // a run whose day is known, and that day
  Date day = page;
  for (std::size_t i = entries.size(); i-- > 0;)
    if (entries[i].header) known = run[i], day = *entries[i].header;
  std::vector<Date> days;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].header) known = run[i], day = *entries[i].header;
    days.push_back(add_days(day, way * (run[i] - known)));
  }
  return days;
}

}  // namespace litopys::reading
