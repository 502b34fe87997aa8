// Lemmas as edit scripts, so that a small classifier covers words never seen.
//
//     "L:0:3::y"   "studies" -> "study"     lower case, three off the back, "y" at the end
//     "T:0:0::"    "KYIV" -> "Kyiv"         lower case, then a capital
//     "K:0:0::"    "McAdam" -> "McAdam"     letters kept
//     "A:go"       "went" -> "go"           the lemma itself
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/result.h"

namespace litopys::language {

struct LemmaScript {
  char casing = 'K';        // L lower, T lower then capitalised, U upper, K kept, A the whole lemma
  std::uint32_t front = 0;  // code points taken off
  std::uint32_t back = 0;
  std::string prefix;
  std::string suffix;  // with A: the lemma
};

text::Result<LemmaScript> parse_lemma_script(std::string_view script);

// The lemma of a form. A script that would take off the whole form leaves it as it is.
std::string lemma_of(const LemmaScript& script, std::string_view form);

}  // namespace litopys::language
