// `litopys read --format table`: a report's reading for the eye, one row an event.
//
//     losses-un  UN counts 102 civilians killed  (Lakeside News, 2022-02-28)
//       WHEN        WHERE    WHAT              WHO          HOW MANY    STATUS    SAYS WHO
//       2022-02-28  Ukraine  ASSAULT "killed"  → civilians  killed 102  occurred  the UN
//
// It shows a part of what the JSON holds and is for people; programs read the JSON.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

namespace litopys::cli {

// `line` is one output object of the contract; the text ends with an empty line. `columns` is how
// wide the table may be: cells are cut for it, which an ellipsis shows, but numbers never. 0: as
// wide as it takes.
std::string table_of(const nlohmann::ordered_json& line, std::size_t columns = 0);

}  // namespace litopys::cli
