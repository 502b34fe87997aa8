// Text in the cells of a terminal: what it takes, where it is broken, and what must not reach it.
//
// Words of reports are foreign bytes: an escape sequence in them would be obeyed by the terminal, a
// bidirectional override would turn our own words around. `harmless` shows control characters as
// pictures and leaves overrides out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace litopys::cli {

// Control characters as their pictures (ESC becomes ␛), controls of direction left out, runs of
// white space as one space. Begins and ends with a space where the text does.
std::string harmless(std::string_view text);

// How many cells a text takes: 1 for most characters, 2 for wide ones (漢, 🚑), 0 for combining
// marks. A character that is composed of several code points takes two cells at most.
std::size_t cells(std::string_view text);

// Whether it has letters that are written from right to left, for which a terminal may not keep the
// order of cells.
bool has_right_to_left(std::string_view text);

// The text, closed off from what stands around it where it is written from right to left.
std::string isolated(std::string text);

// Columns of the terminal that standard output is, else those that the variable COLUMNS names; 0
// where neither says.
std::size_t terminal_columns();

// A piece of text in one style that may be broken at spaces. `style` is an SGR sequence's
// parameters
// ("1;31") or empty; `tag` is any number that the caller wants back.
struct Run {
  std::string text;  // harmless
  std::string style;
  std::size_t tag = 0;
};

// Breaks runs into lines of at most `width` cells, at spaces, and inside a word only where it is
// wider than a whole line. The space at a break is left out.
std::vector<std::vector<Run>> wrapped(const std::vector<Run>& runs, std::size_t width);

// The runs of a line after each other, styled by escape sequences if `colour`.
std::string printed(const std::vector<Run>& line, bool colour);

}  // namespace litopys::cli
