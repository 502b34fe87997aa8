// The names that the language layer found become entities; a later name is joined to an earlier one
// of the same kind when one of these holds:
//
//   - the folded words are equal ("Kherson" ... "KHERSON");
//   - a person is named again by the last word of the full name ("Ruth Adeyemi" ... "Adeyemi");
//   - an organisation is named again by its initials ("Free Rivers Front" ... "FRF").
//
// A counter-example: "Adeyemi" after "Ruth Adeyemi" and "Paul Adeyemi" stays alone, since either
// may be meant. A body of actors.tsv that the language layer did not see, or of which it saw only
// the town in front ("Cali Cartel"), is an entity too. Descriptions ("the minister") and pronouns
// are not entities. Cost: one map look-up a name. Covered by entities_test.cc.
#include "reading/entities.h"

#include <algorithm>
#include <map>
#include <string>

#include "text/utf8.h"

namespace litopys::reading {
namespace {

std::string folded_words(const Document& document, const language::Name& name) {
  std::string out;
  for (std::int32_t i = name.begin; i < name.end; ++i) {
    const std::string folded = text::fold(document.analysis.words[i].form);
    if (folded == "'s" || folded == "’s" || folded == "'" || folded == "’") continue;
    if (out.empty() && folded == "the") continue;
    if (!out.empty()) out += ' ';
    out += folded;
  }
  return out;
}

std::string last_word(const std::string& words) { return words.substr(words.rfind(' ') + 1); }

// First letters of the words that begin with a capital: "Front of Free Rivers" gives "ffr".
std::string initials(const Document& document, const language::Name& name) {
  std::string out;
  for (std::int32_t i = name.begin; i < name.end; ++i) {
    const std::string& form = document.analysis.words[i].form;
    const text::CodePoint first = text::code_point_at(form, 0);
    if (first.size != 0 && text::is_upper(first.value))
      out += text::fold(form.substr(0, first.size));
  }
  return out;
}

// Several earlier names under one short form make it useless: it is marked with kNone.
void remember(std::map<std::string, std::int32_t>& index, const std::string& key,
              std::int32_t entity) {
  const auto [place, is_new] = index.emplace(key, entity);
  if (!is_new && place->second != entity) place->second = kNone;
}

std::vector<Entity> join_names(const Document& document, const std::vector<language::Name>& names) {
  std::vector<Entity> out;
  std::map<std::string, std::int32_t> full, short_forms;  // "PER" + words -> first entity
  for (const language::Name& name : names) {
    const auto self = static_cast<std::int32_t>(out.size());
    Entity entity;
    entity.kind = name.kind;
    entity.span = name.span;
    entity.words = {name.begin, name.end};
    const std::string words = folded_words(document, name);
    const std::string key = name.kind + " " + words;
    std::int32_t first = self;
    if (const auto same = full.find(key); same != full.end()) {
      first = entity.same_as = same->second;
    } else if (const auto part = short_forms.find(key);
               part != short_forms.end() && part->second != kNone) {
      first = entity.same_as = part->second;
    }
    full.emplace(key, first);
    if (name.end - name.begin > 1) {
      if (name.kind == "PER") remember(short_forms, "PER " + last_word(words), first);
      if (name.kind == "ORG") remember(short_forms, "ORG " + initials(document, name), first);
    }
    out.push_back(std::move(entity));
  }
  return out;
}

// The names that stand outside the bodies, and the bodies, in text order.
std::vector<language::Name> with_bodies(const Document& document, const ActorRegistry& registry) {
  std::vector<language::Name> out = document.analysis.names;
  for (const WordRange body : find_named_actors(document, registry)) {
    const auto covers = [&](const language::Name& name) {
      return name.begin <= body.begin && body.end <= name.end &&
             (name.kind == "ORG" || name.end - name.begin > body.end - body.begin);
    };
    const auto crosses = [&](const language::Name& name) {
      const bool meets = name.begin < body.end && body.begin < name.end;
      return meets && (name.begin < body.begin || name.end > body.end);
    };
    if (std::any_of(out.begin(), out.end(), covers) || std::any_of(out.begin(), out.end(), crosses))
      continue;
    std::erase_if(out, [&](const language::Name& name) {
      return body.begin <= name.begin && name.end <= body.end;
    });
    out.push_back({"ORG", body.begin, body.end, span_of(document.analysis, body)});
  }
  std::sort(out.begin(), out.end(),
            [](const language::Name& a, const language::Name& b) { return a.begin < b.begin; });
  return out;
}

}  // namespace

std::vector<Entity> read_entities(const Document& document) {
  return join_names(document, document.analysis.names);
}

std::vector<Entity> read_entities(const Document& document, const ActorRegistry& registry) {
  return join_names(document, with_bodies(document, registry));
}

}  // namespace litopys::reading
