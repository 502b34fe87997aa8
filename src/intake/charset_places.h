// From places in a decoded page back to its bytes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "intake/charset.h"

namespace litopys::intake {

// Where characters of the text begin in the bytes that it was decoded from. `offsets` ascend and
// lie on boundaries of characters. The text itself is not looked at and may be gone.
std::vector<std::uint32_t> places_in_bytes(std::string_view bytes, const DecodedPage& page,
                                           const std::vector<std::uint32_t>& offsets);

}  // namespace litopys::intake
