// Reads the neighbourhood of names with a light eye: words between blanks, commas, capitals. That
// is enough for the few ways in which English says where a place lies, and it stays the same
// whether or not the language layer has been there.
//
// - After the name: ", Y", "(Y)", "in Y", "in eastern Y", "of Y" and chains of them ("Austin,
// Texas,
//   U.S.").
// - Before it: "Y's X", and a demonym with only lower-case words between ("the Kenyan town of X").
// - Over the whole text: how often each country (by name or demonym) and each first-level area is
//   named. A name that is both (Georgia) gives half to each.
//
// A list is no containment: in "Nevada, Texas and Utah" the name behind the comma is followed by
// another of its kind that does not hold it, and says nothing of Nevada.
//
// A link word is any lower-case word of two or three letters, so that no preposition is listed
// here. "Paris, London and Rome": "London" is looked up as an area of "Paris" and holds none of its
// candidates, so nothing comes of it. Linear in the text: at most four words are joined at each
// place. Covered by places_test.cc.
#include "reading/place_context.h"

#include <algorithm>
#include <array>

#include "gazetteer/name_key.h"
#include "gazetteer/prominence.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

constexpr std::size_t kMaxAreaWords = 4;
constexpr std::size_t kMaxSaid = 8;  // areas remembered of one name
constexpr double kWideKm = 1000;     // a wider region holds places of all names
constexpr double kWellKnown = 0.5;   // a first-level area less known than this is no evidence

bool trimmed(char32_t c) { return !text::is_letter(c) && !text::is_digit(c) && !text::is_mark(c); }

// [begin, end) without the punctuation at both ends; "U.S." keeps nothing but its letters inside.
Span trim(std::string_view text, Span span) {
  while (span.begin < span.end) {
    const text::CodePoint c = text::code_point_at(text, span.begin);
    if (!trimmed(c.value)) break;
    span.begin += static_cast<std::uint32_t>(c.size);
  }
  while (span.begin < span.end) {
    std::uint32_t last = span.end - 1;
    while (last > span.begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!trimmed(text::code_point_at(text, last).value)) break;
    span.end = last;
  }
  return span;
}

bool only(std::string_view gap, std::string_view allowed) {
  return gap.find_first_not_of(allowed) == std::string_view::npos;
}

Span phrase_span(const PlaceContext& context, std::size_t first, std::size_t count) {
  return {context.words[first].span.begin, context.words[first + count - 1].span.end};
}

std::string_view words_at(const PlaceContext& context, Span span) {
  return text::words_of(context.text, span);
}

bool is_area_feature(std::string_view feature) {
  return feature == "PCLI" || feature == "CONT" || feature == "ADM1" || feature == "ADM2" ||
         feature == "RGN" || feature == "ISL" || feature == "ISLS";
}

struct AreaPhrase {
  std::vector<PlaceIndex> places;
  std::size_t count = 0;  // words
};

// The longest phrase from word `first` on that names an area.
AreaPhrase areas_at(const PlaceContext& context, std::size_t first) {
  AreaPhrase none;
  if (first >= context.words.size() || !context.words[first].capital) return none;
  std::size_t most = 1;
  while (most < kMaxAreaWords && first + most < context.words.size() &&
         context.words[first + most].joined)
    ++most;
  for (std::size_t count = most; count > 0; --count) {
    Span span = phrase_span(context, first, count);
    if (span.end < context.text.size() && context.text[span.end] == '.') {
      auto dotted = areas_named(context, words_at(context, {span.begin, span.end + 1}));
      if (!dotted.empty()) return {std::move(dotted), count};
    }
    auto places = areas_named(context, words_at(context, span));
    if (!places.empty()) return {std::move(places), count};
  }
  return none;
}

// The longest phrase that ends with word `last`, in the possessive.
AreaPhrase areas_before(const PlaceContext& context, std::size_t last) {
  for (std::size_t count = kMaxAreaWords; count > 0; --count) {
    if (count > last + 1) continue;
    const std::size_t first = last + 1 - count;
    bool together = context.words[first].capital;
    for (std::size_t i = first + 1; i <= last; ++i) together = together && context.words[i].joined;
    if (!together) continue;
    const auto phrase = words_at(context, phrase_span(context, first, count));
    const auto owner = without_possessive(phrase);
    if (owner.size() == phrase.size()) return {};
    auto places = areas_named(context, owner);
    if (!places.empty()) return {std::move(places), count};
  }
  return {};
}

bool is_link(const PlaceContext& context, std::size_t word) {
  const auto phrase = words_at(context, context.words[word].span);
  return !context.words[word].capital && phrase.size() >= 2 && phrase.size() <= 3;
}

PlaceIndex country_of_demonym(const PlaceContext& context, std::size_t word) {
  if (!context.words[word].capital) return gazetteer::kNowhere;
  const auto phrase = without_possessive(words_at(context, context.words[word].span));
  const auto found = context.lexicon.demonyms.find(text::lower(phrase));
  return found == context.lexicon.demonyms.end() ? gazetteer::kNowhere
                                                 : context.gazetteer.country(found->second);
}

bool same_kind(const PlaceContext& context, const std::vector<PlaceIndex>& a,
               const std::vector<PlaceIndex>& b) {
  const auto kind = [&](PlaceIndex place) { return context.gazetteer.place(place).feature; };
  return std::any_of(a.begin(), a.end(), [&](PlaceIndex x) {
    return std::any_of(b.begin(), b.end(), [&](PlaceIndex y) { return kind(x) == kind(y); });
  });
}

// A name behind a comma, bracket or link word, and those behind it that hold it in turn.
void add_chain(const PlaceContext& context, std::size_t next, bool link,
               std::vector<std::vector<PlaceIndex>>& chain) {
  const auto& words = context.words;
  const std::size_t before = chain.size();
  for (int links = 0; links < 3 && next < words.size(); ++links) {
    bool comma = words[next].comma;
    const bool conjunction = links > 0 && (comma || words[next].joined) && is_link(context, next);
    if (conjunction) comma = words[++next < words.size() ? next : next - 1].joined;
    if (!comma && !link) return;
    link = false;
    AreaPhrase areas = areas_at(context, next);
    if (areas.count == 0) return;
    if (links > 0 && same_kind(context, chain.back(), areas.places)) {
      chain.resize(before);  // a list
      return;
    }
    if (conjunction) return;
    next += areas.count;
    chain.push_back(std::move(areas.places));
  }
}

// "eastern" of "Lyman in eastern Ukraine".
bool is_part(const PlaceContext& context, std::size_t word) {
  if (word + 1 >= context.words.size() || !context.words[word + 1].joined) return false;
  const auto found =
      context.lexicon.words.find(text::lower(words_at(context, context.words[word].span)));
  return found != context.lexicon.words.end() && found->second.part;
}

void look_after(const PlaceContext& context, std::size_t next, Span mention, Beside& beside) {
  const auto& words = context.words;
  if (next >= words.size()) return;
  const auto gap = words_at(context, {mention.end, words[next].span.begin});
  if (only(gap, " ")) {
    const auto found = context.lexicon.words.find(text::lower(words_at(context, words[next].span)));
    if (found != context.lexicon.words.end() && found->second.after && !found->second.part &&
        !found->second.facility && !found->second.authority) {
      beside.features = found->second.features;
      ++next;
    }
  }
  bool link = next < words.size() && words[next].joined && is_link(context, next);
  if (link) ++next;
  if (link && is_part(context, next)) ++next;
  add_chain(context, next, link, beside.areas);
  beside.comma = !link && !beside.areas.empty() &&
                 std::any_of(beside.areas[0].begin(), beside.areas[0].end(), [&](PlaceIndex index) {
                   const auto area = context.gazetteer.place(index);
                   return (area.feature == "PCLI" || area.feature == "ADM1") &&
                          gazetteer::prominence(area) > kWellKnown;
                 });
}

void look_before(const PlaceContext& context, std::size_t first, Beside& beside) {
  const auto& words = context.words;
  if (first == 0 || !(first < words.size() ? words[first].joined : true)) return;
  std::size_t at = first - 1;
  if (AreaPhrase areas = areas_before(context, at); areas.count > 0)
    beside.areas.push_back(std::move(areas.places));
  for (int steps = 0; steps < 5; ++steps, --at) {
    const auto phrase = words_at(context, words[at].span);
    const auto found = context.lexicon.words.find(text::lower(phrase));
    if (const auto office = context.lexicon.offices.find(text::lower(phrase));
        office != context.lexicon.offices.end() && steps == 1 && is_link(context, first - 1) &&
        beside.features.empty())
      beside.features = office->second;
    if (found != context.lexicon.words.end() && found->second.before && steps < 3) {
      const bool straight = steps == 0 || (steps == 1 && is_link(context, first - 1));
      if (words[at].capital && steps > 0) return;  // "Salt Lake City and X": of another name
      if (found->second.part && straight) beside.part = true;  // "outskirts of X"
      if (!found->second.part && beside.features.empty()) beside.features = found->second.features;
    }
    if (const PlaceIndex country = country_of_demonym(context, at);
        country != gazetteer::kNowhere) {
      beside.areas.push_back({country});
      return;
    }
    if (words[at].capital || !words[at].joined || at == 0) return;
  }
}

// Counties and districts whose every reading lies in one country, or one first-level area.
void add_second_level(PlaceContext& context, const std::vector<PlaceIndex>& places) {
  PlaceIndex area = gazetteer::kNowhere;
  std::string_view country;
  bool one_area = true;
  for (const PlaceIndex index : places) {
    const auto place = context.gazetteer.place(index);
    if (place.feature != "ADM2") return;
    if (!country.empty() && country != place.country) return;
    one_area = one_area && (country.empty() || area == place.admin1);
    country = place.country;
    area = place.admin1;
  }
  if (country.empty()) return;
  context.countries[std::string(country)] += 0.5;
  if (one_area && area != gazetteer::kNowhere) context.areas[area] += 0.5;
}

// What one phrase of the text adds to the evidence.
void add_evidence(PlaceContext& context, const std::vector<PlaceIndex>& places) {
  PlaceIndex country = gazetteer::kNowhere, area = gazetteer::kNowhere;
  double best = kWellKnown;
  for (const PlaceIndex index : places) {
    const auto place = context.gazetteer.place(index);
    if (place.feature == "PCLI" && country == gazetteer::kNowhere) country = index;
    if (place.feature == "ADM1" && gazetteer::prominence(place) > best) {
      best = gazetteer::prominence(place);
      area = index;
    }
  }
  if (country == gazetteer::kNowhere && area == gazetteer::kNowhere)
    return add_second_level(context, places);
  // A country and its own state (Mexico) speak for the country alone.
  if (country != gazetteer::kNowhere && area != gazetteer::kNowhere &&
      lies_in(context.gazetteer, area, country))
    area = gazetteer::kNowhere;
  const bool both = country != gazetteer::kNowhere && area != gazetteer::kNowhere;
  const double share = both ? 0.5 : 1.0;
  if (country != gazetteer::kNowhere)
    context.countries[std::string(context.gazetteer.place(country).country)] += share;
  if (area != gazetteer::kNowhere) {
    context.areas[area] += share;
    context.countries[std::string(context.gazetteer.place(area).country)] += 0.7 * share;
  }
}

// "X, Y" with X of up to three words from here on.
void note_said(PlaceContext& context, std::size_t first) {
  for (std::size_t count = 1; count <= 3; ++count) {
    const std::size_t next = first + count;
    if (next >= context.words.size()) return;
    if (context.words[next].comma) {
      std::vector<std::vector<PlaceIndex>> chain;
      add_chain(context, next, false, chain);
      const auto phrase = words_at(context, phrase_span(context, first, count));
      auto& said = context.said[gazetteer::name_key(phrase)];
      for (auto& areas : chain)
        if (said.size() < kMaxSaid) said.push_back(std::move(areas));
      return;
    }
    if (!context.words[next].joined || !context.words[next].capital) return;
  }
}

template <class Key, class Order>
void normalise(std::map<Key, double, Order>& counts) {
  double total = 1;  // a single mention is weak evidence
  for (const auto& [key, count] : counts) total += count;
  for (auto& [key, count] : counts) count /= total;
}

}  // namespace

std::string_view without_possessive(std::string_view phrase) {
  for (const std::string_view ending : {"'s", "\xE2\x80\x99s", "'", "\xE2\x80\x99"})
    if (phrase.size() > ending.size() && phrase.ends_with(ending))
      return phrase.substr(0, phrase.size() - ending.size());
  return phrase;
}

std::vector<LightWord> light_words(std::string_view text) {
  std::vector<LightWord> words;
  std::uint32_t end_of_last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (text::is_space(c.value)) {
      at += c.size;
      continue;
    }
    std::size_t end = at;
    while (end < text.size()) {
      const text::CodePoint next = text::code_point_at(text, end);
      if (text::is_space(next.value)) break;
      end += next.size;
    }
    const Span span = trim(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
    if (span.empty()) continue;
    LightWord word;
    word.span = span;
    word.capital = text::is_upper(text::code_point_at(text, span.begin).value);
    const auto gap = text.substr(end_of_last, span.begin - end_of_last);
    word.joined = !words.empty() && only(gap, " \xC2\xA0.") && gap.find('\n') == gap.npos;
    word.comma = !words.empty() && only(gap, " ,.(") && gap.find_first_of(",(") != gap.npos;
    end_of_last = span.end;
    words.push_back(word);
  }
  return words;
}

std::vector<PlaceIndex> areas_named(const PlaceContext& context, std::string_view phrase) {
  std::vector<PlaceIndex> places;
  const auto short_form = context.lexicon.areas.find(phrase);
  const bool is_short = short_form != context.lexicon.areas.end();
  const std::string_view name = is_short ? short_form->second.name : without_possessive(phrase);
  const bool capitals =
      std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  for (const gazetteer::NameMatch& match : context.gazetteer.lookup(name)) {
    const auto place = context.gazetteer.place(match.place);
    if (!is_area_feature(place.feature)) continue;
    if (is_short && (place.country != short_form->second.country || place.feature != "ADM1"))
      continue;
    if (match.kind == gazetteer::NameKind::kCode && !capitals) continue;
    if (name.size() <= 3 && !match.exact) continue;
    places.push_back(match.place);
  }
  return places;
}

bool lies_in(const Gazetteer& gazetteer, PlaceIndex place, PlaceIndex area) {
  if (place == area) return true;
  const auto inner = gazetteer.place(place), outer = gazetteer.place(area);
  if (outer.feature == "PCLI") return inner.country == outer.country;
  if (outer.feature == "ADM1") return inner.admin1 == area;
  if (outer.feature == "ADM2") return inner.admin2 == area;
  return outer.radius_km > 0 && outer.radius_km <= kWideKm &&
         gazetteer::kilometres_between(inner.latitude, inner.longitude, outer.latitude,
                                       outer.longitude) < outer.radius_km;
}

PlaceContext read_context(std::string_view text, const Gazetteer& gazetteer,
                          const PlaceLexicon& lexicon) {
  PlaceContext context{text, gazetteer, lexicon, light_words(text), {}, {}, {}};
  for (std::size_t at = 0; at < context.words.size();) {
    if (!context.words[at].capital) {
      ++at;
      continue;
    }
    if (const PlaceIndex country = country_of_demonym(context, at); country != gazetteer::kNowhere)
      context.countries[std::string(gazetteer.place(country).country)] += 1;
    const bool compass =
        lexicon.words.contains(text::lower(words_at(context, context.words[at].span)));
    note_said(context, at);
    const AreaPhrase areas = areas_at(context, at);
    if (areas.count > 1 || (areas.count == 1 && !compass)) add_evidence(context, areas.places);
    at += std::max<std::size_t>(1, areas.count);
  }
  normalise(context.countries);
  normalise(context.areas);
  return context;
}

std::size_t first_word_of(const PlaceContext& context, Span mention) {
  const auto before = [](const LightWord& word, std::uint32_t offset) {
    return word.span.end <= offset;
  };
  return static_cast<std::size_t>(
      std::lower_bound(context.words.begin(), context.words.end(), mention.begin, before) -
      context.words.begin());
}

Beside look_beside(const PlaceContext& context, Span mention) {
  Beside beside;
  const std::size_t first = first_word_of(context, mention);
  std::size_t next = first;
  while (next < context.words.size() && context.words[next].span.begin < mention.end) ++next;
  look_after(context, next, mention, beside);
  look_before(context, first, beside);
  return beside;
}

}  // namespace litopys::reading
