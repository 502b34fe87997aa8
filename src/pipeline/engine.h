// All that turns a report into a reading: the language model, the gazetteer and the codebooks,
// loaded once and shared by all threads. The one place that the command line, the server and other
// programs call.
//
//     Result<Engine> engine = load_engine(data_folder);
//     Workspace workspace;                        // one for each thread
//     ReadReport out = read(*engine, workspace, std::move(report));
#pragma once

#include <filesystem>

#include "gazetteer/gazetteer.h"
#include "intake/report.h"
#include "language/language.h"
#include "reading/read.h"
#include "text/result.h"

namespace litopys::pipeline {

struct Engine {
  language::Language language;
  gazetteer::Gazetteer gazetteer;
  reading::Knowledge knowledge;
};

// A report with all that was read in it.
struct ReadReport {
  intake::Report report;
  language::Analysis analysis;  // of the text
  reading::Reading reading;     // of text and title
};

// `data_folder` holds the two model files, gazetteer.bin and codebooks/. A file that is missing,
// damaged or of another version is an error that names it.
// The gazetteer may be another file.
text::Result<Engine> load_engine(const std::filesystem::path& data_folder,
                                 const std::filesystem::path& gazetteer_file = {});

ReadReport read(const Engine& engine, language::Workspace& workspace, intake::Report report);

}  // namespace litopys::pipeline
