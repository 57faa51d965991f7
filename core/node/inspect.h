#pragma once
// util.inspect: how Node shows a value (lib/internal/util/inspect.js; node-semantics §12).
//
// Texts here are UTF-16, since every limit of the format counts UTF-16 units.
#include <optional>
#include <string>

#include "core/heap/handles.h"
#include "core/vm/completion.h"
#include "core/vm/object.h"

namespace tickscope {

class Isolate;

// Holds handles: lives inside a HandleScope.
struct InspectOptions {
  double depth = 2;                // infinity: no limit
  bool depthIsNull = false;        // custom inspectors are told null, not Infinity
  double maxArrayLength = 100;
  double maxStringLength = 10000;
  double breakLength = 80;         // infinity: no limit
  int compact = 3;                 // 0: false; kCompactTrue: true
  bool showHidden = false;
  bool colors = false;
  bool customInspect = true;
  bool showProxy = false;
  bool sorted = false;
  enum class Getters : uint8_t { No, All, Get, Set } getters = Getters::No;
  bool numericSeparator = false;
  std::optional<HandleValue> sortedBy;    // the comparator when `sorted` is a function
  std::optional<HandleValue> userOptions; // an options object with members that inspect does not know: passed on
  static constexpr int kCompactTrue = -1;
};

// util.inspect.defaultOptions as they are now.
InspectOptions defaultInspectOptions(Isolate& iso);
// Reads an options object as util.inspect does; anything that is no object changes nothing.
Completion<InspectOptions> readInspectOptions(Isolate& iso, HandleValue options, const InspectOptions& defaults);
// Defines the options on an object, each under its name, in Node's order.
void defineInspectOptions(Isolate& iso, Handle<Object> object, const InspectOptions& options);

// Runs user code only where Node does (custom inspect functions, getters of some properties).
Completion<std::u16string> inspect(Isolate& iso, HandleValue value, const InspectOptions& options);
Completion<std::u16string> inspect(Isolate& iso, HandleValue value); // with the default options

// util.format with the arguments at rooted slots.
Completion<std::u16string> format(Isolate& iso, const Value* arguments, uint32_t count, const InspectOptions& options);

// The function object `util.inspect`, which custom inspectors are given; made on first use.
Object* inspectFunction(Isolate& iso);

// Columns that a text takes in a terminal: wide characters count 2, combining and control characters 0.
uint32_t displayWidth(const std::u16string& text, bool ignoreColors = true);
// A string in quotes, escaped as in inspect's output.
std::u16string quoteForInspect(const std::u16string& text);

} // namespace tickscope
