// Ways to come back to what was told, of one type, factuality and status and of modes that agree:
//
//   a definite noun       "Rebels attacked a post. The attack lasted an hour."
//   the same victim       "Gunmen shot A. B. ... The killing of B. was condemned."
//   the same people       "Six monks were shot. The monks were killed at dawn."
//   the same weapon       "Men left a bomb at the gate. The bomb went off at noon."
//   harm after an attack  "A bomb exploded. Two people were killed."
//   a bare noun           "They fought for the bridge. Fighting went on": without anybody, close by
//
// Not linked: lines of a list with labels of their own, another victim ("the murder of C. D."),
// "another attack", harm by somebody else, harm beside harm ("two were killed, nine wounded" are
// two). What the words then tell of two days or two places parts them again (event_dates.cc,
// event_places.cc). Cost: a window of events for each. Covered by mentions_test.cc.
#include "reading/mentions.h"

#include <algorithm>

#include "reading/labelled_items.h"
#include "reading/one_of.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

constexpr std::size_t kWindow = 40;  // events looked back at
constexpr std::int32_t kNear = 2;    // sentences

bool is_definite(const Analysis& analysis, std::int32_t noun) {
  if (analysis.words[noun].upos != "NOUN") return false;
  bool definite = false;
  for (const std::int32_t child : children(analysis, noun)) {
    const Word& below = analysis.words[child];
    if (relation(below) == "det" &&
        is_one_of(below.lemma, {"the", "this", "that", "these", "those"}))
      definite = true;
    if (is_one_of(below.lemma, {"another", "other", "second", "third", "new", "more", "further",
                                "previous", "earlier", "last", "next", "similar"}))
      return false;
  }
  return definite;
}

bool compatible(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() || a == b;
}

class Linker {
 public:
  Linker(const Document& document, const std::vector<Entity>& entities, std::vector<Event>& events)
      : analysis_(document.analysis),
        items_(labelled_items(document)),
        entities_(entities),
        events_(events) {}

  void link() {
    for (std::size_t j = 1; j < events_.size(); ++j) {
      const std::int32_t first = earlier_mention(j);
      if (first == kNone) continue;
      events_[j].same_as = events_[first].same_as != kNone ? events_[first].same_as : first;
      Event& told = events_[events_[j].same_as];  // one happening has one mode
      if (events_[j].mode.empty()) events_[j].mode = told.mode;
      if (told.mode.empty()) told.mode = events_[j].mode;
    }
  }

 private:
  std::int32_t earlier_mention(std::size_t j) const {
    const bool definite = is_definite(analysis_, events_[j].word);
    const bool bare = is_bare(events_[j]);
    bool after_attack = tells_only_harm(events_[j]);
    for (std::size_t i = j; i-- > 0 && j - i <= kWindow;) {
      if (!may_be_same(events_[i], events_[j])) continue;
      if (shares_person(events_[i], events_[j])) return static_cast<std::int32_t>(i);
      if (!compatible(events_[i].mode, events_[j].mode)) continue;
      if (has_other_person(events_[i], events_[j])) continue;
      const std::int32_t distance = sentence(events_[j]) - sentence(events_[i]);
      if ((definite || names_again(events_[i], events_[j])) && distance > 0)
        return static_cast<std::int32_t>(i);
      if (bare && distance <= kNear && !is_plural(events_[i])) return static_cast<std::int32_t>(i);
      if (after_attack && distance > 0) {
        if (distance <= 1 && is_attack(events_[i]) && !different_actors(events_[i], events_[j]))
          return static_cast<std::int32_t>(i);
        after_attack = false;  // only the nearest one
      }
    }
    return kNone;
  }

  std::int32_t sentence(const Event& event) const { return analysis_.words[event.word].sentence; }

  bool may_be_same(const Event& a, const Event& b) const {
    return !is_parted(items_, sentence(b), sentence(a)) && a.type == b.type &&
           a.factuality.value == b.factuality.value;
  }

  // "the bomb", "the six monks": a part of the event is known from the earlier one. Bodies and
  // states are hit time and again, and whoever fights too.
  bool names_again(const Event& a, const Event& b) const {
    for (const Participant& q : b.participants) {
      const bool thing_or_people = q.role == "instrument" || is_one_of(q.kind, {"person", "group"});
      const bool fights = is_one_of(q.sectors.empty() ? "" : q.sectors.front(),
                                    {"MIL", "REB", "UAF", "COP", "SEP", "GOV"});
      if (q.role == "actor" || q.word == kNone || !thing_or_people || fights ||
          !is_definite(analysis_, q.word))
        continue;
      const Word& again = analysis_.words[q.word];
      for (const Participant& p : a.participants)
        if (p.role == q.role && p.word != kNone && analysis_.words[p.word].lemma == again.lemma &&
            has_feature(analysis_.words[p.word], "Number=Plur") ==
                has_feature(again, "Number=Plur"))
          return true;
    }
    return false;
  }

  // "fighting", "gunfire": violence without anybody, an article or a number.
  bool is_bare(const Event& event) const {
    const Word& word = analysis_.words[event.word];
    if (event.type != "ASSAULT" || word.upos != "NOUN" || is_harm(event) || is_plural(event))
      return false;
    const bool alone = std::all_of(event.participants.begin(), event.participants.end(),
                                   [](const Participant& p) { return p.role == "instrument"; });
    if (!alone) return false;
    for (const std::int32_t child : children(analysis_, event.word))
      if (is_one_of(relation(analysis_.words[child]), {"det", "nummod"})) return false;
    return true;
  }

  bool is_plural(const Event& event) const {
    return has_feature(analysis_.words[event.word], "Number=Plur");
  }

  bool is_attack(const Event& event) const {
    return event.type == "ASSAULT" && !is_harm(event) && !is_plural(event) &&
           event.factuality.value == "CT+" && event.factuality.status == "occurred";
  }

  static bool tells_only_harm(const Event& event) {
    return event.type == "ASSAULT" && is_harm(event) && event.mode.empty() &&
           event.factuality.value == "CT+" && event.factuality.status == "occurred";
  }

  static bool different_actors(const Event& a, const Event& b) {
    bool told_a = false, told_b = false;
    for (const Participant& p : a.participants) told_a = told_a || p.role == "actor";
    for (const Participant& p : b.participants) {
      told_b = told_b || p.role == "actor";
      for (const Participant& q : a.participants)
        if (p.role == "actor" && q.role == "actor" && p.country == q.country &&
            p.sectors == q.sectors)
          return false;
    }
    return told_a && told_b;
  }

  // The person that a recipient names, by the first mention.
  std::int32_t person_of(const Participant& p) const {
    if (p.role != "recipient" || p.entity == kNone) return kNone;
    const Entity& entity = entities_[p.entity];
    if (entity.kind != "PER" || entity.in_title) return kNone;
    return entity.same_as != kNone ? entity.same_as : p.entity;
  }

  // Somebody is attacked or arrested once in a report, unless its dates say otherwise; who was
  // abducted may have been killed later.
  bool shares_person(const Event& a, const Event& b) const {
    if (!is_one_of(a.type, {"ASSAULT", "COERCE"}) || (a.type == "COERCE" && a.mode != b.mode))
      return false;
    if ((a.mode == "abduct") != (b.mode == "abduct")) return false;
    for (const Participant& p : a.participants)
      for (const Participant& q : b.participants)
        if (person_of(p) != kNone && person_of(p) == person_of(q)) return true;
    return false;
  }

  bool has_other_person(const Event& a, const Event& b) const {
    bool first = false, second = false;
    for (const Participant& p : a.participants) first = first || person_of(p) != kNone;
    for (const Participant& p : b.participants) second = second || person_of(p) != kNone;
    return first && second;
  }

  const Analysis& analysis_;
  const std::vector<LabelledItem> items_;
  const std::vector<Entity>& entities_;
  std::vector<Event>& events_;
};

}  // namespace

bool is_harm(const Event& event) {
  constexpr std::string_view kTable = "events:";
  if (!event.rule.starts_with(kTable)) return false;
  const std::string_view row = std::string_view(event.rule).substr(kTable.size());
  const std::size_t end = row.find_first_of(".:");
  if (end == std::string_view::npos) return false;
  return is_one_of(row.substr(0, end),
                   {"kill", "die", "wound", "injure", "hurt", "murder", "death", "killing", "slay",
                    "perish", "maim", "harm", "damage", "destroy", "slaying", "homicide", "succumb",
                    "burn", "leave_dead"});
}

void link_mentions(const Document& document, const std::vector<Entity>& entities,
                   std::vector<Event>& events) {
  Linker(document, entities, events).link();
}

}  // namespace litopys::reading
