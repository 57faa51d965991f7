// RegExp.$1, RegExp.lastMatch and the like: what the last match of the isolate left behind (proposal "Legacy RegExp
// features"; V8 asks nothing of the receiver).
#include "core/builtins/constructors.h"
#include "core/builtins/regexp.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

constexpr int kGroups = 9;

// Characters [from, to) of the text last matched against.
Value lastText(Isolate& iso, int64_t from, int64_t to) {
  RegExpState& state = regexpState(iso);
  if (!isString(state.matchedText) || from < 0 || to < from) return Value(newString(iso, ""));
  const HandleValue text = iso.handle(state.matchedText);
  return Value(substring(iso, text, uint32_t(from), uint32_t(to)));
}
int64_t bound(Isolate& iso, size_t i) {
  const std::vector<int32_t>& captures = regexpState(iso).matchedCaptures;
  return i < captures.size() ? captures[i] : -1;
}

template <int group> Value groupGetter(Isolate& iso, Args) { return lastText(iso, bound(iso, 2 * group), bound(iso, 2 * group + 1)); }
Value lastParenGetter(Isolate& iso, Args) {
  const size_t count = regexpState(iso).matchedCaptures.size();
  return count <= 2 ? Value(newString(iso, "")) : lastText(iso, bound(iso, count - 2), bound(iso, count - 1));
}
Value leftContextGetter(Isolate& iso, Args) { return lastText(iso, 0, bound(iso, 0)); }
Value rightContextGetter(Isolate& iso, Args) {
  const Value text = regexpState(iso).matchedText;
  return lastText(iso, bound(iso, 1), isString(text) ? int64_t(text.as<String>()->length) : -1);
}
Value inputGetter(Isolate& iso, Args) {
  const Value input = regexpState(iso).legacyInput;
  return isString(input) ? input : Value(newString(iso, ""));
}
Value inputSetter(Isolate& iso, Args args) {
  regexpState(iso).legacyInput = Value(TRY(toString(iso, args.handle(iso, 0))));
  return Value();
}
Value ignoreSetter(Isolate&, Args) { return Value(); }

template <int group> void defineGroups(Isolate& iso, Handle<Object> constructor) {
  defineGetter(iso, constructor, "$" + std::to_string(group), groupGetter<group>, ignoreSetter);
  if constexpr (group < kGroups) defineGroups<group + 1>(iso, constructor);
}

} // namespace

void installRegExpLegacy(Isolate& iso, Handle<Object> constructor) {
  const auto both = [&](const char* name, const char* sign, NativeFn getter, NativeFn setter) {
    defineGetter(iso, constructor, name, getter, setter);
    defineGetter(iso, constructor, sign, getter, setter);
  };
  both("input", "$_", inputGetter, inputSetter);
  both("lastMatch", "$&", groupGetter<0>, ignoreSetter);
  both("lastParen", "$+", lastParenGetter, ignoreSetter);
  both("leftContext", "$`", leftContextGetter, ignoreSetter);
  both("rightContext", "$'", rightContextGetter, ignoreSetter);
  defineGroups<1>(iso, constructor);
}

} // namespace tickscope
