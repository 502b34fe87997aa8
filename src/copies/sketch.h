// What is kept of a report for finding its copies: its words as numbers, when it was published, and
// keys under which a copy of it would be filed too. About a kilobyte; the text itself is not kept.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "copies/lexicon.h"
#include "copies/words.h"
#include "intake/report.h"

namespace litopys::copies {

// Seconds since 1970 in UTC; a day without a time is its last second, an unknown day comes last.
using Instant = std::int64_t;
constexpr Instant kUnknownInstant = INT64_MAX;
Instant instant_of(std::string_view published);

// The part that an index file keeps as it is (index_format.h).
struct ReportHead {
  std::uint64_t bytes_hash = 0;    // of the text as it is
  std::uint64_t letters_hash = 0;  // of its letters and digits, without case
  std::uint32_t facts = 0;         // how many of the words are names or numbers
  std::uint32_t keys = 0;          // under how many it is filed
  std::uint32_t agency = 0;        // the agency whose own report this is; 0: none
  std::uint32_t credited = 0;      // the agency it says it is from; 0: none
};

// What comparing needs of a report, wherever it is kept; the strings and words are owned elsewhere.
struct ReportView : ReportHead {
  std::string_view id;
  Instant published = kUnknownInstant;
  std::span<const Word> words;
};

struct Sketch {
  std::string id;
  ReportView head;  // all but the id and the words, which are here
  std::vector<Word> words;
  std::vector<std::uint64_t> keys;  // sorted, each once
  std::uint64_t file_key = 0;       // of intake::Report::file; 0: none

  ReportView view() const {
    ReportView out = head;
    out.id = id;
    out.words = words;
    return out;
  }
};

Sketch sketch_of(const intake::Report& report, const Lexicon& lexicon);

// The key under which a report is filed by its id.
std::uint64_t id_key(std::string_view id);

// And by the file it came from, where it has no id of its own.
std::uint64_t file_key(std::string_view file);

// And by its letters and digits; one of Sketch::keys.
std::uint64_t letters_key(std::uint64_t letters_hash);

// Published earlier; of the same instant, the longer one; else the one with the smaller id. A total
// order, so that no chain of reports comes back to its beginning.
bool earlier(const ReportView& a, const ReportView& b);

// Whether `b` can have been copied from `a`: `a` is earlier, or is the own report of the agency
// that `b` says it is from.
bool can_be_source(const ReportView& a, const ReportView& b);

// Whether `b` names the agency whose own report `a` is.
bool names_as_source(const ReportView& b, const ReportView& a);

}  // namespace litopys::copies
