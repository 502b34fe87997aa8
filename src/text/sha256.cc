// SHA-256 through OpenSSL. Texts and files are named by it, so that every span can be checked
// against the very bytes it was read from. Covered by sha256_test.cc with the standard's vectors.
#include "text/sha256.h"

#include <openssl/evp.h>

#include <array>

namespace litopys::text {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (const unsigned char byte : digest) {
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

}  // namespace litopys::text
