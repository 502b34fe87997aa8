// Prints a Reading by contract. Each kind of item has one function here that names its fields in
// the contract's order; `put` leaves out what is unknown, so that no default can slip into the
// output.
//
//     Figure{measure "killed", low 13, bound more_than} -> {"id": "f1", "measure": "killed", ...,
//         "low": 13, "best": null, "high": null, "bound": "more_than", ...}
//
// low, best and high are the one exception: always there, null where not given. Covered by
// print_test.cc; real output is checked against docs/output.schema.json.
#include "reading/print.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

namespace litopys::reading {
namespace {

using Json = nlohmann::ordered_json;

// Where an item's words stand: the report's text or its title.
class Printer {
 public:
  explicit Printer(const intake::Report& report) : report_(report) {}

  Json span(Span span) const { return Json::array({span.begin, span.end}); }

  std::string words(Span span, bool in_title) const {
    return std::string(text::words_of(in_title ? report_.title : report_.text, span));
  }

  // {"span": [..], "text": "..."}
  Json quoted(Span at, bool in_title) const {
    return Json{{"span", span(at)}, {"text", words(at, in_title)}};
  }

 private:
  const intake::Report& report_;
};

void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

void put(Json& object, const char* key, const std::vector<std::string>& values) {
  if (!values.empty()) object[key] = values;
}

void put_id(Json& object, const char* key, char kind, std::int32_t index) {
  if (index != kNone) object[key] = id_of(kind, index);
}

void put_ids(Json& object, const char* key, char kind, const std::vector<std::int32_t>& indices) {
  if (indices.empty()) return;
  Json& list = object[key] = Json::array();
  for (const std::int32_t index : indices) list.push_back(id_of(kind, index));
}

void put_title(Json& object, bool in_title) {
  if (in_title) object["in"] = "title";
}

double two_decimals(double value) { return std::round(value * 100) / 100; }

Json or_null(const std::optional<std::int64_t>& value) { return value ? Json(*value) : Json(); }

Json report_json(const intake::Report& report) {
  Json out = Json::object();
  put(out, "id", report.id);
  put(out, "uri", report.uri);
  put(out, "title", report.title);
  put(out, "author", report.author);
  put(out, "publisher", report.publisher);
  put(out, "published", report.published);
  put(out, "published_basis", report.published.empty() ? "" : report.published_basis);
  put(out, "modified", report.modified);
  put(out, "language", report.language);
  put(out, "charset", report.charset);
  for (const auto& [name, value] : report.given) out["given"][name] = value;
  put(out, "text_sha256", report.text_sha256);
  if (report.bytes != 0) out["bytes"] = report.bytes;
  put(out, "bytes_sha256", report.bytes_sha256);
  return out;
}

Json entity_json(const Printer& printer, const Entity& entity, std::int32_t index) {
  Json out{{"id", id_of('n', index)}, {"kind", entity.kind}};
  put_title(out, entity.in_title);
  out.update(printer.quoted(entity.span, entity.in_title));
  put_id(out, "same_as", 'n', entity.same_as);
  return out;
}

Json time_json(const Printer& printer, const Time& time, std::int32_t index) {
  Json out{{"id", id_of('t', index)}};
  put_title(out, time.in_title);
  out.update(printer.quoted(time.span, time.in_title));
  put(out, "kind", time.kind);
  put(out, "value", time.value);
  put(out, "start", time.start);
  put(out, "end", time.end);
  put(out, "granularity", time.granularity);
  put(out, "open", time.open);
  put_id(out, "range_end", 't', time.range_end);
  put(out, "anchor", time.anchor);
  put(out, "rule", time.rule);
  return out;
}

void put_candidate(Json& out, const PlaceCandidate& candidate) {
  if (candidate.geonameid != 0) out["geonameid"] = candidate.geonameid;
  put(out, "name", candidate.name);
  put(out, "feature", candidate.feature);
  put(out, "country", candidate.country);
  put(out, "admin1", candidate.admin1);
  put(out, "admin2", candidate.admin2);
  put(out, "admin3", candidate.admin3);
  out["lat"] = candidate.latitude;
  out["lon"] = candidate.longitude;
}

Json alternatives_json(const std::vector<PlaceCandidate>& candidates) {
  Json list = Json::array();
  for (const PlaceCandidate& candidate : candidates) {
    Json out;
    put_candidate(out, candidate);
    put(out, "matched", candidate.matched);
    out["score"] = two_decimals(candidate.score);
    list.push_back(std::move(out));
  }
  return list;
}

}  // namespace

// Shared with `geocode`, which prints places without a report.
nlohmann::ordered_json place_json(const Place& place) {
  Json out;
  if (place.match) {
    put_candidate(out, *place.match);
    put(out, "precision", place.precision);
    if (place.radius_km > 0) out["radius_km"] = std::round(place.radius_km * 10) / 10;
    put(out, "matched", place.match->matched);
    out["score"] = two_decimals(place.match->score);
  }
  if (!place.alternatives.empty()) out["alternatives"] = alternatives_json(place.alternatives);
  put(out, "rule", place.rule);
  return out;
}

namespace {

Json place_json(const Printer& printer, const Place& place, std::int32_t index) {
  Json out{{"id", id_of('p', index)}};
  put_title(out, place.in_title);
  out.update(printer.quoted(place.span, place.in_title));
  out.update(reading::place_json(place));
  put_id(out, "settlement", 'p', place.settlement);
  return out;
}

Json participant_json(const Printer& printer, const Participant& participant, bool in_title) {
  Json out{{"role", participant.role}};
  put_id(out, "entity", 'n', participant.entity);
  out.update(printer.quoted(participant.span, in_title));
  put(out, "kind", participant.kind);
  put(out, "country", participant.country);
  put(out, "sectors", participant.sectors);
  put(out, "code",
      participant.country + (participant.sectors.empty() ? "" : participant.sectors.front()));
  put(out, "rule", participant.rule);
  return out;
}

Json cues_json(const Printer& printer, const std::vector<Cue>& cues, bool in_title) {
  Json list = Json::array();
  for (const Cue& cue : cues) {
    Json out{{"kind", cue.kind}};
    out.update(printer.quoted(cue.span, in_title));
    list.push_back(std::move(out));
  }
  return list;
}

void put_event_place_and_time(Json& out, const Event& event) {
  put_id(out, "place", 'p', event.place);
  put(out, "place_basis", event.place_basis);
  const bool chosen = event.place_basis == "clause" || event.place_basis == "sentence";
  if (chosen && event.place_share > 0) out["place_score"] = two_decimals(event.place_share);
  put_ids(out, "other_places", 'p', event.other_places);
  put_id(out, "time", 't', event.time);
  put_ids(out, "other_times", 't', event.other_times);
  put(out, "time_basis", event.time_basis);
  put(out, "start", event.start);
  put(out, "end", event.end);
  put(out, "open", event.open);
  put(out, "time_precision", event.time_precision);
}

Json event_json(const Printer& printer, const Event& event, std::int32_t index) {
  Json out{{"id", id_of('e', index)}};
  put_title(out, event.in_title);
  out["trigger"] = printer.quoted(event.trigger, event.in_title);
  put(out, "type", event.type);
  put(out, "mode", event.mode);
  put(out, "contexts", event.contexts);
  if (!event.acled_type.empty()) {
    out["acled"] = Json{{"event_type", event.acled_type}};
    put(out["acled"], "sub_event_type", event.acled_sub_type);
  }
  put(out, "methods", event.methods);
  if (!event.participants.empty()) {
    Json& list = out["participants"] = Json::array();
    for (const Participant& participant : event.participants)
      list.push_back(participant_json(printer, participant, event.in_title));
  }
  put_event_place_and_time(out, event);
  out["factuality"] = event.factuality.value;
  out["status"] = event.factuality.status;
  put_id(out, "same_as", 'e', event.same_as);
  if (!event.factuality.cues.empty())
    out["cues"] = cues_json(printer, event.factuality.cues, event.in_title);
  put_ids(out, "attribution", 'a', event.attribution);
  put_ids(out, "figures", 'f', event.figures);
  out["confidence"] = two_decimals(event.confidence);
  put(out, "rule", event.rule);
  return out;
}

Json population_json(const Printer& printer, const Population& population, bool in_title) {
  Json out = population.span.empty() ? Json::object() : printer.quoted(population.span, in_title);
  put(out, "status", population.status);
  put(out, "age", population.age);
  if (population.years)
    out["years"] = Json::array({population.years->first, population.years->second});
  put(out, "sex", population.sex);
  put(out, "side", population.side);
  return out;
}

Json figure_json(const Printer& printer, const Reading& reading, std::int32_t index) {
  const Figure& figure = reading.figures[index];
  Json out{{"id", id_of('f', index)}, {"measure", figure.measure}};
  put_title(out, figure.in_title);
  out.update(printer.quoted(figure.span, figure.in_title));
  out["low"] = or_null(figure.low);
  out["best"] = or_null(figure.best);
  out["high"] = or_null(figure.high);
  out["bound"] = figure.bound;
  out["unit"] = figure.unit;
  if (figure.population)
    out["population"] = population_json(printer, *figure.population, figure.in_title);
  put_id(out, "subset_of", 'f', figure.subset_of);
  std::vector<std::int32_t> parts;
  for (std::size_t i = 0; i < reading.figures.size(); ++i)
    if (reading.figures[i].subset_of == index) parts.push_back(static_cast<std::int32_t>(i));
  put_ids(out, "includes", 'f', parts);
  out["scope"] = figure.scope;
  put(out, "since", figure.since);
  put(out, "until", figure.until);
  put(out, "as_of", figure.as_of);
  put(out, "basis", figure.basis);
  put_id(out, "event", 'e', figure.event);
  put_id(out, "place", 'p', figure.place);
  put(out, "start", figure.start);
  put(out, "end", figure.end);
  out["factuality"] = figure.factuality.value;
  put_ids(out, "attribution", 'a', figure.attribution);
  put(out, "rule", figure.rule);
  return out;
}

Json attribution_json(const Printer& printer, const Attribution& attribution, std::int32_t index) {
  Json out{{"id", id_of('a', index)}};
  put_title(out, attribution.in_title);
  Json source = attribution.source.empty()
                    ? Json::object()
                    : printer.quoted(attribution.source, attribution.in_title);
  put_id(source, "entity", 'n', attribution.entity);
  put(source, "kind", attribution.source_kind);
  put(source, "side", attribution.side);
  out["source"] = std::move(source);
  if (!attribution.cue.empty()) out["cue"] = printer.quoted(attribution.cue, attribution.in_title);
  Json& content = out["content"] = Json::array();
  for (const Span span : attribution.content) content.push_back(printer.span(span));
  put(out, "form", attribution.form);
  put_id(out, "relayed_by", 'a', attribution.relayed_by);
  put(out, "distance", attribution.distance);
  put(out, "rule", attribution.rule);
  return out;
}

Json quote_json(const Printer& printer, const Quote& quote) {
  Json out;
  put_title(out, quote.in_title);
  out.update(printer.quoted(quote.span, quote.in_title));
  put_id(out, "speaker", 'n', quote.speaker);
  put_id(out, "attribution", 'a', quote.attribution);
  return out;
}

Json warning_json(const Printer& printer, const Warning& warning) {
  Json out{{"code", warning.code}};
  if (!warning.span.empty()) out["span"] = printer.span(warning.span);
  out["message"] = warning.message;
  return out;
}

// A list of all items of a kind, each printed by `print(item, index)`.
template <class Item, class Print>
Json list_of(const std::vector<Item>& items, Print print) {
  Json list = Json::array();
  for (std::size_t i = 0; i < items.size(); ++i)
    list.push_back(print(items[i], static_cast<std::int32_t>(i)));
  return list;
}

Json sentences_json(const Printer& printer, const language::Analysis& analysis) {
  Json list = Json::array();
  for (const language::Sentence& sentence : analysis.sentences)
    list.push_back(printer.span(sentence.span));
  return list;
}

}  // namespace

std::string id_of(char kind, std::int32_t index) { return fmt::format("{}{}", kind, index + 1); }

Json page_json(const intake::PageSource& page) {
  Json runs = Json::array();
  for (const intake::SourceRun& run : page.runs) {
    runs.push_back({run.text.begin, run.text.end, run.page.begin, run.page.end});
  }
  return {{"charset", page.charset}, {"sha256", page.sha256}, {"runs", std::move(runs)}};
}

Json to_json(const intake::Report& report, const language::Analysis& analysis,
             const Reading& reading, const PrintOptions& options) {
  const Printer printer(report);
  Json out{{"format", "litopys.read/1"}, {"report", report_json(report)}};
  if (options.with_text) out["text"] = report.text;
  if (options.with_page && !report.page.runs.empty()) out["page"] = page_json(report.page);
  if (options.with_sentences) out["sentences"] = sentences_json(printer, analysis);
  out["entities"] = list_of(reading.entities, [&](const Entity& entity, std::int32_t i) {
    return entity_json(printer, entity, i);
  });
  out["times"] = list_of(
      reading.times, [&](const Time& time, std::int32_t i) { return time_json(printer, time, i); });
  out["places"] = list_of(reading.places, [&](const Place& place, std::int32_t i) {
    return place_json(printer, place, i);
  });
  out["events"] = list_of(reading.events, [&](const Event& event, std::int32_t i) {
    return event_json(printer, event, i);
  });
  out["figures"] = list_of(reading.figures, [&](const Figure&, std::int32_t i) {
    return figure_json(printer, reading, i);
  });
  out["attributions"] =
      list_of(reading.attributions, [&](const Attribution& attribution, std::int32_t i) {
        return attribution_json(printer, attribution, i);
      });
  out["quotes"] = list_of(
      reading.quotes, [&](const Quote& quote, std::int32_t) { return quote_json(printer, quote); });
  out["warnings"] = list_of(report.warnings, [&](const text::Error& warning, std::int32_t) {
    return warning_json(printer, {warning.code, {}, warning.message});
  });
  for (const Warning& warning : reading.warnings)
    out["warnings"].push_back(warning_json(printer, warning));
  return out;
}

Json error_json(const intake::Report& report, const text::Error& error) {
  return Json{{"report", report_json(report)},
              {"error", Json{{"code", error.code}, {"message", error.message}}}};
}

}  // namespace litopys::reading
