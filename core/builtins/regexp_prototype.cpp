// RegExp.prototype: test, toString and the methods behind String's match, matchAll, replace, search and split (ECMA-262
// §22.2.6). Each has a fast path that runs the compiled program itself, for regular expressions whose exec and flags are
// the library's own: what a program can tell is the same.
#include <algorithm>
#include <cmath>

#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/iterator.h"
#include "core/builtins/messages.h"
#include "core/builtins/regexp.h"
#include "core/builtins/string.h"
#include "core/vm/conversions.h"
#include "core/vm/iterator_operations.h"

namespace tickscope {

namespace {

Completion<Handle<Object>> thisObject(Isolate& iso, Args args, std::string_view method, bool namedSinceNode22 = true) {
  if (isObject(args.thisValue())) return Handle<Object>::fromRooted(args.thisValue());
  if (!namedSinceNode22 && iso.options.nodeMajor < 22) return iso.raise(msg::IncompatibleReceiver, {method, "undefined"});
  return raiseIncompatibleReceiver(iso, args.thisValue(), method);
}

bool unicodeIn(const std::string& flags) { return flags.find('u') != flags.npos || flags.find('v') != flags.npos; }

Completion<std::string> flagsOf(Isolate& iso, Handle<Object> regexp) {
  HandleScope scope(iso.heap);
  const HandleValue flags = iso.handle(TRY(get(iso, regexp, iso.key(iso.names.flags))));
  return toUtf8(TRY(toString(iso, flags)));
}

Completion<uint64_t> lastIndexOf(Isolate& iso, Handle<Object> regexp) {
  HandleScope scope(iso.heap);
  return toLength(iso, iso.handle(TRY(get(iso, regexp, iso.key(iso.names.lastIndex)))));
}

Completion<void> setLastIndexOf(Isolate& iso, Handle<Object> regexp, double index) {
  HandleScope scope(iso.heap);
  return setOrThrow(iso, regexp, iso.key(iso.names.lastIndex), iso.handle(Value::number(index)));
}

// The program of a plain regular expression, kept alive by a handle whatever becomes of the object.
const regexp::Program& keepProgram(Isolate& iso, Handle<RegExpObject> regexp) {
  const HandleValue kept = iso.handle(regexp->program);
  return *static_cast<const regexp::Program*>(kept.get().as<ForeignData>()->data);
}

// Adds substrings to an array.
Completion<void> pushPart(Isolate& iso, Handle<ArrayObject> array, HandleValue string, int32_t from, int32_t to) {
  HandleScope scope(iso.heap);
  const HandleValue part = from < 0 ? iso.undefined() : iso.handle(Value(substring(iso, string, uint32_t(from), uint32_t(to))));
  return arrayPush(iso, array, part);
}

// --- test, toString ---

// §22.2.6.16
Value regexpTest(Isolate& iso, Args args) {
  const Handle<Object> regexp = TRY(thisObject(iso, args, "RegExp.prototype.test", false));
  const Handle<String> string = iso.handle(TRY(toString(iso, args.handle(iso, 0))));
  if (isPlainRegExpNoGc(iso, regexp.HandleValue::get())) return Value::boolean(TRY(regexpBuiltinMatch(iso, Handle<RegExpObject>::fromRooted(regexp), string)));
  return Value::boolean(!TRY(regexpExec(iso, regexp, string)).isNull());
}

// §22.2.6.17
Value regexpToString(Isolate& iso, Args args) {
  const Handle<Object> regexp = TRY(thisObject(iso, args, "RegExp.prototype.toString"));
  const HandleValue source = iso.handle(TRY(get(iso, regexp, iso.key(iso.names.source))));
  const HandleValue sourceText = iso.handle(Value(TRY(toString(iso, source))));
  const HandleValue flags = iso.handle(TRY(get(iso, regexp, iso.key(iso.names.flags))));
  const HandleValue flagText = iso.handle(Value(TRY(toString(iso, flags))));
  StringBuilder out;
  out.append("/");
  out.append(sourceText.get().as<String>());
  out.append("/");
  out.append(flagText.get().as<String>());
  return Value(TRY(out.finish(iso)));
}

// --- match ---

// All matches of a global plain regular expression, each handed to `each(captures)`; they are all found before anything
// else runs. Leaves lastIndex at 0, as the last, failing search does.
template <class Each> Completion<void> forEachMatch(Isolate& iso, Handle<RegExpObject> regexp, Handle<String> string, Each each) {
  TRY(setLastIndex(iso, regexp, 0));
  const regexp::Program& program = keepProgram(iso, regexp);
  flatten(iso, string);
  const bool unicode = program.flags.byCodePoint();
  for (uint64_t at = 0; at <= string->length;) {
    TRY(pollInterrupt(iso, 0));
    if (!TRY(regexpMatch(iso, program, string, size_t(at)))) break;
    const std::vector<int32_t>& captures = regexpState(iso).captures;
    at = uint64_t(captures[1]);
    if (captures[0] == captures[1]) at = advanceStringIndex(string, at, unicode);
    TRY(each(captures.data()));
  }
  return {};
}

// §22.2.6.8
Value regexpSymbolMatch(Isolate& iso, Args args) {
  const Handle<Object> regexp = TRY(thisObject(iso, args, "RegExp.prototype.@@match"));
  const Handle<String> string = iso.handle(TRY(toString(iso, args.handle(iso, 0))));
  if (isPlainRegExpNoGc(iso, args.thisValue())) {
    const Handle<RegExpObject> plain = Handle<RegExpObject>::fromRooted(args.thisValue());
    if (!plain->compiled().flags.global) return regexpBuiltinExec(iso, plain, string);
    const Handle<ArrayObject> result = iso.handle(newArray(iso));
    TRY(forEachMatch(iso, plain, string, [&](const int32_t* captures) { return pushPart(iso, result, string, captures[0], captures[1]); }));
    return result->lengthU32() ? Value(result.get()) : Value::null();
  }
  const std::string flags = TRY(flagsOf(iso, regexp));
  if (flags.find('g') == flags.npos) return regexpExec(iso, regexp, string);
  TRY(setLastIndexOf(iso, regexp, 0));
  const Handle<ArrayObject> result = iso.handle(newArray(iso));
  for (;;) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 0));
    const HandleValue match = iso.handle(TRY(regexpExec(iso, regexp, string)));
    if (match.get().isNull()) return result->lengthU32() ? Value(result.get()) : Value::null();
    const HandleValue first = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(match), PropertyKey::fromIndex(0))));
    const Handle<String> text = iso.handle(TRY(toString(iso, first)));
    TRY(arrayPush(iso, result, text));
    if (text->length == 0)
      TRY(setLastIndexOf(iso, regexp, double(advanceStringIndex(string, TRY(lastIndexOf(iso, regexp)), unicodeIn(flags)))));
  }
}

// --- matchAll ---

enum StringIteratorMode : int32_t { kGlobal = 1, kFullUnicode = 2 };

// §22.2.6.9
Value regexpSymbolMatchAll(Isolate& iso, Args args) {
  const Handle<Object> regexp = TRY(thisObject(iso, args, "RegExp.prototype.@@matchAll"));
  const Handle<String> string = iso.handle(TRY(toString(iso, args.handle(iso, 0))));
  const HandleValue constructor = iso.handle(TRY(speciesConstructor(iso, regexp, iso.intrinsic(Intrinsic::RegExp))));
  const HandleValue flags = iso.handle(TRY(get(iso, regexp, iso.key(iso.names.flags))));
  const Handle<String> flagText = iso.handle(TRY(toString(iso, flags)));
  const HandleValue matcher = iso.handle(TRY(iso.construct(constructor, {regexp, flagText})));
  const uint64_t lastIndex = TRY(lastIndexOf(iso, regexp));
  TRY(setLastIndexOf(iso, Handle<Object>::fromRooted(matcher), double(lastIndex)));
  const std::string letters = toUtf8(flagText);
  IteratorObject* iterator =
      newIterator(iso, IteratorType::RegExpString, Intrinsic::RegExpStringIteratorPrototype, matcher, Listing::Values);
  iterator->listing = Value::int32((letters.find('g') != letters.npos ? kGlobal : 0) | (unicodeIn(letters) ? kFullUnicode : 0));
  iterator->extra[0] = string;
  return Value(iterator);
}

// §22.2.9.2.1
Value regexpStringIteratorNext(Isolate& iso, Args args) {
  const Handle<IteratorObject> iterator =
      iso.handle(TRY(requireIterator(iso, args.thisValue(), IteratorType::RegExpString, "%RegExpStringIterator%.prototype.next")));
  if (iterator->target.isUndefined()) return Value(createIterResult(iso, iso.undefined(), true));
  const Handle<Object> matcher = iso.handle(iterator->target.as<Object>());
  const Handle<String> string = iso.handle(iterator->extra[0].as<String>());
  const int32_t mode = iterator->listing.asInt32();
  const HandleValue match = iso.handle(TRY(regexpExec(iso, matcher, string)));
  if (match.get().isNull()) {
    iterator->target = Value();
    return Value(createIterResult(iso, iso.undefined(), true));
  }
  if (!(mode & kGlobal)) {
    iterator->target = Value();
    return Value(createIterResult(iso, match, false));
  }
  const HandleValue first = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(match), PropertyKey::fromIndex(0))));
  if (TRY(toString(iso, first))->length == 0) {
    const uint64_t lastIndex = TRY(lastIndexOf(iso, matcher));
    TRY(setLastIndexOf(iso, matcher, double(advanceStringIndex(string, lastIndex, mode & kFullUnicode))));
  }
  return Value(createIterResult(iso, match, false));
}

// --- replace ---

Completion<void> checkLength(Isolate& iso, const StringBuilder& out) {
  if (out.length() > String::kMaxLength) return iso.raise(msg::InvalidStringLength);
  return {};
}

// The fast path of replace: matches first, then the text, as the specification orders them.
Value replacePlain(Isolate& iso, Handle<RegExpObject> regexp, Handle<String> string, HandleValue replacement, bool callable) {
  const regexp::Program& program = keepProgram(iso, regexp);
  const uint32_t stride = 2 * (program.captureCount + 1);
  std::vector<int32_t> matches;
  const auto keep = [&](const int32_t* captures) -> Completion<void> {
    matches.insert(matches.end(), captures, captures + stride);
    return {};
  };
  if (program.flags.global) {
    TRY(forEachMatch(iso, regexp, string, keep));
  } else if (TRY(regexpBuiltinMatch(iso, regexp, string))) {
    TRY(keep(regexpState(iso).captures.data()));
  }
  if (matches.empty()) return string;
  StringBuilder out;
  uint32_t end = 0;
  bool literal = false; // no $ to expand
  if (!callable) {
    const FlatText text = flatText(iso, replacement);
    literal = true;
    for (uint32_t i = 0; i < text.length && literal; ++i) literal = text[i] != '$';
  }
  flatten(iso, string);
  for (size_t m = 0; m < matches.size(); m += stride) {
    HandleScope scope(iso.heap);
    const int32_t* captures = &matches[m];
    appendPart(&out, flatText(iso, string), end, uint32_t(captures[0]));
    end = uint32_t(captures[1]);
    iso.charge(10);
    if (literal) {
      out.append(replacement.get().as<String>());
      TRY(checkLength(iso, out));
      continue;
    }
    const uint32_t count = program.captureCount + 1;
    RootedValues parts(iso);
    parts.reserve(count + 3);
    for (uint32_t i = 0; i < count; ++i)
      parts.push(captures[2 * i] < 0 ? Value() : Value(substring(iso, string, uint32_t(captures[2 * i]), uint32_t(captures[2 * i + 1]))));
    HandleValue groups = iso.undefined();
    if (!program.groupNames.empty()) {
      const Handle<ArrayObject> values = iso.handle(newArrayFrom(iso, parts.data(), count));
      groups = iso.handle(regexpGroups(iso, program, captures, string, values));
    }
    if (callable) {
      parts.push(Value::int32(captures[0]));
      parts.push(string);
      if (!groups.get().isUndefined()) parts.push(groups);
      const HandleValue result = iso.handle(TRY(iso.call(replacement, iso.undefined(), parts.data(), uint32_t(parts.size()))));
      out.append(TRY(toString(iso, result)));
    } else {
      SubstitutionContext context{parts.handle(0), string, uint32_t(captures[0]), {}, groups};
      for (uint32_t i = 1; i < count; ++i) context.captures.push_back(parts.handle(i));
      TRY(appendSubstitution(iso, context, replacement, &out));
    }
    TRY(checkLength(iso, out));
  }
  appendPart(&out, flatText(iso, string), end, string->length);
  return Value(TRY(out.finish(iso)));
}

// §22.2.6.11
Value regexpSymbolReplace(Isolate& iso, Args args) {
  const Handle<Object> regexp = TRY(thisObject(iso, args, "RegExp.prototype.@@replace", false));
  const Handle<String> string = iso.handle(TRY(toString(iso, args.handle(iso, 0))));
  const bool callable = isCallable(args[1]);
  const HandleValue replacement = callable ? args.handle(iso, 1) : iso.handle(Value(TRY(toString(iso, args.handle(iso, 1)))));
  if (isPlainRegExpNoGc(iso, args.thisValue()))
    return replacePlain(iso, Handle<RegExpObject>::fromRooted(args.thisValue()), string, replacement, callable);
  const std::string flags = TRY(flagsOf(iso, regexp));
  const bool global = flags.find('g') != flags.npos;
  if (global) TRY(setLastIndexOf(iso, regexp, 0));
  RootedValues results(iso);
  for (;;) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 0));
    const HandleValue result = iso.handle(TRY(regexpExec(iso, regexp, string)));
    if (result.get().isNull()) break;
    results.push(result);
    if (!global) break;
    const HandleValue first = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(result), PropertyKey::fromIndex(0))));
    if (TRY(toString(iso, first))->length == 0)
      TRY(setLastIndexOf(iso, regexp, double(advanceStringIndex(string, TRY(lastIndexOf(iso, regexp)), unicodeIn(flags)))));
  }
  StringBuilder out;
  uint32_t next = 0;
  for (size_t r = 0; r < results.size(); ++r) {
    HandleScope scope(iso.heap);
    const Handle<Object> result = Handle<Object>::fromRooted(results.handle(r));
    const uint64_t length = TRY(lengthOfArrayLike(iso, result));
    const uint64_t count = length > 0 ? length - 1 : 0;
    const HandleValue first = iso.handle(TRY(get(iso, result, PropertyKey::fromIndex(0))));
    const Handle<String> matched = iso.handle(TRY(toString(iso, first)));
    const HandleValue index = iso.handle(TRY(get(iso, result, iso.key(iso.names.index))));
    const double place = TRY(toIntegerOrInfinity(iso, index));
    const uint32_t position = uint32_t(std::clamp(place, 0.0, double(string->length)));
    RootedValues parts(iso);
    parts.push(matched);
    for (uint64_t n = 1; n <= count; ++n) {
      HandleScope inner(iso.heap);
      TRY(pollInterrupt(iso, 0));
      HandleValue capture = iso.handle(TRY(getIndex(iso, result, n)));
      if (!capture.get().isUndefined()) capture.set(Value(TRY(toString(iso, capture))));
      parts.push(capture);
    }
    HandleValue groups = iso.handle(TRY(get(iso, result, iso.key(iso.names.groups))));
    HandleValue replaced = iso.handle(Value());
    StringBuilder expanded;
    if (callable) {
      parts.push(Value::number(position));
      parts.push(string);
      if (!groups.get().isUndefined()) parts.push(groups);
      const HandleValue value = iso.handle(TRY(iso.call(replacement, iso.undefined(), parts.data(), uint32_t(parts.size()))));
      replaced.set(Value(TRY(toString(iso, value))));
    } else {
      if (!groups.get().isUndefined()) groups.set(Value(TRY(toObject(iso, groups))));
      SubstitutionContext context{matched, string, position, {}, groups};
      for (uint64_t n = 1; n <= count; ++n) context.captures.push_back(parts.handle(n));
      TRY(appendSubstitution(iso, context, replacement, &expanded));
    }
    if (position < next) continue;
    appendPart(&out, flatText(iso, string), next, position);
    if (callable) out.append(replaced.get().as<String>());
    else out.append(TRY(expanded.finish(iso)));
    TRY(checkLength(iso, out));
    next = uint32_t(std::min<uint64_t>(uint64_t(position) + matched->length, 0xffffffffu));
  }
  if (results.size() == 0) return string;
  if (next < string->length) appendPart(&out, flatText(iso, string), next, string->length);
  return Value(TRY(out.finish(iso)));
}

// --- search ---

// §22.2.6.12
Value regexpSymbolSearch(Isolate& iso, Args args) {
  const Handle<Object> regexp = TRY(thisObject(iso, args, "RegExp.prototype.@@search"));
  const Handle<String> string = iso.handle(TRY(toString(iso, args.handle(iso, 0))));
  const HandleValue previous = iso.handle(TRY(get(iso, regexp, iso.key(iso.names.lastIndex))));
  if (!sameValueNoGc(previous, Value::int32(0))) TRY(setLastIndexOf(iso, regexp, 0));
  const HandleValue result = iso.handle(TRY(regexpExec(iso, regexp, string)));
  const HandleValue current = iso.handle(TRY(get(iso, regexp, iso.key(iso.names.lastIndex))));
  if (!sameValueNoGc(current, previous)) TRY(setOrThrow(iso, regexp, iso.key(iso.names.lastIndex), previous));
  if (result.get().isNull()) return Value::int32(-1);
  return get(iso, Handle<Object>::fromRooted(result), iso.key(iso.names.index));
}

// --- split ---

bool hasOriginalConstructorNoGc(Isolate& iso) {
  const Value constructor = iso.realm->get(Intrinsic::RegExpPrototype)->getSlot(regexpState(iso).constructorSlot);
  return constructor == Value(iso.realm->get(Intrinsic::RegExp)) && hasOriginalSpeciesNoGc(iso, constructor.as<Object>());
}

Value splitPlain(Isolate& iso, Handle<RegExpObject> regexp, Handle<String> string, uint32_t limit) {
  const Handle<ArrayObject> result = iso.handle(newArray(iso));
  if (limit == 0) return Value(result.get());
  const regexp::Program& program = keepProgram(iso, regexp);
  flatten(iso, string);
  const uint32_t size = string->length;
  if (size == 0) {
    if (!TRY(regexpMatch(iso, program, string, 0, regexp::StartAt::LastIndexOnly))) TRY(arrayPush(iso, result, string));
    return Value(result.get());
  }
  uint32_t from = 0;
  std::vector<int32_t> captures;
  for (uint64_t at = 0; at < size;) {
    TRY(pollInterrupt(iso, 0));
    // The splitter of the specification is sticky and tried at each place in turn: the same as searching.
    if (!TRY(regexpMatch(iso, program, string, size_t(at), regexp::StartAt::LastIndexOrLater))) break;
    const std::vector<int32_t>& found = regexpState(iso).captures;
    if (uint32_t(found[0]) >= size) break;
    if (uint32_t(found[1]) == from) { // empty, and nothing since the last one
      at = advanceStringIndex(string, uint64_t(found[0]), program.flags.byCodePoint());
      continue;
    }
    captures.assign(found.begin(), found.begin() + 2 * (program.captureCount + 1));
    TRY(pushPart(iso, result, string, int32_t(from), captures[0]));
    if (result->lengthU32() == limit) return Value(result.get());
    from = uint32_t(captures[1]);
    for (uint32_t i = 1; i <= program.captureCount; ++i) {
      TRY(pushPart(iso, result, string, captures[2 * i], captures[2 * i + 1]));
      if (result->lengthU32() == limit) return Value(result.get());
    }
    at = from;
  }
  TRY(pushPart(iso, result, string, int32_t(from), int32_t(size)));
  return Value(result.get());
}

// §22.2.6.14
Value regexpSymbolSplit(Isolate& iso, Args args) {
  const Handle<Object> regexp = TRY(thisObject(iso, args, "RegExp.prototype.@@split"));
  const Handle<String> string = iso.handle(TRY(toString(iso, args.handle(iso, 0))));
  if (isPlainRegExpNoGc(iso, args.thisValue()) && hasOriginalConstructorNoGc(iso) && (args[1].isUndefined() || args[1].isInt32())) {
    const uint32_t limit = args[1].isUndefined() ? 0xffffffffu : uint32_t(args[1].asInt32());
    return splitPlain(iso, Handle<RegExpObject>::fromRooted(args.thisValue()), string, limit);
  }
  const HandleValue constructor = iso.handle(TRY(speciesConstructor(iso, regexp, iso.intrinsic(Intrinsic::RegExp))));
  const HandleValue flagValue = iso.handle(TRY(get(iso, regexp, iso.key(iso.names.flags))));
  HandleValue flagText = iso.handle(Value(TRY(toString(iso, flagValue))));
  const std::string flags = toUtf8(flagText.get().as<String>());
  const bool unicode = unicodeIn(flags);
  if (flags.find('y') == flags.npos) flagText.set(Value(TRY(concat(iso, flagText, iso.handle(Value(newString(iso, "y")))))));
  const Handle<Object> splitter =
      Handle<Object>::fromRooted(iso.handle(TRY(iso.construct(constructor, {regexp, flagText}))));
  const Handle<ArrayObject> result = iso.handle(newArray(iso));
  const uint32_t limit = args[1].isUndefined() ? 0xffffffffu : TRY(toUint32(iso, args.handle(iso, 1)));
  if (limit == 0) return Value(result.get());
  const uint32_t size = string->length;
  if (size == 0) {
    if (TRY(regexpExec(iso, splitter, string)).isNull()) TRY(arrayPush(iso, result, string));
    return Value(result.get());
  }
  uint64_t from = 0;
  for (uint64_t at = 0; at < size;) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 0));
    TRY(setLastIndexOf(iso, splitter, double(at)));
    const HandleValue match = iso.handle(TRY(regexpExec(iso, splitter, string)));
    if (match.get().isNull()) {
      at = advanceStringIndex(string, at, unicode);
      continue;
    }
    const uint64_t end = std::min<uint64_t>(TRY(lastIndexOf(iso, splitter)), size);
    if (end == from) {
      at = advanceStringIndex(string, at, unicode);
      continue;
    }
    TRY(pushPart(iso, result, string, int32_t(from), int32_t(at)));
    if (result->lengthU32() == limit) return Value(result.get());
    from = end;
    const Handle<Object> parts = Handle<Object>::fromRooted(match);
    const uint64_t length = TRY(lengthOfArrayLike(iso, parts));
    for (uint64_t i = 1; i < length; ++i) {
      HandleScope inner(iso.heap);
      TRY(pollInterrupt(iso, 0));
      TRY(arrayPush(iso, result, iso.handle(TRY(getIndex(iso, parts, i)))));
      if (result->lengthU32() == limit) return Value(result.get());
    }
    at = from;
  }
  TRY(pushPart(iso, result, string, int32_t(from), int32_t(size)));
  return Value(result.get());
}

} // namespace

void installRegExpPrototypeMethods(Isolate& iso, Realm& realm, Handle<Object> prototype) {
  defineMethods(iso, prototype, {{"toString", regexpToString, 0}, {"test", regexpTest, 1}});
  defineMethod(iso, prototype, iso.key(iso.symbols.match), 1, regexpSymbolMatch);
  if (iso.options.nodeMajor >= 12) defineMethod(iso, prototype, iso.key(iso.symbols.matchAll), 1, regexpSymbolMatchAll);
  defineMethod(iso, prototype, iso.key(iso.symbols.replace), 2, regexpSymbolReplace);
  defineMethod(iso, prototype, iso.key(iso.symbols.search), 1, regexpSymbolSearch);
  defineMethod(iso, prototype, iso.key(iso.symbols.split), 2, regexpSymbolSplit);
  installIteratorPrototype(iso, realm, Intrinsic::RegExpStringIteratorPrototype, regexpStringIteratorNext, "RegExp String Iterator");
}

} // namespace tickscope
