// What one report says: the shapes of docs/output.md as plain data. Each part is filled by its own
// function (read_times, read_places, ...), composed in read.h; print.h turns a Reading into the
// contract's JSON.
//
// Everything refers to everything by index into the vectors of the same Reading (kNone: nothing);
// ids such as "f1" exist only in print. What was read in the title says so (`in_title`): its spans
// count bytes of the title and its word indices belong to the title's own analysis. Words are
// indices into the Analysis, spans are bytes of the report's text. "Unknown" is an empty string, an
// empty optional or kNone, and is not printed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "language/analysis.h"
#include "text/span.h"

namespace litopys::reading {

using language::kNone;
using language::WordRange;
using text::Span;

// ---- entities: names, joined where they name the same
// --------------------------------------------
struct Entity {
  bool in_title = false;
  std::string kind;  // PER, ORG, LOC
  Span span;
  WordRange words;
  std::int32_t same_as = kNone;  // an earlier entity
};

// ---- times
// ----------------------------------------------------------------------------------------
struct Time {
  bool in_title = false;
  Span span;
  WordRange words;
  std::string kind;                // DATE, TIME, DURATION, SET
  std::string value;               // TIMEX3
  std::string start, end;          // ISO 8601, both included; empty where open or unresolved
  std::string granularity;         // day, week, part_of_day, ... (docs/output.md)
  std::string open;                // "start" or "end"
  std::int32_t range_end = kNone;  // the time that ends the range which begins with this one
  std::string anchor;              // published, dateline, event, previous, calendar, unresolved
  std::string rule;
  bool of_page = false;  // the day of the dateline, when the text was written; not printed
};

// ---- places
// ---------------------------------------------------------------------------------------
struct PlaceCandidate {
  std::int64_t geonameid = 0;
  std::string name, feature, country, admin1, admin2, admin3;
  double latitude = 0, longitude = 0;
  std::string matched;  // exact, folded, romanised, skeleton, edit
  double score = 0;
};

struct Place {
  bool in_title = false;
  Span span;
  WordRange words;
  std::optional<PlaceCandidate> match;  // nothing: a place was named but not found
  std::string precision;                // exact, near, admin2, admin1, country, region
  double radius_km = 0;
  std::vector<PlaceCandidate> alternatives;
  std::int32_t settlement = kNone;  // of a part of a town: the place that is the town
  std::string rule;
};

// ---- attribution
// ----------------------------------------------------------------------------------
struct Attribution {
  bool in_title = false;
  Span source;  // empty where the source is left out
  std::int32_t source_word = kNone;
  std::int32_t entity = kNone;
  std::string source_kind = "unknown";  // government, agency, witness, ... (docs/output.md)
  std::string side;                     // ISO 3166 alpha-3
  Span cue;
  std::vector<Span> content;  // what the source vouches for
  std::string form;           // direct_quote, indirect, according_to, noun, headline
  std::int32_t relayed_by = kNone;
  std::string distance;  // asserts, claims, denies, confirms, admits, warns, refuses
  std::string rule;
};

struct Quote {
  bool in_title = false;
  Span span;
  std::int32_t speaker = kNone;  // entity
  std::int32_t attribution = kNone;
};

// ---- factuality
// -----------------------------------------------------------------------------------
struct Cue {
  std::string kind;  // negation, modal, condition, question, hedge, future
  Span span;
};

// FactBank value and status with the words that gave them.
struct Factuality {
  std::string value = "CT+";        // CT+ PR+ PS+ CT- PR- PS- Uu
  std::string status = "occurred";  // occurred ongoing planned demanded threatened hypothetical
                                    // habitual historical omitted
  std::vector<Cue> cues;
  std::string rule;
};

// ---- events
// ---------------------------------------------------------------------------------------
struct Participant {
  std::string role;           // actor, recipient, instrument
  std::int32_t word = kNone;  // head word
  std::int32_t entity = kNone;
  Span span;
  std::string kind = "unknown";      // person, group, organisation, state, thing, unknown
  std::string country;               // ISO 3166 alpha-3
  std::vector<std::string> sectors;  // PLOVER
  std::string rule;
};

struct Event {
  bool in_title = false;
  Span trigger;
  std::int32_t word = kNone;       // head word of the trigger
  std::int32_t predicate = kNone;  // index into Analysis::predicates, where it is one
  std::string type, mode;          // PLOVER 2.0
  std::vector<std::string> contexts;
  std::string acled_type, acled_sub_type;
  std::vector<std::string> methods;
  std::vector<Participant> participants;
  std::int32_t place = kNone;
  std::string place_basis;  // clause, sentence, paragraph, lead, dateline
  double place_share = 0;  // of the choice among its sentence's places and "none", where made there
  std::vector<std::int32_t> other_places;
  std::int32_t time = kNone;
  std::string time_basis;  // clause, sentence, narrative, dateline, published
  std::vector<std::int32_t> other_times;
  std::string start, end, open;
  std::string time_precision;  // day, week, month, year, unknown
  Factuality factuality;
  std::int32_t same_as = kNone;
  std::vector<std::int32_t> attribution;
  std::vector<std::int32_t> figures;
  double confidence = 0;
  std::string rule;
};

// ---- figures
// --------------------------------------------------------------------------------------
struct Population {
  Span span;
  std::string status;  // civilian, combatant, police, protester, prisoner, ... unknown
  std::string age;     // child, adult, elderly
  std::optional<std::pair<int, int>> years;
  std::string sex;   // female, male
  std::string side;  // ISO 3166 alpha-3
};

struct Figure {
  bool in_title = false;
  std::string measure;  // killed, injured, ... (docs/output.md)
  Span span;
  WordRange words;
  std::int32_t word = kNone;  // head word: "soldiers" of "more than 4,300 soldiers"
  std::optional<std::int64_t> low, best, high;
  std::string bound;  // exact at_least more_than at_most less_than about between vague none
  std::string unit = "person";
  std::optional<Population> population;
  std::int32_t subset_of = kNone;
  std::string scope = "event";  // event, cumulative, state
  std::string since, until;
  std::string as_of, basis;
  std::int32_t event = kNone;
  std::int32_t place = kNone;
  std::string start, end;
  Factuality factuality;
  std::vector<std::int32_t> attribution;
  std::string rule;
};

struct Warning {
  std::string code;
  Span span;
  std::string message;
};

struct Reading {
  std::vector<Entity> entities;
  std::vector<Time> times;
  std::vector<Place> places;
  std::vector<Event> events;
  std::vector<Figure> figures;
  std::vector<Attribution> attributions;
  std::vector<Quote> quotes;
  std::vector<Warning> warnings;
};

}  // namespace litopys::reading
