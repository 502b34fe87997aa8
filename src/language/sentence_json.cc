// JSON by nlohmann's ordered objects, members in a fixed order; one line, ended. Linear in the
// sentence. Covered by parse_test.cc.
#include "language/sentence_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace litopys::language {
namespace {

using Json = nlohmann::ordered_json;

double hundredths(double value) { return std::round(value * 100.0) / 100.0; }

struct Writer {
  const Analysis& analysis;
  const Sentence& sentence;
  std::uint64_t offset;

  Json span(Span at) const { return Json::array({at.begin + offset, at.end + offset}); }

  std::int32_t number(std::int32_t word) const { return word - sentence.begin + 1; }

  bool holds(std::int32_t word) const { return word >= sentence.begin && word < sentence.end; }

  // "Mood=Ind|Tense=Past" as an object; null where there are none.
  static Json features(std::string_view list) {
    Json out = Json::object();
    while (!list.empty() && list != "_") {
      const std::size_t end = std::min(list.find('|'), list.size());
      const std::string_view one = list.substr(0, end);
      const std::size_t equals = std::min(one.find('='), one.size());
      out[std::string(one.substr(0, equals))] = one.substr(std::min(equals + 1, one.size()));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
    return out;
  }

  Json word(const Word& word, const Layers& layers) const {
    Json out;
    out["form"] = word.form;
    if (!word.span.empty()) out["span"] = span(word.span);
    if (layers.tags) {
      out["lemma"] = word.lemma;
      out["upos"] = word.upos;
      Json all = features(word.features);
      if (!all.empty()) out["features"] = std::move(all);
    }
    if (layers.trees) {
      out["head"] = word.head == kNone ? 0 : number(word.head);
      out["relation"] = word.deprel;
    }
    return out;
  }

  // Numbers of the words [begin, end).
  Json words(std::int32_t begin, std::int32_t end) const {
    Json out = Json::array();
    for (std::int32_t i = begin; i < end; ++i) out.push_back(number(i));
    return out;
  }

  Json tokens() const {
    Json out = Json::array();
    const auto& all = analysis.multiword_tokens;
    auto token =
        std::lower_bound(all.begin(), all.end(), sentence.begin,
                         [](const MultiwordToken& t, std::int32_t at) { return t.begin < at; });
    for (; token != all.end() && token->begin < sentence.end; ++token)
      out.push_back(words(token->begin, token->end));
    return out;
  }

  Json names() const {
    Json out = Json::array();
    std::int32_t last = kNone;
    for (std::int32_t i = sentence.begin; i < sentence.end; ++i) {
      const std::int32_t index = analysis.words[i].name;
      if (index == kNone || index == last) continue;
      last = index;
      const Name& name = analysis.names[index];
      Json entry{{"kind", name.kind}, {"words", words(name.begin, name.end)}};
      if (!name.span.empty()) entry["span"] = span(name.span);
      out.push_back(std::move(entry));
    }
    return out;
  }

  Json predicates() const {
    Json out = Json::array();
    for (std::int32_t i = sentence.begin; i < sentence.end; ++i) {
      if (analysis.words[i].predicate == kNone) continue;
      const Predicate& predicate = analysis.predicates[analysis.words[i].predicate];
      Json entry{{"word", number(i)}, {"sense", predicate.sense}};
      if (!std::isnan(predicate.happened))
        entry["happened"] = hundredths(predicate.happened);
      entry["arguments"] = Json::array();
      for (const Argument& argument : predicate.arguments)
        if (holds(argument.word))
          entry["arguments"].push_back({{"word", number(argument.word)}, {"role", argument.role}});
      for (const Location& location : predicate.locations)
        entry["locations"].push_back(
            {{"word", number(location.word)}, {"score", hundredths(location.score)}});
      out.push_back(std::move(entry));
    }
    return out;
  }
};

}  // namespace

void write_json(const Analysis& analysis, std::int32_t sentence, const Layers& layers,
                std::string_view id, std::string_view text, std::uint64_t offset,
                std::string& out) {
  const Sentence& s = analysis.sentences[sentence];
  const Writer writer{analysis, s, offset};
  Json line;
  if (!id.empty()) line["id"] = id;
  if (!s.span.empty()) {
    line["span"] = writer.span(s.span);
    line["text"] = text::words_of(text, s.span);
  }
  line["words"] = Json::array();
  for (std::int32_t i = s.begin; i < s.end; ++i)
    line["words"].push_back(writer.word(analysis.words[i], layers));
  Json tokens = writer.tokens();
  if (!tokens.empty()) line["tokens"] = std::move(tokens);
  if (layers.names) line["names"] = writer.names();
  if (layers.predicates) line["predicates"] = writer.predicates();
  out += line.dump();
  out += '\n';
}

}  // namespace litopys::language
