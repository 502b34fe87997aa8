// Texts and sketches for the tests of this folder.
#pragma once

#include <string>

#include "copies/lexicon.h"
#include "copies/sketch.h"
#include "intake/identity.h"

namespace litopys::copies {

inline Lexicon sample_lexicon() {
  Lexicon lexicon;
  lexicon.numbers = {{"three", 3}, {"twelve", 12}};
  lexicon.agencies.push_back(
      {"Morning Wire", 77, {"morning wire"}, {"wire.example"}, {"Morning Wire", "MW"}});
  lexicon.agencies.push_back({"Dawn", 99, {"dawn"}, {}, {"Dawn"}});
  return lexicon;
}

inline Sketch sketch_of_text(std::string id, std::string text, std::string published = "",
                             std::string publisher = "") {
  intake::Report report;
  report.id = std::move(id);
  report.text = std::move(text);
  report.published = std::move(published);
  report.publisher = std::move(publisher);
  intake::complete(report);
  return sketch_of(report, sample_lexicon());
}

constexpr const char* kStory =
    "A crane fell on the quay of Port Alder on Sunday and hurt 12 dockers, said Mayor Lena Voss. "
    "The harbour stays closed until Thursday. Voss asked Brinkman Lines to explain why 3 cables of "
    "the crane had not been renewed since 2019. Surgeons at Saint Orban hospital operated on Emil "
    "Tarr, who had been driving below. Inspectors from Corvin measured a wind of 94 kilometres an "
    "hour. Two ships bound for Halden were sent to Marsk instead, with 410 containers aboard.";

constexpr const char* kOther =
    "Farmers drove 230 tractors into Velden on Wednesday to protest against the price of milk. "
    "Their "
    "speaker Ruth Amsel handed a letter to Minister Jonas Pike, who promised talks in April. "
    "Traffic "
    "on the Lower Bridge stood still for 6 hours. Pike said that 40 million would be paid to "
    "dairies "
    "in Ostmark, where 17 had closed since 2022. The tractors left Velden before midnight.";

}  // namespace litopys::copies
