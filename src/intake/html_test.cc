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
  for (int i = 0; i < 1900; ++i) formats += "<b id=&" + std::to_string(i) + ">";
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

// What the parser is given, with "*" for words that were taken out.
std::string kept(std::string_view html) {
  std::string given = guarded_page(html, "p")->html;
  for (std::size_t at = 0; (at = given.find(kTakenWords, at)) != std::string::npos; ++at) {
    given.replace(at, kTakenWords.size(), "*");
  }
  return given;
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
  EXPECT_EQ(kept("<a class=x onclick=\"go()\" href='/b'>on</a><SCRIPT src=a>go('</b>')</script >x"),
            "<a >*</a><SCRIPT ></script >*");
  EXPECT_EQ(kept("<p>\n\t a  b <i> c</i>\n \n"), "<p>*<i>*</i>\n");
  EXPECT_EQ(kept("a<!-- <p> -->b<style>p{}</style>"), "**<style></style>");
  EXPECT_EQ(kept("<html lang=en><input type=hidden name=a>"), "<html lang=en><input type=hidden >");
  EXPECT_EQ(kept("<p class=a id='b &amp; c' title=x>"), "<p id='b &amp; c' >");
  EXPECT_EQ(kept("<path d='M0'/>"), "<path />");
}

TEST(Guard, NotesWhatIsReadOfATag) {
  const std::string html =
      "<p><a class=x onclick='go()'>on</a class=y>"
      "<script type='application/ld+json'>{\"headline\": 1}</script>";
  EXPECT_EQ(kept(html), "<p><a >*</a ><script ></script>");
  const auto page = guarded_page(html, "p");
  ASSERT_EQ(page->tags.size(), 2u);
  EXPECT_EQ(page->tags[0].at, 3u);
  EXPECT_EQ(page->tags[0].last, 1u);
  EXPECT_EQ(page->values.at(0).name, Attribute::kClass);
  EXPECT_EQ(page->values.at(0).value, "x");
  EXPECT_EQ(page->tags[1].contents, "{\"headline\": 1}");
}

TEST(Guard, TakesWordsAsTheyStand) {
  const std::string html = "<p>\n  Ham &amp; eggs  <b>\n</b>\x01 x\xC2\x85y</p>";
  EXPECT_EQ(kept(html), "<p>*&amp;*<b>\n</b>\x01*\xC2\x85*</p>");
  const auto page = guarded_page(html, "p");
  ASSERT_EQ(page->words.size(), 4u);
  EXPECT_EQ(page->words[0].words, " Ham ");
  EXPECT_EQ(page->words[1].words, " eggs ");
  const std::uint32_t reference = static_cast<std::uint32_t>(page->html.find("&amp;"));
  EXPECT_EQ(page->source_of(reference), html.find("&amp;"));
  EXPECT_EQ(page->source_of(reference + 5), html.find(" eggs"));
  // A zero byte is dropped by the parser alone; in <svg> "<![CDATA[" begins words.
  EXPECT_EQ(kept(std::string_view("<p>a\0b", 6)), std::string_view("<p>a\0b", 6));
  EXPECT_EQ(kept("<svg><![CDATA[ a > b ]]></svg> c"), "<svg><![CDATA[ a > b ]]></svg>*");
}

// The parser has ends of its own for these, which are not looked for here.
TEST(Guard, KeepsWhatOnlyTheParserCanEnd) {
  for (const char* html : {"<script><!-- <script></script> --></script>", "<!-- --!><!-- -->",
                           "<!-- never closed", "<a onclick=\"never closed"}) {
    EXPECT_EQ(kept(html), html);
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

TEST(Page, WordsComeBack) {
  const auto page = Page::parse("<p>Ham &amp; eggs</foo> &lt;here<table>out<tr><td>in", "p");
  ASSERT_TRUE(page);
  std::string all;
  for (const PageNode& node : page->nodes()) {
    all += node.tag.empty() ? "'" + std::string(node.text) + "' " : std::string(node.tag) + " ";
  }
  EXPECT_EQ(all, "html head body p 'Ham ' '&' ' eggs' ' <' 'here' 'out' table tbody tr td 'in' ");
  // What only looks like words that were taken out is what it is.
  EXPECT_EQ(Page::parse("<p>a&#x10FFFD;</p>", "p")->text_of(0), "a\U0010FFFD");
}

// The bytes of the tag, of one that the parser makes again (<b> in the second paragraph), of one
// whose "&" only the parser can read, and of what comes too late to be a tag of its own.
TEST(Page, AttributesOfElements) {
  const auto page = Page::parse(
      "<i lang=a></i><html lang=en><p class='one'><b id=two>x<p>y</b><a class='&lt;'>z</a>", "p");
  ASSERT_TRUE(page);
  std::string all;
  for (const PageNode& node : page->nodes()) {
    for (const Attribute name : {Attribute::kLang, Attribute::kClass, Attribute::kId}) {
      const std::string_view value = page->attribute(node, name);
      if (!value.empty()) all += std::string(node.tag) + "=" + std::string(value) + " ";
    }
  }
  EXPECT_EQ(all, "html=en i=a p=one b=two b=two a=< ");
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
  PageLexicon words;
  words.named["share"].around = words.named["post-meta"].around = true;
  words.named["article"].body = true;
  EXPECT_TRUE(words.names("article shareBar").around);
  EXPECT_TRUE(words.names("article shareBar").body);
  EXPECT_TRUE(words.names("c-post_meta--wide").around);
  EXPECT_FALSE(words.names("shareholder post metal").around);
}

}  // namespace
}  // namespace litopys::intake
