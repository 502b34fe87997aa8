// Loaded before a program (LD_PRELOAD), ends it as `kill -9` would at its Nth step on the disk, N
// being KILL_AT_STEP: just before the step, or, where KILL_HALF_WAY is set, after half of the bytes
// of a write. A step is a write at a place, bringing a file to the disk, or a rename. Without
// KILL_AT_STEP nothing happens, and at the end the number of steps goes to the file KILL_COUNT
// names.
//
//     KILL_AT_STEP=3 LD_PRELOAD=libkill_at_write.so litopys duplicates --index all.index monday/
//
// What a killed program has written stays in the system's memory and reaches the disk; a loss of
// power, after which later bytes may be there and earlier ones not, this does not show.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<long> steps{0};

bool last_step() {
  const char* at = std::getenv("KILL_AT_STEP");
  return ++steps == (at == nullptr ? 0 : std::atol(at));
}

void kill_this() { kill(getpid(), SIGKILL); }

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

ssize_t write_at(const char* name, int file, const void* bytes, size_t size, off_t offset) {
  const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>(name);
  if (last_step()) {
    if (std::getenv("KILL_HALF_WAY") != nullptr) real(file, bytes, size / 2, offset);
    kill_this();
  }
  return real(file, bytes, size, offset);
}

[[gnu::destructor]] void tell_steps() {
  const char* path = std::getenv("KILL_COUNT");
  FILE* file = path == nullptr ? nullptr : std::fopen(path, "w");
  if (file == nullptr) return;
  std::fprintf(file, "%ld\n", steps.load());
  std::fclose(file);
}

}  // namespace

extern "C" {

ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
  return write_at("pwrite", file, bytes, size, offset);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset) {
  return write_at("pwrite64", file, bytes, size, offset);
}

int fdatasync(int file) {
  if (last_step()) kill_this();
  return next<int (*)(int)>("fdatasync")(file);
}

int rename(const char* from, const char* to) {
  if (last_step()) kill_this();
  return next<int (*)(const char*, const char*)>("rename")(from, to);
}
}
