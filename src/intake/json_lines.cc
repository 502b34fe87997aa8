// Cuts the stream into lines; what a line says, json_line.h finds out on any thread. Blank lines
// count but give nothing; a line over the limit is passed over without being kept.
#include "intake/json_lines.h"

#include <fmt/format.h>

#include <utility>

namespace litopys::intake {
namespace {

class JsonLines : public Container {
 public:
  explicit JsonLines(Opening opening) : Container(std::move(opening)) {
    if (reader().peek(3).starts_with("\xEF\xBB\xBF")) reader().skip(3);
  }

  std::optional<Piece> next() override {
    std::string line;
    bool whole = true;
    while (reader().line(line, kMaxPiece, whole)) {
      ++number_;
      Piece piece = piece_at(fmt::format("line {}", number_), "");
      piece.kind = InputKind::kJsonLines;
      if (!whole) {
        piece.error = too_large(piece.where());
        return piece;
      }
      if (line.ends_with('\n')) line.pop_back();
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      // A line that the end of a broken stream has cut is not complained of twice.
      if (reader().error() && reader().at_end()) continue;
      piece.bytes = std::move(line);
      return piece;
    }
    if (!reader().error() || std::exchange(told_, true)) return std::nullopt;
    return failed(fmt::format("line {}", number_ + 1), *reader().error());
  }

 private:
  std::size_t number_ = 0;
  bool told_ = false;
};

}  // namespace

std::unique_ptr<Container> open_json_lines(Opening opening) {
  return std::make_unique<JsonLines>(std::move(opening));
}

}  // namespace litopys::intake
