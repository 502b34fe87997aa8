// What `litopys parse` does, without the command line: a stream in, CoNLL-U or JSON out, piece by
// piece.
//
// Text is cut into pieces of whole paragraphs and given sentences into batches; several threads
// analyse them and the results come in input order. Since a sentence depends on its paragraph
// alone, neither the number of threads nor the size of the pieces changes a byte. Memory is
// bounded by the pieces in flight.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <string>
#include <string_view>

#include "language/language.h"
#include "language/layers.h"
#include "text/result.h"

namespace litopys::pipeline {

struct ParseOptions {
  unsigned threads = 1;
  std::size_t piece_bytes = 1 << 15;  // about as much text as one thread takes at once
  std::size_t document = 1;  // first number of each `# sent_id = DOCUMENT.PARAGRAPH.SENTENCE`
  language::Layers layers = {};
  bool json = false;  // a line of JSON for each sentence (sentence_json.h) instead of CoNLL-U
  // Told now and then how many more bytes and words are done, from the thread that delivers.
  std::function<void(std::uint64_t bytes, std::uint64_t words)> progress = {};
  // Told of each sentence that was cut or read in parts, since it is too long, with the byte or
  // line where it begins: "report.txt: byte 1503: a sentence longer than 256 words was cut".
  std::function<void(const std::string& message)> warning = {};
};

// Gets the output in order; false ends the run.
using ParseSink = std::function<bool(std::string_view)>;

// Plain UTF-8 text. Errors: "invalid-utf8" with the byte; what stood before it is written.
text::Status parse_text(std::istream& input, const std::string& name,
                        const language::Language& language, const ParseOptions& options,
                        const ParseSink& sink);

// CoNLL-U with the sentences and words to be kept. Errors: "bad-conllu" with the line.
text::Status parse_conllu(std::istream& input, const std::string& name,
                          const language::Language& language, const ParseOptions& options,
                          const ParseSink& sink);

}  // namespace litopys::pipeline
