// Documents read back from CoNLL-U with every layer: text, words, trees, names, predicates.
//
//     ConlluDocuments documents(stream, "parsed.conllu");
//     ConlluDocument document;
//     while (true) {
//       const auto more = documents.next(document);
//       if (!more) return more.error();
//       if (!*more) break;
//       use(document.text, document.analysis);
//     }
//
// A document starts at `# newdoc` (with or without `id = …`), or at the start of the input. Its
// text is put together from the sentences' `# text`: at the place that Span= gives where the spans
// count from the document's start, else one after the other, as the treebank has them (a blank
// line between paragraphs, a space between sentences unless SpaceAfter=No).
#pragma once

#include <string>

#include "language/conllu.h"

namespace litopys::language {

struct ConlluDocument {
  std::string id;
  std::string text;
  Analysis analysis;
};

class ConlluDocuments {
 public:
  ConlluDocuments(std::istream& input, std::string name) : reader_(input, std::move(name)) {}

  // Fills the next document; false at the end of the input. Heads that are missing, no numbers,
  // out of the sentence or in a circle, and spans that do not hold their form, are errors.
  text::Result<bool> next(ConlluDocument& document);

 private:
  ConlluReader reader_;
  ConlluSentence ahead_;  // the first sentence of the next document
  bool has_ahead_ = false;
};

}  // namespace litopys::language
