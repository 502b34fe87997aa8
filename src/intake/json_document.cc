// The file may be larger than memory, so it is not parsed but cut: brackets and strings are
// followed just far enough to find where the members of a list begin and end, and each member is
// parsed on its own. Lists are those that codebooks/record_names.tsv names; all other members of
// the objects around them are passed over, but for short ones, which say what the list is (title,
// type).
//
//     {"version": "https://jsonfeed.org/version/1.1", "title": "Metro Wire", "items": [{…}, {…}]}
//         two items at /items/0 and /items/1, publisher "Metro Wire"
//     {"chats": {"list": [{"name": …, "messages": [{…}]}]}}
//         the objects in "list" hold a list themselves and are walked into
//     {"text": "A bridge fell.", "published": "2024-05-06"}
//         no list: the object is the report
//
// Positions are JSON Pointers (RFC 6901). Limit: an object without a list is kept whole to be a
// report, so it may be 64 MiB at most; so may every member of a list.
#include "intake/json_document.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "intake/telegram.h"

namespace litopys::intake {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestName = 1000;
constexpr std::size_t kLongestFact = 4000;  // bytes of a short member
constexpr std::size_t kMaxFacts = 100;      // of them in one object
constexpr std::size_t kMaxNested = 16;      // lists and objects that are walked into

struct Frame {
  bool is_list = false;
  std::string pointer;  // of this list or object
  std::string name;     // of the member that it is
  std::size_t index = 0;
  std::map<std::string, std::string, std::less<>> facts;  // short members of an object
  bool has_text = false;  // an object with a text is a report, whatever lists it has
};

class JsonDocument : public Container {
 public:
  explicit JsonDocument(Opening opening)
      : Container(std::move(opening)), telegram_(opening_.keep_names, lexicon().chats) {
    if (reader().peek(3).starts_with("\xEF\xBB\xBF")) reader().skip(3);
    begin();
  }

  std::optional<Piece> next() override {
    while (!frames_.empty() && !failure_) {
      std::optional<Piece> piece = frames_.back().is_list ? list_step() : object_step();
      if (piece) return piece;
    }
    if (failure_) {
      Piece piece = failed(fmt::format("byte {}", reader().position()), *failure_);
      failure_.reset();
      frames_.clear();
      whole_.clear();
      return piece;
    }
    if (!whole_.empty()) return whole_object();
    return std::nullopt;
  }

 private:
  void begin() {
    blanks();
    const int c = reader().peek(1).empty() ? -1 : reader().next();
    if (c != '[' && c != '{') return fail("expected a list or an object");
    frames_.push_back({c == '[', "", "", 0, {}, false});
    if (c == '{') keep('{');
  }

  // ---- one step in the innermost list or object
  // ---------------------------------------------------

  std::optional<Piece> list_step() {
    Frame& frame = frames_.back();
    const int c = token();
    if (c == ']') {
      reader().next();
      frames_.pop_back();
    } else if (c == ',') {
      reader().next();
    } else if (c == '{' && walked_into(frame)) {
      const std::string pointer = fmt::format("{}/{}", frame.pointer, frame.index++);
      const std::string name = frame.name;
      reader().next();
      push(false, pointer, name);
    } else if (c >= 0) {
      return member();
    }
    return std::nullopt;
  }

  // Of all chats: the objects of chats.list, which hold the lists of messages.
  bool walked_into(const Frame& list) const {
    return list.name == "list" && frames_.size() >= 2 &&
           frames_[frames_.size() - 2].name == "chats";
  }

  std::optional<Piece> member() {
    const Frame& frame = frames_.back();
    const std::string pointer = fmt::format("{}/{}", frame.pointer, frames_.back().index++);
    Piece piece = piece_at(pointer, "#" + pointer);
    const bool object = token() == '{';
    bool kept = true;
    value(&piece.bytes, kMaxPiece, kept);
    if (failure_) return std::nullopt;
    piece.kind = InputKind::kRecord;
    if (!kept) {
      piece.bytes.clear();
      piece.error = too_large(piece.where());
    } else if (!object) {
      piece.skipped = "no object";
    } else if (frame.name == "messages" && telegram_.is_chat(around().facts)) {
      telegram_.read(around().facts, piece);
    } else if (around().facts.contains("version") &&
               around().facts.find("version")->second.starts_with("https://jsonfeed.org/")) {
      fill_from_feed(around().facts, piece.known);
    }
    return piece;
  }

  const Frame& around() const {
    static const Frame nothing;
    return frames_.size() >= 2 ? frames_[frames_.size() - 2] : nothing;
  }

  static void fill_from_feed(const std::map<std::string, std::string, std::less<>>& facts,
                             Report& known) {
    const auto title = facts.find("title");
    if (title != facts.end()) known.publisher = title->second;
    const auto language = facts.find("language");
    if (language != facts.end()) known.language = language->second;
  }

  std::optional<Piece> object_step() {
    const int c = token();
    if (c == '}') {
      keep('}');
      reader().next();
      frames_.pop_back();
    } else if (c == ',') {
      keep(',');
      reader().next();
    } else if (c == '"') {
      named_member();
    } else if (c >= 0) {
      fail(fmt::format("expected a member of an object, found 0x{:02x}", c));
    }
    return std::nullopt;
  }

  void named_member() {
    std::string raw;
    bool kept = true;
    value(&raw, kLongestName, kept);
    if (failure_) return;
    keep(raw);
    if (token() != ':') return fail("expected a colon after a member's name");
    reader().next();
    keep(':');
    const std::string name = kept ? decoded(raw) : "";
    const int c = token();
    const RecordNames::Name* const meaning = lexicon().records.find(name);
    const bool holds = meaning != nullptr && meaning->field == "list";
    if (holds && !frames_.back().has_text && (c == '[' || (c == '{' && name == "chats"))) {
      // A list of strings (keywords, say) is none of reports.
      reader().next();
      if (c == '[' && token() != '{' && token() != ']') {
        keep('[');
        return pass_rest_of_list();
      }
      holds_list_ = true;
      whole_.clear();
      return push(c == '[', frames_.back().pointer + "/" + name, name);
    }
    if (name == "text") frames_.back().has_text = true;
    short_member(name);
  }

  void short_member(const std::string& name) {
    std::string raw;
    bool kept = true;
    value(&raw, holds_list_ ? kLongestFact : kMaxPiece, kept);
    if (failure_) return;
    if (!kept && !holds_list_) overlong_ = true;
    keep(raw);
    auto& facts = frames_.back().facts;
    if (!kept || raw.size() > kLongestFact || facts.size() >= kMaxFacts) return;
    const Json fact = Json::parse(raw, nullptr, false);
    if (fact.is_string()) facts[name] = fact.get<std::string>();
    if (fact.is_number()) facts[name] = fact.dump();
  }

  void pass_rest_of_list() {
    while (!failure_) {
      const int c = token();
      if (c < 0) return;
      if (c == ']' || c == ',') {
        keep(static_cast<char>(c));
        reader().next();
        if (c == ']') return;
        continue;
      }
      std::string raw;
      bool kept = true;
      value(&raw, kMaxPiece, kept);
      if (!kept) overlong_ = true;
      keep(raw);
    }
  }

  void push(bool is_list, std::string pointer, std::string name) {
    if (frames_.size() >= kMaxNested) return fail("lists nested too deep");
    frames_.push_back({is_list, std::move(pointer), std::move(name), 0, {}, false});
  }

  // The object was no list after all: it is the report.
  Piece whole_object() {
    Piece piece = piece_at("", "");
    piece.position = opening_.piece.position;
    piece.kind = InputKind::kRecord;
    piece.bytes = std::exchange(whole_, "");
    if (overlong_) {
      piece.bytes.clear();
      piece.error = too_large(piece.where());
    }
    return piece;
  }

  // ---- tokens
  // -------------------------------------------------------------------------------------

  void blanks() {
    while (true) {
      const std::string_view ahead = reader().peek(1);
      if (ahead.empty() ||
          (ahead[0] != ' ' && ahead[0] != '\t' && ahead[0] != '\r' && ahead[0] != '\n'))
        return;
      reader().skip(1);
    }
  }

  // The next byte that is not blank, not taken; -1, with the failure, at the end.
  int token() {
    blanks();
    const std::string_view ahead = reader().peek(1);
    if (!ahead.empty()) return static_cast<unsigned char>(ahead[0]);
    fail("cut off");
    return -1;
  }

  // Passes over one value. Its bytes go to `out` as long as they are not more than `most`.
  void value(std::string* out, std::size_t most, bool& kept) {
    std::size_t depth = 0;
    bool text = false, escaped = false, begun = false;
    while (true) {
      const std::string_view ahead = reader().peek(1);
      if (ahead.empty()) return fail("cut off");
      const char c = ahead[0];
      if (!text && depth == 0 && begun && (c == ',' || c == ']' || c == '}' || c == ':')) return;
      reader().skip(1);
      if (out->size() < most)
        out->push_back(c);
      else
        kept = false;
      begun = true;
      if (text) {
        if (escaped)
          escaped = false;
        else if (c == '\\')
          escaped = true;
        else if (c == '"')
          text = false;
      } else if (c == '"') {
        text = true;
      } else if (c == '[' || c == '{') {
        ++depth;
      } else if ((c == ']' || c == '}') && depth > 0) {
        --depth;
      } else {
        continue;
      }
      if (!text && depth == 0) return;
    }
  }

  void keep(std::string_view bytes) {
    if (holds_list_) return;
    if (whole_.size() + bytes.size() > kMaxPiece) overlong_ = true;
    if (!overlong_) whole_ += bytes;
  }
  void keep(char c) { keep(std::string_view(&c, 1)); }

  static std::string decoded(const std::string& raw) {
    const Json name = Json::parse(raw, nullptr, false);
    return name.is_string() ? name.get<std::string>() : "";
  }

  void fail(std::string_view what) {
    if (failure_) return;
    if (reader().error()) {
      failure_ = reader().error();
      return;
    }
    failure_ = text::Error{"bad-json", fmt::format("{}: byte {}: {}", opening_.piece.where(),
                                                   reader().position(), what)};
  }

  std::vector<Frame> frames_;
  std::string whole_;  // the object so far, while no list was found in it
  bool holds_list_ = false;
  bool overlong_ = false;
  std::optional<text::Error> failure_;
  TelegramReader telegram_;
};

}  // namespace

std::unique_ptr<Container> open_json_document(Opening opening) {
  return std::make_unique<JsonDocument>(std::move(opening));
}

}  // namespace litopys::intake
