// The words are those of the contract where it has them ("planned", "historical"); the rest spells
// out its codes. Covered by explanation_test.cc and table_format_test.cc.
#include "cli/contract_words.h"

namespace litopys::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string number_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && !found->is_null() ? found->dump() : std::string();
}

}  // namespace

std::string string_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string when_words(const Json& item) {
  const std::string start = string_in(item, "start").substr(0, 10);
  const std::string end = string_in(item, "end").substr(0, 10);
  if (start.empty() && end.empty()) return "";
  if (start == end) return start;
  if (end.empty()) return "since " + start;
  if (start.empty()) return "until " + end;
  return start + " – " + end;
}

std::string amount_words(const Json& figure) {
  const std::string low = number_in(figure, "low"), best = number_in(figure, "best"),
                    high = number_in(figure, "high");
  if (low.empty() && high.empty()) return best.empty() ? "no number" : best;
  if (low == high) return low;
  std::string out = high.empty()  ? "at least " + low
                    : low.empty() ? "at most " + high
                                  : low + " – " + high;
  if (!best.empty()) out += ", best " + best;
  return out;
}

std::string factuality_words(const Json& item) {
  const std::string factuality = string_in(item, "factuality"), status = string_in(item, "status");
  if (factuality == "CT-") return "did not happen";
  if (factuality == "PR-") return "probably did not happen";
  if (factuality == "PS-") return "possibly did not happen";
  if (!status.empty() && status != "occurred" && status != "ongoing") return status;
  const std::string happened = status == "ongoing" ? "goes on" : "happened";
  if (factuality == "CT+") return happened;
  if (factuality == "PR+") return "probably " + happened;
  if (factuality == "PS+") return "possibly " + happened;
  return "not known whether it " + happened;
}

bool counts_as_happened(const Json& item) {
  const std::string status = string_in(item, "status");
  return string_in(item, "factuality") == "CT+" &&
         (status.empty() || status == "occurred" || status == "ongoing");
}

}  // namespace litopys::cli
