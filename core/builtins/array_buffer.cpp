// ArrayBuffer and SharedArrayBuffer (ECMA-262 §25.1, §25.2), resizable and growable ones included.
#include "core/builtins/array_buffer.h"

#include <algorithm>

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

// An isolate's share of a store: counts its bytes towards the heap's external ones while it lives.
struct BufferHold {
  std::shared_ptr<BackingStore> store;
  Heap* heap;
  size_t counted;
  ~BufferHold() { heap->adjustExternal(-int64_t(counted)); }
};

BufferHold* holdOf(ArrayBufferObject* buffer) { return static_cast<BufferHold*>(buffer->hold.as<ForeignData>()->data); }

void recount(ArrayBufferObject* buffer) {
  BufferHold* hold = holdOf(buffer);
  hold->heap->adjustExternal(int64_t(hold->store->byteLength) - int64_t(hold->counted));
  hold->counted = hold->store->byteLength;
}

Completion<std::shared_ptr<BackingStore>> newStore(Isolate& iso, uint64_t byteLength, uint64_t maxByteLength) {
  if (maxByteLength > kMaxArrayBufferBytes || iso.heap.external() + maxByteLength > 2 * kMaxArrayBufferBytes)
    return iso.raise(msg::ArrayBufferAllocation);
  auto store = std::make_shared<BackingStore>();
  store->data = static_cast<uint8_t*>(std::calloc(size_t(std::max<uint64_t>(maxByteLength, 1)), 1)); // pages come when touched
  if (!store->data) return iso.raise(msg::ArrayBufferAllocation);
  store->byteLength = size_t(byteLength);
  store->maxByteLength = size_t(maxByteLength);
  iso.charge(byteLength / 16);
  return store;
}

} // namespace

ArrayBufferObject* newArrayBufferOver(Isolate& iso, HandleValue prototype, std::shared_ptr<BackingStore> store, bool shared, bool resizable) {
  HandleScope scope(iso.heap);
  const size_t bytes = store->byteLength;
  iso.heap.adjustExternal(int64_t(bytes));
  BackingStore* raw = store.get();
  const HandleValue hold =
      iso.handle(Value(newForeignData(iso, new BufferHold{std::move(store), &iso.heap, bytes}, AllocateIn::Young)));
  const Handle<ArrayBufferObject> buffer = iso.handle(static_cast<ArrayBufferObject*>(
      newObjectOfKind(iso, CellKind::ArrayBufferObject, sizeof(ArrayBufferObject), prototype)));
  buffer->hold = hold;
  buffer->store = raw;
  buffer->aux |= uint16_t((shared ? ArrayBufferObject::kShared : 0) | (resizable ? ArrayBufferObject::kResizable : 0));
  iso.heap.relieveExternalPressure();
  return buffer;
}

Completion<ArrayBufferObject*> newArrayBuffer(Isolate& iso, HandleValue prototype, uint64_t byteLength) {
  return newArrayBufferOver(iso, prototype, TRY(newStore(iso, byteLength, byteLength)), false, false);
}
Completion<ArrayBufferObject*> newArrayBuffer(Isolate& iso, uint64_t byteLength) {
  return newArrayBuffer(iso, iso.intrinsic(Intrinsic::ArrayBufferPrototype), byteLength);
}

std::shared_ptr<BackingStore> backingStoreOf(ArrayBufferObject* buffer) { return holdOf(buffer)->store; }

std::shared_ptr<BackingStore> detachArrayBuffer(Isolate&, Handle<ArrayBufferObject> buffer) {
  if (buffer->isDetached()) return nullptr;
  BufferHold* hold = holdOf(buffer);
  std::shared_ptr<BackingStore> store = std::move(hold->store);
  hold->heap->adjustExternal(-int64_t(hold->counted));
  hold->counted = 0;
  buffer->hold = Value();
  buffer->store = nullptr;
  buffer->aux |= ArrayBufferObject::kDetached;
  return store;
}

namespace {

// §25.1.3.1 and §25.2.2.1, both constructors.
Value constructBuffer(Isolate& iso, Args args, bool shared) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {shared ? "SharedArrayBuffer" : "ArrayBuffer"});
  const uint64_t length = TRY(toIndex(iso, args.handle(iso, 0), msg::ArrayBufferLength));
  uint64_t maximum = length;
  bool resizable = false;
  if (isObject(args[1])) {
    const HandleValue key = iso.handle(iso.key("maxByteLength").raw());
    const HandleValue value = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(args.handle(iso, 1)), PropertyKey::fromRaw(key))));
    if (!value.get().isUndefined()) {
      maximum = TRY(toIndex(iso, value, msg::ArrayBufferMaxLength));
      resizable = true;
    }
  }
  if (length > maximum) return iso.raise(msg::ArrayBufferMaxLength);
  const HandleValue prototype = iso.handle(
      TRY(getPrototypeFromConstructor(iso, args, shared ? Intrinsic::SharedArrayBufferPrototype : Intrinsic::ArrayBufferPrototype)));
  return Value(newArrayBufferOver(iso, prototype, TRY(newStore(iso, length, maximum)), shared, resizable));
}
Value arrayBufferConstructor(Isolate& iso, Args args) { return constructBuffer(iso, args, false); }
Value sharedArrayBufferConstructor(Isolate& iso, Args args) { return constructBuffer(iso, args, true); }

Value arrayBufferIsView(Isolate&, Args args) { return Value::boolean(isTypedArray(args[0]) || isDataView(args[0])); }

Completion<Handle<ArrayBufferObject>> thisBuffer(Isolate& iso, Args args, bool shared, std::string_view method) {
  const Value self = args.thisValue();
  if (isArrayBuffer(self) && self.as<ArrayBufferObject>()->isShared() == shared) return Handle<ArrayBufferObject>::fromRooted(args.thisValue());
  return raiseIncompatibleReceiver(iso, args.thisValue(), method);
}
std::string named(bool shared, std::string_view method, bool getter = false) {
  return (getter ? "get " : "") + std::string(shared ? "SharedArrayBuffer.prototype." : "ArrayBuffer.prototype.") + std::string(method);
}

template <bool shared> Value byteLengthGetter(Isolate& iso, Args args) {
  return Value::number(uint64_t(TRY(thisBuffer(iso, args, shared, named(shared, "byteLength", true)))->byteLength()));
}
template <bool shared> Value maxByteLengthGetter(Isolate& iso, Args args) {
  return Value::number(uint64_t(TRY(thisBuffer(iso, args, shared, named(shared, "maxByteLength", true)))->maxByteLength()));
}
template <bool shared> Value resizableGetter(Isolate& iso, Args args) {
  return Value::boolean(TRY(thisBuffer(iso, args, shared, named(shared, shared ? "growable" : "resizable", true)))->isResizable());
}
Value detachedGetter(Isolate& iso, Args args) {
  return Value::boolean(TRY(thisBuffer(iso, args, false, named(false, "detached", true)))->isDetached());
}

// §25.1.6.6 and §25.2.5.5
template <bool shared> Value resize(Isolate& iso, Args args) {
  const std::string method = named(shared, shared ? "grow" : "resize");
  const Handle<ArrayBufferObject> buffer = TRY(thisBuffer(iso, args, shared, method));
  if (!buffer->isResizable()) return raiseIncompatibleReceiver(iso, args.thisValue(), method);
  const double length = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!shared && (length < 0 || length > 9007199254740991.0)) return iso.raise(ErrorType::RangeError, method + ": Invalid length parameter");
  if (buffer->isDetached()) return iso.raise(msg::DetachedOperation, {method});
  if (!(length >= (shared ? double(buffer->byteLength()) : 0.0) && length <= double(buffer->maxByteLength())))
    return iso.raise(ErrorType::RangeError, method + ": Invalid length parameter");
  BackingStore* store = buffer->store;
  const size_t bytes = size_t(length);
  if (bytes < store->byteLength) std::memset(store->data + bytes, 0, store->byteLength - bytes);
  store->byteLength = bytes;
  recount(buffer);
  return Value();
}

Completion<uint64_t> relative(Isolate& iso, HandleValue value, uint64_t length, uint64_t otherwise) {
  if (value.get().isUndefined()) return otherwise;
  const double index = TRY(toIntegerOrInfinity(iso, value));
  return uint64_t(index < 0 ? std::max(index + double(length), 0.0) : std::min(index, double(length)));
}

// §25.1.6.7 and §25.2.5.6
template <bool shared> Value slice(Isolate& iso, Args args) {
  const std::string method = named(shared, "slice");
  const Handle<ArrayBufferObject> buffer = TRY(thisBuffer(iso, args, shared, method));
  if (buffer->isDetached()) return iso.raise(msg::DetachedOperation, {method});
  const uint64_t length = buffer->byteLength();
  const uint64_t first = TRY(relative(iso, args.handle(iso, 0), length, 0));
  const uint64_t last = TRY(relative(iso, args.handle(iso, 1), length, length));
  const uint64_t count = last > first ? last - first : 0;
  const HandleValue constructor = iso.handle(
      TRY(speciesConstructor(iso, buffer, iso.intrinsic(shared ? Intrinsic::SharedArrayBuffer : Intrinsic::ArrayBuffer))));
  const HandleValue made = iso.handle(TRY(iso.construct(constructor, {iso.handle(Value::number(count))})));
  if (!isArrayBuffer(made) || made.get().as<ArrayBufferObject>()->isShared() != shared) return raiseIncompatibleReceiver(iso, made, method);
  const Handle<ArrayBufferObject> result = Handle<ArrayBufferObject>::fromRooted(made);
  if (result->isDetached()) return iso.raise(msg::DetachedOperation, {method});
  if (result.get() == buffer.get() || (shared && result->store == buffer->store))
    return iso.raise(ErrorType::TypeError, "ArrayBuffer subclass returned this from species constructor");
  if (result->byteLength() < count) return iso.raise(ErrorType::TypeError, "Species constructor returned a too small ArrayBuffer");
  if (buffer->isDetached()) return iso.raise(msg::DetachedOperation, {method});
  const uint64_t now = buffer->byteLength();
  iso.charge(count / 16);
  if (first < now) std::memcpy(result->data(), buffer->data() + first, size_t(std::min(count, now - first)));
  return Value(result.get());
}

// §25.1.2.14 ArrayBufferCopyAndDetach
Value transferTo(Isolate& iso, Args args, bool keepResizable, std::string_view name) {
  const std::string method = named(false, name);
  const Handle<ArrayBufferObject> buffer = TRY(thisBuffer(iso, args, false, method));
  const uint64_t length = args[0].isUndefined() ? buffer->byteLength() : TRY(toIndex(iso, args.handle(iso, 0), msg::ArrayBufferLength));
  if (buffer->isDetached()) return iso.raise(msg::DetachedOperation, {method});
  const bool resizable = keepResizable && buffer->isResizable();
  const HandleValue prototype = iso.intrinsic(Intrinsic::ArrayBufferPrototype);
  if (resizable && length > buffer->maxByteLength()) return iso.raise(ErrorType::RangeError, method + ": Invalid length parameter");
  if (length == buffer->byteLength() && resizable == buffer->isResizable()) // the same bytes change owner
    return Value(newArrayBufferOver(iso, prototype, detachArrayBuffer(iso, buffer), false, resizable));
  std::shared_ptr<BackingStore> store = TRY(newStore(iso, length, resizable ? buffer->maxByteLength() : length));
  std::memcpy(store->data, buffer->data(), size_t(std::min<uint64_t>(length, buffer->byteLength())));
  iso.charge(length / 16);
  detachArrayBuffer(iso, buffer);
  return Value(newArrayBufferOver(iso, prototype, std::move(store), false, resizable));
}
Value transfer(Isolate& iso, Args args) { return transferTo(iso, args, true, "transfer"); }
Value transferToFixedLength(Isolate& iso, Args args) { return transferTo(iso, args, false, "transferToFixedLength"); }

} // namespace

void installArrayBuffer(Isolate& iso, Realm& realm) {
  const bool resizable = iso.options.nodeMajor >= 20;
  {
    const Handle<Object> prototype = newPrototype(iso);
    const Handle<NativeFunction> constructor = installConstructor(iso, realm, "ArrayBuffer", 1, arrayBufferConstructor, Intrinsic::ArrayBuffer,
                                                                  prototype, Intrinsic::ArrayBufferPrototype);
    defineMethods(iso, constructor, {{"isView", arrayBufferIsView, 1}});
    defineSpecies(iso, constructor);
    defineGetter(iso, prototype, "byteLength", byteLengthGetter<false>);
    defineMethods(iso, prototype, {{"slice", slice<false>, 2}});
    if (resizable) {
      defineGetter(iso, prototype, "maxByteLength", maxByteLengthGetter<false>);
      defineGetter(iso, prototype, "resizable", resizableGetter<false>);
      defineMethods(iso, prototype, {{"resize", resize<false>, 1}});
    }
    if (iso.options.nodeMajor >= 21) {
      defineMethods(iso, prototype, {{"transfer", transfer, 0}, {"transferToFixedLength", transferToFixedLength, 0}});
      defineGetter(iso, prototype, "detached", detachedGetter);
    }
    defineToStringTag(iso, prototype, "ArrayBuffer");
  }
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "SharedArrayBuffer", 1, sharedArrayBufferConstructor, Intrinsic::SharedArrayBuffer, prototype,
                         Intrinsic::SharedArrayBufferPrototype);
  defineSpecies(iso, constructor);
  defineGetter(iso, prototype, "byteLength", byteLengthGetter<true>);
  defineMethods(iso, prototype, {{"slice", slice<true>, 2}});
  if (resizable) {
    defineGetter(iso, prototype, "maxByteLength", maxByteLengthGetter<true>);
    defineGetter(iso, prototype, "growable", resizableGetter<true>);
    defineMethods(iso, prototype, {{"grow", resize<true>, 1}});
  }
  defineToStringTag(iso, prototype, "SharedArrayBuffer");
}

} // namespace tickscope
