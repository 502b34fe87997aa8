// Every line of the report is laid out as segments (marked_text.h), broken to the terminal's width
// (terminal_text.h), and followed by its values in columns: id, label, what was read. Without
// colour, marks are drawn under the words, those that share cells in rows below each other; where a
// line has letters written from right to left, whose cells a terminal moves, brackets stand around
// the words instead. Covered by explain_terminal_test.cc.
#include "cli/explain_terminal.h"

#include <algorithm>
#include <limits>

#include "cli/terminal_text.h"

namespace litopys::cli {
namespace {

constexpr std::size_t kTextColumn = 2;
constexpr std::size_t kIdColumn = 4;
constexpr std::size_t kLabelColumn = 9;
constexpr std::size_t kSaidColumn = 22;
constexpr std::size_t kNarrow = 56;  // below this, labels stand before what is said
constexpr std::size_t kLongestWords = 90;

const char* const kBold = "1";
const char* const kDim = "2";

const char* style_of(Kind kind) {
  switch (kind) {
    case Kind::kEvent:
      return "1;4;35";
    case Kind::kFigure:
      return "1;4;31";
    case Kind::kTime:
      return "4;36";
    case Kind::kPlace:
      return "4;32";
    case Kind::kAttribution:
      return "4;34";
    case Kind::kParticipant:
      return "4";
    case Kind::kCue:
      return "4;33";
    case Kind::kContent:
      break;
  }
  return "";
}

std::string spaces(std::size_t count) { return std::string(count, ' '); }

void end_line(std::string& out) {
  out.erase(out.find_last_not_of(' ') + 1);
  out += '\n';
}

// A stretch of cells under which a mark is drawn.
struct Stroke {
  std::string label;
  std::size_t begin = 0, end = 0;
  std::size_t last_cell() const { return std::max(end, begin + cells(label)); }
};

class TerminalView {
 public:
  TerminalView(const Explanation& explanation, const TerminalStyle& style)
      : explanation_(explanation), style_(style) {}

  std::string print() {
    header();
    if (!explanation_.error.empty()) {
      plain("not read: " + explanation_.error, kTextColumn, "");
      return out_ + "\n";
    }
    for (const ExplainedLine& line : explanation_.lines) {
      text(line);
      if (!line.values.empty()) out_ += '\n';
      for (const std::size_t value : line.values) note(explanation_.values[value]);
      out_ += '\n';
    }
    for (const std::size_t value : explanation_.without_words) note(explanation_.values[value]);
    for (const std::string& warning : explanation_.warnings)
      plain("warning: " + warning, kTextColumn, "");
    if (!explanation_.without_words.empty() || !explanation_.warnings.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  // One block of text in one style, from a column on.
  void plain(const std::string& text, std::size_t column, const char* style) {
    block({{harmless(text), style, 0}}, column, spaces(column));
  }

  // Runs broken to the width from a column on; `first` stands before the first line.
  void block(const std::vector<Run>& runs, std::size_t column, const std::string& first) {
    std::string before = first;
    for (const auto& line : wrapped(runs, style_.width - std::min(column, style_.width - 1))) {
      out_ += before + printed(line, style_.colour);
      end_line(out_);
      before = spaces(column);
    }
  }

  void header() {
    const std::string bar = "── ";
    std::string about;
    for (const auto& [label, said] : explanation_.about)
      about += (about.empty() ? "" : " · ") + label + " " + said;
    block({{harmless(about), kDim, 0}}, 3, style_.colour ? "\033[2m" + bar + "\033[0m" : bar);
    if (explanation_.error.empty()) plain(summary_of(explanation_), 3, kDim);
    out_ += '\n';
  }

  // ---- the report's own words
  // ---------------------------------------------------------------------
  void text(const ExplainedLine& line) {
    const std::vector<const Mark*> here = shown_marks(line);
    std::vector<text::Span> spans;
    for (const Mark* mark : here) spans.push_back(mark->span);
    const std::vector<Segment> segments = segments_of(line.span, spans);
    std::vector<Run> runs;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      std::string style = line.is_title ? kBold : "";
      for (const std::size_t mark : segments[i].marks)
        if (const char* own = style_of(here[mark]->kind); *own != '\0') style = own;
      runs.push_back(
          {harmless(words_of(explanation_.text_of(line), segments[i].span)), std::move(style), i});
    }
    for (const auto& row : wrapped(runs, style_.width - kTextColumn)) {
      const bool moves = has_right_to_left(printed(row, false));
      out_ += spaces(kTextColumn);
      out_ +=
          !style_.colour && moves ? bracketed(row, segments, here) : printed(row, style_.colour);
      end_line(out_);
      if (!style_.colour && !moves) strokes(row, segments, here);
    }
  }

  // Without colour, those of facts and content would crowd out the values' own words.
  std::vector<const Mark*> shown_marks(const ExplainedLine& line) const {
    std::vector<const Mark*> out;
    for (const Mark& mark : line.marks)
      if (mark.kind != Kind::kContent && (style_.colour || !mark.fact)) out.push_back(&mark);
    return out;
  }

  const std::string& id_of(const Mark& mark) const { return explanation_.values[mark.value].id; }

  static bool holds(const std::vector<Segment>& segments, const Run& run, std::size_t mark) {
    const auto& marks = segments[run.tag].marks;
    return std::find(marks.begin(), marks.end(), mark) != marks.end();
  }

  std::string bracketed(const std::vector<Run>& row, const std::vector<Segment>& segments,
                        const std::vector<const Mark*>& marks) const {
    std::string out;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto& here = segments[row[i].tag].marks;
      for (const std::size_t mark : here)
        if (i == 0 || !holds(segments, row[i - 1], mark)) out += '[';
      out += row[i].text;
      for (auto mark = here.rbegin(); mark != here.rend(); ++mark)
        if (i + 1 == row.size() || !holds(segments, row[i + 1], *mark))
          out += "]" + id_of(*marks[*mark]);
    }
    return out;
  }

  // The rows of lines under the words.
  void strokes(const std::vector<Run>& row, const std::vector<Segment>& segments,
               const std::vector<const Mark*>& marks) {
    std::vector<Stroke> all(marks.size());
    std::size_t column = kTextColumn;
    for (const Run& run : row) {
      const std::size_t end = column + cells(run.text);
      for (const std::size_t mark : segments[run.tag].marks) {
        Stroke& stroke = all[mark];
        if (stroke.label.empty()) stroke = {id_of(*marks[mark]), column, end};
        stroke.end = end;
      }
      column = end;
    }
    std::erase_if(all, [](const Stroke& stroke) { return stroke.label.empty(); });
    std::stable_sort(all.begin(), all.end(), [](const Stroke& a, const Stroke& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    while (!all.empty()) draw_row(all);
  }

  // Draws the strokes that have room beside each other, and takes them away.
  void draw_row(std::vector<Stroke>& all) {
    std::vector<Stroke> later;
    std::size_t column = 0;
    bool first = true;
    for (Stroke& stroke : all) {
      if (!first && stroke.begin <= column) {
        later.push_back(std::move(stroke));
        continue;
      }
      out_ += spaces(stroke.begin - column) + stroke.label;
      column = stroke.begin + cells(stroke.label);
      for (; column < stroke.end; ++column) out_ += "─";
      first = false;
    }
    end_line(out_);
    all = std::move(later);
  }

  // ---- what was read
  // ------------------------------------------------------------------------------
  void note(const Value& value) {
    std::vector<Run> runs;
    if (value.words) quote(*value.words, value.kind, runs);
    runs.push_back({harmless(value.name), kBold, 0});
    if (!value.gist.empty()) runs.push_back({harmless(", " + value.gist), "", 0});
    rule(value.rule, runs);
    if (value.words && !value.words->page.empty())
      runs.push_back({"  [page " + place_in_page(*value.words) + "]", kDim, 0});
    row(value.id, std::string(name_of(value.kind)), std::move(runs), style_of(value.kind));
    for (const Fact& fact : value.facts) row("", fact.label, runs_of(fact), "");
  }

  static void quote(const Words& words, Kind kind, std::vector<Run>& runs) {
    const std::string inner = isolated(harmless(shortened(words.text, kLongestWords)));
    runs.push_back({"“", "", 0});
    runs.push_back({inner, style_of(kind), 0});
    runs.push_back({"”  ", "", 0});
  }

  static void rule(const std::string& rule, std::vector<Run>& runs) {
    if (!rule.empty()) runs.push_back({harmless("  (" + rule + ")"), kDim, 0});
  }

  static std::vector<Run> runs_of(const Fact& fact) {
    std::vector<Run> runs;
    if (fact.words) quote(*fact.words, fact.kind, runs);
    std::string said;
    for (const Reference& reference : fact.references) {
      const std::string name = harmless(shortened(reference.name, kLongestWords));
      said += (said.empty() ? "" : ", ") + isolated(name) +
              (name.empty() ? reference.id : " (" + reference.id + ")");
    }
    if (!fact.said.empty()) said += (said.empty() ? "" : ", ") + harmless(fact.said);
    runs.push_back({std::move(said), "", 0});
    rule(fact.rule, runs);
    return runs;
  }

  void row(const std::string& id, const std::string& label, std::vector<Run> runs,
           const std::string& style) {
    const std::size_t label_column = std::max(kLabelColumn, kIdColumn + cells(id) + 1);
    if (style_.width < kNarrow || label_column + cells(label) >= kSaidColumn) {
      runs.insert(runs.begin(), {harmless(label + ": "), kDim, 0});
      if (!id.empty()) runs.insert(runs.begin(), {{id, style, 0}, {" ", "", 0}});
      block(runs, kIdColumn, spaces(id.empty() ? kIdColumn : kTextColumn));
      return;
    }
    const std::vector<Run> head{{id, style, 0},
                                {spaces(label_column - kIdColumn - cells(id)), "", 0},
                                {harmless(label), kDim, 0}};
    block(runs, kSaidColumn,
          spaces(kIdColumn) + printed(head, style_.colour) +
              spaces(kSaidColumn - label_column - cells(label)));
  }

  const Explanation& explanation_;
  const TerminalStyle& style_;
  std::string out_;
};

}  // namespace

std::string terminal_text_of(const Explanation& explanation, const TerminalStyle& style) {
  return TerminalView(explanation, style).print();
}

}  // namespace litopys::cli
