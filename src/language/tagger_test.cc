#include "language/tagger.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "language/heads.h"
#include "language/self_check.h"
#include "text/table.h"

namespace litopys::language {
namespace {

const std::string kTiny = std::string(LITOPYS_SOURCE_DIR) + "/tests/data/tiny.model";

Model tiny(std::string_view kernels = {}) {
  auto model = load_model(kTiny, kernels);
  EXPECT_TRUE(bool(model)) << model.error().message;
  return std::move(*model);
}

// Sentences of words parted by blanks.
Analysis words_of(const std::vector<std::string>& sentences) {
  Analysis out;
  for (const std::string& sentence : sentences) {
    Sentence& s = out.sentences.emplace_back();
    s.begin = static_cast<std::int32_t>(out.words.size());
    for (const std::string& form : text::split(sentence, ' ')) {
      Word& word = out.words.emplace_back();
      word.form = form;
      word.sentence = static_cast<std::int32_t>(out.sentences.size()) - 1;
      const auto at = static_cast<std::uint32_t>(4 * out.words.size());
      word.span = {at, at + 3};
    }
    s.end = static_cast<std::int32_t>(out.words.size());
  }
  return out;
}

// All that a sentence was given, positions counted from its first word.
std::string show(const Analysis& a, std::size_t sentence) {
  const Sentence& s = a.sentences[sentence];
  std::string out;
  for (std::int32_t i = s.begin; i < s.end; ++i) {
    const Word& w = a.words[static_cast<std::size_t>(i)];
    out += fmt::format("{} {} {} {} {} {}", w.form, w.lemma, w.upos, w.features,
                       w.head == kNone ? -1 : w.head - s.begin, w.deprel);
    if (w.name != kNone) {
      const Name& name = a.names[static_cast<std::size_t>(w.name)];
      out += fmt::format(" {} {}-{}", name.kind, name.begin - s.begin, name.end - s.begin);
    }
    if (w.predicate != kNone) {
      const Predicate& p = a.predicates[static_cast<std::size_t>(w.predicate)];
      out += fmt::format(" {} {}", p.sense, p.happened);
      for (const Argument& x : p.arguments) out += fmt::format(" {}:{}", x.role, x.word - s.begin);
      for (const Location& x : p.locations) out += fmt::format(" {}={}", x.word - s.begin, x.score);
    }
    out += "\n";
  }
  return out;
}

void expect_sound(const Analysis& a) {
  for (const Sentence& s : a.sentences) {
    std::size_t roots = 0;
    for (std::int32_t i = s.begin; i < s.end; ++i) {
      const Word& w = a.words[static_cast<std::size_t>(i)];
      EXPECT_FALSE(w.upos.empty());
      EXPECT_FALSE(w.features.empty());
      EXPECT_FALSE(w.lemma.empty());
      roots += w.head == kNone;
      EXPECT_EQ(w.head == kNone, w.deprel == "root");
      EXPECT_TRUE(w.head == kNone || (s.begin <= w.head && w.head < s.end && w.head != i));
      std::int32_t at = i;
      for (std::int32_t steps = 0; at != kNone;
           ++steps, at = a.words[static_cast<std::size_t>(at)].head)
        ASSERT_LT(steps, s.end - s.begin) << "a circle";
    }
    EXPECT_EQ(roots, s.end > s.begin ? 1u : 0u);
  }
  std::int32_t before = -1;
  for (std::size_t i = 0; i < a.predicates.size(); ++i) {
    const Predicate& p = a.predicates[i];
    EXPECT_GT(p.word, before);
    before = p.word;
    EXPECT_EQ(a.words[static_cast<std::size_t>(p.word)].predicate, static_cast<std::int32_t>(i));
    EXPECT_FALSE(p.sense.empty());
    std::vector<std::int32_t> asked, nouns;
    for (const Location& location : p.locations) asked.push_back(location.word);
    const Sentence& s =
        a.sentences[static_cast<std::size_t>(a.words[static_cast<std::size_t>(p.word)].sentence)];
    for (std::int32_t w = s.begin; w < s.end; ++w)
      if (const auto& upos = a.words[static_cast<std::size_t>(w)].upos;
          upos == "NOUN" || upos == "PROPN")
        nouns.push_back(w);
    if (!s.in_parts) {
      EXPECT_EQ(asked, nouns);
    }
  }
  std::int32_t end = 0;
  for (const Name& name : a.names) {
    EXPECT_GE(name.begin, end);
    EXPECT_GT(name.end, name.begin);
    end = name.end;
    EXPECT_EQ(name.span.begin, a.words[static_cast<std::size_t>(name.begin)].span.begin);
    EXPECT_EQ(name.span.end, a.words[static_cast<std::size_t>(name.end - 1)].span.end);
  }
}

const std::vector<std::string> kSentences = {
    "The gate opened .", "Rain fell on Norvik and the 3 hills - again !", "went",
    "\u00C9TUDES \u4E2D\u6587 \u200B",
    "They said the bridge n't was open , opened and closed , Mr Vale of Port Imre said"};

TEST(Tagger, GivesEveryWordSomethingSound) {
  const Model model = tiny();
  Workspace workspace;
  Analysis analysis = words_of(kSentences);
  analyse_words(model, workspace, analysis, kEveryLayer);
  expect_sound(analysis);
  for (const Word& word : analysis.words)
    if (word.form == "went") {
      EXPECT_EQ(word.lemma, "go");  // an exception of the tiny model
    }
}

TEST(Tagger, ASentenceDependsOnItselfAlone) {
  const Model model = tiny();
  Workspace workspace;
  std::vector<std::string> many;
  for (int round = 0; round < 40; ++round)  // several batches
    many.insert(many.end(), kSentences.begin(), kSentences.end());
  Analysis together = words_of(many);
  analyse_words(model, workspace, together, kEveryLayer);
  expect_sound(together);
  for (std::size_t i = 0; i < kSentences.size(); ++i) {
    Analysis alone = words_of({kSentences[i]});
    Workspace fresh;
    analyse_words(model, fresh, alone, kEveryLayer);
    for (std::size_t round : {0, 17, 39})
      EXPECT_EQ(show(alone, 0), show(together, round * kSentences.size() + i));
  }
}

TEST(Tagger, EveryKernelGivesTheSame) {
  std::string first;
  for (const Kernels* kernels : usable_kernels()) {
    const Model model = tiny(kernels->name);
    EXPECT_EQ(model.kernels, kernels);
    Workspace workspace;
    Analysis analysis = words_of(kSentences);
    analyse_words(model, workspace, analysis, kEveryLayer);
    std::string all;
    for (std::size_t i = 0; i < kSentences.size(); ++i) all += show(analysis, i);
    if (first.empty()) first = all;
    EXPECT_EQ(all, first) << kernels->name;
  }
}

TEST(Tagger, LongSentencesBecomeOneTreeOfWindows) {
  const Model model = tiny();  // 32 positions
  Workspace workspace;
  std::string sentence;
  for (int i = 0; i < 3000; ++i) sentence += i % 7 ? "gate " : "Extraordinarily ";
  Analysis analysis = words_of({sentence + ".", "The gate opened ."});
  analyse_words(model, workspace, analysis, kEveryLayer);
  Sentence& s = analysis.sentences[0];
  std::size_t roots = 0, later = 0;
  for (std::int32_t i = s.begin; i < s.end; ++i) {
    const Word& w = analysis.words[static_cast<std::size_t>(i)];
    roots += w.head == kNone;
    later += w.deprel == "parataxis";
    EXPECT_FALSE(w.upos.empty() || w.lemma.empty() || w.deprel.empty());
  }
  EXPECT_EQ(roots, 1u);
  EXPECT_GE(later, 3000u / 30u);
}

TEST(Tagger, AWordOfMegabytes) {
  const Model model = tiny();
  Workspace workspace;
  Analysis analysis = words_of({"The gate opened ."});
  analysis.words[1].form.assign(5'000'000, 'x');
  analysis.words[2].form.assign(5'000'000, '-');
  analyse_words(model, workspace, analysis, kEveryLayer);
  expect_sound(analysis);
}

TEST(Tagger, NothingToDo) {
  const Model model = tiny();
  Workspace workspace;
  Analysis analysis;
  analyse_words(model, workspace, analysis, kEveryLayer);
  analysis.sentences.resize(3);  // without words
  analyse_words(model, workspace, analysis, kEveryLayer);
  EXPECT_TRUE(analysis.predicates.empty());
}

TEST(Model, RefusesWhatDoesNotFit) {
  EXPECT_EQ(load_model("/nowhere.model").error().code, "not-found");
  EXPECT_EQ(load_model(kTiny, "abacus").error().code, "no-such-kernel");
  const auto other = load_model(std::string(LITOPYS_SOURCE_DIR) + "/tests/data/container.model");
  EXPECT_EQ(other.error().code, "invalid-model");
  EXPECT_NE(other.error().message.find("dimensions"), std::string::npos);
}

TEST(Model, EveryDamagedBlockIsRefused) {
  const auto bytes = text::read_file(kTiny);
  ASSERT_TRUE(bool(bytes));
  for (std::size_t at = 20000; at < bytes->size(); at += 9973) {
    std::string damaged = *bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 16);
    auto file = ModelFile::from_bytes(damaged, "damaged");
    if (!file) continue;  // the header itself
    EXPECT_EQ(read_model(std::move(*file)).error().code, "damaged") << at;
  }
}

TEST(Candidates, AreFoundByLemma) {
  const Model model = tiny();
  const auto open = model.candidates.of("open");
  ASSERT_EQ(open.size(), 2u);
  EXPECT_EQ(model.labels.rolesets[open[1]], "open.02");
  EXPECT_TRUE(model.candidates.of("close").empty());
  EXPECT_TRUE(model.candidates.of("").empty());
}

TEST(EnglishModel, PassesItsSelfTest) {
  const auto model = load_model(std::string(LITOPYS_SOURCE_DIR) + "/models/english.model");
  if (!model) GTEST_SKIP() << model.error().message;
  EXPECT_FALSE(model->samples.empty());
  const Status status = check(*model);
  EXPECT_TRUE(bool(status)) << status.error().message;
}

TEST(EnglishModel, GivesTheStoredHashWithEveryKernel) {
  const std::string path = std::string(LITOPYS_SOURCE_DIR) + "/models/english.model";
  for (const Kernels* kernels : usable_kernels()) {
    const auto model = load_model(path, kernels->name);
    if (!model) GTEST_SKIP() << model.error().message;
    EXPECT_EQ(hash_of_samples(*model), model->hash_of_samples) << kernels->name;
  }
}

TEST(EnglishModel, AnotherHashFailsTheSelfTest) {
  auto model = load_model(std::string(LITOPYS_SOURCE_DIR) + "/models/english.model");
  if (!model) GTEST_SKIP() << model.error().message;
  model->hash_of_samples.back() ^= 1;
  EXPECT_EQ(check(*model).error().code, "failed-self-test");
}

}  // namespace
}  // namespace litopys::language
