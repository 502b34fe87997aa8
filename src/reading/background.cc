// The phrases of time beside the event and beside the nouns above it, up to its clause:
//
//     took -obl-> 2014                         a year well behind the report
//     shot -obl-> years -advmod-> ago          two words of modality.tsv (`time`)
//     beaten -obl:under-> regime -amod-> old   the same
//     massacre -nmod:unmarked-> years, after   counted in years from then to now
//
// Cost: the children of a few words. Covered by factuality_test.cc and tests/cases/factuality.
#include "reading/background.h"

#include <charconv>
#include <string>
#include <string_view>

#include "reading/one_of.h"
#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

class Background {
 public:
  Background(const Document& document, const ModalityLexicon& lexicon)
      : document_(document), analysis_(document.analysis), lexicon_(lexicon) {}

  std::optional<Operator> of(std::int32_t trigger) const {
    std::int32_t at = trigger;
    if (word(at).deprel == "acl:relcl" && word(at).head != kNone)
      if (auto found = in_phrase(word(at).head))  // "the 1991 march, in which ten were trampled"
        return found;
    if (auto found = years_since(trigger)) return found;
    if (auto found = in_youth(trigger)) return found;
    for (int steps = 0; steps < 6 && at != kNone; ++steps) {
      for (const std::int32_t child : children(analysis_, at))
        if (is_one_of(label(child), {"obl", "nmod", "advmod", "nummod", "compound", "amod"}))
          if (auto found = in_phrase(child)) return found;
      if (is_verbal(word(at)) || is_one_of(label(at), {"ccomp", "advcl", "acl", "parataxis"}))
        return {};
      at = word(at).head;
    }
    return {};
  }

 private:
  const Word& word(std::int32_t at) const { return analysis_.words[at]; }
  std::string_view label(std::int32_t at) const { return language::relation(word(at)); }

  std::optional<Operator> in_phrase(std::int32_t phrase) const {
    const std::string_view opens = adposition(analysis_, phrase);
    if (is_one_of(opens, {"since", "until", "till", "by", "from"})) return {};
    if (is_old_year(word(phrase))) return Operator{"historical", "modal", word(phrase).span};
    if (const auto found = lexicon_.time.find(text::lower(word(phrase).lemma));
        found != lexicon_.time.end() && !opens.empty())
      return Operator{found->second.effect, "modal", word(phrase).span};
    if (const auto found =
            lexicon_.time.find(std::string(opens) + "_" + text::lower(word(phrase).lemma));
        found != lexicon_.time.end())  // "as a rule"
      return Operator{found->second.effect, "modal", word(phrase).span};
    for (const std::int32_t child : children(analysis_, phrase)) {
      if (is_old_year(word(child)) &&
          is_one_of(label(child), {"nmod", "nummod", "compound", "obl"}))
        return Operator{"historical", "modal", word(child).span};
      for (const std::string& pair : {word(phrase).lemma + "_" + word(child).lemma,
                                      word(child).lemma + "_" + word(phrase).lemma})
        if (const auto found = lexicon_.time.find(text::lower(pair)); found != lexicon_.time.end())
          return Operator{found->second.effect, "modal", hull(word(phrase).span, word(child).span)};
    }
    return {};
  }

  // "was arrested when she was four", "when he was a student": long ago, for whom a report tells
  // of.
  std::optional<Operator> in_youth(std::int32_t trigger) const {
    for (const std::int32_t clause : children(analysis_, trigger)) {
      if (label(clause) != "advcl" ||
          !(word(clause).upos == "NUM" || lexicon_.youth.contains(text::lower(word(clause).lemma))))
        continue;
      bool when = false, was = false;
      for (const std::int32_t child : children(analysis_, clause)) {
        when = when || word(child).lemma == "when";
        was = was || (label(child) == "cop" && has_feature(word(child), "Tense=Past"));
      }
      if (when && was) return Operator{"historical", "modal", word(clause).span};
    }
    return {};
  }

  // "Thirty years after the massacre", "ten years after rebels burned the mill", "in the two years
  // since the coup"; not "for the second year since the coup".
  std::optional<Operator> years_since(std::int32_t trigger) const {
    bool from_then = false;
    std::int32_t years = kNone;
    for (const std::int32_t child : children(analysis_, trigger)) {
      const bool opens = is_one_of(label(child), {"case", "mark"});
      from_then = from_then || (opens && is_one_of(word(child).lemma, {"after", "since"}));
      if (is_one_of(label(child), {"nmod", "obl"}) && child < trigger && is_years(child))
        years = child;
    }
    if (!from_then) return {};
    if (word(trigger).head != kNone && is_years(word(trigger).head)) years = word(trigger).head;
    if (years == kNone) return {};
    return Operator{"historical", "modal", word(years).span};
  }

  bool is_years(std::int32_t at) const {
    if (!is_one_of(word(at).lemma, {"year", "decade", "century"})) return false;
    for (const std::int32_t child : children(analysis_, at))
      if (is_one_of(label(child), {"nummod", "amod"}) || word(child).lemma == "a") {
        if (!has_feature(word(child), "NumType=Ord")) return true;
      }
    return false;
  }

  // A year that lies behind the report: not the year of publication, nor the one before it in the
  // first three months.
  bool is_old_year(const Word& it) const {
    std::string_view form = it.form;
    if (form.ends_with('s') && form.size() == 5) form.remove_suffix(1);
    if (form.size() != 4) return false;
    int year = 0;
    const auto [end, error] = std::from_chars(form.data(), form.data() + 4, year);
    if (error != std::errc() || end != form.data() + 4 || year < 1000 || year > 2100) return false;
    const std::string& published = document_.report.published;
    if (published.size() < 7) return false;
    int now = 0, month = 0;
    std::from_chars(published.data(), published.data() + 4, now);
    std::from_chars(published.data() + 5, published.data() + 7, month);
    return year < now - 1 || (year == now - 1 && month > 3);
  }

  const Document& document_;
  const Analysis& analysis_;
  const ModalityLexicon& lexicon_;
};

}  // namespace

std::optional<Operator> background_of(const Document& document, const ModalityLexicon& lexicon,
                                      std::int32_t trigger) {
  return Background(document, lexicon).of(trigger);
}

}  // namespace litopys::reading
