#include "intake/source.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>

#include "intake/identity.h"
#include "intake/sample.h"

namespace litopys::intake {
namespace {

namespace fs = std::filesystem;

using Sources = SampleFiles;

TEST_F(Sources, TextStaysAsItIs) {
  const std::string bytes = "\xEF\xBB\xBF A bridge fell.\r\n\r\nNobody was hurt. ";
  const auto items = read({write("a.txt", bytes)});
  ASSERT_EQ(items.size(), 1u);
  ASSERT_FALSE(items[0].error);
  EXPECT_EQ(items[0].report.text, bytes);
  EXPECT_EQ(items[0].report.bytes, bytes.size());
  EXPECT_EQ(items[0].report.bytes_sha256, items[0].report.text_sha256);
  EXPECT_EQ(items[0].report.uri, "a.txt");  // nobody's home folder
}

TEST_F(Sources, FoldersInByteOrderOfPaths) {
  for (const char* name : {"a/z.txt", "a-b.txt", "B.txt", "a/.hidden", "b.txt"})
    write(name, "Text.");
  std::vector<std::string> names;
  for (const Item& item : read({folder_.string()})) {
    names.push_back(item.report.uri);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"B.txt", "a-b.txt", "a/z.txt", "b.txt"}));
}

TEST_F(Sources, JsonLinesGoOnAfterBadOnes) {
  const std::string path = write("r.jsonl",
                                 "{\"id\": \"one\", \"text\": \"A bridge fell.\"}\n"
                                 "\n"
                                 "{\"text\": \"A bri\n"
                                 "{\"text\": 7}\n"
                                 "{\"text\": \"Last line.\", \"published\": \"2024-05-06\"}");
  const auto items = read({path});
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[0].report.id, "one");
  EXPECT_EQ(items[0].report.uri, "");
  ASSERT_TRUE(items[1].error);
  EXPECT_TRUE(items[1].error->message.starts_with(path + ":3: byte "));
  ASSERT_TRUE(items[2].error);
  EXPECT_EQ(items[2].error->message, path + ":4: \"text\" must be a string, is a number");
  EXPECT_EQ(items[3].report.published, "2024-05-06");
}

TEST_F(Sources, BadFiles) {
  EXPECT_EQ(code(write("empty.txt", "")), "empty");
  EXPECT_EQ(code(write("blank.txt", " \n\n")), "empty");
  EXPECT_EQ(code(write("binary", std::string("\x7f"
                                             "ELF\0\0",
                                             6))),
            "binary");
  EXPECT_EQ(code(write("none.txt", "caf\x81 is open")), "invalid-utf8");
  EXPECT_EQ(code((folder_ / "missing.txt").string()), "not-found");
  EXPECT_EQ(code(write("big.txt", std::string(kMaxText + 1, 'x'))), "too-large");
}

TEST_F(Sources, OneBadFileDoesNotStopTheOthers) {
  const auto items = read({(folder_ / "missing.txt").string(), write("a.txt", "Text.")});
  ASSERT_EQ(items.size(), 2u);
  EXPECT_TRUE(items[0].error);
  EXPECT_FALSE(items[1].error);
}

TEST_F(Sources, OverlongLineIsSkipped) {
  std::string bytes = "{\"text\": \"" + std::string(kMaxPiece + 100, 'x') + "\"}\n";
  bytes += "{\"text\": \"After it.\"}\n";
  const auto items = read({write("r.jsonl", bytes)});
  ASSERT_EQ(items.size(), 2u);
  ASSERT_TRUE(items[0].error);
  EXPECT_EQ(items[0].error->code, "too-large");
  EXPECT_EQ(items[1].report.text, "After it.");
}

TEST_F(Sources, CompressedFilesAreOpened) {
  const std::string lines = "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
  std::string zstd(ZSTD_compressBound(lines.size()), '\0');
  zstd.resize(ZSTD_compress(zstd.data(), zstd.size(), lines.data(), lines.size(), 3));
  const std::string gzip = (folder_ / "r.gz").string();
  gzFile file = gzopen(gzip.c_str(), "wb");
  gzwrite(file, lines.data(), static_cast<unsigned>(lines.size()));
  gzclose(file);
  for (const std::string& path : {write("r.zst", zstd), gzip}) {
    const auto items = read({path});
    ASSERT_EQ(items.size(), 2u) << path;
    EXPECT_EQ(items[1].report.text, "Two.");
  }
  const auto items = read({write("cut.zst", zstd.substr(0, zstd.size() - 6))});
  ASSERT_FALSE(items.empty());
  EXPECT_TRUE(items.back().error);
}

TEST_F(Sources, CompressedPageKeepsTheHashOfItsFile) {
  const std::string text = "A bridge fell near the old mill.";
  std::string zstd(ZSTD_compressBound(text.size()), '\0');
  zstd.resize(ZSTD_compress(zstd.data(), zstd.size(), text.data(), text.size(), 3));
  const auto items = read({write("a.txt.zst", zstd)});
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].report.text, text);
  EXPECT_EQ(items[0].report.bytes, zstd.size());
  EXPECT_NE(items[0].report.bytes_sha256, items[0].report.text_sha256);
}

TEST_F(Sources, WordsAlreadyParsedAreNoReport) {
  const auto items = read({write("a.conllu", "# text = One.\n1\tOne\tone\tNUM\n")});
  ASSERT_EQ(items.size(), 1u);
  ASSERT_TRUE(items[0].error);
  EXPECT_EQ(items[0].error->code, "unsupported");
  EXPECT_NE(items[0].error->message.find("a.conllu"), std::string::npos);
  EXPECT_FALSE(input_kind_named("conllu"));
}

TEST(Kinds, ToldByContent) {
  EXPECT_EQ(detect_kind("{\"text\": \"x\"}"), InputKind::kJsonLines);
  EXPECT_EQ(detect_kind("\n\n <!DOCTYPE html><p>"), InputKind::kHtml);
  EXPECT_EQ(detect_kind("\xEF\xBB\xBF<HTML>"), InputKind::kHtml);
  EXPECT_EQ(detect_kind("# newdoc\n# sent_id = 1\n"), InputKind::kConllu);
  EXPECT_EQ(detect_kind("{not json}"), InputKind::kText);
  EXPECT_EQ(detect_kind("Two < three."), InputKind::kText);
  EXPECT_EQ(detect_kind(""), InputKind::kText);
  EXPECT_EQ(detect_kind("{\"text\": \"A bri\n{\"text\": 1}"), InputKind::kJsonLines);
  EXPECT_EQ(detect_kind("{\n  \"text\": \"x\"\n}"), InputKind::kJson);
  EXPECT_EQ(detect_kind("{\"a\": [1,\n2]}"), InputKind::kJson);
  EXPECT_EQ(detect_kind("[{\"text\": \"x\"}]"), InputKind::kJson);
  EXPECT_EQ(detect_kind("[Metro Wire] A bridge fell."), InputKind::kText);
  EXPECT_EQ(detect_kind("# A bridge fell\n\nNobody was **hurt**.\n"), InputKind::kMarkdown);
  EXPECT_EQ(detect_kind("* one\n* two\n"), InputKind::kText);
  EXPECT_EQ(detect_kind("---\ntitle: A bridge\n---\nIt fell.\n"), InputKind::kMarkdown);
}

TEST(Kinds, TablesAndListsByTheNamesOfTheirParts) {
  const Lexicon lexicon = *load_lexicon(LITOPYS_SOURCE_DIR "/codebooks");
  const auto kind = [&](std::string_view bytes) { return detect_kind(bytes, lexicon.records); };
  EXPECT_EQ(kind("event_date,notes\n2022-03-05,A march.\n"), InputKind::kTable);
  EXPECT_EQ(kind("date\tnotes\n2022-03-05\tA march, a strike\n"), InputKind::kTable);
  EXPECT_EQ(kind("Summary, by our reporter\n\nA bridge fell, they said.\n"), InputKind::kText);
  EXPECT_EQ(kind("First, a march\nThen, a strike\nLast, rain\n"), InputKind::kText);
  EXPECT_EQ(kind("{\"title\": \"Wire\", \"items\": [{\"text\": \"x\"}]}"), InputKind::kJson);
  EXPECT_EQ(kind("{\"text\": \"x\", \"items\": [{\"text\": \"y\"}]}"), InputKind::kJsonLines);
  EXPECT_EQ(kind("{\"items\": [{}]}\n{\"text\": \"y\"}\n"), InputKind::kJsonLines);
}

TEST_F(Sources, TablesKeepWhatCodersGave) {
  const auto items = read({write("a.csv",
                                 "event_id_cnty;event_date;location;notes;fatalities\r\n"
                                 "X1;05 March 2022;Riverton;\"On 5 March, people marched; "
                                 "\"\"Peace\"\" stood\non signs.\";0\r\n"
                                 "X2;6 March 2022;\"Hill;never closed;0\r\n"
                                 "X3;7 March 2022;Hill;\"A strike.\";0\r\n"
                                 "X4;7 March 2022;Hill;One cell;too;many\r\n"
                                 "X5;7 March 2022;Hill;;0\r\n")});
  ASSERT_EQ(items.size(), 4u);
  ASSERT_FALSE(items[0].error);
  EXPECT_EQ(items[0].report.text, "On 5 March, people marched; \"Peace\" stood\non signs.");
  EXPECT_EQ(items[0].report.id, "X1");
  EXPECT_EQ(items[0].report.uri, "a.csv#row=2");
  EXPECT_EQ(items[0].report.published, "2022-03-05");
  EXPECT_EQ(items[0].report.published_basis, "metadata");
  EXPECT_EQ(items[0].report.given,
            (decltype(items[0].report.given){{"date", "2022-03-05"}, {"place", "Riverton"}}));
  ASSERT_TRUE(items[1].error);
  EXPECT_NE(items[1].error->message.find("a.csv: row 3: a quote"), std::string::npos);
  EXPECT_EQ(items[2].report.text, "A strike.");
  ASSERT_TRUE(items[3].error);
  EXPECT_NE(items[3].error->message.find("row 5: 6 cells"), std::string::npos);
  ASSERT_EQ(skipped_.size(), 1u);  // the column is there, only empty
  EXPECT_TRUE(to_string(skipped_[0]).ends_with("a.csv: 1 left out: row without a text (row 6)"));
}

TEST_F(Sources, JsonDocumentsAreCutIntoTheirItems) {
  const auto items = read(
      {write("a.json",
             "{\"count\": 3, \"tags\": [{\"a\": 1}], \"data\": [\n"
             " {\"notes\": \"A march, {with} \\\"signs\\\" ]\", \"event_date\": \"2022-03-05\"},\n"
             " 7,\n {\"notes\": 5, \"no\n\": 1},\n {\"text\": \"A strike.\"}, {\"text\": \"Cut")});
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[0].report.text, "A march, {with} \"signs\" ]");
  EXPECT_EQ(items[0].report.uri, "a.json#/data/0");
  ASSERT_TRUE(items[1].error);
  EXPECT_NE(items[1].error->message.find("/data/2"), std::string::npos);
  EXPECT_EQ(items[2].report.text, "A strike.");
  ASSERT_TRUE(items[3].error);
  EXPECT_NE(items[3].error->message.find("cut off"), std::string::npos);
  ASSERT_EQ(skipped_.size(), 1u);
  EXPECT_TRUE(to_string(skipped_[0]).ends_with("a.json: 1 left out: no object (/data/1)"));
}

TEST_F(Sources, BombsEnd) {
  const std::string path = (folder_ / "bomb.jsonl.gz").string();
  gzFile file = gzopen(path.c_str(), "wb9");
  const std::string report = "{\"text\": \"A bridge fell.\"}\n";
  gzwrite(file, report.data(), static_cast<unsigned>(report.size()));
  const std::string blanks = std::string(1 << 20, ' ') + "\n";
  for (int i = 0; i < 200; ++i) gzwrite(file, blanks.data(), static_cast<unsigned>(blanks.size()));
  gzclose(file);
  const auto items = read({path, write("after.txt", "Text.")});
  ASSERT_EQ(items.size(), 3u);
  EXPECT_FALSE(items[0].error);
  ASSERT_TRUE(items[1].error);
  EXPECT_EQ(items[1].error->code, "bomb");
  EXPECT_EQ(items[2].report.text, "Text.");
}

TEST(Identity, SameTextByTwoPublishersIsTwoReports) {
  Report a, b;
  a.text = b.text = "A bridge fell.";
  b.publisher = "Example Courier";
  Report again = a;
  complete(a);
  complete(b);
  complete(again);
  EXPECT_EQ(a.id, again.id);
  EXPECT_NE(a.id, b.id);
  EXPECT_EQ(a.text_sha256, b.text_sha256);
  EXPECT_EQ(a.id.size(), 18u);
  IdLedger ledger;
  EXPECT_TRUE(ledger.add(a.id));
  EXPECT_FALSE(ledger.add(again.id));
}

}  // namespace
}  // namespace litopys::intake
