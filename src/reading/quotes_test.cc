#include "reading/quotes.h"

#include <gtest/gtest.h>

#include "reading/plain_text.h"

namespace litopys::reading {
namespace {

// Quotations of a text as "words", "+" before those that continue, "~" before labels.
std::string quotes_of(const std::string& text) {
  const PlainText plain(text);
  std::string out;
  for (const QuotedSpan& quote : find_quotes(plain.document())) {
    if (!out.empty()) out += "; ";
    out += std::string(quote.continues ? "+" : "") + (quote.sentence_like ? "" : "~") +
           std::string(words_of(plain.document(), quote.span));
  }
  return out;
}

TEST(Quotes, AllMarks) {
  EXPECT_EQ(quotes_of("He said: “we saw the smoke over the mill roof” and left."),
            "“we saw the smoke over the mill roof”");
  EXPECT_EQ(quotes_of("«we saw the smoke over the mill roof», he said."),
            "«we saw the smoke over the mill roof»");
  EXPECT_EQ(quotes_of("\"we saw the smoke over the mill roof\", he said."),
            "\"we saw the smoke over the mill roof\"");
  EXPECT_EQ(quotes_of("‘we saw the smoke over the mill roof’, he said."),
            "‘we saw the smoke over the mill roof’");
}

TEST(Quotes, ApostrophesAreNoMarks) {
  EXPECT_EQ(quotes_of("The town’s mayor didn't see the workers' march and it's over."), "");
}

TEST(Quotes, ShortLabelsAreNotSentences) {
  EXPECT_EQ(quotes_of("the so-called “filtration” points"), "~“filtration”");
}

TEST(Quotes, ParagraphsContinueWhatWasLeftOpen) {
  EXPECT_EQ(quotes_of("“We went down to the river at dawn today.\n\n“Then all of us came back to "
                      "the town,” he said."),
            "“We went down to the river at dawn today.; +“Then all of us came back to the town,”");
}

TEST(Quotes, AnUnpairedMarkEndsWithItsParagraph) {
  EXPECT_EQ(quotes_of("He wore a 12\" belt.\n\nNothing more was said of it."), "");
}

}  // namespace
}  // namespace litopys::reading
