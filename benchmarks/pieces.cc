// Prints the pieces of each line of standard input, for training/compare_pieces.py.
//   benchmark_pieces vocab.txt < words
#include <cstdio>
#include <iostream>
#include <string>

#include "language/letter_case.h"
#include "language/wordpiece.h"
#include "text/table.h"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const auto vocabulary = litopys::text::read_file(arguments[1]);
  if (!vocabulary) return 1;
  const auto pieces = litopys::language::WordPiece::read(*vocabulary);
  if (!pieces) return 1;
  std::vector<std::uint32_t> out;
  for (std::string line; std::getline(std::cin, line); out.clear()) {
    pieces->cut(line, out);
    std::printf("%d", static_cast<int>(litopys::language::letter_case(line)));
    for (const std::uint32_t number : out) std::printf(" %u", number);
    std::printf("\n");
  }
}
