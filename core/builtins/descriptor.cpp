#include "core/builtins/descriptor.h"

#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

Value fromPropertyDescriptor(Isolate& iso, const PropertyDescriptor& d) {
  HandleScope scope(iso.heap);
  const Handle<Object> object = iso.handle(newObject(iso));
  const Names& names = iso.names;
  if (d.value) defineValue(iso, object, iso.key(names.value), *d.value);
  if (d.writable) defineValue(iso, object, iso.key(names.writable), iso.handle(Value::boolean(*d.writable)));
  if (d.getter) defineValue(iso, object, iso.key(names.get), *d.getter);
  if (d.setter) defineValue(iso, object, iso.key(names.set), *d.setter);
  if (d.enumerable) defineValue(iso, object, iso.key(names.enumerable), iso.handle(Value::boolean(*d.enumerable)));
  if (d.configurable) defineValue(iso, object, iso.key(names.configurable), iso.handle(Value::boolean(*d.configurable)));
  return object;
}

Completion<PropertyDescriptor> toPropertyDescriptor(Isolate& iso, HandleValue value) {
  if (!isObject(value)) return iso.raise(msg::DescriptorNotObject, {describeForMessage(iso, value)});
  const Handle<Object> object = Handle<Object>::fromRooted(value);
  PropertyDescriptor d;
  // HasProperty then Get, for each field in the order of the specification.
  const auto field = [&](String* name, std::optional<HandleValue>* out) -> Completion<void> {
    if (TRY(hasProperty(iso, object, iso.key(name)))) *out = iso.handle(TRY(get(iso, object, iso.key(name))));
    return {};
  };
  const auto flag = [&](String* name, std::optional<bool>* out) -> Completion<void> {
    if (TRY(hasProperty(iso, object, iso.key(name)))) *out = toBoolean(TRY(get(iso, object, iso.key(name))));
    return {};
  };
  TRY(flag(iso.names.enumerable, &d.enumerable));
  TRY(flag(iso.names.configurable, &d.configurable));
  TRY(field(iso.names.value, &d.value));
  TRY(flag(iso.names.writable, &d.writable));
  TRY(field(iso.names.get, &d.getter));
  if (d.getter && !d.getter->get().isUndefined() && !isCallable(*d.getter))
    return iso.raise(msg::DescriptorGetter, {describeForMessage(iso, *d.getter)});
  TRY(field(iso.names.set, &d.setter));
  if (d.setter && !d.setter->get().isUndefined() && !isCallable(*d.setter))
    return iso.raise(msg::DescriptorSetter, {describeForMessage(iso, *d.setter)});
  if (d.isAccessor() && d.isData()) return iso.raise(msg::DescriptorBoth, {describeForMessage(iso, value)});
  return d;
}

void completePropertyDescriptor(Isolate& iso, PropertyDescriptor* d) {
  if (d->isAccessor()) {
    if (!d->getter) d->getter = iso.undefined();
    if (!d->setter) d->setter = iso.undefined();
  } else {
    if (!d->value) d->value = iso.undefined();
    if (!d->writable) d->writable = false;
  }
  if (!d->enumerable) d->enumerable = false;
  if (!d->configurable) d->configurable = false;
}

} // namespace tickscope
