// Scope by what stands beside and above a figure: a toll, "since", a time of a month or more, the
// words of codebooks/figure_scopes.tsv.
//
//     "The office recorded 40 deaths"           -> cumulative, by its governor
//     "40 people have been killed since March"  -> cumulative, by "since"
//     "killed in the clashes in 2014"           -> cumulative: a year is no day
//     "40 people were killed on Monday"         -> event
//
// Limit: a total that no word marks ("the army killed 4,300 soldiers") is taken for an event.
// Cost: linear in the sentence times the table. Test: tests/cases/figures/parts.case.
#include "reading/figure_scope.h"

#include <algorithm>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::Word;

// A year or an open time is no happening's date; a month may be, for the few of one happening.
bool is_period(const Time& time, std::int64_t size) {
  if (time.open == "end") return true;
  for (const std::string_view name : {"half_year", "year", "decade", "century"})
    if (time.granularity == name) return true;
  for (const std::string_view name : {"month", "quarter", "season"})
    if (time.granularity == name) return size >= 10;
  return false;
}

// "after the 2014 shooting": the year is that of what came before.
bool stands_apart(const Analysis& analysis, std::int32_t noun) {
  const std::vector<std::int32_t> below = language::children(analysis, noun);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    const Word& word = analysis.words[child];
    return language::relation(word) == "case" && (word.lemma == "after" || word.lemma == "before");
  });
}

// True where neither another verb nor a noun that stands apart is between the trigger and a word
// below it.
bool same_clause(const Analysis& analysis, std::int32_t trigger, std::int32_t word) {
  for (int steps = 0; steps < 40 && word != kNone; ++steps) {
    if (word == trigger) return true;
    if (analysis.words[word].upos == "VERB") return false;
    if (steps > 0 && stands_apart(analysis, word)) return false;
    word = analysis.words[word].head;
  }
  return false;
}

// "In two years ending this summer, there were 45 fires, with 29 children hurt": a period that
// opens the sentence, where no day is told in it.
bool opens_with_period(const Analysis& analysis, const Draft& draft,
                       const std::vector<Time>& times) {
  const std::int32_t sentence = analysis.words[draft.trigger].sentence;
  const std::int32_t begin = analysis.sentences[sentence].begin;
  const Amount& amount = draft.quantity.amount;
  const std::string& lemma = analysis.words[begin].lemma;
  if (lemma != "in" && lemma != "over" && lemma != "during" && lemma != "within") return false;
  bool opened = false;
  for (const Time& time : times) {
    if (time.words.begin < 0 ||
        time.words.begin >= static_cast<std::int32_t>(analysis.words.size()))
      continue;
    const bool here = time.words.begin >= begin && time.words.begin < draft.trigger &&
                      analysis.words[time.words.begin].sentence == sentence;
    if (!here && analysis.words[time.words.begin].sentence != sentence) continue;
    if (is_period(time, amount.low.value_or(amount.high.value_or(0))))
      opened = opened || (here && time.words.begin <= begin + 1 && time.kind == "DURATION");
    else if (time.granularity == "day" || time.granularity == "part_of_day")
      return false;
  }
  return opened;
}

bool told_of_period(const Analysis& analysis, const Draft& draft, const std::vector<Time>& times) {
  const auto size = static_cast<std::int32_t>(analysis.words.size());
  const std::int32_t sentence = analysis.words[draft.trigger].sentence;
  const Amount& amount = draft.quantity.amount;
  for (const Time& time : times) {
    if (time.words.begin < 0 || time.words.begin >= size) continue;
    if (analysis.words[time.words.begin].sentence != sentence) continue;
    if (is_period(time, amount.low.value_or(amount.high.value_or(0))) &&
        same_clause(analysis, draft.trigger, time.words.begin))
      return true;
  }
  return false;
}

// The verb of "we have 28 dead", for "dead"; another trigger itself.
std::int32_t verb_with(const Analysis& analysis, std::int32_t trigger) {
  std::int32_t at = trigger;
  for (int steps = 0; steps < 4 && analysis.words[at].upos != "VERB"; ++steps) {
    if (analysis.words[at].head == kNone) return trigger;
    at = analysis.words[at].head;
  }
  return analysis.words[at].upos == "VERB" ? at : trigger;
}

bool told_since(const Analysis& analysis, std::int32_t trigger) {
  const std::int32_t end = analysis.sentences[analysis.words[trigger].sentence].end;
  for (std::int32_t word = trigger + 1; word < std::min(end, trigger + 16); ++word)
    if (text::lower(analysis.words[word].form) == "since" &&
        same_clause(analysis, verb_with(analysis, trigger), analysis.words[word].head))
      return true;
  return false;
}

bool governed(const Analysis& analysis, const Draft& draft, const ScopeCue& cue) {
  for (const std::int32_t start : {draft.trigger, draft.quantity.node}) {
    std::int32_t at = start;
    for (int steps = 0; steps < 3 && at != kNone; ++steps) {
      const std::string form = text::lower(analysis.words[at].form);
      if (at != start && std::find(cue.words.begin(), cue.words.end(), form) != cue.words.end())
        return true;
      at = analysis.words[at].head;
    }
  }
  return false;
}

bool nearby(const Analysis& analysis, const Draft& draft, const ScopeCue& cue) {
  const language::Sentence& sentence = analysis.sentences[analysis.words[draft.trigger].sentence];
  const std::int32_t first = std::min(draft.trigger, draft.quantity.words.begin) - 8;
  const std::int32_t last = std::max(draft.trigger, draft.quantity.words.end) + 8;
  const auto length = static_cast<std::int32_t>(cue.words.size());
  for (std::int32_t at = std::max(first, sentence.begin);
       at + length <= std::min(last, sentence.end); ++at) {
    std::int32_t matched = 0;
    while (matched < length && text::lower(analysis.words[at + matched].form) == cue.words[matched])
      ++matched;
    if (matched == length) return true;
  }
  return false;
}

}  // namespace

std::string figure_scope(const Document& document, const Draft& draft,
                         const std::vector<ScopeCue>& cues, const std::vector<Time>& times) {
  const Analysis& analysis = document.analysis;
  if (draft.row != nullptr && draft.row->kind == "toll") return "cumulative";
  if (draft.quantity.amount.best == 1) return "event";
  if (told_of_period(analysis, draft, times) || opens_with_period(analysis, draft, times) ||
      told_since(analysis, draft.trigger))
    return "cumulative";
  for (const ScopeCue& cue : cues) {
    if (cue.governor && draft.measure == "participants") continue;  // a crowd is of one day
    if (cue.governor ? governed(analysis, draft, cue) : nearby(analysis, draft, cue))
      return cue.scope;
  }
  if (draft.measure == "displaced" && draft.quantity.amount.low.value_or(0) >= 1000)
    return "cumulative";
  return "event";
}

text::Result<std::vector<ScopeCue>> load_scope_cues(const std::filesystem::path& codebooks) {
  const auto table = text::read_table(codebooks / "figure_scopes.tsv", {"words", "where", "scope"});
  if (!table) return table.error();
  std::vector<ScopeCue> cues;
  for (const text::Table::Row& row : table->rows) {
    ScopeCue cue;
    cue.governor = row["where"] == "governor";
    cue.words = text::split(row["words"], cue.governor ? '|' : ' ');
    cue.scope = row["scope"];
    cues.push_back(std::move(cue));
  }
  return cues;
}

}  // namespace litopys::reading
