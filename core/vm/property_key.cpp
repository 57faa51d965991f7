#include "core/vm/property_key.h"

#include <cstdio>

#include "core/vm/isolate.h"

namespace tickscope {

PropertyKey PropertyKey::fromString(Isolate& iso, String* string) {
  uint32_t index;
  if (string->isInterned()) { // asked often: remember the answer
    if (!(string->aux & String::kIndexKnown)) {
      string->aux |= String::kIndexKnown;
      if (isArrayIndexNoGc(string, &index)) string->aux |= String::kIsArrayIndex;
    }
    if (!(string->aux & String::kIsArrayIndex)) return PropertyKey(Value(string));
    isArrayIndexNoGc(string, &index);
    return fromIndex(index);
  }
  if (isArrayIndexNoGc(string, &index)) return fromIndex(index);
  return PropertyKey(Value(intern(iso, string)));
}

uint32_t PropertyKey::hash() const {
  if (isIndex()) return index() * 0x9e3779b9u;
  if (isString()) return hashNoGc(string());
  return symbol()->hash;
}

Value PropertyKey::toValue(Isolate& iso) const {
  if (!isIndex()) return value_;
  char text[16];
  const int length = std::snprintf(text, sizeof text, "%u", index());
  return Value(newString(iso, {text, size_t(length)}));
}

} // namespace tickscope
