// Which matches of the grammar are times where they stand: traps told by the words around them
// and by their tags.
//
//     "May 5", "in May"        times;  "may", "May said"                     none
//     "in March", "March 3"    times;  "a march", "March on the capital"     none
//     "in 2014", "2014 vote"   times;  "2014 soldiers", "about 2000"         none
//     "spring", "fall", "sun", "sat" need a date around them; a Christmas tree needs none
//
// Tags are used where the text was tagged; without them the words decide. Covered by times_test.cc.
#include "reading/time_grammar.h"

namespace litopys::reading {
namespace {

using Form = TimeExpression::Form;

}  // namespace

// A bare month needs a preposition, a portion ("early March"), a year or deixis.
bool TimeGrammar::plausible_month(const TimeExpression& e) const {
  if (e.day || e.year || e.weekday || !e.deixis.empty() || !e.portion.empty()) return true;
  const language::Word& month = word(e.begin);
  if (month.upos == "AUX" || month.upos == "VERB") return false;
  if (month.name != language::kNone && analysis_.names[month.name].kind == "PER") return false;
  if (e.begin == 0 || !same_sentence(e.begin - 1, e.begin)) return false;
  const bool governed = as(e.begin - 1, TimeClass::kPreposition) != nullptr;
  const bool joined = is(e.begin - 1, "and") || is(e.begin - 1, "or") || is(e.begin - 1, "-");
  const bool before_noun = e.end < tokens_.size() && tokens_[e.end].capital;  // "of March Foods"
  return (governed || joined) && !before_noun;
}

bool TimeGrammar::plausible_year(const TimeExpression& e) const {
  if (e.begin > 0 && same_sentence(e.begin - 1, e.begin)) {
    TimeExpression range;
    const bool first_of_range = is(e.end, "-") && read_year(e.end + 1, range) != 0;
    const bool about = as(e.begin - 1, TimeClass::kApproximator) != nullptr && !first_of_range;
    if (is_preposition(e.begin - 1, "at") || about || is(e.begin - 1, "than") ||
        is(e.begin - 1, "least") || is(e.begin - 1, "$") || is(e.begin - 1, "#"))
      return false;
    if (is(e.begin - 1, "-") && tokens_[e.begin - 1].glued && tokens_[e.begin].glued &&
        e.begin > 1 && tokens_[e.begin - 2].number < 0)
      return false;  // "Boeing-1944"
  }
  const bool in_words = tokens_[e.begin].number < 0 && !is(e.begin, "'");
  if (in_words &&
      (e.begin == 0 || as(e.begin - 1, TimeClass::kPreposition) == nullptr || is(e.end, "of")))
    return false;                                             // "two thousand of them"
  constexpr int kFirstBareYear = 1900, kLastBareYear = 2060;  // others need a preposition
  const bool governed = e.begin > 0 && as(e.begin - 1, TimeClass::kPreposition) != nullptr;
  if (*e.year < 1500 || *e.year > 2100) return false;
  if (!governed && (*e.year < kFirstBareYear || *e.year > kLastBareYear)) return false;
  if (e.end >= tokens_.size() || !same_sentence(e.begin, e.end)) return true;
  const language::Word& next = word(e.end);
  const bool counts_things = next.upos == "NOUN" && language::has_feature(next, "Number=Plur") &&
                             language::relation(word(e.begin)) == "nummod";
  const bool determined = e.begin > 0 && (as(e.begin - 1, TimeClass::kThe) != nullptr ||
                                          word(e.begin - 1).upos == "DET" ||
                                          as(e.begin - 1, TimeClass::kPreposition) != nullptr);
  if (counts_things && !determined) return false;
  const bool measured = is(e.end, "%") || as(e.end, TimeClass::kMeasure) != nullptr;
  return !measured;
}

bool TimeGrammar::plausible(const TimeExpression& e) const {
  if (e.end <= e.begin || e.end > tokens_.size()) return false;
  if (!same_sentence(e.begin, e.end - 1)) return false;
  if (e.begin > 0 && tokens_[e.begin].glued && tokens_[e.begin].number >= 0) {
    const std::string& before = tokens_[e.begin - 1].lower;
    if (before == "." || before == "/" || before == "$" || before == ":" || before == "#" ||
        before == "_" || before == "@")
      return false;  // part of a number, an address or a handle
  }
  if (e.end < tokens_.size() && tokens_[e.end].glued &&
      (is(e.end, "_") || is(e.end, "@") || is(e.end, "/")))
    return false;
  if (e.form == Form::kDuration && e.unit == "second" && e.vague) return false;
  if (e.form == Form::kReference && e.end - e.begin == 1 && word(e.begin).upos == "SCONJ")
    return false;  // "now that"
  if (e.form != Form::kCalendar) return true;
  if (e.rule == "year" && e.portion.empty() && e.nth == 0) return plausible_year(e);
  if (e.month && !e.day && e.nth == 0) return plausible_month(e);
  if (e.month && e.day && !e.year && !e.weekday && as(e.begin, TimeClass::kMonth) != nullptr &&
      word(e.begin).upos == "AUX")
    return false;
  return true;
}

}  // namespace litopys::reading
