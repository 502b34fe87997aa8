// A sentence of an analysis as one line of JSON, for programs that do not read CoNLL-U.
//
//     {"id":"1.1.1","span":[0,28],"text":"Guards didn't open the gate.",
//      "words":[{"form":"Guards","span":[0,6],"lemma":"guard",…,"head":4,"relation":"nsubj"},…],
//      "names":[…],"predicates":[{"word":4,"sense":"open.01","happened":0.57,
//                                 "arguments":[{"word":1,"role":"ARG0"}]}]}
//
// Words are counted from 1 within the sentence and head 0 is the root, as in CoNLL-U; spans are
// bytes [begin, end). Layers that were not computed are left out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "language/analysis.h"
#include "language/layers.h"

namespace litopys::language {

// The offset is added to every span; `text` is what the analysis' spans count in. An empty `id` is
// left out, empty spans likewise.
void write_json(const Analysis& analysis, std::int32_t sentence, const Layers& layers,
                std::string_view id, std::string_view text, std::uint64_t offset, std::string& out);

}  // namespace litopys::language
