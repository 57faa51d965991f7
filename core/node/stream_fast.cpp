// The usual cases of push, read and write, without a frame of their own (FastNativeFn): what core/node/lib/stream_readable.js
// and stream_writable.js do at length, for plain states, plain arrays and chunks that are not converted. Each is asked first
// and gives undefined, having done nothing, when the case is not the usual one.
//
// The rules, and what they do for which version of Node, are those of the JavaScript beside them.
#include <optional>

#include "core/builtins/array.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/node/stream_fast.h"
#include "core/node/stream_states.h"
#include "core/vm/elements.h"
#include "core/vm/typed_array.h"

namespace tickscope {

namespace {
using States = StreamStates;
namespace r = readable_bits;
namespace w = writable_bits;

// A state, if it is one whose properties are where they belong.
struct Side {
  States* states = nullptr;
  Object* object = nullptr;
  Value* bits = nullptr;
  Value* length = nullptr;
  Value* mark = nullptr;

  Side(Isolate& iso, Value state) {
    states = NodeRuntime::of(iso).streamStates.get();
    if (!isObject(state)) return;
    Object* candidate = state.as<Object>();
    bits = states->integer(candidate, States::Bits);
    length = states->integer(candidate, States::Length);
    mark = states->integer(candidate, States::HighWaterMark);
    if (bits && length && mark) object = candidate;
  }
  explicit operator bool() const { return object != nullptr; }
  int32_t get() const { return bits->asInt32(); }
  void put(int32_t value) { *bits = Value::int32(value); }
  bool has(int32_t mask) const { return (get() & mask) != 0; }
  bool belowMark() const { return length->asInt32() < mark->asInt32(); }
};

// How much a chunk counts. nullopt: it would have to be converted, or is empty.
std::optional<int32_t> sizeOf(Isolate& iso, Value chunk, bool objects) {
  if (objects) return chunk.isNull() ? std::nullopt : std::optional<int32_t>(1);
  if (!chunk.isCell() || chunk.asCell()->kind != CellKind::TypedArrayObject) return std::nullopt;
  auto* bytes = chunk.as<TypedArrayObject>();
  if (bytes->shape->prototype != NodeRuntime::of(iso).kept(NodeRuntime::Kept::BufferPrototype)) return std::nullopt;
  const size_t length = bytes->length();
  return length == 0 || length > (1u << 30) ? std::nullopt : std::optional<int32_t>(int32_t(length));
}

ArrayObject* bufferOf(Isolate& iso, Side& side) {
  Value* slot = side.states->field(side.object, States::Buffer);
  if (!slot || !isObject(*slot) || !isFastArrayNoGc(iso, slot->as<Object>())) return nullptr;
  return slot->as<ArrayObject>();
}

} // namespace

// pushBuffered(state, chunk): readable.push of a chunk that goes into the buffer.
// 1: 'readable' is due; 2: more can be read; 4: the buffer is not full.
bool pushBuffered(Isolate& iso, const Value* window, uint32_t, Value* result) {
  *result = Value::undefined();
  Side side(iso, window[2]);
  if (!side || side.has(r::ended | r::destroyed | r::errored | r::decoder)) return true;
  const int32_t bits = side.get() & ~r::reading;
  const int32_t length = side.length->asInt32();
  if (length == 0 && (bits & (r::flowing | r::sync | r::dataListening)) == (r::flowing | r::dataListening)) return true; // given away at once
  const std::optional<int32_t> size = sizeOf(iso, window[3], bits & r::objectMode);
  ArrayObject* buffer = bufferOf(iso, side);
  if (!size || !buffer || length > (1 << 30)) return true;
  const uint32_t end = buffer->lengthU32();
  if (end >= buffer->elements->capacity) return true;
  iso.heap.store(buffer->elements, buffer->elements->slots() + end, window[3]);
  buffer->length = Value::number(end + 1);
  *side.length = Value::int32(length + *size);
  side.put(bits);
  int32_t told = 0;
  if (bits & r::needReadable) told |= 1;
  if ((bits & (r::readingMore | r::constructed)) == r::constructed) told |= 2;
  if (side.belowMark()) told |= 4;
  *result = Value::int32(told);
  return true;
}

namespace {
// What read() without a size takes; -1: not told here.
int32_t amount(Isolate& iso, Side& side, ArrayObject* buffer, bool oneChunk) {
  const int32_t length = side.length->asInt32();
  if (length == 0 && side.has(r::ended)) return 0;
  if (side.has(r::objectMode)) return 1;
  if (length == 0) return 0;
  if (!side.has(r::flowing) && !(oneChunk && !side.has(r::decoder))) return length;
  const Value* index = side.states->integer(side.object, States::BufferIndex);
  if (!index || index->asInt32() < 0 || uint32_t(index->asInt32()) >= std::min<uint64_t>(buffer->lengthU32(), buffer->elements->capacity)) return -1;
  return sizeOf(iso, buffer->elements->slots()[index->asInt32()], false).value_or(-1);
}

} // namespace

// readBegin(state, oneChunk): the beginning of read() without a size, up to the call of _read. The amount to be taken, or, if
// _read is to be called first, its complement.
bool readBegin(Isolate& iso, const Value* window, uint32_t, Value* result) {
  *result = Value::undefined();
  Side side(iso, window[2]);
  ArrayObject* buffer = side ? bufferOf(iso, side) : nullptr;
  if (!buffer) return true;
  const int32_t n = amount(iso, side, buffer, window[3].isTrue());
  if (n < 0 || (n == 0 && side.has(r::ended))) return true;
  const int32_t length = side.length->asInt32();
  int32_t bits = side.get() & ~(r::emittedReadable | r::eofReadablePending);
  const bool wanted = (bits & r::needReadable) || length == 0 || length - n < side.mark->asInt32();
  const bool calls = wanted && (bits & (r::reading | r::ended | r::destroyed | r::errored | r::constructed)) == r::constructed;
  if (calls) {
    bits |= r::reading | r::sync;
    if (length == 0) bits |= r::needReadable;
  }
  side.put(bits);
  *result = Value::int32(calls ? ~n : n);
  return true;
}


// readEnd(state, n, called, oneChunk): takes one whole chunk out of the buffer, or gives null if there is nothing. What is
// still to be done is 'end', when the buffer is empty and ended, and 'data'.
bool readEnd(Isolate& iso, const Value* window, uint32_t, Value* result) {
  *result = Value::undefined();
  Side side(iso, window[2]);
  ArrayObject* buffer = side ? bufferOf(iso, side) : nullptr;
  if (!buffer || !window[3].isInt32()) return true;
  int32_t bits = side.get(), n = window[3].asInt32();
  if (window[4].isTrue()) {
    if (!(bits & r::reading)) n = amount(iso, side, buffer, window[5].isTrue()); // it has pushed at once
    bits &= ~r::sync;
  }
  const int32_t length = side.length->asInt32();
  if (n < 0) return true;
  Value chunk = Value::null();
  if (n > 0 && length > 0) {
    Value* index = side.states->integer(side.object, States::BufferIndex);
    Value* waiting = side.states->field(side.object, States::AwaitDrainWriters);
    const uint32_t count = buffer->lengthU32();
    if (!index || !waiting || (bits & r::multiAwaitDrain) || index->asInt32() < 0) return true;
    const uint32_t first = uint32_t(index->asInt32());
    if (first >= count || count > buffer->elements->capacity || first >= 1024) return true; // 1024: the row is cut
    Value* slot = buffer->elements->slots() + first;
    if (slot->isEmpty() || sizeOf(iso, *slot, bits & r::objectMode) != n) return true;
    chunk = *slot;
    if (first + 1 == count) {
      std::fill_n(buffer->elements->slots(), count, Value::empty());
      buffer->length = Value::int32(0);
      *index = Value::int32(0);
    } else {
      *slot = Value::null();
      *index = Value::int32(int32_t(first + 1));
    }
    *side.length = Value::int32(length - n);
    *waiting = Value::null();
  } else if (length <= side.mark->asInt32()) {
    bits |= r::needReadable;
  }
  if (side.length->asInt32() == 0 && !(bits & r::ended)) bits |= r::needReadable;
  if (!chunk.isNull() && !(bits & (r::errorEmitted | r::closeEmitted))) bits |= r::dataEmitted;
  side.put(bits);
  *result = chunk;
  return true;
}


// writeBegin(state, chunk, encoding): a write that goes to the sink at once and whose end nobody waits for. True: call _write.
bool writeBegin(Isolate& iso, const Value* window, uint32_t, Value* result) {
  *result = Value::undefined();
  Side side(iso, window[2]);
  if (!side || side.has(w::ending | w::destroyed) || (side.get() & (w::writing | w::errored | w::corked | w::constructed)) != w::constructed) return true;
  Value* pending = side.states->integer(side.object, States::PendingCallbacks);
  Value* writing = side.states->integer(side.object, States::WriteLength);
  const std::optional<int32_t> size = sizeOf(iso, window[3], side.has(w::objectMode));
  if (!pending || !writing || !size || side.length->asInt32() > (1 << 30)) return true;
  const bool hasEncoding = side.has(w::objectMode) && isString(window[4]);
  if (!window[4].isNullish() && !hasEncoding) return true;
  *pending = Value::int32(pending->asInt32() + 1);
  *side.length = Value::int32(side.length->asInt32() + *size);
  *writing = Value::int32(*size);
  side.put(side.get() | w::writing | w::sync | w::expectWriteCb);
  *result = Value::boolean(true);
  return true;
}

namespace {
// writeEnd(state): after _write has returned. What write() returns.
bool writeEnd(Isolate& iso, const Value* window, uint32_t, Value* result) {
  *result = Value::undefined();
  Side side(iso, window[2]);
  if (!side) return true;
  const bool fits = side.belowMark() || side.length->asInt32() == 0;
  side.put((side.get() & ~w::sync) | (fits ? 0 : w::needDrain));
  *result = Value::boolean(fits && !side.has(w::destroyed | w::errored));
  return true;
}

} // namespace

// writeDone(state): the callback of _write without an error, when nothing waits in the buffer and nobody for this write.
// 0: all is done; 1: afterWrite is due on a tick; 2: the stream may finish.
bool writeDone(Isolate& iso, const Value* window, uint32_t, Value* result) {
  *result = Value::undefined();
  Side side(iso, window[2]);
  if (!side || (side.get() & (w::sync | w::expectWriteCb | w::buffered | w::writeCb)) != (w::sync | w::expectWriteCb)) return true;
  Value* pending = side.states->integer(side.object, States::PendingCallbacks);
  Value* writing = side.states->integer(side.object, States::WriteLength);
  if (!pending || !writing) return true;
  const int32_t length = side.length->asInt32() - writing->asInt32();
  int32_t bits = side.get() & ~(w::writing | w::expectWriteCb | w::writeCb);
  *side.length = Value::int32(length);
  *writing = Value::int32(0);
  const bool needsTick = (bits & w::objectMode) || ((bits & w::needDrain) && length == 0);
  int32_t told = 0;
  if (needsTick && !(bits & w::afterWritePending)) {
    bits |= w::afterWritePending;
    told = 1;
  } else {
    *pending = Value::int32(pending->asInt32() - 1);
    if (bits & w::ending) told = 2;
  }
  side.put(bits);
  *result = Value::int32(told);
  return true;
}

namespace {
Value notUsual(Isolate&, Args) { return Value(); }
} // namespace

void fillStreamStates(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  if (!runtime.streamStates) runtime.streamStates = std::make_unique<StreamStates>(iso);
  Handle<Object> readable = iso.handle(newObject(iso)), writable = iso.handle(newObject(iso));
  const auto define = [&](Handle<Object> bits, const char* name, int bit) {
    HandleScope inner(iso.heap);
    defineValue(iso, bits, iso.key(name), iso.handle(Value::int32(1 << bit)));
  };
#define BOTH(name, bit) define(readable, #name, bit), define(writable, #name, bit);
#define READABLE(name, bit) define(readable, #name, bit);
#define WRITABLE(name, bit) define(writable, #name, bit);
#include "core/node/stream_bits.def"
  defineValue(iso, internal, iso.key("readableBits"), readable);
  defineValue(iso, internal, iso.key("writableBits"), writable);
  defineMethods(iso, internal,
                {withFast({"pushBuffered", notUsual, 2}, pushBuffered), withFast({"readBegin", notUsual, 2}, readBegin),
                 withFast({"readEnd", notUsual, 4}, readEnd), withFast({"writeBegin", notUsual, 3}, writeBegin),
                 withFast({"writeEnd", notUsual, 1}, writeEnd), withFast({"writeDone", notUsual, 1}, writeDone)});
}

} // namespace tickscope
