// A whole file or none: readers of `page.html` never see half a page, and a run that was cut off
// leaves the page of yesterday; one that Ctrl-C has ended takes its half with it. Cost: one rename.
// Covered by output_file_test.cc.
#include "cli/output_file.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>

namespace litopys::cli {
namespace {

// Pipes, devices and links are no files to be replaced.
bool replaceable(const std::string& path) {
  std::error_code problem;
  const auto status = std::filesystem::symlink_status(path, problem);
  return status.type() == std::filesystem::file_type::not_found ||
         status.type() == std::filesystem::file_type::regular;
}

// The draft of the file that is open, for a signal to take away; "" where there is none.
std::array<char, 4096> draft_at_signal{};

void end_by_signal(int signal) {
  if (draft_at_signal[0] != '\0') ::unlink(draft_at_signal.data());
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void remove_at_signal(const std::string& draft) {
  if (draft.size() >= draft_at_signal.size()) return;
  std::memcpy(draft_at_signal.data(), draft.c_str(), draft.size() + 1);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    if (std::signal(signal, end_by_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) {
    file_ = stdout;
    return;
  }
  if (replaceable(path_)) draft_ = path_ + ".part";
  if (!draft_.empty()) remove_at_signal(draft_);
  file_ = std::fopen((draft_.empty() ? path_ : draft_).c_str(), "wb");
  if (file_ == nullptr) fail();
}

OutputFile::~OutputFile() {
  draft_at_signal[0] = '\0';
  if (file_ == nullptr || path_.empty()) return;
  std::fclose(file_);
  std::error_code ignored;
  if (!draft_.empty()) std::filesystem::remove(draft_, ignored);
}

void OutputFile::fail() {
  if (!error_.empty()) return;
  reader_has_gone_ = errno == EPIPE;
  error_ = (path_.empty() ? "standard output" : path_) + ": " + std::strerror(errno);
}

bool OutputFile::write(std::string_view text) {
  if (!error_.empty()) return false;
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
  return error_.empty();
}

bool OutputFile::close() {
  if (file_ == nullptr || !error_.empty()) return false;
  if (path_.empty()) {
    if (std::fflush(file_) != 0) fail();
    return error_.empty();
  }
  if (std::fclose(file_) != 0) fail();
  file_ = nullptr;
  if (draft_.empty()) return error_.empty();
  if (error_.empty() && std::rename(draft_.c_str(), path_.c_str()) != 0) fail();
  std::error_code ignored;
  if (!error_.empty()) std::filesystem::remove(draft_, ignored);
  return error_.empty();
}

}  // namespace litopys::cli
