// Figures from counts, in five steps:
//
//   1. every count (measures.h) whose counted word has a quantity is a draft; coordinated noun
//      phrases are summed where one of them has no numeral ("a mother and her three children"),
//      else each is a draft of its own;
//   2. drafts on the same words are reconciled: who was shot and killed was killed, who was killed
//      or wounded is a casualty (figure_drafts.cc);
//   3. actors of events that carry a numeral are participants;
//   4. parts inherit the measure of their whole ("including 16 children", figure_parts.cc);
//   5. later mentions by pronoun or article give no second figure, and people taken to hospital
//      who then die are no longer counted as hurt (figure_drafts.cc).
//
// Each figure is linked to the event of its trigger, else to the nearest event of its kind.
//
// Limits: no sums over sentences; "two each" is not shared out; a pronoun is not resolved further
// than "somebody told of before".
// Cost: linear in the words and in drafts times their sentence. Tests: figures_test.cc and
// tests/cases/figures.
#include "reading/figures.h"

#include <algorithm>

#include "reading/figure_drafts.h"
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

// "a man and two boys", "five men and three women": one figure; "two soldiers and five civilians":
// two.
bool summed(const std::vector<Quantity>& parts) {
  bool bare = false, described = false;
  for (const Quantity& part : parts) {
    if (!part.amount.best || *part.amount.best == 0 || part.amount.more) return false;
    if (part.noun.status != parts[0].noun.status && !part.bare) return false;
    bare = bare || part.bare;
    described = described || !part.noun.sex.empty() || !part.noun.age.empty();
  }
  return bare || described;
}

// "four bodies, two men and two women": the first is the sum of the rest.
bool enumerates(const std::vector<Quantity>& parts) {
  std::int64_t rest = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!parts[i].amount.best) return false;
    rest += *parts[i].amount.best;
  }
  return parts.size() > 2 && parts[0].amount.best == rest;
}

Quantity sum(const std::vector<Quantity>& parts) {
  Quantity total = parts[0];
  std::int64_t low = 0, best = 0, high = 0;
  for (const Quantity& part : parts) {
    low += part.amount.low.value_or(*part.amount.best);
    best += *part.amount.best;
    high += part.amount.high.value_or(*part.amount.best);
    total.words.begin = std::min(total.words.begin, part.words.begin);
    total.words.end = std::max(total.words.end, part.words.end);
    total.bare = total.bare && part.bare;
    total.definite = total.definite && part.definite;
    total.pronoun = total.pronoun && part.pronoun;
    if (part.noun.sex != total.noun.sex) total.noun.sex.clear();
    if (part.noun.age != total.noun.age) total.noun.age.clear();
    if (part.noun.status != total.noun.status) total.noun.status.clear();
    total.noun.years.reset();
    if (part.amount.bound != "exact") total.amount.bound = part.amount.bound;
  }
  total.amount.low = low;
  total.amount.best = best;
  total.amount.high = high;
  return total;
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
    for (const Count& count : counts_) add_count(count);
    reconcile(analysis_, drafts_);
    add_participants();
    add_parts(document_, quantities_, drafts_);
    settle_mentions(analysis_, drafts_);
    emit();
  }

 private:
  void add_count(const Count& count) {
    std::vector<Quantity> parts;
    for (const std::int32_t word : coordinated(analysis_, count.counted)) {
      if (word != count.counted && counted_otherwise(count, word)) continue;
      const auto part = quantities_.of(word);
      if (!part || !wanted(count, *part)) continue;
      const bool repeated = std::any_of(parts.begin(), parts.end(), [&](const Quantity& other) {
        return same_words(other, *part);
      });
      if (!repeated) parts.push_back(*part);
    }
    std::int32_t whole = kNone;
    if (parts.size() > 1 && enumerates(parts))
      whole = parts[0].node;
    else if (parts.size() > 1 && summed(parts))
      parts = {sum(parts)};
    for (const Quantity& part : parts)
      drafts_.push_back({part, count.row->measure, count.trigger, count.row->soft,
                         part.node == whole ? kNone : whole, count.row, count.adjacent});
  }

  // "One was killed and three others wounded": a second noun phrase with a trigger of its own.
  bool counted_otherwise(const Count& count, std::int32_t word) const {
    return std::any_of(counts_.begin(), counts_.end(), [&](const Count& other) {
      return other.counted == word && other.trigger != count.trigger &&
             other.row->measure != count.row->measure;
    });
  }

  bool wanted(const Count& count, const Quantity& quantity) const {
    const MeasureRow& row = *count.row;
    if (row.explicit_only && quantity.bare) return false;
    if (row.things) return quantity.noun.kind == Kind::kThing;
    if (row.kind == "noun") return noun_wanted(count, quantity);
    if (quantity.noun.kind == Kind::kThing || quantity.noun.kind == Kind::kOther) return false;
    // Definite plurals without a number say nothing new: "the victims were shot".
    return !(quantity.bare && quantity.definite && !quantity.amount.best);
  }

  // A noun that counts itself needs a number or "no"; "casualties" alone is two or more.
  bool noun_wanted(const Count& count, const Quantity& quantity) const {
    if (quantity.node != count.trigger && quantity.head != count.trigger)
      return quantity.noun.people() || !quantity.bare;
    if (!quantity.bare) return true;
    return count.row->measure == "casualties" && is_plural(analysis_.words[count.trigger]) &&
           !quantity.definite;
  }

  // People with a numeral who do something in an event take part in it.
  void add_participants() {
    for (const Event& event : reading_.events)
      for (const Participant& participant : event.participants) {
        if (participant.role != "actor" || participant.word == kNone) continue;
        const auto quantity = quantities_.of(participant.word);
        if (!quantity || quantity->bare || quantity->definite || !quantity->amount.low) continue;
        if (*quantity->amount.low == 0 || !quantity->noun.people()) continue;
        const bool taken = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
          return same_words(draft.quantity, *quantity);
        });
        if (!taken)
          drafts_.push_back({*quantity, "participants", event.word, false, kNone, nullptr});
      }
  }

  void emit() {
    std::sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
      return std::pair(a.quantity.words.begin, a.quantity.words.end) <
             std::pair(b.quantity.words.begin, b.quantity.words.end);
    });
    std::vector<std::int32_t> index_of(drafts_.size(), kNone);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Figure figure = figure_of(drafts_[i]);
      const bool certain = figure.factuality.value == "CT+" || figure.factuality.value == "PR+";
      if (drafts_[i].quantity.bare && !certain) continue;
      index_of[i] = static_cast<std::int32_t>(reading_.figures.size());
      link_event(drafts_[i], figure);
      reading_.figures.push_back(std::move(figure));
    }
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (index_of[i] == kNone || drafts_[i].whole == kNone) continue;
      for (std::size_t j = 0; j < drafts_.size(); ++j)
        if (j != i && drafts_[j].quantity.node == drafts_[i].whole && index_of[j] != kNone)
          reading_.figures[index_of[i]].subset_of = index_of[j];
    }
  }

  Figure figure_of(const Draft& draft) const {
    Figure figure;
    const Quantity& quantity = draft.quantity;
    figure.measure = draft.measure;
    figure.words = quantity.words;
    // "68 wounded": the participle stands for the noun that is left out.
    if (quantity.head == kNone && quantity.words.end == draft.trigger)
      figure.words.end = draft.trigger + 1;
    figure.span = language::span_of(analysis_, figure.words);
    figure.word = quantity.head != kNone ? quantity.head : quantity.node;
    figure.low = quantity.amount.low;
    figure.best = quantity.amount.best;
    figure.high = quantity.amount.high;
    figure.bound = quantity.amount.bound;
    if (draft.row != nullptr && draft.row->things) figure.unit = quantity.noun.unit;
    if (figure.unit == "person") figure.population = population_of(quantity);
    figure.scope = scope_of(draft);
    if (figure.bound != "none")
      figure.factuality = assess_factuality(document_, draft.trigger, modality_);
    figure.rule = draft.row == nullptr
                      ? "participant of an event"
                      : "measure: " + text::lower(analysis_.words[draft.trigger].form);
    return figure;
  }

  std::optional<Population> population_of(const Quantity& quantity) const {
    if (quantity.pronoun || quantity.head == kNone) return std::nullopt;
    Population population;
    population.status = quantity.noun.status;
    population.age = quantity.noun.age;
    population.sex = quantity.noun.sex;
    population.years = quantity.noun.years;
    if (quantity.noun.people())
      population.side = describe_actor(document_, quantity.head, registry_).country;
    WordRange words{std::max(quantity.words.begin, quantity.amount.number.end), quantity.head + 1};
    if (quantity.bare) words.begin = quantity.head;
    while (words.begin < quantity.head && (analysis_.words[words.begin].upos == "ADP" ||
                                           analysis_.words[words.begin].upos == "DET"))
      ++words.begin;
    if (words.begin < words.end) population.span = language::span_of(analysis_, words);
    return population;
  }

  // Totals of a period are no figures of one event.
  std::string scope_of(const Draft& draft) const {
    if (draft.row != nullptr && draft.row->kind == "toll") return "cumulative";
    const Word& trigger = analysis_.words[draft.trigger];
    for (const Time& time : reading_.times) {
      if (time.words.begin < 0 ||
          time.words.begin >= static_cast<std::int32_t>(analysis_.words.size()))
        continue;
      if (analysis_.words[time.words.begin].sentence != trigger.sentence) continue;
      const bool period = time.open == "end" || time.granularity == "year" ||
                          time.granularity == "month" || time.granularity == "quarter" ||
                          time.granularity == "season" || time.granularity == "decade" ||
                          time.granularity == "half_year" || time.granularity == "century";
      if (period && language::dominates(analysis_, draft.trigger, time.words.begin))
        return "cumulative";
    }
    const std::int32_t end = analysis_.sentences[trigger.sentence].end;
    for (std::int32_t word = draft.trigger + 1; word < std::min(end, draft.trigger + 16); ++word)
      if (text::lower(analysis_.words[word].form) == "since" &&
          language::dominates(analysis_, draft.trigger, word))
        return "cumulative";
    if (draft.measure == "displaced" && draft.quantity.amount.low.value_or(0) >= 1000)
      return "cumulative";
    return "event";
  }

  // The event of the trigger; else the nearest of a fitting type in the sentence; else the last
  // one told of before.
  void link_event(const Draft& draft, Figure& figure) {
    const auto fits = [&](const Event& event) {
      if (figure.measure == "participants") return true;
      return event.type == "ASSAULT" || event.type == "COERCE" || event.type == "PROTEST";
    };
    std::int32_t best = kNone, best_distance = 1 << 30;
    const std::int32_t sentence = analysis_.words[draft.trigger].sentence;
    for (std::size_t i = 0; i < reading_.events.size(); ++i) {
      const Event& event = reading_.events[i];
      if (event.word == kNone) continue;
      std::int32_t distance = std::abs(event.word - draft.trigger);
      if (distance != 0) {
        if (!fits(event)) continue;
        if (analysis_.words[event.word].sentence != sentence) {
          if (event.word > draft.trigger || figure.unit != "person") continue;
          distance += 100000;
        }
      }
      if (distance < best_distance) {
        best_distance = distance;
        best = static_cast<std::int32_t>(i);
      }
    }
    if (best == kNone) return;
    figure.event = best;
    reading_.events[best].figures.push_back(static_cast<std::int32_t>(reading_.figures.size()));
  }

  const Document& document_;
  const Analysis& analysis_;
  const FigureConventions& conventions_;
  const ActorRegistry& registry_;
  const ModalityLexicon& modality_;
  Reading& reading_;
  Quantities quantities_;
  std::vector<Count> counts_;
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
  return FigureConventions{*std::move(quantities), *std::move(measures)};
}

}  // namespace litopys::reading
