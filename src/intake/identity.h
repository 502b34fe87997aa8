// What makes a report itself: its hashes and its id.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "intake/report.h"

namespace litopys::intake {

// Fills text_sha256, and the id where none was given: "r-" and the first 16 hex digits of the
// SHA-256 of uri, publisher, published and text, each followed by a zero byte. The same text by two
// publishers is two reports; the same page read twice is one.
void complete(Report& report);

// Ids must be unique in a run. Not thread-safe: ask in input order.
class IdLedger {
 public:
  // False where the id was there before.
  bool add(const std::string& id) { return seen_.insert(id).second; }

 private:
  std::set<std::string> seen_;
};

}  // namespace litopys::intake
