// Figures from counts, in six steps:
//
//   1. every count (measures.h) whose counted word has a quantity is a draft; coordinated noun
//      phrases are summed where one of them has no numeral ("a mother and her three children"),
//      else each is a draft of its own;
//   2. drafts on the same words are reconciled: who was shot and killed was killed, who was killed
//      or wounded is a casualty (figure_drafts.cc);
//   3. numbers that somebody gives: labelled lines (figure_labels.cc), counts of the dead
//      (figure_counts.cc);
//   4. parts inherit the measure of their whole ("including 16 children", figure_parts.cc);
//   5. actors of events that carry a numeral are participants; numbers alone repeat the measure of
//      one before them: a rival's count (figure_rivals.cc), a share (figure_shares.cc);
//   6. later mentions by pronoun or article give no second figure, and people taken to hospital
//      who then die are no longer counted as hurt (figure_fates.cc).
//
// Each figure is linked to the event of its trigger, else to the nearest event of its kind.
//
// Limits: no sums over sentences; "two each" is not shared out; a pronoun is not resolved further
// than "somebody told of before".
// Cost: linear in the words and in drafts times their sentence. Tests: figures_test.cc and
// tests/cases/figures.
#include "reading/figures.h"

#include <algorithm>
#include <map>

#include "reading/clauses.h"
#include "reading/conjuncts.h"
#include "reading/counted_words.h"
#include "reading/figure_drafts.h"
#include "reading/figure_scope.h"
#include "reading/figure_sums.h"
#include "reading/figure_writer.h"
#include "reading/number_setting.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::relation;
using language::Word;
using Kind = NounEntry::Kind;

bool same_words(const Quantity& a, const Quantity& b) {
  return a.words.begin < b.words.end && b.words.begin < a.words.end;
}

class FigureReader {
 public:
  FigureReader(const Document& document, const FigureConventions& conventions,
               const ActorRegistry& registry, const ModalityLexicon& modality, Reading& reading)
      : document_(document),
        analysis_(document.analysis),
        conventions_(conventions),
        registry_(registry),
        modality_(modality),
        reading_(reading),
        quantities_(document, reading.times, conventions.quantities, registry) {}

  void read() {
    counts_ = find_counts(document_, quantities_, conventions_.measures);
    for (const Count& count : counts_) counts_of_.emplace(count.counted, &count);
    for (const Count& count : counts_) add_count(count);
    reconcile(analysis_, drafts_);
    const CountingContext counting{
        document_, quantities_,           conventions_.measures, conventions_.quantities.nouns,
        registry_, conventions_.counting, reading_.events,       reading_.attributions};
    add_told_counts(counting, drafts_);
    add_parts(document_, quantities_, drafts_);
    std::erase_if(drafts_, [&](const Draft& draft) { return is_only_spoken_of(draft); });
    add_participants();
    add_rivals(counting, drafts_);
    add_shares(counting, drafts_);
    for (Draft& draft : drafts_) {
      const Factuality factuality = assess_factuality(document_, draft.trigger, modality_);
      draft.told = told(factuality) && factuality.status != "historical";
    }
    settle_mentions(analysis_, drafts_);
    write_figures({document_, conventions_, registry_, modality_}, drafts_, reading_);
  }

 private:
  void add_count(const Count& count) {
    std::vector<Quantity> parts, elsewhere;
    for (const std::int32_t word : coordinated(analysis_, count.counted)) {
      if (!parts.empty() && parts[0].pair) break;
      if (word != count.counted && counted_otherwise(count, word)) continue;
      const auto part = quantities_.of(word);
      if (!part || !wanted(count, *part)) continue;
      if (word != count.counted &&
          (is_set_against(*part) || is_included(analysis_, count.counted, *part)))
        continue;
      if (word != count.counted && (is_gapped_subject(*part) || has_subject(analysis_, word)))
        continue;
      // "3 killings and 88 assaults": a noun that counts itself says nothing of the next one.
      if (word != count.counted && count.counted == count.trigger && count.row->kind == "noun" &&
          part->head != kNone)
        continue;
      if (word != count.counted && (has_own_verb(count, *part) ||
                                    told_of_first(analysis_, count.trigger, count.counted, *part)))
        continue;
      const bool repeated = std::any_of(parts.begin(), parts.end(), [&](const Quantity& other) {
        return same_words(other, *part);
      });
      if (repeated) continue;
      const bool placed =
          !parts.empty() && !part->bare && is_placed_apart(analysis_, parts.back(), *part);
      (placed ? elsewhere : parts).push_back(*part);
    }
    std::int32_t whole = kNone;
    if (parts.size() > 1 && is_told_in_parts(parts[0])) parts.resize(1);
    drop_same_person(count.trigger, parts);
    if (parts.size() > 1 && enumerates(parts))
      whole = parts[0].node;
    else if (parts.size() > 1 && summed(parts, count.trigger))
      parts = {sum(parts)};
    join_bare(analysis_, parts);
    split_numbers(parts);
    parts.insert(parts.end(), elsewhere.begin(), elsewhere.end());
    const bool one_died = (count.row->measure == "casualties" || count.row->measure == "injured") &&
                          somebody_fatally(count.trigger);
    for (const Quantity& part : parts) {
      drafts_.push_back({part, count.row->measure, count.trigger, count.row->soft,
                         part.node == whole ? kNone : whole, count.row, count.adjacent});
      if (one_died) drafts_.back().measure = "casualties";
      drafts_.back().died = one_died;
      drafts_.back().of_whole = quantities_.describes_whole(part, count.trigger);
    }
  }

  // "He had threatened to sack [800] of them": a part that nothing has befallen yet.
  bool is_only_spoken_of(const Draft& draft) const {
    const Word& part = analysis_.words[draft.quantity.node];
    const std::string_view rel = relation(part);
    if (draft.whole == kNone || part.head == kNone || part.head == draft.trigger) return false;
    if (rel != "obj" && rel != "nsubj") return false;
    if (analysis_.words[part.head].upos != "VERB") return false;
    const bool elsewhere = analysis_.words[draft.trigger].sentence != part.sentence;
    return elsewhere && !told(assess_factuality(document_, part.head, modality_));
  }

  // "killing five and [two] people respectively": two numbers of one noun.
  void split_numbers(std::vector<Quantity>& parts) const {
    if (parts.size() != 1 || parts[0].bare || parts[0].head == kNone) return;
    const Quantity both = parts[0];
    for (const Quantity& other : quantities_.in_sentence(analysis_.words[both.node].sentence)) {
      const std::int32_t joint = other.words.begin - 1;
      if (joint != both.amount.words.end || other.words.begin > both.head ||
          text::lower(analysis_.words[joint].form) != "and")
        continue;
      parts[0].words.end = both.amount.words.end;
      parts[0].node = both.amount.number.begin;
      parts.push_back(both);
      parts.back().amount = other.amount;
      parts.back().words.begin = other.words.begin;
      return;
    }
  }

  // "a clerk and a cook were shot, [the former fatally]": one of them, with the verb left out.
  bool somebody_fatally(std::int32_t trigger) const {
    constexpr std::int32_t kNear = 8;
    const std::int32_t end = analysis_.sentences[analysis_.words[trigger].sentence].end;
    std::int32_t comma = kNone;
    for (std::int32_t word = trigger + 1; word < std::min(end, trigger + kNear); ++word) {
      const std::string form = text::lower(analysis_.words[word].form);
      if (form == ",") comma = word;
      if (form != "fatally" && form != "mortally") continue;
      const bool last = word + 1 >= end || analysis_.words[word + 1].upos == "PUNCT";
      return last && comma != kNone && word - comma > 2 && word - comma < 5 &&
             analysis_.words[comma + 1].upos == "DET";
    }
    return false;
  }

  // "[two], a man of 61 and a woman of 34", "[six suspects], four men and two women": what follows
  // the comma adds up to the first number.
  bool is_told_in_parts(const Quantity& first) const {
    constexpr std::int32_t kLongest = 60;
    const std::int32_t end = std::min(analysis_.sentences[analysis_.words[first.node].sentence].end,
                                      first.words.end + kLongest);
    const std::int32_t colon = colon_after(first, end);
    const std::int32_t mark = colon != kNone ? colon : first.words.end;
    if (!first.amount.best || mark >= end || analysis_.words[mark].upos != "PUNCT") return false;
    std::int64_t sum = 0;
    std::int32_t done = mark, items = 0;
    for (std::int32_t word = mark + 1; word < end && sum < *first.amount.best; ++word) {
      const std::string& upos = analysis_.words[word].upos;
      if (colon == kNone && (upos == "VERB" || upos == "AUX")) break;
      const auto part = quantities_.of(word);
      const bool counts = part && part->node == word && part->words.begin > done &&
                          part->amount.best && part->noun.people() && !part->pronoun;
      if (!counts) continue;
      sum += *part->amount.best;
      done = part->words.end - 1;
      ++items;
    }
    return items > 1 && sum == *first.amount.best;
  }

  // "four men on Elm Road[:] a 71-year-old, hit in the hip; ...": kNone without.
  std::int32_t colon_after(const Quantity& first, std::int32_t end) const {
    constexpr std::int32_t kNear = 10;
    for (std::int32_t word = first.words.end; word < std::min(end, first.words.end + kNear);
         ++word) {
      if (analysis_.words[word].form == ":") return word;
      if (analysis_.words[word].upos == "VERB") break;
    }
    return kNone;
  }

  // "a husband and father", "a nurse, Ruth Adeyemi": one person told of twice.
  void drop_same_person(std::int32_t trigger, std::vector<Quantity>& parts) const {
    const bool one = agrees(trigger, "Number=Sing");
    const auto single = [](const Quantity& part) {
      return part.bare && part.amount.best == 1 && !part.pronoun;
    };
    for (std::size_t i = 1; i < parts.size();) {
      const Quantity& part = parts[i];
      const Quantity& before = parts[i - 1];
      const bool named = analysis_.words[part.node].upos == "PROPN";
      const bool set_off =
          part.words.begin == before.words.end + 1 && analysis_.words[before.words.end].form == ",";
      const bool article = determiner(before) == "a" || determiner(before) == "an";
      // "her husband and the girl's father was killed": the verb is of one.
      const bool told_first = one && !named && before.words.end + 1 == part.words.begin &&
                              part.words.end <= trigger && has_finite_auxiliary(trigger);
      const bool same = single(part) && single(before) &&
                        (told_first || is_companion_twice(before, part) ||
                         (article && (named ? set_off : one && determiner(part).empty())));
      if (same)
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
      else
        ++i;
    }
  }

  // "his [friend and neighbour]": one who is both.
  bool is_companion_twice(const Quantity& before, const Quantity& part) const {
    const auto companion = [&](const Quantity& quantity) {
      return quantity.head != kNone &&
             conventions_.counting.is(text::lower(analysis_.words[quantity.head].lemma),
                                      "companion");
    };
    const bool joined = part.words.begin <= before.words.end + 1 && determiner(part).empty();
    return joined && companion(before) && companion(part);
  }

  // "was", "is": it agrees with the subject in number.
  bool has_finite_auxiliary(std::int32_t trigger) const {
    for (const std::int32_t child : language::children(analysis_, trigger))
      if (relation(analysis_.words[child]) == "aux" && analysis_.words[child].lemma == "be")
        return true;
    return false;
  }

  // True where an auxiliary or copula of the trigger has this feature.
  bool agrees(std::int32_t trigger, std::string_view feature) const {
    for (const std::int32_t child : language::children(analysis_, trigger)) {
      const std::string_view rel = relation(analysis_.words[child]);
      if ((rel == "aux" || rel == "cop") && language::has_feature(analysis_.words[child], feature))
        return true;
    }
    return false;
  }

  std::string determiner(const Quantity& part) const {
    const Word& first = analysis_.words[part.words.begin];
    return first.upos == "DET" || first.upos == "PRON" || first.upos == "NUM"
               ? text::lower(first.form)
               : std::string();
  }

  // "killed 12 rebels and [the police] four": the subject of a clause whose verb is told once.
  bool is_gapped_subject(const Quantity& part) const {
    const std::int32_t number = part.words.end;
    if (!part.bare || number >= analysis_.sentences[analysis_.words[part.node].sentence].end)
      return false;
    return analysis_.words[number].upos == "NUM" &&
           gapped_subject(analysis_, {number, number + 1}, number + 1) == part.words.begin;
  }

  // "24, not [40]": a number that is denied (figure_rivals.cc).
  bool is_set_against(const Quantity& part) const {
    const std::int32_t before = part.words.begin - 1;
    return before >= 0 && !part.bare &&
           conventions_.counting.is(text::lower(analysis_.words[before].form), "instead");
  }

  // "One was killed and three others wounded": a second noun phrase with a trigger of its own.
  bool counted_otherwise(const Count& count, std::int32_t word) const {
    const auto range = counts_of_.equal_range(word);
    return std::any_of(range.first, range.second, [&](const auto& entry) {
      const Count& other = *entry.second;
      return other.trigger != count.trigger && other.row->measure != count.row->measure;
    });
  }

  // "60 dead and 192 found alive": a number alone before a verb or state that is not the trigger.
  bool has_own_verb(const Count& count, const Quantity& part) const {
    const std::int32_t next = part.words.end;
    if (next == count.trigger) return false;
    if (next >= analysis_.sentences[analysis_.words[part.node].sentence].end) return false;
    // "there are no dead, two women have been wounded"
    if (next > count.trigger && analysis_.words[next].upos == "AUX") return true;
    if (part.bare) return false;
    if (part.head != kNone) return names_other_harm(count, next);
    return analysis_.words[next].upos == "VERB" || analysis_.words[next].upos == "ADJ";
  }

  // "leaving one dead and 14 others [shot]": another word of the table, whatever the tree makes of
  // it.
  bool names_other_harm(const Count& count, std::int32_t word) const {
    const auto found = conventions_.measures.rows.find(text::lower(analysis_.words[word].form));
    if (found == conventions_.measures.rows.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const MeasureRow& row) {
      return (row.kind == "state" || row.kind == "verb") && row.with.empty() && !row.things &&
             row.measure != count.row->measure;
    });
  }

  bool wanted(const Count& count, const Quantity& quantity) const {
    const MeasureRow& row = *count.row;
    if (quantity.amount.bound == "none" && qualified(count.trigger)) return false;
    if (quantity.bare && !quantity.amount.best && is_of_number(quantity)) return false;
    if (row.explicit_only && quantity.bare) return false;
    if (quantity.bare && (is_described(count, quantity) || is_crowd_hit(row, quantity) ||
                          is_general(count, quantity)))
      return false;
    if (row.measure != "killed" && counts_dead(quantity)) return false;
    if (parted(count.trigger, quantity)) return false;
    if (row.things) return quantity.noun.kind == Kind::kThing;
    if (row.kind == "noun") return noun_wanted(count, quantity);
    if (quantity.noun.kind == Kind::kThing || quantity.noun.kind == Kind::kOther) return false;
    // Definite plurals without a number say nothing new: "the victims were shot".
    return !(quantity.bare && quantity.definite && !quantity.amount.best);
  }

  // "The number of injured [demonstrators] is not known": how many is the number's to tell.
  bool is_of_number(const Quantity& quantity) const {
    const Word& node = analysis_.words[quantity.node];
    return node.head != kNone && node.head < quantity.node && relation(node) == "nmod" &&
           conventions_.counting.is(text::lower(analysis_.words[node.head].form), "number");
  }

  // "a badge for guards killed in action": of what sort they are, not that some were.
  bool is_described(const Count& count, const Quantity& quantity) const {
    if (quantity.amount.best || quantity.definite || quantity.node != count.counted) return false;
    const std::string_view rel = relation(analysis_.words[quantity.node]);
    return (rel == "nmod" || rel == "obl") && analysis_.words[count.trigger].deprel == "acl" &&
           analysis_.words[count.trigger].head == quantity.node;
  }

  // "it hurts when people are killed", "they shoot children": what always happens counts nobody.
  // Headlines tell what has happened that way.
  bool is_general(const Count& count, const Quantity& quantity) const {
    const Word& trigger = analysis_.words[count.trigger];
    const language::Sentence& sentence = analysis_.sentences[trigger.sentence];
    if (quantity.amount.best || quantity.definite || trigger.upos != "VERB" ||
        analysis_.words[sentence.end - 1].upos != "PUNCT" ||
        is_heading(analysis_, trigger.sentence))
      return false;
    const auto present = [](const Word& word) {
      return language::has_feature(word, "Tense=Pres") &&
             language::has_feature(word, "VerbForm=Fin");
    };
    if (present(trigger)) return true;
    std::int32_t auxiliaries = 0;
    bool simple_present = false, finite = false, being = false;
    for (const std::int32_t child : language::children(analysis_, count.trigger)) {
      const Word& word = analysis_.words[child];
      if (relation(word) != "aux") continue;
      ++auxiliaries;
      simple_present = word.lemma == "be" && present(word);
      finite = finite || language::has_feature(word, "VerbForm=Fin");
      being = being || (word.lemma == "be" && word.form.ends_with("ing"));
    }
    if (being && !finite) return true;  // "videos of people being killed"
    return auxiliaries == 1 && simple_present && is_past_participle(trigger);
  }

  // "struck a gathering": nobody says that all of it was hurt.
  static bool is_crowd_hit(const MeasureRow& row, const Quantity& quantity) {
    return row.measure == "casualties" && quantity.noun.kind == Kind::kGroup;
  }

  // "[3 dead], all in the west, hundreds arrested": the number is of the dead.
  bool counts_dead(const Quantity& quantity) const {
    const language::Sentence& sentence =
        analysis_.sentences[analysis_.words[quantity.node].sentence];
    const std::int32_t state = quantity.head != kNone ? quantity.head : quantity.words.end;
    if (quantity.bare || state >= sentence.end) return false;
    const auto found = conventions_.measures.rows.find(text::lower(analysis_.words[state].form));
    if (found == conventions_.measures.rows.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [](const MeasureRow& row) {
      return row.kind == "state" && row.measure == "killed" && row.with.empty();
    });
  }

  // "Accidents: 61; dead: 9": a number alone is not counted over a semicolon.
  bool parted(std::int32_t trigger, const Quantity& quantity) const {
    if (quantity.bare || quantity.head != kNone) return false;
    const auto [first, last] = std::minmax(trigger, quantity.node);
    for (std::int32_t word = first; word < last; ++word)
      if (analysis_.words[word].form == ";") return true;
    return false;
  }

  // "no one was seriously hurt" says nothing of all who were hurt.
  bool qualified(std::int32_t trigger) const {
    for (const std::int32_t child : language::children(analysis_, trigger))
      if (child < trigger && relation(analysis_.words[child]) == "advmod" &&
          analysis_.words[child].form.ends_with("ly"))
        return true;
    return false;
  }

  // A noun that counts itself needs a number or "no"; "casualties" alone is two or more.
  bool noun_wanted(const Count& count, const Quantity& quantity) const {
    const std::int32_t next = count.trigger + 1;  // "Casualties: 3 killed, 11 wounded"
    const bool label = next < static_cast<std::int32_t>(analysis_.words.size()) &&
                       analysis_.words[next].form == ":";
    if (quantity.bare && label) return false;
    if (quantity.node != count.trigger && quantity.head != count.trigger)
      return quantity.noun.people() || !quantity.bare;
    if (!quantity.bare) return true;
    return count.row->measure == "casualties" && is_plural(analysis_.words[count.trigger]) &&
           !quantity.definite;
  }

  // People with a numeral who do something in an event take part in it.
  void add_participants() {
    std::vector<char> taken(analysis_.words.size(), 0);
    const auto take = [&](const Quantity& quantity) {
      std::fill(taken.begin() + quantity.words.begin, taken.begin() + quantity.words.end, 1);
    };
    for (const Draft& draft : drafts_) take(draft.quantity);
    for (const Event& event : reading_.events)
      for (const Participant& participant : event.participants) {
        if (participant.role != "actor" || participant.word == kNone) continue;
        if (event.type != "PROTEST" && event.type != "ASSAULT" && event.type != "MOBILIZE")
          continue;
        auto quantity = quantities_.of(participant.word);
        if (quantity && quantity->bare && !quantity->amount.best)
          if (const std::int32_t beside = numbered_beside(analysis_, quantities_, participant.word);
              beside != kNone)
            quantity = quantities_.of(beside);
        if (!quantity || quantity->bare || quantity->definite || !quantity->amount.low) continue;
        if (*quantity->amount.low == 0 || !quantity->noun.people()) continue;
        if (taken[quantity->words.begin] != 0 || taken[quantity->words.end - 1] != 0) continue;
        take(*quantity);
        drafts_.push_back({*quantity, "participants", event.word, false, kNone, nullptr});
      }
  }

  const Document& document_;
  const Analysis& analysis_;
  const FigureConventions& conventions_;
  const ActorRegistry& registry_;
  const ModalityLexicon& modality_;
  Reading& reading_;
  Quantities quantities_;
  std::vector<Count> counts_;
  std::multimap<std::int32_t, const Count*> counts_of_;  // by counted word
  std::vector<Draft> drafts_;
};

}  // namespace

void read_figures(const Document& document, const FigureConventions& conventions,
                  const ActorRegistry& registry, const ModalityLexicon& modality,
                  Reading& reading) {
  FigureReader(document, conventions, registry, modality, reading).read();
}

text::Result<FigureConventions> load_figure_conventions(const std::filesystem::path& codebooks) {
  auto quantities = load_quantity_conventions(codebooks);
  if (!quantities) return quantities.error();
  auto measures = load_measure_table(codebooks);
  if (!measures) return measures.error();
  auto scopes = load_scope_cues(codebooks);
  if (!scopes) return scopes.error();
  auto counting = load_counting_words(codebooks);
  if (!counting) return counting.error();
  return FigureConventions{*std::move(quantities), *std::move(measures), *std::move(scopes),
                           *std::move(counting)};
}

}  // namespace litopys::reading
