// The native half of console: log and its like are hot; the rest is core/node/lib/console.js, loaded when first asked for.
#include "core/builtins/iterator.h"
#include "core/builtins/map.h"
#include "core/node/builtin_modules.h"
#include "core/node/inspector.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

// `plain`: the text is the string that was to be printed, nothing was formatted.
void writeLine(Isolate& iso, bool toError, const std::u16string& text, bool plain) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  StringBuilder line;
  const std::u16string indent(runtime.consoleIndentation, u' ');
  if (!indent.empty()) {
    line.append(std::u16string_view(indent));
    for (const char16_t unit : text) {
      line.append(unit);
      if (unit == '\n') line.append(std::u16string_view(indent));
    }
  } else {
    line.append(std::u16string_view(text));
  }
  line.append(char16_t('\n'));
  HandleScope scope(iso.heap);
  const Completion<String*> whole = line.finish(iso);
  if (whole.threw()) return; // longer than any string: nothing that a console could show
  const trace::Stream stream = toError ? trace::Stream::Stderr : trace::Stream::Stdout;
  runtime.write(stream, toUtf8(const_cast<Completion<String*>&>(whole).value()));
  runtime.standardHandles.consoleWrites(runtime, stream, plain);
}

template <bool ToError> Value log(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  const bool plain = args.count() == 1 && isString(args[0]);
  if (plain && runtime.consoleIndentation == 0) { // by far the most common
    constexpr trace::Stream kStream = ToError ? trace::Stream::Stderr : trace::Stream::Stdout;
    std::string line = toUtf8(args[0].as<String>());
    line += '\n';
    runtime.write(kStream, line);
    runtime.standardHandles.consoleWrites(runtime, kStream, true);
    return Value();
  }
  writeLine(iso, ToError, TRY(format(iso, args.slots(), args.count(), defaultInspectOptions(iso))), plain);
  return Value();
}

Value writeNative(Isolate& iso, Args args) {
  writeLine(iso, toBoolean(args[0]), toUtf16(TRY(toString(iso, args.handle(iso, 1)))), false);
  return Value();
}
Value setIndentation(Isolate& iso, Args args) {
  NodeRuntime::of(iso).consoleIndentation = size_t(args[0].asNumber());
  return Value();
}
Value displayWidthNative(Isolate& iso, Args args) { return Value::number(displayWidth(toUtf16(TRY(toString(iso, args.handle(iso, 0)))))); }
// What is left of a Map's or Set's iterator, without moving it: { items, pairs }. With `pairs` the items are [key, value].
Value previewIterator(Isolate& iso, Args args) {
  const bool map = isIteratorOf(args[0].as<Object>(), true);
  const Listing listing = Listing(args[0].as<IteratorObject>()->listing.asInt32());
  const Handle<ArrayObject> items = iso.handle(newArray(iso));
  if (const Value target = args[0].as<IteratorObject>()->target; target.isCell()) {
    TableCursor cursor(iso, target.as<OrderedTable>(), uint32_t(args[0].as<IteratorObject>()->position.asInt32()));
    while (cursor.nextNoGc()) {
      HandleScope scope(iso.heap);
      const HandleValue key = iso.handle(cursor.key()), value = iso.handle(map ? cursor.value() : cursor.key());
      HandleValue item = listing == Listing::Values ? value : key;
      if (listing == Listing::Entries) {
        const Handle<ArrayObject> pair = iso.handle(newArray(iso));
        TRY(arrayPush(iso, pair, key));
        TRY(arrayPush(iso, pair, value));
        item = pair;
      }
      TRY(arrayPush(iso, items, item));
    }
  }
  const Handle<Object> result = iso.handle(newObject(iso));
  defineValue(iso, result, iso.key("items"), items);
  defineValue(iso, result, iso.key("pairs"), iso.handle(Value::boolean(listing == Listing::Entries)));
  return Value(result.get());
}
Value timeNow(Isolate& iso, Args) { return Value::number(double(iso.nowNs()) / 1e6); }

} // namespace

namespace {
// A method that lives in console.js: loaded at its first call. data[0]: its name.
Value libraryMethod(Isolate& iso, Args args) {
  const Handle<Object> library = iso.handle(TRY(requireBuiltin(NodeRuntime::of(iso), "internal/console")).as<Object>());
  const Value name = args.callee().get().as<NativeFunction>()->data[0];
  const HandleValue method = iso.handle(TRY(get(iso, library, PropertyKey::fromString(iso, name.as<String>()))));
  return iso.call(method, args.thisValue(), args.slots(), args.count());
}
} // namespace

void fillConsole(NodeRuntime& runtime, Handle<Object> internal) {
  fillUtil(runtime, internal);
  Isolate& iso = runtime.iso;
  defineMethods(iso, internal,
                {{"write", writeNative, 2},
                 {"setIndentation", setIndentation, 1},
                 {"displayWidth", displayWidthNative, 1},
                 {"previewIterator", previewIterator, 1},
                 {"timeNow", timeNow, 0}});
  defineValue(iso, internal, iso.key("self"), runtime.keptSlot(NodeRuntime::Kept::Console));
}

void installConsole(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  const HandleValue prototype = iso.handle(Value(newObject(iso)));
  const Handle<Object> console = iso.handle(newObjectWithPrototype(iso, prototype));
  const auto method = [&](const char* name, NativeFn function) {
    HandleScope inner(iso.heap);
    const Handle<NativeFunction> native = iso.handle(newNativeFunction(iso, name, 0, function));
    native->data[0] = native->name;
    defineValue(iso, console, iso.key(name), native);
  };
  // In the order in which Node has them.
  method("log", log<false>);
  method("warn", log<true>);
  for (const char* name : {"dir", "time", "timeEnd", "timeLog", "trace", "assert", "clear", "count", "countReset", "group", "groupEnd", "table"})
    method(name, libraryMethod);
  method("debug", log<false>);
  method("info", log<false>);
  method("dirxml", log<false>);
  method("error", log<true>);
  method("groupCollapsed", libraryMethod);
  const HandleValue tag = iso.handle(Value(newString(iso, "console")));
  defineValue(iso, console, iso.key(iso.symbols.toStringTag), tag, kConfigurable);
  runtime.keep(NodeRuntime::Kept::Console, Value(console.get()));
  defineValue(iso, runtime.realm->global(), iso.key("console"), console, kHidden);
}

Value createConsoleModule(NodeRuntime& runtime) { return runtime.kept(NodeRuntime::Kept::Console); }

} // namespace tickscope
