// Who a participant is, from three tables: named actors, nouns of agents, and the names of
// countries and peoples. The longest phrase of a table that covers the head word gives kind and
// sectors; the words before and after the head give the country.
//
//     "Russian soldiers"   soldier: person MIL, plural: group; "Russian" before it: RUS
//     "Moscow said"        the seat of a government as subject: state GOV RUS
//     "in Moscow"          the same word as a place: no actor, only a country
//
// A limit: a town that is no seat of government gives no country here; places do that. Persons are
// in no table: an official is known by the noun beside the name ("President ...").
// Cost: linear in the phrase. Covered by actors_test.cc.
#include "reading/actors.h"

#include <algorithm>
#include <array>
#include <set>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;
using text::Result;
using text::Table;

bool has_lower_case(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (text::is_lower(c.value)) return true;
    at += c.size;
  }
  return false;
}

// One word, or the pieces of it: "al-Qaeda" gives "al", "Qaeda"; "U.S." gives "US"; "'s" nothing.
std::vector<std::string> pieces(std::string_view word) {
  std::vector<std::string> out;
  if (word == "'s" || word == "’s" || word == "'" || word == "’") return out;
  std::string piece;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint c = text::code_point_at(word, at);
    const bool breaks = c.value == '-' || c.value == ' ' || c.value == 0x2010 || c.value == 0x2011;
    if (breaks && !piece.empty()) out.push_back(std::move(piece)), piece.clear();
    if (!breaks && !text::is_punctuation(c.value)) piece += word.substr(at, c.size);
    at += c.size;
  }
  if (!piece.empty()) out.push_back(piece);
  return out;
}

void add_phrase(PhraseIndex& index, std::string_view phrase, std::size_t value) {
  PhraseIndex::Phrase entry;
  entry.capitals = !has_lower_case(phrase);
  entry.value = value;
  for (const std::string& blank_free : text::split(phrase, ' '))
    for (const std::string& piece : pieces(blank_free))
      entry.words.push_back(entry.capitals ? piece : text::fold(piece));
  if (entry.words.empty()) return;
  index.by_first[text::fold(entry.words.front())].push_back(entry);
}

void sort_phrases(PhraseIndex& index) {
  for (auto& [first, phrases] : index.by_first)
    std::stable_sort(phrases.begin(), phrases.end(),
                     [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
}

// The words of a stretch of text in the form that phrases are kept in.
struct Pieces {
  std::vector<std::string> forms, folded;
  std::vector<std::int32_t> word;  // where each comes from
};

Pieces pieces_of(const Analysis& analysis, WordRange range, bool lemmas) {
  Pieces out;
  for (std::int32_t i = range.begin; i < range.end; ++i) {
    const Word& word = analysis.words[i];
    for (std::string& piece : pieces(lemmas ? word.lemma : word.form)) {
      out.folded.push_back(text::fold(piece));
      out.forms.push_back(std::move(piece));
      out.word.push_back(i);
    }
  }
  return out;
}

const PhraseIndex::Phrase* match_at(const PhraseIndex& index, const Pieces& text, std::size_t at) {
  const auto found = index.by_first.find(text.folded[at]);
  if (found == index.by_first.end()) return nullptr;
  for (const PhraseIndex::Phrase& phrase : found->second) {
    if (at + phrase.words.size() > text.forms.size()) continue;
    const auto& words = phrase.capitals ? text.forms : text.folded;
    if (std::equal(phrase.words.begin(), phrase.words.end(),
                   words.begin() + static_cast<std::ptrdiff_t>(at)))
      return &phrase;
  }
  return nullptr;
}

struct Match {
  const PhraseIndex::Phrase* phrase = nullptr;
  std::int32_t begin = kNone, end = kNone;  // words
  explicit operator bool() const { return phrase != nullptr; }
};

// The longest phrase within the range; with `head`, only phrases that cover it.
Match longest(const PhraseIndex& index, const Analysis& analysis, WordRange range, bool lemmas,
              std::int32_t head = kNone) {
  const Pieces text = pieces_of(analysis, range, lemmas);
  Match best;
  for (std::size_t at = 0; at < text.folded.size(); ++at) {
    const PhraseIndex::Phrase* phrase = match_at(index, text, at);
    if (!phrase) continue;
    const std::int32_t begin = text.word[at], end = text.word[at + phrase->words.size() - 1] + 1;
    if (head != kNone && (head < begin || head >= end)) continue;
    if (!best || phrase->words.size() > best.phrase->words.size()) best = {phrase, begin, end};
  }
  return best;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The modifiers in front of the head and the parts of its name, as one stretch.
WordRange core(const Analysis& analysis, std::int32_t head) {
  WordRange range{head, head + 1};
  const auto widen = [&range](WordRange other) {
    range = {std::min(range.begin, other.begin), std::max(range.end, other.end)};
  };
  for (const std::int32_t child : children(analysis, head)) {
    const Word& word = analysis.words[child];
    const bool before =
        child < head &&
        is_one_of(relation(word), {"amod", "compound", "nmod", "flat", "nummod", "det", "appos"});
    if (before || is_one_of(relation(word), {"flat", "compound"})) widen(subtree(analysis, child));
  }
  const std::int32_t name = analysis.words[head].name;
  if (name != kNone) widen({analysis.names[name].begin, analysis.names[name].end});
  return range;
}

// The words of a phrase after the head that says where it belongs: "of Ukraine", "from Chad".
std::vector<WordRange> belongings(const Analysis& analysis, std::int32_t head) {
  std::vector<WordRange> out;
  for (const std::int32_t child : children(analysis, head)) {
    if (child < head || relation(analysis.words[child]) != "nmod") continue;
    for (const std::int32_t mark : children(analysis, child))
      if (relation(analysis.words[mark]) == "case" &&
          is_one_of(text::lower(analysis.words[mark].form), {"of", "in", "from", "for", "to"}))
        out.push_back(core(analysis, child));
  }
  return out;
}

std::string country_in(const Document& document, WordRange range, const ActorRegistry& registry,
                       std::string& rule) {
  const std::array<const PhraseIndex*, 3> tables{&registry.country_names, &registry.demonyms,
                                                 &registry.capitals};
  for (const PhraseIndex* table : tables) {
    const Match match = longest(*table, document.analysis, range, false);
    if (!match) continue;
    const std::int32_t name = document.analysis.words[match.begin].name;
    if (name != kNone && document.analysis.names[name].kind == "PER") continue;
    const ActorRegistry::Country& country = registry.countries[match.phrase->value];
    rule += (rule.empty() ? "country_names:" : " country_names:") + country.name;
    return country.iso3;
  }
  return {};
}

bool is_plural(const Word& word) { return has_feature(word, "Number=Plur"); }

void take_kind(ActorDescription& out, const std::string& kind, const Word& head) {
  out.kind = kind == "person" && is_plural(head) ? "group" : kind;
}

// People who act for the body that is named before them have its sector: "White House officials".
bool acts_for_body(const std::vector<std::string>& sectors) {
  return sectors.empty() || is_one_of(sectors.front(), {"GOV", "MIL", "UAF", "REB", "COP", "SPY"});
}

bool acts(const Word& word) {
  return is_one_of(relation(word), {"nsubj"}) || word.deprel == "obl:agent" ||
         word.deprel == "nmod:poss";
}

// The head itself names a country, a people or a seat of government.
bool describe_country(const Document& document, std::int32_t head, WordRange range,
                      const ActorRegistry& registry, ActorDescription& out) {
  const Word& word = document.analysis.words[head];
  if (word.name != kNone && document.analysis.names[word.name].kind == "PER") return false;
  const auto take = [&](const Match& match, std::string kind, bool government) {
    const ActorRegistry::Country& country = registry.countries[match.phrase->value];
    out.kind = std::move(kind);
    out.country = country.iso3;
    if (government) out.sectors = {"GOV"};
    out.rule = "country_names:" + country.name;
    return true;
  };
  if (const Match m = longest(registry.country_names, document.analysis, range, false, head))
    return take(m, "state", true);
  if (const Match m = longest(registry.demonyms, document.analysis, range, false, head))
    return take(m, is_plural(word) || word.upos == "ADJ" ? "group" : "person", false);
  if (const Match m = longest(registry.capitals, document.analysis, range, false, head))
    return acts(word) ? take(m, "state", true) : take(m, "unknown", false);
  return false;
}

// "soldiers" of "a detachment of soldiers", "hundreds of soldiers": what a noun of quantity counts.
std::int32_t counted_noun(const Document& document, std::int32_t head,
                          const ActorRegistry& registry) {
  const Analysis& analysis = document.analysis;
  if (registry.quantities.count(analysis.words[head].lemma) == 0) return kNone;
  for (const std::int32_t child : children(analysis, head))
    if (child > head && relation(analysis.words[child]) == "nmod")
      for (const std::int32_t mark : children(analysis, child))
        if (relation(analysis.words[mark]) == "case" && analysis.words[mark].lemma == "of")
          return child;
  return kNone;
}

void load_countries(const Table& table, ActorRegistry& registry) {
  for (const Table::Row& row : table.rows) {
    const std::size_t value = registry.countries.size();
    registry.countries.push_back({row["iso3"], row["name"]});
    add_phrase(registry.country_names, row["name"], value);
    for (const std::string& name : text::split(row["other_names"], '|'))
      add_phrase(registry.country_names, name, value);
    for (const std::string& name : text::split(row["demonyms"], '|')) {
      add_phrase(registry.demonyms, name, value);
      if (has_lower_case(name)) add_phrase(registry.demonyms, name + "s", value);
    }
    for (const std::string& name : text::split(row["capital"], '|'))
      add_phrase(registry.capitals, name, value);
  }
}

}  // namespace

Result<ActorRegistry> load_actor_registry(const std::filesystem::path& codebooks) {
  ActorRegistry registry;
  const auto countries = text::read_table(codebooks / "country_names.tsv",
                                          {"iso3", "name", "other_names", "demonyms", "capital"});
  if (!countries) return countries.error();
  const auto actors = text::read_table(codebooks / "actors.tsv",
                                       {"name", "other_names", "kind", "country", "sectors"});
  if (!actors) return actors.error();
  const auto agents = text::read_table(codebooks / "agents.tsv", {"words", "kind", "sectors"});
  if (!agents) return agents.error();
  const auto persons = text::read_table(codebooks / "persons.tsv", {"noun", "class", "status"});
  if (!persons) return persons.error();
  load_countries(*countries, registry);
  for (const Table::Row& row : actors->rows) {
    add_phrase(registry.actor_names, row["name"], registry.actors.size());
    for (const std::string& name : text::split(row["other_names"], '|'))
      add_phrase(registry.actor_names, name, registry.actors.size());
    registry.actors.push_back(
        {row["name"], row["kind"], row["country"], text::split(row["sectors"], '|')});
  }
  for (const Table::Row& row : agents->rows)
    for (const std::string& word : text::split(row["words"], '|')) {
      if (row["kind"] == "quantity") {
        registry.quantities.insert(word);
        continue;
      }
      add_phrase(registry.agent_nouns, word, registry.agents.size());
      registry.agents.push_back(
          {"agents:" + word, row["kind"], "", text::split(row["sectors"], '|')});
    }
  for (const Table::Row& row : persons->rows) {  // after the agents, which say more
    if (row["class"] == "open" || row["status"] == "count") continue;
    add_phrase(registry.agent_nouns, row["noun"], registry.agents.size());
    const std::string kind = row["class"] == "household" ? "group" : std::string(row["class"]);
    registry.agents.push_back({"persons:" + row["noun"], kind, "", {}});
  }
  for (PhraseIndex* index : {&registry.actor_names, &registry.agent_nouns, &registry.country_names,
                             &registry.demonyms, &registry.capitals})
    sort_phrases(*index);
  return registry;
}

// Whether a child belongs to the words that name its head, and is not an aside or a clause.
namespace {
bool names_head(const Analysis& analysis, std::int32_t head, std::int32_t child) {
  const Word& below = analysis.words[child];
  const std::string_view label = relation(below);
  if (label == "advmod" || label == "case" || label == "punct")
    return child < head && label == "advmod";
  if (label == "nmod" && child < head)
    return below.deprel != "nmod" || analysis.words[head].upos == "PROPN";
  return is_one_of(label, {"amod", "compound", "nmod", "flat", "nummod", "det", "fixed"});
}
}  // namespace

WordRange noun_phrase(const Analysis& analysis, std::int32_t head) {
  WordRange range{head, head + 1};
  std::vector<std::int32_t> pending{head};
  const language::Sentence& sentence = analysis.sentences[analysis.words[head].sentence];
  for (std::int32_t steps = sentence.begin; steps < sentence.end && !pending.empty(); ++steps) {
    const std::int32_t at = pending.back();
    pending.pop_back();
    for (const std::int32_t child : children(analysis, at)) {
      const bool inner_case = at != head && relation(analysis.words[child]) == "case";
      if (!inner_case && !names_head(analysis, at, child)) continue;
      const bool set_off = child > at && child > head &&
                           analysis.words[child - 1].upos == "PUNCT" &&
                           analysis.words[child - 1].form == ",";
      if (set_off) continue;
      range = {std::min(range.begin, child), std::max(range.end, child + 1)};
      pending.push_back(child);
    }
  }
  return range;
}

ActorDescription describe_actor(const Document& document, std::int32_t head_word,
                                const ActorRegistry& registry) {
  const Analysis& analysis = document.analysis;
  const Word& head = analysis.words[head_word];
  const WordRange range = core(analysis, head_word);
  WordRange wide = range;  // names such as "Ministry of Defence" go on after their head
  for (const WordRange more : belongings(analysis, head_word))
    wide.end = std::max(wide.end, more.end);

  if (const std::int32_t counted = counted_noun(document, head_word, registry); counted != kNone) {
    ActorDescription people = describe_actor(document, counted, registry);
    if (people.kind == "person") people.kind = "group";
    return people;
  }
  ActorDescription out;
  if (const Match m = longest(registry.actor_names, analysis, wide, false, head_word)) {
    const ActorRegistry::Actor& actor = registry.actors[m.phrase->value];
    return {actor.kind, actor.country, actor.sectors, "actors:" + actor.name};
  }
  if (describe_country(document, head_word, range, registry, out)) return out;

  Match noun = longest(registry.agent_nouns, analysis, wide, true, head_word);
  if (!noun && head.upos == "PROPN") noun = longest(registry.agent_nouns, analysis, range, true);
  if (noun) {
    const ActorRegistry::Actor& agent = registry.agents[noun.phrase->value];
    take_kind(out, agent.kind, head);
    out.sectors = agent.sectors;
    out.rule = agent.name;
  } else if (head.name != kNone) {
    const std::string& kind = analysis.names[head.name].kind;
    out.kind = kind == "PER" ? "person" : kind == "ORG" ? "organisation" : "unknown";
    out.rule = "name:" + kind;
  } else if (head.upos == "PRON") {
    if (has_feature(head, "PronType=Prs") && text::lower(head.form) != "it") {
      out.kind = is_plural(head) ? "group" : "person";
      out.rule = "pronoun";
    }
  }
  if (out.kind == "unknown" && head.upos == "PROPN" && is_plural(head)) {
    out.kind = "group";
    out.rule += out.rule.empty() ? "plural_name" : " plural_name";
  }
  if (out.kind != "thing")
    if (const Match body =
            longest(registry.actor_names, analysis, {range.begin, head_word}, false)) {
      const ActorRegistry::Actor& actor = registry.actors[body.phrase->value];
      out.country = actor.country;
      if (acts_for_body(out.sectors)) out.sectors = actor.sectors;
      out.rule += (out.rule.empty() ? "actors:" : " actors:") + actor.name;
    }
  if (out.country.empty()) out.country = country_in(document, range, registry, out.rule);
  for (const WordRange more : belongings(analysis, head_word))
    if (out.country.empty()) out.country = country_in(document, more, registry, out.rule);
  return out;
}

std::vector<WordRange> find_named_actors(const Document& document, const ActorRegistry& registry) {
  const Analysis& analysis = document.analysis;
  std::vector<WordRange> out;
  for (const language::Sentence& sentence : analysis.sentences) {
    const Pieces text = pieces_of(analysis, {sentence.begin, sentence.end}, false);
    for (std::size_t at = 0; at < text.folded.size();) {
      const PhraseIndex::Phrase* phrase = match_at(registry.actor_names, text, at);
      const std::size_t next = at + (phrase == nullptr ? 1 : phrase->words.size());
      const WordRange range{text.word[at], text.word[next - 1] + 1};
      at = next;
      if (phrase == nullptr) continue;
      const bool body = is_one_of(registry.actors[phrase->value].kind, {"organisation", "group"});
      bool name = false;  // "Congress", not "a congress"
      for (std::int32_t i = range.begin; i < range.end; ++i) {
        const text::CodePoint first = text::code_point_at(analysis.words[i].form, 0);
        name = name || (text::is_upper(first.value) &&
                        (analysis.words[i].upos == "PROPN" || range.end - range.begin > 1));
      }
      if (body && name) out.push_back(range);
    }
  }
  return out;
}

}  // namespace litopys::reading
