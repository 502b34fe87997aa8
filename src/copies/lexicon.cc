// An agency is known by what a report says of itself: its publisher or the host of its address (its
// own report), or a credit where credits stand, in the author, in brackets or before a dash in the
// first line ("KYIV (Agency) -"), or at the end in brackets or behind "Source:". A name in the
// middle of a text is no credit: agencies are also written about. Of several credits the first one
// counts.
//
// Linear in the first and last 300 bytes times the agencies. Covered by lexicon_test.cc.
#include "copies/lexicon.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::copies {
namespace {

constexpr std::size_t kEdge = 300;  // bytes at either end of a text where credits stand

std::string_view host_of(std::string_view uri) {
  const std::size_t scheme = uri.find("://");
  if (scheme == std::string_view::npos) return {};
  uri.remove_prefix(scheme + 3);
  return uri.substr(0, uri.find_first_of("/:?#"));
}

bool host_within(std::string_view host, std::string_view domain) {
  if (!host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool word_byte(char c) {
  return static_cast<unsigned char>(c) >= 128 || (c >= '0' && c <= '9') ||
         ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// Where `words` stands as whole words; npos where it does not.
std::size_t find_words(std::string_view text, std::string_view words, std::size_t from = 0) {
  while (true) {
    const std::size_t at = text.find(words, from);
    if (at == std::string_view::npos) return at;
    const std::size_t end = at + words.size();
    if ((at == 0 || !word_byte(text[at - 1])) && (end == text.size() || !word_byte(text[end])))
      return at;
    from = at + 1;
  }
}

bool any_of_marks(std::string_view text, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return text.starts_with(mark); });
}

std::string_view trimmed_left(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

// In brackets, before a dash, or behind "Source:".
bool stands_as_credit(std::string_view edge, std::size_t at, std::size_t size) {
  const std::string_view behind = trimmed_left(edge.substr(at + size));
  const bool bracket = at > 0 && (edge[at - 1] == '(' || edge[at - 1] == '/');
  if (bracket && any_of_marks(behind, {")", "/"})) return true;
  if (any_of_marks(behind, {"\u2014", "\u2013", "- ", "-- "})) return true;
  std::string_view before = edge.substr(0, at);
  while (before.ends_with(' ')) before.remove_suffix(1);
  return before.ends_with("Source:") || before.ends_with("SOURCE:");
}

// The first place in `edge` where a credit of the agency stands; npos where there is none.
std::size_t credit_in(std::string_view edge, const Agency& agency) {
  std::size_t first = std::string_view::npos;
  for (const std::string& credit : agency.credits)
    for (std::size_t at = find_words(edge, credit); at != std::string_view::npos;
         at = find_words(edge, credit, at + 1))
      if (stands_as_credit(edge, at, credit.size())) first = std::min(first, at);
  return first;
}

}  // namespace

std::uint32_t Lexicon::own_agency(const intake::Report& report) const {
  if (report.publisher.empty() && report.uri.empty()) return 0;
  const std::string publisher = text::fold(report.publisher);
  const std::string_view host = host_of(report.uri);
  for (const Agency& agency : agencies) {
    const bool named = std::find(agency.publishers.begin(), agency.publishers.end(), publisher) !=
                       agency.publishers.end();
    const bool hosted =
        std::any_of(agency.hosts.begin(), agency.hosts.end(),
                    [&](const std::string& domain) { return host_within(host, domain); });
    if (named || hosted) return agency.key;
  }
  return 0;
}

std::uint32_t Lexicon::credited_agency(const intake::Report& report) const {
  const std::string_view text = report.text;
  const std::string_view head = text.substr(0, kEdge);
  const std::string_view tail =
      text.size() > 2 * kEdge ? text.substr(text.size() - kEdge) : std::string_view{};
  std::size_t best = std::string_view::npos;
  std::uint32_t found = 0;
  for (const Agency& agency : agencies) {
    std::size_t at = std::string_view::npos;
    for (const std::string& credit : agency.credits)
      if (find_words(report.author, credit) != std::string_view::npos) at = 0;
    if (at != 0) at = credit_in(head, agency);
    if (at == std::string_view::npos) {
      at = credit_in(tail, agency);
      if (at != std::string_view::npos) at += kEdge;
    }
    if (at < best) {
      best = at;
      found = agency.key;
    }
  }
  return found;
}

std::string_view Lexicon::agency_named(std::uint32_t key) const {
  for (const Agency& agency : agencies)
    if (agency.key == key) return agency.name;
  return {};
}

text::Result<Lexicon> load_lexicon(const std::filesystem::path& codebooks) {
  Lexicon lexicon;
  const auto numerals = text::read_table(codebooks / "numerals.tsv", {"word", "role", "value"});
  if (!numerals) return numerals.error();
  for (const text::Table::Row& row : numerals->rows) {
    const std::string& role = row["role"];
    if ((role != "unit" && role != "teen" && role != "ten") || !row["ordinal"].empty()) continue;
    const std::string& value = row["value"];
    char* end = nullptr;
    const unsigned long number = std::strtoul(value.c_str(), &end, 10);
    if (value.empty() || *end != '\0' || number > 1000)
      return text::Error{"bad-table", fmt::format("{}:{}: \"{}\" is no value of a word",
                                                  numerals->name, row.line, value)};
    lexicon.numbers.emplace(text::fold(row["word"]), static_cast<std::uint32_t>(number));
  }
  const auto agencies = text::read_table(codebooks / "news_agencies.tsv",
                                         {"agency", "publishers", "hosts", "credits"});
  if (!agencies) return agencies.error();
  for (const text::Table::Row& row : agencies->rows) {
    const std::string& name = row["agency"];
    if (name.empty())
      return text::Error{"bad-table", fmt::format("{}:{}: no name", agencies->name, row.line)};
    const auto key = static_cast<std::uint32_t>(XXH3_64bits(name.data(), name.size())) | 1U;
    Agency agency{name, key, {}, text::split(row["hosts"], '|'), text::split(row["credits"], '|')};
    for (const std::string& publisher : text::split(row["publishers"], '|'))
      agency.publishers.push_back(text::fold(publisher));
    lexicon.agencies.push_back(std::move(agency));
  }
  return lexicon;
}

}  // namespace litopys::copies
