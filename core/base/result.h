#pragma once
// Result<T>: a value, or an Error with a message meant for a person. For what the world or a user can get wrong (files,
// options, traces). Not for the user program's exceptions (those are data of the VM) nor for our own bugs (TICK_ASSERT).
#include "core/base/assert.h"

#include <optional>
#include <string>
#include <utility>

namespace tickscope {

struct Error {
  std::string message; // a whole sentence without the final dot, with file:line:column in front where there is a place
};

template <class T> class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }
  // REQUIRES ok().
  T& value() {
    TICK_ASSERT(ok(), "value of a failed Result");
    return *value_;
  }
  const T& value() const {
    TICK_ASSERT(ok(), "value of a failed Result");
    return *value_;
  }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  // REQUIRES !ok().
  const Error& error() const {
    TICK_ASSERT(!ok(), "error of a successful Result");
    return error_;
  }

 private:
  std::optional<T> value_;
  Error error_;
};

template <> class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    TICK_ASSERT(!ok(), "error of a successful Result");
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

} // namespace tickscope
