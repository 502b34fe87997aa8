// What a step gives that input can make fail: a value, or an error that says what and where.
//
//     Result<Report> report = parse_line(line);
//     if (!report) return report.error();
//     use(*report);
//
// Only input, files and the environment produce errors. A broken invariant of our own is an
// assertion, never an Error.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace litopys::text {

struct Error {
  std::string code;     // stable, for programs: "invalid-utf8", "truncated", "not-found"
  std::string message;  // for people: names the file, the position and the offending value
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

// For steps that give nothing but success.
struct Done {};
using Status = Result<Done>;

}  // namespace litopys::text
