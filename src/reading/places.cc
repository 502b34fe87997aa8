// Mentions first, then all of them resolved together (place_resolver.h).
//
// A mention is
//   1. a name of kind LOC, without article and possessive, parted at commas ("Lund, Sweden" is
//   two);
//   2. a proper noun outside other names whose words were a LOC name elsewhere in the document;
//   3. a proper noun outside names that hangs in its clause as places do (an oblique or a modifier
//      with a preposition, an argument of place), or stands behind the comma of a place that it
//      holds; these only where the gazetteer makes them likely (kLikely);
//   4. what stands in the dateline before comma, date or agency;
//   5. what a labelled line of a list names before its colon (labelled_items.h);
//   6. one word after a preposition that was taken for a person or an organisation, where the
//      gazetteer is sure of it ("in") or the words beside say its area;
//   7. what opens a text or a title before a colon or a comma, where the gazetteer is sure of it;
//   8. the place that an organisation of authority serves ("Lund" of "Lund Police Department").
// Persons, organisations, times and demonyms are no places: "Paris Hilton" is a PER name, "May" is
// a time, "the Turkish army" has no place in it; nor is "Paris" alone, where a person of that
// surname was named and nothing is in it.
//
// Limit: a metonym ("Kyiv said") stays in the list, since the town is named; that it acts as a
// government is the participant's affair. Linear in the document. Covered by places_test.cc and
// tests/cases/places.
#include "reading/places.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "gazetteer/name_key.h"
#include "reading/capitals.h"
#include "reading/labelled_items.h"
#include "reading/lonely_places.h"
#include "reading/place_bounds.h"
#include "reading/place_candidates.h"
#include "reading/place_context.h"
#include "reading/place_resolver.h"
#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr double kLikely = 0.3;      // the score that a proper noun which is no LOC name must reach
constexpr double kSurelyTown = 0.7;  // and one that was taken for a person
constexpr double kNoPlaceBelow =
    0.01;  // a LOC name whose best candidate is weaker stays unresolved
constexpr double kSurelyNoWord = 0.85;  // a town with the name of a facility ("Street")
constexpr std::size_t kMaxDateline = 100;
constexpr std::int32_t kMaxNameWords = 5;

enum class Why { kName, kAgain, kPosition, kDateline, kLabel, kServed, kMistaken, kHeld };

struct Found {
  WordRange words;
  Span span;
  Why why = Why::kName;
};

class Finder {
 public:
  Finder(const Document& document, const PlaceContext& context, const Reading& reading)
      : document_(document),
        analysis_(document.analysis),
        context_(context),
        taken_(analysis_.words.size(), false) {
    for (const Time& time : reading.times) take(time.words);
    for (const language::Name& name : analysis_.names)
      if (name.kind != "LOC") take({name.begin, name.end});
    for (const language::Name& name : analysis_.names)
      if (name.kind == "PER" && name.end - name.begin > 1)
        surnames_.insert(word(name.end - 1).form);
  }

  std::vector<Found> find() {
    for (const language::Name& name : analysis_.names)
      if (name.kind == "LOC") add_name(name);
    add_dateline();
    for (const LabelledItem& item : labelled_items(document_)) add_label(item.label);
    for (const language::Name& name : analysis_.names)
      if (name.kind == "ORG") add_served_place(name);
    for (const language::Name& name : analysis_.names)
      if (name.kind != "LOC") add_mistaken(name);
    add_opening();
    for (std::int32_t i = 0; i < size();) i = add_proper_noun(i);
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.span < b.span; });
    return std::move(found_);
  }

 private:
  std::int32_t size() const { return static_cast<std::int32_t>(analysis_.words.size()); }
  const language::Word& word(std::int32_t i) const {
    return analysis_.words[static_cast<std::size_t>(i)];
  }

  void take(WordRange range) {
    for (std::int32_t i = range.begin; i < range.end; ++i)
      taken_[static_cast<std::size_t>(i)] = true;
  }
  bool taken(std::int32_t i) const { return taken_[static_cast<std::size_t>(i)]; }

  // Scripts without capitals pass; "the old town" does not.
  static bool has_capital(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
      const text::CodePoint c = text::code_point_at(words, at);
      if (text::is_letter(c.value) && !text::is_lower(c.value)) return true;
      at += c.size;
    }
    return false;
  }

  bool is_demonym(WordRange range) const {
    if (range.end - range.begin > 2 || !word(range.end - 1).deprel.starts_with("amod"))
      return false;
    const auto words = text::words_of(document_.text, language::span_of(analysis_, range));
    return context_.lexicon.demonyms.contains(text::lower(words)) &&
           areas_named(context_, words).empty();
  }

  // "North and South Korea", "Village of Lund", "Lund Police" cut in two: the word for a part, a
  // kind or an authority is no place by itself.
  bool is_part_or_kind(WordRange range) const {
    const auto found = context_.lexicon.words.find(text::lower(word(range.begin).form));
    if (range.end - range.begin != 1 || found == context_.lexicon.words.end()) return false;
    const bool kind = !found->second.features.empty() && range.end < size() &&
                      text::lower(word(range.end).form) == "of";
    const bool behind =
        found->second.authority && range.begin > 0 && word(range.begin - 1).upos == "PROPN";
    return found->second.part || kind || behind;
  }

  // "Valerie Paris ... Paris left": the last word of a person's name, unless something is in it.
  bool is_surname(WordRange range) const {
    if (range.end - range.begin != 1 || surnames_.count(word(range.begin).form) == 0) return false;
    const std::string_view with = adposition(analysis_, range.begin);
    return with != "in" && with != "at" && with != "near" && with != "from" && with != "to";
  }

  void add(WordRange range, Why why) {
    while (range.begin < range.end &&
           (word(range.begin).upos == "DET" || word(range.begin).upos == "PUNCT"))
      ++range.begin;
    while (range.begin < range.end &&
           (word(range.end - 1).upos == "PART" || word(range.end - 1).upos == "PUNCT"))
      --range.end;
    if (range.begin >= range.end || is_demonym(range) || is_surname(range) ||
        is_part_or_kind(range))
      return;
    Found found{range, language::span_of(analysis_, range), why};
    // The parts of "Lund's" share one span.
    const auto words = text::words_of(document_.text, found.span);
    found.span.end =
        found.span.begin + static_cast<std::uint32_t>(without_possessive(words).size());
    if (!has_capital(words)) return;
    for (std::int32_t i = range.begin; i < range.end; ++i)
      if (taken(i)) return;
    if (why == Why::kName)
      keys_.insert(gazetteer::name_key(text::words_of(document_.text, found.span)));
    take(range);
    found_.push_back(found);
  }

  void add_name(const language::Name& name) {
    std::int32_t begin = name.begin;
    for (std::int32_t i = name.begin; i < name.end; ++i)
      if (word(i).form == ",") {
        add_whole({begin, i});
        begin = i + 1;
      }
    add_whole({begin, name.end});
  }

  // A name that was cut in two is one: the second part finds its words taken.
  void add_whole(WordRange range) {
    const WordRange whole = whole_name(document_, context_.lexicon, range);
    for (std::int32_t i = whole.begin; i < whole.end; ++i)
      if (taken(i)) return add(range, Why::kName);
    add(whole, Why::kName);
  }

  // The longest beginning of the dateline that the gazetteer knows, where no LOC name stands in it.
  void add_dateline() {
    const auto dateline = dateline_of(document_.text);
    if (!dateline) return;
    std::int32_t first = 0;
    while (first < size() && word(first).span.begin < dateline->begin) ++first;
    std::int32_t end = first;
    while (end < size() && end < first + kMaxNameWords && word(end).span.end <= dateline->end &&
           word(end).upos != "PUNCT")
      ++end;
    for (const Found& found : found_)
      if (found.words.begin < end && first < found.words.end && found.words.begin == first) return;
    for (; end > first; --end) {
      const Span span = language::span_of(analysis_, {first, end});
      const auto words = text::words_of(document_.text, span);
      const auto known = options_of(context_, words).options;
      const bool main = std::any_of(known.begin(), known.end(), [](const PlaceOption& option) {
        return option.kind == gazetteer::NameKind::kMain;
      });
      if (known.empty() || (words.size() <= 4 && !main)) continue;  // "WMC -" is a broadcaster
      release({first, end});  // "KOKOMO" may have been taken for an organisation
      return add({first, end}, Why::kDateline);
    }
  }

  // The longest part of a label that the gazetteer knows, where no LOC name stands in it.
  void add_label(WordRange label) {
    for (const Found& found : found_)
      if (found.words.begin < label.end && label.begin < found.words.end) return;
    const auto known = [&](WordRange range) {
      const Span span = language::span_of(analysis_, range);
      return !options_of(context_, text::words_of(document_.text, span)).options.empty();
    };
    const std::int32_t longest = std::min(label.end - label.begin, kMaxNameWords);
    for (std::int32_t length = longest; length > 0; --length)
      for (std::int32_t begin = label.begin; begin + length <= label.end; ++begin) {
        const WordRange range{begin, begin + length};
        if (word(begin).upos != "PROPN" || !known(range)) continue;
        release(range);
        return add(range, Why::kLabel);
      }
  }

  // "Lund" of the organisation "Lund Police Department": the longest beginning before the word of
  // authority that the gazetteer knows.
  void add_served_place(const language::Name& name) {
    std::int32_t authority = name.begin;
    while (authority < name.end && !is_authority(context_.lexicon, word(authority).form))
      ++authority;
    if (authority == name.end && authority < size() &&
        is_authority(context_.lexicon, word(authority).form))
      authority = name.end;  // "Lund" alone was the name, "police" follows
    else if (authority == name.end)
      return;
    for (std::int32_t end = authority; end > name.begin; --end) {
      const Span span = language::span_of(analysis_, {name.begin, end});
      if (options_of(context_, text::words_of(document_.text, span)).options.empty()) continue;
      release({name.begin, end});
      return add({name.begin, end}, Why::kServed);
    }
  }

  // "in Lyman", "to Lyman in Ukraine": one word that was taken for a person or an organisation, but
  // stands where towns stand.
  void add_mistaken(const language::Name& name) {
    if (name.end - name.begin != 1 || !has_preposition(name.begin)) return;
    const auto relation = language::relation(word(name.begin));
    if (relation != "obl" && relation != "nmod") return;
    if (options_of(context_, text::words_of(document_.text, name.span)).options.empty()) return;
    release({name.begin, name.end});
    add({name.begin, name.end}, has_preposition(name.begin, "in") ? Why::kMistaken : Why::kHeld);
  }

  // "Lund: a town in fear", "Lund, one year after the flood": the words before the first mark.
  void add_opening() {
    std::int32_t end = 0;
    while (end < size() && end < kMaxNameWords && word(end).upos == "PROPN") ++end;
    if (end == 0 || end >= size() || (word(end).form != ":" && word(end).form != ",")) return;
    const Span span = language::span_of(analysis_, {0, end});
    if (std::any_of(found_.begin(), found_.end(),
                    [&](const Found& found) { return found.words.begin < end; }) ||
        options_of(context_, text::words_of(document_.text, span)).options.empty())
      return;
    release({0, end});
    add({0, end}, Why::kMistaken);
  }

  void release(WordRange range) {
    for (std::int32_t i = range.begin; i < range.end; ++i)
      taken_[static_cast<std::size_t>(i)] = false;
  }

  // Proper nouns from word i on; returns where to go on.
  std::int32_t add_proper_noun(std::int32_t i) {
    const auto is_part = [&](std::int32_t at) {
      return at < size() && !taken(at) && word(at).upos == "PROPN" &&
             word(at).sentence == word(i).sentence;
    };
    if (!is_part(i)) return i + 1;
    std::int32_t end = i + 1;
    while (is_part(end) && end - i < kMaxNameWords) ++end;
    const WordRange range{i, end};
    const Span span = language::span_of(analysis_, range);
    const auto words = text::words_of(document_.text, span);
    if (keys_.contains(gazetteer::name_key(words)))
      add(range, Why::kAgain);
    else if (stands_as_place(range) && !options_of(context_, words).options.empty())
      add(range, Why::kPosition);
    return end;
  }

  bool stands_as_place(WordRange range) const {
    for (std::int32_t i = range.begin; i < range.end; ++i) {
      const std::int32_t head = word(i).head;
      if (head >= range.begin && head < range.end) continue;
      const auto relation = language::relation(word(i));
      if (head != kNone && (relation == "obl" || relation == "nmod") && has_preposition(i))
        return true;
      if (head != kNone && (relation == "appos" || relation == "nmod") && after_place(range))
        return true;
      if (head != kNone && relation == "compound" &&
          is_authority(context_.lexicon, word(head).form))
        return true;
      return is_place_argument(i);
    }
    return false;
  }

  bool has_preposition(std::int32_t i, std::string_view which = {}) const {
    for (const std::int32_t child : language::children(analysis_, i))
      if (language::relation(word(child)) == "case" && word(child).upos == "ADP" &&
          (which.empty() || word(child).lemma == which))
        return true;
    return false;
  }

  // "Bergen, Norway": a comma, and a place before it.
  bool after_place(WordRange range) const {
    if (range.begin < 2 || word(range.begin - 1).form != ",") return false;
    return std::any_of(found_.begin(), found_.end(),
                       [&](const Found& found) { return found.words.end == range.begin - 1; });
  }

  bool is_place_argument(std::int32_t i) const {
    const std::int32_t head = word(i).head;
    if (head == kNone || word(head).predicate == kNone) return false;
    for (const auto& argument :
         analysis_.predicates[static_cast<std::size_t>(word(head).predicate)].arguments)
      if (argument.word == i && (argument.role == "ARGM-LOC" || argument.role == "ARGM-DIR"))
        return true;
    return false;
  }

  const Document& document_;
  const language::Analysis& analysis_;
  const PlaceContext& context_;
  std::vector<bool> taken_;
  std::set<std::string> keys_;      // of the LOC names
  std::set<std::string> surnames_;  // of persons with more than one name
  std::vector<Found> found_;
};

// A dash that parts a dateline from its text: a long one, two short ones, or one between blanks.
std::size_t find_dash(std::string_view line) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view dash :
       {" \xE2\x80\x94", " \xE2\x80\x93", "\xE2\x80\x94", " -- ", " - ", ") -"})
    first = std::min(first, line.find(dash));
  return first;
}

// True where every word is a name, a number or in brackets.
bool only_names(std::string_view words) {
  const auto light = light_words(words);
  if (light.empty() || light.size() > 12 || !light[0].capital) return false;
  int depth = 0;
  std::size_t at = 0;
  for (const LightWord& word : light) {
    for (; at < word.span.begin; ++at) depth += words[at] == '(' ? 1 : words[at] == ')' ? -1 : 0;
    const auto c = text::code_point_at(words, word.span.begin);
    if (!word.capital && !text::is_digit(c.value) && depth == 0) return false;
    at = word.span.end;
  }
  return true;
}

// "Logan Square" is a quarter of that very name; "South Side" is not the town that some call so.
bool known_by_main_name(const Place& place, std::string_view words) {
  return place.match && gazetteer::name_key(place.match->name) == gazetteer::name_key(words);
}

// "Side, Turkey", not a side of a street.
bool is_said_to_lie(const Place& place) {
  return place.match && (place.match->score >= kSurelyNoWord || place.rule == "places.contained" ||
                         place.rule == "places.contained_elsewhere");
}

// "N." of "N. 38th Street".
bool few_letters(std::string_view words) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < words.size();) {
    const text::CodePoint c = text::code_point_at(words, at);
    letters += text::is_letter(c.value) || text::is_digit(c.value) ? 1 : 0;
    at += c.size;
  }
  return letters <= 2;
}

// "East" of "East 28th Street".
bool begins_facility(const Document& document, const PlaceLexicon& lexicon, WordRange words) {
  const auto& all = document.analysis.words;
  const auto next = static_cast<std::size_t>(words.end);
  if (next + 1 >= all.size() || words.end <= words.begin ||
      all[next + 1].sentence != all[next - 1].sentence)
    return false;
  const auto entry = lexicon.words.find(text::lower(all[next + 1].form));
  return text::is_digit(text::code_point_at(all[next].form, 0).value) &&
         entry != lexicon.words.end() && entry->second.facility;
}

// "the 6700 block of South Winchester": the words before say that this is a street.
bool follows_facility(const Document& document, const PlaceLexicon& lexicon, WordRange words) {
  const auto& all = document.analysis.words;
  if (words.begin < 2) return false;
  const language::Word& link = all[static_cast<std::size_t>(words.begin - 1)];
  const language::Word& noun = all[static_cast<std::size_t>(words.begin - 2)];
  const auto entry = lexicon.words.find(noun.lemma);
  return link.upos == "ADP" && link.form == "of" && noun.sentence == link.sentence &&
         entry != lexicon.words.end() && entry->second.facility && entry->second.before;
}

}  // namespace

std::optional<Span> dateline_of(std::string_view text) {
  std::size_t at = 0;
  for (int line = 0; line < 3 && at < text.size(); ++line) {
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos) return std::nullopt;
    std::size_t end = std::min({text.find('\n', at), at + kMaxDateline, text.size()});
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    const std::string_view head = text.substr(at, end - at);
    const std::size_t dash = find_dash(head);
    if (dash != std::string_view::npos && dash > 0 && only_names(head.substr(0, dash)))
      return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + dash)};
    at = text.find('\n', at);
  }
  return std::nullopt;
}

void read_places(const Document& document, const gazetteer::Gazetteer& gazetteer,
                 const PlaceLexicon& lexicon, Reading& reading) {
  const PlaceContext context = read_context(document.text, gazetteer, lexicon);
  const std::vector<Found> found = Finder(document, context, reading).find();
  std::vector<Span> spans;
  for (const Found& mention : found) spans.push_back(mention.span);
  std::vector<Place> places =
      resolve_places(context, spans, {document.report.publisher, document.report.uri});
  const auto dateline = dateline_of(document.text);
  for (std::size_t i = 0; i < places.size(); ++i) {
    Place& place = places[i];
    const double score = place.match ? place.match->score : 0;
    if ((found[i].why == Why::kPosition || found[i].why == Why::kServed) && score < kLikely)
      continue;
    if (found[i].why == Why::kMistaken &&
        (score < kSurelyTown || place.match->feature == "PCLI" ||
         !known_by_main_name(place, words_of(document, found[i].span))))
      continue;
    if (found[i].why == Why::kHeld && place.rule != "places.contained") continue;
    if (found[i].why != Why::kName && !place.match) continue;
    if (place.match && score < kNoPlaceBelow) {
      place = Place{};
      place.rule = "places.not_found";
    }
    place.span = found[i].span;
    place.words = found[i].words;
    const auto words = words_of(document, place.span);
    if (!place.match && few_letters(words)) continue;
    const BareWord bare_word =
        is_said_to_lie(place) ? BareWord::kNot : bare_word_of(lexicon, words);
    if (bare_word == BareWord::kArea) continue;
    const bool facility = bare_word == BareWord::kFacility || is_facility(lexicon, words) ||
                          follows_facility(document, lexicon, place.words) ||
                          begins_facility(document, lexicon, place.words);
    if (facility && (bare_word == BareWord::kFacility || !known_by_main_name(place, words))) {
      place.match.reset();
      place.alternatives.clear();
      place.precision.clear();
      place.radius_km = 0;
      place.rule = "places.facility";
    }
    const Span bare = bare_name(document, place.words);
    if (!facility)
      place.span = {std::max(place.span.begin, bare.begin), std::min(place.span.end, bare.end)};
    if (dateline && dateline->contains(place.span)) place.rule = "places.dateline";
    reading.places.push_back(std::move(place));
  }
  drop_lonely(context, reading.places);
  for (Place& capital : unnamed_capitals(document, gazetteer, lexicon, reading.places))
    reading.places.push_back(std::move(capital));
  std::stable_sort(reading.places.begin(), reading.places.end(),
                   [](const Place& a, const Place& b) { return a.span < b.span; });
}

}  // namespace litopys::reading
