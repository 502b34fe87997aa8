// Cutting text with the boundary model.
//
// A paragraph goes through three passes: atoms are glued to tokens (gap), tokens that end like a
// contraction are tried (cut), and the sentence networks say after which tokens sentences end. "Dr.
// Orlova can't. Why?" has the atoms Dr . Orlova can ' t . Why ?, the tokens Dr. Orlova can't . Why
// ?, one cut (ca|n't) and two ends. Scores of the first two are sums of at most fifty table rows of
// four numbers; nothing depends on an earlier answer, so the order of evaluation is free. What it
// cannot do: see that two paragraphs without a blank line between them are two. About two
// microseconds a token on one core; linear in the text. Figures: training/README.md.
#include "language/boundaries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "text/utf8.h"

namespace litopys::language {
namespace {

using text::Error;
using text::Result;
using text::Status;

Error damaged(const ModelFile& file, std::string_view what) {
  return {"invalid-model", fmt::format("{}: {}", file.name(), what)};
}

// [[[attribute, offset], ...], ...]; every number checked, since the file may be hostile.
Status read_templates(const ModelFile& file, const nlohmann::json& lists, std::size_t attributes,
                      BoundaryClassifier& classifier) {
  const Error bad = damaged(file, "its templates are not lists of [attribute, offset]");
  if (!lists.is_array() || lists.size() > 256) return bad;
  for (const auto& list : lists) {
    if (!list.is_array() || list.empty() || list.size() > 16) return bad;
    std::vector<BoundaryClassifier::Part> parts;
    for (const auto& pair : list) {
      if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_integer() ||
          !pair[1].is_number_integer())
        return bad;
      const auto attribute = pair[0].get<std::int64_t>();
      const auto offset = pair[1].get<std::int64_t>();
      constexpr auto kMargin = static_cast<std::int64_t>(AttributeTable::kMargin);
      if (attribute < 0 || attribute >= static_cast<std::int64_t>(attributes) ||
          offset < -kMargin || offset > kMargin)
        return bad;
      parts.push_back({static_cast<std::uint8_t>(attribute), static_cast<std::int8_t>(offset)});
    }
    classifier.templates.push_back(std::move(parts));
  }
  return text::Done{};
}

Status read_classifier(const ModelFile& file, const std::string& name, std::size_t attributes,
                       BoundaryClassifier& classifier) {
  const nlohmann::json& meta = file.meta();
  const auto lists = meta.find("templates");
  if (lists == meta.end() || !lists->is_object() || !lists->contains(name))
    return damaged(file, "no templates for " + name);
  if (const Status done = read_templates(file, (*lists)[name], attributes, classifier); !done)
    return done;
  const std::vector<std::size_t> shape = file.shape(name + ".table");
  const std::size_t rows = shape.empty() ? 0 : shape[0];
  if (rows == 0 || (rows & (rows - 1)) != 0 || rows > (1U << 24))
    return damaged(file, fmt::format("{}.table has {} rows, not a power of two", name, rows));
  classifier.mask = static_cast<std::uint32_t>(rows - 1);
  constexpr std::size_t kWidth = BoundaryClassifier::kWidth;
  const auto table = file.block<std::int8_t>(name + ".table", {rows, kWidth});
  if (!table) return table.error();
  const auto bias = file.block<std::int32_t>(name + ".bias", {kWidth});
  if (!bias) return bias.error();
  const auto out = file.block<std::int32_t>(name + ".out", {kWidth});
  if (!out) return out.error();
  const auto out_bias = file.block<std::int32_t>(name + ".out_bias", {1});
  if (!out_bias) return out_bias.error();
  // Sums of the hidden numbers stay far inside 32 bits: 256 rows of 127 and a bias below 2^24.
  for (const std::int32_t number : *bias)
    if (number < -(1 << 24) || number > (1 << 24))
      return damaged(file, name + ".bias is too large");
  classifier.table = *table;
  classifier.bias = *bias;
  classifier.out = *out;
  classifier.out_bias = std::int64_t{(*out_bias)[0]} * 1024;
  return text::Done{};
}

// A sign repeated more often than anyone counts is one token ("======", "((((((…"), whatever the
// classifier would say: no text of this kind becomes as many words as it has bytes.
constexpr std::size_t kLongestRun = 32;

// What is known of the gap before an atom without asking the classifier.
enum class Gap : std::uint8_t { unknown, joined, apart };

// Atoms that go on a run of one and the same sign that is longer than that.
void mark_long_runs(const std::vector<Character>& characters, const std::vector<Piece>& atoms,
                    std::vector<Gap>& out) {
  const auto same = [&](const Piece& a, const Piece& b) {
    return a.end == b.begin && b.end - b.begin == 1 && a.end - a.begin == 1 &&
           characters[a.begin].value == characters[b.begin].value;
  };
  for (std::size_t first = 0; first < atoms.size();) {
    std::size_t last = first;
    while (last + 1 < atoms.size() && same(atoms[last], atoms[last + 1])) ++last;
    if (last - first >= kLongestRun)
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                out.begin() + static_cast<std::ptrdiff_t>(last) + 1, Gap::joined);
    first = last + 1;
  }
}

// Atoms that go on a web address: from "https" or "www" to white space or a
// quotation mark, less the punctuation at its end.
void mark_addresses(const std::vector<Character>& characters, const std::vector<Piece>& atoms,
                    std::vector<Gap>& out) {
  constexpr std::u32string_view kEnds = U"<>\"“”«»‹›‘’{}|";
  constexpr std::u32string_view kNotLast = U".,;:!?…)]'-";
  const auto first_of = [&](std::size_t i) { return characters[atoms[i].begin].value; };
  const auto holds = [&](std::size_t i, std::u32string_view signs) {
    return characters[atoms[i].begin].kind == CharacterKind::other &&
           signs.find(first_of(i)) != std::u32string_view::npos;
  };
  const auto is = [&](std::size_t i, std::u32string_view word) {
    if (atoms[i].end - atoms[i].begin != word.size()) return false;
    for (std::size_t k = 0; k < word.size(); ++k)
      if (characters[atoms[i].begin + k].lower != word[k]) return false;
    return true;
  };
  for (std::size_t i = 0; i + 3 < atoms.size(); ++i) {
    const bool scheme = (is(i, U"http") || is(i, U"https")) && first_of(i + 1) == ':' &&
                        first_of(i + 2) == '/' && first_of(i + 3) == '/';
    if (!scheme && !(is(i, U"www") && first_of(i + 1) == '.')) continue;
    std::size_t last = i;
    while (last + 1 < atoms.size() && atoms[last].end == atoms[last + 1].begin &&
           !holds(last + 1, kEnds))
      ++last;
    const std::size_t end = last;
    while (last > i && holds(last, kNotLast)) --last;
    if (atoms[i].end != atoms[i + 1].begin || last < i + 2) continue;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(i) + 1,
              out.begin() + static_cast<std::ptrdiff_t>(last) + 1, Gap::joined);
    if (last < end) out[last + 1] = Gap::apart;
    i = end;
  }
}

std::vector<Piece> tokens_of(const std::vector<Character>& characters,
                             const Boundaries& boundaries) {
  const std::vector<Piece> atoms = atoms_of(characters);
  const AttributeTable attributes = gap_attributes(characters, atoms);
  std::vector<Gap> gaps(atoms.size(), Gap::unknown);
  mark_long_runs(characters, atoms, gaps);
  mark_addresses(characters, atoms, gaps);
  std::vector<Piece> tokens;
  tokens.reserve(atoms.size());
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const bool touching = i > 0 && atoms[i - 1].end == atoms[i].begin;
    const bool apart = !touching || gaps[i] == Gap::apart ||
                       (gaps[i] == Gap::unknown && boundaries.gap.score(attributes, i - 1) > 0);
    if (!apart)
      tokens.back().end = atoms[i].end;
    else
      tokens.push_back(atoms[i]);
  }
  return tokens;
}

void cut_tokens(const std::vector<Character>& characters, const Boundaries& boundaries,
                std::vector<Piece>& tokens) {
  bool any = false;
  for (Piece& token : tokens) {
    token.cut = boundaries.endings.cut(characters, token);
    any |= token.cut != 0;
  }
  if (!any) return;
  const AttributeTable attributes = cut_attributes(characters, tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].cut != 0 && boundaries.cut.score(attributes, i) <= 0) tokens[i].cut = 0;
}

// The first of a line is the sign of a list's item: a bullet, or a dash or a short number with a
// stop, which may also stand there by chance in wrapped prose.
enum class Item { none, bullet, perhaps };

Item item_at(const std::vector<Character>& characters, const std::vector<Piece>& tokens,
             std::size_t i) {
  const Character& first = characters[tokens[i].begin];
  const std::uint32_t length = tokens[i].end - tokens[i].begin;
  constexpr std::u32string_view kBullets = U"*•‣▪●·";
  constexpr std::u32string_view kDashes = U"-–—";
  if (i + 1 == tokens.size() || tokens[i + 1].begin == tokens[i].end) {
    if (first.kind != CharacterKind::digit || length > 2 || i + 2 >= tokens.size())
      return Item::none;
    const char32_t stop = characters[tokens[i + 1].begin].value;
    const bool alone =
        tokens[i + 1].end - tokens[i + 1].begin == 1 && tokens[i + 2].begin > tokens[i + 1].end;
    return alone && (stop == '.' || stop == ')') ? Item::perhaps : Item::none;
  }
  if (length != 1) return Item::none;
  if (kBullets.find(first.value) != std::u32string_view::npos) return Item::bullet;
  return kDashes.find(first.value) != std::u32string_view::npos ? Item::perhaps : Item::none;
}

// Whether at least two lines of the paragraph may be items, so that "in room / 12. Then" is none.
bool has_list(const std::vector<Character>& characters, const AttributeTable& attributes,
              const std::vector<Piece>& tokens) {
  int lines = 0;
  for (std::size_t i = 0; i < tokens.size() && lines < 2; ++i)
    lines += (i == 0 || line_ends(attributes.row(i - 1))) &&
             item_at(characters, tokens, i) == Item::perhaps;
  return lines >= 2;
}

// The network is sure that no sentence ends there, as after "on".
constexpr float kImpossible = -4;

// The next line is an item of a list; or a line ended early, and the next one does not go on in
// lower case: a headline, if the network does not call it impossible.
bool line_ends_sentence(const std::vector<Character>& characters, const AttributeTable& attributes,
                        const std::vector<Piece>& tokens, bool list, float score, std::size_t i) {
  if (!line_ends(attributes.row(i))) return false;
  const Character& last = characters[tokens[i].end - 1];
  const bool single = tokens[i].end - tokens[i].begin == 1;
  if ((single && last.value == ',') || (!single && last.value == '.')) return false;
  const Item item = item_at(characters, tokens, i + 1);
  if (item == Item::bullet || (item == Item::perhaps && list)) return true;
  if (!line_ends_early(attributes.row(i)) || score < kImpossible) return false;
  const Character& next = characters[tokens[i + 1].begin];
  return next.kind != CharacterKind::letter || next.upper;
}

struct SentenceEnd {
  std::size_t token = 0;  // one past its last
  bool cut = false;       // by the limit
};

std::vector<SentenceEnd> sentence_ends(const std::vector<Character>& characters,
                                       const std::vector<Piece>& tokens,
                                       const Boundaries& boundaries) {
  const AttributeTable attributes = sentence_attributes(characters, tokens);
  const bool list = has_list(characters, attributes, tokens);
  const std::vector<float> scores = boundaries.sentence.scores(attributes, tokens.size());
  std::vector<SentenceEnd> ends;
  std::size_t begin = 0;
  std::size_t best = 0;  // the best end in the second half of a sentence that gets too long
  std::size_t words = 0;
  constexpr float kWorst = -std::numeric_limits<float>::infinity();
  float best_score = kWorst;
  const auto close = [&](std::size_t end, bool cut) {
    ends.push_back({end, cut});
    begin = best = end;
    words = 0;
    best_score = kWorst;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    words += tokens[i].cut != 0 ? 2 : 1;
    if (words >= kLongestSentence) {
      i = best > begin ? best - 1 : i;
      close(i + 1, i + 1 < tokens.size());
      continue;
    }
    const float score = scores[i];
    const bool certain = i + 1 == tokens.size() ||
                         line_ends_sentence(characters, attributes, tokens, list, score, i);
    if (certain || score > 0) {
      close(i + 1, false);
    } else if (words >= kLongestSentence / 2 && score >= best_score) {
      best = i + 1;
      best_score = score;
    }
  }
  return ends;
}

// Where paragraphs are too long: after the last white space before the limit, else at the last
// character boundary.
std::size_t forced_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin + kLongestParagraph;
  const auto boundary = [&](std::size_t at) {
    while (at > begin && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return at;
  };
  end = boundary(end);
  for (std::size_t at = end; at > begin; at = boundary(at - 1))
    if (text::is_space(text::code_point_at(text, at).value)) return at;
  return end;
}

Word word_of(std::string_view form, Span span, std::int32_t sentence) {
  Word word;
  word.form = form;
  word.span = span;
  word.sentence = sentence;
  return word;
}

}  // namespace

std::int64_t BoundaryClassifier::score(const AttributeTable& attributes, std::size_t row) const {
  std::array<std::int32_t, kWidth> hidden{};
  std::copy(bias.begin(), bias.end(), hidden.begin());
  const std::uint32_t* here = attributes.row(row);
  const auto width = static_cast<std::ptrdiff_t>(attributes.width());
  std::uint32_t number = 0;
  for (const std::vector<Part>& parts : templates) {
    std::uint32_t hash = ++number * 0x9E3779B1U;
    for (const Part part : parts) {
      hash = (hash ^ here[part.offset * width + part.attribute]) * 0x85EBCA6BU;
      hash ^= hash >> 13;
      hash *= 0xC2B2AE35U;
      hash ^= hash >> 16;
    }
    const std::int8_t* weights = table.data() + std::size_t{hash & mask} * kWidth;
    for (std::size_t k = 0; k < kWidth; ++k) hidden[k] += weights[k];
  }
  std::int64_t score = out_bias;
  for (std::size_t k = 0; k < kWidth; ++k) score += std::int64_t{std::max(hidden[k], 0)} * out[k];
  return score;
}

Result<Boundaries> load_boundaries(const std::filesystem::path& path, std::string_view kernels) {
  auto file = ModelFile::open(path);
  if (!file) return file.error();
  return read_boundaries(std::move(*file), kernels);
}

Result<Boundaries> read_boundaries(ModelFile file, std::string_view kernels) {
  Boundaries out{std::move(file), {}, {}, {}, {}};
  const auto chosen = choose_kernels(kernels);
  if (!chosen) return chosen.error();
  const nlohmann::json& meta = out.file.meta();
  const auto kind = meta.find("kind");
  if (kind == meta.end() || *kind != "boundaries")
    return Error{"other-model", fmt::format("{}: is no boundary model", out.file.name())};
  Status done = read_classifier(out.file, "gap", kGapAttributes, out.gap);
  if (done) done = read_classifier(out.file, "cut", kCutAttributes, out.cut);
  if (!done) return done.error();
  auto sentence = read_sentence_networks(out.file, **chosen);
  if (!sentence) return sentence.error();
  out.sentence = std::move(*sentence);
  const auto endings = out.file.text("endings");
  if (!endings) return endings.error();
  const auto words = out.file.text("words");
  if (!words) return words.error();
  out.endings = Endings::parse(*endings, *words);
  return out;
}

std::optional<ParagraphSpan> next_paragraph(std::string_view text, std::size_t offset) {
  std::size_t at = offset;
  while (at < text.size()) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (!text::is_space(c.value)) break;
    at += c.size;
  }
  if (at >= text.size()) return std::nullopt;
  const std::size_t begin = at;
  std::size_t end = at;  // after the last character that is no white space
  int breaks = 0;
  bool closed = false, cut = false;
  char32_t before = 0;
  while (at < text.size()) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (at - begin >= kLongestParagraph) {
      end = std::min(end, forced_end(text, begin));
      closed = cut = true;
      break;
    }
    at += c.size;
    if (text::is_space(c.value)) {
      breaks += line_breaks(c.value, before);
      closed = breaks >= 2;
      if (closed) break;
    } else {
      breaks = 0;
      end = at;
    }
    before = c.value;
  }
  return ParagraphSpan{
      {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, closed, cut};
}

void split_paragraph(std::string_view text, const ParagraphSpan& whole, std::int32_t paragraph,
                     const Boundaries& boundaries, Analysis& analysis) {
  const Span span = whole.span;
  const std::vector<Character> characters = decode(text::words_of(text, span));
  std::vector<Piece> tokens = tokens_of(characters, boundaries);
  cut_tokens(characters, boundaries, tokens);
  const auto byte = [&](std::uint32_t character) {
    return span.begin + characters[character].offset;
  };
  const auto slice = [&](std::uint32_t begin, std::uint32_t end) {
    return text.substr(byte(begin), byte(end) - byte(begin));
  };
  std::size_t next = 0;
  for (const auto [end, cut] : sentence_ends(characters, tokens, boundaries)) {
    const auto number = static_cast<std::int32_t>(analysis.sentences.size());
    Sentence sentence;
    sentence.begin = static_cast<std::int32_t>(analysis.words.size());
    sentence.span = {byte(tokens[next].begin), byte(tokens[end - 1].end)};
    sentence.paragraph = paragraph;
    sentence.cut = cut || (whole.cut && end == tokens.size());
    for (; next < end; ++next) {
      const Piece token = tokens[next];
      const Span place{byte(token.begin), byte(token.end)};
      const std::uint32_t middle = token.begin + token.cut;
      const auto index = static_cast<std::int32_t>(analysis.words.size());
      if (token.cut != 0) {
        analysis.multiword_tokens.push_back({index, index + 2, place});
        analysis.words.push_back(word_of(slice(token.begin, middle), place, number));
      }
      analysis.words.push_back(word_of(slice(middle, token.end), place, number));
    }
    sentence.end = static_cast<std::int32_t>(analysis.words.size());
    analysis.sentences.push_back(sentence);
  }
}

Analysis split(std::string_view text, const Boundaries& boundaries,
               std::span<const std::uint32_t> breaks) {
  Analysis analysis;
  std::int32_t paragraph = 0;
  std::size_t at = 0;
  for (std::size_t block = 0; block <= breaks.size(); ++block) {
    const std::size_t end =
        block < breaks.size() ? std::min<std::size_t>(breaks[block], text.size()) : text.size();
    const std::string_view part = text.substr(0, end);
    while (const auto next = next_paragraph(part, at)) {
      split_paragraph(text, *next, paragraph++, boundaries, analysis);
      at = next->span.end;
    }
    at = std::max(at, end);
  }
  return analysis;
}

}  // namespace litopys::language
