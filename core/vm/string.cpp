#include "core/vm/string.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "core/vm/intern_table.h"
#include "core/vm/isolate.h"

namespace tickscope {

namespace {
// Shorter concatenations are copied at once: a rope would take more room than its text (V8: ConsString::kMinLength).
constexpr uint32_t kMinRopeLength = 13;
enum : uint16_t { kWideRope = 16 }; // aux of a ConsString: some part is two-byte

bool isWide(const String* string) { return string->isTwoByte() || (string->isCons() && (string->aux & kWideRope)); }

template <class Unit> void copyUnits(Unit* to, FlatText from) {
  if constexpr (sizeof(Unit) == 1) std::memcpy(to, from.oneByte, from.length);
  else if (from.twoByte) std::memcpy(to, from.twoByte, size_t(from.length) * 2);
  else std::copy_n(from.oneByte, from.length, to);
}

// Writes the rope's text from its end to its beginning, so that the common left-deep rope needs no stack.
template <class Unit> void writeRope(Unit* to, String* rope) {
  Unit* end = to + rope->length;
  std::vector<String*> pending{rope};
  while (!pending.empty()) {
    String* string = pending.back();
    pending.pop_back();
    while (string->isCons() && static_cast<ConsString*>(string)->right) {
      ConsString* cons = static_cast<ConsString*>(string);
      pending.push_back(static_cast<String*>(cons->left));
      string = static_cast<String*>(cons->right);
    }
    end -= string->length;
    copyUnits(end, flatText(string));
  }
}

// Visits the flat pieces of a string in order. `visit` returns false to stop.
template <class F> void forEachPiece(String* string, F&& visit) {
  std::vector<String*> pending{string};
  while (!pending.empty()) {
    String* at = pending.back();
    pending.pop_back();
    while (at->isCons() && static_cast<ConsString*>(at)->right) {
      pending.push_back(static_cast<String*>(static_cast<ConsString*>(at)->right));
      at = static_cast<String*>(static_cast<ConsString*>(at)->left);
    }
    if (!visit(flatText(at))) return;
  }
}

bool isRope(const String* string) { return string->isCons() && static_cast<const ConsString*>(string)->right; }
} // namespace

OneByteString* newOneByteUninitialised(Isolate& iso, uint32_t length) {
  auto* string = iso.heap.allocate<OneByteString>(CellKind::OneByteString, sizeof(String) + length);
  string->length = length;
  return string;
}

TwoByteString* newTwoByteUninitialised(Isolate& iso, uint32_t length) {
  auto* string = iso.heap.allocate<TwoByteString>(CellKind::TwoByteString, sizeof(String) + size_t(length) * 2);
  string->length = length;
  return string;
}

String* newStringLatin1(Isolate& iso, std::span<const uint8_t> text) {
  if (text.empty()) return iso.names.empty;
  OneByteString* string = newOneByteUninitialised(iso, uint32_t(text.size()));
  std::memcpy(string->chars(), text.data(), text.size());
  return string;
}

String* newString(Isolate& iso, std::string_view ascii) {
  for (char c : ascii) TICK_ASSERT(uint8_t(c) < 0x80, "newString takes ASCII only");
  return newStringLatin1(iso, {reinterpret_cast<const uint8_t*>(ascii.data()), ascii.size()});
}

String* newStringUtf16(Isolate& iso, std::u16string_view text) {
  if (text.empty()) return iso.names.empty;
  const bool wide = std::any_of(text.begin(), text.end(), [](char16_t unit) { return unit > 0xff; });
  if (wide) {
    TwoByteString* string = newTwoByteUninitialised(iso, uint32_t(text.size()));
    std::memcpy(string->chars(), text.data(), text.size() * 2);
    return string;
  }
  OneByteString* string = newOneByteUninitialised(iso, uint32_t(text.size()));
  std::copy(text.begin(), text.end(), string->chars());
  return string;
}

String* newStringUtf8(Isolate& iso, std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return uint8_t(c) < 0x80; })) return newString(iso, utf8);
  StringBuilder builder;
  builder.appendUtf8(utf8);
  return MUST(builder.finish(iso));
}

String* singleCharacter(Isolate& iso, char16_t unit) {
  if (unit > 0xff) return newStringUtf16(iso, {&unit, 1});
  Value& cached = iso.latin1_[unit];
  if (!cached.isCell()) {
    const uint8_t byte = uint8_t(unit);
    HandleScope scope(iso.heap);
    cached = Value(intern(iso, newStringLatin1(iso, {&byte, 1})));
  }
  return cached.as<String>();
}

Completion<String*> concat(Isolate& iso, HandleValue left, HandleValue right) {
  String* a = left.get().as<String>();
  String* b = right.get().as<String>();
  if (a->length == 0) return b;
  if (b->length == 0) return a;
  const uint64_t length = uint64_t(a->length) + b->length;
  if (length > String::kMaxLength) return iso.raise(msg::InvalidStringLength);
  const bool wide = isWide(a) || isWide(b);
  if (length < kMinRopeLength) {
    if (wide) {
      TwoByteString* flat = newTwoByteUninitialised(iso, uint32_t(length));
      a = left.get().as<String>();
      b = right.get().as<String>();
      copyUnits(flat->chars(), flatText(a));
      copyUnits(flat->chars() + a->length, flatText(b));
      return flat;
    }
    OneByteString* flat = newOneByteUninitialised(iso, uint32_t(length));
    a = left.get().as<String>();
    b = right.get().as<String>();
    copyUnits(flat->chars(), flatText(a));
    copyUnits(flat->chars() + a->length, flatText(b));
    return flat;
  }
  auto* cons = iso.heap.allocate<ConsString>(CellKind::ConsString);
  cons->length = uint32_t(length);
  cons->left = left.get().asCell();
  cons->right = right.get().asCell();
  if (wide) cons->aux |= kWideRope;
  return cons;
}

String* substring(Isolate& iso, HandleValue string, uint32_t start, uint32_t end) {
  String* source = string.get().as<String>();
  if (start == 0 && end == source->length) return source;
  const uint32_t length = end - start;
  if (length == 0) return iso.names.empty;
  FlatText text = flatText(iso, string);
  if (length == 1) return singleCharacter(iso, text[start]);
  if (text.oneByte) {
    OneByteString* result = newOneByteUninitialised(iso, length);
    text = flatText(string.get().as<String>());
    std::memcpy(result->chars(), text.oneByte + start, length);
    return result;
  }
  const char16_t* units = text.twoByte + start;
  const bool wide = std::any_of(units, units + length, [](char16_t unit) { return unit > 0xff; });
  if (wide) {
    TwoByteString* result = newTwoByteUninitialised(iso, length);
    text = flatText(string.get().as<String>());
    std::memcpy(result->chars(), text.twoByte + start, size_t(length) * 2);
    return result;
  }
  OneByteString* result = newOneByteUninitialised(iso, length);
  text = flatText(string.get().as<String>());
  std::copy_n(text.twoByte + start, length, result->chars());
  return result;
}

String* flatten(Isolate& iso, HandleValue value) {
  String* string = value.get().as<String>();
  if (!string->isCons()) return string;
  if (!isRope(string)) return static_cast<String*>(static_cast<ConsString*>(string)->left);
  String* flat;
  if (string->aux & kWideRope) {
    TwoByteString* wide = newTwoByteUninitialised(iso, string->length);
    writeRope(wide->chars(), value.get().as<String>());
    flat = wide;
  } else {
    OneByteString* narrow = newOneByteUninitialised(iso, string->length);
    writeRope(narrow->chars(), value.get().as<String>());
    flat = narrow;
  }
  auto* cons = value.get().as<ConsString>();
  cons->left = flat;
  cons->right = nullptr;
  iso.heap.recordWrite(cons, &cons->left, Value(flat));
  return flat;
}

FlatText flatText(String* string) {
  if (string->isCons()) {
    TICK_ASSERT(!isRope(string), "flatText of a rope");
    string = static_cast<String*>(static_cast<ConsString*>(string)->left);
  }
  if (string->isOneByte()) return {static_cast<OneByteString*>(string)->chars(), nullptr, string->length};
  return {nullptr, static_cast<TwoByteString*>(string)->chars(), string->length};
}

FlatText flatText(Isolate& iso, HandleValue string) { return flatText(flatten(iso, string)); }

char16_t charAtNoGc(String* string, uint32_t index) {
  while (isRope(string)) {
    auto* cons = static_cast<ConsString*>(string);
    auto* left = static_cast<String*>(cons->left);
    if (index < left->length) {
      string = left;
    } else {
      index -= left->length;
      string = static_cast<String*>(cons->right);
    }
  }
  return flatText(string)[index];
}

uint32_t hashNoGc(String* string) {
  if (string->aux & String::kHashed) return string->hash;
  uint32_t hash;
  if (!isRope(string)) {
    hash = hashText(flatText(string));
  } else {
    const std::u16string text = toUtf16(string);
    if (isWide(string)) {
      hash = hashText({nullptr, text.data(), string->length});
    } else {
      std::string narrow(text.begin(), text.end());
      hash = hashText({reinterpret_cast<const uint8_t*>(narrow.data()), nullptr, string->length});
    }
  }
  string->hash = hash;
  string->aux |= String::kHashed;
  return hash;
}

bool equalNoGc(String* a, String* b) {
  if (a == b) return true;
  if (a->length != b->length) return false;
  if (a->isInterned() && b->isInterned()) return false;
  if (!isRope(a) && !isRope(b)) return sameText(flatText(a), flatText(b));
  return toUtf16(a) == toUtf16(b);
}

int compareNoGc(String* a, String* b) {
  if (a == b) return 0;
  if (isRope(a) || isRope(b)) {
    const std::u16string x = toUtf16(a), y = toUtf16(b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const FlatText x = flatText(a), y = flatText(b);
  const uint32_t shared = std::min(x.length, y.length);
  if (x.oneByte && y.oneByte) {
    const int order = std::memcmp(x.oneByte, y.oneByte, shared);
    if (order) return order;
  } else {
    for (uint32_t i = 0; i < shared; ++i)
      if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  }
  return x.length < y.length ? -1 : x.length > y.length ? 1 : 0;
}

bool isArrayIndexNoGc(String* string, uint32_t* index) {
  if (string->length == 0 || string->length > 10) return false;
  uint64_t value = 0;
  for (uint32_t i = 0; i < string->length; ++i) {
    const char16_t unit = charAtNoGc(string, i);
    if (unit < '0' || unit > '9' || (i > 0 && value == 0)) return false;
    value = value * 10 + uint64_t(unit - '0');
  }
  if (value >= 0xffffffffu) return false;
  *index = uint32_t(value);
  return true;
}

std::u16string toUtf16(String* string) {
  std::u16string text;
  text.reserve(string->length);
  forEachPiece(string, [&](FlatText piece) {
    if (piece.oneByte) text.append(piece.oneByte, piece.oneByte + piece.length);
    else text.append(piece.twoByte, piece.length);
    return true;
  });
  return text;
}

std::string toUtf8(String* string) {
  std::string utf8;
  utf8.reserve(string->length);
  char16_t high = 0;
  const auto put = [&](char32_t c) {
    if (c < 0x80) {
      utf8 += char(c);
    } else if (c < 0x800) {
      utf8 += char(0xc0 | c >> 6);
      utf8 += char(0x80 | (c & 63));
    } else if (c < 0x10000) {
      utf8 += char(0xe0 | c >> 12);
      utf8 += char(0x80 | (c >> 6 & 63));
      utf8 += char(0x80 | (c & 63));
    } else {
      utf8 += char(0xf0 | c >> 18);
      utf8 += char(0x80 | (c >> 12 & 63));
      utf8 += char(0x80 | (c >> 6 & 63));
      utf8 += char(0x80 | (c & 63));
    }
  };
  forEachPiece(string, [&](FlatText piece) {
    for (uint32_t i = 0; i < piece.length; ++i) {
      const char16_t unit = piece[i];
      if (high) {
        if (unit >= 0xdc00 && unit < 0xe000) {
          put(0x10000 + ((char32_t(high) - 0xd800) << 10) + (unit - 0xdc00));
          high = 0;
          continue;
        }
        put(0xfffd);
        high = 0;
      }
      if (unit >= 0xd800 && unit < 0xdc00) high = unit;
      else put(unit >= 0xdc00 && unit < 0xe000 ? char32_t(0xfffd) : char32_t(unit));
    }
    return true;
  });
  if (high) put(0xfffd);
  return utf8;
}

// --- interning ---

namespace {
String* internText(Isolate& iso, FlatText text, uint32_t hash) {
  if (String* atom = iso.interned().find(text, hash)) {
    iso.interned().handOut(atom);
    return atom;
  }
  // The text is copied aside: the allocation may move the string that it belongs to.
  const uint32_t length = text.length;
  String* atom;
  if (text.oneByte) {
    const std::string copy(reinterpret_cast<const char*>(text.oneByte), length);
    atom = static_cast<String*>(iso.heap.allocateCell(CellKind::OneByteString, sizeof(String) + length, AllocateIn::Pinned));
    std::memcpy(static_cast<OneByteString*>(atom)->chars(), copy.data(), length);
  } else {
    const std::u16string copy(text.twoByte, length);
    atom = static_cast<String*>(
        iso.heap.allocateCell(CellKind::TwoByteString, sizeof(String) + size_t(length) * 2, AllocateIn::Pinned));
    std::memcpy(static_cast<TwoByteString*>(atom)->chars(), copy.data(), size_t(length) * 2);
  }
  atom->length = length;
  atom->hash = hash;
  atom->aux = String::kInterned | String::kHashed;
  iso.interned().insert(atom);
  iso.interned().handOut(atom);
  return atom;
}
} // namespace

String* intern(Isolate& iso, String* string) {
  if (string->isInterned()) return string;
  if (isRope(string)) {
    HandleScope scope(iso.heap);
    string = flatten(iso, iso.handle(Value(string)));
  }
  const uint32_t hash = hashNoGc(string);
  return internText(iso, flatText(string), hash);
}

String* intern(Isolate& iso, std::string_view ascii) {
  const FlatText text{reinterpret_cast<const uint8_t*>(ascii.data()), nullptr, uint32_t(ascii.size())};
  return internText(iso, text, hashText(text));
}

String* internUtf16(Isolate& iso, std::u16string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char16_t unit) { return unit <= 0xff; }))
    return intern(iso, std::string(text.begin(), text.end()));
  const FlatText flat{nullptr, text.data(), uint32_t(text.size())};
  return internText(iso, flat, hashText(flat));
}

// --- StringBuilder ---

void StringBuilder::widen() {
  if (isWide_) return;
  wide_.reserve(narrow_.size() + 16);
  for (char c : narrow_) wide_ += char16_t(uint8_t(c));
  narrow_.clear();
  isWide_ = true;
}

void StringBuilder::append(std::string_view latin1) {
  if (!isWide_) narrow_.append(latin1);
  else for (char c : latin1) wide_ += char16_t(uint8_t(c));
}

void StringBuilder::append(char16_t unit) {
  if (unit > 0xff) widen();
  if (isWide_) wide_ += unit;
  else narrow_ += char(unit);
}

void StringBuilder::appendCodePoint(char32_t c) {
  if (c < 0x10000) return append(char16_t(c));
  append(char16_t(0xd800 + ((c - 0x10000) >> 10)));
  append(char16_t(0xdc00 + ((c - 0x10000) & 0x3ff)));
}

void StringBuilder::append(String* string) {
  if (tickscope::isWide(string)) widen();
  forEachPiece(string, [&](FlatText piece) {
    if (!isWide_) narrow_.append(reinterpret_cast<const char*>(piece.oneByte), piece.length);
    else if (piece.oneByte) wide_.append(piece.oneByte, piece.oneByte + piece.length);
    else wide_.append(piece.twoByte, piece.length);
    return true;
  });
}

void StringBuilder::append(std::u16string_view text) {
  for (char16_t unit : text) append(unit);
}

// WHATWG UTF-8 decoding: each maximal ill-formed part becomes one U+FFFD.
void StringBuilder::appendUtf8(std::string_view utf8) {
  size_t i = 0;
  while (i < utf8.size()) {
    const uint8_t first = uint8_t(utf8[i++]);
    if (first < 0x80) {
      append(char16_t(first));
      continue;
    }
    int more = first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : 0;
    if (more == 0) {
      append(char16_t(0xfffd));
      continue;
    }
    char32_t c = more == 1 ? first & 0x1f : more == 2 ? first & 0x0f : first & 0x07;
    uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    while (more > 0 && i < utf8.size() && uint8_t(utf8[i]) >= low && uint8_t(utf8[i]) <= high) {
      c = c << 6 | (uint8_t(utf8[i++]) & 0x3f);
      low = 0x80;
      high = 0xbf;
      --more;
    }
    appendCodePoint(more == 0 ? c : char32_t(0xfffd));
  }
}

Completion<String*> StringBuilder::finish(Isolate& iso) {
  if (length() > String::kMaxLength) return iso.raise(msg::InvalidStringLength);
  if (isWide_) return newStringUtf16(iso, wide_);
  return newStringLatin1(iso, {reinterpret_cast<const uint8_t*>(narrow_.data()), narrow_.size()});
}

} // namespace tickscope
