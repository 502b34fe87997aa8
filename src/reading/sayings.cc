// Acts of saying, read off the tree.
//
//     "Officials said two men fled."          said: Officials; content the complement clause
//     "Two men fled, officials said."         the same, when "said" is set beside as parataxis
//     "Two men, officials said, fled."        content in two pieces around the cue
//     "Kyiv, which denied the attack, ..."    denied: Kyiv; content "the attack"
//     "The agency, citing residents, said x"  said: agency; citing: residents, relayed by "said"
//     "According to the mayor two men fled."  content the clause it hangs on
//     "claims by rebels that two men fled"    noun; content its clause
//     "The union counted 200."                number; content what follows the verb
//     "Residents spoke of two raids."         telling; content the phrase with "of"
//     "two fled; the guards deny this"        deny: the guards; content what stands before, by rule
//                                             "back": it denies, but claims nothing of its own
//
// A cue that is negated says nothing ("did not say whether"); of a verb that confirms it means a
// refusal. Passive hearsay ("was reported to have fled") has no source and is a hedge of the
// author's, which factuality reads. Each word looks at its children: linear in the sentence for
// each cue. Covered by attributions_test.cc.
#include "reading/sayings.h"

#include <algorithm>
#include <optional>

#include "reading/actors.h"
#include "reading/clauses.h"
#include "reading/label_sayings.h"
#include "reading/one_of.h"
#include "reading/roles.h"
#include "reading/several_sources.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

class Finder {
 public:
  Finder(const Analysis& analysis, const SpeechLexicon& lexicon)
      : analysis_(analysis), lexicon_(lexicon) {}

  void read_word(std::int32_t w) {
    const Word& word = analysis_.words[w];
    read_adposition(w);
    if (word.upos == "VERB") {
      if (const auto* entry = telling_with(w)) return read_verb(w, *entry);
      for (const char* kind : {"verb", "chant", "question"}) {
        const SpeechLexicon::Entry* entry = lexicon_.find(word.lemma, kind);
        if (entry != nullptr) return read_verb(w, *entry);
      }
      if (const auto* entry = lexicon_.find(word.lemma, "quoting")) return read_quoting(w, *entry);
      if (const auto* entry = lexicon_.find(word.lemma, "number")) read_number(w, *entry);
      return;
    }
    if (word.upos == "NOUN") {
      if (const auto* entry = lexicon_.find(word.lemma, "noun")) read_noun(w, *entry);
    }
  }

  std::vector<Saying> take() { return std::move(found_); }

 private:
  const Word& at(std::int32_t w) const { return analysis_.words[w]; }

  std::int32_t child(std::int32_t w, std::string_view relation) const {
    for (const std::int32_t c : language::children(analysis_, w))
      if (at(c).deprel == relation || language::relation(at(c)) == relation) return c;
    return kNone;
  }

  bool is_negated(std::int32_t w) const {
    for (const std::int32_t c : language::children(analysis_, w)) {
      const std::string& lemma = at(c).lemma;
      if (lemma == "not" || lemma == "n't" || lemma == "never") return true;
    }
    return false;
  }

  bool has_mark(std::int32_t clause, std::string_view lemma) const {
    for (const std::int32_t c : language::children(analysis_, clause))
      if (at(c).lemma == lemma &&
          (language::relation(at(c)) == "mark" || language::relation(at(c)) == "case"))
        return true;
    return false;
  }

  bool is_relative_pronoun(std::int32_t w) const {
    return at(w).lemma == "who" || at(w).lemma == "which" || at(w).lemma == "that";
  }

  // ---- sources --------------------------------------------------------------------------------
  std::int32_t agent(std::int32_t verb) const {
    for (const std::int32_t c : language::children(analysis_, verb))
      if (at(c).deprel == "obl:agent" || (language::relation(at(c)) == "obl" && has_mark(c, "by")))
        return c;
    return kNone;
  }

  // Of several subjects ("the man who police say fled") the nearest that is no relative pronoun.
  std::int32_t subject_of(std::int32_t verb) const {
    std::int32_t best = kNone;
    for (const std::int32_t c : language::children(analysis_, verb)) {
      if (language::relation(at(c)) != "nsubj" || at(c).deprel == "nsubj:pass") continue;
      const bool nearer = best == kNone || std::abs(c - verb) < std::abs(best - verb);
      if (best == kNone || is_relative_pronoun(best) || (nearer && !is_relative_pronoun(c)))
        best = c;
    }
    return best;
  }

  // The subject, or what stands for it: of the first conjunct, of the clause that a participle
  // belongs to, the noun before a relative clause.
  std::int32_t speaker_of(std::int32_t verb) const {
    const language::Sentence& sentence = analysis_.sentences[at(verb).sentence];
    std::int32_t w = verb;
    for (std::int32_t steps = sentence.end - sentence.begin; steps > 0 && w != kNone; --steps) {
      if (child(w, "nsubj:pass") != kNone) return w == verb ? agent(w) : kNone;
      const std::int32_t subject = subject_of(w);
      const std::string& relation = at(w).deprel;
      if (subject != kNone) {
        if (!is_relative_pronoun(subject) || !relation.starts_with("acl")) return subject;
        return at(w).head;
      }
      if (relation == "acl" && is_passive(analysis_, w)) return agent(w);  // "a man accused of"
      if (relation == "acl" || relation == "acl:relcl") return at(w).head;
      const bool shares = relation == "conj" || relation == "xcomp" || relation == "advcl";
      if (!shares) return kNone;
      w = at(w).head;
    }
    return kNone;
  }

  // ---- content --------------------------------------------------------------------------------
  // "spoke of shelling", "told of soldiers burning houses": the phrase whose preposition makes a
  // telling of the verb, or none.
  std::int32_t told_phrase(std::int32_t verb) const {
    for (const std::int32_t c : language::children(analysis_, verb)) {
      if (!is_one_of(language::relation(at(c)), {"obl", "advcl"})) continue;
      for (const std::int32_t mark : language::children(analysis_, c))
        if (is_one_of(language::relation(at(mark)), {"case", "mark"}) &&
            lexicon_.find(at(verb).lemma + "_" + at(mark).lemma, "telling") != nullptr)
          return c;
    }
    return kNone;
  }

  const SpeechLexicon::Entry* telling_with(std::int32_t verb) const {
    const std::int32_t phrase = told_phrase(verb);
    if (phrase == kNone) return nullptr;
    for (const std::int32_t mark : language::children(analysis_, phrase))
      if (const auto* entry = lexicon_.find(at(verb).lemma + "_" + at(mark).lemma, "telling"))
        return entry;
    return nullptr;
  }

  // The subtree of `outer` without that of `inner`, in one or two pieces.
  std::vector<WordRange> around(std::int32_t outer, std::int32_t inner) const {
    const WordRange whole = language::subtree(analysis_, outer);
    const WordRange hole = language::subtree(analysis_, inner);
    std::vector<WordRange> pieces;
    if (hole.begin > whole.begin) pieces.push_back({whole.begin, hole.begin});
    if (hole.end < whole.end) pieces.push_back({hole.end, whole.end});
    std::erase_if(pieces, [&](WordRange piece) { return !has_words(piece); });
    return pieces;
  }

  bool has_words(WordRange range) const {
    for (std::int32_t w = range.begin; w < range.end; ++w)
      if (at(w).upos != "PUNCT") return true;
    return false;
  }

  bool is_noun_phrase(std::int32_t w) const {
    return at(w).upos == "NOUN" || at(w).upos == "PROPN" || at(w).upos == "NUM";
  }

  // "accused the guards of beating two men", where the clause may hang on the guards.
  bool is_charge(std::int32_t c, const SpeechLexicon::Entry& entry) const {
    return entry.distance == "claims" && language::relation(at(c)) == "advcl" && has_mark(c, "of");
  }

  // "denied reports that two fled", "rejected claims of torture": what the noun tells is denied.
  void add_told(std::int32_t noun, std::vector<WordRange>& content) const {
    if (lexicon_.find(at(noun).lemma, "noun") == nullptr) return;
    for (const std::int32_t c : language::children(analysis_, noun))
      if (at(c).deprel == "acl" || (language::relation(at(c)) == "nmod" && has_mark(c, "of")))
        content.push_back(language::subtree(analysis_, c));
  }

  // "deny this", "denied it": a pronoun stands for what was told before.
  bool points_back(std::int32_t verb) const {
    const std::int32_t object = child(verb, "obj");
    return object != kNone && at(object).upos == "PRON" && !is_relative_pronoun(object);
  }

  std::vector<WordRange> content_of(std::int32_t verb, const SpeechLexicon::Entry& entry) const {
    std::vector<WordRange> content;
    const bool infinitives = entry.takes_object || entry.distance == "claims";
    for (const std::int32_t c : language::children(analysis_, verb)) {
      const std::string_view relation = language::relation(at(c));
      const bool clause = relation == "ccomp" || relation == "csubj" ||
                          (relation == "parataxis" && heads_clause(analysis_, c)) ||
                          (relation == "xcomp" && infinitives) || is_charge(c, entry);
      const bool counts = entry.takes_object || at(c).upos == "NUM";  // "organisers said 2,000"
      const bool object = relation == "obj" && counts && is_noun_phrase(c) &&
                          lexicon_.find(at(c).lemma, "noun") == nullptr;
      if (clause || object) content.push_back(language::subtree(analysis_, c));
      if (relation == "obj" && entry.distance == "denies") add_told(c, content);
      const std::int32_t charge = child(c, "acl");
      if (charge != kNone && entry.distance == "claims" &&
          verb_over_clause(analysis_, charge) == verb)
        content.push_back(language::subtree(analysis_, charge));
    }
    if (!content.empty()) return content;
    const std::string_view relation = language::relation(at(verb));
    const bool beside = relation == "parataxis" || (relation == "advcl" && has_mark(verb, "as"));
    if (beside && at(verb).head != kNone) {
      const WordRange refuted = refuted_count(analysis_, verb);
      if (refuted.begin < refuted.end) return {refuted};
      return around(clause_of(analysis_, at(verb).head), verb);
    }
    return before_source(verb);
  }

  // "Weston, May 2 - Two men fled, officials said": a dateline hides the clause from the tree. All
  // before the comma, from the last stop on, if a verb stands there.
  std::vector<WordRange> before_source(std::int32_t verb) const {
    const std::int32_t source = subject_of(verb);
    if (source == kNone || source > verb) return {};
    const std::int32_t begin = analysis_.sentences[at(verb).sentence].begin;
    const std::int32_t end = noun_phrase(analysis_, source).begin - 1;
    if (end <= begin || at(end).form != ",") return {};
    std::int32_t first = end;
    bool told = false;
    while (first > begin && !is_stop(first - 1)) {
      --first;
      told = told || at(first).upos == "VERB";
    }
    if (!told) return {};
    return {{first, end}};
  }

  bool is_stop(std::int32_t w) const {
    const std::string& form = at(w).form;
    return form == ";" || form == ":" || form == "-" || form == "\"" || form == "\xE2\x80\x94" ||
           form == "\xE2\x80\x93" || form == "\xE2\x80\x9D" || form == "''";
  }

  // ---- constructions --------------------------------------------------------------------------
  void read_verb(std::int32_t w, const SpeechLexicon::Entry& entry) {
    Saying saying;
    saying.cue = w;
    saying.cue_words = {w, w + 1};
    saying.source = speaker_of(w);
    const bool telling = entry.kind == "telling";
    saying.kind = telling ? "verb" : entry.kind;
    saying.form = "indirect";
    saying.distance = entry.distance;
    saying.rule = entry.kind + " " + at(w).lemma;
    if (is_negated(w)) {
      if (entry.distance != "confirms") return;
      saying.distance = "refuses";
    }
    if (saying.source == kNone || is_idiom(w)) return;
    if (is_bare_infinitive(w)) return;  // "ran to report the attack"
    const std::string& lemma = at(saying.source).lemma;
    if (lemma == "it" || lemma == "what" || lemma == "you") return;
    if (entry.distance == "refuses") return read_refusal(w, saying);
    saying.source = through_noun(saying.source, saying);
    if (entry.kind == "verb") saying.content = content_of(w, entry);
    if (telling) saying.content = {language::subtree(analysis_, told_phrase(w))};
    // "estimated the crowd at 900": not only the crowd.
    if (lexicon_.find(at(w).lemma, "number") != nullptr && tells_number(w, false))
      saying.content = {{w + 1, language::subtree(analysis_, w).end}};
    if (entry.distance == "denies" && points_back(w)) saying.rule = "back " + at(w).lemma;
    found_.push_back(std::move(saying));
  }

  bool is_bare_infinitive(std::int32_t w) const {
    return language::has_feature(at(w), "VerbForm=Inf") && has_mark(w, "to") &&
           subject_of(w) == kNone;
  }

  // "claimed 14 lives": a verb and its object that say nothing together.
  bool is_idiom(std::int32_t w) const {
    const std::int32_t object = child(w, "obj");
    return object != kNone &&
           lexicon_.find(at(w).lemma + "_" + at(object).lemma, "idiom") != nullptr;
  }

  // "refused to confirm that two died"
  void read_refusal(std::int32_t w, Saying saying) {
    const std::int32_t inner = child(w, "xcomp");
    if (inner == kNone) return;
    const SpeechLexicon::Entry* entry = lexicon_.find(at(inner).lemma, "verb");
    if (entry == nullptr) return;
    saying.content = content_of(inner, *entry);
    if (!saying.content.empty()) found_.push_back(std::move(saying));
  }

  // "a statement issued by the ministry said": the ministry speaks.
  std::int32_t through_noun(std::int32_t noun, Saying& saying) const {
    if (lexicon_.find(at(noun).lemma, "noun") == nullptr) return noun;
    const std::int32_t owner = owner_of(noun);
    if (owner == kNone) return noun;
    saying.form = "noun";
    return owner;
  }

  std::int32_t owner_of(std::int32_t noun) const {
    for (const std::int32_t c : language::children(analysis_, noun)) {
      const std::string& relation = at(c).deprel;
      if (relation == "nmod:poss") return c;
      if (relation.starts_with("nmod") &&
          (has_mark(c, "by") || has_mark(c, "from") || has_mark(c, "of")))
        return c;
      if (relation == "acl" && agent(c) != kNone && !is_held(c)) return agent(c);
      if (relation == "acl" && child(c, "obl") != kNone && has_mark(child(c, "obl"), "from"))
        return child(c, "obl");
      if (relation == "compound" && at(c).upos == "PROPN") return c;
    }
    // "rejected claims by the union that ...": the phrase may hang on the verb.
    const std::int32_t verb = at(noun).head;
    if (verb == kNone || language::relation(at(noun)) != "obj") return kNone;
    const std::int32_t by = agent(verb);
    return by > noun && noun_phrase(analysis_, by).begin <= noun + 2 ? by : kNone;
  }

  // "a report obtained by the agency": who has it did not write it.
  bool is_held(std::int32_t participle) const {
    return lexicon_.find(at(participle).lemma, "held") != nullptr;
  }

  // "citing residents", "quoted a doctor as saying"
  void read_quoting(std::int32_t w, const SpeechLexicon::Entry& entry) {
    Saying saying;
    saying.cue = w;
    saying.cue_words = {w, w + 1};
    saying.kind = entry.kind;
    saying.form = "indirect";
    saying.distance = entry.distance;
    saying.rule = "quoting " + at(w).lemma;
    const bool passive = child(w, "nsubj:pass") != kNone;
    saying.source = passive ? child(w, "nsubj:pass") : child(w, "obj");
    if (saying.source == kNone || is_negated(w)) return;
    for (const std::int32_t c : language::children(analysis_, w)) {
      const SpeechLexicon::Entry* inner = lexicon_.find(at(c).lemma, "verb");
      if (inner != nullptr && has_mark(c, "as")) {
        saying.content = content_of(c, *inner);
        if (saying.content.empty()) saying.content = {language::subtree(analysis_, c)};
      }
    }
    const std::int32_t head = at(w).head;
    if (saying.content.empty() && head != kNone) {
      saying.relay = head;
      for (auto over = found_.rbegin(); over != found_.rend() && over->cue >= head; ++over)
        if (over->cue == head) saying.content = over->content;
      if (saying.content.empty()) {
        const SpeechLexicon::Entry* entry_over = lexicon_.find(at(head).lemma, "verb");
        if (entry_over != nullptr) saying.content = content_of(head, *entry_over);
        if (saying.content.empty()) saying.content = around(clause_of(analysis_, head), w);
      }
    }
    found_.push_back(std::move(saying));
  }

  // "The union counted 200", "The army put its dead at 60": a number after the verb is told by its
  // subject; verbs that take an object otherwise need "at".
  void read_number(std::int32_t w, const SpeechLexicon::Entry& entry) {
    const std::int32_t source = speaker_of(w);
    if (source == kNone || is_negated(w) || is_bare_infinitive(w)) return;
    const std::int32_t given = child(w, "nsubj:pass");  // "a toll of 27 was given by the clinic"
    const bool turned = given != kNone && given < w && entry.takes_object && source > w;
    const WordRange after{w + 1, language::subtree(analysis_, w).end};
    const WordRange content = turned ? language::subtree(analysis_, given) : after;
    if (turned ? !has_number(content) : source > w || !tells_number(w, entry.takes_object)) return;
    Saying saying;
    saying.cue = w;
    saying.cue_words = {w, w + 1};
    saying.source = source;
    saying.content = {content};
    saying.kind = "noun";  // no quotation is joined to it
    saying.form = "indirect";
    saying.distance = entry.distance;
    saying.rule = "number " + at(w).lemma;
    found_.push_back(std::move(saying));
  }

  bool has_number(WordRange range) const {
    for (std::int32_t w = range.begin; w < range.end; ++w)
      if (at(w).upos == "NUM") return true;
    return false;
  }

  // A number stands below the verb, anywhere or after "at".
  bool tells_number(std::int32_t verb, bool anywhere) const {
    const std::int32_t end = language::subtree(analysis_, verb).end;
    for (std::int32_t next = verb + 1; next < end; ++next)
      if (at(next).upos == "NUM" && (anywhere || follows_at(next, verb))) return true;
    return false;
  }

  bool follows_at(std::int32_t number, std::int32_t verb) const {
    for (std::int32_t before = number - 1; before > std::max(verb, number - 4); --before)
      if (at(before).lemma == "at") return true;
    return false;
  }

  void read_noun(std::int32_t w, const SpeechLexicon::Entry& entry) {
    Saying saying;
    saying.cue = w;
    saying.cue_words = {w, w + 1};
    saying.kind = entry.kind;
    saying.form = "noun";
    saying.distance = entry.distance;
    saying.rule = "noun " + at(w).lemma;
    saying.source = owner_of(w);
    if (saying.source == kNone && names_source(analysis_, noun_phrase(analysis_, w), lexicon_))
      saying.source = w;  // "hospital records show that"
    if (saying.source == kNone) return;
    for (const std::int32_t c : language::children(analysis_, w)) {
      const std::string& relation = at(c).deprel;
      if ((relation == "acl" || relation == "ccomp") && has_mark(c, "that"))
        saying.content.push_back(language::subtree(analysis_, c));
    }
    // "figures from the ministry show that ..."
    const std::int32_t verb = at(w).head;
    if (saying.content.empty() && language::relation(at(w)) == "nsubj" && verb != kNone &&
        lexicon_.find(at(verb).lemma, "verb") == nullptr && child(verb, "ccomp") != kNone)
      saying.content.push_back(language::subtree(analysis_, child(verb, "ccomp")));
    if (!saying.content.empty()) found_.push_back(std::move(saying));
  }

  void read_adposition(std::int32_t w) {
    for (const std::vector<std::string>& phrase : lexicon_.adpositions) {
      if (text::lower(at(w).form) != phrase.front()) continue;
      const std::int32_t end = w + static_cast<std::int32_t>(phrase.size());
      if (end > analysis_.sentences[at(w).sentence].end) continue;
      bool matches = true;
      for (std::size_t k = 1; k < phrase.size(); ++k)
        matches &= at(w + static_cast<std::int32_t>(k)).form == phrase[k];
      const std::int32_t source = head_of_adposition(w, end);
      if (!matches || source == kNone || at(source).head == kNone) continue;
      if (phrase.size() == 1 && at(source).name == kNone &&
          !names_source(analysis_, noun_phrase(analysis_, source), lexicon_))
        continue;  // "per day"
      Saying saying;
      saying.cue = w;
      saying.cue_words = {w, end};
      saying.source = source;
      saying.kind = "adposition";
      saying.form = "according_to";
      saying.distance = "asserts";
      saying.rule = "adposition " + phrase.front();
      const std::int32_t over = at(source).head;  // "by the count of X": a noun of the phrase
      const std::int32_t top = over >= w && over < end && at(over).head != kNone ? over : source;
      saying.content = around(clause_of(analysis_, at(top).head), top);
      if (!saying.content.empty()) found_.push_back(std::move(saying));
      return;
    }
  }

  // The noun that the adposition marks: above it, or below where the tree has it as a verb.
  std::int32_t head_of_adposition(std::int32_t w, std::int32_t end) const {
    const std::string_view relation = language::relation(at(w));
    if (relation == "case" || relation == "mark" || relation == "fixed") {
      const std::int32_t head = at(w).head;
      if (head == kNone || head >= end || head < w) return head >= end ? head : kNone;
      const std::int32_t owner = child(head, "nmod");
      return owner >= end ? owner : kNone;
    }
    const std::int32_t below = child(w, "obl");
    return below != kNone && below >= end ? below : kNone;
  }

  const Analysis& analysis_;
  const SpeechLexicon& lexicon_;
  std::vector<Saying> found_;
};

// Trees go wrong in long quotations: a content that holds its own cue keeps the longer side, and no
// piece begins or ends with a comma or lies inside another.
void tidy(const Analysis& analysis, Saying& saying) {
  const auto is_stop = [&](std::int32_t w) {
    const std::string& form = analysis.words[w].form;
    return form == "," || form == ":" || form == ";";
  };
  // "Activists said two fled; guards shot four": what follows the semicolon may be the writer's.
  const auto cut = [&](WordRange piece) {
    if (saying.form != "indirect" || piece.begin <= saying.cue) return piece;
    for (std::int32_t w = piece.begin; w < piece.end; ++w)
      if (analysis.words[w].form == ";") return WordRange{piece.begin, w};
    return piece;
  };
  std::vector<WordRange> kept;
  for (const WordRange whole : saying.content) {
    WordRange piece = cut(whole);
    if (piece.begin <= saying.cue && saying.cue < piece.end) {
      const std::int32_t first = saying.source == kNone || saying.source < piece.begin
                                     ? saying.cue
                                     : std::min(saying.cue, saying.source);
      const std::int32_t last = std::max(saying.cue, saying.source) + 1;
      if (first - piece.begin >= piece.end - last) {
        piece.end = first;
      } else {
        piece.begin = std::min(last, piece.end);
      }
    }
    while (piece.begin < piece.end && is_stop(piece.begin)) ++piece.begin;
    while (piece.begin < piece.end && is_stop(piece.end - 1)) --piece.end;
    const bool held = std::any_of(kept.begin(), kept.end(), [&](WordRange other) {
      return other.begin <= piece.begin && piece.end <= other.end;
    });
    if (piece.begin < piece.end && !held) kept.push_back(piece);
  }
  saying.content = std::move(kept);
}

}  // namespace

std::vector<Saying> find_sayings(const Document& document, const SpeechLexicon& lexicon) {
  Finder finder(document.analysis, lexicon);
  const std::int32_t count = static_cast<std::int32_t>(document.analysis.words.size());
  for (std::int32_t w = 0; w < count; ++w) finder.read_word(w);
  std::vector<Saying> sayings = finder.take();
  if (std::optional<Saying> line = headline_saying(document.analysis))
    sayings.push_back(std::move(*line));
  else
    for (const language::Sentence& sentence : document.analysis.sentences)
      if (auto line_of_list = label_saying(document.analysis, sentence, lexicon))
        sayings.push_back(std::move(*line_of_list));
  part_sources(document.analysis, lexicon, sayings);
  for (Saying& saying : sayings) tidy(document.analysis, saying);
  std::stable_sort(sayings.begin(), sayings.end(),
                   [](const Saying& a, const Saying& b) { return a.cue < b.cue; });
  return sayings;
}

}  // namespace litopys::reading
