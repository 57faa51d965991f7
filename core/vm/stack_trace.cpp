#include "core/vm/stack_trace.h"

#include <algorithm>

#include "core/vm/conversions.h"
#include "core/vm/error_object.h"
#include "core/vm/generator.h"
#include "core/vm/host_frames.h"
#include "core/vm/interpreter.h"
#include "core/vm/isolate.h"
#include "core/vm/library_place.h"
#include "core/vm/promise_operations.h"
#include "core/vm/script_source.h"

namespace tickscope {

namespace {
// A captured frame is a row of these words in a Box.
enum Word : uint32_t { kFunction, kReceiver, kPc, kFlags, kWords };
enum Flag : int32_t {
  kIsConstruct = 1,
  kIsAsync = 2,
  kIsNative = 4,
  kIsHost = 8,          // kFunction is the text of the whole line
  kIsGeneratorNext = 16, // the built-in next() that resumed the frame above it
  kIsPromiseAll = 32,   // kPc is the index
};

struct Captured {
  HandleValue function, receiver;
  int32_t pc, flags;
};

// The source of the code that a frame runs if it belongs to our built-in library, else nullptr.
const ScriptSource* librarySourceOf(const FunctionCode* code) {
  if (!code || !code->tables->source || !code->tables->source->isBuiltinLibrary) return nullptr;
  return code->tables->source.get();
}

// Where Node's traces have this instruction of our library; nullopt: the frame is left out.
std::optional<LibraryPlace> libraryPlaceAt(Isolate& iso, const FunctionCode* code, int32_t pc) {
  const ScriptSource& source = *code->tables->source;
  return libraryFramePlace(source, source.position(placeAt(code, uint32_t(pc)).start).line, iso.options.nodeMajor);
}

// What a then reaction or await of an async function leads on to: the awaiting functions, outermost last.
void appendAsyncFrames(Isolate& iso, Value generatorValue, std::vector<Captured>* out, uint32_t limit) {
  Value at = generatorValue;
  // Chains are as long as the program's awaits are deep; the limit bounds what is kept.
  while (out->size() < limit && at.isCell() && at.asCell()->kind == CellKind::GeneratorObject) {
    const Value promise = at.as<GeneratorObject>()->promise;
    if (!isPromise(promise)) return;
    Value reactions = promise.as<PromiseObject>()->reactions;
    // One waiting party only: with several there is no single caller.
    if (!reactions.isCell() || reactions.as<PromiseReaction>()->next.isCell()) return;
    auto* reaction = reactions.as<PromiseReaction>();
    if (!isAwaitReaction(reaction)) {
      if (!isPromise(reaction->promise)) return;
      // A then in between is passed over: whoever awaits its promise waits for us.
      const Value next = reaction->promise.as<PromiseObject>()->reactions;
      if (!next.isCell() || next.as<PromiseReaction>()->next.isCell() || !isAwaitReaction(next.as<PromiseReaction>())) return;
      reaction = next.as<PromiseReaction>();
    }
    at = reaction->onFulfilled;
    if (!at.isCell() || (at.asCell()->kind != CellKind::GeneratorObject && at.asCell()->kind != CellKind::AsyncGeneratorObject)) return;
    auto* waiting = at.as<GeneratorObject>();
    const FunctionCode* code = waiting->function.as<FunctionObject>()->code;
    if (librarySourceOf(code) && !libraryPlaceAt(iso, code, waiting->resumeAt.asInt32())) continue;
    out->push_back({iso.handle(waiting->function), iso.undefined(), waiting->resumeAt.asInt32(), kIsAsync});
  }
}

// Whether traces leave the frame out: a default constructor that calls no other, or our own library at work.
bool isHidden(Isolate& iso, const CallFrame* frame, const CallFrame* first) {
  if (!frame->code && isObject(frame->registers[0]) && (frame->registers[0].as<Object>()->aux & NativeFunction::kTailCalls)) return true;
  if (!frame->code) { // what the library calls for itself; a constructor of the language is seen where the caller is
    if (frame == first || !librarySourceOf(frame[-1].code)) return false;
    return !(frame->flags & CallFrame::kConstruct) || isHidden(iso, frame - 1, first);
  }
  if (librarySourceOf(frame->code)) return !libraryPlaceAt(iso, frame->code, int32_t(frame->pc - frame->code->code));
  return frame->code->tables->body == FunctionTables::Body::DefaultConstructor && !(frame->code->flags & FunctionCode::kDerived);
}
} // namespace

Box* captureStackFrames(Isolate& iso, uint32_t limit, HandleValue upTo) {
  std::vector<Captured> frames;
  Interpreter& vm = *iso.interpreter;
  bool skipping = !upTo.get().isUndefined();
  Value bottomGenerator = Value::undefined();
  const HostEntry* host = iso.hostEntry;
  for (CallFrame* frame = vm.frame_; frame >= vm.frames_ && frames.size() < limit; --frame) {
    const size_t index = size_t(frame - vm.frames_);
    while (host && index < host->depth) { // what stands below an entry from C++
      if (!skipping && host->frames)
        for (const char* const* line = host->frames; *line && frames.size() < limit; ++line)
          frames.push_back({iso.handle(Value(newStringUtf8(iso, *line))), iso.undefined(), 0, kIsHost});
      host = host->outer;
    }
    const Value function = frame->registers[0];
    if (!skipping && frames.size() < limit) {
      int32_t flags = 0;
      if (frame->flags & CallFrame::kConstruct) flags |= kIsConstruct;
      if (!frame->code) flags |= kIsNative;
      const int32_t pc = frame->code ? int32_t(frame->pc - frame->code->code) : 0;
      const bool hidden = isHidden(iso, frame, vm.frames_);
      if (!hidden) frames.push_back({iso.handle(function), iso.handle(frame->registers[1]), pc, flags});
      // next() of a generator that was resumed without calling the built-in.
      if ((frame->flags & CallFrame::kGeneratorFrame) && !(frame->flags & CallFrame::kEntry) && frame->code && !frame->code->isAsync() && frames.size() < limit)
        frames.push_back({iso.handle(function), iso.handle(frame->generator), 0, kIsNative | kIsGeneratorNext});
    }
    if (skipping && function == upTo.get()) skipping = false;
    if (frame == vm.frames_ || (frame->flags & CallFrame::kEntry)) bottomGenerator = frame->flags & CallFrame::kGeneratorFrame ? frame->generator : Value::undefined();
  }
  while (host) {
    if (!skipping && host->frames)
      for (const char* const* line = host->frames; *line && frames.size() < limit; ++line)
        frames.push_back({iso.handle(Value(newStringUtf8(iso, *line))), iso.undefined(), 0, kIsHost});
    host = host->outer;
  }
  if (!skipping && bottomGenerator.isCell() && frames.size() < limit) appendAsyncFrames(iso, bottomGenerator, &frames, limit);
  Box* box = newBox(iso, std::max<uint32_t>(uint32_t(frames.size()) * kWords, 1));
  for (size_t i = 0; i < frames.size(); ++i) {
    Value* words = box->values() + i * kWords;
    words[kFunction] = frames[i].function;
    words[kReceiver] = frames[i].receiver;
    words[kPc] = Value::int32(frames[i].pc);
    words[kFlags] = Value::int32(frames[i].flags);
  }
  return box;
}

namespace {
size_t frameCount(Box* box) { return box->count() / kWords; }

std::string textOf(Value value) { return value.isCell() && value.asCell()->isString() ? toUtf8(value.as<String>()) : std::string(); }

// The function's name as a trace has it: its own data property `name` if a string, else what it was made with.
std::string debugName(Isolate& iso, Value function) {
  if (!isObject(function)) return {};
  auto* object = function.as<Object>();
  if (!(object->aux & Object::kLazyFunctionProperties)) {
    const Value own = getOwnDataNoGc(object, PropertyKey::fromAtom(iso.names.name));
    if (!own.isEmpty() && own.isCell() && own.asCell()->isString()) return textOf(own);
  }
  return functionDebugName(object);
}

// V8's JSReceiver::GetConstructorName, without running code.
std::string typeName(Isolate& iso, Value receiver) {
  if (receiver.isNumber()) return "Number";
  if (receiver.isBoolean()) return "Boolean";
  if (!receiver.isCell()) return {};
  if (receiver.asCell()->isString()) return "String";
  if (receiver.asCell()->kind == CellKind::Symbol) return "Symbol";
  if (receiver.asCell()->kind == CellKind::BigInt) return "BigInt";
  if (!isObject(receiver)) return {};
  auto* object = receiver.as<Object>();
  if (object->isCallable() && object->kind != CellKind::ProxyObject) {
    const std::string name = debugName(iso, receiver);
    return name.empty() ? "Function" : name;
  }
  if (object->kind == CellKind::GeneratorObject) return debugName(iso, static_cast<GeneratorObject*>(object)->function);
  if (object->kind == CellKind::ProxyObject) return "Object";
  const PropertyKey tag = PropertyKey::fromSymbol(iso.symbols.toStringTag);
  const PropertyKey constructor = PropertyKey::fromAtom(iso.names.constructor);
  std::string tagged, constructed;
  for (Value at = receiver; at.isCell(); at = at.as<Object>()->shape->prototype) {
    const Value tagValue = getOwnDataNoGc(at.as<Object>(), tag);
    if (tagged.empty() && !tagValue.isEmpty()) tagged = textOf(tagValue);
    const Value made = getOwnDataNoGc(at.as<Object>(), constructor);
    if (constructed.empty() && !made.isEmpty() && isObject(made) && made.as<Object>()->isCallable()) constructed = debugName(iso, made);
  }
  if (!constructed.empty() && constructed != "Object") return constructed;
  if (!tagged.empty()) return tagged;
  return constructed.empty() ? "Object" : constructed;
}

// The property of the receiver under which the function is found: V8's CallSiteInfo::GetMethodName.
std::string methodName(Isolate& iso, Value receiver, Value function, const std::string& name) {
  if (!isObject(receiver) || receiver.as<Object>()->kind == CellKind::ProxyObject) return {};
  if (receiver.asCell()->kind == CellKind::HostObject && iso.hostMethodName)
    if (const char* method = iso.hostMethodName(receiver.as<Object>(), function)) return method;
  const auto holds = [&](Object* object, const PropertyEntry& entry) {
    const Value value = object->getSlot(entry.slot);
    if (entry.attributes & kAccessor) {
      auto* pair = value.as<AccessorPair>();
      return pair->getter == function || pair->setter == function;
    }
    return value == function;
  };
  std::string found;
  int level = 0;
  for (Value at = receiver; at.isCell() && level < 20; at = at.as<Object>()->shape->prototype, ++level) {
    auto* object = at.as<Object>();
    const PropertyEntry* entries = object->shape->entries();
    for (uint32_t i = 0; i < object->shape->count; ++i) {
      if (entries[i].deleted || !entries[i].key.isString() || !holds(object, entries[i])) continue;
      const std::string key = describeKey(entries[i].key);
      if (key == name) return key;
      if (!found.empty() && found != key) return {};
      found = key;
    }
  }
  return found;
}

bool endsWithMethod(const std::string& name, const std::string& method, int nodeMajor) {
  if (method.empty() || name.size() < method.size() || name.compare(name.size() - method.size(), method.size(), method) != 0) return name == method;
  if (name.size() == method.size()) return true;
  const char before = name[name.size() - method.size() - 1];
  return before == '.' || (before == ' ' && nodeMajor >= 22); // "get x [as x]" until Node 20
}

std::string location(const ScriptSource& source, const SourcePosition& position) {
  const std::string where = ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
  if (source.isEval) return (source.evalOrigin.empty() ? std::string() : source.evalOrigin + ", ") + "<anonymous>" + where;
  return (source.name.empty() ? "<anonymous>" : source.name) + where;
}

std::string describeFrame(Isolate& iso, const Value* words) {
  const int32_t flags = words[kFlags].asInt32();
  if (flags & kIsHost) return textOf(words[kFunction]);
  const Value function = words[kFunction], receiver = words[kReceiver];
  if (flags & kIsGeneratorNext) return typeName(iso, receiver) + ".next (<anonymous>)";
  std::string name = debugName(iso, function);
  std::string where = "<anonymous>";
  bool hideType = false;
  FunctionCode* code = nullptr;
  if (isObject(function) && function.as<Object>()->kind == CellKind::FunctionObject) {
    code = function.as<FunctionObject>()->code;
    const int32_t pc = words[kPc].asInt32();
    if (librarySourceOf(code)) {
      if (const auto place = libraryPlaceAt(iso, code, pc)) where = location(*code->tables->source, {place->line, place->column});
    } else if (code->tables->source) {
      where = location(*code->tables->source, code->tables->source->position(placeAt(code, uint32_t(pc)).start));
    }
    if (code->functionKind == FunctionKind::Eval) name = "eval";
    hideType = code->functionKind == FunctionKind::Getter || code->functionKind == FunctionKind::Setter || (!name.empty() && name[0] == '#') ||
               code->tables->body != FunctionTables::Body::Written;
    if (code->functionKind == FunctionKind::BaseConstructor || code->functionKind == FunctionKind::DerivedConstructor) hideType = false;
  }
  if ((flags & kIsNative) && iso.hostFramePlace)
    if (const char* place = iso.hostFramePlace(iso, name)) where = place;
  if (flags & kIsAsync) return name.empty() ? "async " + where : "async " + name + " (" + where + ")";
  const bool isTopLevel = receiver.isNullish() || receiver == Value(iso.realm->global().get()) || receiver.isEmpty() ||
                          (code && (code->functionKind == FunctionKind::Eval || code->functionKind == FunctionKind::Script || code->functionKind == FunctionKind::Module));
  if (flags & kIsConstruct) return "new " + (name.empty() ? "<anonymous>" : name) + " (" + where + ")";
  if (!isTopLevel && !(code && (code->flags & FunctionCode::kArrow) && !isObject(receiver))) {
    const std::string type = hideType ? std::string() : typeName(iso, receiver);
    const std::string method = methodName(iso, receiver, function, name);
    std::string text;
    if (!name.empty()) {
      if (!type.empty() && name.compare(0, type.size(), type) != 0) text = type + ".";
      text += name;
      if (!method.empty() && !endsWithMethod(name, method, iso.options.nodeMajor)) text += " [as " + method + "]";
    } else {
      text = (type.empty() ? std::string() : type + ".") + (method.empty() ? "<anonymous>" : method);
    }
    return text + " (" + where + ")";
  }
  if (!name.empty()) return name + " (" + where + ")";
  return where;
}
} // namespace

std::string describeStackFrames(Isolate& iso, Handle<Box> frames) {
  std::string text;
  for (size_t i = 0; i < frameCount(frames); ++i) text += "\n    at " + describeFrame(iso, frames->values() + i * kWords);
  return text;
}

namespace {
// --- CallSite objects (V8's stack trace API) ---
//
// An object's frame: its HostObject words are those of the captured frame.
struct CallSiteObject : Object {
  Value words[kWords];
};
CallSiteObject* callSite(Args args) {
  const Value value = args.thisValue();
  return value.isCell() && value.asCell()->kind == CellKind::HostObject && value.asCell()->size == sizeof(CallSiteObject)
             ? static_cast<CallSiteObject*>(value.as<Object>())
             : nullptr;
}
FunctionCode* codeOf(CallSiteObject* site) {
  const Value function = site->words[kFunction];
  return isObject(function) && function.as<Object>()->kind == CellKind::FunctionObject ? function.as<FunctionObject>()->code : nullptr;
}
SourcePosition positionOf(CallSiteObject* site) {
  FunctionCode* code = codeOf(site);
  if (!code || !code->tables->source) return {0, 0};
  return code->tables->source->position(placeAt(code, uint32_t(site->words[kPc].asInt32())).start);
}
#define CALL_SITE(name)                                                                                                \
  Value callSite##name(Isolate& iso, Args args) {                                                                      \
    CallSiteObject* site = callSite(args);                                                                             \
    if (!site) return iso.raise(ErrorType::TypeError, "CallSite method called on an object that is no CallSite");
#define END_CALL_SITE }
CALL_SITE(FileName)
  FunctionCode* code = codeOf(site);
  if (!code || !code->tables->source || code->tables->source->isEval) return Value::undefined();
  return Value(newStringUtf8(iso, code->tables->source->name));
END_CALL_SITE
CALL_SITE(LineNumber)
  const SourcePosition position = positionOf(site);
  return position.line ? Value::number(position.line) : Value::null();
END_CALL_SITE
CALL_SITE(ColumnNumber)
  const SourcePosition position = positionOf(site);
  return position.line ? Value::number(position.column) : Value::null();
END_CALL_SITE
CALL_SITE(FunctionName)
  const std::string name = site->words[kFlags].asInt32() & kIsHost ? std::string() : debugName(iso, site->words[kFunction]);
  return name.empty() ? Value::null() : Value(newStringUtf8(iso, name));
END_CALL_SITE
CALL_SITE(TypeName)
  const std::string name = typeName(iso, site->words[kReceiver]);
  return name.empty() ? Value::null() : Value(newStringUtf8(iso, name));
END_CALL_SITE
CALL_SITE(MethodName)
  const std::string name = methodName(iso, site->words[kReceiver], site->words[kFunction], debugName(iso, site->words[kFunction]));
  return name.empty() ? Value::null() : Value(newStringUtf8(iso, name));
END_CALL_SITE
CALL_SITE(This) (void)site; return Value::undefined(); END_CALL_SITE
CALL_SITE(Function) (void)site; return Value::undefined(); END_CALL_SITE
CALL_SITE(IsNative) return Value::boolean(site->words[kFlags].asInt32() & kIsNative); END_CALL_SITE
CALL_SITE(IsConstructor) return Value::boolean(site->words[kFlags].asInt32() & kIsConstruct); END_CALL_SITE
CALL_SITE(IsAsync) return Value::boolean(site->words[kFlags].asInt32() & kIsAsync); END_CALL_SITE
CALL_SITE(IsPromiseAll) return Value::boolean(site->words[kFlags].asInt32() & kIsPromiseAll); END_CALL_SITE
CALL_SITE(IsEval)
  FunctionCode* code = codeOf(site);
  return Value::boolean(code && code->tables->source && code->tables->source->isEval);
END_CALL_SITE
CALL_SITE(IsToplevel)
  const Value receiver = site->words[kReceiver];
  return Value::boolean(receiver.isNullish() || receiver == Value(iso.realm->global().get()));
END_CALL_SITE
CALL_SITE(ToString) return Value(newStringUtf8(iso, describeFrame(iso, site->words))); END_CALL_SITE
#undef CALL_SITE
#undef END_CALL_SITE
} // namespace

Value callSiteArray(Isolate& iso, Handle<Box> frames) {
  Handle<Object> prototype = iso.handle(newObject(iso));
  defineMethods(iso, prototype,
                {{"getThis", callSiteThis, 0}, {"getTypeName", callSiteTypeName, 0}, {"getFunction", callSiteFunction, 0},
                 {"getFunctionName", callSiteFunctionName, 0}, {"getMethodName", callSiteMethodName, 0}, {"getFileName", callSiteFileName, 0},
                 {"getLineNumber", callSiteLineNumber, 0}, {"getColumnNumber", callSiteColumnNumber, 0},
                 {"getScriptNameOrSourceURL", callSiteFileName, 0}, {"isToplevel", callSiteIsToplevel, 0}, {"isEval", callSiteIsEval, 0},
                 {"isNative", callSiteIsNative, 0}, {"isConstructor", callSiteIsConstructor, 0}, {"isAsync", callSiteIsAsync, 0},
                 {"isPromiseAll", callSiteIsPromiseAll, 0}, {"toString", callSiteToString, 0}});
  Handle<ArrayObject> array = iso.handle(newArray(iso));
  for (size_t i = 0; i < frameCount(frames); ++i) {
    HandleScope scope(iso.heap);
    auto* site = static_cast<CallSiteObject*>(newObjectOfKind(iso, CellKind::HostObject, sizeof(CallSiteObject), prototype));
    for (uint32_t w = 0; w < kWords; ++w) site->words[w] = frames->values()[i * kWords + w];
    HandleValue kept = iso.handle(Value(site));
    TRY(arrayPush(iso, array, kept));
  }
  return array.get();
}

std::string describeCurrentFrame(Isolate& iso) {
  Interpreter& vm = *iso.interpreter;
  for (CallFrame* frame = vm.frame_; frame >= vm.frames_; --frame) {
    if (!frame->code || !frame->code->tables->source) continue;
    HandleScope scope(iso.heap);
    std::string name = debugName(iso, frame->registers[0]);
    if (name.empty()) name = "<anonymous>";
    return name + " (" + location(*frame->code->tables->source, frame->code->tables->source->position(placeAt(frame->code, uint32_t(frame->pc - frame->code->code)).start)) + ")";
  }
  return {};
}

std::string describeThrown(Isolate& iso, Value value) {
  if (!isObject(value)) return describeForMessage(iso, value);
  const auto property = [&](String* name) {
    for (Value at = value; at.isCell(); at = at.as<Object>()->shape->prototype) {
      const Value found = getOwnDataNoGc(at.as<Object>(), PropertyKey::fromAtom(name));
      if (!found.isEmpty()) return textOf(found);
    }
    return std::string();
  };
  if (value.asCell()->kind != CellKind::ErrorObject) return describeForMessage(iso, value);
  const std::string name = property(iso.names.name), message = property(iso.names.message);
  if (name.empty() || message.empty()) return name + message;
  return name + ": " + message;
}

} // namespace tickscope
