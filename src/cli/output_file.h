// Where a command writes: standard output, or a file that appears when it is whole.
//
//     OutputFile out("page.html");               // "" is standard output
//     if (!out.error().empty()) ...              // "page.html: Permission denied"
//     out.write(...);                            // false from the first failure on
//     out.close();                               // the file is in its place now
//
// A file is written as FILE.part and renamed by close(); without close(), and where Ctrl-C ends the
// program, the part is removed and what was there before stays. One at a time. Pipes and devices
// are written directly.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace litopys::cli {

class OutputFile {
 public:
  explicit OutputFile(std::string path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  bool write(std::string_view text);
  bool close();

  // What went wrong, with the name; empty where nothing did.
  const std::string& error() const { return error_; }
  // The reader of a pipe has gone (head): an error that is no news to anybody.
  bool reader_has_gone() const { return reader_has_gone_; }

 private:
  void fail();

  std::string path_;   // "" is standard output
  std::string draft_;  // "" where path_ is written directly
  std::FILE* file_ = nullptr;
  std::string error_;
  bool reader_has_gone_ = false;
};

}  // namespace litopys::cli
