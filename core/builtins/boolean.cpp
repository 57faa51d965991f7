// Boolean (ECMA-262 §20.3).
#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

Value booleanConstructor(Isolate& iso, Args args) {
  const Value value = Value::boolean(toBoolean(args[0]));
  if (!args.isConstruct()) return value;
  PrimitiveWrapper* wrapper =
      TRY(createFromConstructor<PrimitiveWrapper>(iso, args, CellKind::PrimitiveWrapper, Intrinsic::BooleanPrototype));
  wrapper->value = value;
  return Value(wrapper);
}

// §20.3.3.3.1 ThisBooleanValue
Value thisBoolean(Isolate& iso, Args args, std::string_view method) {
  Value self = args.thisValue();
  if (self.isCell() && self.asCell()->kind == CellKind::PrimitiveWrapper) self = self.as<PrimitiveWrapper>()->value;
  if (self.isBoolean()) return self;
  return iso.raise(msg::NotA, {method, "Boolean"});
}

Value booleanToString(Isolate& iso, Args args) {
  return Value(TRY(thisBoolean(iso, args, "Boolean.prototype.toString")).asBoolean() ? iso.names.true_ : iso.names.false_);
}
Value booleanValueOf(Isolate& iso, Args args) { return thisBoolean(iso, args, "Boolean.prototype.valueOf"); }

} // namespace

void installBoolean(Isolate& iso, Realm& realm) {
  // §20.3.3: the prototype is itself a Boolean object.
  const Handle<Object> prototype = iso.handle(newObjectOfKind(iso, CellKind::PrimitiveWrapper, sizeof(PrimitiveWrapper),
                                                              iso.intrinsic(Intrinsic::ObjectPrototype)));
  static_cast<PrimitiveWrapper*>(prototype.get())->value = Value::boolean(false);
  installConstructor(iso, realm, "Boolean", 1, booleanConstructor, Intrinsic::Boolean, prototype, Intrinsic::BooleanPrototype);
  defineMethods(iso, prototype, {{"toString", booleanToString, 0}, {"valueOf", booleanValueOf, 0}});
}

} // namespace tickscope
