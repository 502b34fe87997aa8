// From a time up the tree to the predicate that it belongs to, and what stands over that.
//
//     "He said on Monday that they will march on Friday"
//     Friday -> march, which has "will": forward.  Monday -> said: back.
//
// Infinitives take the outlook of the verb above them ("plans to march"), conjoined verbs that of
// the first ("will meet and vote"). A perfect after a modal ("may have fled") looks back. Each
// step goes up, so a walk is bounded by the sentence. Covered by times_test.cc.
#include "reading/time_governor.h"

#include <algorithm>
#include <vector>

#include "reading/clauses.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::kNone;
using language::Word;

bool is_verbal(const Analysis& analysis, std::int32_t w) {
  if (analysis.words[w].upos == "VERB" || analysis.words[w].head == kNone) return true;
  for (const std::int32_t child : language::children(analysis, w))
    if (language::relation(analysis.words[child]) == "cop") return true;
  return false;
}

// The auxiliaries of a verb: +1 where one looks forward, -1 where "have" says that it is done.
int outlook_of_auxiliaries(const Analysis& analysis, std::int32_t verb,
                           const TimeLexicon& lexicon) {
  bool forward = false, perfect = false, be = false, to = false;
  for (const std::int32_t child : language::children(analysis, verb)) {
    const Word& word = analysis.words[child];
    const std::string_view relation = language::relation(word);
    to |= word.lemma == "to" && relation == "mark";
    if (relation != "aux" && relation != "cop") continue;
    be |= word.lemma == "be" && language::has_feature(word, "VerbForm=Fin");
    forward |= lexicon.governs("auxiliary", word.lemma);
    perfect |= word.lemma == "have";
  }
  forward |= be && to;  // "is to be held on Friday"
  return perfect ? -1 : forward ? 1 : 0;
}

bool verb_looks_forward(const Analysis& analysis, std::int32_t verb, const TimeLexicon& lexicon) {
  const Word& word = analysis.words[verb];
  const int outlook = outlook_of_auxiliaries(analysis, verb, lexicon);
  if (outlook != 0) return outlook > 0;
  const bool present =
      language::has_feature(word, "Tense=Pres") && language::has_feature(word, "VerbForm=Fin");
  if (present && lexicon.governs("timetable", word.lemma)) {
    for (const std::int32_t child : language::children(analysis, verb))
      if (language::relation(analysis.words[child]) == "obj") return false;  // "opens fire"
    return true;
  }
  // "is scheduled for Friday", "due in court on Friday"
  const bool passive = (language::has_feature(word, "VerbForm=Part") &&
                        !text::lower(word.form).ends_with("ing")) ||  // not "setting fire to"
                       word.upos == "ADJ";
  return passive && lexicon.governs("settled", word.lemma);
}

// "plan another rally on Monday": a plan in the present tense whose object is not a known one.
bool plans_a_noun(const Analysis& analysis, std::int32_t verb, const TimeLexicon& lexicon) {
  const Word& word = analysis.words[verb];
  if (word.upos != "VERB" || !language::has_feature(word, "Tense=Pres") ||
      !language::has_feature(word, "VerbForm=Fin") || !lexicon.governs("intention", word.lemma) ||
      !lexicon.governs("settled", word.lemma))
    return false;
  for (const std::int32_t child : language::children(analysis, verb)) {
    if (language::relation(analysis.words[child]) != "obj") continue;
    for (const std::int32_t below : language::children(analysis, child))
      if (analysis.words[below].lemma == "the") return false;
    return true;
  }
  return false;
}

// "to march", "to be held"
bool is_infinitive(const Analysis& analysis, std::int32_t verb) {
  if (language::has_feature(analysis.words[verb], "VerbForm=Inf")) return true;
  for (const std::int32_t child : language::children(analysis, verb))
    if (analysis.words[child].lemma == "to" && language::relation(analysis.words[child]) == "mark")
      return true;
  return false;
}

bool has_relation_up(const Word& word) {
  const std::string_view relation = language::relation(word);
  return relation == "xcomp" || relation == "conj" || relation == "advcl" || relation == "acl" ||
         relation == "ccomp" || relation == "csubj";
}

// "If nothing has moved", "unless they leave"
bool is_conditional(const Analysis& analysis, std::int32_t verb) {
  for (const std::int32_t child : language::children(analysis, verb))
    if (language::relation(analysis.words[child]) == "mark" &&
        (analysis.words[child].lemma == "if" || analysis.words[child].lemma == "unless"))
      return true;
  return false;
}

// Past by its own form or by that of its auxiliary; a participle without one tells nothing else.
bool is_past(const Analysis& analysis, std::int32_t verb, const TimeLexicon& lexicon) {
  if (outlook_of_auxiliaries(analysis, verb, lexicon) < 0) return true;
  bool finite = language::has_feature(analysis.words[verb], "VerbForm=Fin");
  bool past = language::has_feature(analysis.words[verb], "Tense=Past");
  for (const std::int32_t child : language::children(analysis, verb)) {
    const std::string_view relation = language::relation(analysis.words[child]);
    if ((relation != "aux" && relation != "cop") ||
        !language::has_feature(analysis.words[child], "VerbForm=Fin"))
      continue;
    finite = true;
    past = language::has_feature(analysis.words[child], "Tense=Past");
  }
  return past || !finite;
}

// Past or perfect by a finite form of its own or of its auxiliary, and no modal beside it.
bool tells_past(const Analysis& analysis, std::int32_t verb) {
  const auto finite_past = [&](std::int32_t w) {
    return language::has_feature(analysis.words[w], "VerbForm=Fin") &&
           language::has_feature(analysis.words[w], "Tense=Past");
  };
  bool past = finite_past(verb);
  for (const std::int32_t child : language::children(analysis, verb)) {
    if (language::relation(analysis.words[child]) != "aux") continue;
    const std::string& lemma = analysis.words[child].lemma;
    if (lemma != "be" && lemma != "have" && lemma != "do" && lemma != "get") return false;
    past = past || lemma == "have" || finite_past(child);
  }
  return past;
}

std::string_view adposition_of(const Analysis& analysis, std::int32_t w) {
  for (const std::int32_t child : language::children(analysis, w))
    if (language::relation(analysis.words[child]) == "case") return analysis.words[child].lemma;
  return {};
}

std::int32_t verb_above(const Analysis& analysis, std::int32_t word) {
  for (std::int32_t steps = 0; word != kNone && steps < 200; ++steps) {
    if (analysis.words[word].upos == "VERB" || analysis.words[word].upos == "AUX") return word;
    word = analysis.words[word].head;
  }
  return kNone;
}

}  // namespace

bool is_awaited(const Document& document, language::WordRange time, const TimeLexicon& lexicon) {
  const Analysis& analysis = document.analysis;
  const auto awaits = [&](std::int32_t w) {
    return lexicon.governs("awaited", text::lower(analysis.words[w].form));
  };
  constexpr int kSteps = 4;
  std::int32_t at = time.begin < time.end ? head_of(analysis, time) : kNone;
  for (int steps = 0; steps < kSteps && at != kNone; ++steps, at = analysis.words[at].head) {
    const std::vector<std::int32_t> below = language::children(analysis, at);
    if (awaits(at) || std::any_of(below.begin(), below.end(), awaits)) return true;
    if (is_verbal(analysis, at)) return false;
  }
  return false;
}

// "By Monday", "until Friday": ahead unless what happened by then is past; "called a strike for
// Tuesday", "a march from Friday": a day that is set; "on Sunday we march": what the writers are to
// do.
bool is_day_ahead(const Document& document, language::WordRange time, bool is_weekday,
                  const TimeLexicon& lexicon) {
  const Analysis& analysis = document.analysis;
  if (time.begin >= time.end) return false;
  const std::int32_t head = head_of(analysis, time);
  const std::int32_t above = analysis.words[head].head;
  const bool first = analysis.sentences[analysis.words[time.begin].sentence].begin == time.begin;
  const std::string before = first ? "" : text::lower(analysis.words[time.begin - 1].form);
  if (above == kNone || analysis.words[head].deprel == "nmod:poss") return false;
  const std::int32_t verb = verb_above(analysis, above);
  if (verb == kNone) return false;
  if (lexicon.governs("deadline", before))
    return is_conditional(analysis, verb) || !is_past(analysis, verb, lexicon);
  if (lexicon.governs("target", before))
    return analysis.words[above].upos == "VERB" ||
           lexicon.governs("intention", analysis.words[verb].lemma);
  if (is_weekday && lexicon.governs("start", before))
    return lexicon.governs("demand", analysis.words[verb].lemma);
  if (verb != above || is_past(analysis, verb, lexicon) ||
      lexicon.governs("reporting", analysis.words[verb].lemma))
    return false;
  const bool bare = first || before == "on" || analysis.words[time.begin - 1].upos != "ADP";
  if (!bare || !is_weekday) return false;
  const Word& word = analysis.words[verb];
  const bool present =
      language::has_feature(word, "Tense=Pres") && language::has_feature(word, "VerbForm=Fin");
  const bool calls = present && lexicon.governs("demand", word.lemma);  // "On Saturday it calls"
  for (const std::int32_t child : language::children(analysis, verb))
    if (language::relation(analysis.words[child]) == "nsubj" &&
        language::has_feature(analysis.words[child], "Person=1"))
      return true;
    else if (calls && language::relation(analysis.words[child]) == "obl" &&
             (adposition_of(analysis, child) == "to" || adposition_of(analysis, child) == "for"))
      return true;
  return false;
}

bool looks_forward(const Document& document, language::WordRange time, const TimeLexicon& lexicon) {
  const Analysis& analysis = document.analysis;
  if (time.begin >= time.end) return false;
  if (is_awaited(document, time, lexicon)) return true;
  const language::Sentence& sentence = analysis.sentences[analysis.words[time.begin].sentence];
  if (time.begin - 2 >= sentence.begin) {
    const std::string before =
        analysis.words[time.begin - 2].form + " " + analysis.words[time.begin - 1].form;
    if (lexicon.governs("adposition", before)) return true;
  }
  std::int32_t at = time.begin;  // the word of the time whose head lies outside it
  for (std::int32_t w = time.begin; w < time.end; ++w) {
    const std::int32_t head = analysis.words[w].head;
    if (head == kNone || head < time.begin || head >= time.end) at = w;
  }
  bool inside_infinitive = false;
  for (std::int32_t steps = sentence.end - sentence.begin; steps > 0; --steps) {
    const std::int32_t head = analysis.words[at].head;
    if (at >= time.end || at < time.begin) {
      for (const std::int32_t child : language::children(analysis, at))
        if (lexicon.governs("modifier", analysis.words[child].lemma) && child != at) return true;
      if (is_verbal(analysis, at)) {
        if (verb_looks_forward(analysis, at, lexicon)) return true;
        const Word& word = analysis.words[at];
        if (plans_a_noun(analysis, at, lexicon)) return true;
        if (inside_infinitive) return lexicon.governs("intention", word.lemma);
        const bool infinitive = is_infinitive(analysis, at);
        const bool shared = language::relation(word) == "conj";
        if (!has_relation_up(word) || (!infinitive && !shared)) return false;
        inside_infinitive = infinitive;
        if (head == kNone) return false;
      } else if (inside_infinitive) {
        return lexicon.governs("intention", analysis.words[at].lemma);
      }
    }
    if (head == kNone) return false;
    at = head;
  }
  return false;
}

bool looks_back(const Document& document, language::WordRange time, const TimeLexicon& lexicon) {
  const Analysis& analysis = document.analysis;
  if (time.begin >= time.end) return false;
  const std::int32_t head = head_of(analysis, time);
  const std::int32_t verb = analysis.words[head].head;
  if (verb == kNone || analysis.words[verb].upos != "VERB") return false;
  const std::string_view preposition = adposition_of(analysis, head);
  if (preposition == "since") return true;
  if (!preposition.empty() && preposition != "in" && preposition != "on" && preposition != "during")
    return false;
  const std::string& lemma = analysis.words[verb].lemma;
  for (const char* role : {"settled", "intention", "demand", "awaited"})
    if (lexicon.governs(role, lemma)) return false;
  return tells_past(analysis, verb) && !is_conditional(analysis, verb);
}

}  // namespace litopys::reading
