// Feeds bytes to the gazetteer loader as if they were a file. The checksums of the input are made
// right first, so that the fuzzer gets past them and to the bounds checks behind; whatever the
// records say, nothing may be read outside the bytes.
#include <xxhash.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "gazetteer/format.h"
#include "gazetteer/gazetteer.h"

namespace {

using namespace litopys::gazetteer;

void make_checksums_right(std::string& bytes) {
  FileHeader header;
  if (bytes.size() < sizeof header) return;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::size_t body = sizeof header + sizeof(std::uint64_t);
  if (bytes.size() < body || bytes.size() - body > kBlockBytes) return;
  const std::uint64_t block = XXH3_64bits(bytes.data() + body, bytes.size() - body);
  std::memcpy(bytes.data() + sizeof header, &block, sizeof block);
  header.magic = kMagic;
  header.version = kVersion;
  header.header_size = sizeof header;
  header.file_size = bytes.size();
  header.body_offset = body;
  header.table_checksum = XXH3_64bits(&block, sizeof block);
  std::memcpy(bytes.data(), &header, sizeof header);
  header.header_checksum = XXH3_64bits(bytes.data(), offsetof(FileHeader, header_checksum));
  std::memcpy(bytes.data(), &header, sizeof header);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto as_given = Gazetteer::from_bytes(bytes, "fuzz"); as_given) (void)as_given->size();
  make_checksums_right(bytes);
  const auto gazetteer = Gazetteer::from_bytes(std::move(bytes), "fuzz");
  if (!gazetteer) return 0;
  std::size_t seen = gazetteer->country("NO");
  for (const char* name : {"Norway", "Fredrikstad", "a", "zzzz"})
    for (const NameMatch& match : gazetteer->lookup(name)) seen += match.place;
  for (const char* skeleton : {"vrdrkstd", "nrg", "srk"})
    for (const std::string_view key : gazetteer->keys_with_skeleton(skeleton, 16))
      seen += key.size();
  for (PlaceIndex i = 0; i < gazetteer->size() && i < 100; ++i)
    seen += gazetteer->place(i).name.size();
  return seen == 1 ? 1 : 0;
}
