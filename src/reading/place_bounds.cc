// A name goes on
//   - over a hyphen after an article of other languages ("ez-Zor"; place_abbreviations.tsv), or
//     where the tree joins both sides into one name (flat);
//   - over both hyphens of "Lund-on-Sea";
//   - over an apostrophe inside a written word ("Sa'eed", which the tokenizer may take for a
//     possessive);
//   - from a bare word of kind back over the capitalised words before it ("[Lund Military]
//     Airport"), and forward to such a word that it hangs on ("Lund Power [Plant]") or owns
//     ("Prince Karl['s County]").
// It never goes over a comma or out of its sentence. The words are only the printed ones: what
// "central" and "province" say of the place has been read by then (place_candidates.cc). At most
// kMostWords words; constant time a name. Covered by place_bounds_test.cc.
#include "reading/place_bounds.h"

#include <algorithm>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr std::int32_t kMostWords = 8;

// No blank between this word and the one before it.
bool touch(const std::vector<language::Word>& words, std::int32_t i) {
  return i > 0 && words[static_cast<std::size_t>(i - 1)].span.end >=
                      words[static_cast<std::size_t>(i)].span.begin;
}

// "central", "province"; not "al".
bool is_plain(const language::Word& word) {
  const text::CodePoint c = text::code_point_at(word.form, 0);
  return c.size > 0 && text::is_lower(c.value) && word.upos != "PROPN" && word.upos != "X";
}

class Bounds {
 public:
  Bounds(const Document& document, const PlaceLexicon& lexicon)
      : document_(document), lexicon_(lexicon), words_(document.analysis.words) {}

  WordRange whole(WordRange range) const {
    if (range.begin >= range.end) return range;
    WordRange last;
    do {
      last = range;
      range = forward(back(range));
    } while (range.end - range.begin < kMostWords &&
             range.end - range.begin != last.end - last.begin);
    return over_kind(range);
  }

 private:
  const language::Word& word(std::int32_t i) const { return words_[static_cast<std::size_t>(i)]; }
  bool in_sentence(std::int32_t i, std::int32_t of) const {
    return i >= 0 && i < static_cast<std::int32_t>(words_.size()) &&
           word(i).sentence == word(of).sentence;
  }

  bool is_capital(std::int32_t i) const {
    const text::CodePoint c = text::code_point_at(word(i).form, 0);
    return c.size > 0 && text::is_letter(c.value) && !text::is_lower(c.value);
  }

  bool is_hyphen(std::int32_t i) const { return word(i).form == "-"; }

  // "Lund-on-Sea" from its first word on: a word of two or three letters between two hyphens.
  bool is_chain(std::int32_t first) const {
    if (!in_sentence(first, first) || !in_sentence(first + 4, first)) return false;
    for (std::int32_t i = first + 1; i <= first + 4; ++i)
      if (!touch(words_, i)) return false;
    return is_capital(first) && is_hyphen(first + 1) && word(first + 2).form.size() <= 3 &&
           is_hyphen(first + 3) && is_capital(first + 4);
  }

  // Both sides of hyphen `i` are one name.
  bool joins(std::int32_t i) const {
    if (!in_sentence(i, i) || !is_hyphen(i) || !touch(words_, i)) return false;
    if (!in_sentence(i - 1, i) || !in_sentence(i + 1, i)) return false;
    if (is_chain(i - 1) || is_chain(i - 3)) return true;
    if (lexicon_.articles.contains(text::lower(word(i - 1).form))) return true;
    if (!touch(words_, i + 1)) return false;
    const language::Word &before = word(i - 1), &after = word(i + 1);
    return after.deprel == "flat" &&
           (after.head == i - 1 || (before.deprel == "flat" && after.head == before.head));
  }

  // The parts of a word that an apostrophe cuts, all but a possessive's: "Sa", "'", "eed".
  bool is_cut(std::int32_t i) const {
    if (!touch(words_, i) || !in_sentence(i - 1, i)) return false;
    const auto quoted = [](std::string_view form) {
      return form.ends_with("'") || form.ends_with("\xE2\x80\x99") ||
             form.ends_with("\xE2\x80\x98");
    };
    const text::CodePoint c = text::code_point_at(word(i).form, 0);
    return text::is_letter(c.value) && quoted(word(i - 1).form) && in_sentence(i - 2, i) &&
           touch(words_, i - 1) && is_capital(i - 2);
  }

  WordRange back(WordRange range) const {
    const std::int32_t i = range.begin;
    if (is_cut(i)) return {i - 2, range.end};
    if (is_hyphen(i) && joins(i)) return {i - 1, range.end};
    if (in_sentence(i - 1, i) && joins(i - 1)) return {i - 2, range.end};
    // "Deir" of "Deir ez", which the tree joins
    if (in_sentence(i - 1, i) && lexicon_.articles.contains(text::lower(word(i).form)) &&
        word(i).deprel == "flat" && is_capital(i - 1) && word(i - 1).upos == "PROPN")
      return {i - 1, range.end};
    return range;
  }

  WordRange forward(WordRange range) const {
    const std::int32_t last = range.end - 1;
    if (in_sentence(last + 2, last) && is_cut(last + 2)) return {range.begin, last + 3};
    if (is_hyphen(last) && joins(last)) return {range.begin, last + 2};
    if (in_sentence(last + 1, last) && joins(last + 1)) return {range.begin, last + 3};
    if (in_sentence(last + 1, last) && word(last + 1).deprel == "flat" &&
        lexicon_.articles.contains(text::lower(word(last + 1).form)) && joins(last + 2))
      return {range.begin, last + 2};
    return range;
  }

  bool is_kind(std::int32_t i) const {
    const auto found = lexicon_.words.find(text::lower(word(i).form));
    return is_capital(i) && found != lexicon_.words.end() && found->second.after &&
           !found->second.part && !found->second.authority;
  }

  // "'s County" of "Prince Karl's County".
  bool is_area_word_after_possessive(std::int32_t mark, std::int32_t of) const {
    if (!in_sentence(mark + 1, of) || word(mark).upos != "PART" || !is_kind(mark + 1)) return false;
    const auto found = lexicon_.words.find(text::lower(word(mark + 1).form));
    return std::any_of(found->second.features.begin(), found->second.features.end(),
                       [](const std::string& feature) { return feature.starts_with("ADM"); }) &&
           !(in_sentence(mark + 2, of) && is_capital(mark + 2));
  }

  bool in_other_name(std::int32_t i) const {
    const std::int32_t name = word(i).name;
    return name != kNone && document_.analysis.names[static_cast<std::size_t>(name)].kind != "LOC";
  }

  // A capitalised word, or the number of "T-4".
  bool is_part(std::int32_t i) const { return is_capital(i) || word(i).deprel == "flat"; }

  WordRange over_kind(WordRange range) const {
    if (range.end - range.begin == 1 && is_kind(range.begin)) {
      std::int32_t begin = range.begin;
      while (begin > 0 && range.end - begin < kMostWords && in_sentence(begin - 1, begin) &&
             is_part(begin - 1) && !in_other_name(begin - 1) &&
             (word(begin - 1).head == range.begin || word(begin - 1).upos == "PROPN" ||
              word(begin - 1).deprel == "flat"))
        begin = back({begin - 1, range.end}).begin;
      range.begin = begin;
    }
    const std::int32_t next = range.end;
    if (is_area_word_after_possessive(next, range.begin)) return {range.begin, next + 2};
    if (in_sentence(next, range.begin) && is_kind(next) && !in_other_name(next) &&
        word(next).upos == "PROPN" && word(next - 1).head == next)
      ++range.end;
    return range;
  }

  const Document& document_;
  const PlaceLexicon& lexicon_;
  const std::vector<language::Word>& words_;
};

}  // namespace

WordRange whole_name(const Document& document, const PlaceLexicon& lexicon, WordRange words) {
  return Bounds(document, lexicon).whole(words);
}

Span bare_name(const Document& document, WordRange words) {
  const auto& all = document.analysis.words;
  const auto plain = [&](std::int32_t i) { return is_plain(all[static_cast<std::size_t>(i)]); };
  while (words.end - words.begin > 1 && plain(words.begin) && !touch(all, words.begin + 1))
    ++words.begin;
  while (words.end - words.begin > 1 && plain(words.end - 1) && !touch(all, words.end - 1))
    --words.end;
  return language::span_of(document.analysis, words);
}

}  // namespace litopys::reading
