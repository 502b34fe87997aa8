// From amounts to noun phrases.
//
// The tree says what an amount counts: the noun that its numeral modifies ("12 [men]"), the noun
// after "of" where the count is itself a noun ("dozens of [men]"), or nothing, where the numeral
// is the argument ("killing [three]"). A group noun over it ("a crowd of 5,000") stands for it in
// the clause. What is left are the noun phrases without a numeral, which count by their article
// and number.
//
//     "At least two of the 30 passengers"  -> 2, node "two", head "passengers", partitive
//     "in 2014"                            -> an elliptic four-digit number without a separator is
//                                             a year unless it is a subject or object
//     "anyone", "any soldier"              -> nothing: they name nobody
//     "a third of the men", "neither of the men", "neither a cook nor a clerk" -> nothing
//     "Smith, 32, was shot"                -> 32 hangs on a name between commas: an age
//
// Limits: "two each" and "respectively" are not shared out.
// Cost: linear in the words, but for the children of each counted noun. Test: quantities_test.cc.
#include "reading/quantities.h"

#include <algorithm>

#include "reading/number_setting.h"
#include "text/utf8.h"

namespace litopys::reading {
namespace {

using language::Analysis;
using language::relation;
using language::Word;
using Kind = NounEntry::Kind;

bool is_nominal(const Word& word) {
  return word.upos == "NOUN" || word.upos == "PROPN" || word.upos == "PRON";
}

bool has_case(const Analysis& analysis, std::int32_t word, std::string_view form) {
  for (const std::int32_t child : language::children(analysis, word))
    if (relation(analysis.words[child]) == "case" &&
        text::lower(analysis.words[child].form) == form)
      return true;
  return false;
}

// The noun after "of": "passengers" for "two" of "two of the passengers".
std::int32_t of_complement(const Analysis& analysis, std::int32_t word, std::int32_t from) {
  for (const std::int32_t child : language::children(analysis, word))
    if (child >= from && relation(analysis.words[child]) == "nmod" &&
        has_case(analysis, child, "of"))
      return child;
  return kNone;
}

// The word of the number that the rest of the sentence sees.
std::int32_t top_of(const Analysis& analysis, WordRange range) {
  for (std::int32_t word = range.begin; word < range.end; ++word) {
    const std::int32_t head = analysis.words[word].head;
    if (head < range.begin || head >= range.end) {
      const std::string_view rel = relation(analysis.words[word]);
      if (rel != "punct" && rel != "cc" && rel != "case" && rel != "fixed" && rel != "advmod")
        return word;
    }
  }
  return range.end - 1;
}

bool has_article(const Analysis& analysis, std::int32_t word) {  // "a", "an"
  for (const std::int32_t child : language::children(analysis, word))
    if (relation(analysis.words[child]) == "det" && analysis.words[child].lemma == "a") return true;
  return false;
}

// "two seriously", "one fatally", which the tagger may take for an adjective.
bool is_adverb(const Word& word) {
  return word.upos == "ADV" || (word.upos == "ADJ" && word.form.ends_with("ly"));
}

bool modifies_noun(std::string_view rel) {
  return rel == "nummod" || rel == "amod" || rel == "det" || rel == "compound" || rel == "advmod" ||
         rel == "nmod";
}

// "Explorer 6": no person's name has a number behind it.
bool is_numbered(const Analysis& analysis, std::int32_t name) {
  const std::vector<std::int32_t> below = language::children(analysis, name);
  return std::any_of(below.begin(), below.end(), [&](std::int32_t child) {
    return child > name && analysis.words[child].upos == "NUM";
  });
}

}  // namespace

Quantities::Quantities(const Document& document, const std::vector<Time>& times,
                       const QuantityConventions& conventions, const ActorRegistry& registry)
    : document_(document), conventions_(conventions), registry_(registry) {
  const Analysis& analysis = document.analysis;
  by_node_.assign(analysis.words.size(), kNone);
  by_head_.assign(analysis.words.size(), kNone);
  dated_.assign(analysis.words.size(), 0);
  for (const Time& time : times)
    for (std::int32_t word = time.words.begin; word < time.words.end; ++word)
      if (word >= 0 && word < static_cast<std::int32_t>(dated_.size())) dated_[word] = 1;
  for (const language::Sentence& sentence : analysis.sentences) {
    for (const Amount& amount :
         read_amounts(analysis, {sentence.begin, sentence.end}, conventions.amounts)) {
      if (dated_[amount.number.begin] != 0) continue;
      const auto quantity = amount.bound == "multiple" ? multiple(amount) : attach(amount);
      if (!quantity || (amount.bound != "multiple" && !plausible(*quantity))) continue;
      const auto index = static_cast<std::int32_t>(explicit_.size());
      if (by_node_[quantity->node] == kNone) by_node_[quantity->node] = index;
      const bool whole = quantity->partitive && whole_out_of(analysis, amount.number) == kNone;
      if (quantity->head != kNone && !whole && by_head_[quantity->head] == kNone)
        by_head_[quantity->head] = index;
      explicit_.push_back(*quantity);
    }
    sentence_ends_.push_back(explicit_.size());
  }
}

std::span<const Quantity> Quantities::in_sentence(std::int32_t sentence) const {
  const std::size_t begin = sentence > 0 ? sentence_ends_[sentence - 1] : 0;
  return std::span(explicit_).subspan(begin, sentence_ends_[sentence] - begin);
}

std::optional<Quantity> Quantities::attach(const Amount& amount) const {
  const Analysis& analysis = document_.analysis;
  Quantity quantity;
  quantity.amount = amount;
  quantity.words = amount.words;
  const std::int32_t top = top_of(analysis, amount.number);
  const Word& word = analysis.words[top];
  quantity.node = top;
  if (relation(word) == "cc") return std::nullopt;  // "both X and Y"
  std::int32_t of = of_complement(analysis, top, amount.number.end);
  if (of == kNone)  // "tens of thousands of people" hangs on "thousands"
    of = of_complement(analysis, amount.number.end - 1, amount.number.end);
  if (of == kNone) of = whole_out_of(analysis, amount.number);
  if (of != kNone) {
    quantity.head = of;
    // "dozens of people" counts them all; "two of the passengers" is a part of a whole.
    quantity.partitive = !amount.vague || amount.bound == "none";
    if (!quantity.partitive || of - top <= 6) quantity.words.end = of + 1;
  } else if (const std::int32_t next = people_after(amount); next != kNone && next != word.head) {
    quantity.node = quantity.head = next;
    quantity.words.end = next + 1;
  } else if (modifies_noun(relation(word)) && word.head >= amount.words.end &&
             word.head - amount.words.end < 8 && !is_adverb(analysis.words[word.head]) &&
             !counted_by_another(analysis, amount.words.end, word.head)) {
    quantity.node = quantity.head = word.head;
    quantity.words.end = word.head + 1;
  } else if (amount.words.end < analysis.sentences[word.sentence].end &&
             is_nominal(analysis.words[amount.words.end]) &&
             analysis.words[amount.words.end].head == top &&
             !analysis.words[amount.words.end].deprel.ends_with(":unmarked")) {
    quantity.head = amount.words.end;  // "dozens people": the noun hangs on its count
    quantity.words.end = quantity.head + 1;
  }
  // "several people", where the noun is itself a count: "a number of people", "a total of 40 men".
  const std::int32_t inner = quantity.head;
  if (inner != kNone && inner == quantity.node) {
    const std::int32_t counted = of_complement(analysis, inner, inner);
    const NounEntry noun = describe_noun(document_, inner, conventions_.nouns, registry_);
    const bool several = is_plural(analysis.words[inner]) && noun.status != "count";
    if (noun.kind == Kind::kGroup && counted != kNone && counted - inner < 6 &&
        !several &&  // "two gangs of youths" are not two youths
        text::lower(analysis.words[inner].lemma) != "family") {
      quantity.head = counted;
      quantity.words.end = counted + 1;
    }
  }
  if (const std::int32_t crowd = named_by_strength(analysis, amount.number); crowd != kNone) {
    quantity.node = crowd;
    quantity.head = kNone;
    quantity.noun = describe_noun(document_, crowd, conventions_.nouns, registry_);
    quantity.noun.kind = Kind::kPerson;
    quantity.words.begin = std::min(amount.words.begin, start_of_phrase(analysis, crowd));
    quantity.words.end = std::max(crowd + 1, amount.number.end);
    return quantity;
  }
  // "a total of 50 people": the amount holds its own noun.
  const std::int32_t holder = analysis.words[quantity.node].head;
  if (holder != kNone && holder >= amount.words.begin && holder < amount.number.begin &&
      relation(analysis.words[quantity.node]) == "nmod") {
    quantity.node = holder;
    return described(quantity);
  }
  // A group over the number: "a crowd of 5,000", "a group of 12 men".
  const std::int32_t over = analysis.words[quantity.node].head;
  if (over != kNone && over < quantity.words.begin &&
      relation(analysis.words[quantity.node]) == "nmod" &&
      has_case(analysis, quantity.node, "of") && quantity.words.begin - over <= 3) {
    const NounEntry group = describe_noun(document_, over, conventions_.nouns, registry_);
    if (group.kind == Kind::kGroup && !is_plural(analysis.words[over])) {
      quantity.node = over;
      quantity.words.begin = start_of_phrase(analysis, over);
      if (quantity.head == kNone) quantity.noun = group;
      quantity.noun.unit.clear();  // "a family of six": six people
      quantity.noun.kind = Kind::kPerson;
    }
  }
  return described(quantity);
}

Quantity Quantities::described(Quantity quantity) const {
  if (quantity.head != kNone) {
    quantity.noun = describe_noun(document_, quantity.head, conventions_.nouns, registry_);
    NounEntry& noun = quantity.noun;
    const bool groups = noun.kind == Kind::kGroup && noun.unit != "household" &&
                        noun.status != "count" &&
                        is_plural(document_.analysis.words[quantity.head]);
    if (groups && !quantity.bare) noun.kind = Kind::kOther;  // "two gangs" are not two people
  }
  const Word& first = document_.analysis.words[quantity.words.begin];
  quantity.definite =
      quantity.words.begin < quantity.amount.number.begin && text::lower(first.form) == "the";
  return quantity;
}

// The noun of people right after a number that the tree gave to another word: "2 [juveniles] ages".
std::int32_t Quantities::people_after(const Amount& amount) const {
  const Analysis& analysis = document_.analysis;
  const std::int32_t next = amount.words.end;
  if (next >= analysis.sentences[analysis.words[amount.number.begin].sentence].end) return kNone;
  const Word& word = analysis.words[next];
  if (word.upos != "NOUN" || !is_plural(word) || relation(word) == "compound") return kNone;
  return describe_noun(document_, next, conventions_.nouns, registry_).kind == Kind::kPerson
             ? next
             : kNone;
}

// Leaves out years, ages, percentages, money and numbers in names.
bool Quantities::plausible(const Quantity& quantity) const {
  const Analysis& analysis = document_.analysis;
  const WordRange number = quantity.amount.number;
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  const auto form = [&](std::int32_t word) {
    return word >= sentence.begin && word < sentence.end ? text::lower(analysis.words[word].form)
                                                         : std::string();
  };
  const std::string next = form(number.end), before = form(number.begin - 1);
  // "40 of whom were under 18"": an age, said of somebody.
  if (quantity.head == kNone && says_age(analysis, quantity.amount)) return false;
  if (stands_for_age(analysis, number)) return false;
  if (next == "%" || next == "percent" || next == "am" || next == "pm" || next == "a.m." ||
      next == "p.m.")
    return false;
  for (const std::string_view symbol : {"$", "\xE2\x82\xAC", "\xC2\xA3", "#", "no."})
    if (before == symbol) return false;
  // "beaten 3-0": two numbers that a dash ties, and no range, are a score.
  const auto dash = [](const std::string& mark) { return mark == "-" || mark == "\xE2\x80\x93"; };
  const auto number_at = [&](std::int32_t word) {
    return word >= sentence.begin && word < sentence.end && analysis.words[word].upos == "NUM";
  };
  if ((dash(next) && number_at(number.end + 1)) || (dash(before) && number_at(number.begin - 2)))
    return false;
  const Word& top = analysis.words[top_of(analysis, number)];
  // "Few was hurt": a name.
  const bool name =
      top.upos == "PROPN" || (top.name != kNone && analysis.names[top.name].kind == "PER");
  if (quantity.amount.vague && name && number.end == number.begin + 1) return false;
  if (top.name != kNone && analysis.names[top.name].end - analysis.names[top.name].begin > 1)
    return false;
  // A telephone number: seven digits and more that nothing parts.
  const std::string& first = analysis.words[number.begin].form;
  if (first.size() >= 7 && first.find_first_not_of("0123456789") == std::string::npos) return false;
  if (quantity.head != kNone) return quantity.noun.kind != Kind::kOther;
  if (quantity.node != top_of(analysis, number)) return true;  // a group over it
  const std::string_view rel = relation(top);
  const bool label = dash(before) && number.begin - 2 >= sentence.begin &&
                     (analysis.words[number.begin - 2].upos == "ADJ" ||
                      language::has_feature(analysis.words[number.begin - 2], "VerbForm=Part"));
  if ((before == ":" || label) && quantity.amount.digits) return true;  // of a label: "Missing: 8"
  if (in_brackets_of_place(analysis, number) || before_place(analysis, number) ||
      after_place(analysis, number) || gapped_subject(analysis, number, number.end) != kNone)
    return true;
  if (rel == "flat" && after_people(number)) return true;
  if (after_state(analysis, number)) return true;
  if (rel == "flat" || rel == "dep" || rel == "discourse" || rel == "punct")
    return before_state(analysis, number);
  if (!quantity.amount.digits) return true;
  // "Smith, 19, and Jones, 24": what stands between a noun and a comma is an age.
  const auto ending = [&](std::int32_t word) {
    const std::string mark = form(word);
    return mark == "," || mark == "." || mark == ")" || mark == "and" || mark.empty();
  };
  if (before == "," && number.begin - 2 >= sentence.begin && ending(number.end) &&
      is_nominal(analysis.words[number.begin - 2]) && quantity.amount.best.value_or(0) < 120)
    return false;
  const bool argument = rel == "obj" || rel == "nsubj";
  const std::string& digits = analysis.words[number.begin].form;
  const auto value = quantity.amount.low ? quantity.amount.low : quantity.amount.high;
  if (digits.size() == 4 && value && *value >= 1500 && *value < 2100 && !argument) return false;
  if (before == "," && may_have_age(number.begin - 2) &&
      (rel == "appos" || rel == "nmod" || rel == "amod" || rel == "parataxis")) {
    // An age again, but not in "18 dead, 43 wounded" or "the toll was 900, now 940".
    const std::int32_t after = number.end;
    const bool state = after < sentence.end && (analysis.words[after].upos == "ADJ" ||
                                                analysis.words[after].upos == "VERB");
    return state || quantity.amount.best.value_or(0) > 120;
  }
  return true;
}

// "the ministry said twelve died, a doctor [55]": a source whose verb is told once.
bool Quantities::after_people(WordRange number) const {
  const Analysis& analysis = document_.analysis;
  const language::Sentence& sentence = analysis.sentences[analysis.words[number.begin].sentence];
  if (number.begin - 1 < sentence.begin || analysis.words[number.begin - 1].upos != "NOUN")
    return false;
  if (!describe_noun(document_, number.begin - 1, conventions_.nouns, registry_).people())
    return false;
  const std::string next =
      number.end < sentence.end ? analysis.words[number.end].form : std::string();
  return next.empty() || next == "," || next == ";" || next == "." || next == "and";
}

// What stands before the comma of an age: a name or somebody; not "that evening, 60 yesterday".
bool Quantities::may_have_age(std::int32_t word) const {
  if (word < 0) return true;
  const Word& noun = document_.analysis.words[word];
  return noun.upos != "NOUN" ||
         describe_noun(document_, word, conventions_.nouns, registry_).people();
}

std::optional<Quantity> Quantities::of(std::int32_t word) const {
  if (word < 0 || word >= static_cast<std::int32_t>(by_node_.size())) return std::nullopt;
  word = antecedent(word);
  if (denied_by_neither(document_.analysis, word) ||
      is_fraction(document_.analysis, word, conventions_.amounts))
    return std::nullopt;
  if (by_node_[word] != kNone) return explicit_[by_node_[word]];
  if (by_head_[word] != kNone) return explicit_[by_head_[word]];
  return bare(word);
}

std::optional<Quantity> Quantities::bare(std::int32_t at) const {
  const Analysis& analysis = document_.analysis;
  const Word& word = analysis.words[at];
  if (dated_[at] != 0) return std::nullopt;  // "early Monday" is nobody
  const std::string form = text::lower(word.form);
  Quantity quantity;
  quantity.bare = true;
  quantity.node = quantity.head = at;
  quantity.words = {start_of_phrase(analysis, at), at + 1};
  Amount& amount = quantity.amount;
  amount.words = amount.number = quantity.words;
  const auto exactly = [&](std::int64_t n) {
    amount.low = amount.best = amount.high = n;
    amount.bound = n == 0 ? "none" : "exact";
  };
  quantity.noun = describe_noun(document_, at, conventions_.nouns, registry_);
  if (const std::int32_t second = both(at); second != kNone) {
    exactly(2);
    quantity.pair = true;
    quantity.words.end = std::max(quantity.words.end, second + 1);
    const NounEntry other = describe_noun(document_, second, conventions_.nouns, registry_);
    if (!quantity.noun.people()) quantity.noun = other;
    if (!quantity.noun.people()) return std::nullopt;
    if (quantity.noun.sex != other.sex) quantity.noun.sex.clear();
    if (quantity.noun.age != other.age) quantity.noun.age.clear();
    return quantity;
  }
  if (quantity.noun.status == "count" || quantity.noun.open) return std::nullopt;
  // A name that the language layer did not mark: who was killed is a person.
  if (word.upos == "PROPN" && in_dateline(analysis, at)) return std::nullopt;
  if (word.upos == "PROPN" && word.name == kNone && quantity.noun.kind == Kind::kUnknown &&
      !is_numbered(analysis, at))
    quantity.noun.kind = Kind::kPerson;
  const auto& vague = conventions_.amounts.vague;
  // "Nobody else", "no one in the shop": says nothing of all; "none of its soldiers" does of all
  // of those.
  if (form == "none")
    if (const std::int32_t of = of_complement(analysis, at, at); of != kNone && of - at < 6) {
      exactly(0);
      quantity.noun = describe_noun(document_, of, conventions_.nouns, registry_);
      if (!quantity.noun.people()) return std::nullopt;
      quantity.head = of;
      quantity.words = {at, of + 1};
      return quantity;
    }
  if (form == "nobody" || form == "none" ||
      (form == "one" && at > 0 && text::lower(analysis.words[at - 1].form) == "no")) {
    for (const std::int32_t child : language::children(analysis, at))
      if (child > at && relation(analysis.words[child]) != "punct") return std::nullopt;
    exactly(0);
    quantity.noun.kind = Kind::kPerson;
    if (form == "one") quantity.words.begin = at - 1;
    return quantity;
  }
  if (word.upos == "PRON" && !quantity.noun.people()) {
    if (!language::has_feature(word, "PronType=Prs") ||
        !language::has_feature(word, "Number=Sing") || !language::has_feature(word, "Person=3") ||
        language::has_feature(word, "Gender=Neut") || form == "it")
      return std::nullopt;
    exactly(1);
    quantity.pronoun = quantity.definite = true;
    quantity.noun.kind = Kind::kPerson;
    return quantity;
  }
  if (quantity.noun.kind == Kind::kThing && is_nominal(word) && !is_plural(word) &&
      has_article(analysis, at)) {
    exactly(1);
    return quantity;
  }
  if (!quantity.noun.people()) {
    const bool ordinal = has_article(analysis, at) && form != "second" &&
                         language::has_feature(word, "NumType=Ord");  // "and a third died"
    if ((form != "another" && !ordinal) ||
        (relation(word) != "nsubj" && relation(word) != "obj" && relation(word) != "conj"))
      return std::nullopt;
    exactly(1);
    amount.more = true;
    quantity.head = kNone;
    quantity.noun.kind = Kind::kPerson;
    return quantity;
  }
  if (!is_nominal(word) && word.upos != "ADJ" && word.upos != "NUM") return std::nullopt;
  // "some 10,000 injured": the number before it counts them.
  if (word.upos == "ADJ" && at > 0 && analysis.words[at - 1].upos == "NUM" &&
      analysis.words[at - 1].sentence == word.sentence)
    return std::nullopt;
  std::string determiner;
  for (const std::int32_t child : language::children(analysis, at)) {
    const std::string_view rel = relation(analysis.words[child]);
    if (language::has_feature(analysis.words[child], "NumType=Ord")) amount.more = true;
    if ((rel == "det" || rel == "nmod") && child < at &&
        (rel == "det" || analysis.words[child].deprel == "nmod:poss"))
      determiner = rel == "det" ? text::lower(analysis.words[child].form) : "the";
  }
  // "any people", "each victim": of no number that the words give.
  for (const std::string_view open : {"any", "each", "every", "either", "neither"})
    if (determiner == open) return std::nullopt;
  const bool named = word.upos == "PROPN" || word.name != kNone;
  quantity.definite = named || determiner == "the" || determiner == "this" ||
                      determiner == "that" || determiner == "these" || determiner == "those";
  if (word.name != kNone)
    quantity.words.end = std::max(quantity.words.end, analysis.names[word.name].end);
  const bool plural = is_plural(word) && !(named && word.upos == "PROPN" && !is_plural(word));
  // "Few" may be a name.
  const bool counts = vague.count(form) != 0 && word.upos != "PROPN" && word.name == kNone;
  if (plural || quantity.noun.kind == Kind::kGroup || counts) {
    if (form == "people" && determiner == "a") return std::nullopt;
    amount.low = 2;
    amount.bound = "vague";
    if (const auto [names, last] = names_beside(at); names > 1) {
      exactly(names);
      quantity.definite = false;
      quantity.words.end = last;
      return quantity;
    }
    if (determiner == "no") exactly(0);
    return quantity;
  }
  // "(serious 12, minor 46)": no minor, but how badly they were hurt.
  if (word.upos == "ADJ" && determiner.empty() && !quantity.noun.years) return std::nullopt;
  exactly(determiner == "no" ? 0 : 1);
  amount.more = amount.more || determiner == "another";
  return quantity;
}

text::Result<QuantityConventions> load_quantity_conventions(
    const std::filesystem::path& codebooks) {
  auto amounts = load_amount_conventions(codebooks);
  if (!amounts) return amounts.error();
  auto nouns = load_noun_lexicon(codebooks);
  if (!nouns) return nouns.error();
  return QuantityConventions{*std::move(amounts), *std::move(nouns)};
}

}  // namespace litopys::reading
