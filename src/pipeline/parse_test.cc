#include "pipeline/parse.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
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

TEST(Parse, LeavesOutLayers) {
  if (english() == nullptr) GTEST_SKIP() << "no model";
  const std::string text = "Guards of Riverton opened the gate.";
  const auto with = [&](std::string_view layers) {
    ParseOptions options;
    options.layers = *language::parse_layers(layers);
    return parsed(text, options).out;
  };
  const auto holds = [](const std::string& out, std::string_view what) {
    return out.find(what) != std::string::npos;
  };
  const std::string all = with("all");
  EXPECT_EQ(all, parsed(text, {}).out);
  for (const std::string_view what : {"NOUN", "NER=B-LOC", "root", "Sense=open.01", "Role="})
    EXPECT_TRUE(holds(all, what)) << what;
  const std::string words = with("words");
  for (const std::string_view what : {"NOUN", "NER=", "root", "Sense=", "Role="})
    EXPECT_FALSE(holds(words, what)) << what;
  EXPECT_TRUE(holds(words, "1\tGuards\t_\t_\t_\t_\t_\t_\t_\tSpan=0:6\n"));
  const std::string predicates = with("predicates");
  EXPECT_TRUE(holds(predicates, "Sense=open.01"));
  EXPECT_FALSE(holds(predicates, "NOUN"));
  EXPECT_TRUE(holds(with("tags,names"), "NER=B-LOC"));
  EXPECT_FALSE(holds(with("tags,names"), "root"));
  for (const std::string_view what : {"all", "predicates"})
    EXPECT_FALSE(holds(with(what), "Place=")) << what;
  EXPECT_TRUE(holds(with("locations"), "|Place=1:"));
  EXPECT_TRUE(holds(with("locations"), "Sense=open.01"));
  EXPECT_FALSE(language::parse_layers("tags,tree"));
  EXPECT_FALSE(language::parse_layers(""));
}

TEST(Parse, GivesJson) {
  if (english() == nullptr) GTEST_SKIP() << "no model";
  ParseOptions options;
  options.json = true;
  const Parsed all = parsed("Guards didn't open the \"gate\".\n\nA crowd waited.", options);
  std::istringstream lines(all.out);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const auto first = nlohmann::json::parse(line);
  EXPECT_EQ(first["id"], "1.1.1");
  EXPECT_EQ(first["text"], "Guards didn't open the \"gate\".");
  EXPECT_EQ(first["words"][0]["form"], "Guards");
  EXPECT_EQ(first["words"][0]["lemma"], "guard");
  EXPECT_EQ(first["words"][0]["span"], (std::vector<int>{0, 6}));
  EXPECT_EQ(first["words"][0]["head"], 4);
  EXPECT_EQ(first["words"][0]["features"]["Number"], "Plur");
  EXPECT_EQ(first["tokens"][0], (std::vector<int>{2, 3}));
  EXPECT_EQ(first["predicates"].back()["sense"], "open.01");
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(nlohmann::json::parse(line)["id"], "1.2.1");
  EXPECT_EQ(nlohmann::json::parse(line)["span"], (std::vector<int>{32, 47}));
  options.layers = *language::parse_layers("words");
  const Parsed words = parsed("# text = Go.\n1\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n\n", options, true);
  EXPECT_EQ(words.out,
            "{\"span\":[0,3],\"text\":\"Go.\",\"words\":[{\"form\":\"Go\",\"span\":[0,2]}]}\n");
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
