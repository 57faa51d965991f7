#include "core/vm/realm.h"

#include "core/vm/function_code.h"
#include "core/vm/isolate.h"

namespace tickscope {

namespace {
constexpr uint32_t kObjectInlineSlots = 4; // V8 gives an empty literal four

Value functionPrototypeBody(Isolate&, Args) { return Value(); }
} // namespace

Realm::Realm(Isolate& iso) : iso_(iso) {
  for (Value& slot : intrinsics_) slot = Value();
  iso.heap.addRoots(this);
  index_ = uint32_t(iso.realms.size());
  iso.realms.push_back(this);
  if (iso.realms.size() == 2) forbidPlainCalls(iso);
  Realm* outer = iso.realm;
  iso.realm = this;
  HandleScope scope(iso.heap);

  // %Object.prototype% and %Function.prototype% come before everything: all other objects have them in their chains.
  Handle<Object> objectPrototype = iso.handle(newObjectWithPrototype(iso, iso.null()));
  set(Intrinsic::ObjectPrototype, objectPrototype);
  objectShape = rootShape(iso, objectPrototype, kObjectInlineSlots);

  Shape* functionShape = rootShape(iso, objectPrototype, 0);
  auto* functionPrototype = iso.heap.allocate<NativeFunction>(CellKind::NativeFunction);
  functionPrototype->shape = functionShape;
  functionPrototype->storage = Value::empty();
  functionPrototype->elements = iso.emptyElements;
  functionPrototype->aux = Object::kCallable | Object::kLazyFunctionProperties;
  functionPrototype->name = Value(iso.names.empty);
  functionPrototype->function = functionPrototypeBody;
  functionPrototype->realm = this;
  set(Intrinsic::FunctionPrototype, functionPrototype);
  nativeFunctionShape = rootShape(iso, intrinsicSlot(Intrinsic::FunctionPrototype), 0);

  // Array.prototype is an array (ECMA-262 §23.1.3).
  auto* arrayPrototype = static_cast<ArrayObject*>(
      newObjectOfKind(iso, CellKind::ArrayObject, sizeof(ArrayObject), iso.handle(objectPrototype.get())));
  arrayPrototype->length = Value::int32(0);
  set(Intrinsic::ArrayPrototype, arrayPrototype);
  arrayShape = rootShape(iso, intrinsicSlot(Intrinsic::ArrayPrototype), 0);

  // { value, done }
  Handle<Object> result = iso.handle(newObject(iso));
  defineValue(iso, result, iso.key(iso.names.value), iso.undefined());
  defineValue(iso, result, iso.key(iso.names.done), iso.undefined());
  iteratorResultShape = result->shape;

  Object* global = newObjectOfKind(iso, CellKind::GlobalObject, sizeof(Object), iso.handle(objectPrototype.get()));
  setGlobal(global);
  if (outer) iso.realm = outer;
}

Realm::~Realm() {
  iso_.heap.removeRoots(this);
  iso_.realms[index_] = nullptr;
}

void Realm::visitRoots(SlotVisitor& visitor) {
  visitor.visit(intrinsics_, intrinsics_ + size_t(Intrinsic::Count));
  visitor.visit(&global_);
  visitor.visit(&globalLexicals);
  visitor.visit(&errorStackAccessor);
  visitor.visitPointer(&objectShape);
  visitor.visitPointer(&arrayShape);
  visitor.visitPointer(&nativeFunctionShape);
  visitor.visitPointer(&iteratorResultShape);
}

} // namespace tickscope
