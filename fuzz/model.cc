// A forged model: any meta data before the blocks of a tiny model, any bytes of the blocks changed,
// and every checksum right, so that reading gets as far as it can. There comes a model or an error,
// and a model that was read analyses a sentence. A byte changed after the checksums were written is
// always found.
//
// The input is the meta data, a zero byte, then groups of five: where in the blocks (u32), and what
// to change there (a byte to be xored).
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>

#include "language/tagger.h"
#include "text/table.h"

namespace {

using namespace litopys::language;
using nlohmann::json;

constexpr std::size_t kPreamble = 32, kAlignment = 64;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Block {
  json entry;
  std::string bytes;
};

template <class T>
T number_at(const std::string& bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

// The blocks of tests/data/tiny.model.
const std::vector<Block>& tiny() {
  static const auto blocks = [] {
    const auto file = litopys::text::read_file(LITOPYS_SOURCE_DIR "/tests/data/tiny.model");
    require(bool(file));
    const json header = json::parse(file->substr(kPreamble, number_at<std::uint32_t>(*file, 12)));
    const json& table = header["blocks"];
    std::vector<Block> out;
    for (std::size_t i = 0; i < table.size(); ++i) {
      const auto begin = table[i]["offset"].get<std::size_t>();
      std::size_t size = table[i]["type"] == "i8" || table[i]["type"] == "text" ? 1 : 4;
      for (const json& extent : table[i]["shape"]) size *= extent.get<std::size_t>();
      out.push_back({table[i], file->substr(begin, size)});
    }
    return out;
  }();
  return blocks;
}

void change(std::vector<Block>& blocks, std::string_view changes) {
  for (; changes.size() >= 5; changes.remove_prefix(5)) {
    std::uint32_t place;
    std::memcpy(&place, changes.data(), sizeof place);
    Block& block = blocks[place % blocks.size()];
    if (block.bytes.empty()) continue;
    char& byte = block.bytes[place / blocks.size() % block.bytes.size()];
    byte = static_cast<char>(byte ^ changes[4]);
  }
}

// A model file of these parts; every offset and checksum is what it should be.
std::string file_of(const json& meta, std::vector<Block>& blocks) {
  constexpr auto aligned = [](std::size_t at) { return (at + kAlignment - 1) & ~(kAlignment - 1); };
  constexpr std::size_t kHeader = 1 << 15;  // blanks fill what the JSON leaves
  std::size_t at = kPreamble + kHeader;
  json table = json::array();
  std::string body;
  for (Block& block : blocks) {
    body.resize(aligned(at) - kPreamble - kHeader);
    at = aligned(at) + block.bytes.size();
    char digits[17];
    std::snprintf(
        digits, sizeof digits, "%016llx",
        static_cast<unsigned long long>(XXH3_64bits(block.bytes.data(), block.bytes.size())));
    block.entry["xxh3"] = digits;
    block.entry["offset"] = kPreamble + kHeader + body.size();
    body += block.bytes;
    table.push_back(block.entry);
  }
  std::string header =
      json{{"meta", meta}, {"blocks", table}}.dump(-1, ' ', false, json::error_handler_t::replace);
  if (header.size() > kHeader) return {};
  header.resize(kHeader, ' ');
  std::string out = "LITOPYSM";
  const auto add = [&out](auto number) {
    out.append(reinterpret_cast<const char*>(&number), sizeof number);
  };
  add(std::uint32_t{1});
  add(static_cast<std::uint32_t>(kHeader));
  add(std::uint64_t{kPreamble + kHeader + body.size()});
  add(std::uint64_t{XXH3_64bits(header.data(), header.size())});
  return out + header + body;
}

void analyse_something(const Model& model) {
  Analysis analysis;
  for (const char* form : {"The", "gate", "n't", "opened", "\u00C9", "."})
    analysis.words.emplace_back().form = form;
  analysis.sentences.emplace_back().end = static_cast<std::int32_t>(analysis.words.size());
  Workspace workspace;
  analyse_words(model, workspace, analysis);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\0'), size);
  const json meta = json::parse(input.substr(0, end), nullptr, false);
  if (meta.is_discarded()) return 0;
  const std::string_view changes = input.substr(std::min(end + 1, size));
  std::vector<Block> blocks = tiny();
  change(blocks, changes);
  std::string bytes = file_of(meta, blocks);
  if (bytes.empty()) return 0;
  if (auto file = ModelFile::from_bytes(bytes, "forged")) {
    require(bool(file->check()));
    if (const auto model = read_model(std::move(*file))) analyse_something(*model);
  }
  const std::size_t place = XXH3_64bits(data, size) % bytes.size();
  bytes[place] = static_cast<char>(bytes[place] ^ 1);
  const auto damaged = ModelFile::from_bytes(bytes, "damaged");
  require(!damaged || !damaged->check());
  return 0;
}
