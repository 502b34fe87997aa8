// Time and memory of placing n synthetic reports, for n from 10,000 to what is asked for: does the
// cost of a report grow with the number of those before it? `make benchmark-copies` builds and runs
// it.
//
//     benchmark_copies              up to 1,000,000 reports
//     benchmark_copies 100000       up to 100,000
//     benchmark_copies 1000000 all.index       the same, kept in this file, which is made anew
//
// Prints a line for each size; "to n log n" is the time over n log2 n, as a multiple of what it is
// for the first size: at most 1 where the time grows no faster. All times are of the processor. A
// report is twelve sentences of made-up words, names and numbers; every fifth repeats one of the
// last two thousand, whole, cut or with every sixth word changed; every tenth has its outlet's
// standing lines. One thread; from text to the relation, without reading
// reports from files or printing.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <filesystem>
#include <random>
#include <string>

#include "copies/placing.h"
#include "intake/identity.h"

using namespace litopys;

namespace {

class Reports {
 public:
  std::string next() {
    ++number_;
    std::string text;
    if (number_ % 5 == 0 && last_.size() > 10) {
      text = last_[chance_() % last_.size()];
      const auto how = chance_() % 3;
      if (how == 0) text = "Post of the Day\n\n" + text;
      if (how == 1) text.resize(text.size() / 2);
      if (how == 2) text = changed(text);
    } else {
      for (int i = 0; i < 12; ++i) text += sentence();
    }
    if (number_ % 10 == 3)
      text += fmt::format(
          "Letters to outlet {} are welcome every weekday before noon. Nothing printed "
          "here may be copied without asking the editors.",
          chance_() % 50);
    last_.push_back(text);
    if (last_.size() > 2000) last_.pop_front();
    return text;
  }

 private:
  // Few words are frequent and many are rare, as in any language.
  std::string word() {
    const double u = static_cast<double>(chance_()) / static_cast<double>(std::mt19937_64::max());
    auto rank = static_cast<unsigned>(std::pow(40'000.0, u));
    std::string out;
    for (; rank > 0 || out.size() < 4; rank /= 20)
      out += "bdfghjklmnprstvz"[rank % 16], out += "aeiou"[rank % 5];
    return out;
  }
  std::string sentence() {
    std::string out = "The";
    for (int i = 0; i < 14; ++i) {
      std::string next = i % 7 == 3 ? std::to_string(chance_() % 3000) : word();
      if (i % 6 == 2) next[0] = static_cast<char>(next[0] & ~0x20);
      out += " " + next;
    }
    return out + ". ";
  }
  std::string changed(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      out += chance_() % 6 == 0 ? word() : text.substr(at, end - at);
      out += ' ';
      at = end + 1;
    }
    return out;
  }

  std::mt19937_64 chance_{7};
  std::size_t number_ = 0;
  std::deque<std::string> last_;
};

double megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

intake::Report numbered(std::size_t i, std::size_t count, std::string text) {
  intake::Report report;
  report.id = std::to_string(i);
  report.text = std::move(text);
  const auto day = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1} +
                   std::chrono::days{static_cast<int>(i * 365 / count)};
  const std::chrono::year_month_day date{day};
  report.published =
      fmt::format("{}-{:02}-{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  intake::complete(report);
  return report;
}

text::Result<copies::ReportStore> empty_store(const char* index) {
  if (index == nullptr) return copies::ReportStore{};
  std::filesystem::remove(index);
  return copies::ReportStore::open(index);
}

// Seconds for all reports; a negative number where the index could not be written.
double place(std::size_t count, const char* index) {
  Reports reports;
  auto store = empty_store(index);
  if (!store) return -1;
  copies::Placer placer(std::move(*store));
  double seconds = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const intake::Report report = numbered(i, count, reports.next());
    const double begin = processor_seconds();
    if (!placer.add(copies::sketch_of(report, copies::Lexicon{}))) return -1;
    if (placer.full() && !placer.save()) return -1;
    seconds += processor_seconds() - begin;
  }
  const double begin = processor_seconds();
  if (index == nullptr)
    placer.place();
  else if (!placer.save())
    return -1;
  std::size_t repeats = 0;
  for (copies::ReportNumber i = 0; i < count; ++i) repeats += placer.placed(i).source ? 1 : 0;
  if (repeats * 6 < count) return -1;  // a fifth are copies, and nearly all of them can be found
  return seconds + processor_seconds() - begin;
}

}  // namespace

int main(int argc, char** argv) {
  const double most = argc > 1 ? std::strtod(argv[1], nullptr) : 1'000'000;
  const char* index = argc > 2 ? argv[2] : nullptr;
  fmt::print("{:>9}  {:>9}  {:>12}  {:>12}  {:>10}\n", "reports", "seconds", "us a report",
             "to n log n", "MB at most");
  double first = 0;
  for (double n = 10'000; n <= most * 1.01; n *= std::sqrt(10.0)) {
    const double seconds = place(static_cast<std::size_t>(n), index);
    if (seconds < 0) {
      fmt::print(stderr,
                 "benchmark_copies: the index cannot be written, or too little was found\n");
      return 1;
    }
    const double each = seconds / n * 1e6;
    if (first == 0) first = each / std::log2(n);
    fmt::print("{:>9.0f}  {:>9.2f}  {:>12.1f}  {:>12.2f}  {:>10.0f}\n", n, seconds, each,
               each / std::log2(n) / first, megabytes());
    std::fflush(stdout);
  }
  return 0;
}
