// `litopys read --explain`: for each value the words it came from and the rule or head that gave
// it.
//
//     e1 ASSAULT heavy-weapons, CT+ occurred
//         "shelled"                       rule: sense shell.01
//       actor "Russian troops" RUSMIL     rule: ...
//       place Kherson (p1)                basis: clause; "Kherson" rule: ...
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace litopys::cli {

// `line` is one output object of the contract.
std::string explanation_of(const nlohmann::ordered_json& line);

}  // namespace litopys::cli
