#pragma once
// How a JavaScript exception travels through C++: as data (ECMA-262 §6.2.4, Completion Records).
//
// A function that may throw into the program returns Value (Value::exception() when it threw) or Completion<T>. The
// thrown value is in Isolate::pendingException. TRY is the specification's `?`, MUST its `!`.
#include <utility>

#include "core/base/assert.h"
#include "core/heap/value.h"

namespace tickscope {

template <class T> class [[nodiscard]] Completion {
public:
  Completion(T value) : value_(std::move(value)), threw_(false) {}
  Completion(Throw) : value_{}, threw_(true) {}
  bool threw() const { return threw_; }
  T& value() { return value_; }

private:
  T value_;
  bool threw_;
};

template <> class [[nodiscard]] Completion<void> {
public:
  Completion() : threw_(false) {}
  Completion(Throw) : threw_(true) {}
  bool threw() const { return threw_; }
  void value() const {}

private:
  bool threw_;
};

inline bool threw(Value value) { return value.isException(); }
template <class T> bool threw(const Completion<T>& completion) { return completion.threw(); }
inline Value unwrap(Value value) { return value; }
template <class T> T unwrap(Completion<T>& completion) { return std::move(completion.value()); }
inline void unwrap(Completion<void>&) {}

#define TRY(expression)                                                                                                \
  ({                                                                                                                   \
    auto completion_ = (expression);                                                                                   \
    if (__builtin_expect(::tickscope::threw(completion_), 0)) return ::tickscope::Throw{};                              \
    ::tickscope::unwrap(completion_);                                                                                  \
  })
#define MUST(expression)                                                                                               \
  ({                                                                                                                   \
    auto completion_ = (expression);                                                                                   \
    TICK_ASSERT(!::tickscope::threw(completion_), "an operation that cannot throw threw");                             \
    ::tickscope::unwrap(completion_);                                                                                  \
  })

} // namespace tickscope
