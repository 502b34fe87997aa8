// Spreadsheets: the bytes are the parts of one, which is packed here, so that what is fuzzed is the
// XML and not its packing. A line "----" ends a part; the first character of all says which kind.
#include <zip.h>

#include <array>
#include <string_view>

#include "import.h"

namespace {

constexpr std::array<const char*, 5> kParts = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                               "xl/styles.xml", "xl/workbook.xml",
                                               "xl/_rels/workbook.xml.rels"};
constexpr std::string_view kBook =
    "<workbook><sheets><sheet name='A' r:id='r1'/></sheets></workbook>";
constexpr std::string_view kKeys =
    "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>";

std::string_view take_part(std::string_view& rest) {
  constexpr std::string_view kEnd = "\n----\n";
  const std::size_t end = rest.find(kEnd);
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + kEnd.size());
  return part;
}

void add(zip_t* archive, const char* name, std::string_view part) {
  zip_source_t* const source = zip_source_buffer(archive, part.data(), part.size(), 0);
  if (source == nullptr || zip_file_add(archive, name, source, 0) < 0) std::abort();
}

std::string packed(std::string_view rest) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  if (archive == nullptr) std::abort();
  zip_source_keep(source);
  if (rest.starts_with('o')) {
    add(archive, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    add(archive, "content.xml", rest.substr(1));
  } else {
    for (const char* const name : kParts) {
      const std::string_view part = take_part(rest);
      const bool book = name == kParts[3], keys = name == kParts[4];
      add(archive, name, part.empty() && book ? kBook : part.empty() && keys ? kKeys : part);
    }
  }
  if (zip_close(archive) != 0 || zip_source_open(source) != 0) std::abort();
  zip_source_seek(source, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  if (zip_source_read(source, bytes.data(), bytes.size()) < 0) std::abort();
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string archive = packed({reinterpret_cast<const char*>(bytes), size});
  litopys::fuzz::import_file(reinterpret_cast<const std::uint8_t*>(archive.data()), archive.size());
  return 0;
}
