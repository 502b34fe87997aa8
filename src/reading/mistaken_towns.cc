// "Shells hit Tyre and Sidon": names out of context, which the encoder may take for two persons.
// They are towns where three things agree:
//
//   - they stand as towns do: after "in", "near" or "outside", or as what is shelled, stormed,
//     entered (`object` in place_words.tsv); in a list the first name decides for all;
//   - nothing in the text treats the name as a person's: it is no part of a longer name, and
//     nowhere does it act;
//   - the gazetteer is sure of a town of that very name, together with the other places of the
//   text.
//
// Limit: a person with the surname of a well-known town who is attacked and never named in full is
// taken for the town. Linear; the places are resolved twice where there is such a name. Covered by
// tests/cases/places.
#include "reading/mistaken_towns.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "gazetteer/name_key.h"
#include "reading/place_context.h"
#include "reading/place_resolver.h"
#include "reading/roles.h"

namespace litopys::reading {
namespace {

constexpr double kSure = 0.7;
constexpr std::int32_t kMaxWords = 2;
constexpr int kLongestList = 8;

class Names {
 public:
  Names(const Document& document, const PlaceLexicon& lexicon)
      : analysis_(document.analysis), lexicon_(lexicon) {
    for (const language::Name& name : analysis_.names) {
      if (name.kind != "PER") continue;
      const bool acts = word(head_of(name)).deprel == "nsubj";
      if (name.end - name.begin == 1 && !acts) continue;
      for (std::int32_t i = name.begin; i < name.end; ++i) of_persons_.insert(word(i).form);
    }
  }

  // Not a place by its kind, but standing as one.
  bool may_be_town(const language::Name& name) const {
    if (name.kind == "LOC" || name.end - name.begin > kMaxWords) return false;
    for (std::int32_t i = name.begin; i < name.end; ++i)
      if (of_persons_.contains(word(i).form)) return false;
    std::int32_t at = head_of(name);
    for (const std::int32_t child : language::children(analysis_, at))  // "Austin, a driver"
      if (language::relation(word(child)) == "appos" && word(child).upos == "NOUN" &&
          !lexicon_.words.contains(word(child).lemma))
        return false;
    for (int steps = 0; steps < kLongestList && language::relation(word(at)) == "conj"; ++steps)
      at = word(at).head;
    return stands_as_town(at);
  }

 private:
  const language::Word& word(std::int32_t i) const {
    return analysis_.words[static_cast<std::size_t>(i)];
  }

  std::int32_t head_of(const language::Name& name) const {
    for (std::int32_t i = name.begin; i < name.end; ++i)
      if (word(i).head == kNone || word(i).head < name.begin || word(i).head >= name.end) return i;
    return name.begin;
  }

  bool stands_as_town(std::int32_t at) const {
    const std::string& relation = word(at).deprel;
    const std::int32_t head = word(at).head;
    if (head == kNone) return false;
    if (relation == "obj" || relation == "nsubj:pass")
      return lexicon_.place_verbs.contains(word(head).lemma);
    const std::string_view with = adposition(analysis_, at);
    return (relation.starts_with("obl") || relation == "nmod") &&
           (with == "in" || with == "near" || with == "outside");
  }

  const language::Analysis& analysis_;
  const PlaceLexicon& lexicon_;
  std::set<std::string, std::less<>> of_persons_;  // words of names that are surely persons'
};

bool is_surely_town(const Place& place, std::string_view words) {
  return place.match && place.match->score >= kSure && place.match->feature.starts_with("PPL") &&
         gazetteer::name_key(place.match->name) == gazetteer::name_key(words);
}

// What the encoder said of the words as the place of an event goes with its mistake.
void correct(language::Analysis& analysis, std::size_t number) {
  language::Name& name = analysis.names[number];
  name.kind = "LOC";
  for (language::Predicate& predicate : analysis.predicates)
    std::erase_if(predicate.locations, [&](const language::Location& location) {
      return location.word >= name.begin && location.word < name.end;
    });
}

}  // namespace

std::optional<language::Analysis> with_towns(const Document& document,
                                             const gazetteer::Gazetteer& gazetteer,
                                             const PlaceLexicon& lexicon) {
  const std::vector<language::Name>& all = document.analysis.names;
  const Names names(document, lexicon);
  std::vector<std::size_t> doubtful;
  std::vector<Span> spans;
  std::vector<std::size_t> at;  // of the doubtful ones among the spans
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool doubted = names.may_be_town(all[i]);
    if (!doubted && all[i].kind != "LOC") continue;
    if (doubted) {
      doubtful.push_back(i);
      at.push_back(spans.size());
    }
    spans.push_back(all[i].span);
  }
  if (doubtful.empty()) return std::nullopt;
  const PlaceContext context = read_context(document.text, gazetteer, lexicon);
  const std::vector<Place> places =
      resolve_places(context, spans, {document.report.publisher, document.report.uri});
  std::optional<language::Analysis> out;
  for (std::size_t i = 0; i < doubtful.size(); ++i) {
    if (!is_surely_town(places[at[i]], words_of(document, spans[at[i]]))) continue;
    if (!out) out = document.analysis;
    correct(*out, doubtful[i]);
  }
  return out;
}

}  // namespace litopys::reading
