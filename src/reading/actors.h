// Who a participant is: kind, country and PLOVER sectors from the words that name it.
//
//     "Russian soldiers"           group  RUS MIL   (noun and demonym)
//     "the army of Ukraine"        group  UKR MIL   (noun and country in a phrase)
//     "Hamas fighters"             group  PSE REB   (named actor before the noun)
//     "Moscow said ..."            state  RUS GOV   (a seat of government that acts)
//     "the old mill"               unknown
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reading/document.h"
#include "reading/phrases.h"
#include "reading/reading.h"
#include "text/result.h"

namespace litopys::reading {

struct ActorRegistry {
  struct Actor {
    std::string name, kind, country;
    std::vector<std::string> sectors;
  };
  struct Country {
    std::string iso3, name;
  };
  // A public office that somebody held: days as YYYY-MM-DD or a beginning of it, `to` empty where
  // he still does.
  struct Office {
    std::string title, country;
    std::vector<std::string> sectors;
    std::string from, to;
  };
  struct Holder {
    std::string name;
    std::vector<Office> offices;
    // The last of the offices that were held on a day (YYYY-MM-DD), or none; none on no day.
    const Office* office_on(std::string_view day) const;
  };
  std::vector<Actor> actors;    // actors.tsv, without holders of offices
  std::vector<Holder> holders;  // actors.tsv, rows with an office
  std::vector<Actor> agents;    // agents.tsv: `name` is the noun
  std::vector<Country> countries;
  std::set<std::string, std::less<>> quantities;  // "dozens" of people
  PhraseIndex actor_names, holder_names, agent_nouns, country_names, demonyms, capitals;
};

// Reads country_names.tsv, actors.tsv and agents.tsv of the folder.
text::Result<ActorRegistry> load_actor_registry(const std::filesystem::path& codebooks);

struct ActorDescription {
  std::string kind = "unknown";  // person, group, organisation, state, thing, unknown
  std::string country;           // ISO 3166 alpha-3
  std::vector<std::string> sectors;
  std::string rule;  // which rows
};

ActorDescription describe_actor(const Document& document, std::int32_t head_word,
                                const ActorRegistry& registry);

// Where the text names a body of actors.tsv (organisations and groups), in text order.
std::vector<WordRange> find_named_actors(const Document& document, const ActorRegistry& registry);

// The words that name a participant: the noun phrase of its head without clauses and without
// phrases set off by commas.
WordRange noun_phrase(const language::Analysis& analysis, std::int32_t head_word);

}  // namespace litopys::reading
