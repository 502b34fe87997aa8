// What the copies layer knows of the world: the words for numbers and the news agencies, from
// codebooks/numerals.tsv and codebooks/news_agencies.tsv.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "copies/words.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::copies {

struct Agency {
  std::string name;
  std::vector<std::string> publishers;  // folded: names under which it publishes
  std::vector<std::string> hosts;       // of its own pages: "example.org"
  std::vector<std::string> credits;     // as others write them; case counts: "AP"
};

struct Lexicon {
  NumberWords numbers;
  std::vector<Agency> agencies;  // at most 255

  // Counted from 1; 0 where there is none.
  std::uint8_t own_agency(const intake::Report& report) const;
  std::uint8_t credited_agency(const intake::Report& report) const;
};

text::Result<Lexicon> load_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::copies
