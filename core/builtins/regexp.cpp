// RegExp (ECMA-262 §22.2): making objects, the cache of compiled programs, the constructor, exec and the getters. The
// methods that String's methods hand over to are in regexp_prototype.cpp.
#include "core/builtins/regexp.h"

#include <algorithm>
#include <cmath>

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/builtins/string.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
// Flags that came with a version: d with 16, v with 20.
bool hasFlag(const Isolate& iso, const RegExpFlag& flag) {
  return iso.options.nodeMajor >= (flag.flag == &regexp::Flags::unicodeSets ? 20 : flag.flag == &regexp::Flags::hasIndices ? 16 : 0);
}

constexpr uint64_t kMatchNs = 40;           // entering V8's generated code
constexpr uint64_t kCompileNsPerUnit = 100; // of the pattern; V8 compiles to machine code on the second use
constexpr uint64_t kFirstStepLimit = uint64_t(1) << 22;
} // namespace

// --- state ---

RegExpState::RegExpState(Isolate& iso) : iso_(iso) { iso.heap.addRoots(this); }
RegExpState::~RegExpState() { iso_.heap.removeRoots(this); }
void RegExpState::visitRoots(SlotVisitor& visitor) {
  for (CacheEntry& entry : cache) visitor.visit(&entry.pattern, &entry.program + 1);
  visitor.visit(&matchedText);
  visitor.visit(&legacyInput);
  visitor.visit(&objectShape);
  visitor.visit(&resultShape);
  visitor.visit(&resultShapeWithIndices);
}

bool isPlainRegExpNoGc(Isolate& iso, Value value) {
  if (!isRegExpObject(value)) return false;
  RegExpState& state = regexpState(iso);
  RegExpObject* regexp = value.as<RegExpObject>();
  if (!(Value(regexp->shape) == state.objectShape) || !regexp->lastIndex.isInt32()) return false;
  Object* prototype = iso.realm->get(Intrinsic::RegExpPrototype);
  if (!(regexp->shape->prototype == Value(prototype))) return false;
  if (state.checkedRealm != iso.realm || state.checkedEpoch != iso.prototypeEpoch) {
    state.checkedRealm = iso.realm;
    state.checkedEpoch = iso.prototypeEpoch;
    const auto find = [&](std::string_view name, bool accessor, uint32_t* slot) {
      const Shape* shape = prototype->shape;
      for (uint32_t i = 0; i < shape->count; ++i) {
        const PropertyEntry& entry = shape->entries()[i];
        if (entry.deleted || !entry.key.isString() || toUtf8(entry.key.string()) != name) continue;
        *slot = entry.slot;
        return ((entry.attributes & kAccessor) != 0) == accessor;
      }
      return false;
    };
    bool all = find("exec", false, &state.execSlot) && find("constructor", false, &state.constructorSlot) &&
               find("flags", true, &state.getterSlots[8]);
    for (int i = 0; i < 8 && all; ++i) {
      if (!hasFlag(iso, kRegExpFlags[i])) state.getterSlots[i] = state.getterSlots[8];
      else all = find(kRegExpFlags[i].name, true, &state.getterSlots[i]);
    }
    state.prototypeIsOriginal = all;
  }
  if (!state.prototypeIsOriginal) return false;
  if (!(prototype->getSlot(state.execSlot) == Value(iso.realm->get(Intrinsic::RegExpExec)))) return false;
  for (int i = 0; i < RegExpState::kGetters; ++i) {
    const Value getter = prototype->getSlot(state.getterSlots[i]).as<AccessorPair>()->getter;
    if (!getter.isCell() || getter.asCell()->kind != CellKind::NativeFunction) return false;
    const NativeFn function = getter.as<NativeFunction>()->function;
    if (function != (state.getterSlots[i] == state.getterSlots[8] ? regexpFlagsGetter : kRegExpFlags[i].getter))
      return false;
  }
  return true;
}

// --- making ---

namespace {

// Escapes what could not stand between slashes: / outside of a class, and line terminators (EscapeRegExpPattern).
std::u16string escapeSource(const std::u16string& pattern) {
  if (pattern.empty()) return u"(?:)";
  std::u16string out;
  bool inClass = false, escaped = false;
  for (const char16_t c : pattern) {
    const auto terminator = [&](std::u16string_view letters) {
      if (!escaped) out += u'\\';
      out += letters;
    };
    if (c == '\n') terminator(u"n");
    else if (c == '\r') terminator(u"r");
    else if (c == 0x2028) terminator(u"u2028");
    else if (c == 0x2029) terminator(u"u2029");
    else if (c == '/' && !inClass && !escaped) out += u"\\/";
    else out += c;
    if (escaped) {
      escaped = false;
      continue;
    }
    if (c == '\\') escaped = true;
    else if (c == '[') inClass = true;
    else if (c == ']') inClass = false;
  }
  return out;
}

regexp::Dialect dialectOf(const Isolate& iso) {
  regexp::Dialect dialect;
  dialect.modifiers = iso.options.nodeMajor >= 23;
  dialect.duplicateNamedGroups = iso.options.nodeMajor >= 24;
  dialect.classEscapeHasOwnError = iso.options.nodeMajor <= 20;
  return dialect;
}

std::string utf8Of(std::u16string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000)
      c = 0x10000 + ((c - 0xd800) << 10) + (text[++i] - 0xdc00);
    else if (c >= 0xd800 && c < 0xe000)
      c = 0xfffd;
    if (c < 0x80) out += char(c);
    else if (c < 0x800) (out += char(0xc0 | (c >> 6))) += char(0x80 | (c & 63));
    else if (c < 0x10000) ((out += char(0xe0 | (c >> 12))) += char(0x80 | ((c >> 6) & 63))) += char(0x80 | (c & 63));
    else (((out += char(0xf0 | (c >> 18))) += char(0x80 | ((c >> 12) & 63))) += char(0x80 | ((c >> 6) & 63))) += char(0x80 | (c & 63));
  }
  return out;
}

bool flagsAreKnown(const Isolate& iso, const regexp::Flags& flags) {
  for (const RegExpFlag& flag : kRegExpFlags)
    if (flags.*flag.flag && !hasFlag(iso, flag)) return false;
  return true;
}

// Node before 20 did not show the flags.
std::string shownFlags(const Isolate& iso, std::u16string_view flags) {
  return iso.options.nodeMajor >= 20 ? utf8Of(flags) : std::string();
}

// The compiled form of a pattern, from the cache or into it. Both arguments are strings.
Completion<RegExpState::CacheEntry*> compiledProgram(Isolate& iso, HandleValue pattern, HandleValue flagText) {
  RegExpState& state = regexpState(iso);
  flatten(iso, pattern);
  flatten(iso, flagText);
  const uint32_t hash = hashNoGc(pattern.get().as<String>()) * 31 + hashNoGc(flagText.get().as<String>());
  RegExpState::CacheEntry& entry = state.cache[(hash ^ (hash >> 16)) % RegExpState::kCacheEntries];
  if (entry.pattern.isCell() && equalNoGc(entry.pattern.as<String>(), pattern.get().as<String>()) &&
      equalNoGc(entry.flagText.as<String>(), flagText.get().as<String>()))
    return &entry;
  const std::u16string letters = toUtf16(flagText.get().as<String>());
  const std::optional<regexp::Flags> flags = regexp::parseFlags(letters);
  if (!flags || !flagsAreKnown(iso, *flags)) return iso.raise(msg::RegExpFlags, {utf8Of(letters)});
  const std::u16string text = toUtf16(pattern.get().as<String>());
  iso.charge(text.size() * kCompileNsPerUnit);
  regexp::CompileResult result = regexp::compile(text, *flags, dialectOf(iso));
  const std::u16string source = escapeSource(text);
  if (const auto* error = std::get_if<regexp::SyntaxError>(&result))
    return iso.raise(msg::RegExpSyntax, {utf8Of(text), shownFlags(iso, letters), regexp::messageOf(*error)});
  HandleScope scope(iso.heap);
  const HandleValue program = iso.handle(Value(newForeignData(iso, new regexp::Program(std::move(std::get<regexp::Program>(result))))));
  const HandleValue sourceText = source == text ? pattern : iso.handle(Value(newStringUtf16(iso, source)));
  std::string ordered;
  for (const RegExpFlag& flag : kRegExpFlags)
    if ((*flags).*flag.flag) ordered += flag.letter;
  const HandleValue flagsInOrder = iso.handle(Value(intern(iso, ordered)));
  entry = {pattern, flagText, sourceText, flagsInOrder, program};
  return &entry;
}

// §22.2.3.2 RegExpAlloc
Handle<RegExpObject> regexpAlloc(Isolate& iso, HandleValue prototype) {
  RegExpState& state = regexpState(iso);
  const bool known = state.objectShape.isCell() && state.objectShape.as<Shape>()->prototype == prototype.get();
  const Handle<Shape> shape = iso.handle(known ? state.objectShape.as<Shape>() : rootShape(iso, prototype, 1));
  auto* object = iso.heap.allocate<RegExpObject>(CellKind::RegExpObject);
  object->shape = shape;
  object->storage = Value::empty();
  object->elements = iso.emptyElements;
  object->lastIndex = Value::int32(0);
  const Handle<RegExpObject> handle = iso.handle(object);
  if (known) return handle;
  defineValue(iso, handle, iso.key(iso.names.lastIndex), iso.handle(Value::int32(0)), kWritable);
  if (prototype.get() == Value(iso.realm->get(Intrinsic::RegExpPrototype)) && !handle->shape->isOwned())
    state.objectShape = Value(handle->shape);
  return handle;
}

void adopt(Isolate& iso, RegExpObject* regexp, const RegExpState::CacheEntry& entry) {
  iso.heap.store(regexp, &regexp->source, entry.source);
  iso.heap.store(regexp, &regexp->flags, entry.flags);
  iso.heap.store(regexp, &regexp->program, entry.program);
}

} // namespace

Value regexpInitialize(Isolate& iso, Handle<RegExpObject> regexp, HandleValue pattern, HandleValue flags) {
  const HandleValue text = iso.handle(pattern.get().isUndefined() ? Value(iso.names.empty) : Value(TRY(toString(iso, pattern))));
  const HandleValue letters = iso.handle(flags.get().isUndefined() ? Value(iso.names.empty) : Value(TRY(toString(iso, flags))));
  const RegExpState::CacheEntry* entry = TRY(compiledProgram(iso, text, letters));
  adopt(iso, regexp, *entry);
  TRY(setLastIndex(iso, regexp, 0));
  return Value(regexp.get());
}

Value regexpCreate(Isolate& iso, HandleValue pattern, HandleValue flags) {
  if (isString(pattern) && isString(flags)) { // a literal
    TRY(compiledProgram(iso, pattern, flags));
    const Handle<RegExpObject> regexp = regexpAlloc(iso, iso.intrinsic(Intrinsic::RegExpPrototype));
    const RegExpState::CacheEntry* entry = TRY(compiledProgram(iso, pattern, flags));
    adopt(iso, regexp, *entry);
    return Value(regexp.get());
  }
  return regexpInitialize(iso, regexpAlloc(iso, iso.intrinsic(Intrinsic::RegExpPrototype)), pattern, flags);
}

namespace {

std::string checkRegExp(Isolate& iso, std::u16string_view pattern, std::u16string_view letters) {
  const std::optional<regexp::Flags> flags = regexp::parseFlags(letters);
  if (!flags || !flagsAreKnown(iso, *flags)) return {}; // the parser has words of its own for that
  const regexp::CompileResult result = regexp::compile(pattern, *flags, dialectOf(iso));
  const auto* error = std::get_if<regexp::SyntaxError>(&result);
  if (!error) return {};
  return regexp::messageOf(*error); // the parser says where
}

// §22.2.4.1
Value regexpConstructor(Isolate& iso, Args args) {
  const HandleValue pattern = args.handle(iso, 0), flags = args.handle(iso, 1);
  const bool patternIsRegExp = TRY(isRegExp(iso, pattern));
  if (!args.isConstruct() && patternIsRegExp && flags.get().isUndefined()) {
    const Value constructor = TRY(get(iso, Handle<Object>::fromRooted(pattern), iso.key(iso.names.constructor)));
    if (constructor == args.callee().get()) return pattern;
  }
  HandleValue text = pattern, letters = flags;
  if (isRegExpObject(pattern)) {
    text = iso.handle(pattern.get().as<RegExpObject>()->source);
    if (flags.get().isUndefined()) letters = iso.handle(pattern.get().as<RegExpObject>()->flags);
  } else if (patternIsRegExp) {
    const Handle<Object> object = Handle<Object>::fromRooted(pattern);
    text = iso.handle(TRY(get(iso, object, iso.key(iso.names.source))));
    if (flags.get().isUndefined()) letters = iso.handle(TRY(get(iso, object, iso.key(iso.names.flags))));
  }
  const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, args, Intrinsic::RegExpPrototype)));
  const Handle<RegExpObject> regexp = regexpAlloc(iso, prototype);
  return regexpInitialize(iso, regexp, text, letters);
}

// RegExp.escape (ES2025)
Value regexpEscape(Isolate& iso, Args args) {
  if (!isString(args[0])) return iso.raise(ErrorType::TypeError, "Input must be a string");
  const std::u16string text = toUtf16(args[0].as<String>());
  std::u16string out;
  const auto hex = [&](char16_t unit, int digits) {
    for (int i = digits - 1; i >= 0; --i) out += u"0123456789abcdef"[(unit >> (4 * i)) & 15];
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char16_t c = text[i];
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    constexpr std::u16string_view syntax = u"^$\\.*+?()[]{}|/", controls = u"\t\n\v\f\r", letters = u"tnvfr", others = u",-=<>#&!%:;@~'`\"";
    const bool high = c >= 0xd800 && c < 0xdc00;
    if (i == 0 && alphanumeric) {
      out += u"\\x";
      hex(c, 2);
    } else if (syntax.find(c) != syntax.npos) {
      (out += u'\\') += c;
    } else if (const size_t at = controls.find(c); at != controls.npos) {
      (out += u'\\') += letters[at];
    } else if (high && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000) {
      (out += c) += text[++i];
    } else if (others.find(c) != others.npos || c == ' ' || c == 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029 || c == 0x1680 ||
               (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000 || (c >= 0xd800 && c < 0xe000)) {
      out += c <= 0xff ? u"\\x" : u"\\u";
      hex(c, c <= 0xff ? 2 : 4);
    } else {
      out += c;
    }
  }
  return Value(newStringUtf16(iso, out));
}

// §B.2.4.1
Value regexpCompile(Isolate& iso, Args args) {
  TRY(requireReceiver<RegExpObject>(iso, args.thisValue(), CellKind::RegExpObject, "RegExp.prototype.compile"));
  const Handle<RegExpObject> regexp = Handle<RegExpObject>::fromRooted(args.thisValue());
  HandleValue text = args.handle(iso, 0), letters = args.handle(iso, 1);
  if (isRegExpObject(args[0])) {
    if (!args[1].isUndefined()) return iso.raise(msg::RegExpCompileFlags);
    text = iso.handle(args[0].as<RegExpObject>()->source);
    letters = iso.handle(args[0].as<RegExpObject>()->flags);
  }
  return regexpInitialize(iso, regexp, text, letters);
}

} // namespace

// --- matching ---

Completion<bool> regexpMatch(Isolate& iso, const regexp::Program& program, HandleValue string, size_t lastIndex, regexp::StartAt startAt) {
  RegExpState& state = regexpState(iso);
  const FlatText text = flatText(string.get().as<String>());
  const regexp::Subject subject = text.oneByte ? regexp::Subject(regexp::Latin1Span(text.oneByte, text.length))
                                               : regexp::Subject(regexp::Utf16Span(text.twoByte, text.length));
  const size_t needed = 2 * (size_t(program.captureCount) + 1);
  if (state.captures.size() < needed) state.captures.resize(needed);
  iso.charge(kMatchNs);
  uint64_t charged = 0;
  // A match that takes too long is begun anew with more room after the host has been asked whether to go on: matches
  // cannot be suspended, and at worst a third is done twice.
  for (uint64_t stepLimit = kFirstStepLimit;; stepLimit *= 4) {
    regexp::MatchLimits limits;
    limits.stepLimit = stepLimit;
    const regexp::MatchResult result =
        state.matcher.match(program, subject, lastIndex, limits, std::span<int32_t>(state.captures.data(), needed), startAt);
    iso.charge(limits.steps > charged ? limits.steps - charged : 0); // 1 ns a step
    charged = std::max(charged, limits.steps);
    switch (result) {
    case regexp::MatchResult::Match:
      state.matchedText = state.legacyInput = string;
      state.matchedCaptures.assign(state.captures.begin(), state.captures.begin() + ptrdiff_t(needed));
      return true;
    case regexp::MatchResult::NoMatch: return false;
    case regexp::MatchResult::MemoryLimit: return iso.raise(msg::StackOverflow);
    case regexp::MatchResult::StepLimit: {
      if ((iso.overInstructionLimit() || iso.interruptRequested) && !iso.host.onInterrupt(iso)) return iso.terminate();
    }
    }
  }
}

Completion<void> setLastIndex(Isolate& iso, Handle<RegExpObject> regexp, uint32_t index) {
  if (!regexp->lastIndexIsWritable()) return iso.raise(msg::ReadOnlyProperty, {"lastIndex", "[object RegExp]"});
  regexp->lastIndex = Value::number(index);
  return {};
}

uint64_t advanceStringIndex(String* string, uint64_t index, bool unicode) {
  if (!unicode || index + 1 >= string->length) return index + 1;
  const bool pair = (charAtNoGc(string, uint32_t(index)) & 0xfc00) == 0xd800 && (charAtNoGc(string, uint32_t(index + 1)) & 0xfc00) == 0xdc00;
  return index + (pair ? 2 : 1);
}

Completion<bool> regexpBuiltinMatch(Isolate& iso, Handle<RegExpObject> regexp, Handle<String> string) {
  uint64_t lastIndex;
  if (regexp->lastIndex.isInt32() && regexp->lastIndex.asInt32() >= 0) lastIndex = uint64_t(regexp->lastIndex.asInt32());
  else lastIndex = TRY(toLength(iso, iso.handle(regexp->lastIndex)));
  flatten(iso, string);
  // Held by a handle: the conversion above, or an interrupt, may have recompiled the object.
  const HandleValue keep = iso.handle(regexp->program);
  const regexp::Program& program = *static_cast<const regexp::Program*>(keep.get().as<ForeignData>()->data);
  const bool moves = program.flags.global || program.flags.sticky;
  if (!moves) lastIndex = 0;
  const bool found = lastIndex <= string->length && TRY(regexpMatch(iso, program, string, size_t(lastIndex)));
  if (moves) TRY(setLastIndex(iso, regexp, found ? uint32_t(regexpState(iso).captures[1]) : 0));
  return found;
}

Value regexpGroups(Isolate& iso, const regexp::Program& program, const int32_t* captures, Handle<String>, Handle<ArrayObject> values) {
  if (program.groupNames.empty()) return Value();
  HandleScope scope(iso.heap);
  const Handle<Object> groups = iso.handle(newObjectWithPrototype(iso, iso.null()));
  for (size_t i = 0; i < program.groupNames.size(); ++i) {
    HandleScope inner(iso.heap);
    const regexp::GroupName& group = program.groupNames[i];
    bool first = true;
    for (size_t k = 0; k < i; ++k) first = first && program.groupNames[k].name != group.name;
    if (!first && captures[2 * group.group] < 0) continue; // of several groups of a name, the one that took part counts
    const HandleValue name = iso.handle(Value(internUtf16(iso, group.name)));
    const HandleValue value = iso.handle(getDenseElementNoGc(values, group.group));
    defineValue(iso, groups, PropertyKey::fromString(iso, name.get().as<String>()), value);
  }
  return Value(groups.get());
}

namespace {

// index, input and groups (and indices) of a result, in V8's order.
void defineResult(Isolate& iso, Handle<ArrayObject> result, HandleValue index, HandleValue input, HandleValue groups, const HandleValue* indices) {
  RegExpState& state = regexpState(iso);
  Value& known = indices ? state.resultShapeWithIndices : state.resultShape;
  if (known.isCell() && known.as<Shape>()->prototype == result->shape->prototype) { // the same four stores without looking for their places
    constexpr size_t kSlots = 4;
    auto* storage = iso.heap.allocate<PropertyStorage>(CellKind::PropertyStorage, sizeof(PropertyStorage) + kSlots * sizeof(Value));
    storage->hash = result->storage;
    storage->slots()[0] = index;
    storage->slots()[1] = input;
    storage->slots()[2] = groups;
    if (indices) storage->slots()[3] = *indices;
    iso.heap.store(result, &result->storage, Value(storage));
    result->shape = known.as<Shape>();
    iso.heap.recordWrite(result, &result->shape, known);
    return;
  }
  defineValue(iso, result, iso.key(iso.names.index), index);
  defineValue(iso, result, iso.key(iso.names.input), input);
  defineValue(iso, result, iso.key(iso.names.groups), groups);
  if (indices) defineValue(iso, result, iso.key(iso.names.indices), *indices);
  if (!result->shape->isOwned() && result->shape->inlineCapacity == 0) known = Value(result->shape);
}

} // namespace

Value regexpBuiltinExec(Isolate& iso, Handle<RegExpObject> regexp, Handle<String> string) {
  if (!TRY(regexpBuiltinMatch(iso, regexp, string))) return Value::null();
  HandleScope scope(iso.heap);
  const HandleValue keep = iso.handle(regexp->program);
  const regexp::Program& program = *static_cast<const regexp::Program*>(keep.get().as<ForeignData>()->data);
  const int32_t* captures = regexpState(iso).captures.data(); // nothing below matches
  const uint32_t count = program.captureCount + 1;
  const Handle<ArrayObject> result = iso.handle(newArray(iso, count, count));
  for (uint32_t i = 0; i < count; ++i) {
    Value part;
    if (captures[2 * i] >= 0) part = Value(substring(iso, string, uint32_t(captures[2 * i]), uint32_t(captures[2 * i + 1])));
    iso.heap.store(result->elements, &result->elements->slots()[i], part);
  }
  const HandleValue index = iso.handle(Value::int32(captures[0]));
  const HandleValue groups = iso.handle(regexpGroups(iso, program, captures, string, result));
  if (!program.flags.hasIndices) {
    defineResult(iso, result, index, string, groups, nullptr);
    return Value(result.get());
  }
  const Handle<ArrayObject> indices = iso.handle(newArray(iso, count, count));
  for (uint32_t i = 0; i < count; ++i) {
    HandleScope inner(iso.heap);
    Value pair;
    if (captures[2 * i] >= 0) {
      ArrayObject* ends = newArray(iso, 2, 2);
      ends->elements->slots()[0] = Value::int32(captures[2 * i]);
      ends->elements->slots()[1] = Value::int32(captures[2 * i + 1]);
      pair = Value(ends);
    }
    iso.heap.store(indices->elements, &indices->elements->slots()[i], pair);
  }
  const HandleValue indexGroups = iso.handle(regexpGroups(iso, program, captures, string, indices));
  defineValue(iso, indices, iso.key(iso.names.groups), indexGroups);
  const HandleValue indicesValue = indices;
  defineResult(iso, result, index, string, groups, &indicesValue);
  return Value(result.get());
}

Value regexpExec(Isolate& iso, Handle<Object> regexp, Handle<String> string) {
  const Value exec = TRY(get(iso, regexp, iso.key(iso.names.exec)));
  if (isCallable(exec)) {
    if (exec == Value(iso.realm->get(Intrinsic::RegExpExec)) && isRegExpObject(Value(regexp.get())))
      return regexpBuiltinExec(iso, Handle<RegExpObject>::fromRooted(regexp), string);
    const HandleValue result = iso.handle(TRY(iso.call(iso.handle(exec), regexp, {string})));
    if (!isObject(result) && !result.get().isNull()) return iso.raise(msg::RegExpExecResult);
    return result;
  }
  TRY(requireReceiver<RegExpObject>(iso, regexp, CellKind::RegExpObject, "RegExp.prototype.exec"));
  return regexpBuiltinExec(iso, Handle<RegExpObject>::fromRooted(regexp), string);
}

Value regexpExecNative(Isolate& iso, Args args) {
  TRY(requireReceiver<RegExpObject>(iso, args.thisValue(), CellKind::RegExpObject, "RegExp.prototype.exec"));
  const Handle<String> string = iso.handle(TRY(toString(iso, args.handle(iso, 0))));
  return regexpBuiltinExec(iso, Handle<RegExpObject>::fromRooted(args.thisValue()), string);
}

// --- getters ---

namespace {

template <int which> Value flagGetter(Isolate& iso, Args args) {
  const RegExpFlag& flag = kRegExpFlags[which];
  const Value self = args.thisValue();
  if (isRegExpObject(self)) return Value::boolean(self.as<RegExpObject>()->compiled().flags.*flag.flag);
  if (self == Value(args.callee().get().as<NativeFunction>()->realm->get(Intrinsic::RegExpPrototype))) return Value();
  return iso.raise(msg::RegExpGetter, {flag.name});
}

Value sourceGetter(Isolate& iso, Args args) {
  const Value self = args.thisValue();
  if (isRegExpObject(self)) return self.as<RegExpObject>()->source;
  if (self == Value(args.callee().get().as<NativeFunction>()->realm->get(Intrinsic::RegExpPrototype))) return Value(newString(iso, "(?:)"));
  return iso.raise(msg::RegExpGetter, {"source"});
}

} // namespace

const RegExpFlag kRegExpFlags[8] = {
    {"hasIndices", 'd', &regexp::Flags::hasIndices, flagGetter<0>}, {"global", 'g', &regexp::Flags::global, flagGetter<1>},
    {"ignoreCase", 'i', &regexp::Flags::ignoreCase, flagGetter<2>}, {"multiline", 'm', &regexp::Flags::multiline, flagGetter<3>},
    {"dotAll", 's', &regexp::Flags::dotAll, flagGetter<4>},         {"unicode", 'u', &regexp::Flags::unicode, flagGetter<5>},
    {"unicodeSets", 'v', &regexp::Flags::unicodeSets, flagGetter<6>}, {"sticky", 'y', &regexp::Flags::sticky, flagGetter<7>},
};

// §22.2.6.4
Value regexpFlagsGetter(Isolate& iso, Args args) {
  if (!isObject(args.thisValue())) return iso.raise(msg::RegExpFlagsGetter, {describeForMessage(iso, args.thisValue())});
  if (isPlainRegExpNoGc(iso, args.thisValue())) return args.thisValue().get().as<RegExpObject>()->flags;
  const Handle<Object> self = Handle<Object>::fromRooted(args.thisValue());
  std::string letters;
  for (const RegExpFlag& flag : kRegExpFlags) {
    HandleScope scope(iso.heap);
    if (!hasFlag(iso, flag)) continue;
    const HandleValue key = iso.handle(iso.key(flag.name).raw());
    if (toBoolean(TRY(get(iso, self, PropertyKey::fromRaw(key))))) letters += flag.letter;
  }
  return Value(newString(iso, letters));
}

void installRegExp(Isolate& iso, Realm& realm) {
  if (!iso.regexpState) iso.regexpState = std::make_shared<RegExpState>(iso);
  iso.createRegExp = regexpCreate;
  iso.checkRegExp = [&iso](std::u16string_view pattern, std::u16string_view flags) { return checkRegExp(iso, pattern, flags); };
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "RegExp", 2, regexpConstructor, Intrinsic::RegExp, prototype, Intrinsic::RegExpPrototype);
  if (iso.options.nodeMajor >= 24) defineMethods(iso, constructor, {{"escape", regexpEscape, 1}});
  defineSpecies(iso, constructor);
  installRegExpLegacy(iso, constructor);
  realm.set(Intrinsic::RegExpExec, defineMethod(iso, prototype, iso.key(iso.names.exec), 1, regexpExecNative));
  // In V8's order.
  const bool sets = iso.options.nodeMajor >= 20, setsLast = iso.options.nodeMajor < 22;
  const auto flag = [&](int which) { defineGetter(iso, prototype, kRegExpFlags[which].name, kRegExpFlags[which].getter); };
  flag(4);
  defineGetter(iso, prototype, "flags", regexpFlagsGetter);
  flag(1);
  if (hasFlag(iso, kRegExpFlags[0])) flag(0);
  flag(2);
  flag(3);
  defineGetter(iso, prototype, "source", sourceGetter);
  flag(7);
  flag(5);
  if (sets && !setsLast) flag(6);
  defineMethods(iso, prototype, {{"compile", regexpCompile, 2}});
  installRegExpPrototypeMethods(iso, realm, prototype);
  if (sets && setsLast) flag(6);
}

} // namespace tickscope
