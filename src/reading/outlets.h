// Where a report's outlet is at home: the publisher, else the address of the page, looked up in
// codebooks/outlets.tsv, else the country at the end of the domain.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "text/result.h"

namespace litopys::reading {

struct Outlet {
  std::string town, area;  // as the gazetteer names them; empty: not known
  std::string country;     // ISO 3166-1 alpha-2
  bool local = false;      // speaks for the area around its town
};

using Outlets = std::map<std::string, Outlet, std::less<>>;  // by domain

text::Result<Outlets> load_outlets(const std::filesystem::path& codebooks);

// The outlet of a report; an empty country: not known.
Outlet outlet_of(const Outlets& outlets, std::string_view publisher, std::string_view uri);

// "http://web.archive.org/web/2016/http://www.example.com:80/a" -> "www.example.com"; "Example
// News" -> "".
std::string host_of(std::string_view address);

}  // namespace litopys::reading
