// What the copies layer knows of the world: the words for numbers and the news agencies, from
// codebooks/numerals.tsv and codebooks/news_agencies.tsv.
#pragma once

#include <cstdint>
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
  std::uint32_t key = 0;  // a hash of the name, so that an index outlives changes of the table
  std::vector<std::string> publishers;  // folded: names under which it publishes
  std::vector<std::string> hosts;       // of its own pages: "example.org"
  std::vector<std::string> credits;     // as others write them; case counts: "AP"
};

struct Lexicon {
  NumberWords numbers;
  std::vector<Agency> agencies;

  // The key of an agency, 0 where there is none: the agency whose own report this is, and the one
  // that it says it is from.
  std::uint32_t own_agency(const intake::Report& report) const;
  std::uint32_t credited_agency(const intake::Report& report) const;

  // Empty where the table has no such agency (any more).
  std::string_view agency_named(std::uint32_t key) const;
};

text::Result<Lexicon> load_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::copies
