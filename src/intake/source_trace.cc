// A block's text is its nodes' words with the blanks joined (page_blocks.h). Here the same is done
// once more, counting where each byte goes instead of copying it, and only for blocks that are
// kept. Words of a verbatim node go on as one run as long as neither side skips anything; what the
// parser made of a reference is a run of its own.
//
// Example: "<p>Ham &amp;  <b>eg</b>gs" is the text "Ham & eggs" with the runs "Ham", "&", "eg",
// "gs". Counter-example: the blank before "eg" is two in the page, and in no run.
// Cost: linear in the block. Covered by source_trace_test.cc.
#include "intake/source_trace.h"

#include <algorithm>
#include <optional>

namespace litopys::intake {
namespace {

class Tracer {
 public:
  Tracer(std::uint32_t begin, std::vector<SourceRun>& runs)
      : at_(begin), runs_(runs), first_(runs.size()) {}

  std::uint32_t at() const { return at_; }

  void line_break() {
    broken_ = begun_;
    blank_.reset();
  }

  void verbatim(std::string_view text, std::uint32_t source) {
    for (std::size_t i = 0; i < text.size();) {
      const auto here = source + static_cast<std::uint32_t>(i);
      const std::size_t blank = blank_size(text.substr(i));
      if (blank > 0) {
        meet_blank(blank == 1 ? text::Span{here, here + 1} : text::Span{});
      } else {
        add(1, {here, here + 1}, true);
      }
      i += std::max<std::size_t>(blank, 1);
    }
  }

  void reference(std::string_view text, text::Span source) {
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() && blank_size(text.substr(end)) == 0) ++end;
      if (end > i) add(static_cast<std::uint32_t>(end - i), source, false);
      if (end < text.size()) meet_blank({});
      i = end + (end < text.size() ? blank_size(text.substr(end)) : 0);
    }
  }

 private:
  // Bytes of the blank that the text begins with, as in for_each_squeezed().
  static std::size_t blank_size(std::string_view text) {
    if (text.starts_with("\xC2\xA0")) return 2;
    return text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r') ? 1 : 0;
  }

  void meet_blank(text::Span source) { blank_ = blank_ ? text::Span{} : source; }

  // So many bytes of the text, which are no blanks, come from `source`.
  void add(std::uint32_t size, text::Span source, bool verbatim) {
    if (broken_) {
      ++at_;
    } else if (blank_ && begun_) {
      if (goes_on(*blank_) && source.begin == blank_->end && verbatim) extend(*blank_);
      ++at_;
    }
    broken_ = false;
    blank_.reset();
    begun_ = true;
    if (verbatim && goes_on(source)) {
      extend(source);
    } else {
      runs_.push_back({{at_, at_ + size}, source});
      open_ = verbatim;
    }
    at_ += size;
  }

  bool goes_on(text::Span source) const {
    return open_ && !source.empty() && runs_.size() > first_ && runs_.back().text.end == at_ &&
           runs_.back().page.end == source.begin;
  }

  void extend(text::Span source) {
    runs_.back().text.end += source.size();
    runs_.back().page.end = source.end;
  }

  std::uint32_t at_;
  std::vector<SourceRun>& runs_;
  const std::size_t first_;
  bool begun_ = false, broken_ = false;  // words are there; a line ended behind them
  bool open_ = false;                    // more may be added to the last run
  std::optional<text::Span> blank_;      // met behind the words; its source where that is one byte
};

}  // namespace

void trace(const Page& page, const PageMarks& marks, const RawBlock& block, std::uint32_t begin,
           std::vector<SourceRun>& runs) {
  const std::size_t before = runs.size();
  Tracer tracer(begin, runs);
  const std::vector<PageNode>& nodes = page.nodes();
  for (std::size_t i = block.first; i < block.last;) {
    const PageNode& node = nodes[i];
    if (marks.dropped[i]) {
      i = static_cast<std::size_t>(node.end);
      continue;
    }
    const text::Span source = node.text.empty() ? text::Span{} : page.source_of(node);
    if (node.tag == "br") {
      tracer.line_break();
    } else if (page.verbatim(node)) {
      tracer.verbatim(node.text, source.begin);
    } else {
      tracer.reference(node.text, source);
    }
    ++i;
  }
  const bool complete = tracer.at() == begin + block.text.size();
  const bool known = std::none_of(runs.begin() + static_cast<std::ptrdiff_t>(before), runs.end(),
                                  [](const SourceRun& run) { return run.page.empty(); });
  if (!complete || !known) runs.resize(before);  // nothing is better than a wrong place
}

namespace {

// The bytes of a run that a part of its words was read from: those very bytes where each byte of
// the text is one of the page, else all of them.
text::Span part_of(const SourceRun& run, text::Span span) {
  if (run.text.size() != run.page.size()) return run.page;
  const std::uint32_t begin = std::max(span.begin, run.text.begin) - run.text.begin;
  const std::uint32_t end = std::min(span.end, run.text.end) - run.text.begin;
  return {run.page.begin + begin, run.page.begin + end};
}

}  // namespace

text::Span source_of(const std::vector<SourceRun>& runs, text::Span span) {
  auto run =
      std::upper_bound(runs.begin(), runs.end(), span.begin,
                       [](std::uint32_t at, const SourceRun& next) { return at < next.text.end; });
  text::Span all;
  for (; run != runs.end() && run->text.begin < span.end; ++run) {
    const text::Span here = part_of(*run, span);
    all = all.empty() ? here : text::hull(all, here);
  }
  return all;
}

}  // namespace litopys::intake
