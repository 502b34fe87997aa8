// The day on which a page was published, from all that it states.
#pragma once

#include <string>

#include "intake/page.h"
#include "intake/page_lexicon.h"

namespace litopys::intake {

// Dates by RFC 3339, empty where the page does not state one.
struct DateStatements {
  std::string article;   // JSON-LD, of an article
  std::string meta;      // <meta> that means publication and nothing else
  std::string property;  // itemprop="datePublished"
  std::string line;      // a line by the headline
  std::string page;      // JSON-LD, of the page
  std::string general;   // <meta name="date"> and the like, which may mean anything
  std::string title;     // the end of the window's title
  std::string time;      // the first <time>
  std::string address;
};

struct PublicationDate {
  std::string value;
  std::string basis;  // metadata, dateline, url
};

PublicationDate publication_date(const DateStatements& stated);

// Whether the first two of JSON-LD, <meta> and itemprop are there and agree: no more need be asked.
bool settled(const DateStatements& stated);

// The date in a short line by the headline; empty where there is none, or more than one.
std::string date_by_headline(const Page& page, const PageLexicon& lexicon,
                             const std::string& title);

// The date that a line is: "7 March 2022", "Published: 7 March 2022, 21:15 | Riverton". Nothing for
// "Updated: 7 March 2022", for words that only hold a date, and for two dates.
std::string date_of_line(std::string_view line, const PageLexicon& lexicon);

}  // namespace litopys::intake
