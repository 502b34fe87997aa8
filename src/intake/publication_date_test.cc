#include "intake/publication_date.h"

#include <gtest/gtest.h>

#include "intake/charset_guess.h"
#include "intake/html.h"

namespace litopys::intake {
namespace {

const PageLexicon& lexicon() {
  static const PageLexicon lexicon =
      *load_page_lexicon(std::filesystem::path(LITOPYS_SOURCE_DIR) / "codebooks");
  return lexicon;
}

const std::string kWords =
    "The old bridge over the Linden fell on Tuesday night, the river guard said, and no one was on "
    "it.";

std::string published(const std::string& head, const std::string& body) {
  const auto report = read_page("<html><head><title>The bridge over the Linden fell</title>" +
                                    head + "</head><body>" + body + "<p>" + kWords + "</p><p>" +
                                    kWords + "</p></body></html>",
                                "page.html", lexicon());
  return report ? report->published + " " + report->published_basis : report.error().code;
}

TEST(PublicationDate, LinesThatAreDates) {
  const auto date = [](std::string_view line) { return date_of_line(line, lexicon()); };
  EXPECT_EQ(date("7 March 2022"), "2022-03-07");
  EXPECT_EQ(date("Published: Monday, March 7, 2022 at 9:15 pm"), "2022-03-07");
  EXPECT_EQ(date("The desk | 7 de marzo de 2022 | 21:15"), "2022-03-07");
  EXPECT_EQ(date("Опубліковано 7 березня 2022, 21:15"), "2022-03-07");
  EXPECT_EQ(date("Am 07.03.2022 - Region"), "2022-03-07");
  EXPECT_EQ(date("2022年3月7日 21:15"), "2022-03-07");
  EXPECT_EQ(date("Published 7 March 2022 | Updated 9 March 2022"), "2022-03-07");
}

TEST(PublicationDate, LinesThatAreNot) {
  for (const char* line :
       {"Updated: 7 March 2022", "30 March 2022, 13:15 - 19:00 h", "Deadline: 7 March 2022",
        "The flood of 7 March 2022", "7 March 2022 | 9 April 2022", "7 March 1722", "03/07/2022",
        "On 7 March 2022 the river rose over the bank, and all the houses by the mill were "
        "flooded."}) {
    EXPECT_EQ(date_of_line(line, lexicon()), "") << line;
  }
}

TEST(PublicationDate, ALineByTheHeadline) {
  EXPECT_EQ(
      published(
          "",
          "<h1>The bridge over the Linden fell</h1><span>By the desk</span><p>7 березня 2022</p>"),
      "2022-03-07 dateline");
  EXPECT_EQ(published("", "<p>7 March 2022</p><h1>The bridge over the Linden fell</h1>"),
            "2022-03-07 dateline");
  // Behind the second paragraph other reports begin.
  EXPECT_EQ(published("", "<h1>The bridge over the Linden fell</h1><p>" + kWords + "</p><p>" +
                              kWords + "</p><p>7 March 2022</p>"),
            " ");
}

TEST(PublicationDate, TwoThatAgreeBeatTheFirst) {
  const std::string linked =
      "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
      "\"datePublished\": \"2022-03-03\"}</script>";
  const std::string meta = "<meta property='article:published_time' content='2022-03-07'>";
  EXPECT_EQ(published(linked, ""), "2022-03-03 metadata");
  EXPECT_EQ(published(linked + meta, ""), "2022-03-03 metadata");
  EXPECT_EQ(published(linked + meta, "<h1>The bridge over the Linden fell</h1><p>7 March 2022</p>"),
            "2022-03-07 metadata");
}

TEST(PublicationDate, OfThePageWhereNoArticleStatesOne) {
  EXPECT_EQ(published("<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebPage\", "
                      "\"datePublished\": \"2022-03-03\"}]}</script>",
                      ""),
            "2022-03-03 metadata");
  EXPECT_EQ(published("<meta name=date content='2022-03-03'>",
                      "<h1>The bridge over the Linden fell</h1><p>7 March 2022</p>"),
            "2022-03-07 dateline");
  EXPECT_EQ(published("<link rel=canonical href='https://example.org/2022/03/07/bridge'>", ""),
            "2022-03-07 url");
}

TEST(CharsetGuess, LettersThatStandWellTogether) {
  EXPECT_GT(likeness("Пожар в старом городе", "windows-1251"), 0.9);
  EXPECT_LT(likeness("оНФЮП Б ЯРЮПНЛ ЦНПНДЕ", "koi8-u"), 0.9);
  EXPECT_LT(likeness("Ïîæàð â ñòàðîì ãîðîäå", "windows-1252"), 0);
  EXPECT_GT(likeness("die Brücke über die Straße", "windows-1252"), 0.9);
}

}  // namespace
}  // namespace litopys::intake
