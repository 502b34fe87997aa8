// What tells the body of a web page from what stands around it, from codebooks/boilerplate.tsv.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intake/dates.h"
#include "text/result.h"

namespace litopys::intake {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

// What the words of a class or id say of their element.
struct Named {
  bool around = false;   // not the body
  bool body = false;     // the body
  bool lead = false;     // a lead, or a teaser of another report
  bool caption = false;  // words to a picture
  bool embed = false;    // a post of somebody, set into the page

  void add(const Named& other);
};

struct PageLexicon {
  std::unordered_map<std::string, Named, TextHash, std::equal_to<>> named;  // "social-share"
  std::set<std::string, std::less<>> roles;  // values of role= that are not the body
  std::vector<std::string> beginnings;       // of blocks that are not the report's, lower case
  std::vector<std::string> stamps;           // of short lines that say when it was published …
  std::vector<std::string> changes;          // … and when it was changed
  std::vector<std::string> updates;          // of what was added later
  std::vector<std::string> corrections;      // of what takes something back
  std::set<std::string, std::less<>> whole;  // blocks that are not the report's, lower case
  MonthNames months;                         // from codebooks/month_names.tsv

  // What all sequences of words of a class or id attribute say that are in `named`. Words part at
  // blanks, hyphens, underscores and between a small and a capital letter: "articleShareBar" holds
  // "share" and "share-bar".
  Named names(std::string_view attribute) const;
};

text::Result<PageLexicon> load_page_lexicon(const std::filesystem::path& codebooks);

}  // namespace litopys::intake
