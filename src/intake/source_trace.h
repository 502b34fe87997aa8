// Where the words of a page's blocks stand in the page.
#pragma once

#include <cstdint>
#include <vector>

#include "intake/page_blocks.h"
#include "intake/report.h"
#include "text/span.h"

namespace litopys::intake {

// Appends the runs of a block whose text begins at `begin` of the report's. Page spans are those of
// the bytes that Page::parse() was given.
void trace(const Page& page, const PageMarks& marks, const RawBlock& block, std::uint32_t begin,
           std::vector<SourceRun>& runs);

// The bytes of the page that a span of the text was read from, tags between them included; a run
// whose bytes are not the text's (report.h) counts as a whole. Empty where the span
// holds no words.
text::Span source_of(const std::vector<SourceRun>& runs, text::Span span);

}  // namespace litopys::intake
