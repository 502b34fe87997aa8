// Turns the tables of places into the bytes of a gazetteer file. The same tables give the same
// bytes.
#pragma once

#include <string>
#include <vector>

#include "gazetteer/source_table.h"
#include "text/result.h"

namespace litopys::gazetteer {

// `source_sha256`: 64 hexadecimal digits that say what the file was made from.
Result<std::string> compile(std::vector<SourcePlace> places, std::string_view source_sha256);

}  // namespace litopys::gazetteer
