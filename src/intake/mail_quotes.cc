// Plain text and HTML are both taken as lines, of which some are marked as quoted: by ">", or by
// the element they stand in. The same walk then says of every line whether it stays:
//
//     Now it is calm.                              stays
//     On Monday, Bob <bob@example.org>             goes: announces a quotation
//     wrote:                                       goes
//     > What do you see?                           goes: quoted
//     -----Original Message-----                   goes: heads an earlier mail …
//     From: Bob                                    goes: two or more lines beside "From:"
//     Sent: Monday
//     Subject: Smoke
//
//     What do you see?                             goes, and all that follows
//
// A mail that was passed on is the opposite: "Fwd:" in the subject, "Forwarded message" above the
// heads, or heads with nothing before them in a mail that answers to none. Its heads go, which name
// people, and its words stay up to the heads of the next earlier mail.
//
// Counter-example: a <blockquote> without such a mark is a quotation of the sender's own choice.
// Limits: an answer written below heads like Outlook's goes with them; ">" inside <pre> is no mark.
// Covered by mail_quotes_test.cc.
#include "intake/mail_quotes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "intake/page.h"
#include "intake/page_blocks.h"
#include "text/utf8.h"

namespace litopys::intake {
namespace {

using Index = std::size_t;

constexpr std::size_t kContinued = 2;          // lines that a head may go on for
constexpr std::size_t kAnnouncementLines = 3;  // "On … <bob@example.org>", "wrote:"
constexpr std::size_t kAnnouncementBytes = 400;
constexpr std::size_t kForwardLines = 4;  // within which a quotation says that it is passed on

// What is known of a line before the walk.
enum class Mark { kNone, kQuoted, kAnnouncement, kHeads, kSignature };

struct Line {
  std::string words;  // squeezed
  Mark mark = Mark::kNone;
  bool own = true;  // what the walk says
};

bool sentence_end(char c) { return c == '.' || c == '!' || c == '?'; }

// "-----", "________", "-- Ann --": what programs draw above an earlier mail.
bool drawn(std::string_view line) {
  return line.size() >= 5 && std::all_of(line.begin(), line.end(), [](char c) {
           return c == '-' || c == '_' || c == '=' || c == '*' || c == ' ';
         });
}

// Words before the first colon of a subject, "fwd" of "Fwd: Smoke".
std::string prefix_of(std::string_view subject) {
  const std::size_t colon = subject.find(':');
  if (colon == std::string_view::npos || colon > 20) return "";
  return text::lower(squeezed(subject.substr(0, colon)));
}

class OwnWords {
 public:
  OwnWords(std::vector<Line>& lines, std::string_view subject, const MailLexicon& lexicon)
      : lines_(lines), lexicon_(lexicon) {
    const std::string prefix = prefix_of(subject);
    forwards_ = lexicon.forward_subject.contains(prefix);
    answers_ = lexicon.reply_subject.contains(prefix);
  }

  void find() {
    for (Index i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (line.mark == Mark::kQuoted) {
        if (!before_was_quoted(i)) drop_announcement(i);
        line.own = false;
      } else if (const Index heads = end_of_heads(i); heads > i) {
        if (!read_heads(i, heads)) return drop_from(i);
        signed_ = false;
        i = heads - 1;
      } else if (line.mark == Mark::kSignature) {
        line.own = false;
      } else if (line.mark == Mark::kAnnouncement || signed_ || rules_forward(line)) {
        line.own = false;
      } else if (line.words == "--") {
        signed_ = true;
        line.own = false;
      }
    }
  }

 private:
  bool rules_forward(const Line& line) const {
    return !line.words.empty() && (line.words.front() == '-' || line.words.front() == '=') &&
           lexicon_.announces_forward(line.words);
  }

  void drop_from(Index first) {
    for (Index i = first; i < lines_.size(); ++i) lines_[i].own = false;
  }

  bool before_was_quoted(Index i) const {
    while (i-- > 0) {
      if (!lines_[i].words.empty()) return lines_[i].mark == Mark::kQuoted;
    }
    return false;
  }

  // The last lines before line `i`, where they end in a colon: who wrote what is quoted.
  void drop_announcement(Index i) {
    while (i > 0 && lines_[i - 1].words.empty()) --i;
    if (i == 0 || !lines_[i - 1].words.ends_with(':')) return;
    const Index last = i - 1;
    std::size_t size = lines_[last].words.size();
    bool address = lines_[last].words.find('@') != std::string::npos;
    Index first = last;
    for (Index j = last; j-- > 0 && last - j < kAnnouncementLines;) {
      const std::string& words = lines_[j].words;
      if (words.empty() || sentence_end(words.back()) || lines_[j].mark != Mark::kNone) break;
      size += words.size();
      if (size > kAnnouncementBytes) break;
      const bool dated = words.find_first_of("0123456789") != std::string::npos;
      if (words.find('@') == std::string::npos && !(address && dated)) continue;
      address = true;
      first = j;
    }
    for (Index j = first; j <= last; ++j) lines_[j].own = false;
  }

  // One past the heads of an earlier mail that begin at line `i`; `i` where none do.
  Index end_of_heads(Index i) const {
    if (lines_[i].mark == Mark::kHeads) {
      while (i < lines_.size() && lines_[i].mark == Mark::kHeads) ++i;
      return i;
    }
    if (lexicon_.head_line(lines_[i].words) == HeadLine::kNone) return i;
    std::array<bool, 5> seen{};
    Index end = i;
    for (Index j = i; j < lines_.size() && j <= end + kContinued && !lines_[j].words.empty(); ++j) {
      const HeadLine here = lexicon_.head_line(lines_[j].words);
      if (here == HeadLine::kNone) continue;
      if (here != HeadLine::kOther && std::exchange(seen[static_cast<std::size_t>(here)], true))
        break;
      end = j + 1;
    }
    const auto has = [&](HeadLine line) { return seen[static_cast<std::size_t>(line)]; };
    const int others = has(HeadLine::kDate) + has(HeadLine::kTo) + has(HeadLine::kSubject);
    return has(HeadLine::kFrom) && others >= 2 ? end : i;
  }

  // Drops the heads and what announces them. False where the earlier mail goes with them.
  bool read_heads(Index first, Index end) {
    bool forward = forwards_ && !heads_read_;
    Index before = first;
    for (int steps = 0; steps < 2; ++steps) {
      Index j = before;
      while (j > 0 && lines_[j - 1].words.empty()) --j;
      if (j == 0) break;
      Line& line = lines_[j - 1];
      const bool says_forward = lexicon_.announces_forward(line.words);
      if (!says_forward && !lexicon_.announces_original(line.words) && !drawn(line.words)) break;
      forward = forward || says_forward;
      line.own = false;
      before = j - 1;
    }
    const auto has_words = [](const Line& line) { return line.own && !line.words.empty(); };
    forward =
        forward || (!heads_read_ && !answers_ &&
                    std::none_of(lines_.begin(),
                                 lines_.begin() + static_cast<std::ptrdiff_t>(before), has_words));
    heads_read_ = true;
    for (Index j = first; j < end; ++j) lines_[j].own = false;
    return forward;
  }

  std::vector<Line>& lines_;
  const MailLexicon& lexicon_;
  bool forwards_ = false, answers_ = false;  // by the subject
  bool heads_read_ = false;
  bool signed_ = false;  // behind "-- "
};

// ---- HTML
// ---------------------------------------------------------------------------------------

// The lines of an HTML mail, and of each text node the line that it stands in. A cell of a table
// ends no line: Thunderbird sets the heads of what it passes on as a table.
class HtmlLines {
 public:
  HtmlLines(const Page& page, const MailLexicon& lexicon)
      : page_(page), nodes_(page.nodes()), lexicon_(lexicon) {}

  std::vector<Line> read() {
    line_of_.assign(nodes_.size(), 0);
    lines_.emplace_back();
    for (Index i = 0; i < nodes_.size(); ++i) {
      while (!open_.empty() && end(open_.back()) <= i) {
        open_.pop_back();
        break_line();
      }
      const PageNode& node = nodes_[i];
      if (node.tag.empty()) {
        lines_.back().words += node.text;
        line_of_[i] = lines_.size() - 1;
        if (i < marked_end_) lines_.back().mark = mark_;
      } else if (node.tag == "head") {
        i = end(i) - 1;
      } else {
        element(i);
      }
    }
    for (Line& line : lines_) {
      line.words = squeezed(line.words);
      if (line.mark == Mark::kNone && line.words.starts_with('>')) line.mark = Mark::kQuoted;
    }
    unmark_forwards();
    return std::move(lines_);
  }

  const std::vector<Index>& line_of() const { return line_of_; }

 private:
  static bool breaks(const PageNode& node) {
    return ends_block(node) && node.tag != "td" && node.tag != "th";
  }

  void break_line() {
    if (!lines_.back().words.empty()) lines_.emplace_back();
  }

  void element(Index i) {
    const PageNode& node = nodes_[i];
    if (node.tag == "br") {
      // An empty line parts the heads from the mail, so it stays one; two say no more.
      const bool empty = lines_.size() > 1 && lines_.back().words.empty() &&
                         lines_[lines_.size() - 2].words.empty();
      if (!empty) lines_.emplace_back();
    } else if (node.tag == "td" || node.tag == "th") {
      lines_.back().words += ' ';
    } else if (breaks(node)) {
      break_line();
      open_.push_back(i);
    }
    if (i >= marked_end_) {
      const Mark mark = mark_of(node);
      if (mark == Mark::kNone) return;
      mark_ = mark;
      marked_end_ = end(i);
      if (breaks(node)) break_line();
    }
  }

  Mark mark_of(const PageNode& node) const {
    const bool block = node.tag == "blockquote";
    if (block && text::lower(page_.attribute(node, Attribute::kType)) == "cite")
      return Mark::kQuoted;
    MailElement element = lexicon_.element(page_.attribute(node, Attribute::kClass));
    if (element == MailElement::kNone)
      element = lexicon_.element(page_.attribute(node, Attribute::kId));
    switch (element) {
      case MailElement::kQuote:
        return block ? Mark::kQuoted : Mark::kNone;
      case MailElement::kContainer:
        return Mark::kQuoted;
      case MailElement::kAnnouncement:
        return Mark::kAnnouncement;
      case MailElement::kHeads:
        return Mark::kHeads;
      case MailElement::kSignature:
        return Mark::kSignature;
      case MailElement::kNone:
        break;
    }
    return block && follows_address() ? Mark::kQuoted : Mark::kNone;
  }

  // "7 March, Bob <bob@example.org>:" announces a plain <blockquote> as an earlier mail.
  bool follows_address() const {
    for (Index i = lines_.size(); i-- > 0 && lines_.size() - i < kAnnouncementLines;) {
      if (lines_[i].words.size() > kAnnouncementBytes) return false;
      const std::string words = squeezed(lines_[i].words);
      if (!words.empty()) return words.ends_with(':') && words.find('@') != std::string::npos;
    }
    return false;
  }

  // A quotation whose first lines say that it was passed on is none.
  void unmark_forwards() {
    for (Index i = 0; i < lines_.size(); ++i) {
      if (lines_[i].mark != Mark::kQuoted) continue;
      Index end_of_quote = i;
      bool forward = false;
      std::size_t seen = 0;
      for (; end_of_quote < lines_.size() &&
             (lines_[end_of_quote].mark == Mark::kQuoted || lines_[end_of_quote].words.empty());
           ++end_of_quote) {
        const std::string& words = lines_[end_of_quote].words;
        if (!words.empty() && seen++ < kForwardLines)
          forward = forward || lexicon_.announces_forward(words);
      }
      for (; i < end_of_quote; ++i) {
        if (forward) lines_[i].mark = Mark::kNone;
      }
    }
  }

  Index end(Index i) const { return static_cast<Index>(nodes_[i].end); }

  const Page& page_;
  const std::vector<PageNode>& nodes_;
  const MailLexicon& lexicon_;
  std::vector<Line> lines_;
  std::vector<Index> line_of_;
  std::vector<Index> open_;  // elements whose end ends a line
  Mark mark_ = Mark::kNone;  // of all words before node …
  Index marked_end_ = 0;
};

// `html` without the bytes of `spans`, which may come in any order. One that would take a tag with
// it stays.
std::string without(std::string html, std::vector<text::Span> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const text::Span& a, const text::Span& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t at = 0;
  for (const text::Span& span : spans) {
    if (span.begin < at || span.end > html.size()) continue;
    const std::string_view words = std::string_view(html).substr(span.begin, span.size());
    if (words.find('<') != std::string_view::npos) continue;
    out.append(html, at, span.begin - at);
    at = span.end;
  }
  return out.append(html, at);
}

}  // namespace

std::string own_words(std::string_view text, std::string_view subject, const MailLexicon& lexicon) {
  std::vector<Line> lines;
  std::vector<std::string_view> as_written;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    Line& read = lines.emplace_back();
    const bool escaped = line.starts_with(">From ");  // of mailboxes
    if (line.starts_with('>') && !escaped) read.mark = Mark::kQuoted;
    if (escaped) line.remove_prefix(1);
    read.words = line == "--" ? "- -" : squeezed(line);  // the blank makes "-- " the mark
    as_written.push_back(line);
  }
  OwnWords(lines, subject, lexicon).find();
  std::string out;
  for (Index i = 0; i < lines.size(); ++i) {
    if (out.empty() && i > 0 && lines[i].words.empty()) continue;
    if (lines[i].own) {
      out += as_written[i];
      out += '\n';
    } else {
      // One empty line stands for what is missing.
      while (out.ends_with("\n\n")) out.pop_back();
    }
  }
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

std::string own_html(std::string html, std::string_view subject, const MailLexicon& lexicon) {
  const text::Result<Page> page = Page::parse(html, "mail");
  if (!page) return html;
  HtmlLines reader(*page, lexicon);
  std::vector<Line> lines = reader.read();
  OwnWords(lines, subject, lexicon).find();
  if (std::none_of(lines.begin(), lines.end(),
                   [](const Line& line) { return line.own && !line.words.empty(); }))
    return "";
  std::vector<text::Span> foreign;
  for (Index i = 0; i < page->nodes().size(); ++i) {
    const PageNode& node = page->nodes()[i];
    if (!node.tag.empty() || lines[reader.line_of()[i]].own) continue;
    const text::Span span = page->source_of(node);
    if (!span.empty()) foreign.push_back(span);
  }
  return without(std::move(html), std::move(foreign));
}

}  // namespace litopys::intake
