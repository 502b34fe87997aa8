// The composition of the reading layer. Each step sees what earlier steps found: figures need
// events ("five people were injured" is one of them), dates and places of events need both, and
// claims come last, since a source vouches for events and figures alike.
//
// A title is read apart from the text: headlines have a grammar of their own and must not lend
// their subjects to the first sentence. Covered by read_test.cc and the text cases.
#include "reading/read.h"

#include "language/language.h"
#include "reading/dates_ahead.h"
#include "reading/event_places.h"
#include "reading/mistaken_towns.h"
#include "reading/numbers_within_events.h"
#include "reading/places.h"
#include "reading/town_parts.h"

namespace litopys::reading {
namespace {

// Loads one codebook into its member, or says why not.
template <class T>
bool take(text::Result<T> loaded, T& into, std::optional<text::Error>& error) {
  if (loaded)
    into = std::move(*loaded);
  else if (!error)
    error = loaded.error();
  return !error;
}

void move_index(std::int32_t& index, std::size_t by) {
  if (index != kNone) index += static_cast<std::int32_t>(by);
}

void move_indices(std::vector<std::int32_t>& indices, std::size_t by) {
  for (std::int32_t& index : indices) move_index(index, by);
}

// How many of each kind the text has: by so much the title's indices move.
struct Offsets {
  std::size_t entities, times, places, events, figures, attributions;
};

void move_event(Event& event, const Offsets& by) {
  for (Participant& participant : event.participants) move_index(participant.entity, by.entities);
  move_index(event.place, by.places);
  move_indices(event.other_places, by.places);
  move_index(event.time, by.times);
  move_indices(event.other_times, by.times);
  move_index(event.same_as, by.events);
  move_indices(event.attribution, by.attributions);
  move_indices(event.figures, by.figures);
}

void move_figure(Figure& figure, const Offsets& by) {
  move_index(figure.subset_of, by.figures);
  move_index(figure.event, by.events);
  move_index(figure.place, by.places);
  move_indices(figure.attribution, by.attributions);
}

template <class Item, class Move>
void append(std::vector<Item>& to, std::vector<Item>& from, Move move) {
  for (Item& item : from) {
    item.in_title = true;
    move(item);
    to.push_back(std::move(item));
  }
}

// A sentence without an end within the limit (a list without stops, damaged text) is read in
// pieces, and what stands on both sides of a cut is not connected.
void warn_of_long_sentences(const Document& document, Reading& reading) {
  for (const language::Sentence& sentence : document.analysis.sentences)
    if (const auto limit = language::limit_met(sentence))
      reading.warnings.push_back({"long-sentence", sentence.span, *limit});
}

}  // namespace

text::Result<Knowledge> load_knowledge(const std::filesystem::path& codebooks) {
  Knowledge knowledge;
  std::optional<text::Error> error;
  take(load_time_lexicon(codebooks), knowledge.times, error);
  take(load_place_lexicon(codebooks), knowledge.places, error);
  take(load_place_choice(codebooks), knowledge.place_choice, error);
  take(load_speech_lexicon(codebooks), knowledge.speech, error);
  take(load_actor_registry(codebooks), knowledge.actors, error);
  take(load_modality_lexicon(codebooks), knowledge.modality, error);
  take(load_event_codebook(codebooks), knowledge.events, error);
  take(load_figure_conventions(codebooks), knowledge.figures, error);
  if (error) return *error;
  return knowledge;
}

Reading read_document(const Document& given, const gazetteer::Gazetteer& gazetteer,
                      const Knowledge& knowledge) {
  const std::optional<language::Analysis> corrected =
      with_towns(given, gazetteer, knowledge.places);
  const Document document{given.report, given.text, corrected ? *corrected : given.analysis,
                          given.title_day};
  Reading reading;
  reading.entities = read_entities(document, knowledge.actors);
  reading.times = read_times(document, knowledge.times);
  read_places(document, gazetteer, knowledge.places, reading);
  place_town_parts(document, knowledge.places, reading);
  read_attributions(document, knowledge.speech, knowledge.actors, reading);
  read_events(document, knowledge.events, knowledge.actors, knowledge.modality, reading);
  read_figures(document, knowledge.figures, knowledge.actors, knowledge.modality, reading);
  date_events(document, knowledge.times, reading);
  mark_planned_by_date(document, reading);
  tell_numbers_as_their_events(document, reading);
  place_events(document, knowledge.places, knowledge.place_choice, reading);
  attribute_claims(document, knowledge.speech, reading);
  warn_of_long_sentences(document, reading);
  return reading;
}

void append_title(Reading& reading, Reading title) {
  const Offsets by{reading.entities.size(), reading.times.size(),   reading.places.size(),
                   reading.events.size(),   reading.figures.size(), reading.attributions.size()};
  append(reading.entities, title.entities, [&](Entity& e) { move_index(e.same_as, by.entities); });
  append(reading.times, title.times, [&](Time& t) { move_index(t.range_end, by.times); });
  append(reading.places, title.places, [&](Place& p) { move_index(p.settlement, by.places); });
  append(reading.events, title.events, [&](Event& event) { move_event(event, by); });
  append(reading.figures, title.figures, [&](Figure& figure) { move_figure(figure, by); });
  append(reading.attributions, title.attributions, [&](Attribution& attribution) {
    move_index(attribution.entity, by.entities);
    move_index(attribution.relayed_by, by.attributions);
  });
  append(reading.quotes, title.quotes, [&](Quote& quote) {
    move_index(quote.speaker, by.entities);
    move_index(quote.attribution, by.attributions);
  });
  for (Warning& warning : title.warnings) {
    warning.span = {};  // spans of warnings count bytes of the text
    reading.warnings.push_back(std::move(warning));
  }
}

}  // namespace litopys::reading
