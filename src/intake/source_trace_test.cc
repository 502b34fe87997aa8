#include "intake/source_trace.h"

#include <gtest/gtest.h>

#include "intake/charset_places.h"
#include "intake/html.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

const std::string kLong =
    " fell on Tuesday night, the river guard said, and of those who were on it no one was hurt.";

Report read(std::string_view page) {
  const auto report = read_page(page, "page.html", PageLexicon{});
  EXPECT_TRUE(report) << report.error().message;
  return report ? *report : Report{};
}

// "words<-bytes of the page" for each run but those of kLong.
std::string trail(std::string_view page) {
  const Report report = read(page);
  std::string all;
  for (const SourceRun& run : report.page.runs) {
    const std::string_view words = text::words_of(report.text, run.text);
    if (words.find("Tuesday") != std::string_view::npos) continue;
    if (!all.empty()) all += " | ";
    all += words;
    all += "<-";
    all += text::words_of(page, run.page);
  }
  return all;
}

TEST(SourceTrace, WordsInOneRow) {
  const std::string page = "<!-- a --><p>\n  The bridge\nto the mill" + kLong + "</p>";
  const Report report = read(page);
  ASSERT_EQ(report.page.runs.size(), 1u);
  EXPECT_EQ(report.page.charset, "utf-8");
  EXPECT_EQ(report.page.runs[0].text,
            (text::Span{0, static_cast<std::uint32_t>(report.text.size())}));
  EXPECT_EQ(report.page.runs[0].page.begin, page.find("The"));
  EXPECT_EQ(report.page.runs[0].page.end, page.find("</p>"));
  EXPECT_EQ(report.text.substr(4, 13), "bridge to the");
}

TEST(SourceTrace, References) {
  EXPECT_EQ(trail("<p>Ham &amp; eggs, caf&eacute;<i>" + kLong),
            "Ham<-Ham | &<-&amp; | eggs, caf<-eggs, caf | é<-&eacute;");
  EXPECT_EQ(trail("<p>caf&#233;s&nbsp;&nbsp;burn &copy2020 with &foo; & more<i>" + kLong),
            "caf<-caf | é<-&#233; | s<-s | burn<-burn | ©2020<-&copy2020 | "
            "with &foo; & more<-with &foo; & more");
}

TEST(SourceTrace, TagsInsideOfWords) {
  EXPECT_EQ(trail("<p>1<b>2</b>0 soldiers<br>and<!-- x --> on</foo>e<i>" + kLong),
            "1<-1 | 2<-2 | 0 soldiers<-0 soldiers | and<-and | on<-on | e<-e");
  // In <svg> the parser has the words; they are the page's all the same.
  EXPECT_EQ(trail("<p><svg></p><p>The mill bridge<i>" + kLong), "The mill bridge<-The mill bridge");
  // What does not belong in a table stands before it.
  EXPECT_EQ(trail("<table><tr>The mill bridge<i>" + kLong + "</i></table>"),
            "The mill bridge<-The mill bridge");
}

TEST(SourceTrace, MarksOfNoWidthAreWordsLikeOthers) {
  EXPECT_EQ(trail("<p>1\u200B20 sol\u00ADdiers&shy;<i>" + kLong),
            "1\u200B20 sol\u00ADdiers<-1\u200B20 sol\u00ADdiers | \u00AD<-&shy;");
  EXPECT_EQ(trail("<p>1\u00A0200&#8203;men<i>" + kLong),
            "1<-1 | 200<-200 | \u200B<-&#8203; | men<-men");
}

TEST(SourceTrace, BytesOfOtherCharacterSets) {
  // "Міст <b>через</b> річку", in windows-1251.
  const std::string bridge = "\xCC\xB3\xF1\xF2", across = "\xF7\xE5\xF0\xE5\xE7";
  const std::string page =
      "<meta charset=windows-1251><p>" + bridge + " &quot;<b>" + across + "</b>\x98<i>" + kLong;
  EXPECT_EQ(trail(page),
            "Міст<-" + bridge + " | \"<-&quot; | через<-" + across + " | \uFFFD<-\x98");
  EXPECT_EQ(read(page).page.charset, "windows-1251");
  EXPECT_EQ(trail("\xEF\xBB\xBF<p>caf\u00E9<i>" + kLong), "café<-café");
  const std::string umlauts = "<meta charset=utf-8><p>ü ö ä ";
  EXPECT_EQ(trail(umlauts + "\xE9 <b>ß</b><i>" + kLong), "ü ö ä \uFFFD<-ü ö ä \xE9 | ß<-ß");
}

TEST(SourceTrace, SpanOfWords) {
  const std::vector<SourceRun> runs = {{{0, 4}, {10, 14}}, {{5, 6}, {20, 25}}, {{6, 9}, {40, 43}}};
  EXPECT_EQ(source_of(runs, {0, 3}), (text::Span{10, 13}));
  EXPECT_EQ(source_of(runs, {2, 6}), (text::Span{12, 25}));
  EXPECT_EQ(source_of(runs, {4, 5}), text::Span{});
  EXPECT_EQ(source_of(runs, {9, 12}), text::Span{});
}

// At each character, the bytes before its place decode to the text before it.
void expect_places(const std::string& bytes, const std::string& charset) {
  const auto whole = decode_page(bytes, "p", charset);
  ASSERT_TRUE(whole) << charset;
  std::vector<std::uint32_t> offsets;
  for (std::size_t at = 0; at < whole->text.size();
       at += text::code_point_at(whole->text, at).size) {
    offsets.push_back(static_cast<std::uint32_t>(at));
  }
  const std::vector<std::uint32_t> places = places_in_bytes(bytes, *whole, offsets);
  ASSERT_EQ(places.size(), offsets.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto before = decode_page(bytes.substr(0, places[i]), "p", charset);
    ASSERT_TRUE(before);
    EXPECT_EQ(before->text, whole->text.substr(0, offsets[i])) << charset << " " << i;
  }
}

TEST(CharsetPlaces, EveryCharacter) {
  std::string bytes = "Fire. ";
  for (int byte = 0x80; byte < 0x100; ++byte) {
    bytes += static_cast<char>(byte);
    bytes += byte % 3 == 0 ? "\xC6 x" : " x ";
  }
  for (const char* charset : {"windows-1251", "windows-1253", "koi8-u", "gb18030", "shift_jis"}) {
    expect_places(bytes, charset);
  }
  expect_places(std::string("\xFF\xFE"
                            "a\0\x16\x04 \0\x3D\xD8\x00\xDE"
                            "b\0",
                            14),
                "");
  expect_places("\xEF\xBB\xBFü ö", "");
  expect_places("<meta charset=utf-8>ü ö ä " + std::string(300, 'x') + "\xE9\xE9 ß \xFF", "");
}

}  // namespace
}  // namespace litopys::intake
