// Reading and writing CoNLL-U.
//
// The reader takes blocks of 64 KiB and cuts them into lines itself, so that a line has a limit
// (16 MiB) before it is in memory. Each row keeps its line and where its columns start; nothing is
// copied out until somebody asks. Forms are found in `# text` by walking both once:
//
//     # text = He can't.     1 He -> 0:2   2-3 can't -> 3:8   4 . -> 8:9
//
// A text that does not hold the forms in order (an edited file) gives words without spans from
// there on, not wrong ones. Linear in the input. Format: universaldependencies.org/format.html.
#include "language/conllu.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "text/utf8.h"

namespace litopys::language {
namespace {

using text::Error;
using text::Result;
using text::Status;

constexpr std::size_t kBlock = 1 << 16;
constexpr std::size_t kLongestLine = 16 << 20;
constexpr std::int32_t kMostWords = 1'000'000;

Status columns_of(ConlluRow& row) {
  std::size_t count = 1;
  for (std::size_t i = 0; i < row.text.size(); ++i) {
    if (row.text[i] != '\t') continue;
    if (count < 10) row.starts[count] = static_cast<std::uint32_t>(i + 1);
    ++count;
  }
  if (count == 10) return text::Done{};
  return Error{"bad-conllu", fmt::format("{} columns instead of 10", count)};
}

// Fills kind, first and last from the ID column: "7", "7-8" or "7.1".
bool read_id(ConlluRow& row) {
  const std::string_view id = row[ConlluColumn::id];
  const std::size_t mark = id.find_first_of("-.");
  const auto first = read_number(id.substr(0, mark));
  if (!first) return false;
  row.first = row.last = *first;
  if (mark == std::string_view::npos) return true;
  const auto second = read_number(id.substr(mark + 1));
  if (!second) return false;
  row.kind = id[mark] == '-' ? ConlluRow::Kind::multiword : ConlluRow::Kind::empty;
  if (row.kind == ConlluRow::Kind::multiword) row.last = *second;
  return true;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct Annotation {
  std::string name = {};   // "B-PER"
  std::string roles = {};  // "7:ARG0|12:ARG1"
};

std::string or_blank(std::string_view value) {
  return value.empty() ? std::string("_") : std::string(value);
}

// Names and roles of the words of a sentence, by word.
std::vector<Annotation> annotations(const Analysis& analysis, const Sentence& sentence) {
  std::vector<Annotation> out(static_cast<std::size_t>(sentence.end - sentence.begin));
  for (std::int32_t i = sentence.begin; i < sentence.end; ++i) {
    const Word& word = analysis.words[i];
    if (word.name != kNone) {
      const Name& name = analysis.names[word.name];
      out[i - sentence.begin].name = (name.begin == i ? "B-" : "I-") + name.kind;
    }
    if (word.predicate == kNone) continue;
    for (const Argument& argument : analysis.predicates[word.predicate].arguments) {
      if (argument.word < sentence.begin || argument.word >= sentence.end) continue;
      std::string& roles = out[argument.word - sentence.begin].roles;
      roles +=
          fmt::format("{}{}:{}", roles.empty() ? "" : "|", i - sentence.begin + 1, argument.role);
    }
  }
  return out;
}

// A token's own part of MISC: SpaceAfter and Span.
std::string place_of(Span span, std::uint64_t offset, bool space_after) {
  std::string out = space_after ? "" : "SpaceAfter=No";
  if (!span.empty())
    out +=
        fmt::format("{}Span={}:{}", out.empty() ? "" : "|", span.begin + offset, span.end + offset);
  return out;
}

// One word's line; `place` is empty for the parts of a multi-word token.
void write_word(const Analysis& analysis, const Sentence& sentence, std::int32_t index,
                const Annotation& annotation, std::string misc, std::string& out) {
  const Word& word = analysis.words[index];
  const auto add = [&misc](std::string_view item) {
    if (!misc.empty()) misc += '|';
    misc += item;
  };
  if (!annotation.name.empty()) add("NER=" + annotation.name);
  if (word.predicate != kNone) {
    const Predicate& predicate = analysis.predicates[word.predicate];
    add("Sense=" + predicate.sense);
    if (!std::isnan(predicate.happened)) add(fmt::format("Fact={:.2f}", predicate.happened));
    std::string places;
    for (const Location& location : predicate.locations)
      places += fmt::format("{}{}:{:.2f}", places.empty() ? "Place=" : ",",
                            location.word - sentence.begin + 1, location.score);
    if (!places.empty()) add(places);
  }
  if (!annotation.roles.empty()) add("Role=" + annotation.roles);
  const std::int32_t head = word.head == kNone ? 0 : word.head - sentence.begin + 1;
  fmt::format_to(std::back_inserter(out), "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}\n",
                 index - sentence.begin + 1, word.form, or_blank(word.lemma), or_blank(word.upos),
                 or_blank(word.features), word.deprel.empty() ? "_" : std::to_string(head),
                 or_blank(word.deprel), or_blank(misc));
}

bool has_space_after(std::string_view misc) { return misc_value(misc, "SpaceAfter") != "No"; }

}  // namespace

std::string_view ConlluRow::operator[](ConlluColumn column) const {
  const auto i = static_cast<std::size_t>(column);
  const std::size_t end = i + 1 < starts.size() ? starts[i + 1] - 1 : text.size();
  return std::string_view(text).substr(starts[i], end - starts[i]);
}

std::optional<std::string_view> ConlluSentence::comment(std::string_view key) const {
  const auto skip = [](std::string_view& s) {
    while (!s.empty() && s[0] == ' ') s.remove_prefix(1);
  };
  for (std::string_view rest : comments) {
    rest.remove_prefix(1);
    skip(rest);
    if (rest.substr(0, key.size()) != key) continue;
    rest.remove_prefix(key.size());
    const bool same_key = rest.empty() || rest[0] == ' ' || rest[0] == '=';
    skip(rest);
    if (!same_key || (!rest.empty() && rest[0] != '=')) continue;
    if (!rest.empty()) rest.remove_prefix(1);
    if (!rest.empty() && rest[0] == ' ') rest.remove_prefix(1);
    return rest;
  }
  return std::nullopt;
}

std::optional<std::int32_t> read_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  std::int32_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<std::string_view> misc_value(std::string_view misc, std::string_view key) {
  for (std::size_t at = 0; at < misc.size();) {
    std::size_t end = std::min(misc.find('|', at), misc.size());
    std::string_view item = misc.substr(at, end - at);
    const bool found =
        item.size() > key.size() && item.substr(0, key.size()) == key && item[key.size()] == '=';
    if (found && key != "Role") return item.substr(key.size() + 1);
    if (found) {
      const std::size_t begin = at + key.size() + 1;
      while (end < misc.size()) {  // "12:ARG1" goes on, "Other=…" does not
        const std::size_t next = std::min(misc.find('|', end + 1), misc.size());
        item = misc.substr(end + 1, next - end - 1);
        if (!read_number(item.substr(0, item.find(':')))) break;
        end = next;
      }
      return misc.substr(begin, end - begin);
    }
    at = end + 1;
  }
  return std::nullopt;
}

ConlluReader::ConlluReader(std::istream& input, std::string name)
    : input_(input), name_(std::move(name)) {}

Error ConlluReader::error(std::size_t line, std::string_view what) const {
  return {"bad-conllu", fmt::format("{}: line {}: {}", name_, line, what)};
}

Result<bool> ConlluReader::next_line() {
  line_.clear();
  ++line_number_;
  bool ended = false;
  while (!ended) {
    if (at_ == buffer_.size()) {
      buffer_.resize(kBlock);
      input_.read(buffer_.data(), static_cast<std::streamsize>(kBlock));
      buffer_.resize(static_cast<std::size_t>(input_.gcount()));
      at_ = 0;
      if (buffer_.empty()) {
        if (input_.bad()) return error(line_number_, "cannot be read");
        if (line_.empty()) return false;
        break;
      }
    }
    const std::size_t end = std::min(buffer_.find('\n', at_), buffer_.size());
    if (line_.size() + (end - at_) > kLongestLine)
      return error(line_number_, fmt::format("longer than {} bytes", kLongestLine));
    line_.append(buffer_, at_, end - at_);
    ended = end < buffer_.size();
    at_ = ended ? end + 1 : end;
  }
  while (line_number_ == 1 && line_.starts_with("\xEF\xBB\xBF")) line_.erase(0, 3);
  while (!line_.empty() && line_.back() == '\r') line_.pop_back();
  if (const auto bad = text::first_invalid_byte(line_))
    return error(line_number_, fmt::format("invalid UTF-8 at byte {}", *bad + 1));
  return true;
}

Status ConlluReader::add_row(ConlluSentence& sentence) {
  ConlluRow row;
  row.line = line_number_;
  row.text = line_;
  if (const Status cut = columns_of(row); !cut) return error(line_number_, cut.error().message);
  const std::string_view id = row[ConlluColumn::id];
  if (!read_id(row)) return error(line_number_, fmt::format("the id \"{}\" is no number", id));
  if (row[ConlluColumn::form].empty()) return error(line_number_, "a word without a form");
  const std::int32_t next = sentence.words + 1;
  const bool in_order =
      row.kind == ConlluRow::Kind::empty ? row.first == sentence.words : row.first == next;
  if (!in_order) return error(line_number_, fmt::format("\"{}\" where {} is due", id, next));
  if (row.kind == ConlluRow::Kind::multiword && (row.last < row.first || covered_ >= row.first))
    return error(line_number_, fmt::format("the range \"{}\" is empty or overlaps another", id));
  if (next > kMostWords)
    return error(line_number_, fmt::format("a sentence of more than {} words", kMostWords));
  sentence.words += row.kind == ConlluRow::Kind::word;
  if (row.kind == ConlluRow::Kind::multiword) covered_ = row.last;
  sentence.rows.push_back(std::move(row));
  return text::Done{};
}

Result<bool> ConlluReader::next(ConlluSentence& sentence) {
  sentence = {};
  covered_ = 0;
  while (true) {
    const auto more = next_line();
    if (!more) return more.error();
    if (!*more || line_.empty()) {
      if (sentence.line != 0) break;
      if (!*more) return false;
      continue;
    }
    if (sentence.line == 0) sentence.line = line_number_;
    sentence.bytes += line_.size() + 1;
    if (line_[0] != '#') {
      if (const Status added = add_row(sentence); !added) return added.error();
    } else if (sentence.rows.empty()) {
      sentence.comments.push_back(line_);
    } else {
      return error(line_number_, "a comment inside a sentence");
    }
  }
  if (sentence.words == 0) return error(sentence.line, "a sentence without words");
  for (const ConlluRow& row : sentence.rows)
    if (row.kind == ConlluRow::Kind::multiword && row.last > sentence.words)
      return error(row.line, "a range past the end of its sentence");
  return true;
}

void append_blank(const ConlluSentence& sentence, Analysis& analysis) {
  const std::string_view text = sentence.comment("text").value_or(std::string_view{});
  std::size_t at = 0;
  bool lost = text.empty();
  const auto locate = [&](std::string_view form) -> Span {
    while (at < text.size() && is_blank(text[at])) ++at;
    if (lost || text.substr(at, form.size()) != form) {
      lost = true;
      return {};
    }
    at += form.size();
    return {static_cast<std::uint32_t>(at - form.size()), static_cast<std::uint32_t>(at)};
  };
  const auto number = static_cast<std::int32_t>(analysis.sentences.size());
  const auto begin = static_cast<std::int32_t>(analysis.words.size());
  Span token{};
  std::int32_t token_end = 0;  // last word of the multi-word token being read
  for (const ConlluRow& row : sentence.rows) {
    if (row.kind == ConlluRow::Kind::empty) continue;
    if (row.kind == ConlluRow::Kind::multiword) {
      token = locate(row[ConlluColumn::form]);
      token_end = row.last;
      analysis.multiword_tokens.push_back({begin + row.first - 1, begin + row.last, token});
      continue;
    }
    Word word;
    word.form = row[ConlluColumn::form];
    word.span = row.first <= token_end ? token : locate(word.form);
    word.sentence = number;
    analysis.words.push_back(std::move(word));
  }
  const auto end = static_cast<std::int32_t>(analysis.words.size());
  analysis.sentences.push_back({{0, static_cast<std::uint32_t>(text.size())}, begin, end, 0});
}

void write_kept(const ConlluSentence& input, const Analysis& analysis, std::int32_t sentence,
                std::string& out) {
  const Sentence& s = analysis.sentences[sentence];
  const std::vector<Annotation> layers = annotations(analysis, s);
  for (const std::string& comment : input.comments) out.append(comment) += '\n';
  std::int32_t token_end = 0;
  for (const ConlluRow& row : input.rows) {
    if (row.kind == ConlluRow::Kind::multiword) token_end = row.last;
    if (row.kind != ConlluRow::Kind::word) {
      out.append(row.text) += '\n';
      continue;
    }
    const std::int32_t index = s.begin + row.first - 1;
    const Span span = row.first <= token_end ? Span{} : analysis.words[index].span;
    write_word(analysis, s, index, layers[row.first - 1],
               place_of(span, 0, has_space_after(row[ConlluColumn::misc])), out);
  }
  out += '\n';
}

void write_words(const Analysis& analysis, std::int32_t sentence, std::string_view text,
                 std::uint64_t offset, std::string& out) {
  const Sentence& s = analysis.sentences[sentence];
  const std::vector<Annotation> layers = annotations(analysis, s);
  const auto place = [&](Span span) {
    const bool space =
        span.end >= text.size() || text::is_space(text::code_point_at(text, span.end).value);
    return place_of(span, offset, space);
  };
  const auto& tokens = analysis.multiword_tokens;
  auto token =
      std::lower_bound(tokens.begin(), tokens.end(), s.begin,
                       [](const MultiwordToken& t, std::int32_t at) { return t.end <= at; });
  for (std::int32_t i = s.begin; i < s.end; ++i) {
    while (token != tokens.end() && token->end <= i) ++token;
    const bool inside = token != tokens.end() && token->begin <= i;
    if (inside && token->begin == i)
      fmt::format_to(std::back_inserter(out), "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n",
                     i - s.begin + 1, token->end - s.begin, text::words_of(text, token->span),
                     place(token->span));
    write_word(analysis, s, i, layers[i - s.begin], inside ? "" : place(analysis.words[i].span),
               out);
  }
  out += '\n';
}

}  // namespace litopys::language
