#pragma once
// Strings: one-byte (Latin-1), two-byte (UTF-16, lone surrogates allowed), and ropes.
//
// A string's text never changes. A flat string has its characters in the cell; a ConsString is flattened on first need.
// An interned string (an "atom") is pinned, unique for its text, and compares by address: property names are atoms.
// A two-byte string always has at least one character above 0xff: so equal texts have the same kind once flat.
#include <span>
#include <string>
#include <string_view>

#include "core/heap/handles.h"
#include "core/vm/completion.h"

namespace tickscope {

class Isolate;

struct String : Cell {
  enum Aux : uint16_t { kInterned = 1, kHashed = 2, kIndexKnown = 4, kIsArrayIndex = 8, kPermanent = 16 };
  // V8's limit on 64-bit machines; longer throws RangeError "Invalid string length".
  static constexpr uint32_t kMaxLength = (1u << 29) - 24;

  uint32_t length; // UTF-16 code units
  uint32_t hash;   // valid if kHashed

  bool isOneByte() const { return kind == CellKind::OneByteString; }
  bool isTwoByte() const { return kind == CellKind::TwoByteString; }
  bool isCons() const { return kind == CellKind::ConsString; }
  bool isInterned() const { return aux & kInterned; }
};

struct OneByteString : String {
  uint8_t* chars() { return reinterpret_cast<uint8_t*>(this + 1); }
};
struct TwoByteString : String {
  char16_t* chars() { return reinterpret_cast<char16_t*>(this + 1); }
};
struct ConsString : String {
  Cell* left;
  Cell* right; // null once flattened: left is then flat and has the whole text
};
static_assert(sizeof(String) == 16 && sizeof(ConsString) == 32);

// A view of flat text. Valid until the next point where a collection may happen.
struct FlatText {
  const uint8_t* oneByte = nullptr; // exactly one of the two is set
  const char16_t* twoByte = nullptr;
  uint32_t length = 0;
  char16_t operator[](uint32_t i) const { return oneByte ? oneByte[i] : twoByte[i]; }
};

// --- making (all may collect) ---
String* newString(Isolate& iso, std::string_view ascii);              // REQUIRES bytes < 0x80 (asserted)
String* newStringLatin1(Isolate& iso, std::span<const uint8_t> text);
String* newStringUtf8(Isolate& iso, std::string_view utf8);           // malformed sequences become U+FFFD
String* newStringUtf16(Isolate& iso, std::u16string_view text);       // narrows when it can
// Room for `length` characters to be filled at once, before the next allocation. REQUIRES length <= kMaxLength.
OneByteString* newOneByteUninitialised(Isolate& iso, uint32_t length);
TwoByteString* newTwoByteUninitialised(Isolate& iso, uint32_t length); // the caller must store a character over 0xff
String* singleCharacter(Isolate& iso, char16_t unit);                  // cached for Latin-1
Completion<String*> concat(Isolate& iso, HandleValue left, HandleValue right); // both strings; RangeError when too long
String* substring(Isolate& iso, HandleValue string, uint32_t start, uint32_t end); // REQUIRES start <= end <= length
// The atom with this text. `string` itself if it is one.
String* intern(Isolate& iso, String* string);
String* intern(Isolate& iso, std::string_view ascii);
String* internUtf16(Isolate& iso, std::u16string_view text);

// --- reading (none collects) ---
// Flattens a rope in place; the flat text's cell lives in new or large space. May collect: use the handle's slot after.
String* flatten(Isolate& iso, HandleValue string);
FlatText flatText(String* flat);                  // REQUIRES not a rope, or a flattened one
FlatText flatText(Isolate& iso, HandleValue string); // flattens first: may collect
char16_t charAtNoGc(String* string, uint32_t index); // walks a rope
bool equalNoGc(String* a, String* b);             // walks ropes with an explicit stack
int compareNoGc(String* a, String* b);            // by code units: < 0, 0, > 0
uint32_t hashNoGc(String* string);
bool isArrayIndexNoGc(String* string, uint32_t* index); // canonical "0" … "4294967294"
std::string toUtf8(String* string);               // lone surrogates become U+FFFD
std::u16string toUtf16(String* string);

// Builds a string piece by piece outside the heap. Narrow until a wide character comes.
class StringBuilder {
public:
  void append(std::string_view latin1);
  void append(char16_t unit);
  void appendCodePoint(char32_t codePoint);
  void append(String* string); // copies; does not collect
  void append(std::u16string_view text);
  void appendUtf8(std::string_view utf8);
  size_t length() const { return isWide_ ? wide_.size() : narrow_.size(); }
  void truncate(size_t length) { isWide_ ? wide_.resize(length) : narrow_.resize(length); }
  Completion<String*> finish(Isolate& iso); // RangeError when over kMaxLength

private:
  void widen();
  std::string narrow_;
  std::u16string wide_;
  bool isWide_ = false;
};

} // namespace tickscope
