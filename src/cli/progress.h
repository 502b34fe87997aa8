// Progress on a terminal: reports and bytes so far, on one line that is written over, at most
// every few reports. Says nothing where standard error is no terminal.
#pragma once

#include <cstddef>
#include <cstdio>

namespace litopys::cli {

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}

  void step(std::size_t bytes) {
    ++reports_;
    bytes_ += bytes;
    if (!shown_ || reports_ % kEvery != 0) return;
    std::fprintf(stderr, "\r\033[K%zu reports, %.1f MB", reports_,
                 static_cast<double>(bytes_) / 1e6);
    std::fflush(stderr);
    written_ = true;
  }

  // Takes the line away, so that a message or the shell's prompt stands alone.
  void clear() {
    if (written_) std::fputs("\r\033[K", stderr);
    written_ = false;
  }

 private:
  static constexpr std::size_t kEvery = 16;

  bool shown_;
  bool written_ = false;
  std::size_t reports_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace litopys::cli
