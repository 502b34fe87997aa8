// The place of an event is looked for from near to far: among the places of its sentence
// (place_choice.h), in the label of its line of a list, in its paragraph, where the paragraphs just
// before were, the lead, the dateline (carried_places.h); story_place.h has the last word. What a
// labelled line tells stays in that line.
//
// What the choice in the event's own sentence has refused, the lead does not bring back: it speaks
// for other sentences only. But where another event of the sentence was, before it, this one was
// too; and a town that the choice has refused only narrowly ("Residents of Lund ran out and beat
// the thieves"), or that is what was attacked, is nearer than any other sentence. Parts between
// semicolons are told apart. Where nothing else tells a place, the event was in the town of its
// sentence if other sentences go on there. A capital that stands for its government is never the
// place, and what a government says inherits neither a place abroad nor its capital
// (governments.h); nor is one that the sentence tells of something else (elsewhere.h).
//
// A street or building that no gazetteer has ("places.facility") gives way to a place that can be
// put on the map: first to one that stands with it ("on Lincoln Avenue in Lund"), then wherever one
// is found, and stays among the others.
//
// What did not happen at a time of the story (habitual, historical, hypothetical) gets no place
// from outside its sentence. Covered by event_places_test.cc and tests/cases/places.
#include "reading/event_places.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "gazetteer/name_key.h"
#include "reading/carried_places.h"
#include "reading/clauses.h"
#include "reading/elsewhere.h"
#include "reading/governments.h"
#include "reading/one_of.h"
#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr int kOfParticipant = 2, kOfActor = 6;
constexpr float kUnlikely = -1.25;  // log odds by the language model; it speaks against such a town
constexpr double kNarrowly = 1.3;   // by which "none of them" may outdo a town that is taken still

bool is_area(const Place& place) {
  return place.precision == "country" || place.precision == "admin1" || place.precision == "region";
}

bool is_of_words(const Event& event) {
  return is_one_of(event.type, {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE",
                                "SANCTION", "AGREE"});
}

class Linker {
 public:
  Linker(const Document& document, const PlaceLexicon& lexicon, const PlaceChoiceWeights& weights,
         Reading& reading)
      : analysis_(document.analysis),
        lexicon_(lexicon),
        reading_(reading),
        governments_(document.analysis, reading),
        chooser_(document, lexicon, weights, governments_, reading),
        elsewhere_(document, lexicon, reading),
        carried_(document, lexicon, governments_, reading) {}

  void link() {
    refused_.resize(reading_.events.size());
    for (std::size_t e = 0; e < reading_.events.size(); ++e) {
      from_sentence(e);
      carried_.note(reading_.events[e]);
    }
    place_later_mentions();
    for (std::size_t e = 0; e < reading_.events.size(); ++e) from_afar(e);
    for (std::size_t e = 0; e < reading_.events.size(); ++e) where_story_goes_on(e);
    place_mentions_alike();
    for (Figure& figure : reading_.figures) place_figure(figure);
  }

 private:
  const language::Word& word(std::int32_t i) const {
    return analysis_.words[static_cast<std::size_t>(i)];
  }
  const Place& place(std::int32_t p) const { return reading_.places[static_cast<std::size_t>(p)]; }
  std::int32_t sentence_of(const Event& event) const {
    return event.word == kNone ? kNone : word(event.word).sentence;
  }

  // ---- in its sentence
  std::vector<EventPlaceOption> options_of(const Event& event) const {
    std::vector<EventPlaceOption> options = chooser_.options(event.word, &event);
    std::erase_if(options, [&](const EventPlaceOption& option) {
      return option.place != kNone && elsewhere_.is_told_of(place(option.place), event.word);
    });
    return options;
  }

  void from_sentence(std::size_t e) {
    Event& event = reading_.events[e];
    if (event.word == kNone) return;
    std::vector<EventPlaceOption> options = options_of(event);
    if (options.empty()) return;
    if (const std::int32_t there = place_of_there(event); there != kNone) {
      event.place = there;
      event.place_basis = "sentence";
      return;
    }
    if (options[0].place == kNone) {
      refused_[e] = std::move(options);
      return;
    }
    prefer_held(options);
    prefer_mapped(options);
    event.place = options[0].place;
    event.place_share = options[0].share;
    event.place_basis = options[0].rank <= 3 || options[0].rank == kOfActor ? "clause" : "sentence";
    for (std::size_t i = 1; i < options.size() && options[i].place != kNone; ++i)
      if (options[i].rank <= 1 && !holds(place(options[i].place), place(event.place)) &&
          !same(options[i].place, event.place))
        event.other_places.push_back(options[i].place);
  }

  // A town of its sentence that was refused narrowly, where something is done in a place: not by
  // words alone, not where somebody comes from, not where a road leads.
  void from_sentence_after_all(std::size_t e) {
    Event& event = reading_.events[e];
    if (event.word == kNone || event.place != kNone) return;
    const auto take = [&](std::int32_t p, double share) {
      event.place = p;
      event.place_share = share;
      event.place_basis = "sentence";
    };
    if (const EventPlaceOption* town = in_part(e)) return take(town->place, town->share);
    for (const EventPlaceOption& option : refused_[e])
      if (is_struck(event, option)) return take(option.place, option.share);
    if (const std::int32_t told = told_beside(e); told != kNone) {
      if (belongs_to_story(event)) take(reading_.events[static_cast<std::size_t>(told)].place, 0);
      return;
    }
    if (is_of_words(event)) return;
    for (const EventPlaceOption& option : refused_[e])
      if (is_town_of_deed(option) && option.score >= refused_[e][0].score - kNarrowly &&
          !is_unlikely(option))
        return take(option.place, option.share);
  }

  // The language model speaks against it; of a capital without its name it has learned nothing.
  bool is_unlikely(const EventPlaceOption& option) const {
    return option.learned.value_or(0) < kUnlikely && place(option.place).rule != "places.capital";
  }

  bool is_town_of_deed(const EventPlaceOption& option) const {
    if (option.place == kNone || option.rank == kOfActor) return false;
    const Place& town = place(option.place);
    const std::string_view with = adposition(analysis_, carried_.phrase_of(town));
    const bool road = option.rank == kOfParticipant && with == "to";
    return with != "from" && !road && !is_area(town) && is_likely(town);
  }

  // "Shells hit Lund": what is attacked is where it is attacked.
  bool is_struck(const Event& event, const EventPlaceOption& option) const {
    if (event.type != "ASSAULT" || !is_town_of_deed(option)) return false;
    const std::int32_t at = head_of(analysis_, place(option.place));
    return word(at).head == event.word && is_one_of(word(at).deprel, {"obj", "nsubj:pass"});
  }

  // The part of the sentence between semicolons that a word stands in.
  int part_of(std::int32_t at) const {
    int part = 0;
    for (std::int32_t i = analysis_.sentences[static_cast<std::size_t>(word(at).sentence)].begin;
         i < at; ++i)
      part += word(i).form == ";" ? 1 : 0;
    return part;
  }

  // "in Lund shops closed; in Malmö two men were hurt": the one town that its part is set in.
  const EventPlaceOption* in_part(std::size_t e) const {
    const Event& event = reading_.events[e];
    const EventPlaceOption* found = nullptr;
    const int part = part_of(event.word);
    bool several = false;
    for (const EventPlaceOption& option : refused_[e]) {
      if (option.place == kNone) continue;
      const bool here = part_of(place(option.place).words.begin) == part;
      several = several || !here;
      if (!here || !is_town_of_deed(option) || !carried_.is_location(place(option.place))) continue;
      if (found != nullptr) return nullptr;
      found = &option;
    }
    return several ? found : nullptr;
  }

  // The event before it that has a place of their common sentence; kNone: there is none.
  std::int32_t told_beside(std::size_t e) const {
    const std::int32_t sentence = sentence_of(reading_.events[e]);
    for (std::size_t i = e; i-- > 0 && sentence_of(reading_.events[i]) == sentence;)
      if (const Event& earlier = reading_.events[i];
          earlier.place != kNone && is_one_of(earlier.place_basis, {"clause", "sentence"}))
        return static_cast<std::int32_t>(i);
    return kNone;
  }

  // "rallied there": the town told before. kNone without such a word, or with a place behind it.
  std::int32_t place_of_there(const Event& event) const {
    std::int32_t there = there_under(event.word);
    for (const std::int32_t child : language::children(analysis_, event.word))
      if (const auto relation = language::relation(word(child));
          there == kNone && (relation == "obj" || relation == "obl"))
        there = there_under(child);  // "burned the school there"
    if (there == kNone) return kNone;
    for (const std::int32_t p : carried_.in_sentence(word(there).sentence))
      if (place(p).words.begin > there && place(p).words.begin <= there + 3) return kNone;
    return carried_.before(there);
  }

  std::int32_t there_under(std::int32_t head) const {
    for (const std::int32_t child : language::children(analysis_, head))
      if (language::relation(word(child)) == "advmod" && word(child).upos == "ADV" &&
          text::lower(word(child).form) == "there")
        return child;
    return kNone;
  }

  // Of an area and a town in it that stands as close to the event, the town.
  void prefer_held(std::vector<EventPlaceOption>& options) const {
    for (std::size_t i = 1; i < options.size(); ++i)
      if (options[i].place != kNone && options[i].rank <= std::max(1, options[0].rank) &&
          holds(place(options[0].place), place(options[i].place)))
        return std::swap(options[0], options[i]);
  }

  // A street, or a village that the gazetteer lacks but that the words place by another ("X, 20 km
  // north of Y"): the best place on the map beside it, or as close to the event, goes before it.
  void prefer_mapped(std::vector<EventPlaceOption>& options) const {
    const Place& first = place(options[0].place);
    if (first.match) return;
    const bool facility = first.rule == "places.facility";
    for (std::size_t i = 1; i < options.size(); ++i) {
      if (options[i].place == kNone) continue;
      const Place& other = place(options[i].place);
      const bool beside = other.words.begin >= first.words.end &&
                          other.words.begin <= first.words.end + (facility ? 3 : 9);
      const bool tells_where = other.rule == "places.offset" || other.rule == "places.near";
      if (!facility && !(beside && tells_where)) continue;
      if (!other.match || !(beside || options[i].rank <= std::max(1, options[0].rank))) continue;
      const auto chosen = options.begin() + static_cast<std::ptrdiff_t>(i);
      std::rotate(options.begin(), chosen, chosen + 1);
      return;
    }
  }

  bool same(std::int32_t a, std::int32_t b) const {
    return place(a).match && place(b).match &&
           place(a).match->geonameid == place(b).match->geonameid &&
           place(a).match->name == place(b).match->name;
  }

  bool agree(std::int32_t a, std::int32_t b) const {
    return same(a, b) || holds(place(a), place(b)) || holds(place(b), place(a));
  }

  // Two mentions of one happening have one place; two towns told make them two happenings.
  void place_later_mentions() {
    for (Event& event : reading_.events) {
      if (event.same_as == kNone || event.in_title) continue;
      const Event& first = reading_.events[static_cast<std::size_t>(event.same_as)];
      const bool here = event.place != kNone && place(event.place).match;
      const bool there = first.place != kNone && place(first.place).match;
      if (here && there) {
        if (!agree(event.place, first.place)) event.same_as = kNone;
      } else if (there && event.place == kNone) {
        event.place = first.place;
        event.place_basis = "paragraph";
      }
    }
  }

  // Where a later mention of it was, which its own clause tells.
  std::int32_t told_later(std::size_t e) const {
    for (std::size_t i = e + 1; i < reading_.events.size(); ++i) {
      const Event& later = reading_.events[i];
      if (later.same_as == static_cast<std::int32_t>(e) && !later.in_title &&
          later.place != kNone && place(later.place).match &&
          is_one_of(later.place_basis, {"clause", "sentence"}))
        return later.place;
    }
    return kNone;
  }

  // At last one happening has one place, so that its mentions can be put together by it: that of
  // the first one, or where that knows no town the one that the clause of a later one tells.
  void place_mentions_alike() {
    for (Event& event : reading_.events) {
      if (event.same_as == kNone || event.in_title || !is_told_here(event)) continue;
      Event& first = reading_.events[static_cast<std::size_t>(event.same_as)];
      const bool open = first.place == kNone || !place(first.place).match ||
                        (is_area(place(first.place)) && agree(first.place, event.place));
      if (open && event.place_basis == "clause" && place(event.place).match)
        take_place_of(event, first);
    }
    for (Event& event : reading_.events) {
      if (event.same_as == kNone || event.in_title) continue;
      const Event& first = reading_.events[static_cast<std::size_t>(event.same_as)];
      if (first.place == kNone || (is_told_here(event) && !agree(event.place, first.place)))
        continue;
      if (is_told_here(first) || place(first.place).match) take_place_of(first, event);
    }
  }

  // Its own sentence tells where it was.
  bool is_told_here(const Event& event) const {
    return event.place != kNone && is_one_of(event.place_basis, {"clause", "sentence"}) &&
           place(event.place).rule != "places.facility";
  }

  void take_place_of(const Event& from, Event& to) {
    if (to.place == from.place) return;
    if (is_told_here(to) && !same(to.place, from.place))
      to.other_places.insert(to.other_places.begin(), to.place);
    std::erase(to.other_places, from.place);
    to.place = from.place;
    to.place_share = 0;
    to.place_basis = "paragraph";
  }

  void from_afar(std::size_t e) {
    Event& event = reading_.events[e];
    const std::int32_t dateline = carried_.dateline();
    from_sentence_after_all(e);
    if (!belongs_to_story(event)) return;
    const auto is_open = [&] {
      return event.place == kNone || place(event.place).rule == "places.facility";
    };
    const auto take = [&](std::int32_t p, const char* basis) {
      if (!is_open() || p == kNone || (event.place != kNone && !place(p).match)) return;
      if (is_word_of_government(event, place(p), lexicon_)) return;
      if (event.place != kNone) event.other_places.insert(event.other_places.begin(), event.place);
      event.place = p;
      event.place_basis = basis;
    };
    take(carried_.in_item(event.word), "paragraph");
    take(carried_.in_paragraph(e), "paragraph");
    take(told_later(e), "paragraph");
    take(carried_.named_in_paragraph(event, CarriedPlaces::Named::kHoldingSomething), "paragraph");
    take(carried_.in_story(event), "paragraph");
    carried_.note(event);
    const std::int32_t lead = carried_.in_lead(event);
    if (event.place == kNone && lead != kNone && is_told_after(lead, event)) take_own_town(e);
    take(lead, "lead");
    // A dateline within what the lead only names as an area says more.
    if (event.place_basis == "lead" && dateline != kNone && is_area(place(event.place)) &&
        holds(place(event.place), place(dateline)))
      event.place = kNone;
    take(dateline, "dateline");
    take(carried_.named_in_paragraph(event, CarriedPlaces::Named::kAnyhow), "paragraph");
  }

  bool is_told_after(std::int32_t p, const Event& event) const {
    return place(p).words.begin < place(p).words.end && event.word != kNone &&
           word(place(p).words.begin).sentence > sentence_of(event);
  }

  // A refused town that something of its sentence is in is nearer than one that is told later.
  void take_own_town(std::size_t e) {
    Event& event = reading_.events[e];
    if (is_of_words(event)) return;
    for (const EventPlaceOption& option : refused_[e]) {
      if (!is_town_of_deed(option) ||
          !is_one_of(adposition(analysis_, head_of(analysis_, place(option.place))), {"in", "at"}))
        continue;
      event.place = option.place;
      event.place_share = option.share;
      event.place_basis = "sentence";
      return;
    }
  }

  // Nothing else tells its place: the town of its sentence where other sentences go on.
  void where_story_goes_on(std::size_t e) {
    Event& event = reading_.events[e];
    if (event.place != kNone || event.word == kNone || !belongs_to_story(event) ||
        is_of_words(event))
      return;
    for (const EventPlaceOption& option : refused_[e]) {
      if (!is_town_of_deed(option)) continue;
      const bool goes_on =
          std::any_of(reading_.events.begin(), reading_.events.end(), [&](const Event& other) {
            return other.word != kNone && sentence_of(other) != sentence_of(event) &&
                   other.place != kNone && same(other.place, option.place);
          });
      if (!goes_on) continue;
      event.place = option.place;
      event.place_share = option.share;
      event.place_basis = "sentence";
      return;
    }
  }

  // "3 in Nakuru", "in Zaria 12": the place that stands with the number.
  std::int32_t beside(const Figure& figure) const {
    if (figure.in_title || figure.word == kNone) return kNone;
    const language::WordRange words = figure.words;
    for (const std::int32_t p : carried_.in_sentence(word(figure.word).sentence)) {
      const language::WordRange name = place(p).words;
      const bool after = name.begin == words.end + 1 && word(words.end).upos == "ADP" &&
                         word(words.end).form != "of";
      const bool before =
          name.end == words.begin && name.begin > 1 && word(name.begin - 1).upos == "ADP" &&
          (word(name.begin - 2).form == "," || word(name.begin - 2).upos == "CCONJ");
      if (after || before) return p;
    }
    return kNone;
  }

  void place_figure(Figure& figure) {
    figure.place = beside(figure);
    if (figure.place != kNone) return;
    if (figure.event != kNone)
      figure.place = reading_.events[static_cast<std::size_t>(figure.event)].place;
    if (figure.place != kNone || figure.word == kNone) return;
    const std::vector<EventPlaceOption> options = chooser_.options(figure.word, nullptr);
    figure.place = options.empty() || options[0].place == kNone ? carried_.in_item(figure.word)
                                                                : options[0].place;
  }

  const language::Analysis& analysis_;
  const PlaceLexicon& lexicon_;
  Reading& reading_;
  const Governments governments_;
  const PlaceChooser chooser_;
  const Elsewhere elsewhere_;
  CarriedPlaces carried_;
  std::vector<std::vector<EventPlaceOption>> refused_;  // by event: where "none of them" won
};

}  // namespace

void place_events(const Document& document, const PlaceLexicon& lexicon,
                  const PlaceChoiceWeights& weights, Reading& reading) {
  Linker(document, lexicon, weights, reading).link();
}

void join_title_places(const Document& text, Reading& reading) {
  std::map<std::string, std::size_t> known;
  for (std::size_t p = 0; p < reading.places.size(); ++p) {
    const Place& place = reading.places[p];
    if (!place.in_title && place.match)
      known.emplace(gazetteer::name_key(words_of(text, place.span)), p);
  }
  for (Place& place : reading.places) {
    if (!place.in_title) continue;
    const auto found =
        known.find(gazetteer::name_key(text::words_of(text.report.title, place.span)));
    if (found == known.end()) continue;
    const Place& same = reading.places[found->second];
    place.match = same.match;
    place.alternatives = same.alternatives;
    place.precision = same.precision;
    place.radius_km = same.radius_km;
    place.rule = "places.as_in_text";
  }
}

}  // namespace litopys::reading
