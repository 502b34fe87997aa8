// Joins country files to a gazetteer: what it has is kept, what it lacks is added, and a place that
// both have gets the names of both.
#pragma once

#include <cstddef>
#include <vector>

#include "gazetteer/country_file.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/source_table.h"

namespace litopys::gazetteer {

// The places of a gazetteer file as the compiler takes them: compiled, they are the same places
// with the same names.
std::vector<SourcePlace> places_of(const Gazetteer& gazetteer);

struct Added {
  std::size_t places = 0;  // new ones
  std::size_t known = 0;   // were there already
};

// Adds the places of one country file (or of several joined). `places` are places_of() a gazetteer,
// perhaps with others added before.
Added add_country(std::vector<SourcePlace>& places, std::vector<SourcePlace> country);

}  // namespace litopys::gazetteer
