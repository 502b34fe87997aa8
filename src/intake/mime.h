// The encodings of mail: words in headers (RFC 2047), transfer encodings, parts (RFC 2045, 2046).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/header_lines.h"
#include "text/result.h"

namespace litopys::intake {

// "=?koi8-u?B?8M/WwdI=?= again" -> "Пожар again". What cannot be decoded stays as it is.
std::string decoded_words(std::string_view header);

// The bytes of a body under "base64", "quoted-printable" or anything else. Wrong characters are
// passed over.
std::string decoded_body(std::string_view body, std::string_view transfer_encoding);

struct MimePart {
  std::string position;  // "1", "1.2"
  HeaderLines head;
  std::string_view body;     // as it stands in the message, encoded
  bool alternative = false;  // one of several writings of the same
  std::string type() const;  // "text/plain" where nothing is said
};

// The parts that hold something, in order; a message without parts is its own. At most eight layers
// and a thousand parts count. `bytes` must outlive the parts.
std::vector<MimePart> mime_parts(std::string_view bytes);

}  // namespace litopys::intake
