#pragma once
// A broken invariant of our own stops the program loudly, in every build: a wrong picture is worse than none.
namespace tickscope {
[[noreturn]] void assertionFailed(const char* condition, const char* file, int line, const char* message) noexcept;
}
#define TICK_ASSERT(condition, message)                                                                                \
  (__builtin_expect(!!(condition), 1) ? (void)0                                                                        \
                                      : ::tickscope::assertionFailed(#condition, __FILE__, __LINE__, message))
#define TICK_UNREACHABLE(message) ::tickscope::assertionFailed("unreachable", __FILE__, __LINE__, message)
