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
#include "reading/figure_scope.h"
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
    for (Draft& draft : drafts_) {
      const Factuality factuality = assess_factuality(document_, draft.trigger, modality_);
      draft.told = told(factuality) && factuality.status != "historical";
    }
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
    drop_same_person(count.trigger, parts);
    if (parts.size() > 1 && enumerates(parts))
      whole = parts[0].node;
    else if (parts.size() > 1 && summed(parts))
      parts = {sum(parts)};
    for (const Quantity& part : parts)
      drafts_.push_back({part, count.row->measure, count.trigger, count.row->soft,
                         part.node == whole ? kNone : whole, count.row, count.adjacent});
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
      const bool same = single(part) && single(before) && article &&
                        (named ? set_off : one && determiner(part).empty());
      if (same)
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
      else
        ++i;
    }
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

  // "One was killed and three others wounded": a second noun phrase with a trigger of its own.
  bool counted_otherwise(const Count& count, std::int32_t word) const {
    return std::any_of(counts_.begin(), counts_.end(), [&](const Count& other) {
      return other.counted == word && other.trigger != count.trigger &&
             other.row->measure != count.row->measure;
    });
  }

  bool wanted(const Count& count, const Quantity& quantity) const {
    const MeasureRow& row = *count.row;
    if (quantity.amount.bound == "none" && qualified(count.trigger)) return false;
    if (row.explicit_only && quantity.bare) return false;
    if (row.things) return quantity.noun.kind == Kind::kThing;
    if (row.kind == "noun") return noun_wanted(count, quantity);
    if (quantity.noun.kind == Kind::kThing || quantity.noun.kind == Kind::kOther) return false;
    // Definite plurals without a number say nothing new: "the victims were shot".
    return !(quantity.bare && quantity.definite && !quantity.amount.best);
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
        if (event.type != "PROTEST" && event.type != "ASSAULT" && event.type != "MOBILIZE")
          continue;
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
    index_of_.assign(drafts_.size(), kNone);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Figure figure = figure_of(drafts_[i]);
      if (drafts_[i].quantity.bare && figure.bound != "none" && !told(figure.factuality)) continue;
      index_of_[i] = static_cast<std::int32_t>(reading_.figures.size());
      link_event(drafts_[i], figure);
      reading_.figures.push_back(std::move(figure));
    }
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (index_of_[i] == kNone || drafts_[i].whole == kNone) continue;
      for (std::size_t j = 0; j < drafts_.size(); ++j)
        if (j != i && drafts_[j].quantity.node == drafts_[i].whole && index_of_[j] != kNone)
          reading_.figures[index_of_[i]].subset_of = index_of_[j];
    }
  }

  // Somebody's death is a figure as long as it is not denied, planned or feared.
  static bool told(const Factuality& factuality) {
    const std::string& status = factuality.status;
    return !factuality.value.ends_with("-") && (status == "occurred" || status == "ongoing" ||
                                                status == "historical" || status.empty());
  }

  Figure figure_of(const Draft& draft) const {
    Figure figure;
    const Quantity& quantity = draft.quantity;
    figure.measure = draft.measure;
    figure.words = quantity.words;
    // "68 wounded": the participle stands for the noun that is left out.
    const Word& trigger = analysis_.words[draft.trigger];
    if (quantity.head == kNone && quantity.words.end == draft.trigger &&
        (trigger.upos != "VERB" || language::has_feature(trigger, "VerbForm=Part")))
      figure.words.end = draft.trigger + 1;
    figure.span = language::span_of(analysis_, figure.words);
    figure.word = quantity.head != kNone ? quantity.head : quantity.node;
    figure.low = quantity.amount.low;
    figure.best = quantity.amount.best;
    figure.high = quantity.amount.high;
    figure.bound = quantity.amount.bound;
    if (draft.row != nullptr && draft.row->things) figure.unit = quantity.noun.unit;
    if (figure.unit == "person") figure.population = population_of(draft);
    figure.scope = scope_of(draft);
    if (figure.bound != "none")
      figure.factuality = assess_factuality(document_, draft.trigger, modality_);
    figure.rule = draft.row == nullptr
                      ? "participant of an event"
                      : "measure: " + text::lower(analysis_.words[draft.trigger].form);
    return figure;
  }

  std::optional<Population> population_of(const Draft& draft) const {
    const Quantity& quantity = draft.quantity;
    if (quantity.pronoun) return std::nullopt;
    if (quantity.head == kNone) return left_out_population(draft);
    Population population;
    population.status = status_of(draft);
    population.age = quantity.noun.age;
    population.sex = quantity.noun.sex;
    population.years = quantity.noun.years;
    if (quantity.noun.people() && capitalised(quantity.head))
      population.side = describe_actor(document_, quantity.head, registry_).country;
    WordRange words{std::max(quantity.words.begin, quantity.amount.number.end), quantity.head + 1};
    if (quantity.bare) words.begin = quantity.head;
    const auto leading = [&](const Word& word) {
      return word.upos == "ADP" || word.upos == "DET" || word.upos == "NUM";
    };
    while (words.begin < quantity.head && leading(analysis_.words[words.begin])) ++words.begin;
    if (words.begin < words.end) population.span = language::span_of(analysis_, words);
    return population;
  }

  // What the noun says; else what the measure or the whole says of its people.
  std::string status_of(const Draft& draft) const {
    const std::string& status = draft.quantity.noun.status;
    if (draft.measure == "captured" && (status.empty() || status == "prisoner")) return "combatant";
    if (!status.empty() && status != "count") return status;
    if (draft.whole != kNone)
      for (const Draft& whole : drafts_)
        if (whole.quantity.node == draft.whole) return whole.quantity.noun.status;
    if (draft.measure == "participants" && (draft.row != nullptr || in_protest(draft)))
      return "protester";
    return {};
  }

  bool in_protest(const Draft& draft) const {
    return std::any_of(reading_.events.begin(), reading_.events.end(), [&](const Event& event) {
      return event.word == draft.trigger && event.type == "PROTEST";
    });
  }

  // "three soldiers were killed and five wounded": the five are of the kind told of before.
  std::optional<Population> left_out_population(const Draft& draft) const {
    const Draft* before = nullptr;
    for (const Draft& other : drafts_) {
      if (other.quantity.words.begin >= draft.quantity.words.begin) break;
      if (other.quantity.head == kNone || other.whole != kNone || other.trigger == kNone) continue;
      if (analysis_.words[other.trigger].sentence == analysis_.words[draft.trigger].sentence)
        before = &other;
    }
    const bool people = before != nullptr && (before->row == nullptr || !before->row->things);
    if (!people || before->quantity.noun.status.empty() || before->quantity.noun.status == "count")
      return std::nullopt;
    Population population;
    population.status = before->quantity.noun.status;
    return population;
  }

  // A side needs a name or a demonym.
  bool capitalised(std::int32_t head) const {
    const WordRange range = noun_phrase(analysis_, head);
    const std::int32_t begin = analysis_.sentences[analysis_.words[head].sentence].begin;
    for (std::int32_t word = range.begin; word < range.end; ++word) {
      const Word& each = analysis_.words[word];
      const bool capital = each.form[0] >= 'A' && each.form[0] <= 'Z';
      if (each.upos == "PROPN" || (capital && (word > begin || each.upos == "ADJ"))) return true;
    }
    return false;
  }

  // Totals of a period are no figures of one event (figure_scope.cc).
  std::string scope_of(const Draft& draft) const {
    return figure_scope(document_, draft, conventions_.scopes, reading_.times);
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
    // A part, and who was told hurt before, belong to the same happening.
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const std::int32_t node = drafts_[i].quantity.node;
      if ((node == draft.whole || node == draft.told_before) && index_of_[i] != kNone &&
          reading_.figures[index_of_[i]].event != kNone)
        best = reading_.figures[index_of_[i]].event;
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
  std::vector<std::int32_t> index_of_;  // of each draft's figure
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
  return FigureConventions{*std::move(quantities), *std::move(measures), *std::move(scopes)};
}

}  // namespace litopys::reading
