// The last step of figures.cc: what each draft prints.
//
// Drafts are taken in text order, so that what a figure refers back to is printed already: its
// whole, those hurt before who are now dead, those told of before a numeral alone.
//
//     "killed three soldiers and wounded five"  -> the five are combatants too
//     "Police say two of them died."            -> linked to the event of those they are part of
//
// Cost: drafts times the events, times and drafts of one sentence. Test: figures_test.cc.
#include "reading/figure_writer.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "reading/calendar.h"
#include "reading/figure_scope.h"
#include "reading/labelled_items.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

class FigureWriter {
 public:
  FigureWriter(const FigureContext& context, std::vector<Draft>& drafts, Reading& reading)
      : document_(context.document),
        analysis_(context.document.analysis),
        conventions_(context.conventions),
        registry_(context.registry),
        modality_(context.modality),
        drafts_(drafts),
        reading_(reading),
        items_(labelled_items(context.document)) {
    const auto size = static_cast<std::int32_t>(analysis_.words.size());
    for (std::size_t i = 0; i < reading.events.size(); ++i)
      if (reading.events[i].word != kNone)
        events_.emplace(reading.events[i].word, static_cast<std::int32_t>(i));
    for (const Time& time : reading.times)
      if (time.words.begin >= 0 && time.words.begin < size)
        times_[analysis_.words[time.words.begin].sentence].push_back(time);
  }

  void write() {
    std::sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
      return std::pair(a.quantity.words.begin, a.quantity.words.end) <
             std::pair(b.quantity.words.begin, b.quantity.words.end);
    });
    index_of_.assign(drafts_.size(), kNone);
    for (std::size_t i = 0; i < drafts_.size(); ++i)
      if (drafts_[i].whole != drafts_[i].quantity.node)
        draft_of_.emplace(drafts_[i].quantity.node, i);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Figure figure = figure_of(i);
      if ((drafts_[i].quantity.bare || figure.bound == "none") && !told(figure.factuality))
        continue;
      if (accused(drafts_[i], figure)) continue;
      index_of_[i] = static_cast<std::int32_t>(reading_.figures.size());
      link_event(drafts_[i], figure);
      reading_.figures.push_back(std::move(figure));
    }
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const std::int32_t whole = figure_of_node(drafts_[i].whole);
      if (index_of_[i] != kNone && whole != index_of_[i])
        reading_.figures[index_of_[i]].subset_of = whole;
    }
  }

  // The printed figure whose noun phrase stands at this word.
  std::int32_t figure_of_node(std::int32_t node) const {
    const auto found = draft_of_.find(node);
    return found == draft_of_.end() ? kNone : index_of_[found->second];
  }

 private:
  Figure figure_of(std::size_t index) const {
    const Draft& draft = drafts_[index];
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
    if (!quantity.bare && quantity.noun.unit == "household") figure.unit = quantity.noun.unit;
    if (figure.unit == "person") figure.population = population_of(index);
    figure.scope = scope_of(draft);
    figure.factuality = assess_factuality(document_, told_by(draft), modality_);
    if (figure.bound == "none") affirm_zero(figure.factuality);
    if (draft.denied || is_corrected(quantity)) figure.factuality.value = "CT-";
    figure.rule = draft.row == nullptr && !draft.counted
                      ? "participant of an event"
                      : "measure: " + text::lower(analysis_.words[draft.trigger].form);
    return figure;
  }

  // "Prosecutors accused two officers of beating a man": nobody tells that the two took part.
  static bool accused(const Draft& draft, const Figure& figure) {
    const auto& cues = figure.factuality.cues;
    return draft.row == nullptr && !draft.counted && figure.measure == "participants" &&
           figure.factuality.value == "PS+" &&
           std::any_of(cues.begin(), cues.end(),
                       [](const Cue& cue) { return cue.kind == "hedge"; });
  }

  // "The toll could rise to [50]": the verb between a toll and its number says whether it has.
  std::int32_t told_by(const Draft& draft) const {
    const bool toll = draft.row != nullptr && draft.row->kind == "toll";
    const std::int32_t node = draft.quantity.node;
    if ((!toll && !draft.counted) || analysis_.words[draft.trigger].upos != "NOUN" ||
        sentence_of(draft) != analysis_.words[node].sentence || draft.like != kNone ||
        language::dominates(analysis_, draft.trigger, node))
      return draft.trigger;
    const std::int32_t verb = verb_over(node);
    const bool between = analysis_.words[verb].upos == "VERB" && draft.trigger < node &&
                         std::min(verb, node) > draft.trigger;
    return between ? verb : draft.trigger;
  }

  // "The toll was revised from [19] to 17", "corrected down to 27 from [31]": who corrects a number
  // takes it back. One that rose was right in its day.
  bool is_corrected(const Quantity& quantity) const {
    constexpr std::int32_t kNear = 8;
    const std::int32_t begin = analysis_.sentences[sentence_at(quantity)].begin;
    const std::int32_t from = quantity.words.begin - 1;
    if (quantity.head != kNone && !quantity.noun.people()) return false;
    if (from < begin || text::lower(analysis_.words[from].form) != "from") return false;
    for (std::int32_t word = from - 1; word >= std::max(begin, from - kNear); --word) {
      const std::string form = text::lower(analysis_.words[word].form);
      if (conventions_.counting.is(form, "correct")) return true;
      if (conventions_.counting.is(form, "change") && form != "down" && form != "up") return false;
    }
    return false;
  }

  std::int32_t sentence_at(const Quantity& quantity) const {
    return analysis_.words[quantity.node].sentence;
  }

  // "Nobody was hurt" denies the harm and asserts the zero.
  static void affirm_zero(Factuality& factuality) {
    if (!factuality.value.ends_with("-")) return;
    factuality.value.back() = '+';
    if (factuality.status == "omitted") factuality.status = "occurred";
  }

  std::optional<Population> population_of(std::size_t index) const {
    const Draft& draft = drafts_[index];
    const Quantity& quantity = draft.quantity;
    if (quantity.pronoun) return std::nullopt;
    if (quantity.head == kNone) return left_out_population(index);
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
    // "three casualties": the noun tells the harm and not whom it met.
    if (quantity.head == draft.trigger && !says_who(population)) return left_out_population(index);
    return population;
  }

  static bool says_who(const Population& population) {
    return !population.status.empty() || !population.age.empty() || !population.sex.empty() ||
           !population.side.empty() || population.years;
  }

  // What the noun says; else what the measure or the whole says of its people.
  std::string status_of(const Draft& draft) const {
    const std::string& status = draft.quantity.noun.status;
    if (draft.measure == "captured" && (status.empty() || status == "prisoner")) return "combatant";
    if (!status.empty() && status != "count") return status;
    const auto whole = draft_of_.find(draft.whole);
    if (whole != draft_of_.end() && drafts_[whole->second].quantity.noun.status != "count")
      return drafts_[whole->second].quantity.noun.status;
    if (draft.measure == "participants" && (draft.row != nullptr || in_protest(draft)))
      return "protester";
    return {};
  }

  bool in_protest(const Draft& draft) const {
    const auto range = events_.equal_range(draft.trigger);
    return std::any_of(range.first, range.second, [&](const auto& entry) {
      return reading_.events[entry.second].type == "PROTEST";
    });
  }

  // "three soldiers were killed and five wounded": the five are of the kind told of before.
  std::optional<Population> left_out_population(std::size_t index) const {
    const Draft* before = nullptr;
    const std::int32_t sentence = sentence_of(drafts_[index]);
    for (std::size_t i = index;
         i-- > 0 && sentence_of(drafts_[i]) == sentence && before == nullptr;)
      if (drafts_[i].quantity.head != kNone && drafts_[i].whole == kNone) before = &drafts_[i];
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
    static const std::vector<Time> none;
    const auto times = times_.find(sentence_of(draft));
    return figure_scope(document_, draft, conventions_.scopes,
                        times == times_.end() ? none : times->second);
  }

  // The event of the trigger; else the nearest of a fitting type in the sentence; else the last
  // one told of before, but not in another line of a list.
  void link_event(const Draft& draft, Figure& figure) {
    const Time* past = time_long_past(draft);
    std::int32_t event = nearest_event(draft, figure);
    if (past != nullptr && event != kNone && !of_clause(reading_.events[event], draft)) {
      figure.start = past->start;
      figure.end = past->end;
      return;
    }
    // A part, and who was told hurt before, belong to the same happening.
    for (const std::int32_t node : {draft.told_before, draft.whole, draft.like}) {
      const std::int32_t other = figure_of_node(node);
      if (other != kNone && reading_.figures[other].event != kNone)
        event = reading_.figures[other].event;
    }
    if (event == kNone) return;
    figure.event = event;
    reading_.events[event].figures.push_back(static_cast<std::int32_t>(reading_.figures.size()));
  }

  // "where the 2007 violence left [1,100 dead]": the time of its clause, if that is half a year or
  // more before the report, so that the number is of no happening told elsewhere.
  const Time* time_long_past(const Draft& draft) const {
    constexpr int kLong = 6;  // months
    const auto published = parse_date(document_.report.published);
    const auto times = times_.find(sentence_of(draft));
    if (!published || times == times_.end()) return nullptr;
    for (const Time& time : times->second) {
      const auto end = parse_date(time.end);
      if (!end || verb_over(time.words.begin) != verb_over(draft.trigger)) continue;
      const int months = (published->year - end->year) * 12 + published->month - end->month;
      if (months >= kLong) return &time;
    }
    return nullptr;
  }

  bool of_clause(const Event& event, const Draft& draft) const {
    return event.factuality.status == "historical" ||
           verb_over(event.word) == verb_over(draft.trigger);
  }

  // The verb at or above a word; the top of its tree where there is none.
  std::int32_t verb_over(std::int32_t word) const {
    for (int steps = 0; steps < 40 && analysis_.words[word].head != kNone; ++steps) {
      if (analysis_.words[word].upos == "VERB") break;
      word = analysis_.words[word].head;
    }
    return word;
  }

  // "[A crowd of 200] came back. They sang."
  std::int32_t event_of_actor(Span phrase) const {
    for (std::size_t i = 0; i < reading_.events.size(); ++i)
      for (const Participant& participant : reading_.events[i].participants)
        if (participant.role == "actor" && participant.span.begin <= phrase.begin &&
            phrase.end <= participant.span.end)
          return static_cast<std::int32_t>(i);
    return kNone;
  }

  std::int32_t nearest_event(const Draft& draft, const Figure& figure) const {
    const auto own = events_.find(draft.trigger);
    if (own != events_.end()) return own->second;
    if (figure.measure == "participants")
      if (const std::int32_t event = event_of_actor(figure.span); event != kNone) return event;
    const auto fits = [&](const Event& event) {
      // "years after the shooting 400 gathered": nobody took part in the shooting.
      const bool crowd = draft.row != nullptr || draft.counted;
      if (figure.measure == "participants") return !crowd || event.type == "PROTEST";
      return event.type == "ASSAULT" || event.type == "COERCE" || event.type == "PROTEST";
    };
    const language::Sentence& sentence = analysis_.sentences[sentence_of(draft)];
    std::int32_t best = kNone, best_distance = 0;
    for (auto at = events_.lower_bound(sentence.begin);
         at != events_.end() && at->first < sentence.end; ++at) {
      const std::int32_t distance = std::abs(at->first - draft.trigger);
      if (!fits(reading_.events[at->second]) || (best != kNone && distance >= best_distance))
        continue;
      best = at->second;
      best_distance = distance;
    }
    if (best != kNone || figure.unit != "person") return best;
    int steps = 0;
    for (auto at = events_.lower_bound(sentence.begin); at != events_.begin() && steps < 50;
         ++steps) {
      --at;
      if (fits(reading_.events[at->second]) &&
          !is_parted(items_, sentence_of(draft), analysis_.words[at->first].sentence))
        return at->second;
    }
    return kNone;
  }

  std::int32_t sentence_of(const Draft& draft) const {
    return analysis_.words[draft.trigger].sentence;
  }

  const Document& document_;
  const Analysis& analysis_;
  const FigureConventions& conventions_;
  const ActorRegistry& registry_;
  const ModalityLexicon& modality_;
  std::vector<Draft>& drafts_;
  Reading& reading_;
  const std::vector<LabelledItem> items_;
  std::multimap<std::int32_t, std::int32_t> events_;  // trigger word -> event
  std::map<std::int32_t, std::vector<Time>> times_;   // by sentence
  std::map<std::int32_t, std::size_t> draft_of_;      // node -> draft
  std::vector<std::int32_t> index_of_;                // of each draft's figure
};

}  // namespace

bool told(const Factuality& factuality) {
  const std::string& status = factuality.status;
  return !factuality.value.ends_with("-") &&
         (status == "occurred" || status == "ongoing" || status == "historical" || status.empty());
}

void write_figures(const FigureContext& context, std::vector<Draft>& drafts, Reading& reading) {
  FigureWriter(context, drafts, reading).write();
}

}  // namespace litopys::reading
