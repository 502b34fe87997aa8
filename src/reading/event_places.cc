// The place of an event is looked for from near to far: among the places of its sentence
// (place_choice.h), in the label of its line of a list (labelled_items.h), in its paragraph, where
// the paragraphs just before were, the lead, the dateline; story_place.h has the last word. What a
// labelled line tells stays in that line.
//
// What the choice in the event's own sentence has refused, the lead does not bring back: it speaks
// for other sentences only. But where another event of the sentence was, before it, this one was
// too; and a town that the choice has refused only narrowly ("Residents of Lund ran out and beat
// the thieves"), or that is what was attacked, is nearer than any other sentence. A capital that
// stands for its government is never the place, and what a government says inherits neither a place
// abroad nor its capital (governments.h).
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
#include "reading/clauses.h"
#include "reading/governments.h"
#include "reading/labelled_items.h"
#include "reading/one_of.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

constexpr int kOfParticipant = 2, kOfActor = 6;
constexpr double kNarrowly = 1.3;  // by which "none of them" may outdo a town that is taken still
constexpr std::size_t kDeepest = 64;

// On the map, and not only by a faint chance: what other events inherit.
bool is_likely(const Place& place) { return place.match && place.match->score >= 0.15; }

bool is_area(const Place& place) {
  return place.precision == "country" || place.precision == "admin1" || place.precision == "region";
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
        items_(labelled_items(document)) {
    by_sentence_.resize(analysis_.sentences.size());
    for (std::size_t p = 0; p < reading_.places.size(); ++p) {
      const Place& place = reading_.places[p];
      if (place.in_title || place.words.begin >= place.words.end) continue;
      if (governments_.is_only_government(place)) continue;
      if (place.rule == "places.dateline")
        dateline_.push_back(static_cast<std::int32_t>(p));
      else
        by_sentence_[static_cast<std::size_t>(word(place.words.begin).sentence)].push_back(
            static_cast<std::int32_t>(p));
    }
  }

  void link() {
    last_told_.assign(analysis_.sentences.size(), kNone);
    for (Event& event : reading_.events) {
      from_sentence(event);
      note_told(event);
    }
    place_by_mentions();
    for (std::size_t e = 0; e < reading_.events.size(); ++e) from_afar(e);
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
  void from_sentence(Event& event) {
    if (event.word == kNone) return;
    std::vector<EventPlaceOption> options = chooser_.options(event.word, &event);
    if (options.empty() || options[0].place == kNone) return;
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
    if (const std::int32_t told = told_beside(e); told != kNone) {
      if (belongs_to_story(event)) return;
      event.place = reading_.events[static_cast<std::size_t>(told)].place;
      event.place_basis = "sentence";
      return;
    }
    if (is_one_of(event.type, {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE",
                               "SANCTION", "AGREE"}))
      return;
    const std::vector<EventPlaceOption> options = chooser_.options(event.word, &event);
    if (options.size() < 2) return;
    for (const EventPlaceOption& option : options) {
      if (option.place == kNone) continue;
      const Place& town = place(option.place);
      const std::int32_t at = head_of(analysis_, town);
      if (option.score < options[0].score - kNarrowly && !is_struck(event, at)) continue;
      const std::string_view with = adposition(analysis_, at);
      const bool road = option.rank == kOfParticipant && with == "to";
      if (option.rank == kOfActor || with == "from" || road || is_area(town) || !is_likely(town))
        continue;
      event.place = option.place;
      event.place_share = option.share;
      event.place_basis = "sentence";
      return;
    }
  }

  // "Shells hit Lund": what is attacked is where it is attacked.
  bool is_struck(const Event& event, std::int32_t at) const {
    return event.type == "ASSAULT" && word(at).head == event.word &&
           is_one_of(word(at).deprel, {"obj", "nsubj:pass"});
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

  // ---- in its line of a list
  std::int32_t in_item(std::int32_t told) const {
    const std::int32_t item = told == kNone ? kNone : item_of(items_, word(told).sentence);
    if (item == kNone) return kNone;
    const language::WordRange label = items_[static_cast<std::size_t>(item)].label;
    for (const std::int32_t p : by_sentence_[static_cast<std::size_t>(word(label.begin).sentence)])
      if (place(p).words.begin >= label.begin && place(p).words.end <= label.end) return p;
    return kNone;
  }

  // ---- in its paragraph
  std::size_t depth_of(std::int32_t i) const {
    std::size_t depth = 0;
    for (; word(i).head != kNone && depth < kDeepest; i = word(i).head) ++depth;
    return depth;
  }

  std::int32_t paragraph_of(const Event& event) const {
    return event.word == kNone
               ? kNone
               : analysis_.sentences[static_cast<std::size_t>(word(event.word).sentence)].paragraph;
  }

  // The last sentence before it in its paragraph whose events have a place: that of the event which
  // stands highest in the tree ("Lund was shut after the arrests in Malmö" goes on in Lund), the
  // last of equals. Else the last place of the sentences before.
  std::int32_t in_paragraph(std::size_t e) const {
    const std::int32_t paragraph = paragraph_of(reading_.events[e]);
    const std::int32_t own = sentence_of(reading_.events[e]);
    std::int32_t found = kNone, sentence = kNone;
    std::size_t least = 0;
    for (std::size_t i = e; i-- > 0;) {
      const Event& earlier = reading_.events[i];
      if (paragraph_of(earlier) != paragraph) break;
      if (found != kNone && sentence_of(earlier) != sentence) break;
      if (is_parted(items_, own, sentence_of(earlier))) continue;
      if (earlier.place == kNone || !is_likely(place(earlier.place))) continue;
      const std::size_t depth = depth_of(earlier.word);
      if (found != kNone && depth >= least) continue;
      found = earlier.place;
      sentence = sentence_of(earlier);
      least = depth;
    }
    if (found != kNone) return found;
    for (std::int32_t s = own; s-- > 0;) {
      if (analysis_.sentences[static_cast<std::size_t>(s)].paragraph != paragraph) break;
      if (is_parted(items_, own, s)) continue;
      for (const std::int32_t p : by_sentence_[static_cast<std::size_t>(s)])
        if (is_likely(place(p)) && !governments_.is_only_named(place(p))) return p;
    }
    return kNone;
  }

  // ---- where the story was
  // A report goes on where its last paragraphs were: the place of the nearest earlier event, on the
  // map or not, that the words there tell, or a town in which anything is told ("In Lund the crowd
  // cheered"). A heading opens another story, unless it names the place.
  std::int32_t in_story(const Event& event) const {
    constexpr std::int32_t kParagraphsBack = 2, kSentencesBack = 12;
    if (event.word == kNone) return kNone;
    const std::int32_t own = word(event.word).sentence, paragraph = paragraph_of(event);
    for (std::int32_t s = own - 1; s >= 0 && own - s <= kSentencesBack; --s) {
      const std::int32_t there = analysis_.sentences[static_cast<std::size_t>(s)].paragraph;
      if (there < paragraph - kParagraphsBack) break;
      if (there == paragraph || is_parted(items_, own, s)) continue;
      if (const std::int32_t told = last_told_[static_cast<std::size_t>(s)]; told != kNone)
        return is_area(place(told)) ? kNone : told;
      for (const std::int32_t p : by_sentence_[static_cast<std::size_t>(s)])
        if (is_location(place(p))) return p;
      if (is_heading(analysis_, s)) return first_town(s);
    }
    return kNone;
  }

  std::int32_t first_town(std::int32_t s) const {
    for (const std::int32_t p : by_sentence_[static_cast<std::size_t>(s)])
      if (place(p).match && !is_area(place(p))) return p;
    return kNone;
  }

  // "In Lund, ...", "in the town of Lund": a town as an adjunct of a clause.
  bool is_location(const Place& mention) const {
    std::int32_t at = head_of(analysis_, mention);
    if (word(at).deprel == "nmod" && adposition(analysis_, at) == "of") at = word(at).head;
    return !is_area(mention) && mention.rule != "places.facility" &&
           language::relation(word(at)) == "obl" &&
           is_one_of(adposition(analysis_, at), {"in", "at", "near", "outside"});
  }

  // The place of a sentence is that of its last event of the story, unless that came from the lead.
  void note_told(const Event& event) {
    if (!event.in_title && event.word != kNone && event.place != kNone &&
        is_one_of(event.place_basis, {"clause", "sentence", "paragraph"}) &&
        belongs_to_story(event) && place(event.place).rule != "places.facility")
      last_told_[static_cast<std::size_t>(word(event.word).sentence)] = event.place;
  }

  // ---- the lead and the dateline
  // The place of the first event that has one in the first three sentences, else the first place
  // there; not of the asking event's own sentence.
  std::int32_t in_lead(const Event& asking) const {
    const std::int32_t own = sentence_of(asking);
    for (const Event& event : reading_.events) {
      if (event.in_title || event.word == kNone) continue;
      if (sentence_of(event) >= 3) break;
      if (is_parted(items_, own, sentence_of(event))) continue;
      if (sentence_of(event) != own && event.place != kNone && is_likely(place(event.place)) &&
          (event.place_basis == "clause" || event.place_basis == "sentence"))
        return event.place;
    }
    for (std::size_t s = 0; s < by_sentence_.size() && s < 3; ++s)
      for (const std::int32_t p : by_sentence_[s])
        if (static_cast<std::int32_t>(s) != own && is_likely(place(p)) &&
            !is_parted(items_, own, static_cast<std::int32_t>(s)) &&
            !governments_.is_only_named(place(p)))
          return p;
    return kNone;
  }

  static bool belongs_to_story(const Event& event) {
    const std::string& status = event.factuality.status;
    return status != "habitual" && status != "historical" && status != "hypothetical";
  }

  bool agree(std::int32_t a, std::int32_t b) const {
    return same(a, b) || holds(place(a), place(b)) || holds(place(b), place(a));
  }

  // Two mentions of one happening have one place; two towns told make them two happenings.
  void place_by_mentions() {
    for (Event& event : reading_.events) {
      if (event.same_as == kNone || event.in_title) continue;
      Event& first = reading_.events[static_cast<std::size_t>(event.same_as)];
      const bool here = event.place != kNone && place(event.place).match;
      const bool there = first.place != kNone && place(first.place).match;
      if (here && there) {
        if (!agree(event.place, first.place)) event.same_as = kNone;
      } else if (there && event.place == kNone) {
        event.place = first.place;
        event.place_basis = "paragraph";
      } else if (here && first.place == kNone) {
        first.place = event.place;
        first.place_basis = "paragraph";
      }
    }
  }

  void from_afar(std::size_t e) {
    Event& event = reading_.events[e];
    const std::int32_t dateline = dateline_.empty() ? kNone : dateline_.front();
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
    take(in_item(event.word), "paragraph");
    take(in_paragraph(e), "paragraph");
    take(in_story(event), "paragraph");
    note_told(event);
    take(in_lead(event), "lead");
    // A dateline within what the lead only names as an area says more.
    if (event.place_basis == "lead" && dateline != kNone && is_area(place(event.place)) &&
        holds(place(event.place), place(dateline)))
      event.place = kNone;
    take(dateline, "dateline");
  }

  // "3 in Nakuru", "in Zaria 12": the place that stands with the number.
  std::int32_t beside(const Figure& figure) const {
    if (figure.in_title || figure.word == kNone) return kNone;
    const language::WordRange words = figure.words;
    for (const std::int32_t p :
         by_sentence_[static_cast<std::size_t>(word(figure.word).sentence)]) {
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
    figure.place =
        options.empty() || options[0].place == kNone ? in_item(figure.word) : options[0].place;
  }

  const language::Analysis& analysis_;
  const PlaceLexicon& lexicon_;
  Reading& reading_;
  const Governments governments_;
  const PlaceChooser chooser_;
  const std::vector<LabelledItem> items_;
  std::vector<std::vector<std::int32_t>> by_sentence_;  // places
  std::vector<std::int32_t> dateline_, last_told_;      // last_told_: by sentence
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
