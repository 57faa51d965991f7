// Functions, classes and boxed primitives: what stands before their braces, or in their place.
#include <algorithm>
#include <cmath>

#include "core/node/inspector.h"
#include "core/vm/conversions.h"
#include "core/vm/function_code.h"
#include "core/vm/isolate.h"

namespace tickscope {

using Text = std::u16string;

namespace {
bool isClass(Object* function) {
  return function->kind == CellKind::FunctionObject && (function->aux & Object::kClassConstructor);
}
} // namespace

Completion<Text> Inspector::classBase(const Subject& subject) {
  const bool hasName = TRY(hasOwnProperty(iso_, subject.object, iso_.key(iso_.names.name)));
  Text name = hasName ? TRY(nameOfFunction(subject.object)) : Text();
  Text base = u"class " + (name.empty() ? Text(u"(anonymous)") : name);
  if (subject.constructor && *subject.constructor != u"Function") base += u" [" + *subject.constructor + u"]";
  if (!subject.tag.empty() && (!subject.constructor || *subject.constructor != subject.tag)) base += u" [" + subject.tag + u"]";
  if (subject.constructor) {
    const Value parent = TRY(getPrototypeOf(iso_, subject.object));
    if (isObject(parent)) {
      const Text parentName = TRY(nameOfFunction(iso_.handle(parent.as<Object>())));
      if (!parentName.empty()) base += u" extends " + parentName;
    }
  } else {
    base += u" extends [null prototype]";
  }
  return u"[" + base + u"]";
}

Completion<Text> Inspector::functionBase(const Subject& subject) {
  if (isClass(subject.object)) return classBase(subject);
  Text type = u"Function";
  if (subject.object->kind == CellKind::FunctionObject) {
    const FunctionCode* code = static_cast<FunctionObject*>(subject.object.get())->code;
    if (code->isGenerator()) type = u"Generator" + type;
    if (code->isAsync()) type = u"Async" + type;
  }
  Text base = u"[" + type;
  if (!subject.constructor) base += u" (null prototype)";
  HandleValue name = iso_.handle(TRY(get(iso_, subject.object, iso_.key(iso_.names.name))));
  if (isString(name)) base += name.get().as<String>()->length == 0 ? Text(u" (anonymous)") : u": " + utf16Of(name);
  else if (since(22)) base += u": " + TRY(formatValue(name, NAN));
  else base += u": " + toUtf16(TRY(toString(iso_, name)));
  base += u"]";
  if (subject.constructor && *subject.constructor != type) base += u" " + *subject.constructor;
  if (!subject.tag.empty() && (!subject.constructor || *subject.constructor != subject.tag)) base += u" [" + subject.tag + u"]";
  return base;
}

Text Inspector::boxedBase(Subject& subject) {
  const Value value = static_cast<PrimitiveWrapper*>(subject.object.get())->value;
  Text type = u"Symbol";
  Style color = Style::Symbol;
  if (isString(value)) {
    type = u"String";
    color = Style::String;
    // Its characters are shown already.
    const auto first = subject.keys.keys.begin();
    subject.keys.keys.erase(first, first + ptrdiff_t(std::min<size_t>(value.as<String>()->length, subject.keys.keys.size())));
  } else if (value.isNumber()) {
    type = u"Number";
    color = Style::Number;
  } else if (value.isBoolean()) {
    type = u"Boolean";
    color = Style::Boolean;
  } else if (isBigInt(value)) {
    type = u"BigInt";
    color = Style::BigInt;
  }
  Text base = u"[" + type;
  if (!subject.constructor) base += u" (null prototype)";
  else if (*subject.constructor != type) base += u" (" + *subject.constructor + u")";
  const bool colors = options_.colors;
  options_.colors = false;
  base += u": " + formatPrimitive(value) + u"]";
  options_.colors = colors;
  if (!subject.tag.empty() && (!subject.constructor || *subject.constructor != subject.tag)) base += u" [" + subject.tag + u"]";
  return subject.keys.keys.empty() ? style(base, color) : base;
}

} // namespace tickscope
