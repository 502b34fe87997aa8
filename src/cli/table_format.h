// `litopys read --format table`: a report's reading for the eye, one line an event.
//
//     losses-un  UN counts 102 civilians killed  (Lakeside News, 2022-02-28)
//       WHEN         WHERE    WHAT                 WHO               HOW MANY             STATUS
//       SAYS WHO since 02-24  Ukraine  ASSAULT "killed"     -> civilians      killed 102 ...
//
// It shows a part of what the JSON holds and is for people; programs read the JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace litopys::cli {

// `line` is one output object of the contract; the text ends with an empty line.
std::string table_of(const nlohmann::ordered_json& line);

}  // namespace litopys::cli
