// A sentence sets a scene where it tells an event with a place, where a town is the adjunct of a
// clause ("In Lund, ...") or its subject ("Lund was quiet"). Of several the one highest in the tree
// is where the text goes on: "Lund was shut after the arrests in Malmö" goes on in Lund, and the
// last of equals. A town that is only named sets none: "ewes near Lund", "a train to Lund", "lost
// to Lund", nor does one where somebody only speaks ("In Lund a spokesman confirmed"). Such a name
// is taken at the very last.
//
// A village that the gazetteer lacks carries on where the text says that something is in it. Linear
// in events times the sentences before them in their paragraph; the story goes back twelve
// sentences at most. Covered by event_places_test.cc and tests/cases/places.
#include "reading/carried_places.h"

#include <algorithm>
#include <string_view>

#include "reading/clauses.h"
#include "reading/one_of.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::int32_t kLeadSentences = 3;

bool is_within(const Place& place) {
  return is_one_of(place.precision, {"country", "admin1", "region"});
}

}  // namespace

bool is_likely(const Place& place) { return place.match && place.match->score >= 0.15; }

bool belongs_to_story(const Event& event) {
  return !is_one_of(event.factuality.status, {"habitual", "historical", "hypothetical"});
}

// A place and how deep in the tree it is told; none where the place is kNone.
struct CarriedPlaces::Told {
  std::int32_t place = kNone;
  std::size_t depth = kDeepest;
};

CarriedPlaces::CarriedPlaces(const Document& document, const PlaceLexicon& lexicon,
                             const Governments& governments, const Reading& reading)
    : analysis_(document.analysis),
      lexicon_(lexicon),
      reading_(reading),
      governments_(governments),
      items_(labelled_items(document)),
      by_sentence_(document.analysis.sentences.size()),
      last_told_(document.analysis.sentences.size(), kNone) {
  for (std::size_t p = 0; p < reading_.places.size(); ++p) {
    const Place& mention = reading_.places[p];
    const auto index = static_cast<std::int32_t>(p);
    if (mention.in_title || mention.words.begin >= mention.words.end ||
        governments_.is_only_government(mention))
      continue;
    if (mention.rule != "places.dateline")
      by_sentence_[static_cast<std::size_t>(word(mention.words.begin).sentence)].push_back(index);
    else if (dateline_ == kNone)
      dateline_ = index;
  }
}

// The place of a sentence is that of its last event of the story, unless that came from the lead.
void CarriedPlaces::note(const Event& event) {
  if (!event.in_title && event.word != kNone && event.place != kNone &&
      is_one_of(event.place_basis, {"clause", "sentence", "paragraph"}) &&
      belongs_to_story(event) && place(event.place).rule != "places.facility")
    last_told_[static_cast<std::size_t>(word(event.word).sentence)] = event.place;
}

// ---- its line of a list
std::int32_t CarriedPlaces::in_item(std::int32_t told) const {
  const std::int32_t item = told == kNone ? kNone : item_of(items_, word(told).sentence);
  if (item == kNone) return kNone;
  const language::WordRange label = items_[static_cast<std::size_t>(item)].label;
  for (const std::int32_t p : in_sentence(word(label.begin).sentence))
    if (place(p).words.begin >= label.begin && place(p).words.end <= label.end &&
        place(p).rule != "places.facility")
      return p;
  return kNone;
}

// ---- scenes
std::size_t CarriedPlaces::depth_of(std::int32_t i) const {
  std::size_t depth = 0;
  for (; word(i).head != kNone && depth < kDeepest; i = word(i).head) ++depth;
  return depth;
}

std::int32_t CarriedPlaces::phrase_of(const Place& mention) const {
  const std::int32_t at = head_of(analysis_, mention);
  const bool of = word(at).deprel == "nmod" && adposition(analysis_, at) == "of";
  return of ? word(at).head : at;
}

bool CarriedPlaces::is_location(const Place& mention) const {
  const std::int32_t at = phrase_of(mention);
  return !is_within(mention) && mention.rule != "places.facility" &&
         language::relation(word(at)) == "obl" &&
         is_one_of(adposition(analysis_, at), {"in", "at", "near", "outside"});
}

bool CarriedPlaces::is_said(std::int32_t i) const {
  return std::any_of(
      reading_.attributions.begin(), reading_.attributions.end(),
      [&](const Attribution& said) { return !said.in_title && said.cue.contains(word(i).span); });
}

// The word of the clause for which the mention sets the scene; kNone: it sets none.
std::int32_t CarriedPlaces::scene_above(const Place& mention) const {
  if (is_within(mention)) return kNone;
  std::int32_t at = head_of(analysis_, mention);
  if (is_location(mention)) {
    if (word(at).deprel == "nmod") at = word(at).head;
    return word(at).head == kNone || is_said(word(at).head) ? kNone : word(at).head;
  }
  if (language::relation(word(at)) != "nsubj" || !mention.match || governments_.acts(mention) != 0)
    return kNone;
  return word(at).head;
}

// What later sentences may go on with: a place on the map, or a village that an event of the story
// is in.
bool CarriedPlaces::carries(const Event& event) const {
  if (event.place == kNone) return false;
  const Place& mention = place(event.place);
  if (mention.match) return is_likely(mention);
  const std::string_view relation =
      language::relation(word(head_of(analysis_, mention)));  // not "the Lund jail"
  return mention.rule == "places.not_found" && belongs_to_story(event) &&
         (relation == "obl" || relation == "nmod") &&
         word(head_of(analysis_, mention)).deprel != "nmod:poss" &&
         is_one_of(adposition(analysis_, head_of(analysis_, mention)),
                   {"in", "near", "outside", "around"});
}

// Of the events of a sentence, from `event` back; `event` becomes the first of the sentence.
CarriedPlaces::Told CarriedPlaces::told_by_events(std::size_t& event, std::int32_t sentence) const {
  Told found;
  for (; sentence_of(reading_.events[event]) == sentence; --event) {
    const Event& told = reading_.events[event];
    if (carries(told))
      if (const std::size_t depth = depth_of(told.word);
          found.place == kNone || depth < found.depth)
        found = {told.place, depth};
    if (event == 0) break;
  }
  return found;
}

CarriedPlaces::Told CarriedPlaces::told_by_scenes(std::int32_t sentence) const {
  Told found;
  for (const std::int32_t p : in_sentence(sentence)) {
    const std::int32_t above = scene_above(place(p));
    if (above == kNone || !is_likely(place(p))) continue;
    if (const std::size_t depth = depth_of(above); found.place == kNone || depth < found.depth)
      found = {p, depth};
  }
  return found;
}

std::int32_t CarriedPlaces::in_paragraph(std::size_t e) const {
  const std::int32_t own = sentence_of(reading_.events[e]);
  if (own == kNone) return kNone;
  std::size_t event = e;
  for (std::int32_t s = own - 1; s >= 0 && paragraph_of(s) == paragraph_of(own); --s) {
    while (event > 0 && sentence_of(reading_.events[event]) > s) --event;
    const Told by_event = told_by_events(event, s);
    if (is_parted(items_, own, s)) continue;
    const Told by_scene = told_by_scenes(s);
    if (by_scene.place != kNone && by_scene.depth < by_event.depth) return by_scene.place;
    if (by_event.place != kNone) return by_event.place;
  }
  return kNone;
}

// "a barrier in Lund", no hospital.
bool CarriedPlaces::holds_something(const Place& mention) const {
  const std::int32_t at = head_of(analysis_, mention);
  const std::int32_t above = word(at).head;
  return is_one_of(adposition(analysis_, at), {"in", "at"}) && above != kNone && !is_said(above) &&
         !lexicon_.care.contains(word(above).lemma);
}

std::int32_t CarriedPlaces::named_in_paragraph(const Event& event, Named how) const {
  const std::int32_t own = sentence_of(event);
  for (std::int32_t s = own; s-- > 0 && paragraph_of(s) == paragraph_of(own);) {
    if (is_parted(items_, own, s)) continue;
    for (const std::int32_t p : in_sentence(s))
      if (is_likely(place(p)) && !governments_.is_only_named(place(p)) &&
          (how == Named::kAnyhow || holds_something(place(p))))
        return p;
  }
  return kNone;
}

// The town told last before "there", in its sentence or in the two before it.
std::int32_t CarriedPlaces::before(std::int32_t there) const {
  constexpr std::int32_t kSentencesBack = 2;
  const std::int32_t own = word(there).sentence;
  for (std::int32_t s = own; s >= 0 && own - s <= kSentencesBack; --s) {
    if (is_parted(items_, own, s)) return kNone;
    if (s < own)
      if (const Told told = told_by_scenes(s); told.place != kNone) return told.place;
    std::int32_t last = kNone;
    for (const std::int32_t p : in_sentence(s))
      if (place(p).words.end <= there && is_likely(place(p)) && !is_within(place(p))) last = p;
    if (last != kNone) return last;
  }
  return kNone;
}

// ---- the story
// A report goes on where its last paragraphs were: the place of the nearest earlier event, on the
// map or not, that the words there tell, or a town in which anything is told ("In Lund the crowd
// cheered"). A heading opens another story, unless it names the place.
std::int32_t CarriedPlaces::in_story(const Event& event) const {
  constexpr std::int32_t kParagraphsBack = 2, kSentencesBack = 12;
  if (event.word == kNone) return kNone;
  const std::int32_t own = word(event.word).sentence, paragraph = paragraph_of(own);
  for (std::int32_t s = own - 1; s >= 0 && own - s <= kSentencesBack; --s) {
    if (paragraph_of(s) < paragraph - kParagraphsBack) break;
    if (paragraph_of(s) == paragraph || is_parted(items_, own, s)) continue;
    if (const std::int32_t told = last_told_[static_cast<std::size_t>(s)]; told != kNone)
      return is_within(place(told)) ? kNone : told;
    for (const std::int32_t p : in_sentence(s))
      if (is_location(place(p))) return p;
    if (is_heading(analysis_, s)) return first_town(s);
  }
  return kNone;
}

std::int32_t CarriedPlaces::first_town(std::int32_t s) const {
  for (const std::int32_t p : in_sentence(s))
    if (place(p).match && !is_within(place(p))) return p;
  return kNone;
}

// ---- the lead
// The place of the first event that has one in the first three sentences, else the first place
// there; not of the asking event's own sentence.
std::int32_t CarriedPlaces::in_lead(const Event& asking) const {
  const std::int32_t own = sentence_of(asking);
  for (const Event& event : reading_.events) {
    if (event.in_title || event.word == kNone) continue;
    if (sentence_of(event) >= kLeadSentences) break;
    if (is_parted(items_, own, sentence_of(event))) continue;
    if (sentence_of(event) != own && event.place != kNone && is_likely(place(event.place)) &&
        (event.place_basis == "clause" || event.place_basis == "sentence"))
      return event.place;
  }
  const auto sentences = static_cast<std::int32_t>(by_sentence_.size());
  for (std::int32_t s = 0; s < std::min(sentences, kLeadSentences); ++s)
    for (const std::int32_t p : in_sentence(s))
      if (s != own && is_likely(place(p)) && !is_parted(items_, own, s) &&
          !governments_.is_only_named(place(p)))
        return p;
  return kNone;
}

}  // namespace litopys::reading
