// An address that holds another one behind its path is an archive's copy: the last one is the
// outlet's. A subdomain counts as its domain ("chicago.example.com" as "example.com"). Two letters
// at the end of a domain are a country, except where they are used by everyone (".tv"): those are
// rows of the table ("tv", no country). Linear. Covered by outlets_test.cc.
#include "reading/outlets.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/table.h"
#include "text/utf8.h"

namespace litopys::reading {

std::string host_of(std::string_view address) {
  if (address.find_first_of(" \t\n") != std::string_view::npos) return {};
  if (const std::size_t scheme = address.rfind("://"); scheme != std::string_view::npos)
    address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("/?#"));
  if (const std::size_t user = address.rfind('@'); user != std::string_view::npos)
    address.remove_prefix(user + 1);
  address = address.substr(0, address.find(':'));
  const std::size_t dot = address.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == address.size()) return {};
  return text::lower(address);
}

Outlet outlet_of(const Outlets& outlets, std::string_view publisher, std::string_view uri) {
  std::string host = host_of(publisher);
  if (host.empty()) host = host_of(uri);
  std::string_view domain = host;
  for (;;) {
    if (const auto found = outlets.find(domain); found != outlets.end()) return found->second;
    const std::size_t dot = domain.find('.');
    if (dot == std::string_view::npos) break;
    domain.remove_prefix(dot + 1);
  }
  Outlet outlet;
  if (domain.size() != 2 || host.empty()) return outlet;
  for (const char c : domain) {
    if (c < 'a' || c > 'z') return {};
    outlet.country.push_back(static_cast<char>(c - 'a' + 'A'));
  }
  if (outlet.country == "UK") outlet.country = "GB";
  return outlet;
}

text::Result<Outlets> load_outlets(const std::filesystem::path& codebooks) {
  const auto table =
      text::read_table(codebooks / "outlets.tsv", {"domain", "town", "area", "country", "reach"});
  if (!table) return table.error();
  const auto known = [](const std::string& cell) { return cell == "-" ? std::string() : cell; };
  Outlets outlets;
  for (const text::Table::Row& row : table->rows) {
    const std::string& reach = row["reach"];
    if (reach != "local" && reach != "national")
      return text::Error{"bad-table",
                         fmt::format("{}:{}: no reach \"{}\"", table->name, row.line, reach)};
    outlets.emplace(row["domain"], Outlet{known(row["town"]), known(row["area"]),
                                          known(row["country"]), reach == "local"});
  }
  return outlets;
}

}  // namespace litopys::reading
