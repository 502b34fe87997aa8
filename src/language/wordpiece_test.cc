#include "language/wordpiece.h"

#include <gtest/gtest.h>

#include "language/letter_case.h"

namespace litopys::language {
namespace {

constexpr std::string_view kVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##bel\n##ie\n##va\n##ble\nunbel\nu\ns\n.\n-\nzurich\ne\n##e\n"
    "fire\nbombs\n\u4E2D\n\u6587\n$\nstrasse\n\u00F8\nx\n##x\n\u0456\u0438\u0432\n";

std::vector<std::string> pieces_of(std::string_view word) {
  const auto vocabulary = WordPiece::read(kVocabulary);
  EXPECT_TRUE(bool(vocabulary));
  std::vector<std::string_view> entries;
  for (std::size_t at = 0; at < kVocabulary.size();) {
    const std::size_t end = kVocabulary.find('\n', at);
    entries.push_back(kVocabulary.substr(at, end - at));
    at = end + 1;
  }
  std::vector<std::uint32_t> numbers;
  vocabulary->cut(word, numbers);
  std::vector<std::string> out;
  for (const std::uint32_t number : numbers) out.emplace_back(entries.at(number));
  return out;
}

using Pieces = std::vector<std::string>;

TEST(WordPiece, TakesTheLongestEntryFirst) {
  EXPECT_EQ(pieces_of("Unbelievable"), (Pieces{"unbel", "##ie", "##va", "##ble"}));
  EXPECT_EQ(pieces_of("un"), Pieces{"un"});
}

TEST(WordPiece, PunctuationAndIdeographsStandAlone) {
  EXPECT_EQ(pieces_of("U.S."), (Pieces{"u", ".", "s", "."}));
  EXPECT_EQ(pieces_of("fire-bombs"), (Pieces{"fire", "-", "bombs"}));
  EXPECT_EQ(pieces_of("u$s"), (Pieces{"u", "$", "s"}));
  EXPECT_EQ(pieces_of("\u4E2D\u6587"), (Pieces{"\u4E2D", "\u6587"}));
  EXPECT_EQ(pieces_of("fire bombs"), (Pieces{"fire", "bombs"}));
}

TEST(WordPiece, FoldsCaseAndAccents) {
  EXPECT_EQ(pieces_of("Z\u00DCRICH"), Pieces{"zurich"});
  EXPECT_EQ(pieces_of("Zu\u0308rich"), Pieces{"zurich"});
  EXPECT_EQ(pieces_of("\u00D8"), Pieces{"\u00F8"});
  EXPECT_EQ(pieces_of("\u0406\u0418\u0412"), Pieces{"\u0456\u0438\u0432"});
}

TEST(WordPiece, DropsControlsAndFormats) {
  EXPECT_EQ(pieces_of("fi\u00ADre\u200B"), Pieces{"fire"});
  EXPECT_EQ(pieces_of("fire\u00A0bombs"), (Pieces{"fire", "bombs"}));
  EXPECT_EQ(pieces_of("fire\x0c"
                      "bombs"),
            Pieces{"[UNK]"});  // a form feed parts nothing
}

TEST(WordPiece, UnknownAsAWhole) {
  EXPECT_EQ(pieces_of("unq"), Pieces{"[UNK]"});
  EXPECT_EQ(pieces_of("q.u"), (Pieces{"[UNK]", ".", "u"}));
  EXPECT_EQ(pieces_of(""), Pieces{"[UNK]"});
  EXPECT_EQ(pieces_of("\u200B"), Pieces{"[UNK]"});
  EXPECT_EQ(pieces_of(std::string(100, 'x')).size(), WordPiece::kMostPieces);
  EXPECT_EQ(pieces_of(std::string(101, 'x')), Pieces{"[UNK]"});
}

TEST(WordPiece, AtMostEight) {
  EXPECT_EQ(pieces_of("u.s.u.s.u.s.u.s.").size(), 8u);
  EXPECT_EQ(pieces_of(std::string(3'000'000, '.')).size(), 8u);
}

TEST(WordPiece, RefusesABadVocabulary) {
  EXPECT_FALSE(bool(WordPiece::read("a\nb\n")));
  EXPECT_FALSE(bool(WordPiece::read("[UNK]\n[CLS]\n[SEP]\n\xFF\n")));
}

TEST(LetterCase, SixClasses) {
  EXPECT_EQ(letter_case("police"), LetterCase::kLower);
  EXPECT_EQ(letter_case("b2"), LetterCase::kLower);
  EXPECT_EQ(letter_case("Police"), LetterCase::kCapitalised);
  EXPECT_EQ(letter_case("I"), LetterCase::kCapitalised);
  EXPECT_EQ(letter_case("McAdam"), LetterCase::kCapitalised);
  EXPECT_EQ(letter_case("NATO"), LetterCase::kUpper);
  EXPECT_EQ(letter_case("U.S."), LetterCase::kUpper);
  EXPECT_EQ(letter_case("iPhone"), LetterCase::kMixed);
  EXPECT_EQ(letter_case("3.5"), LetterCase::kDigit);
  EXPECT_EQ(letter_case(","), LetterCase::kOther);
  EXPECT_EQ(letter_case(""), LetterCase::kOther);
  EXPECT_EQ(letter_case("\u041A\u0438\u0457\u0432"), LetterCase::kCapitalised);
}

}  // namespace
}  // namespace litopys::language
