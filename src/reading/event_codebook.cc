// Loads the event tables and checks them: an unknown PLOVER type, a class that no table defines, or
// a method without a row is an error with file and line, so that a slip of the pen is found at
// start and not in a result. Covered by event_codebook_test.cc.
#include "reading/event_codebook.h"

#include <algorithm>
#include <array>

#include "text/table.h"

namespace litopys::reading {
namespace {

using text::Error;
using text::Result;
using text::Table;

constexpr std::array kTypes{"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                            "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                            "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};

// What a condition may name besides the classes of the table.
constexpr std::array kActorKinds{"political",   "people",     "crowd",  "armed",    "irregular",
                                 "lawful",      "government", "state",  "official", "court",
                                 "peacekeeper", "protester",  "target", "place",    "clause",
                                 "person",      "civilian",   "thing",  "many",     "press"};

Error slip(const Table& table, const Table::Row& row, const std::string& what) {
  return {"bad-table", table.name + ":" + std::to_string(row.line) + ": " + what};
}

EventCondition parse_condition(std::string_view text) {
  EventCondition out;
  if (text.starts_with('!')) out.negated = true, text.remove_prefix(1);
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return out.value = text, out;
  std::string_view role = text.substr(0, equals);
  if (role.ends_with('!')) out.negated = true, role.remove_suffix(1);
  out.role = role;
  out.value = text.substr(equals + 1);
  return out;
}

std::vector<EventCondition> parse_conditions(const std::string& cell) {
  std::vector<EventCondition> out;
  for (const std::string& part : text::split(cell, '&')) out.push_back(parse_condition(part));
  return out;
}

bool known_value(const EventCodebook& book, const EventCondition& condition) {
  const std::string& value = condition.value;
  if (value.starts_with("prep:") || value.starts_with("ARG") || value.starts_with("response:"))
    return true;
  if (value == "passive" || value == "negated" || value == "noun" || value == "plural" ||
      value == "CLAUSE" || value == "reported" || value == "accidental")
    return true;
  if (value.starts_with("around:")) return book.classes.count(value.substr(7)) != 0;
  return book.classes.count(value) != 0 ||
         std::find(kActorKinds.begin(), kActorKinds.end(), value) != kActorKinds.end();
}

bool known_type(const std::string& type) {
  return type == "-" || std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

text::Status add_classes(const Table& table, EventCodebook& book) {
  for (const Table::Row& row : table.rows)
    for (std::string& word : text::split(row["words"], '|'))
      book.classes[row["class"]].insert(std::move(word));
  return text::Done{};
}

text::Status add_events(const Table& table, EventCodebook& book) {
  for (const Table::Row& row : table.rows) {
    EventRow entry;
    entry.sense = row["sense"];
    entry.conditions = parse_conditions(row["when"]);
    for (const EventCondition& condition : entry.conditions)
      if (!known_value(book, condition))
        return slip(table, row, "no class named '" + condition.value + "'");
    if (!known_type(row["type"])) return slip(table, row, "no type named '" + row["type"] + "'");
    entry.type = row["type"] == "-" ? "" : row["type"];
    entry.mode = row["mode"];
    entry.actor = text::split(row["actor"], ',');
    entry.recipient = text::split(row["recipient"], ',');
    entry.contexts = text::split(row["contexts"], '|');
    entry.methods = text::split(row["methods"], '|');
    for (const std::string& method : entry.methods)
      if (book.methods.count(method) == 0)
        return slip(table, row, "no method named '" + method + "' in methods.tsv");
    book.rows[entry.sense].push_back(std::move(entry));
  }
  return text::Done{};
}

text::Status add_support(const Table& table, EventCodebook& book) {
  for (const Table::Row& row : table.rows)
    for (const std::string& verb : text::split(row["verbs"], '|'))
      book.support_verbs[verb].push_back({row["relation"], text::split(row["actor"], ','),
                                          text::split(row["recipient"], ','),
                                          "support_verbs:" + verb});
  return text::Done{};
}

text::Status add_responsibility(const Table& table, EventCodebook& book) {
  for (const Table::Row& row : table.rows)
    book.responsibility[row["word"]].push_back({row["what"], row["who"]});
  return text::Done{};
}

text::Status add_acled(const Table& table, EventCodebook& book) {
  for (const Table::Row& row : table.rows) {
    if (!known_type(row["type"])) return slip(table, row, "no type named '" + row["type"] + "'");
    book.acled.push_back({row["type"], row["mode"], parse_conditions(row["when"]),
                          row["event_type"], row["sub_event_type"]});
  }
  return text::Done{};
}

// The key in the other English spelling: "criticize.01" is criticise.01, "legalization:noun"
// legalisation:noun, "honor.01" honour.01; empty where there is but one.
std::string other_spelling(const std::string& key) {
  const std::size_t end = key.find_first_of("_.:");
  if (end == std::string::npos || end < 5) return {};
  std::string lemma = key.substr(0, end);
  const std::size_t stem = lemma.size() - (lemma.ends_with("ation") ? 5 : 1);  // before -ation, -e
  if (lemma.ends_with("or") || lemma.ends_with("our")) {
    lemma.replace(lemma.rfind('o'), std::string::npos, lemma.ends_with("our") ? "or" : "our");
  } else if (std::string_view("iy").find(lemma[stem - 2]) != std::string_view::npos &&
             std::string_view("sz").find(lemma[stem - 1]) != std::string_view::npos &&
             (lemma.back() == 'e' || lemma.ends_with("ation"))) {
    lemma[stem - 1] = lemma[stem - 1] == 'z' ? 's' : 'z';
  } else {
    return {};
  }
  return lemma + key.substr(end);
}

// What is written in one spelling serves both, but where the table has rows of its own for each.
void add_spellings(EventCodebook& book) {
  std::map<std::string, std::vector<EventRow>, std::less<>> others;
  for (const auto& [key, rows] : book.rows)
    if (const std::string other = other_spelling(key); !other.empty()) others.emplace(other, rows);
  book.rows.merge(others);
}

}  // namespace

bool EventRow::is_negated() const {
  return std::any_of(conditions.begin(), conditions.end(), [](const EventCondition& condition) {
    return condition.role.empty() && condition.value == "negated" && !condition.negated;
  });
}

bool EventCodebook::in_class(std::string_view lemma, std::string_view name) const {
  const auto found = classes.find(name);
  return found != classes.end() && found->second.count(lemma) != 0;
}

Result<EventCodebook> load_event_codebook(const std::filesystem::path& codebooks) {
  EventCodebook book;
  const auto load = [&](const char* file, std::initializer_list<std::string_view> columns,
                        auto add) -> text::Status {
    const auto table = text::read_table(codebooks / file, columns);
    if (!table) return table.error();
    return add(*table, book);
  };
  const auto add_methods = [](const Table& table, EventCodebook& to) -> text::Status {
    for (const Table::Row& row : table.rows) to.methods.insert(row["method"]);
    return text::Done{};
  };
  const auto add_weapons = [](const Table& table, EventCodebook& to) -> text::Status {
    for (const Table::Row& row : table.rows)
      for (const std::string& word : text::split(row["words"], '|')) to.weapons[word] = row["mode"];
    return text::Done{};
  };
  const auto add_irregular = [](const Table& table, EventCodebook& to) -> text::Status {
    for (const Table::Row& row : table.rows) to.irregular_verbs[row["form"]] = row["lemma"];
    return text::Done{};
  };
  const std::array<text::Status, 8> results{
      load("irregular_verbs.tsv", {"form", "lemma"}, add_irregular),
      load("classes.tsv", {"class", "words"}, add_classes),
      load("methods.tsv", {"method"}, add_methods),
      load("weapons.tsv", {"words", "mode"}, add_weapons),
      load(
          "events.tsv",
          {"sense", "when", "type", "mode", "actor", "recipient", "contexts", "methods", "example"},
          add_events),
      load("support_verbs.tsv", {"verbs", "relation", "actor", "recipient"}, add_support),
      load("responsibility.tsv", {"word", "what", "who"}, add_responsibility),
      load("acled.tsv", {"type", "mode", "when", "event_type", "sub_event_type"}, add_acled)};
  for (const text::Status& result : results)
    if (!result) return result.error();
  add_spellings(book);
  return book;
}

}  // namespace litopys::reading
