#pragma once
// JSON (ECMA-262 §25.5): both directions in files of their own.
#include "core/vm/isolate.h"

namespace tickscope {

Value jsonParse(Isolate& iso, Args args);     // JSON.parse
Value jsonStringify(Isolate& iso, Args args); // JSON.stringify
// The value of a JSON text, or a SyntaxError. `text` is a string.
Value jsonParseText(Isolate& iso, HandleValue text);
Completion<void> checkRawJson(Isolate& iso, HandleValue text); // the text of one primitive value, no blanks around it
// JSON.stringify(value) without replacer or indentation: a string or undefined.
Value jsonStringifyValue(Isolate& iso, HandleValue value);

// JSON.rawJSON (proposal "JSON.parse source text access"): a frozen object with the text of a primitive value, which
// JSON.stringify writes as it is. Nothing else makes one.
inline constexpr uint16_t kIsRawJson = Object::kKindBit1; // of a PlainObject; bit 0 is V8Aux::kSlackTracked
inline bool isRawJson(Value value) {
  return value.isCell() && value.asCell()->kind == CellKind::PlainObject && (value.asCell()->aux & kIsRawJson);
}

// §7.3.23 EnumerableOwnProperties of kind key, as they are now.
Completion<void> enumerableOwnNames(Isolate& iso, Handle<Object> object, KeyList* out);

} // namespace tickscope
