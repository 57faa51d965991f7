// Exceptions that nobody handled: the order of events (Node lib/internal/process/execution.js) and the text on stderr
// (src/node_errors.cc; node-semantics 1.4, 1.5).
#include "core/node/fatal.h"

#include <algorithm>

#include "core/node/builtin_modules.h"
#include "core/node/events.h"
#include "core/node/inspect.h"
#include "core/node/es_modules.h"
#include "core/node/module_loader.h"
#include "core/node/runtime.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/error_object.h"
#include "core/vm/function_code.h"
#include "core/vm/host_frames.h"
#include "core/vm/library_place.h"
#include "core/vm/script_source.h"

namespace tickscope {

namespace {
using Kept = NodeRuntime::Kept;

bool isErrorObject(Value value) { return value.isCell() && value.asCell()->kind == CellKind::ErrorObject; }

// The first "(file:line:column)" or "at file:line:column" of a stack whose file the program loaded.
bool placeFromStack(NodeRuntime& runtime, const std::string& stack, FatalPlace* place) {
  size_t line = stack.find("\n    at ");
  while (line != std::string::npos) {
    const size_t end = std::min(stack.find('\n', line + 1), stack.size());
    std::string frame = stack.substr(line + 8, end - line - 8);
    if (!frame.empty() && frame.back() == ')') {
      frame.pop_back();
      frame = frame.substr(frame.rfind('(') + 1);
    }
    const size_t columnAt = frame.rfind(':'), lineAt = columnAt == std::string::npos ? columnAt : frame.rfind(':', columnAt - 1);
    if (lineAt != std::string::npos) {
      const std::string path = frame.substr(0, lineAt);
      if (const std::string* source = runtime.loader().sourceOf(path)) {
        place->path = path;
        place->line = uint32_t(std::strtoul(frame.c_str() + lineAt + 1, nullptr, 10));
        place->column = uint32_t(std::strtoul(frame.c_str() + columnAt + 1, nullptr, 10));
        size_t at = 0;
        for (uint32_t n = 1; n < place->line && at != std::string::npos; ++n) {
          at = source->find('\n', at);
          if (at != std::string::npos) ++at;
        }
        if (at == std::string::npos) return false;
        place->sourceLine = source->substr(at, source->find('\n', at) - at);
        return true;
      }
      return false; // the error was made inside Node
    }
    line = stack.find("\n    at ", end);
  }
  return false;
}

} // namespace

std::string arrow(const FatalPlace& place) {
  constexpr size_t kLongest = 1020; // Node's line of carets ends there, however long the line above it
  std::string text;
  uint32_t unit = 1;
  for (size_t i = 0; i < place.sourceLine.size() && unit < place.column;) {
    const unsigned char c = static_cast<unsigned char>(place.sourceLine[i]);
    const size_t bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    text += c == '\t' ? '\t' : ' ';
    if (bytes == 4) text += ' '; // two UTF-16 units
    unit += bytes == 4 ? 2 : 1;
    i += bytes;
  }
  text += std::string(place.length, '^');
  if (text.size() > kLongest) text.resize(kLongest);
  return place.path + ":" + std::to_string(place.line) + "\n" + place.sourceLine + "\n" + text + "\n";
}

bool NodeRuntime::throwPlace(FatalPlace* place) {
  // Where Node's checks of arguments throw (lib/internal/errors.js, hideStackFrames).
  const FatalPlace inErrors = {"node:internal/errors", rules.major >= 22 ? 543u : 541u, 7, 1, "      throw error;"};
  if (iso.throwIsHosts) {
    *place = inErrors;
    return true;
  }
  if (iso.throwIsNew || !iso.throwCode || !iso.throwCode->tables->source) return false;
  const ScriptSource& source = *iso.throwCode->tables->source;
  if (source.isBuiltinLibrary) {
    const uint32_t line = source.position(placeAt(iso.throwCode, iso.throwPc).start).line;
    *place = inErrors;
    if (const auto marked = libraryThrowPlace(source, line, rules.major)) *place = {source.name, marked->line, marked->column, 1, marked->sourceLine};
    return true;
  }
  const SourceEntry at = placeAt(iso.throwCode, iso.throwPc);
  const SourcePosition position = source.position(at.start);
  place->path = source.name;
  place->line = position.line;
  place->column = position.column;
  place->sourceLine = std::string(source.line(position.line));
  return true;
}

bool NodeRuntime::syntaxErrorPlace(FatalPlace* place) {
  if (!iso.lastSyntaxError) return false;
  const SyntaxErrorPlace& at = *iso.lastSyntaxError;
  *place = {at.name, at.line, at.column, at.length, at.sourceLine};
  return true;
}

// Deeper than usual, and without custom inspectors (lib/internal/errors.js, fatalExceptionStackEnhancers).
std::string NodeRuntime::inspectFatal(HandleValue error) {
  constexpr double kLeastDepth = 5;
  InspectOptions options = defaultInspectOptions(iso);
  options.depth = std::max(options.depth, kLeastDepth);
  options.customInspect = false;
  HandleScope scope(iso.heap);
  Completion<std::u16string> shown = tickscope::inspect(iso, error, options);
  if (!shown.threw()) return toUtf8(newStringUtf16(iso, shown.value()));
  iso.takeException();
  return describeForMessage(iso, error);
}

std::string NodeRuntime::inspect(HandleValue value) {
  HandleScope scope(iso.heap);
  Completion<std::u16string> shown = tickscope::inspect(iso, value);
  if (shown.threw()) { // a custom inspector that throws must not hide what is to be said
    iso.takeException();
    return describeForMessage(iso, value);
  }
  return toUtf8(newStringUtf16(iso, shown.value()));
}

// An error that an emitter threw unheard says where it was emitted (core/node/events.h).
void NodeRuntime::enhanceStack(HandleValue error) {
  HandleScope scope(iso.heap);
  const Handle<Object> object = Handle<Object>::fromRooted(error);
  const Value enhance = getOwnDataNoGc(object, iso.key(enhanceStackSymbol(*this)));
  if (!isCallable(enhance)) return;
  HandleValue function = iso.handle(enhance);
  const Value stack = iso.call(function, iso.undefined());
  if (stack.isException()) {
    iso.takeException();
    return;
  }
  HandleValue kept = iso.handle(stack);
  PropertyDescriptor d = PropertyDescriptor::data(kept, kHidden);
  if (defineOwnProperty(iso, object, iso.key(iso.names.stack), d).threw()) iso.takeException();
}

void NodeRuntime::printFatal(HandleValue error, bool fromPromise) {
  HandleScope scope(iso.heap);
  FatalPlace place;
  bool hasPlace = !fromPromise && throwPlace(&place);
  const bool isError = isErrorObject(error);
  if (isError && error.get() == kept(Kept::WrappedRejection)) {
    place = {"node:internal/process/promises", rules.major >= 22 ? 392u : 389u, 7, 1, "      new UnhandledPromiseRejection(reason);"};
    hasPlace = true;
  } else if (isError && error.get() == kept(Kept::SyntaxError)) hasPlace = syntaxErrorPlace(&place);
  else if (esModules_->internalPlace(error, &place)) hasPlace = true;
  else if (!hasPlace && isError) {
    const Value stack = get(iso, Handle<Object>::fromRooted(error), iso.key(iso.names.stack));
    if (stack.isException()) iso.takeException();
    else if (isString(stack)) hasPlace = placeFromStack(*this, toUtf8(flatten(iso, iso.handle(stack))), &place);
  }
  if (isError) enhanceStack(error);
  std::string text;
  if (!isError && hasPlace) text += "\n";
  if (hasPlace) {
    text += arrow(place);
    fatalPlace = place;
  }
  std::string shown;
  if (isObject(error)) shown = isError ? inspectFatal(error) : rules.major >= 12 ? inspect(error) : describeForMessage(iso, error);
  else if (isSymbol(error)) shown = "";
  else {
    auto asText = toString(iso, error);
    shown = asText.threw() ? "" : toUtf8(flatten(iso, iso.handle(Value(asText.value()))));
  }
  fatalMessage = shown.substr(0, shown.find('\n'));
  if (isError && hasPlace && !esModules_->isLinkError(error)) text += "\n";
  text += shown + "\n";
  if (!isObject(error) && rules.traceHints && !options.traceUncaught)
    text += "(Use `node --trace-uncaught ...` to show where the exception was thrown)\n";
  if (rules.exitNewline) text += "\nNode.js v" + std::string(rules.version) + "\n";
  write(trace::Stream::Stderr, text);
}

bool NodeRuntime::uncaughtException(HandleValue error, bool fromPromise) {
  HandleScope scope(iso.heap);
  HandleValue origin = iso.handle(Value(newString(iso, fromPromise ? "unhandledRejection" : "uncaughtException")));
  // Where it was thrown is asked after listeners ran, which may throw and catch themselves.
  FunctionCode* const thrownIn = iso.throwCode;
  const uint32_t thrownAt = iso.throwPc;
  const bool placeUnknown = iso.throwIsNew, thrownByHost = iso.throwIsHosts;
  iso.throwIsNew = false;
  // Of this exception nothing refers to the code any more but this handle: pinned, but it must stay reachable.
  HandleValue keepCode = iso.handle(thrownIn ? Value(static_cast<Cell*>(thrownIn)) : Value());
  (void)keepCode;
  const auto fatalListener = [&] { // a listener threw: that error is printed, exit code 7
    if (loop.stopping()) return false;
    HandleValue second = iso.handle(iso.takeException());
    printFatal(second, false);
    endProcess(7, trace::ExitReason::Uncaught);
    return false;
  };

  trace::EventId begin = 0;
  if (iso.recorder)
    begin = iso.recorder->emit(trace::ev::CallbackBegin{.cause = iso.recorder->last(),
                                                        .kind = trace::CallbackKind::UncaughtException,
                                                        .rule = trace::Rule::Uncaught});
  const auto ended = [&](bool threw) {
    if (begin) loop.callbackEnded(begin, threw ? Value::exception() : Value());
  };
  HostEntryScope entry(iso, loop.frames.uncaughtListener);
  if (loop.wrongOrder.has(WrongRule::CatchLater)) {
    HandleValue caught = iso.handle(requireBuiltin(*this, "internal/wrong_catch"));
    const Value result = iso.call(caught, iso.undefined(), {error});
    if (result.isException()) { // thrown by the clause itself
      ended(true);
      return fatalListener();
    }
    if (result.isTrue()) {
      ended(false);
      return true;
    }
  }
  if (emit("uncaughtExceptionMonitor", {error, origin}).threw()) {
    ended(true);
    return fatalListener();
  }
  bool handled = false;
  if (isCallable(kept(Kept::CaptureCallback))) {
    if (iso.call(keptSlot(Kept::CaptureCallback), keptSlot(Kept::Process), {error}).isException()) {
      ended(true);
      return fatalListener();
    }
    handled = true;
  } else {
    auto heard = emit("uncaughtException", {error, origin});
    if (heard.threw()) {
      ended(true);
      return fatalListener();
    }
    handled = heard.value();
  }
  ended(false);
  if (handled) return true;

  if (!exiting) {
    exiting = true;
    loop.ticks.close();
    setExitCodeTo(1);
    if (iso.recorder)
      iso.recorder->emit(trace::ev::ExitBegin{.cause = iso.recorder->last(), .code = 1,
                                              .reason = fromPromise ? trace::ExitReason::UnhandledRejection : trace::ExitReason::Uncaught});
    auto heard = emit("exit", {iso.handle(Value::int32(1))});
    if (loop.stopping()) return false; // a listener called process.exit
    if (heard.threw()) iso.takeException();
  }
  iso.throwCode = thrownIn;
  iso.throwPc = thrownAt;
  iso.throwIsNew = placeUnknown;
  iso.throwIsHosts = thrownByHost;
  printFatal(error, fromPromise);
  endProcess(exitCodeSet ? exitCode() : 1, fromPromise ? trace::ExitReason::UnhandledRejection : trace::ExitReason::Uncaught);
  return false;
}

Completion<bool> NodeRuntime::emitUnhandledRejection(HandleValue reason, HandleValue promise) {
  trace::EventId begin = 0;
  if (iso.recorder)
    begin = iso.recorder->emit(trace::ev::CallbackBegin{.cause = iso.recorder->last(),
                                                        .kind = trace::CallbackKind::UnhandledRejection,
                                                        .rule = trace::Rule::UnhandledRejection});
  HostEntryScope entry(iso, loop.frames.rejectionListener);
  auto heard = emit("unhandledRejection", {reason, promise});
  if (begin) loop.callbackEnded(begin, heard.threw() ? Value::exception() : Value());
  return heard;
}

Completion<bool> NodeRuntime::emitRejectionHandled(HandleValue promise) {
  trace::EventId begin = 0;
  if (iso.recorder)
    begin = iso.recorder->emit(trace::ev::CallbackBegin{.cause = iso.recorder->last(),
                                                        .kind = trace::CallbackKind::RejectionHandled,
                                                        .rule = trace::Rule::RejectionHandledLate});
  auto heard = emit("rejectionHandled", {promise});
  if (begin) loop.callbackEnded(begin, heard.threw() ? Value::exception() : Value());
  return heard;
}

Value NodeRuntime::rejectionAsError(HandleValue reason) {
  // Like an error: an object with a `stack` of its own.
  if (isObject(reason)) {
    auto own = hasOwnProperty(iso, Handle<Object>::fromRooted(reason), iso.key(iso.names.stack));
    if (own.threw()) iso.takeException();
    else if (own.value()) return reason;
  }
  HostEntryScope entry(iso, loop.frames.rejectionListener + 2);
  Handle<Object> error = iso.handle(iso.newError(
      ErrorType::Error, "This error originated either by throwing inside of an async function without a catch block, or by rejecting a "
                        "promise which was not handled with .catch(). The promise rejected with the reason \"" +
                            describeForMessage(iso, reason) + "\"."));
  defineValue(iso, error, iso.key(iso.names.name), iso.handle(Value(newString(iso, "UnhandledPromiseRejection"))), kHidden);
  defineValue(iso, error, iso.key(iso.names.code), iso.handle(Value(newString(iso, "ERR_UNHANDLED_REJECTION"))));
  keep(Kept::WrappedRejection, error);
  return error;
}

} // namespace tickscope
