// PDF and DOCX documents as reports. The programs that take them apart run in a child process with
// limits (child_process.h): pdftotext of poppler for PDF, and for DOCX this program itself
// (docx.h).
#pragma once

#include <string>
#include <string_view>

#include "intake/page_lexicon.h"
#include "intake/report.h"
#include "text/result.h"

namespace litopys::intake {

text::Result<Report> read_pdf(std::string_view bytes, const std::string& where);
text::Result<Report> read_docx(std::string_view bytes, const std::string& where,
                               const PageLexicon& lexicon);

// What pdftotext printed, as paragraphs: lines joined, page after page, without the lines that
// stand at the head or foot of most pages.
Report report_of_pages(std::string_view printed);

// The argument by which the program, called as `litopys WORD`, does the child's part for DOCX.
constexpr const char* kDocxCommand = "docx-to-html";

}  // namespace litopys::intake
