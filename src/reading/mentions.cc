// Three ways to come back to what was told, of one type, factuality and status and of modes that
// agree:
//
//   a definite noun       "Rebels attacked a post. The attack lasted an hour."
//   the same victim       "Gunmen shot A. B. ... The killing of B. was condemned."
//   harm after an attack  "A bomb exploded. Two people were killed."
//
// Not linked: lines of a list with labels of their own, another victim ("the murder of C. D."),
// "another attack", harm by somebody else, harm beside harm ("two were killed, nine wounded" are
// two). What the words then tell of two days or two places parts them again (event_dates.cc,
// event_places.cc). Cost: a window of events for each. Covered by mentions_test.cc.
#include "reading/mentions.h"

#include <algorithm>

#include "reading/labelled_items.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

constexpr std::size_t kWindow = 40;  // events looked back at

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

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
      if (events_[j].mode.empty()) events_[j].mode = events_[events_[j].same_as].mode;
    }
  }

 private:
  std::int32_t earlier_mention(std::size_t j) const {
    const bool definite = is_definite(analysis_, events_[j].word);
    bool after_attack = tells_only_harm(events_[j]);
    for (std::size_t i = j; i-- > 0 && j - i <= kWindow;) {
      if (!may_be_same(events_[i], events_[j])) continue;
      if (shares_person(events_[i], events_[j])) return static_cast<std::int32_t>(i);
      if (has_other_person(events_[i], events_[j])) continue;
      const std::int32_t distance = sentence(events_[j]) - sentence(events_[i]);
      if (definite && distance > 0) return static_cast<std::int32_t>(i);
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
           compatible(a.mode, b.mode) && a.factuality.value == b.factuality.value;
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

  // Somebody is attacked or arrested once in a report, unless its dates say otherwise.
  bool shares_person(const Event& a, const Event& b) const {
    if (!is_one_of(a.type, {"ASSAULT", "COERCE"}) || (a.type == "COERCE" && a.mode != b.mode))
      return false;
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
  return is_one_of(row.substr(0, end), {"kill", "die", "wound", "injure", "hurt", "murder", "death",
                                        "killing", "slay", "perish", "maim", "harm", "damage",
                                        "destroy", "slaying", "homicide", "succumb", "burn"});
}

void link_mentions(const Document& document, const std::vector<Entity>& entities,
                   std::vector<Event>& events) {
  Linker(document, entities, events).link();
}

}  // namespace litopys::reading
