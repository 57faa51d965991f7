#pragma once
// JSON (ECMA-262 §25.5): both directions in files of their own.
#include "core/vm/isolate.h"

namespace tickscope {

Value jsonParse(Isolate& iso, Args args);     // JSON.parse
Value jsonStringify(Isolate& iso, Args args); // JSON.stringify
// The value of a JSON text, or a SyntaxError. `text` is a string.
Value jsonParseText(Isolate& iso, HandleValue text);
// JSON.stringify(value) without replacer or indentation: a string or undefined.
Value jsonStringifyValue(Isolate& iso, HandleValue value);

// §7.3.23 EnumerableOwnProperties of kind key, as they are now.
Completion<void> enumerableOwnNames(Isolate& iso, Handle<Object> object, KeyList* out);

} // namespace tickscope
