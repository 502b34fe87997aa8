// Who a participant is, from three tables: named actors, nouns of agents, and the names of
// countries and peoples. The longest phrase of a table that covers the head word gives kind and
// sectors; the words before and after the head give the country.
//
//     "Russian soldiers"   soldier: person MIL, plural: group; "Russian" before it: RUS
//     "Moscow said"        the seat of a government as subject: state GOV RUS
//     "in Moscow"          the same word as a place: no actor, only a country
//
// A limit: a town that is no seat of government gives no country here; places do that. An official
// is known by the noun beside the name ("President ..."), or as the holder of a public office of
// actors.tsv on the day on which the report was published; no other person is in a table.
// Cost: linear in the phrase. Covered by actors_test.cc.
#include "reading/actors.h"

#include <algorithm>
#include <array>
#include <set>

#include "reading/office_holders.h"
#include "reading/one_of.h"
#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;
using text::Result;
using text::Table;

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

void load_actors(const Table& table, ActorRegistry& registry) {
  std::map<std::string, std::size_t> holders;
  for (const Table::Row& row : table.rows) {
    const bool holder = !row["office"].empty();
    const std::size_t value =
        holder ? holders.try_emplace(row["name"], registry.holders.size()).first->second
               : registry.actors.size();
    PhraseIndex& names = holder ? registry.holder_names : registry.actor_names;
    add_phrase(names, row["name"], value);
    for (const std::string& name : text::split(row["other_names"], '|'))
      add_phrase(names, name, value);
    std::vector<std::string> sectors = text::split(row["sectors"], '|');
    if (!holder) {
      registry.actors.push_back({row["name"], row["kind"], row["country"], std::move(sectors)});
      continue;
    }
    if (value == registry.holders.size()) registry.holders.push_back({row["name"], {}});
    registry.holders[value].offices.push_back(
        {row["office"], row["country"], std::move(sectors), row["from"], row["to"]});
  }
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
  const auto actors = text::read_table(
      codebooks / "actors.tsv",
      {"name", "other_names", "kind", "country", "sectors", "office", "from", "to"});
  if (!actors) return actors.error();
  const auto agents = text::read_table(codebooks / "agents.tsv", {"words", "kind", "sectors"});
  if (!agents) return agents.error();
  const auto persons = text::read_table(codebooks / "persons.tsv", {"noun", "class", "status"});
  if (!persons) return persons.error();
  load_countries(*countries, registry);
  load_actors(*actors, registry);
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
  for (PhraseIndex* index : {&registry.actor_names, &registry.holder_names, &registry.agent_nouns,
                             &registry.country_names, &registry.demonyms, &registry.capitals})
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
  if (const ActorRegistry::Holder* holder = holder_named(analysis, head_word, registry)) {
    describe_holder(*holder, std::string_view(document.report.published).substr(0, 10), out);
    if (out.rule.starts_with("actors:")) return out;
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
  if (out.country.empty() && is_one_of(out.kind, {"organisation", "group", "person"}))
    out.country = country_of_holder_before(document, head_word, registry, out.rule);
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
      const PhraseIndex::Phrase* phrase = match_at(registry.actor_names, analysis, text, at);
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
