// One publication: its text and what is known of where it came from. Intake makes reports; every
// later stage reads them and none changes them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/result.h"
#include "text/span.h"

namespace litopys::intake {

// A stretch of the text that the source set apart.
struct Block {
  std::string kind;  // lead, paragraph, heading, list, quote, caption, embed, update, correction
  text::Span span;
};

// Words of the text and the bytes of the page that they were read from. Where the bytes, decoded by
// the page's character set, are the words (with any one blank for a blank), they match character by
// character; else ("&eacute;" for "é") they belong together as a whole.
struct SourceRun {
  text::Span text;
  text::Span page;
};

// Where the words of a text stand in the page that they come from. Between runs are only blanks and
// line ends.
struct PageSource {
  std::string charset;          // of the page, by its name in iconv
  std::string sha256;           // of the page's bytes: unpacked, and taken out of what held them
  std::vector<SourceRun> runs;  // in the order of the text
};

// Empty strings and empty optionals mean "not known"; nothing is made up.
struct Report {
  std::string id;  // as given, else "r-" + 16 hex digits (docs/output.md)
  std::string uri;
  std::string title;
  std::string author;
  std::string publisher;
  std::string published;        // RFC 3339 date or date-time
  std::string published_basis;  // metadata, dateline, given, url
  std::string modified;
  std::string language;  // BCP 47
  std::string charset;   // that the bytes were taken for, where it had to be guessed
  std::string text;      // valid UTF-8; all spans of later stages count bytes of it
  std::string text_sha256;
  std::size_t bytes = 0;  // of the file, or of the JSON line, as received
  std::string bytes_sha256;
  // What people who coded the record before gave it: date, place, country, latitude … (tables
  // only).
  std::vector<std::pair<std::string, std::string>> given;
  std::vector<Block> blocks;  // in order, not overlapping; may be empty (plain text, JSON Lines)
  PageSource page;            // of web pages only
  // What is wrong with it and does not keep it from being read; messages name file and position.
  std::vector<text::Error> warnings;
  // Of a report to which nothing gave an id: the file on this machine, by its absolute path without
  // links, and the place in it. However the file is named, this is the same. Never printed.
  std::string file;
};

}  // namespace litopys::intake
