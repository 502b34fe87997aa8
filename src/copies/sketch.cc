// A report is filed under keys of three kinds, each a 64-bit hash with its kind mixed in:
//   - the letters and digits of the text: the same report again;
//   - runs of four words, one in four of them, chosen by their hash, so that two texts that share a
//     passage choose the same runs of it (Manber 1994): copies and excerpts;
//   - two facts in a row, whatever stands between: rewrites, whose words differ.
// Names that stand together count as one fact, the last of them: "President Ivana Horak" is
// "Horak".
//
// Besides it is filed under its id, and under the file it came from where its id was made from what
// the file was called: the same file named in another way is the same report.
//
// The more of its keys a stored report shares with a new one, the likelier is a relation; what the
// relation is, comparison.cc says. Linear in the words. Covered by sketch_test.cc.
#include "copies/sketch.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

#include "text/utf8.h"

namespace litopys::copies {
namespace {

constexpr std::size_t kRunWords = 4;
constexpr std::uint64_t kOneRunIn = 4;
constexpr std::size_t kMaxKeys = 2048;  // of each kind

enum class KeyKind : std::uint64_t { kRun = 1, kFacts = 2, kLetters = 3, kId = 4, kFile = 5 };

std::uint64_t key_of(KeyKind kind, const void* bytes, std::size_t size) {
  return XXH3_64bits_withSeed(bytes, size, static_cast<std::uint64_t>(kind));
}

// One in four by their hash; a text with few runs keeps all of them.
void add_runs(const std::vector<Word>& words, std::vector<std::uint64_t>& keys) {
  std::vector<std::uint64_t> all;
  for (std::size_t i = 0; i + kRunWords <= words.size(); ++i)
    all.push_back(key_of(KeyKind::kRun, &words[i], kRunWords * sizeof(Word)));
  std::size_t kept = 0;
  for (const std::uint64_t key : all)
    if (key % kOneRunIn == 0 && kept++ < kMaxKeys) keys.push_back(key);
}

void add_facts(const std::vector<Word>& words, std::vector<std::uint64_t>& keys) {
  Word before = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size() && kept < kMaxKeys; ++i) {
    if (!is_fact(words[i])) continue;
    const bool name_goes_on = i + 1 < words.size() && class_of(words[i]) == WordClass::kName &&
                              class_of(words[i + 1]) == WordClass::kName;
    if (name_goes_on) continue;
    const std::array<Word, 2> pair = {before, words[i]};
    if (before != 0 && before != words[i]) {
      keys.push_back(key_of(KeyKind::kFacts, pair.data(), sizeof pair));
      ++kept;
    }
    before = words[i];
  }
}

// Of letters and digits in lower case; nothing where the text has none.
std::optional<std::uint64_t> letters_hash(std::string_view text) {
  XXH3_state_t* state = XXH3_createState();
  XXH3_64bits_reset(state);
  std::array<char, 4096> buffer;
  std::size_t used = 0;
  bool any = false;
  const auto flush = [&] {
    XXH3_64bits_update(state, buffer.data(), used);
    any = any || used > 0;
    used = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (used + 8 > buffer.size()) flush();
    if (byte < 128) {
      const char lower = static_cast<char>(byte | 0x20);
      if ((lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9')) buffer[used++] = lower;
      ++at;
      continue;
    }
    const text::CodePoint c = text::code_point_at(text, at);
    at += c.size;
    if (!text::is_letter(c.value) && !text::is_mark(c.value) && !text::is_digit(c.value)) continue;
    std::string lower;
    text::append(lower, text::lower_of(c.value));
    used += lower.copy(buffer.data() + used, lower.size());
  }
  flush();
  const std::uint64_t hash = XXH3_64bits_digest(state);
  XXH3_freeState(state);
  if (!any) return std::nullopt;
  return hash;
}

int number_at(std::string_view text, std::size_t at, std::size_t size) {
  int value = 0;
  if (at + size > text.size()) return 0;
  std::from_chars(text.data() + at, text.data() + at + size, value);
  return value;
}

}  // namespace

// "2022-03-07", "2022-03-07T21:15:00Z", "2022-03-07T21:15:00+02:00", as intake gives them.
Instant instant_of(std::string_view published) {
  if (published.size() < 10) return kUnknownInstant;
  using namespace std::chrono;
  const year_month_day day{year{number_at(published, 0, 4)},
                           month{static_cast<unsigned>(number_at(published, 5, 2))},
                           std::chrono::day{static_cast<unsigned>(number_at(published, 8, 2))}};
  if (!day.ok()) return kUnknownInstant;
  const Instant midnight = sys_days{day}.time_since_epoch().count() * Instant{86400};
  if (published.size() < 20) return midnight + 86399;
  Instant instant = midnight + number_at(published, 11, 2) * 3600 +
                    number_at(published, 14, 2) * 60 + number_at(published, 17, 2);
  const char sign = published[19];
  const Instant offset = number_at(published, 20, 2) * 3600 + number_at(published, 23, 2) * 60;
  if (sign == '+') instant -= offset;
  if (sign == '-') instant += offset;
  return instant;
}

Sketch sketch_of(const intake::Report& report, const Lexicon& lexicon) {
  Sketch sketch;
  sketch.id = report.id;
  sketch.words = words_of(report.text, lexicon.numbers);
  ReportView& head = sketch.head;
  head.published = instant_of(report.published);
  std::from_chars(report.text_sha256.data(),
                  report.text_sha256.data() + std::min<std::size_t>(16, report.text_sha256.size()),
                  head.bytes_hash, 16);
  head.letters_hash = letters_hash(report.text).value_or(head.bytes_hash);
  head.agency = lexicon.own_agency(report);
  head.credited = lexicon.credited_agency(report);
  head.facts =
      static_cast<std::uint32_t>(std::count_if(sketch.words.begin(), sketch.words.end(), is_fact));
  add_runs(sketch.words, sketch.keys);
  add_facts(sketch.words, sketch.keys);
  sketch.keys.push_back(letters_key(head.letters_hash));
  std::sort(sketch.keys.begin(), sketch.keys.end());
  sketch.keys.erase(std::unique(sketch.keys.begin(), sketch.keys.end()), sketch.keys.end());
  head.keys = static_cast<std::uint32_t>(sketch.keys.size());
  if (!report.file.empty()) sketch.file_key = file_key(report.file);
  return sketch;
}

std::uint64_t id_key(std::string_view id) { return key_of(KeyKind::kId, id.data(), id.size()); }

std::uint64_t file_key(std::string_view file) {
  return key_of(KeyKind::kFile, file.data(), file.size());
}

std::uint64_t letters_key(std::uint64_t letters_hash) {
  return key_of(KeyKind::kLetters, &letters_hash, sizeof letters_hash);
}

bool earlier(const ReportView& a, const ReportView& b) {
  if (a.published != b.published) return a.published < b.published;
  if (a.words.size() != b.words.size()) return a.words.size() > b.words.size();
  return a.id < b.id;
}

bool names_as_source(const ReportView& b, const ReportView& a) {
  return a.agency != 0 && b.credited == a.agency && b.agency != a.agency;
}

bool can_be_source(const ReportView& a, const ReportView& b) {
  const bool named = names_as_source(b, a), names = names_as_source(a, b);
  return named != names ? named : earlier(a, b);
}

}  // namespace litopys::copies
