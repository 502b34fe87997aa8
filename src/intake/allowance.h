// How much one file that the user gave may turn into, however it is packed and however often. One
// count goes through all layers (a WARC of gzip members in a zip), so that neither a bomb of one
// layer nor one of many small ones takes more time than a large honest file.
#pragma once

#include <cstdint>

namespace litopys::intake {

class Allowance {
 public:
  static constexpr std::uint64_t kFree = std::uint64_t{64} << 20;
  static constexpr std::uint64_t kTimes = 200;  // text packs to a tenth, tables to a thirtieth

  void receive(std::uint64_t bytes) { received_ += bytes; }  // bytes of the file itself
  // Bytes that were unpacked from others. False where that is more than is allowed.
  bool unpack(std::uint64_t bytes) {
    unpacked_ += bytes;
    return unpacked_ <= kFree + kTimes * received_;
  }

 private:
  std::uint64_t received_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace litopys::intake
