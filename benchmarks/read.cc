// Where the time of `litopys read` goes, and whether a report ten times longer takes ten times
// longer.
//
//     benchmark_read build/data reports.jsonl             the steps, over all reports of the file
//     benchmark_read build/data reports.jsonl growth      1 KB to 1 MB, made of the file's texts
//
// `make benchmark-read` does both with the corpus. One thread; times are of the processor, so that
// what else runs counts less. The encoder is inside analyse_words() and is timed by running it
// again over the same sentences in the same batches; what is left of analyse_words() are the heads.
#include <fmt/format.h>

#include <ctime>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "intake/identity.h"
#include "intake/source.h"
#include "language/letter_case.h"
#include "language/tagger.h"
#include "pipeline/engine.h"
#include "reading/event_places.h"
#include "reading/places.h"
#include "reading/print.h"
#include "reading/story_place.h"

using namespace litopys;

namespace {

double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Steps by name, in the order of their first use.
class Steps {
 public:
  template <class Function>
  auto time(const std::string& name, Function function) {
    const double begin = seconds();
    auto result = function();
    add(name, seconds() - begin);
    return result;
  }
  void add(const std::string& name, double more) {
    if (!seconds_.contains(name)) names_.push_back(name);
    seconds_[name] += more;
  }
  double of(const std::string& name) const {
    return seconds_.contains(name) ? seconds_.at(name) : 0;
  }
  void print(std::size_t bytes) {
    double all = 0;
    for (const std::string& name : names_) all += seconds_[name];
    for (const std::string& name : names_)
      fmt::print("{:<12} {:>8.1f} us a KB  {:>5.1f} %\n", name,
                 seconds_[name] * 1e9 / static_cast<double>(bytes), 100 * seconds_[name] / all);
    fmt::print("{:<12} {:>8.1f} us a KB\nall but the encoder: {:.1f} %\n", "all",
               all * 1e9 / static_cast<double>(bytes), 100 * (all - of("encoder")) / all);
  }

 private:
  std::vector<std::string> names_;
  std::map<std::string, double> seconds_;
};

// The encoder alone, in batches of at least 1024 pieces that end with a sentence.
void encode(const language::Model& model, const language::Analysis& analysis,
            language::EncoderMemory& memory, Steps& steps) {
  language::PieceBatch batch;
  batch.clear();
  const auto run = [&] {
    if (batch.pieces.empty()) return;
    steps.time("encoder", [&] {
      encode(model.encoder, *model.kernels, batch, memory);
      return 0;
    });
    batch.clear();
  };
  for (const language::Sentence& sentence : analysis.sentences) {
    batch.pieces.push_back(model.word_pieces.start());
    for (std::int32_t i = sentence.begin; i < sentence.end; ++i)
      model.word_pieces.cut(analysis.words[static_cast<std::size_t>(i)].form, batch.pieces);
    const std::size_t first = batch.offsets.back();
    batch.pieces.resize(std::min(batch.pieces.size(), first + model.encoder.positions - 1));
    batch.pieces.push_back(model.word_pieces.end());
    batch.cases.resize(batch.pieces.size());
    batch.offsets.push_back(static_cast<std::uint32_t>(batch.pieces.size()));
    if (batch.pieces.size() >= 1024) run();
  }
  run();
}

// As pipeline::read() and reading::read_document() compose them.
void read_in_steps(const pipeline::Engine& engine, language::Workspace& workspace,
                   language::EncoderMemory& memory, const intake::Report& report, Steps& steps) {
  const reading::Knowledge& knows = engine.knowledge;
  language::Analysis analysis = steps.time(
      "sentences", [&] { return language::split(report.text, engine.language.boundaries, {}); });
  const double before = steps.of("encoder");
  encode(engine.language.model, analysis, memory, steps);
  const double encoder = steps.of("encoder") - before, begin = seconds();
  language::analyse_words(engine.language.model, workspace, analysis);
  steps.add("heads", seconds() - begin - encoder);

  const reading::Document document{report, report.text, analysis};
  reading::Reading out;
  const auto step = [&](const char* name, const std::function<void()>& run) {
    steps.time(name, [&] { return run(), 0; });
  };
  step("entities", [&] { out.entities = read_entities(document, knows.actors); });
  step("times", [&] { out.times = read_times(document, knows.times); });
  step("places", [&] { read_places(document, engine.gazetteer, knows.places, out); });
  step("sayings", [&] { read_attributions(document, knows.speech, knows.actors, out); });
  step("events", [&] { read_events(document, knows.events, knows.actors, knows.modality, out); });
  step("figures",
       [&] { read_figures(document, knows.figures, knows.actors, knows.modality, out); });
  step("dates", [&] { date_events(document, knows.times, out); });
  step("where", [&] {
    place_events(document, knows.places, knows.place_choice, out);
    place_by_story(document, knows.places, out);
  });
  step("claims", [&] { attribute_claims(document, knows.speech, out); });
  step("printing", [&] { (void)to_json(report, analysis, out, {}).dump(); });
}

std::vector<intake::Report> reports_of(const char* file, const intake::Lexicon& lexicon,
                                       Steps& steps) {
  std::vector<intake::Report> reports;
  intake::Source source({file}, lexicon, {});
  while (std::optional<intake::Piece> piece = source.next()) {
    intake::Item item =
        steps.time("intake", [&] { return intake::read_piece(std::move(*piece), lexicon); });
    if (!item.error) reports.push_back(std::move(item.report));
  }
  return reports;
}

// The texts one after another, again from the first where they end, as paragraphs.
intake::Report report_of_size(const std::vector<intake::Report>& reports, std::size_t bytes) {
  intake::Report report;
  for (std::size_t i = 0; report.text.size() < bytes; ++i)
    report.text += reports[i % reports.size()].text + "\n\n";
  while (bytes < report.text.size() && (report.text[bytes] & 0xC0) == 0x80) ++bytes;
  report.text.resize(std::min(bytes, report.text.size()));
  report.published = "2031-05-09";
  intake::complete(report);
  return report;
}

void growth(const pipeline::Engine& engine, language::Workspace& workspace,
            const std::vector<intake::Report>& reports) {
  fmt::print("{:>9}  {:>9}  {:>9}  {:>18}\n", "bytes", "seconds", "us a KB", "to the size before");
  double before = 0;
  for (std::size_t bytes = 1000; bytes <= 1'000'000; bytes *= 10) {
    const double begin = seconds();
    std::size_t runs = 0;
    for (; runs < 100'000 / bytes + 1; ++runs) {
      const pipeline::ReadReport read =
          pipeline::read(engine, workspace, report_of_size(reports, bytes));
      (void)to_json(read.report, read.analysis, read.reading, {}).dump();
    }
    const double each = (seconds() - begin) / static_cast<double>(runs);
    fmt::print("{:>9}  {:>9.4f}  {:>9.1f}", bytes, each, each * 1e9 / static_cast<double>(bytes));
    if (before > 0) fmt::print("  {:>18.2f}", each / before);
    fmt::print("\n");
    std::fflush(stdout);
    before = each;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto engine = pipeline::load_engine(argv[1]);
  const auto lexicon = intake::load_lexicon(std::string(argv[1]) + "/codebooks");
  if (!engine || !lexicon) {
    fmt::print(stderr, "{}\n", engine ? lexicon.error().message : engine.error().message);
    return 1;
  }
  Steps steps;
  const std::vector<intake::Report> reports = reports_of(argv[2], *lexicon, steps);
  if (reports.empty()) return 1;
  language::Workspace workspace;
  language::EncoderMemory memory;
  Steps warm;  // the first report loads the model into memory
  read_in_steps(*engine, workspace, memory, reports.front(), warm);
  if (argc > 3) return growth(*engine, workspace, reports), 0;
  std::size_t bytes = 0;
  for (const intake::Report& report : reports) {
    bytes += report.text.size();
    read_in_steps(*engine, workspace, memory, report, steps);
  }
  fmt::print("{} reports, {} bytes of text\n", reports.size(), bytes);
  steps.print(bytes);
  return 0;
}
