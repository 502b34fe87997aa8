// Whose capital it is, the words beside say, else the places of the report:
//
//     "in the Kenyan capital"          Kenya, by the demonym
//     "in the capital of Kenya"        Kenya, by its name; so "Kenya's capital"
//     "in the capital"                 the country in which most places of the report lie (kMost)
//
// A capital of anything else ("the provincial capital", "the capital of the district"), one that is
// named beside ("the capital, Nairobi") and the word in its other senses ("capital punishment",
// "raised the capital") are left alone: only a definite noun after a preposition, under a verb that
// takes towns ("shelled the capital") or beside the name of a people is taken.
// Codebooks: country_names.tsv, place_words.tsv. Linear in the text. Covered by tests/cases/places.
#include "reading/capitals.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "reading/one_of.h"
#include "reading/place_geometry.h"
#include "reading/roles.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::WordRange;

constexpr double kMost = 0.6;        // of the places of the report
constexpr double kLikely = 0.3;      // the score of a place that counts
constexpr double kSure = 0.9;        // the score of a capital found so
constexpr std::int32_t kBeside = 3;  // words between "the capital" and its name

class CapitalReader {
 public:
  CapitalReader(const Document& document, const PlaceLexicon& lexicon,
                const std::vector<Place>& places)
      : analysis_(document.analysis), lexicon_(lexicon), places_(places) {}

  bool is_capital(std::int32_t w) const {
    const language::Word& noun = word(w);
    const std::string_view relation = language::relation(noun);
    return noun.upos == "NOUN" && lexicon_.capital_words.contains(noun.lemma) &&
           relation != "compound" && relation != "appos" && stands_as_place(w) && !is_seat(w) &&
           !is_named_beside(w);
  }

  // ISO alpha-2; nothing where it is the capital of something else, or nobody can tell.
  std::optional<std::string> country_of(std::int32_t w) const {
    bool definite = false;
    for (const std::int32_t child : language::children(analysis_, w)) {
      const std::string_view relation = language::relation(word(child));
      const std::string form = text::lower(word(child).form);
      if (relation == "det" && form == "the") definite = true;
      if (relation == "amod" || relation == "compound") {
        if (const auto people = lexicon_.demonyms.find(form); people != lexicon_.demonyms.end())
          return people->second;
        if (!lexicon_.state_words.contains(form)) return std::nullopt;
      }
      if (relation == "nmod") {
        const Place* of = place_at(child);
        if (of == nullptr || of->precision != "country") return std::nullopt;
        return of->match->country;
      }
    }
    return definite ? country_of_report() : std::nullopt;
  }

  WordRange words_of(std::int32_t w) const {
    WordRange range{w, w + 1};
    for (const std::int32_t child : language::children(analysis_, w))
      if (const auto relation = language::relation(word(child));
          child < w && (relation == "det" || relation == "amod"))
        range.begin = std::min(range.begin, child);
    return range;
  }

 private:
  // "in the capital", "shelled the capital", "the Peruvian capital was quiet"; not "the capital is
  // raised", "has the capital".
  bool stands_as_place(std::int32_t w) const {
    if (!adposition(analysis_, w).empty()) return true;
    const std::string& relation = word(w).deprel;
    const std::int32_t head = word(w).head;
    if (head == kNone || !is_one_of(relation, {"nsubj", "nsubj:pass", "obj"})) return false;
    const bool taken = relation != "nsubj" && lexicon_.place_verbs.contains(word(head).lemma);
    const auto children = language::children(analysis_, w);
    return taken || std::any_of(children.begin(), children.end(), [&](std::int32_t child) {
             return language::relation(word(child)) == "amod" &&
                    lexicon_.demonyms.contains(text::lower(word(child).form));
           });
  }

  const language::Word& word(std::int32_t i) const {
    return analysis_.words[static_cast<std::size_t>(i)];
  }

  const Place* place_at(std::int32_t w) const {
    for (const Place& place : places_)
      if (place.match && place.words.begin <= w && w < place.words.end) return &place;
    return nullptr;
  }

  // "the government in the capital": says who, not where.
  bool is_seat(std::int32_t w) const {
    return word(w).head != kNone && lexicon_.offices.contains(word(word(w).head).lemma);
  }

  // "the capital, Nairobi", "the capital Nairobi", "Nairobi, the capital of Kenya,"
  bool is_named_beside(std::int32_t w) const {
    const std::int32_t sentence = word(w).sentence;
    const auto is_town = [](const Place& place) {
      return !place.match || place.match->feature.starts_with("PPL");
    };
    return std::any_of(places_.begin(), places_.end(), [&](const Place& place) {
      if (place.words.begin >= place.words.end || word(place.words.begin).sentence != sentence ||
          !is_town(place))
        return false;
      const bool after = place.words.begin > w && place.words.begin <= w + kBeside - 1;
      const bool before = place.words.end <= w && place.words.end >= w - kBeside &&
                          word(place.words.end).form == ",";
      return after || before;
    });
  }

  std::optional<std::string> country_of_report() const {
    std::map<std::string, int> counts;
    int all = 0;
    for (const Place& place : places_) {
      if (!place.match || place.match->score < kLikely || place.match->country.empty()) continue;
      ++counts[place.match->country];
      ++all;
    }
    for (const auto& [country, count] : counts)
      if (count >= kMost * all) return country;
    return std::nullopt;
  }

  const language::Analysis& analysis_;
  const PlaceLexicon& lexicon_;
  const std::vector<Place>& places_;
};

std::optional<Place> capital_of(const std::string& country, const gazetteer::Gazetteer& gazetteer,
                                const PlaceLexicon& lexicon) {
  const auto name = lexicon.capitals.find(country);
  if (name == lexicon.capitals.end()) return std::nullopt;
  for (const gazetteer::NameMatch& match : gazetteer.lookup(name->second)) {
    const gazetteer::PlaceView found = gazetteer.place(match.place);
    if (found.country != country || (found.feature != "PPLC" && found.feature != "PPLG")) continue;
    Place place;
    place.rule = "places.capital";
    place.match = described(gazetteer, found);
    place.match->matched = "exact";
    place.match->score = kSure;
    set_precision(found, false, place);
    return place;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Place> unnamed_capitals(const Document& document, const gazetteer::Gazetteer& gazetteer,
                                    const PlaceLexicon& lexicon, const std::vector<Place>& places) {
  std::vector<Place> out;
  const CapitalReader reader(document, lexicon, places);
  for (std::size_t i = 0; i < document.analysis.words.size(); ++i) {
    const auto w = static_cast<std::int32_t>(i);
    if (!reader.is_capital(w)) continue;
    const std::optional<std::string> country = reader.country_of(w);
    if (!country) continue;
    std::optional<Place> place = capital_of(*country, gazetteer, lexicon);
    if (!place) continue;
    place->words = reader.words_of(w);
    place->span = language::span_of(document.analysis, place->words);
    out.push_back(std::move(*place));
  }
  return out;
}

}  // namespace litopys::reading
