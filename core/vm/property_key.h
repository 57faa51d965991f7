#pragma once
// A property key (ECMA-262 §6.1.7): an array index, an interned string that is not one, a symbol or a private name.
// Keys compare by bits. A key that is a cell is pinned, but must be reachable like any other cell.
#include "core/heap/handles.h"
#include "core/vm/string.h"

namespace tickscope {

struct Symbol : Cell {
  enum Aux : uint16_t { kRegistered = 1, kWellKnown = 2, kPrivateName = 4 };
  Value description; // a string or undefined
  uint32_t hash;     // from the isolate's counter
  uint32_t unused;
};

class PropertyKey {
public:
  PropertyKey() = default;
  static PropertyKey fromIndex(uint32_t index) { return PropertyKey(Value::number(index)); } // index < 2^32 - 1
  static PropertyKey fromAtom(String* atom) { return PropertyKey(Value(atom)); } // REQUIRES interned, no array index
  static PropertyKey fromSymbol(Symbol* symbol) { return PropertyKey(Value(symbol)); }
  // Any string: interns it, or makes an index of it. May collect.
  static PropertyKey fromString(Isolate& iso, String* string);

  bool isIndex() const { return value_.isNumber(); }
  bool isString() const { return value_.isCell() && value_.asCell()->isString(); }
  bool isSymbol() const { return value_.isCell() && value_.asCell()->kind == CellKind::Symbol; }
  bool isPrivateName() const { return isSymbol() && (value_.asCell()->aux & Symbol::kPrivateName); }
  uint32_t index() const { return value_.isInt32() ? uint32_t(value_.asInt32()) : uint32_t(value_.asDouble()); }
  String* string() const { return value_.as<String>(); }
  Symbol* symbol() const { return value_.as<Symbol>(); }
  Cell* cell() const { return value_.asCell(); }
  uint32_t hash() const; // by text or counter, never by address
  Value raw() const { return value_; }
  static PropertyKey fromRaw(Value raw) { return PropertyKey(raw); }
  // The key as the program sees it: a string (indices become strings) or a symbol. May collect.
  Value toValue(Isolate& iso) const;
  bool operator==(const PropertyKey&) const = default;

private:
  explicit PropertyKey(Value value) : value_(value) {}
  Value value_;
};

} // namespace tickscope
