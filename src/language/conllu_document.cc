// From sentences in CoNLL-U to one Analysis a document.
//
// Each sentence goes through four steps: its words with their spans (append_blank, moved to where
// the sentence stands in the document), the tree (heads checked for circles by walking up and
// colouring, linear), the names (B- starts one, I- of the same kind goes on), the predicates and
// roles. Example: `Role=7:ARG0` on word 3 makes word 3 an argument of word 7, which must carry
// Sense=; without that it is an error, since nobody could say later where the argument went.
#include "language/conllu_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

namespace litopys::language {
namespace {

using text::Result;
using text::Status;

// The rows that are words, in order.
std::vector<const ConlluRow*> words_of(const ConlluSentence& sentence) {
  std::vector<const ConlluRow*> out;
  for (const ConlluRow& row : sentence.rows)
    if (row.kind == ConlluRow::Kind::word) out.push_back(&row);
  return out;
}

std::optional<Span> read_span(std::string_view value) {
  const std::size_t colon = value.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto begin = read_number(value.substr(0, colon));
  const auto end = read_number(value.substr(colon + 1));
  if (!begin || !end || *end < *begin) return std::nullopt;
  return Span{static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)};
}

std::optional<Span> first_span(const ConlluSentence& sentence) {
  for (const ConlluRow& row : sentence.rows)
    if (const auto value = misc_value(row[ConlluColumn::misc], "Span")) return read_span(*value);
  return std::nullopt;
}

// The words of a sentence without `# text`.
std::string joined_forms(const ConlluSentence& sentence) {
  std::string out;
  std::int32_t token_end = 0;
  for (const ConlluRow& row : sentence.rows) {
    if (row.kind == ConlluRow::Kind::empty || row.first <= token_end) continue;
    if (row.kind == ConlluRow::Kind::multiword) token_end = row.last;
    out += row[ConlluColumn::form];
    if (misc_value(row[ConlluColumn::misc], "SpaceAfter") != "No") out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool space_after(const ConlluSentence& sentence) {
  std::string_view misc = sentence.rows.back()[ConlluColumn::misc];
  for (const ConlluRow& row : sentence.rows)
    if (row.kind == ConlluRow::Kind::multiword && row.last == sentence.words)
      misc = row[ConlluColumn::misc];
  return misc_value(misc, "SpaceAfter") != "No";
}

bool starts_document(const ConlluSentence& sentence) {
  return sentence.comment("newdoc").has_value() || sentence.comment("newdoc id").has_value();
}

bool starts_paragraph(const ConlluSentence& sentence) {
  return sentence.comment("newpar").has_value() || sentence.comment("newpar id").has_value();
}

// One document being put together.
class Assembly {
 public:
  Assembly(const ConlluReader& reader, ConlluDocument& document)
      : reader_(reader), document_(document), analysis_(document.analysis) {}

  Status add(ConlluSentence sentence) {
    if (!sentence.comment("text"))
      sentence.comments.push_back("# text = " + joined_forms(sentence));
    const std::vector<const ConlluRow*> rows = words_of(sentence);
    first_ = static_cast<std::int32_t>(analysis_.words.size());
    if (const Status done = add_words(sentence, rows); !done) return done;
    if (const Status done = add_tree(rows); !done) return done;
    add_names(rows);
    if (const Status done = add_predicates(rows); !done) return done;
    space_after_ = space_after(sentence);
    return text::Done{};
  }

 private:
  // Where the sentence starts in the document's text, after filling up to there.
  std::uint32_t place(const ConlluSentence& sentence, bool& spans_count) {
    std::string& text = document_.text;
    const bool first = text.empty();
    const bool new_paragraph = !first && starts_paragraph(sentence);
    if (new_paragraph) ++paragraph_;
    const auto given = first_span(sentence);
    constexpr std::uint32_t kLongestGap = 1 << 20;
    spans_count = given && given->begin >= text.size() && given->begin - text.size() <= kLongestGap;
    if (spans_count) {
      text.resize(given->begin, new_paragraph ? '\n' : ' ');
    } else if (!first) {
      text += new_paragraph ? "\n\n" : space_after_ ? " " : "";
    }
    return static_cast<std::uint32_t>(text.size());
  }

  Status add_words(const ConlluSentence& sentence, const std::vector<const ConlluRow*>& rows) {
    const std::size_t tokens_before = analysis_.multiword_tokens.size();
    append_blank(sentence, analysis_);
    bool spans_count = false;  // in the document's text, not in the sentence's
    const std::uint32_t base = place(sentence, spans_count);
    document_.text += *sentence.comment("text");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Word& word = analysis_.words[first_ + i];
      if (word.span.empty())
        return reader_.error(rows[i]->line,
                             fmt::format("\"{}\" is not where `# text` goes on", word.form));
      word.span = {word.span.begin + base, word.span.end + base};
      const auto given = misc_value((*rows[i])[ConlluColumn::misc], "Span");
      if (spans_count && given && read_span(*given) != word.span)
        return reader_.error(rows[i]->line,
                             fmt::format("the span {} is not that of \"{}\"", *given, word.form));
      word.predicate = word.name = kNone;
      const auto column = [&](ConlluColumn c) {
        const std::string_view value = (*rows[i])[c];
        return std::string(value == "_" && c != ConlluColumn::feats ? "" : value);
      };
      word.lemma = word.form == "_" ? "_" : column(ConlluColumn::lemma);
      word.upos = column(ConlluColumn::upos);
      word.features = column(ConlluColumn::feats);
      word.deprel = column(ConlluColumn::deprel);
    }
    for (std::size_t i = tokens_before; i < analysis_.multiword_tokens.size(); ++i) {
      Span& span = analysis_.multiword_tokens[i].span;
      span = {span.begin + base, span.end + base};
    }
    Sentence& s = analysis_.sentences.back();
    s.span = {s.span.begin + base, s.span.end + base};
    s.paragraph = paragraph_;
    return text::Done{};
  }

  Status add_tree(const std::vector<const ConlluRow*>& rows) {
    const auto count = static_cast<std::int32_t>(rows.size());
    std::vector<std::int32_t> heads(rows.size());
    for (std::int32_t i = 0; i < count; ++i) {
      const std::string_view head = (*rows[i])[ConlluColumn::head];
      const auto number = read_number(head);
      if (!number || *number > count)
        return reader_.error(rows[i]->line,
                             fmt::format("the head \"{}\" is no word's number", head));
      heads[i] = *number - 1;
      analysis_.words[first_ + i].head = *number == 0 ? kNone : first_ + *number - 1;
    }
    std::vector<std::int32_t> seen(rows.size(), kNone);  // the walk that came by
    for (std::int32_t i = 0; i < count; ++i) {
      std::int32_t at = i;
      while (at != kNone && seen[at] == kNone) {
        seen[at] = i;
        at = heads[at];
      }
      if (at != kNone && seen[at] == i)
        return reader_.error(rows[at]->line, "the word is its own ancestor");
    }
    return text::Done{};
  }

  void add_names(const std::vector<const ConlluRow*>& rows) {
    bool open = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string_view tag =
          misc_value((*rows[i])[ConlluColumn::misc], "NER").value_or(std::string_view{});
      const bool tagged = tag.size() > 2 && (tag.starts_with("B-") || tag.starts_with("I-"));
      if (!tagged) {
        open = false;
        continue;
      }
      const auto index = first_ + static_cast<std::int32_t>(i);
      Word& word = analysis_.words[index];
      if (!open || tag[0] == 'B' || analysis_.names.back().kind != tag.substr(2))
        analysis_.names.push_back({std::string(tag.substr(2)), index, index, word.span});
      open = true;
      analysis_.names.back().end = index + 1;
      analysis_.names.back().span = text::hull(analysis_.names.back().span, word.span);
      word.name = static_cast<std::int32_t>(analysis_.names.size()) - 1;
    }
  }

  Status add_predicates(const std::vector<const ConlluRow*>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string_view misc = (*rows[i])[ConlluColumn::misc];
      const auto sense = misc_value(misc, "Sense");
      if (!sense) continue;
      Predicate predicate;
      predicate.word = first_ + static_cast<std::int32_t>(i);
      predicate.sense = *sense;
      predicate.happened = std::numeric_limits<float>::quiet_NaN();
      if (const auto value = misc_value(misc, "Fact"))
        std::from_chars(value->data(), value->data() + value->size(), predicate.happened);
      analysis_.words[predicate.word].predicate =
          static_cast<std::int32_t>(analysis_.predicates.size());
      analysis_.predicates.push_back(std::move(predicate));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto roles = misc_value((*rows[i])[ConlluColumn::misc], "Role");
      if (!roles) continue;
      for (std::size_t at = 0; at <= roles->size();) {
        const std::size_t end = std::min(roles->find('|', at), roles->size());
        const std::string_view role = roles->substr(at, end - at);
        if (!add_argument(first_ + static_cast<std::int32_t>(i), role))
          return reader_.error(rows[i]->line, fmt::format("the role \"{}\" of no predicate", role));
        at = end + 1;
      }
    }
    return text::Done{};
  }

  bool add_argument(std::int32_t word, std::string_view role) {
    const std::size_t colon = std::min(role.find(':'), role.size());
    const auto number = read_number(role.substr(0, colon));
    const auto count = static_cast<std::int32_t>(analysis_.words.size()) - first_;
    if (!number || *number == 0 || *number > count || colon + 1 >= role.size()) return false;
    const std::int32_t predicate = analysis_.words[first_ + *number - 1].predicate;
    if (predicate == kNone) return false;
    analysis_.predicates[predicate].arguments.push_back(
        {word, std::string(role.substr(colon + 1))});
    return true;
  }

  const ConlluReader& reader_;
  ConlluDocument& document_;
  Analysis& analysis_;
  std::int32_t first_ = 0;  // first word of the sentence in hand
  std::int32_t paragraph_ = 0;
  bool space_after_ = true;
};

}  // namespace

Result<bool> ConlluDocuments::next(ConlluDocument& document) {
  document = {};
  Assembly assembly(reader_, document);
  bool any = false;
  while (true) {
    if (!has_ahead_) {
      const auto more = reader_.next(ahead_);
      if (!more) return more.error();
      if (!*more) return any;
      has_ahead_ = true;
    }
    if (any && starts_document(ahead_)) return true;
    if (!any) document.id = ahead_.comment("newdoc id").value_or(std::string_view{});
    has_ahead_ = false;
    any = true;
    if (const Status added = assembly.add(std::move(ahead_)); !added) return added.error();
  }
}

}  // namespace litopys::language
