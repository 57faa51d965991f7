// Errors: the stack as it is shown, and which properties it makes superfluous.
#include <algorithm>
#include <cmath>

#include "core/node/builtin_modules.h"
#include "core/node/inspector.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/error_object.h"
#include "core/vm/isolate.h"

namespace tickscope {

using Text = std::u16string;

namespace {

// Frames that an error shares with its cause: where a run of more than three equal lines begins, and how long it is.
struct SharedRun {
  size_t offset = 0, length = 0;
};
SharedRun sharedRun(const std::vector<Text>& a, const std::vector<Text>& b) {
  for (size_t i = 0; i + 3 < a.size(); ++i) {
    const auto found = std::find(b.begin(), b.end(), a[i]);
    if (b.end() - found <= 3) continue;
    const size_t most = std::min(a.size() - i, size_t(b.end() - found));
    size_t length = 1;
    while (length < most && a[i + length] == found[ptrdiff_t(length)]) ++length;
    if (length > 3) return {i, length};
  }
  return {};
}

// A block of `length` lines from `offset` that comes `times` more right after itself.
struct Repetition {
  size_t offset, length, times;
};
// Recursion in a long stack (only with Error.stackTraceLimit over 10): for every line, the block that reaches to one of
// its next occurrences and hides most.
std::vector<Repetition> repetitions(const std::vector<Text>& lines) {
  constexpr size_t kLeast = 3; // fewer hidden lines are not worth a message
  std::vector<Repetition> found;
  for (size_t i = 0; i + kLeast < lines.size(); ++i) {
    Repetition best{i, 0, 0};
    for (size_t next = i + 1; next < lines.size(); ++next) {
      if (lines[next] != lines[i]) continue;
      const size_t length = next - i;
      size_t times = 0;
      while (i + (times + 2) * length <= lines.size() &&
             std::equal(lines.begin() + ptrdiff_t(i), lines.begin() + ptrdiff_t(i + length), lines.begin() + ptrdiff_t(i + (times + 1) * length)))
        ++times;
      if (times * length > best.times * best.length) best = {i, length, times};
    }
    if (best.times * best.length < kLeast) continue;
    found.push_back({i + best.length, best.length, best.times});
    i += best.length * (best.times + 1) - 1;
  }
  return found;
}

bool endsWith(const Text& text, const Text& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}
bool startsWith(const Text& text, const Text& start) { return text.compare(0, start.size(), start) == 0; }

// What looks like a class name at the start of a stack: /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/, or the whole of it
// if it ends in Error.
size_t lengthOfClassName(const Text& stack) {
  const auto isLetterOrDigit = [](char16_t c) { return c < 0x80 && isalnum(int(c)); };
  if (!stack.empty() && stack[0] >= 'A' && stack[0] <= 'Z') {
    size_t end = 1;
    while (end < stack.size() && (isLetterOrDigit(stack[end]) || Text(u"_ []()-").find(stack[end]) != Text::npos)) ++end;
    if (end > 1 && (stack.compare(end, 1, u":") == 0 || stack.compare(end, 7, u"\n    at") == 0)) return end;
  }
  const bool plain = std::all_of(stack.begin(), stack.end(), [&](char16_t c) { return isLetterOrDigit(c) || c == '_' || c == '-'; });
  return plain && endsWith(stack, u"Error") ? stack.size() : 0;
}

} // namespace

Completion<bool> isErrorLike(Isolate& iso, Handle<Object> object) {
  if (object->kind == CellKind::ErrorObject) return true;
  const Completion<bool> inherits = ordinaryHasInstance(iso, iso.intrinsic(Intrinsic::Error), object);
  return inherits;
}

Completion<Text> Inspector::stackText(Handle<Object> error) {
  Value found = get(iso_, error, iso_.key(iso_.names.stack));
  if (threw(found)) {
    if (!since(22) || iso_.terminating) return Throw{};
    iso_.takeException();
    found = Value();
  }
  HandleValue stack = iso_.handle(found);
  if (isString(stack) && toBoolean(stack)) return utf16Of(stack);
  if (!toBoolean(stack)) return toUtf16(TRY(errorToString(iso_, error)));
  if (!since(22)) return toUtf16(TRY(toString(iso_, stack)));
  seen_.push(Value(error.get()));
  Completion<Text> shown = [&] {
    Indent indent(*this, 4);
    return formatValue(stack, NAN);
  }();
  seen_.resize(seen_.size() - 1);
  const Text text = TRY(std::move(shown));
  return toUtf16(TRY(errorToString(iso_, error))) + u"\n    " + text;
}

// Name, message and stack are no properties worth listing if the stack shows them.
Completion<void> Inspector::hideKeysInStack(Subject& subject, const Text& stack) {
  if (options_.showHidden) return {};
  std::vector<PropertyKey>& keys = subject.keys.keys;
  for (String* name : {iso_.names.name, iso_.names.message, iso_.names.stack}) {
    const auto at = std::find(keys.begin(), keys.end(), PropertyKey::fromAtom(name));
    if (at == keys.end()) continue;
    const size_t index = size_t(at - keys.begin());
    const Value found = get(iso_, subject.object, keys[index]);
    if (threw(found)) {
      if (!since(22) || iso_.terminating) return Throw{};
      iso_.takeException();
      if (name != iso_.names.stack) continue;
    }
    const bool isText = isString(found);
    bool hide;
    if (since(22)) hide = name == iso_.names.stack || !isText || stack.find(utf16Of(found)) != Text::npos;
    else hide = stack.find(toUtf16(TRY(toString(iso_, iso_.handle(found))))) != Text::npos;
    if (hide) keys.erase(keys.begin() + ptrdiff_t(index));
  }
  return {};
}

// The first line of a stack names the class as it was when the error was made; show the constructor that it has now.
Text Inspector::improveStack(Text stack, const Subject& subject, const Text& name) const {
  const bool regular = endsWith(name, u"Error") && startsWith(stack, name) &&
                       (stack.size() == name.size() || stack[name.size()] == ':' || stack[name.size()] == '\n');
  if (subject.constructor && !regular) return stack;
  size_t length = name.size();
  Text fallback = u"Error";
  if (!subject.constructor) {
    length = lengthOfClassName(stack);
    if (length) fallback = stack.substr(0, length);
  }
  Text shown = prefix(subject.constructor, subject.tag, fallback);
  shown.pop_back();
  if (name == shown) return stack;
  if (shown.find(name) != Text::npos) return length == 0 ? shown + u": " + stack : shown + stack.substr(length);
  return shown + u" [" + name + u"]" + stack.substr(length);
}

Completion<void> Inspector::shortenFrames(Handle<Object> error, std::vector<Text>* lines) {
  Value found = get(iso_, error, iso_.key(iso_.names.cause));
  if (threw(found)) {
    if (!since(22) || iso_.terminating) return Throw{};
    iso_.takeException();
    found = Value();
  }
  HandleValue cause = iso_.handle(found);
  if (isObject(cause) && TRY(isErrorLike(iso_, Handle<Object>::fromRooted(cause)))) {
    const Text causeStack = TRY(stackText(Handle<Object>::fromRooted(cause)));
    const size_t frames = causeStack.find(u"\n    at");
    if (frames != Text::npos) {
      const SharedRun run = sharedRun(*lines, splitLines(causeStack.substr(frames + 1)));
      if (run.length > 0) {
        const size_t skipped = run.length - 2;
        const auto first = lines->begin() + ptrdiff_t(run.offset + 1);
        *first = style(widen("    ... " + std::to_string(skipped) + " lines matching cause stack trace ..."), Style::Undefined);
        lines->erase(first + 1, first + ptrdiff_t(skipped));
      }
    }
  }
  if (!since(22) || lines->size() <= 10) return {};
  const std::vector<Repetition> repeated = repetitions(*lines);
  for (auto r = repeated.rbegin(); r != repeated.rend(); ++r) {
    std::string text = "    ... collapsed " + std::to_string(r->length * r->times) + " duplicate lines matching above ";
    text += r->times > 1 ? std::to_string(r->length) + " lines " + std::to_string(r->times) + " times..." : "lines ...";
    const auto first = lines->begin() + ptrdiff_t(r->offset);
    *first = style(widen(text), Style::Undefined);
    lines->erase(first + 1, first + ptrdiff_t(r->length * r->times));
  }
  return {};
}

// A line of a stack in colours: Node's own frames grey, modules underlined, the path of the working directory grey.
Text Inspector::colourFrame(const Text& original) const {
  const size_t core = original.find(u"node:");
  if (core != Text::npos && startsWith(original, u"    at ") && (core == 7 || original[core - 1] == '(')) {
    const size_t end = original.find(u':', core + 5);
    const Text module = original.substr(core + 5, end - core - 5);
    if (startsWith(module, u"internal/") || findBuiltinModule(std::string(module.begin(), module.end())))
      return coloured(original, Style::Undefined);
  }
  Text line;
  size_t done = 0;
  static constexpr char16_t kModules[] = u"/node_modules/";
  constexpr size_t kLength = std::size(kModules) - 1;
  for (size_t at = original.find(kModules); at != Text::npos; at = original.find(kModules, done - 1)) {
    const size_t start = at + kLength;
    size_t end = original.find(u'/', start);
    if (end != Text::npos && original[start] == '@') end = original.find(u'/', end + 1); // a scope has a slash of its own
    end = std::min(end, original.size());
    line += original.substr(done, start - done) + coloured(original.substr(start, end - start), Style::Module);
    done = end;
    if (done >= original.size()) break;
  }
  line += original.substr(done);

  const Text directory = widen(NodeRuntime::of(iso_).cwd);
  size_t at = line.find(directory);
  if (at == Text::npos) return line;
  size_t length = directory.size();
  if (at >= 7 && line.compare(at - 7, 7, u"file://") == 0) {
    at -= 7;
    length += 7;
  }
  const bool bracketed = at > 0 && line[at - 1] == '(';
  const size_t start = bracketed ? at - 1 : at;
  const size_t end = std::min(at + length + 1, line.size());
  const bool closes = bracketed && endsWith(line, u")");
  Text out = line.substr(0, start) + coloured(line.substr(start, end - start), Style::Undefined);
  out += line.substr(end, (closes ? line.size() - 1 : line.size()) - end);
  return closes ? out + coloured(u")", Style::Undefined) : out;
}

Completion<Text> Inspector::errorBase(Subject& subject) {
  const Handle<Object> error = subject.object;
  std::vector<PropertyKey>& keys = subject.keys.keys;
  Completion<Text> found = stackText(error);
  if (found.threw()) {
    if (!since(22) || iso_.terminating) return Throw{};
    iso_.takeException();
    HandleValue toText = iso_.handle(Value(iso_.realm->get(Intrinsic::ObjProtoToString)));
    return utf16Of(TRY(iso_.call(toText, error)));
  }
  Text stack = std::move(found.value());

  // From Node 22 on a getter that throws counts as absent.
  const auto read = [&](String* name) -> Completion<Value> {
    const Value value = get(iso_, error, iso_.key(name));
    if (!threw(value)) return value;
    if (!since(22) || iso_.terminating) return Throw{};
    iso_.takeException();
    return Value();
  };
  HandleValue message = iso_.handle(TRY(read(iso_.names.message)));
  HandleValue nameValue = iso_.handle(TRY(read(iso_.names.name)));
  TRY(hideKeysInStack(subject, stack));

  const auto listOnce = [&](String* atom) {
    const PropertyKey key = PropertyKey::fromAtom(atom);
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  };
  const PropertyKey causeKey = iso_.key(iso_.names.cause), errorsKey = iso_.key(iso_.names.errors);
  if (since(22) ? TRY(hasOwnProperty(iso_, error, causeKey)) : TRY(hasProperty(iso_, error, causeKey))) listOnce(iso_.names.cause);
  HandleValue errors = iso_.handle(TRY(read(iso_.names.errors)));
  if (TRY(isArray(iso_, errors)) && (!since(22) || TRY(hasOwnProperty(iso_, error, errorsKey)))) listOnce(iso_.names.errors);

  if (nameValue.get().isNullish()) {
    stack = improveStack(std::move(stack), subject, u"Error");
  } else {
    const Text name = isSymbol(nameValue) ? Text() : toUtf16(TRY(toString(iso_, nameValue)));
    if (isString(nameValue) || !since(22)) {
      stack = improveStack(std::move(stack), subject, name);
    } else if (!isSymbol(nameValue)) { // a name that is no string: say what it is an error of
      Text shown = prefix(subject.constructor, subject.tag, u"Error");
      shown.pop_back();
      const size_t at = stack.find(name);
      if (at != Text::npos) stack.insert(at + name.size(), u" [" + shown + u"]");
    }
  }

  size_t from = 0; // frames are looked for behind the message, which may look like one
  if (isString(message) && message.get().as<String>()->length) {
    const Text text = utf16Of(message);
    const size_t at = stack.find(text);
    if (at != Text::npos && at != 0) from = at + text.size();
  }
  const size_t frames = stack.find(u"\n    at", from);
  if (frames == Text::npos) return indentLines(u"[" + stack + u"]", indentation_);
  std::vector<Text> lines = splitLines(stack.substr(frames + 1));
  TRY(shortenFrames(error, &lines));
  stack.resize(frames);
  for (const Text& line : lines) stack += u"\n" + (options_.colors ? colourFrame(line) : line);
  return indentLines(stack, indentation_);
}

} // namespace tickscope
