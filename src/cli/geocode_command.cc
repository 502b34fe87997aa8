// Resolves spans that somebody else found, one JSON line in, one out, in order:
//
//     {"id": "1", "text": "A storm hit Bergen, Norway.", "spans": [[12, 18]], "published":
//     "2024-02-01"}
//     {"id":"1","places":[{"geonameid":3161732,"name":"Bergen", ...}]}
//
// The same resolver as in `read`, without the language layer: seconds for a book. A line that is no
// JSON object, lacks a text or has a span outside it becomes {"id", "error"} with file and line,
// the run goes on, and the exit code is 1. Lines over 64 MiB are refused without being read into
// memory.
#include "cli/geocode_command.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/data_folder.h"
#include "cli/standard_input.h"
#include "cli/user_places.h"
#include "gazetteer/gazetteer.h"
#include "reading/place_resolver.h"
#include "reading/print.h"
#include "text/utf8.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;
using text::Error;
using text::Result;
using text::Span;

constexpr std::size_t kMaxLineBytes = std::size_t{64} << 20;

struct Options {
  std::vector<std::string> files;
  bool signs = false;
};

struct Request {
  Json id;  // as given: a string or a number
  std::string text, publisher;
  std::vector<Span> spans;
};

bool starts_character(std::string_view text, std::uint64_t offset) {
  return offset >= text.size() ||
         (static_cast<unsigned char>(text[static_cast<std::size_t>(offset)]) & 0xC0) != 0x80;
}

Result<Span> span_of(const Json& pair, std::string_view text) {
  if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() ||
      !pair[1].is_number_unsigned())
    return Error{"bad-span", fmt::format("span {} is not [start, end]", pair.dump())};
  const auto begin = pair[0].get<std::uint64_t>(), end = pair[1].get<std::uint64_t>();
  if (begin > end || end > text.size() || !starts_character(text, begin) ||
      !starts_character(text, end))
    return Error{"bad-span", fmt::format("span [{}, {}] is not within the {} bytes of the text, or "
                                         "cuts a character",
                                         begin, end, text.size())};
  return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Result<Request> parse(const Json& line) {
  Request request;
  const auto string_of = [&](const char* field, std::string& out) {
    const auto found = line.find(field);
    if (found == line.end() || found->is_null()) return true;
    if (!found->is_string()) return false;
    out = found->get<std::string>();
    return true;
  };
  if (!line.contains("text") || !line["text"].is_string())
    return Error{"bad-line", "\"text\" is missing or no string"};
  if (!string_of("text", request.text) || !string_of("publisher", request.publisher))
    return Error{"bad-line", "\"publisher\" is no string"};
  if (!line.contains("spans") || !line["spans"].is_array())
    return Error{"bad-line", "\"spans\" is missing or no list"};
  for (const Json& pair : line["spans"]) {
    const auto span = span_of(pair, request.text);
    if (!span) return span.error();
    request.spans.push_back(*span);
  }
  return request;
}

class Geocoder {
 public:
  Geocoder(gazetteer::Gazetteer gazetteer, reading::PlaceLexicon lexicon, bool signs)
      : gazetteer_(std::move(gazetteer)), lexicon_(std::move(lexicon)), signs_(signs) {}

  Json answer(const Json& id, const Request& request) const {
    const auto context = reading::read_context(request.text, gazetteer_, lexicon_);
    Json out;
    if (!id.is_null()) out["id"] = id;
    out["places"] = Json::array();
    for (const reading::Place& place :
         reading::resolve_places(context, request.spans, {request.publisher, {}})) {
      Json one = {{"span", {place.span.begin, place.span.end}},
                  {"text", text::words_of(request.text, place.span)}};
      one.update(reading::place_json(place));
      out["places"].push_back(std::move(one));
    }
    if (signs_) out["signs"] = signs(context, request);
    return out;
  }

 private:
  // For each span its candidates: point, then the signs in the order of the table of weights.
  Json signs(const reading::PlaceContext& context, const Request& request) const {
    Json out = Json::array();
    for (const auto& candidates :
         reading::weigh_places(context, request.spans, {request.publisher, {}})) {
      Json list = Json::array();
      for (const reading::WeighedCandidate& candidate : candidates) {
        const auto place = gazetteer_.place(candidate.place);
        list.push_back({{"at", {place.latitude, place.longitude}}, {"signs", candidate.signs}});
      }
      out.push_back(std::move(list));
    }
    return out;
  }

  gazetteer::Gazetteer gazetteer_;
  reading::PlaceLexicon lexicon_;
  bool signs_;
};

// One line without its end; nothing at the end of the input. What is longer than the limit is
// skipped, and `too_long` says so.
bool read_line(std::istream& in, std::string& line, bool& too_long) {
  line.clear();
  too_long = false;
  std::streambuf* bytes = in.rdbuf();
  int c = bytes->sbumpc();
  if (c == std::char_traits<char>::eof()) return false;
  for (; c != std::char_traits<char>::eof() && c != '\n'; c = bytes->sbumpc()) {
    if (line.size() < kMaxLineBytes)
      line.push_back(static_cast<char>(c));
    else
      too_long = true;
  }
  return true;
}

Json error_line(const Json& id, const Error& error) {
  Json out;
  if (!id.is_null()) out["id"] = id;
  out["error"] = {{"code", error.code}, {"message", error.message}};
  return out;
}

struct Answer {
  Json line;
  bool failed = false;
};

Answer answer_line(const Geocoder& geocoder, const std::string& line, bool too_long,
                   const std::string& where) {
  Json id;
  const auto failed = [&](std::string code, std::string_view what) {
    return Answer{error_line(id, {std::move(code), fmt::format("{}: {}", where, what)}), true};
  };
  if (too_long) return failed("too-long", fmt::format("line of more than {} bytes", kMaxLineBytes));
  if (const auto bad = text::first_invalid_byte(line))
    return failed("invalid-utf8", fmt::format("byte {}: not UTF-8", *bad));
  const Json parsed = Json::parse(line, nullptr, false);
  if (!parsed.is_object()) return failed("bad-json", "not a JSON object");
  if (parsed.contains("id") && (parsed["id"].is_string() || parsed["id"].is_number()))
    id = parsed["id"];
  const auto request = parse(parsed);
  if (!request) return failed(request.error().code, request.error().message);
  return {geocoder.answer(id, *request), false};
}

// Returns false where some line failed.
bool answer_all(const Geocoder& geocoder, std::istream& in, const std::string& name) {
  std::string line;
  bool too_long = false, good = true;
  for (std::size_t number = 1; read_line(in, line, too_long); ++number) {
    if (!too_long && line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Answer answer = answer_line(geocoder, line, too_long, fmt::format("{}:{}", name, number));
    if (answer.failed) {
      good = false;
      fmt::print(std::cerr, "litopys: {}\n", answer.line["error"]["message"].get<std::string>());
    }
    std::cout << answer.line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    if (!std::cout) return false;  // whoever reads has gone
  }
  return good;
}

int geocode(const Options& options) {
  const auto data = data_folder();
  auto gazetteer = gazetteer::Gazetteer::open(gazetteer_file(data));
  auto lexicon = reading::load_place_lexicon(data / "codebooks");
  if (!gazetteer || !lexicon) {
    fmt::print(std::cerr, "litopys: {}\n",
               !gazetteer ? gazetteer.error().message : lexicon.error().message);
    return 3;
  }
  const Geocoder geocoder(std::move(*gazetteer), std::move(*lexicon), options.signs);
  bool good = true;
  std::vector<std::string> files = options.files;
  if (files.empty()) files.emplace_back("-");
  tell_if_waiting(files);
  for (const std::string& file : files) {
    if (file == "-") {
      good = answer_all(geocoder, std::cin, "standard input") && good;
      continue;
    }
    std::ifstream in(file, std::ios::binary);
    const bool is_file = in && !std::filesystem::is_directory(file);
    if (!is_file)
      fmt::print(std::cerr, "litopys: {}: {}\n", file,
                 in ? "is a folder; name the files in it" : "cannot be read");
    good = is_file && answer_all(geocoder, in, file) && good;
  }
  std::cout.flush();
  if (!std::cout) {
    fmt::print(std::cerr, "litopys: standard output was closed or is full\n");
    return 1;
  }
  return good ? 0 : 1;
}

}  // namespace

void add_geocode_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("geocode", "Spans of texts to places of the world");
  command->add_option(
      "FILES", options->files,
      "JSON lines with id, text, spans and perhaps publisher; - or nothing: standard input");
  command->add_flag("--signs", options->signs,
                    "Add the signs of every candidate, from which the weights are fitted");
  command->footer(
      R"(Example: echo '{"text":"A storm hit Bergen.","spans":[[12,18]]}' | litopys geocode)");
  command->callback([options, &exit_code] { exit_code = geocode(*options); });
}

}  // namespace litopys::cli
