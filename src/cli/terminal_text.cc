// Breaking works on grapheme clusters (Unicode TR 29, by utf8proc), so that an accent never parts
// from its letter. Cells are counted as terminals do it: by East Asian width, at most two a cluster
// (a family of four emoji joined to one takes two). Linear. Covered by terminal_text_test.cc.
#include "cli/terminal_text.h"

#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "text/utf8.h"

namespace litopys::cli {
namespace {

using text::code_point_at;
using text::CodePoint;

// U+202A..202E, U+2066..2069: embeddings, overrides and isolates.
bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

char32_t picture_of(char32_t control) {
  if (control < 0x20) return 0x2400 + control;
  return control == 0x7F ? 0x2421 : 0xFFFD;
}

std::size_t cells_of(char32_t c) {
  if (turns_direction(c)) return 0;
  return static_cast<std::size_t>(
      std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c))));
}

// Blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and the like.
bool is_right_to_left(char32_t c) {
  const auto* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
  return property->bidi_class == UTF8PROC_BIDI_CLASS_R ||
         property->bidi_class == UTF8PROC_BIDI_CLASS_AL;
}

struct Cluster {
  std::size_t bytes = 0;
  std::size_t cells = 0;
  bool is_space = false;
};

Cluster cluster_at(std::string_view text, std::size_t at) {
  CodePoint c = code_point_at(text, at);
  Cluster out{c.size, cells_of(c.value), text::is_space(c.value)};
  utf8proc_int32_t state = 0;
  while (at + out.bytes < text.size()) {
    const CodePoint next = code_point_at(text, at + out.bytes);
    if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(c.value),
                                         static_cast<utf8proc_int32_t>(next.value), &state))
      break;
    out.bytes += next.size;
    out.cells = std::min<std::size_t>(2, out.cells + cells_of(next.value));
    c = next;
  }
  return out;
}

// The lines that are being filled. A word may go on over several runs, so what came since the last
// space is kept apart until its end is known.
class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(std::max<std::size_t>(width, 1)) {}

  void take(const Run& run, std::string_view bytes, Cluster cluster) {
    if (cluster.is_space) {
      end_word();
      if (line_cells_ > 0 && space_.empty()) append(space_, run, bytes);
      space_cells_ = space_.empty() ? 0 : 1;
      return;
    }
    if (word_cells_ + cluster.cells > width_ && word_cells_ > 0) end_word();
    append(word_, run, bytes);
    word_cells_ += cluster.cells;
  }

  std::vector<std::vector<Run>> finish() {
    end_word();
    if (!line_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  static void append(std::vector<Run>& runs, const Run& like, std::string_view bytes) {
    if (runs.empty() || runs.back().tag != like.tag || runs.back().style != like.style)
      runs.push_back({"", like.style, like.tag});
    runs.back().text += bytes;
  }

  void move(std::vector<Run>& from) {
    for (const Run& run : from) append(line_, run, run.text);
    from.clear();
  }

  void end_word() {
    if (word_.empty()) return;
    if (line_cells_ > 0 && line_cells_ + space_cells_ + word_cells_ > width_) end_line();
    if (line_cells_ > 0) {
      line_cells_ += space_cells_;
      move(space_);
    }
    space_.clear();
    space_cells_ = 0;
    line_cells_ += word_cells_;
    word_cells_ = 0;
    move(word_);
  }

  void end_line() {
    lines_.push_back(std::move(line_));
    line_.clear();
    line_cells_ = 0;
  }

  const std::size_t width_;
  std::vector<std::vector<Run>> lines_;
  std::vector<Run> line_, space_, word_;
  std::size_t line_cells_ = 0, space_cells_ = 0, word_cells_ = 0;
};

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool after_space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool space = text::is_space(c.value);
    if (space && !after_space) out += ' ';
    if (is_control(c.value) && !space)
      text::append(out, picture_of(c.value));
    else if (!space && !turns_direction(c.value))
      out.append(text.substr(at, c.size));
    after_space = space;
    at += c.size;
  }
  return out;
}

std::size_t cells(std::string_view text) {
  std::size_t out = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Cluster cluster = cluster_at(text, at);
    out += cluster.cells;
    at += cluster.bytes;
  }
  return out;
}

bool has_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_right_to_left(c.value)) return true;
    at += c.size;
  }
  return false;
}

std::string isolated(std::string text) {
  return has_right_to_left(text) ? "\u2068" + text + "\u2069" : text;
}

std::size_t terminal_columns() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* named = std::getenv("COLUMNS");
  return named == nullptr ? 0 : std::min<std::size_t>(std::strtoul(named, nullptr, 10), 10'000);
}

std::vector<std::vector<Run>> wrapped(const std::vector<Run>& runs, std::size_t width) {
  Wrapper wrapper(width);
  for (const Run& run : runs)
    for (std::size_t at = 0; at < run.text.size();) {
      const Cluster cluster = cluster_at(run.text, at);
      wrapper.take(run, std::string_view(run.text).substr(at, cluster.bytes), cluster);
      at += cluster.bytes;
    }
  return wrapper.finish();
}

std::string printed(const std::vector<Run>& line, bool colour) {
  std::string out;
  for (const Run& run : line) {
    if (colour && !run.style.empty())
      out += "\033[" + run.style + "m" + run.text + "\033[0m";
    else
      out += run.text;
  }
  return out;
}

}  // namespace litopys::cli
