// A web page as a report.
#pragma once

#include <string>
#include <string_view>

#include "intake/page_lexicon.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

constexpr std::size_t kMaxPage = std::size_t{32} << 20;

// `charset` is what came with the page from outside (a server's header), if anything.
text::Result<Report> read_page(std::string_view bytes, const std::string& where,
                               const PageLexicon& lexicon, std::string_view charset = "");

// HTML that has no page around it: the words of all its blocks. UTF-8; bytes that are not become
// U+FFFD. An error where it holds no words.
text::Result<Report> read_fragment(std::string_view html, const std::string& where,
                                   const PageLexicon& lexicon);

}  // namespace litopys::intake
