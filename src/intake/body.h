// The body of a page: the words of the report without what stands around it.
#pragma once

#include <string>
#include <vector>

#include "intake/page.h"
#include "intake/page_lexicon.h"
#include "intake/report.h"

namespace litopys::intake {

// What a page says of its report's words beside the words themselves; either may be empty.
struct PageClaims {
  std::string article_body;  // of JSON-LD
  std::string description;
};

struct Body {
  std::string text;               // blocks with an empty line between them
  std::vector<Block> blocks;      // spans into text
  std::vector<SourceRun> source;  // of the page's bytes as they were given to Page::parse()
};

// `title` is the report's, known already: a heading that repeats it is no part of the body.
Body find_body(const Page& page, const PageLexicon& lexicon, const std::string& title,
               const PageClaims& claims);

// All blocks of a fragment that has no page around it (an entry of a feed, a mail), without what is
// boilerplate by its words.
Body fragment_body(const Page& fragment, const PageLexicon& lexicon);

}  // namespace litopys::intake
