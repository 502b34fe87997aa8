// The parser calls back for each key and value; only the members that make a report are kept, so a
// line with a million unknown members or brackets costs no memory. The parser is not recursive.
//
//     {"text": "A bridge fell.", "published": "2024-05-06", "tags": ["x"]}    a report
//     {"text": "A bridge fell.", "published": "the other day"}    a report of an unknown day
//     {"text": "A bridge fell.", "title": 5}                                  wrong type
//     {"text": "A bridge f                                                    cut off
#include "intake/json_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "intake/charset.h"
#include "intake/dates.h"

namespace litopys::intake {
namespace {

using Json = nlohmann::json;

struct Member {
  std::string_view name;
  std::string Report::* place;
};

constexpr std::array<Member, 8> kMembers = {{{"id", &Report::id},
                                             {"title", &Report::title},
                                             {"text", &Report::text},
                                             {"published", &Report::published},
                                             {"publisher", &Report::publisher},
                                             {"author", &Report::author},
                                             {"uri", &Report::uri},
                                             {"language", &Report::language}}};

class Reader : public nlohmann::json_sax<Json> {
 public:
  explicit Reader(const std::string& where) : where_(where) {}

  Report report;
  std::optional<text::Error> error;
  bool has_text = false;
  bool odd_date = false;  // "published" is no string

  bool null() override { return other("null", true); }
  bool boolean(bool) override { return other("a boolean"); }
  bool number_integer(number_integer_t) override { return other("a number"); }
  bool number_unsigned(number_unsigned_t value) override {
    if (depth_ != 1 || member_ == nullptr || member_->place != &Report::published)
      return other("a number");
    report.published = std::to_string(value);  // 20240506
    return true;
  }
  bool number_float(number_float_t, const string_t&) override { return other("a number"); }
  bool binary(binary_t&) override { return other("binary data"); }

  bool string(string_t& value) override {
    if (depth_ == 0) return fail("wrong-type", "expected an object, got a string");
    if (depth_ > 1 || member_ == nullptr) return true;
    if (value.find('\0') != std::string::npos) {
      return fail("nul", fmt::format("\"{}\" holds a zero byte", member_->name));
    }
    if (member_->place == &Report::text) has_text = true;
    report.*(member_->place) = std::move(value);
    return true;
  }
  bool start_object(std::size_t) override {
    if (depth_ == 1 && member_ != nullptr && !other("an object")) return false;
    ++depth_;
    return true;
  }
  bool start_array(std::size_t) override {
    if ((depth_ == 0 || (depth_ == 1 && member_ != nullptr)) && !other("an array")) return false;
    ++depth_;
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ != 1) return true;
    member_ = nullptr;
    for (std::size_t i = 0; i < kMembers.size(); ++i) {
      if (kMembers[i].name != name) continue;
      if (std::exchange(seen_[i], true)) {
        return fail("bad-json", fmt::format("\"{}\" stands twice", name));
      }
      member_ = &kMembers[i];
    }
    return true;
  }
  bool parse_error(std::size_t position, const std::string& token,
                   const nlohmann::detail::exception& problem) override {
    if (error) return false;
    std::string what = problem.what();
    what = what.substr(std::min(
        what.size(), what.find("- ") == std::string::npos ? std::size_t{0} : what.find("- ") + 2));
    const bool encoding = what.find("UTF-8") != std::string::npos;
    // The last bytes read may be anything; a message is text.
    std::string shown;
    for (const char c : what.substr(0, 200)) shown += c >= ' ' && c < 127 ? c : '?';
    error = text::Error{encoding ? "invalid-utf8" : "bad-json",
                        fmt::format("{}: byte {}: {}", where_, position, shown)};
    (void)token;
    return false;
  }

 private:
  bool fail(const char* code, const std::string& what) {
    error = text::Error{code, fmt::format("{}: {}", where_, what)};
    return false;
  }
  // A value that is no string.
  bool other(const char* type, bool is_null = false) {
    if (depth_ == 0) return fail("wrong-type", fmt::format("expected an object, got {}", type));
    if (depth_ > 1 || member_ == nullptr || is_null) return true;
    if (member_->place == &Report::published) return odd_date = true;
    return fail("wrong-type", fmt::format("\"{}\" must be a string, is {}", member_->name, type));
  }

  const std::string& where_;
  std::size_t depth_ = 0;
  const Member* member_ = nullptr;
  std::array<bool, kMembers.size()> seen_{};
};

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

// The day as RFC 3339. What is none is taken out, for it would be taken for one.
void read_date(Report& report, bool no_string, const std::string& where) {
  if (report.published.empty() && !no_string) return;
  const std::optional<std::string> date = normal_date(report.published);
  if (date) {
    report.published = *date;
    report.published_basis = "given";
    return;
  }
  const std::string what =
      no_string ? "is no string"
                : "is no date: " + Json(report.published.substr(0, 80))
                                       .dump(-1, ' ', true, Json::error_handler_t::replace);
  report.published.clear();
  report.warnings.push_back(
      {"bad-date", fmt::format("{}: \"published\" {}; the day is left unknown", where, what)});
}

text::Result<Report> read_whole_line(std::string_view line, const std::string& where) {
  Reader reader(where);
  Json::sax_parse(line.begin(), line.end(), &reader);
  if (reader.error) return *reader.error;
  Report report = std::move(reader.report);
  if (!reader.has_text) return text::Error{"no-text", fmt::format("{}: no \"text\"", where)};
  if (blank(report.text)) {
    return text::Error{"empty", fmt::format("{}: \"text\" is empty", where)};
  }
  read_date(report, reader.odd_date, where);
  return report;
}

}  // namespace

text::Result<Report> read_json_line(std::string_view line, const std::string& where) {
  text::Result<Report> report = read_whole_line(line, where);
  if (report || report.error().code != "invalid-utf8") return report;
  const std::optional<std::string> mended = mended_utf8(line);
  if (!mended) return report;
  const text::Error broken = report.error();
  report = read_whole_line(*mended, where);
  if (report) report->warnings.push_back({broken.code, broken.message + "; U+FFFD stands for it"});
  return report;
}

}  // namespace litopys::intake
