#include "pipeline/parse.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace litopys::pipeline {
namespace {

// The trained model; without it (a build that has none yet) these tests are skipped.
const language::Language* english() {
  static const auto loaded = [] {
    const char* folder = std::getenv("LITOPYS_DATA");
    return language::load_language(folder != nullptr ? std::filesystem::path(folder)
                                                     : LITOPYS_BUILD_DIR "/data");
  }();
  return loaded ? &*loaded : nullptr;
}

struct Parsed {
  std::string out;
  std::string error;
};

Parsed parsed(const std::string& input, const ParseOptions& options, bool conllu = false) {
  std::istringstream stream(input);
  Parsed result;
  const ParseSink sink = [&result](std::string_view bytes) {
    result.out += bytes;
    return true;
  };
  const auto done = conllu ? parse_conllu(stream, "in", *english(), options, sink)
                           : parse_text(stream, "in", *english(), options, sink);
  if (!done) result.error = done.error().message;
  return result;
}

std::string sample() {
  std::string text;
  for (int i = 0; i < 12; ++i)
    text += "Guards didn't open gate " + std::to_string(i) +
            ".\nA crowd waited;\tnobody left.\r\n\r\n \n\n“Zoë’s here,” they sang" +
            std::string(i % 3, '!') + "\n\n";
  return text;
}

TEST(Parse, SameBytesForAnyPiecesAndThreads) {
  if (english() == nullptr) GTEST_SKIP() << "no model";
  const Parsed whole = parsed(sample(), {.piece_bytes = 1 << 30});
  EXPECT_EQ(whole.error, "");
  EXPECT_NE(whole.out.find("# sent_id = 1.24.1"), std::string::npos);
  EXPECT_EQ(parsed(sample(), {.piece_bytes = 1}).out, whole.out);
  EXPECT_EQ(parsed(sample(), {.threads = 3, .piece_bytes = 100}).out, whole.out);
  const Parsed again = parsed(whole.out, {.threads = 2, .piece_bytes = 50}, true);
  EXPECT_EQ(again.error, "");
  EXPECT_EQ(again.out, parsed(whole.out, {}, true).out);
}

TEST(Parse, SpansPointIntoTheInput) {
  if (english() == nullptr) GTEST_SKIP() << "no model";
  const std::string text = sample();
  const std::string out = parsed(text, {.piece_bytes = 64}).out;
  std::istringstream lines(out);
  int checked = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find("Span=");
    if (at == std::string::npos) continue;
    unsigned begin = 0;
    unsigned end = 0;
    ASSERT_EQ(std::sscanf(line.c_str() + at, "Span=%u:%u", &begin, &end), 2);
    const std::size_t tab = line.find('\t');
    EXPECT_EQ(line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1),
              text.substr(begin, end - begin));
    ++checked;
  }
  EXPECT_GT(checked, 150);
}

TEST(Parse, InvalidBytesEndTheInputWithTheirPlace) {
  if (english() == nullptr) GTEST_SKIP() << "no model";
  const Parsed result = parsed("Calm.\n\nThe caf\xE9 is shut.", {});
  EXPECT_EQ(result.error, "in: invalid UTF-8 at byte 14");
  EXPECT_NE(result.out.find("# text = Calm."), std::string::npos);
  EXPECT_EQ(parsed("caf\xC3", {}).error, "in: invalid UTF-8 at byte 3");
  EXPECT_EQ(parsed("", {}).out, "");
  EXPECT_EQ(parsed("1\tx\n", {}, true).error, "in: line 1: 2 columns instead of 10");
}

TEST(Parse, StopsWhenNobodyTakesTheOutput) {
  if (english() == nullptr) GTEST_SKIP() << "no model";
  std::istringstream stream(sample());
  int calls = 0;
  const auto done = parse_text(stream, "in", *english(), {.threads = 2, .piece_bytes = 10},
                               [&calls](std::string_view) { return ++calls < 3; });
  EXPECT_TRUE(done);
  EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace litopys::pipeline
