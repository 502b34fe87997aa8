#include "intake/html.h"

#include <gtest/gtest.h>

#include "intake/charset.h"
#include "intake/page.h"
#include "intake/page_guard.h"

namespace litopys::intake {
namespace {

const PageLexicon& lexicon() {
  static const PageLexicon lexicon =
      *load_page_lexicon(std::filesystem::path(LITOPYS_SOURCE_DIR) / "codebooks");
  return lexicon;
}

Report read(std::string_view html) {
  const auto report = read_page(html, "page.html", lexicon());
  EXPECT_TRUE(report) << report.error().message;
  return report ? *report : Report{};
}

std::string code(std::string_view html) {
  const auto report = read_page(html, "page.html", lexicon());
  return report ? "read" : report.error().code;
}

const std::string kFirst =
    "The old bridge over the Linden fell on Tuesday night, the river guard said, and no one was on "
    "it.";
const std::string kSecond =
    "Traffic goes by way of the upper mill until a ferry is found, which may take some weeks yet.";

TEST(Html, BodyWithoutWhatStandsAround) {
  const Report report = read(
      "<!doctype html><html lang=en-GB><head><title>Bridge falls | Example Courier</title></head>"
      "<body class='has-sidebar'><nav><a href=/>Home</a></nav>"
      "<div class='cookie-consent'><p>We and our partners keep data on your device to show you "
      "what you have not asked for, and more.</p></div>"
      "<article><h1>Bridge falls</h1><p>" +
      kFirst +
      "</p>"
      "<p><a href=/x>Read also: the mayor opens another fountain in the park</a></p>"
      "<div class='shareBar'><p>Share this text with all your friends and their friends</p></div>"
      "<p>" +
      kSecond +
      "</p></article>"
      "<aside><p>The weather will be fine and dry until the end of the week, they say.</p></aside>"
      "<footer>Example Courier</footer></body></html>");
  EXPECT_EQ(report.text, kFirst + "\n\n" + kSecond);
  EXPECT_EQ(report.title, "Bridge falls");
  EXPECT_EQ(report.language, "en-GB");
  ASSERT_EQ(report.blocks.size(), 2u);
  EXPECT_EQ(report.blocks[1].kind, "paragraph");
  EXPECT_EQ(text::words_of(report.text, report.blocks[1].span), kSecond);
}

TEST(Html, BlocksOfOtherKinds) {
  const Report report =
      read("<article><p>" + kFirst + "</p><h2>What now</h2><ul><li>" + kSecond +
           "</li></ul><blockquote><p>" + kFirst +
           "</p></blockquote><p>One line<br>and another<br><br>New block</p></article>");
  std::string kinds;
  for (const Block& block : report.blocks) kinds += block.kind + " ";
  EXPECT_EQ(kinds, "paragraph heading list quote paragraph paragraph ");
  EXPECT_NE(report.text.find("One line\nand another\n\nNew block"), std::string::npos);
}

TEST(Html, LeadBetweenHeadlineAndBody) {
  const std::string lead =
      "Engineers had warned of the piers for years, and the town had no money.";
  const Report report = read("<body><div><h1>Bridge falls</h1><div class=standfirst>" + lead +
                             "</div><div class=article-body><p>" + kFirst + "</p><p>" + kSecond +
                             "</p></div></div></body>");
  EXPECT_EQ(report.text, lead + "\n\n" + kFirst + "\n\n" + kSecond);
  EXPECT_EQ(report.blocks.at(0).kind, "lead");
}

// A site that calls its whole text a "comment" is read all the same.
TEST(Html, NamesThatWouldDropEverythingAreNotBelieved) {
  const std::string part = "<div class=comment>" + kFirst + "<br><br>" + kSecond + "</div>";
  const Report report = read("<body>" + part + part + "</body>");
  EXPECT_EQ(report.blocks.size(), 4u);
}

TEST(Html, MetadataOfThreeLayers) {
  const Report report = read(
      "<html lang=en><head><title>Window</title>"
      "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\", \"headline\": "
      "\"No\"},"
      "{\"@type\": \"NewsArticle\", \"headline\": \"Bridge falls\", "
      "\"datePublished\": \"2024-05-06T20:00:00+0300\", \"author\": [{\"name\": \"A. Writer\"}, "
      "\"B. Writer\"]}]}</script>"
      "<meta property='og:site_name' content='Example Courier'>"
      "<meta property='article:published_time' content='2024-05-09'>"
      "<meta property='article:modified_time' content='2024-05-07T08:00:00Z'></head>"
      "<body><p>" +
      kFirst + "</p></body></html>");
  EXPECT_EQ(report.title, "Bridge falls");
  EXPECT_EQ(report.published, "2024-05-06T20:00:00+03:00");
  EXPECT_EQ(report.published_basis, "metadata");
  EXPECT_EQ(report.modified, "2024-05-07T08:00:00Z");
  EXPECT_EQ(report.author, "A. Writer, B. Writer");
  EXPECT_EQ(report.publisher, "Example Courier");
}

TEST(Html, DateFromTheAddressSaysSo) {
  const Report report =
      read("<link rel=canonical href='https://example.org/news/2024/05/06/bridge'><p>" + kFirst);
  EXPECT_EQ(report.published, "2024-05-06");
  EXPECT_EQ(report.published_basis, "url");
}

TEST(Html, HostilePages) {
  EXPECT_EQ(code("<body>" + std::string(100, ' ')), "no-text");
  std::string deep = "<body>";
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  EXPECT_EQ(code(deep + kFirst), "too-deep");
  std::string formats = "<body><p>";
  for (int i = 0; i < 1900; ++i) formats += "<b id=" + std::to_string(i) + ">";
  for (int i = 0; i < 20000; ++i) formats += "<p>x";
  EXPECT_EQ(code(formats), "too-complex");
  std::string attributes = "<div";
  for (int i = 0; i < 5000; ++i) attributes += " a" + std::to_string(i);
  EXPECT_EQ(code(attributes + ">" + kFirst), "too-complex");
  EXPECT_EQ(code(std::string("<html>\0<p>", 10)), "binary");
}

TEST(Html, LongListWithoutEndTagsIsNotDeep) {
  std::string list = "<ul>";
  for (int i = 0; i < 5000; ++i) list += "<li>One more village on the river Linden is dry again.";
  EXPECT_EQ(code(list), "read");
}

TEST(Guard, RawTextHoldsNoTags) {
  std::string script = "<script>";
  for (int i = 0; i < 5000; ++i) script += "'<div>'";
  EXPECT_TRUE(guarded_page(script + "</script>", "p"));
  std::string comment = "<!--";
  for (int i = 0; i < 5000; ++i) comment += "<div>";
  EXPECT_TRUE(guarded_page(comment + "-->", "p"));
  EXPECT_TRUE(guarded_page("<div title='<div><div>'", "p"));
}

TEST(Guard, LeavesOutWhatNobodyReads) {
  const auto kept = [](std::string_view html) { return *guarded_page(html, "p"); };
  EXPECT_EQ(kept("<a class=x onclick=\"go()\" href='/b'>on</a><SCRIPT src=a>go('</b>')</script >x"),
            "<a class=x  >on</a><SCRIPT ></script >x");
  EXPECT_EQ(kept("<p>\n\t a  b <i> c</i>\n \n"), "<p>\na b <i> c</i>\n");
  EXPECT_EQ(kept("a<!-- <p> -->b<style>p{}</style>"), "ab<style></style>");
  EXPECT_EQ(kept("<link rel=canonical href=/b>"), "<link rel=canonical href=/b>");
  const std::string linked = "<script type='application/ld+json'>{\"headline\": 1}</script>";
  EXPECT_EQ(kept(linked), linked);
}

// The parser has ends of its own for these, which are not looked for here.
TEST(Guard, KeepsWhatOnlyTheParserCanEnd) {
  for (const char* html : {"<script><!-- <script></script> --></script>b", "a<!-- --!>b<!-- -->c",
                           "a<!-- never closed", "<a onclick=\"never closed"}) {
    EXPECT_EQ(*guarded_page(html, "p"), html);
  }
}

TEST(Page, FlatInDocumentOrder) {
  const auto page = Page::parse("<p>A <b>bold</b> word</p>", "p");
  ASSERT_TRUE(page);
  std::string shape;
  for (const PageNode& node : page->nodes()) {
    shape += node.tag.empty() ? "'" + std::string(node.text) + "' " : std::string(node.tag) + " ";
  }
  EXPECT_EQ(shape, "html head body p 'A ' b 'bold' ' word' ");
  EXPECT_EQ(page->text_of(3), "A bold word");
  EXPECT_EQ(page->nodes()[5].end, 7);
}

TEST(Charset, DeclaredAndNot) {
  EXPECT_EQ(*page_to_utf8("<meta charset=windows-1251>\xCF\xEE\xE6\xE0\xF0", "p"),
            "<meta charset=windows-1251>Пожар");
  EXPECT_EQ(*page_to_utf8("caf\xe9", "p"), "café");
  EXPECT_EQ(*page_to_utf8(std::string_view("\xFF\xFE<\0p\0", 6), "p"), "<p");
  EXPECT_EQ(declared_charset("<meta http-equiv=x content='text/html; charset=\"KOI8-R\"'>"),
            "koi8-r");
  const std::string padding(200, 'x');
  // Most letters are right and one is broken; none is UTF-8; nothing that is known.
  EXPECT_EQ(*page_to_utf8("<meta charset=utf-8>ü ö ä" + padding + "\xe9", "p"),
            "<meta charset=utf-8>ü ö ä" + padding + "\uFFFD");
  EXPECT_EQ(*page_to_utf8("<meta charset=utf-8>caf\xe9 " + padding, "p"),
            "<meta charset=utf-8>café " + padding);
  EXPECT_FALSE(page_to_utf8("<meta charset=utf-8>\x81\x90\x81\x90", "p"));
}

TEST(Lexicon, WordsOfClassNames) {
  const std::set<std::string, std::less<>> set = {"share", "post-meta"};
  EXPECT_TRUE(PageLexicon::names(set, "article shareBar"));
  EXPECT_TRUE(PageLexicon::names(set, "c-post_meta--wide"));
  EXPECT_FALSE(PageLexicon::names(set, "shareholder post metal"));
}

}  // namespace
}  // namespace litopys::intake
