// A reading set out for people: the lines of the report, the marks in them, and under each line the
// values read there, each with its facts, their words and the rule that gave them.
//
// Both views of `litopys explain` print this: the terminal (explain_terminal.h) and the page
// (explain_page.h). It is made from the output line of the contract, so it says what `read` says;
// fields that this file does not know are shown under their own names.
#pragma once

#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/marked_text.h"
#include "text/span.h"

namespace litopys::cli {

enum class Kind { kEvent, kFigure, kTime, kPlace, kAttribution, kParticipant, kCue, kContent };

// "event", "figure", "time", "place", "source", "participant", "cue", "content".
std::string_view name_of(Kind kind);

// The kinds that are values of their own, by the names of the contract: "events", "figures", ...
constexpr std::array<std::pair<std::string_view, Kind>, 5> kValueKinds{
    {{"events", Kind::kEvent},
     {"figures", Kind::kFigure},
     {"times", Kind::kTime},
     {"places", Kind::kPlace},
     {"attributions", Kind::kAttribution}}};

// Words of the report with their place; `in_title` says which text the span counts.
struct Words {
  std::string text;
  text::Span span;
  bool in_title = false;
  text::Span page = {};  // the bytes of the web page that they were read from; empty: not known
};

// Another value that is pointed at, by its id and its words or name.
struct Reference {
  std::string id;
  std::string name;
};

// One thing that a value says: "actor  “Russian troops”  group, RUSMIL  (agents:troops)".
struct Fact {
  std::string label;
  std::optional<Words> words;         // read from these words
  Kind kind = Kind::kContent;         // of the mark that the words get
  std::string said;                   // what was read
  std::vector<Reference> references;  // shown before what is said
  std::string rule;
};

struct Value {
  std::string id;  // "e1"
  Kind kind = Kind::kEvent;
  std::optional<Words> words;
  std::string name;     // "PROTEST demo", "killed 102", "2022-03-06"
  std::string gist;     // "happened", "planned", "at least"; may be empty
  bool counted = true;  // told as having happened; false for what is planned, denied or history
  std::vector<Fact> facts;
  std::string rule;
};

struct Mark {
  text::Span span;
  Kind kind = Kind::kEvent;
  std::size_t value = 0;            // index into Explanation::values
  std::optional<std::size_t> fact;  // index into its facts; none for the value's own words
};

// The title or a line of the text, with the values whose words begin in it.
struct ExplainedLine {
  bool is_title = false;
  bool new_paragraph = false;
  text::Span span;
  std::vector<std::size_t> values;  // events first, each kind in the order of its words
  std::vector<Mark> marks;          // all that touch the line
};

struct Explanation {
  std::string id;
  std::string title;
  std::vector<std::pair<std::string, std::string>> about;  // publisher, published, uri, ...
  std::string text;
  std::vector<Value> values;
  std::set<std::string> ids;  // of the values
  std::vector<ExplainedLine> lines;
  std::vector<std::size_t> without_words;  // values that lead to no words
  std::vector<std::string> warnings;
  std::string error;  // why the report could not be read; then there is nothing else

  const std::string& text_of(const ExplainedLine& line) const {
    return line.is_title ? title : text;
  }
  bool shows(const std::string& value) const { return ids.contains(value); }
};

// `line` is one output object of the contract, printed with text and sentences. `shown` are the
// kinds of values to set out; what the others say is told where a shown value points at them.
Explanation explanation_from(const nlohmann::ordered_json& line, const std::set<Kind>& shown);

// "2 events, 1 figure": how many values of each kind are set out.
std::string summary_of(const Explanation& explanation);

// "1042:1061": from this byte of the page up to, not with, that one.
std::string place_in_page(const Words& words);

// At most `most` bytes of long words, the middle left out: "one two … nine ten".
std::string shortened(const std::string& words, std::size_t most);

}  // namespace litopys::cli
