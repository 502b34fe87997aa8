// Time and memory of placing n synthetic reports, for n from 10,000 to what is asked for: does the cost
// of a report grow with the number of those before it?
//   benchmark_copies 1000000
// A report is twelve sentences of made-up words, names and numbers; every fifth repeats one of the
// last two thousand, whole, cut or with every sixth word changed; every tenth has its outlet's
// standing lines. One thread; from text to the printed relation, without reading files.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <deque>
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
      text += fmt::format("Letters to outlet {} are welcome every weekday before noon. Nothing printed "
                          "here may be copied without asking the editors.", chance_() % 50);
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
    for (; rank > 0 || out.size() < 4; rank /= 20) out += "bdfghjklmnprstvz"[rank % 16], out += "aeiou"[rank % 5];
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

bool run(std::size_t count) {
  Reports reports;
  copies::Placer placer;
  double seconds = 0;
  for (std::size_t i = 0; i < count; ++i) {
    intake::Report report;
    report.id = std::to_string(i);
    report.text = reports.next();
    const auto day = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1} +
                     std::chrono::days{static_cast<int>(i * 365 / count)};
    const std::chrono::year_month_day date{day};
    report.published = fmt::format("{}-{:02}-{:02}", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    intake::complete(report);
    const double begin = processor_seconds();
    if (!placer.add(copies::sketch_of(report, copies::Lexicon{}))) return false;
    if (placer.full() && !placer.save()) return false;
    seconds += processor_seconds() - begin;
  }
  const double begin = processor_seconds();
  placer.place();
  std::size_t repeats = 0;
  for (copies::ReportNumber i = 0; i < count; ++i) repeats += placer.placed(i).source ? 1 : 0;
  seconds += processor_seconds() - begin;
  const double n = static_cast<double>(count);
  fmt::print("{:>9} reports  {:>8.2f} s  {:>6.1f} us a report  {:>5.2f} us over log2 n  {:>5.1f} % repeat"
             "  {:>6.0f} MB at most\n",
             count, seconds, seconds / n * 1e6, seconds / n * 1e6 / std::log2(n),
             100.0 * static_cast<double>(repeats) / n, megabytes());
  std::fflush(stdout);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t most = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  for (double n = 10'000; n <= static_cast<double>(most) * 1.01; n *= std::sqrt(10.0))
    if (!run(static_cast<std::size_t>(n))) return 1;
  return 0;
}
