#pragma once
// The text-only half of inspect: no values, only strings and lengths.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/node/inspect.h"

namespace tickscope {

inline constexpr int kCompactTrue = InspectOptions::kCompactTrue;

// What util.inspect.styles has a colour for.
enum class Style : uint8_t { Special, Number, BigInt, Boolean, Undefined, Null, String, Symbol, Date, RegExp, Module, Name };
// The style of that name; absent: there is none.
std::optional<Style> styleNamed(std::u16string_view name);
// Between the terminal codes of the style.
std::u16string coloured(const std::u16string& text, Style style);

std::u16string widen(std::string_view ascii);
// A name that can stand before a colon without quotes.
bool isBareName(const std::u16string& name);
// Digits of an integer in groups of three: 1_234_567.
std::u16string groupDigits(std::string_view digits);
// A number as inspect shows it, with separators between groups of digits if asked for.
std::u16string inspectedNumber(double number, bool separator, int nodeMajor);
// Every line after the first begins with so many spaces more.
std::u16string indentLines(const std::u16string& text, int columns);
std::vector<std::u16string> splitLines(const std::u16string& text);
std::u16string escapeForInspect(const std::u16string& text, bool escapeSingleQuote);

struct LineLayout {
  double breakLength;
  int indentation; // columns before the value
  int compact;
  bool colors;
};

// Puts short array entries into columns (more than six entries; node-semantics §12.3 rule 1). Returns the lines, or the
// entries as they were. `numeric`: all are numbers or bigints, aligned right.
std::vector<std::u16string> groupEntries(const LineLayout& layout, std::vector<std::u16string> entries, bool numeric,
                                         bool hasMoreItems);

// Entries between braces, on one line if that is allowed and they fit, else one a line (§12.3 rules 2 and 3).
std::u16string joinEntries(const LineLayout& layout, const std::vector<std::u16string>& entries, const std::u16string& base,
                           const std::u16string& open, const std::u16string& close, bool mayCombine);

} // namespace tickscope
