// One property: its key as it is shown, and its value, accessor or absence.
#include <algorithm>

#include "core/node/inspector.h"
#include "core/vm/conversions.h"
#include "core/vm/isolate.h"

namespace tickscope {

using Text = std::u16string;

Completion<Text> Inspector::formatProperty(Handle<Object> object, PropertyKey key, double level, Extras extras) {
  HandleScope scope(iso_.heap);
  PropertyDescriptor d;
  if (!TRY(getOwnProperty(iso_, object, key, &d))) { // `cause` and `errors` of Node 20's errors may be inherited
    d.value = iso_.handle(TRY(get(iso_, object, key)));
    d.enumerable = true;
  }
  return formatProperty(key, d, level, extras, object);
}

Completion<Text> Inspector::formatProperty(PropertyKey key, const PropertyDescriptor& d, double level, Extras extras, HandleValue receiver) {
  Text text, between = u" ";
  const bool hasGetter = d.getter && !d.getter->get().isUndefined();
  const bool hasSetter = d.setter && !d.setter->get().isUndefined();
  if (d.value && !d.value->get().isUndefined()) {
    const int by = options_.compact != kCompactTrue || extras != Extras::Object ? 2 : 3;
    Indent indent(*this, by);
    text = TRY(formatValue(*d.value, level));
    if (by == 3 && options_.breakLength < double(displayWidth(text, options_.colors)))
      between = u"\n" + Text(size_t(indentation_), u' ');
  } else if (hasGetter) {
    text = TRY(accessorText(d, level, receiver));
  } else if (hasSetter) {
    text = style(u"[Setter]", Style::Special);
  } else {
    text = style(u"undefined", Style::Undefined);
  }
  if (extras == Extras::ArrayEntry) return text;
  return keyText(key, d.enumerable.value_or(true)) + u":" + between + text;
}

Completion<Text> Inspector::accessorText(const PropertyDescriptor& d, double level, HandleValue receiver) {
  using Getters = InspectOptions::Getters;
  const bool hasSetter = d.setter && !d.setter->get().isUndefined();
  const Text label = hasSetter ? u"Getter/Setter" : u"Getter";
  const bool ask = options_.getters == Getters::All || (options_.getters == Getters::Get && !hasSetter) ||
                   (options_.getters == Getters::Set && hasSetter);
  if (!ask) return style(u"[" + label + u"]", Style::Special);
  const Text open = style(u"[" + label + u":", Style::Special), close = style(u"]", Style::Special);
  const Value result = iso_.call(*d.getter, receiver);
  if (result.isException()) {
    if (iso_.terminating) return Throw{};
    HandleValue error = iso_.handle(iso_.takeException());
    Text message;
    if (since(24)) {
      Indent indent(*this, 2);
      message = TRY(formatValue(error, level));
    } else {
      message = toUtf16(TRY(toString(iso_, iso_.handle(TRY(getV(iso_, error, iso_.key(iso_.names.message)))))));
    }
    return open + u" <Inspection threw (" + message + u")>" + close;
  }
  HandleValue value = iso_.handle(result);
  if (!isObject(value)) return open + u" " + formatPrimitive(value) + close;
  if (isCallable(value) && !since(24)) { // earlier versions take a function for a symbol, and forget to unindent after that
    indentation_ += 2;
    return open + u" <Inspection threw (Symbol.prototype.toString requires that 'this' be a Symbol)>" + close;
  }
  Indent indent(*this, 2);
  return style(u"[" + label + u"]", Style::Special) + u" " + TRY(formatValue(value, level));
}

Text Inspector::keyText(PropertyKey key, bool enumerable) const {
  const auto hidden = [](const Text& name) { return u"[" + name + u"]"; };
  if (key.isSymbol()) {
    const Value description = key.symbol()->description;
    const Text text = u"Symbol(" + (isString(description) ? utf16Of(description) : Text()) + u")";
    const Text shown = style(escapeForInspect(text, true), Style::Symbol);
    return since(24) && enumerable ? shown : hidden(shown);
  }
  const Text text = key.isIndex() ? widen(std::to_string(key.index())) : toUtf16(key.string());
  if (since(24)) {
    const Text shown = text == u"__proto__" ? Text(u"['__proto__']")
                       : isBareName(text)   ? style(text, Style::Name)
                                            : style(quoteForInspect(text), Style::String);
    return enumerable ? shown : hidden(shown);
  }
  if (text == u"__proto__") return u"['__proto__']";
  if (!enumerable) return hidden(escapeForInspect(text, true));
  return isBareName(text) ? style(text, Style::Name) : style(quoteForInspect(text), Style::String);
}

} // namespace tickscope
