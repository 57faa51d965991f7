#include "core/node/warnings.h"

#include "core/node/node_errors.h"
#include "core/node/process_events.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/error_object.h"

namespace tickscope {

namespace {
HandleValue text(Isolate& iso, std::string_view utf8) { return iso.handle(Value(newStringUtf8(iso, utf8))); }

std::string ownText(Isolate& iso, Handle<Object> object, std::string_view name) {
  const Value value = getOwnDataNoGc(object, iso.key(name));
  return isString(value) ? toUtf8(flatten(iso, iso.handle(value))) : std::string();
}

// The tick: process.emit('warning', warning).
Value doEmitWarning(Isolate& iso, Args args) {
  TRY(NodeRuntime::of(iso).emit("warning", {args.handle(iso, 0)}));
  return Value();
}

// createWarningObject: an Error whose name is the type.
Value newWarning(Isolate& iso, HandleValue message, HandleValue type, HandleValue code, HandleValue detail) {
  Handle<Object> warning = iso.handle(iso.newError(ErrorType::Error, ""));
  defineValue(iso, warning, iso.key(iso.names.message), message, kHidden);
  defineValue(iso, warning, iso.key(iso.names.name), type.get().isNullish() ? text(iso, "Warning") : type);
  if (!code.get().isUndefined()) defineValue(iso, warning, iso.key(iso.names.code), code);
  if (!detail.get().isUndefined()) defineValue(iso, warning, iso.key("detail"), detail);
  return warning;
}

// onWarning: prints.
Value printWarning(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  const NodeOptions& options = runtime.options;
  if (options.noWarnings || !isObject(args[0]) || args[0].asCell()->kind != CellKind::ErrorObject) return Value();
  Handle<Object> warning = Handle<Object>::fromRooted(args.handle(iso, 0));
  const std::string name = ownText(iso, warning, "name"), code = ownText(iso, warning, "code"), detail = ownText(iso, warning, "detail");
  const bool deprecation = name == "DeprecationWarning";
  if (deprecation && options.noDeprecation) return Value();
  const bool trace = options.traceWarnings || (deprecation && options.traceDeprecation);
  std::string message = "(node:" + std::to_string(kPid) + ") ";
  if (!code.empty()) message += "[" + code + "] ";
  HandleValue stack = iso.handle(TRY(get(iso, warning, iso.key(iso.names.stack))));
  if (trace && isString(stack)) {
    message += toUtf8(flatten(iso, stack));
  } else {
    HandleValue shown = iso.handle(TRY(iso.invoke(warning, iso.key(iso.names.toString))));
    if (isString(shown)) message += toUtf8(flatten(iso, shown));
  }
  if (!detail.empty()) message += "\n" + detail;
  if (!trace && !runtime.warningHintShown && runtime.rules.traceHints) {
    message += std::string("\n(Use `node ") + (deprecation ? "--trace-deprecation" : "--trace-warnings") +
               " ...` to show where the warning was created)";
    runtime.warningHintShown = true;
  }
  runtime.write(trace::Stream::Stderr, message + "\n");
  return Value();
}
} // namespace

void NodeRuntime::emitWarningObject(HandleValue warning) {
  HandleScope scope(iso.heap);
  HandleValue tick = iso.handle(Value(newNativeFunction(iso, "doEmitWarning", 1, doEmitWarning)));
  loop.ticks.add(tick, warning);
}

void NodeRuntime::emitWarning(std::string_view message, std::string_view type, std::string_view code, std::string_view detail) {
  HandleScope scope(iso.heap);
  emitWarningObject(iso.handle(newWarning(iso, text(iso, message), text(iso, type), code.empty() ? iso.undefined() : text(iso, code),
                                          detail.empty() ? iso.undefined() : text(iso, detail))));
}

// process.emitWarning(warning[, type[, code]][, ctor]) or (warning[, { type, code, detail, ctor }])
Value processEmitWarning(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  HandleValue type = args.handle(iso, 1), code = args.handle(iso, 2), detail = iso.undefined();
  if (isObject(type) && !isCallable(type) && type.get().asCell()->kind != CellKind::ArrayObject) {
    Handle<Object> options = iso.handle(type.get().as<Object>());
    code = iso.handle(TRY(get(iso, options, iso.key(iso.names.code))));
    detail = iso.handle(TRY(get(iso, options, iso.key("detail"))));
    if (!isString(detail)) detail = iso.undefined();
    type = iso.handle(TRY(get(iso, options, iso.key("type"))));
    if (!toBoolean(type)) type = text(iso, "Warning");
  } else if (isCallable(type)) {
    type = text(iso, "Warning");
    code = iso.undefined();
  }
  if (isCallable(code)) code = iso.undefined();
  if (!type.get().isUndefined()) TRY(checkString(iso, type, "type"));
  if (!code.get().isUndefined()) TRY(checkString(iso, code, "code"));
  HandleValue warning = args.handle(iso, 0);
  if (isString(warning)) {
    warning = iso.handle(newWarning(iso, warning, type, code, detail));
  } else if (!isObject(warning) || warning.get().asCell()->kind != CellKind::ErrorObject) {
    return raiseInvalidArgType(iso, "warning", "of type string or an instance of Error", warning);
  }
  const std::string name = toUtf8(flatten(iso, iso.handle(Value(TRY(toString(
      iso, iso.handle(TRY(get(iso, Handle<Object>::fromRooted(warning), iso.key(iso.names.name))))))))));
  if (name == "DeprecationWarning") {
    if (runtime.options.noDeprecation) return Value();
    if (runtime.options.throwDeprecation) {
      HandleValue thrower = iso.handle(Value(newNativeFunction(iso, "", 1, [](Isolate& i, Args a) -> Value { return i.throwValue(a[0]); })));
      runtime.loop.ticks.add(thrower, warning);
      return Value();
    }
  }
  runtime.emitWarningObject(warning);
  return Value();
}

void installWarnings(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  HandleValue listener = iso.handle(Value(newNativeFunction(iso, "onWarning", 1, printWarning)));
  runtime.processEvents().add(iso.key("warning"), listener, false, false);
}

void NodeRuntime::warn(WarningKind kind, HandleValue value, double number) {
  HandleScope scope(iso.heap);
  const auto duration = [&](std::string_view what, std::string_view type) {
    emitWarning(numberToString(number) + std::string(what) + "\nTimeout duration was set to 1.", type);
  };
  switch (kind) {
  case WarningKind::TimerOverflow: return duration(" does not fit into a 32-bit signed integer.", "TimeoutOverflowWarning");
  case WarningKind::TimerNegative:
    if (!warnedNegative_) duration(" is a negative number.", "TimeoutNegativeWarning");
    warnedNegative_ = true;
    return;
  case WarningKind::TimerNaN:
    if (!warnedNaN_) duration(" is not a number.", "TimeoutNaNWarning");
    warnedNaN_ = true;
    return;
  case WarningKind::RejectionHandledLate:
    return emitWarning("Promise rejection was handled asynchronously (rejection id: " + numberToString(number) + ")",
                       "PromiseRejectionHandledWarning");
  case WarningKind::UnhandledRejection: break;
  }
  // The stack or the value first, then the sentence.
  std::string shown;
  auto hasStack = isObject(value) ? hasOwnProperty(iso, Handle<Object>::fromRooted(value), iso.key(iso.names.stack)) : Completion<bool>(false);
  if (hasStack.threw()) {
    iso.takeException();
  } else if (hasStack.value()) {
    const Value stack = get(iso, Handle<Object>::fromRooted(value), iso.key(iso.names.stack));
    if (stack.isException()) iso.takeException();
    else if (isString(stack)) shown = toUtf8(flatten(iso, iso.handle(stack)));
  }
  if (shown.empty()) shown = describeForMessage(iso, value);
  emitWarning(shown, "UnhandledPromiseRejectionWarning");
  const bool shortFlag = rules.major < 15;
  emitWarning("Unhandled promise rejection. This error originated either by throwing inside of an async function without a catch "
              "block, or by rejecting a promise which was not handled with .catch(). " +
                  std::string(rules.major >= 14 ? "To terminate the node process on unhandled promise rejection, use the CLI flag "
                                                  "`--unhandled-rejections=strict` (see "
                                                  "https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). "
                                                : "") +
                  "(rejection id: " + numberToString(number) + ")",
              "UnhandledPromiseRejectionWarning");
  if (shortFlag && !warnedRejectionDeprecation_ && loop.rejections.mode == RejectionMode::WarnDeprecated) {
    warnedRejectionDeprecation_ = true;
    emitWarning("Unhandled promise rejections are deprecated. In the future, promise rejections that are not handled will terminate "
                "the Node.js process with a non-zero exit code.",
                "DeprecationWarning", "DEP0018");
  }
}

} // namespace tickscope
