// The container: preamble, JSON header, blocks.
//
// Everything a file says about itself is checked before it is believed: the preamble against the
// size of the file, the header against its checksum, each block's offset, alignment, type, shape
// and size against the header and the file, the gaps between blocks against zero. So there is no
// byte in a file that can change unnoticed:
//
//     a bit of the magic            -> "not-a-model"
//     a bit of a block or its gap   -> "damaged", with the block's name, when that block is asked
//     the last byte cut off         -> "truncated", at open
//
// The checksum (XXH3, 64 bits) finds accidents, not forgers; a forged file can give wrong numbers
// but no access outside the mapping. Blocks are laid one after another, so that overlapping or
// hidden ones cannot exist. Verdicts on blocks are remembered in atomics: two threads that ask at
// once both compute the same verdict. Opening costs the header, a block its own bytes once.
// Covered by model_file_test.cc (every truncation, every bit) and fuzz/model_file.cc.
#include "language/model_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cerrno>
#include <cstring>
#include <map>
#include <new>
#include <nlohmann/json.hpp>
#include <optional>

namespace litopys::language {
namespace {

using nlohmann::json;
using text::Error;

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

constexpr std::string_view kMagic = "LITOPYSM";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kPreamble = 32;
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kMostShape = 8;

template <class T>
T number_at(const std::byte* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

std::uint64_t checksum(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

bool all_zero(std::span<const std::byte> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

// Rounds up to the next multiple of the alignment; 0 where that does not fit.
std::uint64_t aligned(std::uint64_t offset) {
  return (offset + (kAlignment - 1)) & ~std::uint64_t{kAlignment - 1};
}

std::size_t size_of_type(std::string_view type) {
  if (type == "i8" || type == "u8" || type == "text") return 1;
  if (type == "u16") return 2;
  if (type == "i32" || type == "u32" || type == "f32") return 4;
  return 0;
}

std::string show(const std::vector<std::size_t>& shape) {
  return fmt::format("[{}]", fmt::join(shape, ", "));
}

// Bytes in memory or mapped from a file; either way aligned and released at the end.
class Bytes {
 public:
  Bytes() = default;
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() {
    if (mapped_)
      ::munmap(data_, size_);
    else
      ::operator delete[](data_, std::align_val_t{kAlignment});
  }
  void copy(std::string_view from) {
    data_ = ::operator new[](std::max<std::size_t>(from.size(), 1), std::align_val_t{kAlignment});
    size_ = from.size();
    std::memcpy(data_, from.data(), from.size());
  }
  bool map(int file, std::size_t size) {
    void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (address == MAP_FAILED) return false;
    data_ = address;
    size_ = size;
    mapped_ = true;
    return true;
  }
  std::span<const std::byte> view() const { return {static_cast<const std::byte*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
  bool mapped_ = false;
};

enum Verdict : std::uint8_t { kUnknown, kSound, kDamaged };

}  // namespace

struct ModelFile::State {
  struct Block {
    std::string name;
    std::string type;
    std::vector<std::size_t> shape;
    std::size_t offset = 0;
    std::size_t size = 0;
    std::size_t end_of_gap = 0;  // where the next block begins, or the file ends
    std::uint64_t hash = 0;
    mutable std::atomic<std::uint8_t> verdict{kUnknown};
  };
  std::string name;
  Bytes bytes;
  json meta;
  std::vector<std::unique_ptr<Block>> blocks;
  std::map<std::string, const Block*, std::less<>> by_name;

  Error error(std::string code, const std::string& what) const {
    return {std::move(code), fmt::format("{}: {}", name, what)};
  }
};

namespace {

// The size in bytes that a type and shape ask for; nothing where they make no sense.
std::optional<std::uint64_t> size_of(std::string_view type, const std::vector<std::size_t>& shape,
                                     std::uint64_t most) {
  std::uint64_t size = size_of_type(type);
  if (size == 0 || shape.empty() || shape.size() > kMostShape) return std::nullopt;
  for (const std::size_t extent : shape) {
    if (extent != 0 && size > most / extent) return std::nullopt;
    size *= extent;
  }
  return size;
}

std::optional<std::uint64_t> unsigned_member(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::uint64_t>();
}

std::optional<std::string> string_member(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<std::vector<std::size_t>> shape_member(const json& object) {
  const auto found = object.find("shape");
  if (found == object.end() || !found->is_array() || found->size() > kMostShape) return {};
  std::vector<std::size_t> shape;
  for (const json& extent : *found) {
    if (!extent.is_number_unsigned()) return {};
    shape.push_back(extent.get<std::size_t>());
  }
  return shape;
}

// Sixteen hexadecimal digits, lower case.
std::optional<std::uint64_t> hash_member(const json& object) {
  const std::optional<std::string> digits = string_member(object, "xxh3");
  if (!digits || digits->size() != 16) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : *digits) {
    const auto digit = std::string_view("0123456789abcdef").find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << 4 | digit;
  }
  return value;
}

}  // namespace

Result<ModelFile> ModelFile::open(const std::filesystem::path& path) {
  auto state = std::make_shared<State>();
  state->name = path.string();
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return state->error("not-found", std::strerror(errno));
  struct stat about{};
  const bool regular = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  const auto size = static_cast<std::size_t>(std::max<off_t>(about.st_size, 0));
  const bool mapped = regular && size > 0 && state->bytes.map(file, size);
  ::close(file);
  if (!regular) return state->error("not-found", "not a regular file");
  if (size == 0) return state->error("truncated", "the file is empty");
  if (!mapped) return state->error("not-found", "cannot be mapped into memory");
  return read(std::move(state));
}

Result<ModelFile> ModelFile::from_bytes(std::string_view bytes, std::string name) {
  auto state = std::make_shared<State>();
  state->name = std::move(name);
  state->bytes.copy(bytes);
  return read(std::move(state));
}

// Takes over the table of contents; `end` is where the header ends. What it finds is at most the
// size of the file in every number, so that no sum below can overflow.
Status ModelFile::read_table(State& state, const json& entries, std::uint64_t end) {
  const auto bytes = state.bytes.view();
  for (const json& entry : entries) {
    const std::size_t number = state.blocks.size();
    if (!entry.is_object())
      return state.error("invalid-header", fmt::format("block {} is no object", number));
    const auto name = string_member(entry, "name");
    const auto type = string_member(entry, "type");
    const auto shape = shape_member(entry);
    const auto offset = unsigned_member(entry, "offset");
    const auto hash = hash_member(entry);
    if (!name || !type || !shape || !offset || !hash)
      return state.error("invalid-header", fmt::format("block {} lacks a member", number));
    const auto size = size_of(*type, *shape, bytes.size());
    if (!size)
      return state.error("invalid-header", fmt::format("block \"{}\" of type {} and shape {}",
                                                       *name, *type, show(*shape)));
    if (*offset != aligned(end) || *offset > bytes.size() || *size > bytes.size() - *offset)
      return state.error("invalid-header", fmt::format("block \"{}\" at byte {} with {} bytes",
                                                       *name, *offset, *size));
    if (number == 0 && !all_zero(bytes.subspan(end, *offset - end)))
      return state.error("damaged", "the gap after the header is not zero");
    if (number > 0) state.blocks.back()->end_of_gap = *offset;
    end = *offset + *size;
    auto block = std::make_unique<State::Block>();
    block->name = *name;
    block->type = *type;
    block->shape = *shape;
    block->offset = *offset;
    block->size = *size;
    block->end_of_gap = end;
    block->hash = *hash;
    if (!state.by_name.emplace(*name, block.get()).second)
      return state.error("invalid-header", fmt::format("two blocks named \"{}\"", *name));
    state.blocks.push_back(std::move(block));
  }
  if (end != bytes.size())
    return state.error("invalid-header",
                       fmt::format("{} bytes, the blocks end at {}", bytes.size(), end));
  return text::Done{};
}

Result<ModelFile> ModelFile::read(std::shared_ptr<State> state) {
  const auto bytes = state->bytes.view();
  const auto fail = [&](const char* code, const std::string& what) {
    return state->error(code, what);
  };
  const std::size_t seen = std::min(bytes.size(), kMagic.size());
  if (seen == 0 || std::memcmp(bytes.data(), kMagic.data(), seen) != 0)
    return fail("not-a-model", "does not begin as a model file does");
  if (bytes.size() < kPreamble)
    return fail("truncated", fmt::format("{} bytes, less than a preamble", bytes.size()));
  const auto version = number_at<std::uint32_t>(bytes.data() + 8);
  if (version != kVersion)
    return fail("other-version",
                fmt::format("format version {}, this program reads {}", version, kVersion));
  const auto header_size = number_at<std::uint32_t>(bytes.data() + 12);
  const auto file_size = number_at<std::uint64_t>(bytes.data() + 16);
  if (file_size > bytes.size())
    return fail("truncated", fmt::format("{} of {} bytes", bytes.size(), file_size));
  if (file_size < bytes.size())
    return fail("invalid-header",
                fmt::format("{} bytes, the preamble says {}", bytes.size(), file_size));
  if (header_size > bytes.size() - kPreamble)
    return fail("invalid-header",
                fmt::format("a header of {} bytes in a file of {}", header_size, bytes.size()));
  const auto header = bytes.subspan(kPreamble, header_size);
  if (checksum(header) != number_at<std::uint64_t>(bytes.data() + 24))
    return fail("damaged", "the header does not match its checksum");

  const char* first = reinterpret_cast<const char*>(header.data());
  json parsed = json::parse(first, first + header.size(), nullptr, false);
  if (!parsed.is_object() || !parsed.contains("meta") || !parsed["meta"].is_object() ||
      !parsed.contains("blocks") || !parsed["blocks"].is_array())
    return fail("invalid-header", "not an object with \"meta\" and \"blocks\"");

  const Status table = read_table(*state, parsed["blocks"], kPreamble + header_size);
  if (!table) return table.error();
  state->meta = std::move(parsed["meta"]);
  return ModelFile(std::move(state));
}

const std::string& ModelFile::name() const { return state_->name; }

const json& ModelFile::meta() const { return state_->meta; }

bool ModelFile::has(std::string_view block) const { return state_->by_name.contains(block); }

std::vector<std::string> ModelFile::block_names() const {
  std::vector<std::string> names;
  for (const auto& block : state_->blocks) names.push_back(block->name);
  return names;
}

std::vector<std::size_t> ModelFile::shape(std::string_view block) const {
  const auto found = state_->by_name.find(block);
  return found == state_->by_name.end() ? std::vector<std::size_t>{} : found->second->shape;
}

Result<std::span<const std::byte>> ModelFile::find(std::string_view name, std::string_view type,
                                                   const std::vector<std::size_t>* shape) const {
  const auto found = state_->by_name.find(name);
  if (found == state_->by_name.end())
    return state_->error("no-such-block", fmt::format("no block \"{}\"", name));
  const State::Block& block = *found->second;
  if (block.type != type)
    return state_->error("wrong-type",
                         fmt::format("block \"{}\" holds {}, expected {}", name, block.type, type));
  if (shape && block.shape != *shape)
    return state_->error("wrong-shape", fmt::format("block \"{}\" has shape {}, expected {}", name,
                                                    show(block.shape), show(*shape)));
  const auto bytes = state_->bytes.view();
  if (block.verdict.load(std::memory_order_acquire) == kUnknown) {
    const bool sound = checksum(bytes.subspan(block.offset, block.size)) == block.hash &&
                       all_zero(bytes.subspan(block.offset + block.size,
                                              block.end_of_gap - block.offset - block.size));
    block.verdict.store(sound ? kSound : kDamaged, std::memory_order_release);
  }
  if (block.verdict.load(std::memory_order_acquire) == kDamaged)
    return state_->error("damaged", fmt::format("block \"{}\" does not match its checksum", name));
  return bytes.subspan(block.offset, block.size);
}

Result<std::string_view> ModelFile::text(std::string_view block) const {
  const auto bytes = find(block, "text", nullptr);
  if (!bytes) return bytes.error();
  return std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

Status ModelFile::check() const {
  for (const auto& block : state_->blocks) {
    const auto bytes = find(block->name, block->type, nullptr);
    if (!bytes) return bytes.error();
  }
  return text::Done{};
}

}  // namespace litopys::language
