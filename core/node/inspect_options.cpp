// Options of util.inspect: out of an object that the program gives, and into the one that custom inspectors are given.
#include <limits>

#include "core/node/inspector.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/isolate.h"

namespace tickscope {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Sets the option of that name. False: inspect has none.
Completion<bool> setOption(Isolate& iso, std::string_view name, HandleValue value, InspectOptions* options) {
  const Value v = value;
  const auto number = [&](double ifNull) { return v.isNumber() ? v.asNumber() : v.isNull() ? ifNull : kInfinity; };
  if (name == "depth") {
    options->depth = number(kInfinity); // nothing is deeper than undefined
    options->depthIsNull = v.isNull();
  } else if (name == "maxArrayLength") options->maxArrayLength = number(kInfinity);
  else if (name == "maxStringLength") options->maxStringLength = number(kInfinity);
  else if (name == "breakLength") options->breakLength = number(0);
  else if (name == "compact") options->compact = v.isTrue() ? InspectOptions::kCompactTrue : v.isNumber() ? int(v.asNumber()) : 0;
  else if (name == "showHidden") options->showHidden = toBoolean(v);
  else if (name == "colors") options->colors = toBoolean(v);
  else if (name == "customInspect") options->customInspect = toBoolean(v);
  else if (name == "showProxy") options->showProxy = toBoolean(v);
  else if (name == "numericSeparator") options->numericSeparator = toBoolean(v);
  else if (name == "sorted") {
    options->sorted = toBoolean(v);
    options->sortedBy.reset();
    if (isCallable(v)) options->sortedBy = iso.handle(v);
  } else if (name == "getters") {
    using Getters = InspectOptions::Getters;
    options->getters = v.isTrue() ? Getters::All : Getters::No;
    if (isString(v)) {
      const std::u16string which = utf16Of(v);
      if (which == u"get") options->getters = Getters::Get;
      if (which == u"set") options->getters = Getters::Set;
    }
  } else {
    return name == "stylize"; // given back to us by a custom inspector: `colors` says the same
  }
  return true;
}

// The object behind util.inspect.defaultOptions: made when a program first asks for it, kept by the function `inspect`.
HandleValue defaultsSlot(Isolate& iso) { return HandleValue(&static_cast<NativeFunction*>(inspectFunction(iso))->data[0]); }

Value defaultOptionsGetter(Isolate& iso, Args) {
  Handle<NativeFunction> function = Handle<NativeFunction>::fromRooted(NodeRuntime::of(iso).keptSlot(NodeRuntime::Kept::Inspect));
  if (!isObject(function->data[0])) {
    const Handle<Object> made = iso.handle(newObject(iso));
    defineInspectOptions(iso, made, InspectOptions());
    MUST(setIntegrityLevel(iso, made, IntegrityLevel::Sealed));
    iso.heap.store(function.get(), &function->data[0], Value(made.get()));
  }
  return function->data[0];
}
Value defaultOptionsSetter(Isolate& iso, Args args) {
  if (!isObject(args[0])) return raiseInvalidArgType(iso, "options", "of type object", args.handle(iso, 0));
  const Handle<Object> defaults = iso.handle(defaultOptionsGetter(iso, args).as<Object>());
  KeyList keys(iso);
  TRY(ownPropertyKeys(iso, Handle<Object>::fromRooted(args.handle(iso, 0)), &keys));
  for (PropertyKey key : keys.keys) {
    HandleScope scope(iso.heap);
    HandleValue value = iso.handle(TRY(getV(iso, args.handle(iso, 0), key)));
    TRY(setOrThrow(iso, defaults, key, value));
  }
  return Value();
}

} // namespace

InspectOptions defaultInspectOptions(Isolate& iso) {
  const Value defaults = defaultsSlot(iso);
  if (!isObject(defaults)) return {};
  Completion<InspectOptions> read = readInspectOptions(iso, iso.handle(defaults), {});
  TICK_ASSERT(!read.threw(), "default options are plain data");
  return read.value();
}

Completion<InspectOptions> readInspectOptions(Isolate& iso, HandleValue given, const InspectOptions& defaults) {
  InspectOptions options = defaults;
  if (!isObject(given)) return options;
  const Handle<Object> object = Handle<Object>::fromRooted(given);
  KeyList keys(iso);
  TRY(ownPropertyKeys(iso, object, &keys));
  for (PropertyKey key : keys.keys) {
    if (key.isSymbol()) continue;
    PropertyDescriptor d;
    if (!TRY(getOwnProperty(iso, object, key, &d)) || !d.enumerable.value_or(false)) continue;
    HandleValue value = iso.handle(TRY(get(iso, object, key)));
    const bool known = !key.isIndex() && TRY(setOption(iso, toUtf8(key.string()), value, &options));
    if (!known && !options.userOptions) options.userOptions = given;
  }
  return options;
}

void defineInspectOptions(Isolate& iso, Handle<Object> object, const InspectOptions& options) {
  const auto give = [&](const char* name, Value value) {
    HandleScope scope(iso.heap);
    const HandleValue kept = iso.handle(value);
    defineValue(iso, object, iso.key(name), kept);
  };
  using Getters = InspectOptions::Getters;
  give("showHidden", Value::boolean(options.showHidden));
  give("depth", options.depthIsNull ? Value::null() : Value::number(options.depth));
  give("colors", Value::boolean(options.colors));
  give("customInspect", Value::boolean(options.customInspect));
  give("showProxy", Value::boolean(options.showProxy));
  give("maxArrayLength", Value::number(options.maxArrayLength));
  give("maxStringLength", Value::number(options.maxStringLength));
  give("breakLength", Value::number(options.breakLength));
  give("compact", options.compact == kCompactTrue ? Value::boolean(true) : options.compact == 0 ? Value::boolean(false) : Value::int32(options.compact));
  give("sorted", options.sortedBy ? options.sortedBy->get() : Value::boolean(options.sorted));
  if (options.getters == Getters::Get || options.getters == Getters::Set)
    give("getters", Value(newString(iso, options.getters == Getters::Get ? "get" : "set")));
  else
    give("getters", Value::boolean(options.getters == Getters::All));
  give("numericSeparator", Value::boolean(options.numericSeparator));
}

// util.inspect(object[, options]) or (object, showHidden, depth, colors)
static Value inspectNative(Isolate& iso, Args args) {
  InspectOptions options = defaultInspectOptions(iso);
  if (args.count() > 2 && !args[2].isUndefined()) MUST(setOption(iso, "depth", args.handle(iso, 2), &options));
  if (args.count() > 3 && !args[3].isUndefined()) options.colors = toBoolean(args[3]);
  if (args[1].isBoolean()) options.showHidden = args[1].asBoolean();
  else options = TRY(readInspectOptions(iso, args.handle(iso, 1), options));
  return Value(newStringUtf16(iso, TRY(inspect(iso, args.handle(iso, 0), options))));
}

Object* inspectFunction(Isolate& iso) {
  HandleValue slot = NodeRuntime::of(iso).keptSlot(NodeRuntime::Kept::Inspect);
  if (slot.get().isCell()) return slot.get().as<Object>();
  HandleScope scope(iso.heap);
  const Handle<NativeFunction> function = iso.handle(newNativeFunction(iso, "inspect", 2, inspectNative));
  slot.set(Value(function.get()));
  const HandleValue name = iso.handle(Value(newString(iso, "nodejs.util.inspect.custom")));
  const HandleValue custom = iso.handle(Value(iso.symbolFor(name.get().as<String>())));
  defineValue(iso, function, iso.key("custom"), custom);
  defineGetter(iso, function, "defaultOptions", defaultOptionsGetter, defaultOptionsSetter, kNone);
  return function;
}

} // namespace tickscope
