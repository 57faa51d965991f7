#pragma once
// The text-only half of inspect: no values, only strings and lengths.
#include <string>
#include <string_view>
#include <vector>

#include "core/node/inspect.h"

namespace tickscope {

inline constexpr int kCompactTrue = InspectOptions::kCompactTrue;

std::u16string widen(std::string_view ascii);
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
