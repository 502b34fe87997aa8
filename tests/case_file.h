// The text cases of tests/cases (format: tests/cases/README.md): parsing, and judging a report's
// output, the JSON of the contract, against what a case expects.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/report.h"
#include "text/result.h"

namespace litopys::cases {

struct Expectation {
  std::size_t line = 0;
  std::string source;                  // the line as written
  bool negative = false;               // "no ..."
  std::optional<std::size_t> at_most;  // "max KIND N"
  std::string kind;                    // event, figure, time, place, attribution, fact
  std::string words;                   // empty: the whole text
  std::size_t occurrence = 1;          // "WORDS"#2
  std::vector<std::string> plain;      // unnamed values: type; measure and low/best/high
  std::map<std::string, std::string> keys;
};

struct Case {
  std::string file;
  std::size_t line = 0;
  std::string name;
  intake::Report report;  // text, published, publisher, title
  std::vector<Expectation> expectations;
};

text::Result<std::vector<Case>> parse_cases(std::string_view bytes, const std::string& file);

// Why the output does not meet the expectation; nothing where it does.
std::optional<std::string> judge(const Expectation& expectation, std::string_view text,
                                 const nlohmann::ordered_json& output);

}  // namespace litopys::cases
