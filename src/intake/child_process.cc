// The input lies in an anonymous file in memory that becomes the child's standard input, so that
// nobody has to feed a pipe; the output is a pipe that is read until its end, the limit or the
// deadline. Between fork and exec the child calls only what is safe in a copy of a program with
// threads: the filter of system calls is made before. Memory, processor time and file sizes are the
// kernel's limits (setrlimit).
//
// Limit: the child may still read files that the user may read; without a network and with a pipe
// that only we read, it has nobody to tell.
#include "intake/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "text/table.h"

namespace litopys::intake {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;  // its shadow memory needs terabytes of address space
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  int operator*() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

// System calls that reading a document never needs. Opening files for writing is refused by its
// flags.
std::vector<sock_filter> make_filter() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (filter == nullptr) return {};
  constexpr std::uint32_t kRefuse = SCMP_ACT_ERRNO(EPERM);
  for (const char* const name : {"socket",
                                 "socketpair",
                                 "connect",
                                 "bind",
                                 "listen",
                                 "accept",
                                 "accept4",
                                 "sendto",
                                 "sendmsg",
                                 "fork",
                                 "vfork",
                                 "clone",
                                 "clone3",
                                 "ptrace",
                                 "process_vm_readv",
                                 "process_vm_writev",
                                 "kill",
                                 "tkill",
                                 "tgkill",
                                 "unlink",
                                 "unlinkat",
                                 "rename",
                                 "renameat",
                                 "renameat2",
                                 "mkdir",
                                 "mkdirat",
                                 "rmdir",
                                 "link",
                                 "linkat",
                                 "symlink",
                                 "symlinkat",
                                 "chmod",
                                 "fchmodat",
                                 "chown",
                                 "fchownat",
                                 "truncate",
                                 "mount",
                                 "umount2",
                                 "pivot_root",
                                 "chroot",
                                 "unshare",
                                 "setns",
                                 "bpf",
                                 "keyctl",
                                 "add_key",
                                 "request_key",
                                 "perf_event_open",
                                 "userfaultfd",
                                 "io_uring_setup",
                                 "memfd_create",
                                 "creat",
                                 "openat2",
                                 "open_by_handle_at",
                                 "shmget",
                                 "msgget",
                                 "mq_open"}) {
    const int number = seccomp_syscall_resolve_name(name);
    if (number != __NR_SCMP_ERROR) seccomp_rule_add(filter, kRefuse, number, 0);
  }
  for (const unsigned flag : {static_cast<unsigned>(O_WRONLY), static_cast<unsigned>(O_RDWR),
                              static_cast<unsigned>(O_CREAT)}) {
    seccomp_rule_add(filter, kRefuse, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, flag, flag));
    seccomp_rule_add(filter, kRefuse, SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, flag, flag));
  }
  std::vector<sock_filter> program;
  const Descriptor file(memfd_create("filter", MFD_CLOEXEC));
  if (file && seccomp_export_bpf(filter, *file) == 0) {
    const off_t size = lseek(*file, 0, SEEK_END);
    program.resize(static_cast<std::size_t>(size) / sizeof(sock_filter));
    if (pread(*file, program.data(), static_cast<std::size_t>(size), 0) != size) program.clear();
  }
  seccomp_release(filter);
  return program;
}

const std::vector<sock_filter>& system_call_filter() {
  static const std::vector<sock_filter> filter = make_filter();
  return filter;
}

void limit(int what, std::size_t amount) {
  const rlimit both{amount, amount};
  setrlimit(static_cast<__rlimit_resource_t>(what), &both);
}

// In the child, after fork: nothing here allocates or locks.
[[noreturn]] void become(char* const* arguments, char* const* environment, int input, int output,
                         const ChildLimits& limits, const sock_fprog& filter) {
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  const int nowhere = open("/dev/null", O_WRONLY);
  if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
  syscall(SYS_close_range, 3U, ~0U, 0U);
  if (!kSanitized) limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CPU, static_cast<std::size_t>(limits.processor_seconds));
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) {
    _exit(126);  // no sandbox, no run
  }
  execve(arguments[0], arguments, environment);
  _exit(127);
}

Descriptor in_memory(std::string_view bytes) {
  Descriptor file(memfd_create("input", MFD_CLOEXEC));
  while (file && !bytes.empty()) {
    const ssize_t count = write(*file, bytes.data(), bytes.size());
    if (count <= 0) return Descriptor();
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (file) lseek(*file, 0, SEEK_SET);
  return file;
}

// Reads until the end; "timeout" or "too-large" as the reason where it does not come.
const char* collect(int pipe, const ChildLimits& limits, std::string& out) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::seconds(limits.seconds);
  std::vector<char> chunk(std::size_t{1} << 16);
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd wait{pipe, POLLIN, 0};
    const int ready = left <= 0 ? 0 : poll(&wait, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return "timeout";
    const ssize_t count = read(pipe, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return nullptr;
    out.append(chunk.data(), static_cast<std::size_t>(count));
    if (out.size() > limits.output) return "too-large";
  }
}

text::Error failure(const std::string& where, const std::string& program, int status,
                    const ChildLimits& limits) {
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) {
    return {"timeout",
            fmt::format("{}: {} took more than {} s", where, program, limits.processor_seconds)};
  }
  if (WIFSIGNALED(status)) {
    return {"failed", fmt::format("{}: {} crashed (signal {})", where, program, WTERMSIG(status))};
  }
  return {"failed",
          fmt::format("{}: {} could not read it (code {})", where, program, WEXITSTATUS(status))};
}

}  // namespace

text::Result<std::string> run_limited(const std::vector<std::string>& command,
                                      std::string_view input, const std::string& where,
                                      const ChildLimits& limits) {
  const std::string program = command[0].substr(command[0].rfind('/') + 1);
  const auto cannot = [&](const char* what) {
    return text::Error{"failed",
                       fmt::format("{}: {}: {}: {}", where, program, what, std::strerror(errno))};
  };
  const std::vector<sock_filter>& filter = system_call_filter();
  if (filter.empty()) return cannot("no filter of system calls");
  const sock_fprog filter_program{static_cast<unsigned short>(filter.size()),
                                  const_cast<sock_filter*>(filter.data())};
  const Descriptor file = in_memory(input);
  std::array<int, 2> ends{};
  if (!file || pipe2(ends.data(), O_CLOEXEC) != 0) return cannot("cannot be started");
  Descriptor out(ends[0]), into(ends[1]);
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::array<const char*, 3> environment = {"LC_ALL=C.UTF-8", "ASAN_OPTIONS=detect_leaks=0",
                                            nullptr};
  const pid_t child = fork();
  if (child < 0) return cannot("cannot be started");
  if (child == 0) {
    become(arguments.data(), const_cast<char* const*>(environment.data()), *file, *into, limits,
           filter_program);
  }
  into.close();
  std::string all;
  const char* const stopped = collect(*out, limits, all);
  if (stopped != nullptr) kill(child, SIGKILL);
  out.close();
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (stopped != nullptr && std::strcmp(stopped, "too-large") == 0) {
    return text::Error{"too-large", fmt::format("{}: {} gave more than {} MiB", where, program,
                                                limits.output >> 20)};
  }
  if (stopped != nullptr) {
    return text::Error{"timeout",
                       fmt::format("{}: {} took more than {} s", where, program, limits.seconds)};
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return failure(where, program, status, limits);
  return all;
}

std::string program_path(const std::string& name) {
  const char* const path = std::getenv("PATH");
  for (const std::string& folder : text::split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    const std::string full = folder + "/" + name;
    if (folder.starts_with('/') && access(full.c_str(), X_OK) == 0) return full;
  }
  return "";
}

}  // namespace litopys::intake
