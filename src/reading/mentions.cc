// Ways to come back to what was told, of one type, factuality and status and of modes that agree:
//
//   a definite noun       "Rebels attacked a post. The attack lasted an hour."
//   what it was           "Rebels blew up a pylon. It was the third attack in a week."
//   the same victim       "Gunmen shot A. B. ... The killing of B. was condemned."
//   the same people       "Six monks were shot. The monks were killed at dawn."
//   the same weapon       "Men left a bomb at the gate. The bomb went off at noon."
//   harm after an attack  "A bomb exploded. Two people were killed."
//   a bare noun           "They fought for the bridge. Fighting went on": without anybody, close by
//
// The noun takes type and mode of its verb where both stand close by ("raided the office. The
// raid"). Not linked: lines of a list with labels of their own, another victim ("the murder of C.
// D."), "another attack", harm by somebody else, harm beside harm ("two were killed, nine wounded"
// are two). A noun that spans much ("the offensive", "the fighting") comes back only to its like,
// and one in the plural ("the killings") only to what was done more than once or to several. Who is
// blamed for "the attack" is in doubt, not the attack that was told before: it is told as fact
// again. What the words then tell of two days or two places parts them again (event_dates.cc,
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
    const bool article = relation(below) == "det" &&
                         is_one_of(below.lemma, {"the", "this", "that", "these", "those"});
    const bool of_him = below.deprel == "nmod:poss" && below.upos == "PRON";  // "his murder"
    if (article || of_him) definite = true;
    if (is_one_of(below.lemma, {"another", "other", "second", "third", "new", "more", "further",
                                "previous", "earlier", "last", "next", "similar"}))
      return false;
  }
  return definite;
}

bool compatible(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() || a == b;
}

// "invaded" and "invasion", "exploded" and "explosion"
bool are_one_stem(const Word& a, const Word& b) {
  constexpr std::size_t kStem = 4;  // bytes
  return a.lemma == b.lemma || (a.lemma.size() >= kStem && b.lemma.size() >= kStem &&
                                a.lemma.compare(0, kStem, b.lemma, 0, kStem) == 0);
}

class Linker {
 public:
  Linker(const EventTables& tables, const std::vector<Entity>& entities, std::vector<Event>& events)
      : book_(tables.codebook),
        analysis_(tables.document.analysis),
        items_(labelled_items(tables.document)),
        entities_(entities),
        events_(events) {}

  void link() {
    for (std::size_t j = 1; j < events_.size(); ++j) {
      take_kind_of_word(j);
      const std::int32_t first = earlier_mention(j);
      if (first == kNone) continue;
      events_[j].same_as = events_[first].same_as != kNone ? events_[first].same_as : first;
      Event& told = events_[events_[j].same_as];  // one happening has one mode
      if (events_[j].mode.empty()) events_[j].mode = told.mode;
      if (told.mode.empty()) told.mode = events_[j].mode;
      if (is_hedged(events_[j]) && told.factuality.value == "CT+")
        events_[j].factuality.value = told.factuality.value;
    }
    for (Event& event : events_)
      if (event.same_as != kNone && event.mode.empty()) event.mode = events_[event.same_as].mode;
  }

 private:
  // "attacked ... hit ... The attack": the nearest one of the noun's own stem, if it is not far.
  std::int32_t earlier_of_stem(std::size_t j) const {
    constexpr std::int32_t kNotFar = 6;  // sentences
    for (std::size_t i = j; i-- > 0;) {
      const std::int32_t distance = sentence(events_[j]) - sentence(events_[i]);
      if (distance > kNotFar) return kNone;
      if (distance > 0 && one_word(i, j) && may_be_same(events_[i], events_[j], true) &&
          comes_back_to(events_[i], events_[j]) && !has_other_person(events_[i], events_[j]))
        return static_cast<std::int32_t>(i);
    }
    return kNone;
  }

  std::int32_t earlier_mention(std::size_t j) const {
    const bool definite = is_definite(analysis_, events_[j].word);
    const bool one = definite && !is_plural(events_[j]);
    if (const std::int32_t told = one ? earlier_of_stem(j) : kNone; told != kNone) return told;
    const bool what_it_was = says_what_it_was(analysis_, events_[j].word);
    const bool bare = is_bare(events_[j]);
    bool after_attack = tells_only_harm(events_[j]);
    for (std::size_t i = j; i-- > 0 && j - i <= kWindow;) {
      if (!may_be_same(events_[i], events_[j], definite)) continue;
      if (shares_person(events_[i], events_[j])) return static_cast<std::int32_t>(i);
      if (!compatible(events_[i].mode, events_[j].mode)) continue;
      if (has_other_person(events_[i], events_[j])) continue;
      const std::int32_t distance = sentence(events_[j]) - sentence(events_[i]);
      if (distance > 0 && ((definite && comes_back_to(events_[i], events_[j])) ||
                           (what_it_was && distance == 1) || names_again(events_[i], events_[j])))
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

  bool one_word(std::size_t i, std::size_t j) const {
    return are_one_stem(analysis_.words[events_[i].word], analysis_.words[events_[j].word]);
  }

  // "Police raided the office. The raid ...", "France expelled two envoys. The expulsion ...": the
  // noun means what its verb was found to be just before.
  void take_kind_of_word(std::size_t j) {
    constexpr std::int32_t kClose = 4;  // sentences
    Event& again = events_[j];
    if (!is_definite(analysis_, again.word) || is_plural(again)) return;
    for (std::size_t i = j; i-- > 0 && sentence(again) - sentence(events_[i]) <= kClose;) {
      const Event& told = events_[i];
      if (!one_word(i, j) || sentence(told) == sentence(again)) continue;
      if (told.type == again.type || told.factuality.value != again.factuality.value) return;
      again.type = told.type;
      again.mode = told.mode;
      again.contexts = told.contexts;
      again.methods = told.methods;
      again.rule += " (as " + told.rule + ")";
      return;
    }
  }

  std::int32_t sentence(const Event& event) const { return analysis_.words[event.word].sentence; }

  bool may_be_same(const Event& a, const Event& b, bool definite) const {
    const bool taken_for_granted =
        definite && a.factuality.value == "CT+" && is_hedged(b) && is_news(a) && is_news(b);
    return !is_parted(items_, sentence(b), sentence(a)) && a.type == b.type &&
           (a.factuality.value == b.factuality.value || taken_for_granted);
  }

  static bool is_hedged(const Event& event) {
    return event.factuality.value == "PS+" || event.factuality.value == "PR+";
  }

  static bool is_news(const Event& event) {
    return is_one_of(event.factuality.status, {"occurred", "ongoing"});
  }

  bool is_of(const Event& event, std::string_view name) const {
    const Word& word = analysis_.words[event.word];
    return word.upos == "NOUN" && book_.in_class(word.lemma, name);
  }

  // Whether the definite noun `b` may mean `a`.
  bool comes_back_to(const Event& a, const Event& b) const {
    const Word &first = analysis_.words[a.word], &noun = analysis_.words[b.word];
    if (are_one_stem(first, noun)) return !is_plural(b) || is_several(a);
    if (is_of(a, "campaign") || is_of(b, "campaign")) return false;
    if (is_of(b, "combat")) return book_.in_class(first.lemma, "combat") || near_attack(a, b);
    if (is_plural(b) && !is_several(a)) return false;
    return !is_harm(b) || !has_other_victims(a, b);
  }

  // "Rebels stormed the town. The fighting lasted an hour."
  bool near_attack(const Event& a, const Event& b) const {
    return is_attack(a) && sentence(b) - sentence(a) <= kNear;
  }

  // Done more than once, or by or to several.
  bool is_several(const Event& event) const {
    if (is_plural(event)) return true;
    return std::any_of(event.participants.begin(), event.participants.end(),
                       [&](const Participant& p) {
                         return p.role != "actor" && p.word != kNone &&
                                has_feature(analysis_.words[p.word], "Number=Plur");
                       });
  }

  // Both tell whom they hit, in words that have nothing in common.
  bool has_other_victims(const Event& a, const Event& b) const {
    bool told_a = false, told_b = false;
    for (const Participant& p : a.participants) told_a = told_a || p.role == "recipient";
    for (const Participant& q : b.participants) {
      if (q.role != "recipient" || q.word == kNone || analysis_.words[q.word].upos == "PRON")
        continue;
      told_b = true;
      for (const Participant& p : a.participants)
        if (p.role == "recipient" && p.word != kNone &&
            analysis_.words[p.word].lemma == analysis_.words[q.word].lemma)
          return false;
    }
    return told_a && told_b;
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

  const EventCodebook& book_;
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
  return is_one_of(
      row.substr(0, end),
      {"kill",    "die",      "wound",   "injure", "hurt",       "murder",        "death",
       "killing", "slay",     "perish",  "maim",   "harm",       "damage",        "destroy",
       "slaying", "homicide", "succumb", "burn",   "leave_dead", "leave_wounded", "leave_injured"});
}

bool says_what_it_was(const Analysis& analysis, std::int32_t noun) {
  if (analysis.words[noun].upos != "NOUN") return false;
  bool copula = false, pronoun = false;
  for (const std::int32_t child : children(analysis, noun)) {
    const Word& below = analysis.words[child];
    if (relation(below) == "cop") copula = has_feature(below, "VerbForm=Fin");
    if (relation(below) == "nsubj") pronoun = is_one_of(below.lemma, {"it", "this", "that"});
  }
  return copula && pronoun;
}

void link_mentions(const EventTables& tables, const std::vector<Entity>& entities,
                   std::vector<Event>& events) {
  Linker(tables, entities, events).link();
}

}  // namespace litopys::reading
