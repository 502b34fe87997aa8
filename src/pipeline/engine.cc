// Loads the data folder and reads reports with it. Loading checks headers only; the blocks of model
// and gazetteer are checked when first touched, so that a small job starts quickly.
//
// A report whose text is one line and whose title is empty is still a report: nothing here guesses
// what a title might have been. Covered by engine_test.cc and the text cases.
#include "pipeline/engine.h"

#include <utility>

#include "pipeline/seen_text.h"
#include "reading/event_places.h"
#include "reading/story_place.h"
#include "reading/times.h"

namespace litopys::pipeline {
namespace fs = std::filesystem;

text::Result<Engine> load_engine(const fs::path& data_folder, const fs::path& gazetteer_file) {
  auto language = language::load_language(data_folder);
  if (!language) return language.error();
  auto gazetteer = gazetteer::Gazetteer::open(gazetteer_file.empty() ? data_folder / "gazetteer.bin"
                                                                     : gazetteer_file);
  if (!gazetteer) return gazetteer.error();
  auto knowledge = reading::load_knowledge(data_folder / "codebooks");
  if (!knowledge) return knowledge.error();
  return Engine{std::move(*language), std::move(*gazetteer), std::move(*knowledge)};
}

namespace {

// Of a report whose text and title hold no marks that show nothing.
ReadReport read_seen(const Engine& engine, language::Workspace& workspace, intake::Report report) {
  std::vector<std::uint32_t> breaks;
  for (const intake::Block& block : report.blocks) breaks.push_back(block.span.begin);
  ReadReport out{std::move(report), {}, {}};
  out.analysis = language::analyse(engine.language, workspace, out.report.text, breaks);
  // The title is read first: a day that it names is that of the text's clock times.
  language::Analysis title;
  reading::Reading of_title;
  std::string day;
  if (!out.report.title.empty()) {
    title = language::analyse(engine.language, workspace, out.report.title);
    const reading::Document document{out.report, out.report.title, title};
    of_title = reading::read_document(document, engine.gazetteer, engine.knowledge);
    day = reading::day_of_title(document, of_title.times);
  }
  out.reading = reading::read_document({out.report, out.report.text, out.analysis, std::move(day)},
                                       engine.gazetteer, engine.knowledge);
  if (!out.report.title.empty()) {
    reading::append_title(out.reading, std::move(of_title));
    reading::date_title(out.reading);
    reading::join_title_places({out.report, out.report.text, out.analysis}, out.reading);
  }
  reading::place_by_story({out.report, out.report.text, out.analysis}, engine.knowledge.places,
                          out.reading);
  return out;
}

}  // namespace

ReadReport read(const Engine& engine, language::Workspace& workspace, intake::Report report) {
  const SeenText text(report.text), title(report.title);
  if (text.complete() && title.complete()) return read_seen(engine, workspace, std::move(report));
  intake::Report seen = report;
  seen.text = text.text();
  seen.title = title.text();
  for (intake::Block& block : seen.blocks) block.span = text.seen(block.span);
  ReadReport out = read_seen(engine, workspace, std::move(seen));
  restore(text, title, out.analysis, out.reading);
  out.report = std::move(report);
  return out;
}

}  // namespace litopys::pipeline
