// The options as place_choice.h gives them: the program and the training see the same signs.
#include "cli/place_signs.h"

#include "reading/governments.h"
#include "reading/place_choice.h"

namespace litopys::cli {

using Json = nlohmann::ordered_json;

Json place_signs(const pipeline::Engine& engine, const pipeline::ReadReport& read) {
  const reading::Governments governments(read.analysis, read.reading);
  const reading::PlaceChooser chooser({read.report, read.report.text, read.analysis},
                                      engine.knowledge.places, engine.knowledge.place_choice,
                                      governments, read.reading);
  Json out = Json::array();
  for (const reading::Event& event : read.reading.events) {
    if (event.in_title || event.word == reading::kNone) continue;
    Json options = Json::array();
    for (const reading::EventPlaceOption& option : chooser.options(event.word, &event)) {
      Json one = Json::object();
      if (option.place != reading::kNone) {
        const text::Span span = read.reading.places[static_cast<std::size_t>(option.place)].span;
        one["span"] = {span.begin, span.end};
      }
      one["signs"] = option.signs;
      options.push_back(std::move(one));
    }
    out.push_back({{"span", {event.trigger.begin, event.trigger.end}}, {"options", options}});
  }
  return out;
}

}  // namespace litopys::cli
