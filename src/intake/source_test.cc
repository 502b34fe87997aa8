#include "intake/source.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>

#include "intake/identity.h"

namespace litopys::intake {
namespace {

namespace fs = std::filesystem;

class Sources : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("litopys-" + std::string(info->name()) + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::vector<Item> read(std::vector<std::string> paths, InputKind kind = InputKind::kUnknown) {
    Source source(std::move(paths), kind);
    std::vector<Item> items;
    while (auto piece = source.next()) items.push_back(read_piece(std::move(*piece), {}));
    return items;
  }
  std::string code(const std::string& path) {
    const std::vector<Item> items = read({path});
    return items.size() == 1 && items[0].error ? items[0].error->code : "no single error";
  }
  fs::path folder_;
};

TEST_F(Sources, TextStaysAsItIs) {
  const std::string bytes = "\xEF\xBB\xBF A bridge fell.\r\n\r\nNobody was hurt. ";
  const auto items = read({write("a.txt", bytes)});
  ASSERT_EQ(items.size(), 1u);
  ASSERT_FALSE(items[0].error);
  EXPECT_EQ(items[0].report.text, bytes);
  EXPECT_EQ(items[0].report.bytes, bytes.size());
  EXPECT_EQ(items[0].report.bytes_sha256, items[0].report.text_sha256);
  EXPECT_EQ(items[0].report.uri, (folder_ / "a.txt").string());
}

TEST_F(Sources, FoldersInByteOrderOfPaths) {
  for (const char* name : {"a/z.txt", "a-b.txt", "B.txt", "a/.hidden", "b.txt"}) write(name, "Text.");
  std::vector<std::string> names;
  for (const Item& item : read({folder_.string()})) {
    names.push_back(item.report.uri.substr(folder_.string().size() + 1));
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
  EXPECT_EQ(code(write("binary", std::string("\x7f" "ELF\0\0", 6))), "binary");
  EXPECT_EQ(code(write("latin.txt", "caf\xe9 is open")), "invalid-utf8");
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
