// The place of an event is looked for from near to far: its own clause, its sentence, its
// paragraph, the lead, the dateline.
//
// In the clause, the tree tells how a place hangs on the trigger:
//   0  in its argument of place (ARGM-LOC)             "shot [in Lund]"
//   1  below it, outside what it acts on               "the siege [of Lund]", "[in Lund], ...
//   rallied" 2  below it, within a participant                  "the mayor [of Lund] was seized" 3
//   below a word above it, to which it also belongs "a march was held [in Lund]" 4  elsewhere in
//   the sentence                       "in Lund, where ..., police said" 5  the same, but it is the
//   place of another event 6  within who acts, or before the trigger          "Lund police shot",
//   "a Swedish raid"
// A country of the last kind is the actor's and never the place. A capital that stands for its
// government ("Kyiv said", "accused Moscow") is never the place either, nor is a country that acts so; a
// country that speaks is the last choice ("Norway reported two deaths").
// The lowest wins; of equals, one that lies in the other ("Lund, Sweden": the town), then the
// nearer. A place below a verb of speech ("said in Oslo") is above the trigger only when nothing
// else is.
//
// A street or building that no gazetteer has ("places.facility") gives way to a place that can be
// put on the map, wherever that is found, and stays among the others.
//
// The title speaks of the text's story: its names are the text's (a headline gives no state to its
// town), and an event of it without a place has that of the text's first event of the same type,
// else that of the lead.
//
// Between the paragraph and the lead stands the place where the paragraphs just before were.
//
// What did not happen at a time of the story (habitual, historical, hypothetical) gets no place
// from outside its sentence. Cost: each place climbs at most 40 steps for each event of its
// sentence. The order was chosen on a public set of sentences with their place marked. Covered by
// event_places_test.cc and tests/cases/places.
#include "reading/event_places.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "gazetteer/gazetteer.h"
#include "gazetteer/name_key.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

constexpr int kMaxClimb = 40;
constexpr int kOfActor = 6;
constexpr int kGovernment = 7;
constexpr int kOutside = 8;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_area(const Place& place) {
  return place.precision == "country" || place.precision == "admin1" || place.precision == "region";
}

// True where `outer` holds `inner`, as far as their candidates tell.
bool holds(const Place& outer, const Place& inner) {
  if (!outer.match || !inner.match) return false;
  const PlaceCandidate &a = *outer.match, &b = *inner.match;
  if (outer.precision == "country") return inner.precision != "country" && a.country == b.country;
  if (outer.precision == "admin1")
    return a.country == b.country && !b.admin1.empty() && a.name == b.admin1;
  if (outer.precision == "admin2")
    return a.country == b.country && a.admin1 == b.admin1 && !b.admin2.empty() &&
           a.name == b.admin2;
  return outer.precision == "region" && inner.precision != "region" &&
         gazetteer::kilometres_between(a.latitude, a.longitude, b.latitude, b.longitude) <
             outer.radius_km;
}

class Linker {
 public:
  Linker(const Document& document, Reading& reading)
      : document_(document), analysis_(document.analysis), reading_(reading) {
    triggers_.assign(analysis_.words.size(), false);
    for (const Event& event : reading_.events)
      if (event.word != kNone && !event.in_title)
        triggers_[static_cast<std::size_t>(event.word)] = true;
    by_sentence_.resize(analysis_.sentences.size());
    find_governments();
    for (std::size_t p = 0; p < reading_.places.size(); ++p) {
      const Place& place = reading_.places[p];
      if (place.in_title || place.words.begin >= place.words.end) continue;
      if (is_only_government(place)) continue;
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

  // The place of the text's first event of this type that has one, else of the lead or dateline.
  std::int32_t place_of_story(std::string_view type) const {
    for (const Event& event : reading_.events)
      if (!event.in_title && event.type == type && event.place != kNone && place(event.place).match)
        return event.place;
    const std::int32_t lead = in_lead();
    return lead != kNone || dateline_.empty() ? lead : dateline_.front();
  }

 private:
  const language::Word& word(std::int32_t i) const {
    return analysis_.words[static_cast<std::size_t>(i)];
  }
  const Place& place(std::int32_t p) const { return reading_.places[static_cast<std::size_t>(p)]; }

  // ---- capitals and countries that stand for their governments
  static constexpr int kSource = 1, kParty = 2, kState = 4;

  bool acts_as_government(const Place& mention, int how = kSource | kParty | kState) const {
    return (governments_[static_cast<std::size_t>(head_of(mention))] & how) != 0;
  }

  // A seat of government by its feature, or by what it does as a participant or source.
  bool is_only_government(const Place& mention) const {
    if (mention.precision == "country") return false;
    const bool capital = mention.match && is_one_of(mention.match->feature, {"PPLC", "PPLG"});
    return (capital && acts_as_government(mention)) ||
           acts_as_government(mention, kState);
  }

  // Words that speak or act: heads of sources, active actors, and parties to what is only said.
  void find_governments() {
    governments_.assign(analysis_.words.size(), 0);
    const auto mark = [this](std::int32_t word, int how) {
      if (word != kNone) governments_[static_cast<std::size_t>(word)] |= how;
    };
    for (const Attribution& attribution : reading_.attributions)
      if (!attribution.in_title)
        mark(attribution.source_word,
             kSource | (attribution.source_kind == "government" ? kState : 0));
    for (const Event& event : reading_.events) {
      const bool spoken =
          is_one_of(event.type, {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE",
                                 "SUPPORT", "COOPERATE", "CONSULT", "SANCTION"});
      for (const Participant& p : event.participants) {
        if (event.in_title || p.word == kNone || p.role == "instrument") continue;
        const std::string& relation = word(p.word).deprel;
        const bool passive = relation == "nsubj:pass" || relation == "obl";
        const bool state = p.kind == "state" && !passive;
        if (spoken || (p.role == "actor" && state)) mark(p.word, kParty | (state ? kState : 0));
      }
    }
    for (std::size_t i = 0; i < governments_.size(); ++i)  // "Kyiv and London"
      if (governments_[i] != 0)
        for (const std::int32_t child : children(analysis_, static_cast<std::int32_t>(i)))
          if (language::relation(word(child)) == "conj") mark(child, governments_[i]);
  }

  // The word of a mention whose head is outside it.
  std::int32_t head_of(const Place& mention) const {
    for (std::int32_t i = mention.words.begin; i < mention.words.end; ++i) {
      const std::int32_t head = word(i).head;
      if (head == kNone || head < mention.words.begin || head >= mention.words.end) return i;
    }
    return mention.words.begin;
  }

  std::string role_of(std::int32_t predicate_word, std::int32_t argument) const {
    const std::int32_t predicate = word(predicate_word).predicate;
    if (predicate == kNone) return {};
    for (const auto& each : analysis_.predicates[static_cast<std::size_t>(predicate)].arguments)
      if (each.word == argument) return each.role;
    return {};
  }

  bool is_core(std::int32_t trigger, std::int32_t child) const {
    const std::string role = role_of(trigger, child);
    if (role.starts_with("ARG") && !role.starts_with("ARGM"))
      return language::relation(word(child)) != "obl" && language::relation(word(child)) != "nmod";
    const auto relation = language::relation(word(child));
    return relation == "nsubj" || relation == "obj" || relation == "iobj";
  }

  // The subject of an active verb, or a name set before a noun ("the Oslo raid" is no better told
  // from "the NATO raid").
  bool is_actor(std::int32_t trigger, std::int32_t child) const {
    const std::string role = role_of(trigger, child);
    const auto relation = language::relation(word(child));
    if (relation == "compound" || relation == "amod") return true;
    if (!role.empty()) return role == "ARG0";
    return word(child).deprel == "nsubj";
  }

  // How a place hangs on a trigger of the same sentence: 0 to 6 as above.
  int relation_to(std::int32_t trigger, std::int32_t place_word) const {
    std::int32_t below = place_word;
    bool other_event = triggers_[static_cast<std::size_t>(place_word)] && place_word != trigger;
    std::int32_t at = place_word;
    for (int step = 0; step < kMaxClimb && at != kNone; ++step) {
      if (at == trigger) {
        if (other_event) return 4;
        if (role_of(trigger, below) == "ARGM-LOC") return 0;
        if (is_actor(trigger, below))  // "the troops in Lund fired": there
          return is_one_of(adposition(analysis_, place_word), {"in", "at", "near"}) ? 2 : kOfActor;
        return is_core(trigger, below) ? 2 : 1;
      }
      if (at != place_word && triggers_[static_cast<std::size_t>(at)]) other_event = true;
      below = at;
      at = word(at).head;
    }
    return above(trigger, place_word) ? 3 : other_event ? 5 : 4;
  }

  // Both hang on one word, the place as an adjunct, the trigger as its subject or object, and the
  // word is no event of its own ("a march was held in Lund").
  bool above(std::int32_t trigger, std::int32_t place_word) const {
    const auto relation = language::relation(word(trigger));
    const std::int32_t head = word(trigger).head;
    if (head == kNone || !(relation == "nsubj" || relation == "obj" || relation == "obl"))
      return false;
    if (triggers_[static_cast<std::size_t>(head)]) return false;
    return word(place_word).head == head && (language::relation(word(place_word)) == "obl" ||
                                             role_of(head, place_word) == "ARGM-LOC");
  }

  struct Choice {
    std::int32_t place = kNone;
    int rank = kOutside;
    std::int32_t distance = 0;
  };

  std::vector<Choice> choices(std::int32_t trigger) const {
    std::vector<Choice> out;
    for (const std::int32_t p : by_sentence_[static_cast<std::size_t>(word(trigger).sentence)]) {
      const std::int32_t at = head_of(place(p));
      int rank = relation_to(trigger, at);
      if (place(p).precision == "country") {
        if (rank == kOfActor || acts_as_government(place(p), kParty)) continue;
        if (acts_as_government(place(p))) rank = kGovernment;
      }
      out.push_back({p, rank, std::abs(at - trigger)});
    }
    std::stable_sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) {
      return a.rank != b.rank ? a.rank < b.rank : a.distance < b.distance;
    });
    // A facility only where nothing else is.
    std::stable_partition(out.begin(), out.end(), [&](const Choice& choice) {
      return place(choice.place).rule != "places.facility";
    });
    // Of the best, a town rather than the country it lies in.
    for (std::size_t i = 1; i < out.size() && out[i].rank <= std::max(1, out[0].rank); ++i)
      if (holds(place(out[0].place), place(out[i].place))) std::swap(out[0], out[i]);
    return out;
  }

  void from_sentence(Event& event) {
    if (event.word == kNone) return;
    const std::vector<Choice> found = choices(event.word);
    if (found.empty()) return;
    event.place = found[0].place;
    event.place_basis = found[0].rank <= 3 || found[0].rank == kOfActor ? "clause" : "sentence";
    for (std::size_t i = 1; i < found.size(); ++i)
      if (found[i].rank <= 1 && !holds(place(found[i].place), place(event.place)) &&
          !same(found[i].place, event.place))
        event.other_places.push_back(found[i].place);
  }

  bool same(std::int32_t a, std::int32_t b) const {
    return place(a).match && place(b).match &&
           place(a).match->geonameid == place(b).match->geonameid &&
           place(a).match->name == place(b).match->name;
  }

  std::int32_t paragraph_of(const Event& event) const {
    return event.word == kNone
               ? kNone
               : analysis_.sentences[static_cast<std::size_t>(word(event.word).sentence)].paragraph;
  }

  // The last event before it in its paragraph that has a place of its own, else the last place
  // there.
  std::int32_t in_paragraph(std::size_t e) const {
    const std::int32_t paragraph = paragraph_of(reading_.events[e]);
    for (std::size_t i = e; i-- > 0;) {
      const Event& earlier = reading_.events[i];
      if (paragraph_of(earlier) != paragraph) break;
      if (earlier.place != kNone && place(earlier.place).match) return earlier.place;
    }
    if (reading_.events[e].word == kNone) return kNone;
    for (std::int32_t s = word(reading_.events[e].word).sentence; s-- > 0;) {
      if (analysis_.sentences[static_cast<std::size_t>(s)].paragraph != paragraph) break;
      for (const std::int32_t p : by_sentence_[static_cast<std::size_t>(s)])
        if (place(p).match && !is_only_named(place(p))) return p;
    }
    return kNone;
  }

  // A country that speaks, or that says whose somebody is ("US officials"): nothing happened in it.
  bool is_only_named(const Place& mention) const {
    if (mention.precision != "country") return false;
    const language::Word& head = word(head_of(mention));
    return acts_as_government(mention) || is_one_of(language::relation(head), {"compound", "amod"}) ||
           head.deprel == "nmod:poss";
  }

  // A report goes on where its last paragraphs were: the place of the nearest earlier event, on the
  // map or not, that the words there tell, or a town in which anything is told ("In Lund the crowd
  // cheered").
  std::int32_t in_story(const Event& event) const {
    constexpr std::int32_t kParagraphsBack = 2, kSentencesBack = 12;
    if (event.word == kNone) return kNone;
    const std::int32_t own = word(event.word).sentence, paragraph = paragraph_of(event);
    for (std::int32_t s = own - 1; s >= 0 && own - s <= kSentencesBack; --s) {
      const std::int32_t there = analysis_.sentences[static_cast<std::size_t>(s)].paragraph;
      if (there < paragraph - kParagraphsBack) break;
      if (there == paragraph) continue;
      if (const std::int32_t told = last_told_[static_cast<std::size_t>(s)]; told != kNone)
        return is_area(place(told)) ? kNone : told;
      for (const std::int32_t p : by_sentence_[static_cast<std::size_t>(s)])
        if (is_location(place(p))) return p;
    }
    return kNone;
  }

  // "In Lund, ...", "in the town of Lund": a town as an adjunct of a clause.
  bool is_location(const Place& mention) const {
    std::int32_t at = head_of(mention);
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

  // The place of the first event that has one in the first three sentences, else the first place
  // there.
  std::int32_t in_lead() const {
    for (const Event& event : reading_.events)
      if (!event.in_title && event.word != kNone && word(event.word).sentence < 3 &&
          event.place != kNone && place(event.place).match &&
          (event.place_basis == "clause" || event.place_basis == "sentence"))
        return event.place;
    for (std::size_t s = 0; s < by_sentence_.size() && s < 3; ++s)
      for (const std::int32_t p : by_sentence_[s])
        if (place(p).match && !is_only_named(place(p))) return p;
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
    if (!belongs_to_story(event)) return;
    const auto is_open = [&] {
      return event.place == kNone || place(event.place).rule == "places.facility";
    };
    const auto take = [&](std::int32_t p, const char* basis) {
      if (!is_open() || p == kNone || (event.place != kNone && !place(p).match)) return;
      if (event.place != kNone) event.other_places.insert(event.other_places.begin(), event.place);
      event.place = p;
      event.place_basis = basis;
    };
    take(in_paragraph(e), "paragraph");
    take(in_story(event), "paragraph");
    note_told(event);
    take(in_lead(), "lead");
    // A dateline within what the lead only names as an area says more.
    if (event.place_basis == "lead" && dateline != kNone && is_area(place(event.place)) &&
        holds(place(event.place), place(dateline)))
      event.place = kNone;
    take(dateline, "dateline");
  }

  void place_figure(Figure& figure) {
    if (figure.event != kNone)
      figure.place = reading_.events[static_cast<std::size_t>(figure.event)].place;
    if (figure.place != kNone || figure.word == kNone) return;
    const std::vector<Choice> found = choices(figure.word);
    if (!found.empty()) figure.place = found[0].place;
  }

  const Document& document_;
  const language::Analysis& analysis_;
  Reading& reading_;
  std::vector<bool> triggers_;                          // by word
  std::vector<int> governments_;                        // by word: how it acts as a government
  std::vector<std::vector<std::int32_t>> by_sentence_;  // places
  std::vector<std::int32_t> dateline_, last_told_;      // last_told_: by sentence
};

}  // namespace

void place_events(const Document& document, Reading& reading) { Linker(document, reading).link(); }

void place_title(const Document& text, Reading& reading) {
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
  Linker linker(text, reading);
  for (Event& event : reading.events) {
    const auto has_point = [&](std::int32_t p) {
      return p != kNone && reading.places[static_cast<std::size_t>(p)].match.has_value();
    };
    if (!event.in_title || has_point(event.place)) continue;
    const std::int32_t p = linker.place_of_story(event.type);
    if (p == kNone) continue;
    if (event.place != kNone) event.other_places.insert(event.other_places.begin(), event.place);
    event.place = p;
    event.place_basis = "lead";
  }
}

}  // namespace litopys::reading
