// Words cut into the pieces of an uncased BERT vocabulary.
//
//     "Unbelievable"  -> un ##bel ##ie ##va ##ble
//     "U.S."          -> u . s .            (punctuation stands alone)
//     "Zürich"        -> zurich             (accents go)
//     "\u200B"        -> [UNK]              (nothing left of it)
//
// Pieces are numbers: positions in the vocabulary. A word gives one to kMostPieces of them; what a
// longer word would give beyond is left out, as in training.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace litopys::language {

class WordPiece {
 public:
  static constexpr std::size_t kMostPieces = 8;

  // An empty vocabulary that knows nothing; only to be assigned to.
  WordPiece() = default;

  // Entries one a line, in the order of their numbers; "##" begins those inside a word. [UNK],
  // [CLS] and [SEP] must be among them. The text must outlive the result.
  static text::Result<WordPiece> read(std::string_view vocabulary);

  // Appends the pieces of one word (valid UTF-8).
  void cut(std::string_view word, std::vector<std::uint32_t>& pieces) const;

  std::size_t size() const { return entries_.size(); }
  std::uint32_t unknown() const { return unknown_; }
  std::uint32_t start() const { return start_; }  // [CLS]
  std::uint32_t end() const { return end_; }      // [SEP]

 private:
  // Open addressing over the entries; a slot holds the number of an entry plus one.
  struct Index {
    std::vector<std::uint32_t> slots;
    std::size_t longest = 0;  // bytes
  };
  void add(Index& index, std::string_view key, std::uint32_t number);
  const std::uint32_t* find(const Index& index, std::string_view key, std::size_t prefix) const;
  // Pieces of one run of letters; false where the vocabulary does not cover it.
  void cut_run(std::string_view run, std::size_t most, std::vector<std::uint32_t>& pieces) const;

  std::vector<std::string_view> entries_;
  std::vector<std::uint32_t> numbers_;  // 0, 1, 2 ...: what find() points into
  Index first_;                         // entries that begin a run
  Index inside_;                        // entries after "##"
  std::uint32_t unknown_ = 0, start_ = 0, end_ = 0;
};

}  // namespace litopys::language
