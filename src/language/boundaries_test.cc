#include "language/boundaries.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "text/table.h"

namespace litopys::language {
namespace {

const std::string& model_path() {
  static const std::string path =
      std::string(LITOPYS_SOURCE_DIR) + "/models/english-boundaries.model";
  return path;
}

const Boundaries& english() {
  static const Boundaries boundaries = [] {
    auto loaded = load_boundaries(model_path());
    EXPECT_TRUE(loaded) << loaded.error().message;
    return std::move(*loaded);
  }();
  return boundaries;
}

// "words of a sentence | words of the next"
std::string shown(const std::string& text) {
  const Analysis analysis = split(text, english());
  std::string out;
  for (const Sentence& sentence : analysis.sentences) {
    if (!out.empty()) out += " | ";
    for (std::int32_t i = sentence.begin; i < sentence.end; ++i)
      out += (i > sentence.begin ? " " : "") + analysis.words[i].form;
  }
  return out;
}

TEST(Boundaries, CutsPlainProse) {
  EXPECT_EQ(shown("The ferry left at noon. Nobody waved."),
            "The ferry left at noon . | Nobody waved .");
  EXPECT_EQ(shown("Dr. Orlova didn't answer."), "Dr. Orlova did n't answer .");
  EXPECT_EQ(shown("We cannot stay, they’re closing."), "We can not stay , they ’re closing .");
  EXPECT_EQ(shown("It cost $4,300.50 (about 15%)."), "It cost $ 4,300.50 ( about 15 % ) .");
  EXPECT_EQ(shown("Write to desk@example.org or see https://example.org/a?b=1"),
            "Write to desk@example.org or see https://example.org/a?b=1");
  EXPECT_EQ(shown("Bridge closed\nMrs. T. Hart, its keeper, has left."),
            "Bridge closed | Mrs. T. Hart , its keeper , has left .");
  EXPECT_EQ(shown("“Where is he?” she asked."), "“ Where is he ? ” she asked .");
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown(" \n\t\n "), "");
}

TEST(Boundaries, ABlankLineEndsASentence) {
  const Analysis analysis = split("Bridge closed\r\n\r\nThe crossing\nis shut", english());
  ASSERT_EQ(analysis.sentences.size(), 2u);
  EXPECT_EQ(analysis.sentences[0].span, (Span{0, 13}));
  EXPECT_EQ(analysis.sentences[1].paragraph, 1);
  EXPECT_EQ(analysis.words[3].span, (Span{21, 29}));
}

TEST(Boundaries, ALineThatEndsEarlyEndsASentence) {
  EXPECT_EQ(shown("Shelling goes on\nTwo people were hurt on Monday, the mayor said."),
            "Shelling goes on | Two people were hurt on Monday , the mayor said .");
  EXPECT_EQ(shown("The program that sent this wrapped its lines, so that\nRiverton came first"),
            "The program that sent this wrapped its lines , so that Riverton came first");
  EXPECT_EQ(shown("The keeper of\nthe bridge at Riverton has left it."),
            "The keeper of the bridge at Riverton has left it .");
}

TEST(Boundaries, SurvivesNewsAsItIs) {
  EXPECT_EQ(shown("The ministry at No. 10 Hill Road opened at 8 a.m. on Monday."),
            "The ministry at No. 10 Hill Road opened at 8 a.m. on Monday .");
  EXPECT_EQ(shown("J. K. Marlow, of Example Inc. and others, left at noon."),
            "J. K. Marlow , of Example Inc. and others , left at noon .");
  EXPECT_EQ(shown("By Anna Petrova\n\nTwo people were hurt."),
            "By Anna Petrova | Two people were hurt .");
  EXPECT_EQ(shown("\"We left. We had no choice,\" she said. They went."),
            "\" We left . | We had no choice , \" she said . | They went .");
  EXPECT_EQ(shown("Is it true?! Yes, the mayor said."), "Is it true ?! | Yes , the mayor said .");
  EXPECT_EQ(shown("It cost €3.5bn, not $4 million."), "It cost € 3.5 bn , not $ 4 million .");
  EXPECT_EQ(shown("Some 10 000 people came on 12.03.2022."),
            "Some 10 000 people came on 12.03.2022 .");
  EXPECT_EQ(shown("The crossing is shut, the keeper of the\nbridge at Riverton and of the other "
                  "one said on\nMonday."),
            "The crossing is shut , the keeper of the bridge at Riverton and of the other one said "
            "on Monday .");
}

TEST(Boundaries, ItemsOfAListAreSentences) {
  EXPECT_EQ(shown("Stay away from the crossing at Riverton\n1. Stay at home\n2. Call for help"),
            "Stay away from the crossing at Riverton | 1 . Stay at home | 2 . Call for help");
  EXPECT_EQ(shown("Please bring these things with you\n- bring water\n- bring some food"),
            "Please bring these things with you | - bring water | - bring some food");
  EXPECT_EQ(shown("Please bring these things with you\n• bring water"),
            "Please bring these things with you | • bring water");
}

TEST(Boundaries, AddressesStayWhole) {
  EXPECT_EQ(shown("See https://example.org/a/b?c=1&d=2. Then www.example.com/b/c, he said."),
            "See https://example.org/a/b?c=1&d=2 . | Then www.example.com/b/c , he said .");
  EXPECT_EQ(shown("“https://example.org/x” is it"), "“ https://example.org/x ” is it");
}

TEST(Boundaries, PicturesAndTagsStayWhole) {
  EXPECT_EQ(shown("@river_watch says so \U0001F1FA\U0001F1E6\U0001F1FA\U0001F1E6"),
            "@river_watch says so \U0001F1FA\U0001F1E6 \U0001F1FA\U0001F1E6");
  EXPECT_EQ(shown("Well done \U0001F469\U0001F3FD\u200D\U0001F692"),
            "Well done \U0001F469\U0001F3FD\u200D\U0001F692");
}

// Every kernel gives the same ends, and so do stretches of any length.
TEST(Boundaries, KernelsAgree) {
  std::string text;
  for (int i = 0; i < 400; ++i)
    text += i % 7 == 0   ? "Nobody waved, the keeper said. "
            : i % 5 == 0 ? "Thanks for it all please call me later it is "
                         : "the gate at No. 10 was shut ";
  for (const Kernels* kernels : usable_kernels()) {
    const auto loaded = load_boundaries(model_path(), kernels->name);
    ASSERT_TRUE(loaded) << loaded.error().message;
    const Analysis analysis = split(text, *loaded);
    const Analysis expected = split(text, english());
    ASSERT_EQ(analysis.sentences.size(), expected.sentences.size()) << kernels->name;
    for (std::size_t i = 0; i < analysis.sentences.size(); ++i)
      EXPECT_EQ(analysis.sentences[i].span, expected.sentences[i].span) << kernels->name;
  }
  EXPECT_EQ(load_boundaries(model_path(), "abacus").error().code, "no-such-kernel");
}

TEST(Boundaries, PartsOfATokenShareItsSpan) {
  const std::string text = "Zoë’s here.";
  const Analysis analysis = split(text, english());
  ASSERT_EQ(analysis.words.size(), 4u);
  EXPECT_EQ(analysis.words[0].form, "Zoë");
  EXPECT_EQ(analysis.words[1].form, "’s");
  EXPECT_EQ(analysis.words[1].span, (Span{0, 8}));
  ASSERT_EQ(analysis.multiword_tokens.size(), 1u);
  EXPECT_EQ(analysis.multiword_tokens[0].end, 2);
}

// The model file carries texts with the answer of the program that trained it.
TEST(Boundaries, AgreesWithItsTraining) {
  int samples = 0;
  for (const auto& sample : english().file.meta()["samples"]) {
    const auto text = sample["text"].get<std::string>();
    const std::vector<Character> characters = decode(text);
    const Analysis analysis = split(text, english());
    std::size_t word = 0;
    std::size_t sentence = 0;
    for (const auto& paragraph : sample["paragraphs"]) {
      const auto at = paragraph["at"].get<std::size_t>();
      for (std::size_t i = 0; i < paragraph["tokens"].size(); ++i) {
        const auto token = paragraph["tokens"][i].get<std::vector<std::size_t>>();
        ASSERT_LT(word, analysis.words.size());
        EXPECT_EQ(analysis.words[word].span,
                  (Span{characters[at + token[0]].offset, characters[at + token[1]].offset}));
        word += token[2] != 0 ? 2 : 1;
        const auto& ends = paragraph["ends"];
        if (std::find(ends.begin(), ends.end(), i) == ends.end()) continue;
        EXPECT_EQ(analysis.sentences.at(sentence++).end, static_cast<std::int32_t>(word));
      }
    }
    EXPECT_EQ(word, analysis.words.size());
    EXPECT_EQ(sentence, analysis.sentences.size());
    ++samples;
  }
  EXPECT_GT(samples, 1);
}

TEST(Boundaries, OneWordSentencesAndDatelines) {
  EXPECT_EQ(shown("Go. Now."), "Go . | Now .");
  EXPECT_EQ(shown("Stop! Go. Now. They ran."), "Stop ! | Go . | Now . | They ran .");
  EXPECT_EQ(shown("RIVERTON, March 4 (NWA) - Two people were hurt. Police left."),
            "RIVERTON , March 4 ( NWA ) - Two people were hurt . | Police left .");
  EXPECT_EQ(shown("Port Imre, Jan. 5. - The mayor spoke."),
            "Port Imre , Jan. 5 . - The mayor spoke .");
  EXPECT_EQ(shown("By Zoe Hart\nRIVERTON, May 3 - The bridge is shut."),
            "By Zoe Hart | RIVERTON , May 3 - The bridge is shut .");
}

TEST(Boundaries, MarksWhatItCuts) {
  std::string text = "They left.";
  for (int i = 0; i < 300; ++i) text += " gate";
  const Analysis analysis = split(text, english());
  ASSERT_GE(analysis.sentences.size(), 2u);
  EXPECT_FALSE(analysis.sentences.back().cut);
  int cuts = 0;
  for (const Sentence& sentence : analysis.sentences) cuts += sentence.cut;
  EXPECT_GE(cuts, 1);
  EXPECT_FALSE(split("They left.", english()).sentences[0].cut);
}

TEST(Boundaries, CoversTheTextWhateverItHolds) {
  std::string text(5'000'000, 'a');
  Analysis analysis = split(text, english());
  EXPECT_EQ(analysis.words.size(), text.size() / kLongestParagraph + 1);
  text = std::string(200'000, '(') + std::string(200'000, ')');
  analysis = split(text, english());
  std::uint32_t at = 0;
  for (const Word& word : analysis.words) {
    EXPECT_EQ(word.span.begin, at);
    at = word.span.end;
  }
  EXPECT_EQ(at, text.size());
  for (const Sentence& sentence : analysis.sentences)
    EXPECT_LE(sentence.end - sentence.begin, static_cast<std::int32_t>(kLongestSentence));
  text.clear();
  for (int i = 0; i < 300'000; ++i) text += "word é\xCC\x81 ";
  analysis = split(text, english());
  EXPECT_EQ(analysis.words.size(), 600'000u);
  EXPECT_EQ(split("\xCC\x81 x\xCC\x81", english()).words.size(), 2u);
}

TEST(Boundaries, AParagraphDependsOnItselfAlone) {
  const std::vector<std::string> paragraphs{"Gate shut at 5 p.m. Sunday", "- No one was hurt.",
                                            "\"Go!\" he said. \"Now!\"", "Ja"};
  std::string text;
  std::vector<std::string> alone;
  for (const std::string& paragraph : paragraphs) {
    text += paragraph + "\n \n";
    alone.push_back(shown(paragraph));
  }
  std::string together = shown(text);
  std::string expected = alone[0];
  for (std::size_t i = 1; i < alone.size(); ++i) expected += " | " + alone[i];
  EXPECT_EQ(together, expected);
}

TEST(Boundaries, BreaksOfTheSourceStartParagraphs) {
  const std::vector<std::uint32_t> breaks{0, 7, 14};
  const Analysis analysis = split("At last At ten they came", english(), breaks);
  ASSERT_EQ(analysis.sentences.size(), 3u);
  EXPECT_EQ(analysis.sentences[2].paragraph, 2);
  EXPECT_EQ(analysis.sentences[1].span, (Span{8, 14}));
}

TEST(Boundaries, RefusesOtherAndDamagedModels) {
  EXPECT_EQ(load_boundaries("/nowhere/english-boundaries.model").error().code, "not-found");
  auto bytes = text::read_file(model_path());
  ASSERT_TRUE(bytes);
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"\"kind\":\"boundaries\"", "\"kind\":\"boundarieX\""},
           {"[[0,0]]", "[[9,0]]"},
           {"\"steps\":[1", "\"steps\":[9"},
           {"\"tables\":[0", "\"tables\":[9"}}) {
    std::string changed = *bytes;
    const std::size_t at = changed.find(from);
    ASSERT_NE(at, std::string::npos);
    changed.replace(at, from.size(), to);
    auto file = ModelFile::from_bytes(changed, "changed");
    EXPECT_TRUE(!file || !read_boundaries(std::move(*file)));
  }
}

}  // namespace
}  // namespace litopys::language
