// A web page as a report.
#pragma once

#include <string>
#include <string_view>

#include "intake/page_lexicon.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

constexpr std::size_t kMaxPage = std::size_t{32} << 20;

text::Result<Report> read_page(std::string_view bytes, const std::string& where,
                               const PageLexicon& lexicon);

}  // namespace litopys::intake
