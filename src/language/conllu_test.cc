#include "language/conllu.h"

#include <gtest/gtest.h>

#include <sstream>

#include "language/conllu_document.h"

namespace litopys::language {
namespace {

constexpr const char* kParsed =
    "# newdoc id = ferry\n"
    "# text = The mayor didn't wait.\n"
    "1\tThe\tthe\tDET\t_\tDefinite=Def\t2\tdet\t_\tSpan=0:3\n"
    "2\tmayor\tmayor\tNOUN\t_\t_\t5\tnsubj\t_\tSpan=4:9|Role=5:ARG0\n"
    "3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpan=10:16\n"
    "3\tdid\tdo\tAUX\t_\t_\t5\taux\t_\t_\n"
    "4\tn't\tnot\tPART\t_\t_\t5\tadvmod\t_\tRole=5:ARGM-NEG\n"
    "5\twait\twait\tVERB\t_\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No|Span=17:21|Sense=wait.01|"
    "Fact=-2.50\n"
    "6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\tSpan=21:22\n"
    "\n"
    "# newpar\n"
    "# text = Zoë Hart sang.\n"
    "1\tZoë\tZoë\tPROPN\t_\t_\t3\tnsubj\t_\tSpan=25:29|NER=B-PER|Role=3:ARG0\n"
    "2\tHart\tHart\tPROPN\t_\t_\t1\tflat\t_\tSpan=30:34|NER=I-PER\n"
    "3\tsang\tsing\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No|Span=35:39|Sense=sing.01\n"
    "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\tSpan=39:40\n"
    "\n";

std::string error_of(const std::string& input) {
  std::istringstream stream(input);
  ConlluDocuments documents(stream, "in");
  ConlluDocument document;
  while (true) {
    const auto more = documents.next(document);
    if (!more) return more.error().message;
    if (!*more) return "";
  }
}

TEST(Conllu, ReadsDocumentsWithAllLayers) {
  std::istringstream stream(kParsed);
  ConlluDocuments documents(stream, "in");
  ConlluDocument d;
  const auto more = documents.next(d);
  ASSERT_TRUE(more) << more.error().message;
  EXPECT_TRUE(*more);
  EXPECT_EQ(d.id, "ferry");
  EXPECT_EQ(d.text, "The mayor didn't wait.\n\n\nZoë Hart sang.");
  const Analysis& a = d.analysis;
  ASSERT_EQ(a.sentences.size(), 2u);
  EXPECT_EQ(a.sentences[1].paragraph, 1);
  ASSERT_EQ(a.words.size(), 10u);
  EXPECT_EQ(a.words[3].form, "n't");
  EXPECT_EQ(text::words_of(d.text, a.words[3].span), "didn't");
  EXPECT_EQ(a.words[1].head, 4);
  EXPECT_EQ(a.words[7].head, 6);
  EXPECT_EQ(text::words_of(d.text, a.words[6].span), "Zoë");
  ASSERT_EQ(a.names.size(), 1u);
  EXPECT_EQ(text::words_of(d.text, a.names[0].span), "Zoë Hart");
  ASSERT_EQ(a.predicates.size(), 2u);
  EXPECT_EQ(a.predicates[0].sense, "wait.01");
  EXPECT_FLOAT_EQ(a.predicates[0].happened, -2.5F);
  ASSERT_EQ(a.predicates[0].arguments.size(), 2u);
  EXPECT_EQ(a.predicates[0].arguments[1].role, "ARGM-NEG");
  EXPECT_EQ(a.multiword_tokens.size(), 1u);
  EXPECT_FALSE(*documents.next(d));
}

TEST(Conllu, WritesWhatItReads) {
  std::istringstream stream(kParsed);
  ConlluDocuments documents(stream, "in");
  ConlluDocument d;
  ASSERT_TRUE(documents.next(d));
  std::string out = "# newdoc id = ferry\n# text = The mayor didn't wait.\n";
  write_words(d.analysis, 0, d.text, 0, out);
  out += "# newpar\n# text = Zoë Hart sang.\n";
  write_words(d.analysis, 1, d.text, 0, out);
  EXPECT_EQ(out, kParsed);
}

TEST(Conllu, KeepsTheLinesOfTheInput) {
  const std::string input =
      "# sent_id = 7\n# text = I can't go\n1\tI\tx\tX\tx\tx\t0\tx\tx\tx\n"
      "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tCorrect=Yes\n2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n3.1\tto\tto\tPART\t_\t_\t_\t_\t4:mark\t_\n"
      "4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Other=1\n\n";
  std::istringstream stream(input);
  ConlluReader reader(stream, "in");
  ConlluSentence sentence;
  ASSERT_TRUE(*reader.next(sentence));
  Analysis analysis;
  append_blank(sentence, analysis);
  std::string out;
  write_kept(sentence, analysis, 0, out);
  EXPECT_EQ(out,
            "# sent_id = 7\n# text = I can't go\n1\tI\t_\t_\t_\t_\t_\t_\t_\tSpan=0:1\n"
            "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tCorrect=Yes\n2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n3.1\tto\tto\tPART\t_\t_\t_\t_\t4:mark\t_\n"
            "4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Span=8:10\n\n");
}

TEST(Conllu, PutsTextTogetherWithoutSpans) {
  const std::string input =
      "# newdoc\n1\tNo\t_\t_\t_\t_\t0\troot\t_\tSpaceAfter=No\n2\t.\t_\t_\t_\t_\t1\tpunct\t_\t_\n\n"
      "1\tYes\t_\t_\t_\t_\t0\troot\t_\t_\n\n# newpar id = p2\n1\tOh\t_\t_\t_\t_\t0\troot\t_\t_\n\n"
      "# newdoc id = b\n1\tWell\t_\t_\t_\t_\t0\troot\t_\t_\n";
  std::istringstream stream(input);
  ConlluDocuments documents(stream, "in");
  ConlluDocument d;
  ASSERT_TRUE(*documents.next(d));
  EXPECT_EQ(d.text, "No. Yes\n\nOh");
  EXPECT_EQ(d.id, "");
  ASSERT_TRUE(*documents.next(d));
  EXPECT_EQ(d.id, "b");
  EXPECT_EQ(d.text, "Well");
}

TEST(Conllu, TellsWhatIsWrongAndWhere) {
  const auto row = [](const std::string& id, const std::string& head) {
    return id + "\tword\t_\t_\t_\t_\t" + head + "\tdep\t_\t_\n";
  };
  EXPECT_EQ(error_of(row("1", "0") + row("2", "1")), "");
  EXPECT_NE(error_of(row("1", "2") + row("2", "1")).find("line 1: the word is its own"), -1ul);
  EXPECT_NE(error_of(row("1", "0") + row("2", "2")).find("line 2: the word is its own"), -1ul);
  EXPECT_NE(error_of(row("1", "0") + row("3", "1")).find("line 2: \"3\" where 2 is due"), -1ul);
  EXPECT_NE(error_of(row("2", "0")).find("\"2\" where 1 is due"), -1ul);
  EXPECT_NE(error_of(row("1", "x")).find("the head \"x\""), -1ul);
  EXPECT_NE(error_of(row("1", "-1")).find("the head \"-1\""), -1ul);
  EXPECT_NE(error_of(row("1", "99999999999")).find("no word's number"), -1ul);
  EXPECT_NE(error_of(row("one", "0")).find("no number"), -1ul);
  EXPECT_NE(error_of("\n\n1\tword\t_\n").find("line 3: 3 columns instead of 10"), -1ul);
  EXPECT_NE(error_of(row("1-2", "0") + row("1", "0")).find("past the end"), -1ul);
  EXPECT_NE(error_of(row("1-2", "_") + row("1", "0") + row("2-3", "_")).find("overlaps"), -1ul);
  EXPECT_NE(error_of(row("1", "0") + row("5.1", "_")).find("where 2 is due"), -1ul);
  EXPECT_NE(error_of("# text = alone\n\n").find("line 1: a sentence without words"), -1ul);
  EXPECT_NE(error_of(row("1", "0") + "# late\n").find("line 2: a comment inside"), -1ul);
  EXPECT_NE(error_of("# text = caf\xE9\n").find("line 1: invalid UTF-8 at byte 13"), -1ul);
  EXPECT_NE(error_of("# text = other\n" + row("1", "0")).find("\"word\" is not where"), -1ul);
  EXPECT_NE(error_of("1\tx\t_\t_\t_\t_\t0\troot\t_\tSpan=0:2\n").find("the span 0:2 is not"), -1ul);
  EXPECT_NE(error_of("1\tx\t_\t_\t_\t_\t0\troot\t_\tRole=1:ARG0\n").find("of no predicate"), -1ul);
}

TEST(Conllu, ReadsMisc) {
  EXPECT_EQ(misc_value("Span=1:2|Role=7:ARG0|12:ARGM-LOC|Other=3", "Role"), "7:ARG0|12:ARGM-LOC");
  EXPECT_EQ(misc_value("Span=1:2|NER=B-PER", "NER"), "B-PER");
  EXPECT_EQ(misc_value("_", "NER"), std::nullopt);
  EXPECT_EQ(misc_value("SpanX=1", "Span"), std::nullopt);
}

}  // namespace
}  // namespace litopys::language
