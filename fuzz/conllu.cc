// Whatever bytes come as CoNLL-U: every sentence or an error; what is kept can be written and read
// again, and what reads as a document has heads, spans and indices inside its bounds.
#include "language/conllu.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "language/conllu_document.h"

namespace {

using namespace litopys::language;

void require(bool holds) {
  if (!holds) std::abort();
}

// The sentences with everything but words, comments and kept lines blanked.
std::string rewritten(const std::string& input, bool& sound) {
  std::istringstream stream(input);
  ConlluReader reader(stream, "fuzz");
  ConlluSentence sentence;
  std::string out;
  while (true) {
    const auto more = reader.next(sentence);
    sound = static_cast<bool>(more);
    if (!more || !*more) return out;
    Analysis analysis;
    append_blank(sentence, analysis);
    require(static_cast<std::int32_t>(analysis.words.size()) == sentence.words);
    write_kept(sentence, analysis, 0, out);
  }
}

void check_documents(const std::string& input) {
  std::istringstream stream(input);
  ConlluDocuments documents(stream, "fuzz");
  ConlluDocument document;
  while (true) {
    const auto more = documents.next(document);
    if (!more || !*more) return;
    const auto count = static_cast<std::int32_t>(document.analysis.words.size());
    for (const Word& word : document.analysis.words) {
      require(word.head >= kNone && word.head < count);
      require(word.span.begin <= word.span.end && word.span.end <= document.text.size());
    }
    for (const Predicate& predicate : document.analysis.predicates)
      for (const Argument& argument : predicate.arguments)
        require(argument.word >= 0 && argument.word < count);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  bool sound = false;
  const std::string once = rewritten(input, sound);
  const std::string twice = rewritten(once, sound);
  require(sound && once == twice);
  check_documents(input);
  return 0;
}
