// Progress on a terminal: reports and bytes so far, on one line that is written over, at most
// every few reports. Says nothing where standard error is no terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
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

// The same for `parse`: megabytes, words, and words a second, at most about twice a second.
class ParseProgress {
 public:
  explicit ParseProgress(bool shown) : shown_(shown) {}

  void step(std::uint64_t bytes, std::uint64_t words) {
    bytes_ += bytes;
    words_ += words;
    if (!shown_) return;
    const auto now = Clock::now();
    if (now - latest_ < std::chrono::milliseconds(500)) return;
    latest_ = now;
    const std::chrono::duration<double> passed = now - begin_;
    std::fprintf(stderr, "\r\033[K%.1f MB, %.1f million words, %.0f words/s",
                 static_cast<double>(bytes_) / 1e6, static_cast<double>(words_) / 1e6,
                 static_cast<double>(words_) / passed.count());
    std::fflush(stderr);
    written_ = true;
  }

  void clear() {
    if (written_) std::fputs("\r\033[K", stderr);
    written_ = false;
  }

 private:
  using Clock = std::chrono::steady_clock;

  bool shown_;
  bool written_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point latest_ = begin_;
  std::uint64_t bytes_ = 0;
  std::uint64_t words_ = 0;
};

}  // namespace litopys::cli
