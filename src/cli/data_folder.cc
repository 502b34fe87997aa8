// In the build folder the data lie beside the program (build/data), once installed under share/.
// The environment's word comes first, so that tests and sanitizer builds can share one folder.
// Whether the folder holds what is needed, those who load from it say.
#include "cli/data_folder.h"

#include <cstdlib>
#include <system_error>

namespace litopys::cli {

std::filesystem::path data_folder(const std::string& named) {
  if (!named.empty()) return named;
  if (const char* told = std::getenv("LITOPYS_DATA"); told != nullptr && *told != '\0') {
    return told;
  }
  std::error_code problem;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", problem);
  const std::filesystem::path folder = problem ? "." : program.parent_path();
  if (std::filesystem::is_directory(folder / "data", problem)) return folder / "data";
  return folder / ".." / "share" / "litopys";
}

}  // namespace litopys::cli
