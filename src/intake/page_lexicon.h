// What tells the body of a web page from what stands around it, from codebooks/boilerplate.tsv.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/dates.h"
#include "text/result.h"

namespace litopys::intake {

struct PageLexicon {
  // Sequences of words in class and id attributes: "related", "social-share".
  std::set<std::string, std::less<>> around;   // marks what is not the body
  std::set<std::string, std::less<>> body;     // marks the body
  std::set<std::string, std::less<>> lead;     // marks a lead, or teasers of other reports
  std::set<std::string, std::less<>> caption;  // marks words to a picture
  std::set<std::string, std::less<>> embed;    // marks posts of others set into the page
  std::set<std::string, std::less<>> roles;    // values of role= that are not the body
  std::vector<std::string> beginnings;         // of blocks that are not the report's, lower case
  std::vector<std::string> stamps;             // of short lines that say when it was published …
  std::vector<std::string> changes;            // … and when it was changed
  std::vector<std::string> updates;            // of what was added later
  std::vector<std::string> corrections;        // of what takes something back
  std::set<std::string, std::less<>> whole;    // blocks that are not the report's, lower case
  MonthNames months;                           // from codebooks/month_names.tsv

  // Whether some sequence of words of a class or id attribute is in the set. Words part at blanks,
  // hyphens, underscores and between a small and a capital letter: "articleShareBar" holds
  // "share" and "share-bar".
  static bool names(const std::set<std::string, std::less<>>& set, std::string_view attribute);
};

text::Result<PageLexicon> load_page_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::intake
