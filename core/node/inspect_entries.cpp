// What stands between the braces of arrays, collections, buffers, promises and module namespaces, before properties.
#include <algorithm>

#include "core/builtins/array_buffer.h"
#include "core/builtins/iterator.h"
#include "core/builtins/map.h"
#include "core/builtins/typed_array.h"
#include "core/builtins/weak.h"
#include "core/node/inspector.h"
#include "core/vm/conversions.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

using Text = std::u16string;

namespace {
Text moreItems(uint64_t count) { return widen("... " + std::to_string(count) + " more item" + (count > 1 ? "s" : "")); }

// How many of `length` entries are shown.
uint64_t shownOf(uint64_t length, double most) { return uint64_t(std::min(std::max(most, 0.0), double(length))); }
// Of a Map or Set. One without a prototype has no `size` that Node could compare with: all are shown.
uint64_t shownOf(uint64_t size, double most, const std::optional<Text>& constructor) { return constructor ? shownOf(size, most) : size; }
} // namespace

OrderedTable* collectionTable(Object* object) { return internalSlot(object, 0).as<OrderedTable>(); }

bool isIteratorOf(const Object* object, bool map) {
  return object->kind == CellKind::IteratorObject &&
         static_cast<const IteratorObject*>(object)->type() == (map ? IteratorType::Map : IteratorType::Set);
}
bool iteratesOverEntries(const Object* iterator) {
  return Listing(static_cast<const IteratorObject*>(iterator)->listing.asInt32()) == Listing::Entries;
}

Text Inspector::holes(uint64_t count) const {
  return style(widen("<" + std::to_string(count) + " empty item" + (count > 1 ? "s" : "") + ">"), Style::Undefined);
}

Completion<void> Inspector::arrayEntries(Subject& subject, double level, Entries* out) {
  const Handle<Object> array = subject.object;
  const uint64_t length = static_cast<ArrayObject*>(array.get())->lengthU32();
  const uint64_t most = shownOf(length, options_.maxArrayLength);
  uint64_t index = 0;
  const auto add = [&](PropertyKey key, const PropertyDescriptor& d) -> Completion<void> {
    out->push_back(TRY(formatProperty(key, d, level, Extras::ArrayEntry, array)));
    return {};
  };
  bool hole = false;
  for (; index < most && !hole; ++index) {
    HandleScope scope(iso_.heap);
    const PropertyKey key = PropertyKey::fromIndex(uint32_t(index));
    PropertyDescriptor d;
    if (!TRY(getOwnProperty(iso_, array, key, &d))) {
      hole = true;
      break;
    }
    TRY(add(key, d));
  }
  if (!hole) {
    if (length > most) out->push_back(moreItems(length - most));
    return {};
  }
  // From here on a run of holes counts as one entry.
  KeyList keys(iso_);
  TRY(ownPropertyKeys(iso_, array, &keys));
  for (PropertyKey key : keys.keys) {
    if (!key.isIndex() || out->size() >= most) break;
    if (key.index() < index) continue;
    HandleScope scope(iso_.heap);
    if (key.index() != index) {
      out->push_back(holes(key.index() - index));
      index = key.index();
      if (out->size() >= most) break;
    }
    PropertyDescriptor d;
    if (!TRY(getOwnProperty(iso_, array, key, &d))) continue;
    TRY(add(key, d));
    ++index;
  }
  if (index >= length) return {};
  out->push_back(out->size() < most ? holes(length - index) : moreItems(length - index));
  return {};
}

Completion<void> Inspector::typedArrayEntries(Subject& subject, double level, Entries* out) {
  const Handle<TypedArrayObject> array = Handle<TypedArrayObject>::fromRooted(subject.object);
  const uint64_t length = array->length();
  const uint64_t most = shownOf(length, options_.maxArrayLength);
  for (uint64_t i = 0; i < most; ++i) {
    HandleScope scope(iso_.heap);
    out->push_back(formatPrimitive(typedElement(iso_, array, i)));
  }
  if (length > most) out->push_back(moreItems(length - most));
  if (options_.showHidden && !since(22)) TRY(viewPropertyEntries(subject, level, out));
  return {};
}

Completion<void> Inspector::arrayBufferEntries(Subject& subject, double, Entries* out) {
  const auto* buffer = static_cast<ArrayBufferObject*>(subject.object.get());
  if (buffer->isDetached()) {
    out->push_back(style(u"(detached)", Style::Special));
    return {};
  }
  const uint64_t length = buffer->byteLength();
  const uint64_t most = shownOf(length, options_.maxArrayLength);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string bytes;
  for (uint64_t i = 0; i < most; ++i) {
    if (i) bytes += ' ';
    bytes += kHex[buffer->data()[i] >> 4];
    bytes += kHex[buffer->data()[i] & 15];
  }
  if (length > most) {
    const uint64_t rest = length - most;
    bytes += " ... " + std::to_string(rest) + " more byte" + (rest > 1 ? "s" : "");
  }
  out->push_back(style(u"[Uint8Contents]", Style::Special) + u": <" + widen(bytes) + u">");
  return {};
}

// A property of a view as its getter on the prototype says, whatever the program made of that. Those of a view on
// a detached buffer throw; then the buffer's own is shown.
Completion<Value> Inspector::viewProperty(Handle<Object> object, std::string_view name) {
  const Value found = get(iso_, object, iso_.key(name));
  if (!threw(found) || iso_.terminating) return found;
  iso_.takeException();
  const Value buffer = TRY(get(iso_, object, iso_.key("buffer")));
  return TRY(getV(iso_, iso_.handle(buffer), iso_.key(name)));
}

Completion<void> Inspector::viewPropertyEntries(const Subject& subject, double level, Entries* out) {
  for (const char* name : subject.viewProperties) {
    HandleScope scope(iso_.heap);
    HandleValue value = iso_.handle(TRY(viewProperty(subject.object, name)));
    Indent indent(*this, 2);
    const bool typed = subject.object->kind == CellKind::TypedArrayObject;
    const Text text = TRY(formatValue(value, level, typed));
    const bool isHidden = since(22) || typed;
    const Text label = since(22) ? style(u"[" + widen(name) + u"]", Style::String) : isHidden ? u"[" + widen(name) + u"]" : widen(name);
    out->push_back(label + u": " + text);
  }
  return {};
}

Completion<void> Inspector::collectionEntries(Subject& subject, double level, Entries* out) {
  Indent indent(*this, 2);
  const bool isMap = subject.object->kind == CellKind::MapObject;
  const uint64_t size = collectionTable(subject.object)->liveCount();
  const uint64_t most = shownOf(size, options_.maxArrayLength, subject.constructor);
  TableCursor cursor(iso_, collectionTable(subject.object));
  for (uint64_t shown = 0; shown < most && cursor.nextNoGc(); ++shown) {
    HandleScope scope(iso_.heap);
    // Both are read before the key is shown: what shows it may change the map.
    const HandleValue key = iso_.handle(cursor.key()), value = iso_.handle(isMap ? cursor.value() : Value());
    Text text = TRY(formatValue(key, level));
    if (isMap) text += u" => " + TRY(formatValue(value, level));
    out->push_back(std::move(text));
  }
  if (size > most) out->push_back(moreItems(size - most));
  return {};
}

// What is left of a Map or Set iterator, without moving it.
Completion<void> Inspector::iteratorEntries(Subject& subject, double level, Entries* out) {
  auto* iterator = static_cast<IteratorObject*>(subject.object.get());
  if (!iterator->target.isCell() || iterator->target.asCell()->kind != CellKind::OrderedTable) return {}; // exhausted
  const Listing listing = Listing(iterator->listing.asInt32());
  const bool map = isIteratorOf(iterator, true);
  Indent indent(*this, 2);
  TableCursor cursor(iso_, iterator->target.as<OrderedTable>(), uint32_t(iterator->position.asInt32()));
  uint64_t left = 0;
  while (cursor.nextNoGc()) {
    if (double(out->size()) >= options_.maxArrayLength) {
      ++left;
      continue;
    }
    HandleScope scope(iso_.heap);
    HandleValue key = iso_.handle(cursor.key()), value = iso_.handle(map ? cursor.value() : cursor.key());
    if (listing == Listing::Entries) {
      Entries pair;
      pair.push_back(TRY(formatValue(key, level)));
      pair.push_back(TRY(formatValue(value, level)));
      out->push_back(reduceToLines(nullptr, std::move(pair), {}, u"[", u"]", level));
    } else {
      out->push_back(TRY(formatValue(listing == Listing::Keys ? key : value, level)));
    }
  }
  if (left) out->push_back(moreItems(left));
  return {};
}

Completion<void> Inspector::promiseEntries(Subject& subject, double level, Entries* out) {
  Handle<PromiseObject> promise = Handle<PromiseObject>::fromRooted(subject.object);
  if (promise->isPending()) {
    out->push_back(style(u"<pending>", Style::Special));
    return {};
  }
  Indent indent(*this, 2);
  const Text result = TRY(formatValue(iso_.handle(promise->result), level));
  out->push_back(promise->isRejected() ? style(u"<rejected>", Style::Special) + u" " + result : result);
  return {};
}

// With showHidden: sorted, since the order of a weak collection means nothing.
Completion<void> Inspector::weakEntries(Subject& subject, double level, Entries* out) {
  if (!options_.showHidden) {
    out->push_back(style(u"<items unknown>", Style::Special));
    return {};
  }
  const bool map = subject.object->kind == CellKind::WeakMapObject;
  Indent indent(*this, 2);
  const uint64_t size = collectionTable(subject.object)->liveCount();
  const uint64_t most = shownOf(size, options_.maxArrayLength);
  TableCursor cursor(iso_, collectionTable(subject.object));
  for (uint64_t shown = 0; shown < most && cursor.nextNoGc(); ++shown) {
    HandleScope scope(iso_.heap);
    HandleValue key = iso_.handle(cursor.key());
    HandleValue value = iso_.handle(map ? cursor.value() : Value());
    Text text = TRY(formatValue(key, level));
    if (map) text += u" => " + TRY(formatValue(value, level));
    out->push_back(std::move(text));
  }
  if (!options_.sorted) std::sort(out->begin(), out->end());
  if (size > most) out->push_back(moreItems(size - most));
  return {};
}

Completion<void> Inspector::namespaceEntries(Subject& subject, double level, Entries* out) {
  for (PropertyKey key : subject.keys.keys) {
    HandleScope scope(iso_.heap);
    Completion<Text> shown = formatProperty(subject.object, key, level, Extras::Object);
    if (!shown.threw()) {
      out->push_back(std::move(shown.value()));
      continue;
    }
    if (iso_.terminating) return Throw{};
    iso_.takeException(); // the ReferenceError of a binding that has no value yet
    out->push_back(keyText(key, true) + u": " + style(u"<uninitialized>", Style::Special));
  }
  subject.keys.keys.clear();
  return {};
}

} // namespace tickscope
