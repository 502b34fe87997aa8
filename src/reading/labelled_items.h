// Lines of a list that begin with what they are about, as bulletins have them:
//
//     - Village of Lund: two residents killed. Four houses damaged.
//     - Bergen: no casualties reported.
//
// The label is a nominal phrase before a colon; its item is the rest of the line. A list has at
// least two such lines, since a single one may be a speaker or a headline ("Mayor: all is well").
// The entries of a log (clock_entries.h) are such items too, but for one that opens the text; their
// label follows the clock and may be empty.
#pragma once

#include <cstdint>
#include <vector>

#include "language/analysis.h"
#include "reading/document.h"

namespace litopys::reading {

struct LabelledItem {
  language::WordRange label;  // without bullet and colon
  std::int32_t sentence = 0;  // the first and one past the last sentence of its line
  std::int32_t sentences_end = 0;
};

// In the order of the text. Linear in the text.
std::vector<LabelledItem> labelled_items(const Document& document);

// The item that a sentence belongs to; kNone where to none.
std::int32_t item_of(const std::vector<LabelledItem>& items, std::int32_t sentence);

// True where `told` lies in an item that `sentence` is no part of: nothing carries over from there.
bool is_parted(const std::vector<LabelledItem>& items, std::int32_t sentence, std::int32_t told);

}  // namespace litopys::reading
