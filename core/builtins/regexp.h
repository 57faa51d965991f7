#pragma once
// RegExp objects (ECMA-262 §22.2) over the engine of core/regexp.
#include "core/regexp/regexp.h"
#include "core/vm/foreign_data.h"
#include "core/vm/isolate.h"

namespace tickscope {

namespace msg {
inline constexpr Message RegExpExecResult{ErrorType::TypeError, "RegExp exec method returned something other than an Object or null"};
inline constexpr Message RegExpGetter{ErrorType::TypeError, "RegExp.prototype.% getter called on non-RegExp object"};
inline constexpr Message RegExpFlagsGetter{ErrorType::TypeError, "RegExp.prototype.flags getter called on non-object %"};
inline constexpr Message RegExpFlags{ErrorType::SyntaxError, "Invalid flags supplied to RegExp constructor '%'"};
inline constexpr Message RegExpSyntax{ErrorType::SyntaxError, "Invalid regular expression: /%/%: %"};
inline constexpr Message RegExpCompileFlags{ErrorType::TypeError, "Cannot supply flags when constructing one RegExp from another"};
} // namespace msg

// Its shape keeps one slot inline: `lastIndex`, always the first property, never configurable.
struct RegExpObject : Object {
  Value lastIndex;
  Value source;  // escaped, as the `source` getter gives it; undefined before initialisation
  Value flags;   // in the order of the letters
  Value program; // ForeignData of a regexp::Program

  const regexp::Program& compiled() const { return *static_cast<const regexp::Program*>(program.as<ForeignData>()->data); }
  bool lastIndexIsWritable() const { return shape->entries()[0].attributes & kWritable; }
};

// What an isolate keeps for its regular expressions.
class RegExpState final : public RootSource {
public:
  explicit RegExpState(Isolate& iso);
  ~RegExpState() override;
  RegExpState(const RegExpState&) = delete;
  void visitRoots(SlotVisitor& visitor) override;

  // Compiled programs by pattern and flags: a literal in a loop is compiled once. Replaced on collision; so the cache is
  // bounded, and what it holds depends on texts only.
  struct CacheEntry {
    Value pattern, flagText; // as written; undefined: a free entry
    Value source, flags, program;
  };
  static constexpr size_t kCacheEntries = 256;
  CacheEntry cache[kCacheEntries];

  regexp::Matcher matcher;
  std::vector<int32_t> captures;      // of the last match
  // What RegExp.$1 and its like show: the last match there was, and what RegExp.input was set to or matched against.
  Value matchedText, legacyInput;
  std::vector<int32_t> matchedCaptures;
  Value objectShape;                  // of `/x/`
  Value resultShape, resultShapeWithIndices; // of what exec returns

  // Where %RegExp.prototype% keeps what fast paths depend on; valid for one realm and prototypeEpoch.
  Realm* checkedRealm = nullptr;
  uint32_t checkedEpoch = 0;
  bool prototypeIsOriginal = false;
  static constexpr int kGetters = 9;
  uint32_t execSlot = 0, constructorSlot = 0, getterSlots[kGetters] = {};

private:
  Isolate& iso_;
};
inline RegExpState& regexpState(Isolate& iso) { return *static_cast<RegExpState*>(iso.regexpState.get()); }

inline bool isRegExpObject(Value value) { return value.isCell() && value.asCell()->kind == CellKind::RegExpObject; }

// §22.2.3.1 RegExpCreate. Strings or undefined.
Value regexpCreate(Isolate& iso, HandleValue pattern, HandleValue flags);
// §22.2.3.3 RegExpInitialize: the object.
Value regexpInitialize(Isolate& iso, Handle<RegExpObject> regexp, HandleValue pattern, HandleValue flags);

// Looks for a match of `program` in a flat string and leaves it in regexpState(iso).captures. Runs no user code and does
// not collect, but may stop the program. REQUIRES lastIndex <= the string's length.
Completion<bool> regexpMatch(Isolate& iso, const regexp::Program& program, HandleValue string, size_t lastIndex,
                             regexp::StartAt startAt = regexp::StartAt::ByFlags);
// Set(regexp, "lastIndex", index, true).
Completion<void> setLastIndex(Isolate& iso, Handle<RegExpObject> regexp, uint32_t index);
// §22.2.7.2 RegExpBuiltinExec up to the result object: whether there is a match (in captures).
Completion<bool> regexpBuiltinMatch(Isolate& iso, Handle<RegExpObject> regexp, Handle<String> string);
// §22.2.7.2 RegExpBuiltinExec: an array or null.
Value regexpBuiltinExec(Isolate& iso, Handle<RegExpObject> regexp, Handle<String> string);
// §22.2.7.1 RegExpExec.
Value regexpExec(Isolate& iso, Handle<Object> regexp, Handle<String> string);
// §22.2.7.3 AdvanceStringIndex
uint64_t advanceStringIndex(String* string, uint64_t index, bool unicode);
// The object for the named groups of the match in captures, or undefined.
Value regexpGroups(Isolate& iso, const regexp::Program& program, const int32_t* captures, Handle<String> string, Handle<ArrayObject> values);

// Whether exec, flags and the flags' getters of this object are the library's own and lastIndex is a writable int: then
// methods may run the program without asking. Never collects.
bool isPlainRegExpNoGc(Isolate& iso, Value value);

// A piece of text appended without making a string.
inline void appendPart(StringBuilder* out, FlatText text, uint32_t from, uint32_t to) {
  if (text.oneByte) out->append(std::string_view(reinterpret_cast<const char*>(text.oneByte) + from, to - from));
  else out->append(std::u16string_view(text.twoByte + from, to - from));
}

Value regexpExecNative(Isolate& iso, Args args);
Value regexpFlagsGetter(Isolate& iso, Args args);
struct RegExpFlag {
  const char* name;
  char letter;
  bool regexp::Flags::*flag;
  NativeFn getter;
};
extern const RegExpFlag kRegExpFlags[8]; // in the order of the letters
void installRegExpLegacy(Isolate& iso, Handle<Object> constructor); // RegExp.$1 and the like: regexp_legacy.cpp
void installRegExpPrototypeMethods(Isolate& iso, Realm& realm, Handle<Object> prototype); // regexp_prototype.cpp

} // namespace tickscope
