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
  // What is wrong with it and does not keep it from being read; messages name file and position.
  std::vector<text::Error> warnings;
  // Of a report to which nothing gave an id: the file on this machine, by its absolute path without
  // links, and the place in it. However the file is named, this is the same. Never printed.
  std::string file;
};

}  // namespace litopys::intake
