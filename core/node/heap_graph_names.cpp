#include "core/node/heap_graph_names.h"

#include "core/base/utf.h"
#include "core/loop/immediates.h"
#include "core/loop/timers.h"
#include "core/vm/function_code.h"
#include "core/vm/generator.h"

namespace tickscope {

using snapshot::NodeType;

namespace {
constexpr size_t kMostTextBytes = 1024; // of a string that names its node: V8's limit

// The value of a data property found along ordinary prototypes, or empty: nothing of the program runs.
Value findData(Object* object, PropertyKey key) {
  for (;;) {
    if (object->kind == CellKind::ProxyObject) return Value::empty();
    if (const PropertyEntry* entry = object->shape->lookup(key))
      return entry->attributes & kAccessor ? Value::empty() : object->getSlot(entry->slot);
    const Value prototype = object->shape->prototype;
    if (!prototype.isCell() || !prototype.asCell()->isObject()) return Value::empty();
    object = prototype.as<Object>();
  }
}

std::string shortText(String* string) {
  std::string text = toUtf8(string);
  if (text.size() > kMostTextBytes) {
    size_t end = kMostTextBytes;
    while (end > 0 && (uint8_t(text[end]) & 0xc0) == 0x80) --end;
    text.resize(end);
  }
  return text;
}

// A rope's text without walking all of it: its first kMostTextBytes units.
std::string ropeText(String* rope) {
  std::u16string units;
  std::vector<String*> stack{rope};
  while (!stack.empty() && units.size() < kMostTextBytes) {
    String* top = stack.back();
    stack.pop_back();
    if (top->isCons()) {
      auto* cons = static_cast<ConsString*>(top);
      if (cons->right) stack.push_back(static_cast<String*>(cons->right));
      stack.push_back(static_cast<String*>(cons->left));
      continue;
    }
    const FlatText text = flatText(top);
    for (uint32_t i = 0; i < text.length && units.size() < kMostTextBytes; ++i) units += text[i];
  }
  return utf16ToWellFormedUtf8(units);
}
} // namespace

const char* wordName(const Cell* cell, uint32_t word) {
  if (cell->isObject()) {
    if (word == 0) return "map";
    if (word == 1) return "properties";
    if (word == 2) return "elements";
  }
  const auto pick = [word](std::initializer_list<const char*> names, uint32_t first) -> const char* {
    return word >= first && word - first < names.size() ? names.begin()[word - first] : nullptr;
  };
  switch (cell->kind) {
  case CellKind::ConsString: return pick({"first", "second"}, 1);
  case CellKind::Symbol: return pick({"description"}, 0);
  case CellKind::AccessorPair: return pick({"getter", "setter"}, 0);
  case CellKind::Environment: return pick({"previous"}, 0);
  case CellKind::FunctionObject: return pick({"code", "context", "home_object", "class_fields"}, 3);
  case CellKind::NativeFunction: return pick({"name", "data", "data2"}, 3);
  case CellKind::BoundFunction: return pick({"bound_function", "bound_this", "bound_arguments"}, 3);
  case CellKind::PrimitiveWrapper: return pick({"value"}, 3);
  case CellKind::RegExpObject: return pick({"lastIndex", "source", "flags", "code"}, 3);
  case CellKind::MapObject:
  case CellKind::SetObject:
  case CellKind::WeakMapObject:
  case CellKind::WeakSetObject: return pick({"table"}, 3);
  case CellKind::WeakRefObject: return pick({"cell"}, 3);
  case CellKind::FinalizationRegistryObject: return pick({"cleanup", "registrations", "cleared"}, 3);
  case CellKind::WeakCell: return pick({"target", "registry", "holdings", "unregister_token", "next"}, 0);
  case CellKind::PromiseObject: return pick({"reactions_or_result", "reactions"}, 3);
  case CellKind::GeneratorObject: return pick({"function", "parameters_and_registers", nullptr, "promise", nullptr, nullptr, "awaiting", "new_target"}, 3);
  case CellKind::AsyncGeneratorObject: return pick({"function", "parameters_and_registers", nullptr, "queue", "queue_tail", nullptr, "awaiting", "new_target"}, 3);
  case CellKind::ArgumentsObject: return pick({"context", "map"}, 3);
  case CellKind::ProxyObject: return pick({"target", "handler"}, 3);
  case CellKind::ArrayBufferObject: return pick({"extension"}, 3);
  case CellKind::TypedArrayObject:
  case CellKind::DataViewObject: return pick({"buffer"}, 3);
  case CellKind::HostObject:
    if (HostObject::is(Value(const_cast<Cell*>(cell)), HostClass::Timeout))
      return pick({"_idlePrev", "_idleNext", "_onTimeout", "_timerArgs", nullptr, nullptr, nullptr, nullptr, "async_context_frame"}, 4);
    if (HostObject::is(Value(const_cast<Cell*>(cell)), HostClass::Immediate))
      return pick({"_idlePrev", "_idleNext", "_onImmediate", "_argv", nullptr, "async_context_frame"}, 4);
    return nullptr;
  default: return nullptr;
  }
}

std::string CellNames::madeBy(Object* prototype) {
  // V8 tells an object's class by the function that made it, then by Symbol.toStringTag.
  const Value constructor = findData(prototype, iso_.key(iso_.names.constructor));
  std::string name;
  if (constructor.isCell() && constructor.asCell()->isObject() && constructor.as<Object>()->isCallable())
    name = functionDebugName(constructor.as<Object>());
  if (!name.empty() && name != "Object") return name;
  const Value tag = findData(prototype, iso_.key(iso_.symbols.toStringTag));
  if (tag.isCell() && tag.asCell()->isString() && tag.as<String>()->length) return shortText(tag.as<String>());
  return "Object";
}

std::string CellNames::constructorName(Object* object) {
  if (object->kind == CellKind::GlobalObject) return "global";
  // An object with a `constructor` of its own is the prototype of what that makes, and was made by Object.
  if (object->shape->lookup(iso_.key(iso_.names.constructor))) return "Object";
  return madeBy(object);
}

uint32_t CellNames::ofKey(PropertyKey key) {
  if (key.isIndex()) return graph_.strings.add(std::to_string(key.index()));
  const auto [at, isNew] = keys_.try_emplace(key.cell(), 0);
  if (!isNew) return at->second;
  std::string text;
  if (key.isString()) {
    text = shortText(key.string());
  } else {
    const Value description = key.symbol()->description;
    const std::string inner = description.isCell() ? shortText(description.as<String>()) : std::string();
    text = key.isPrivateName() ? inner : "<symbol " + inner + ">";
  }
  return at->second = graph_.strings.add(text);
}

void CellNames::describe(Cell* cell, snapshot::Node* node) {
  const auto set = [&](NodeType type, std::string_view name) {
    node->type = type;
    node->name = graph_.strings.add(name);
  };
  switch (cell->kind) {
  case CellKind::OneByteString:
  case CellKind::TwoByteString: return set(NodeType::String, shortText(static_cast<String*>(cell)));
  case CellKind::ConsString: return set(NodeType::ConsString, ropeText(static_cast<String*>(cell)));
  case CellKind::Symbol: return set(NodeType::Symbol, graph_.strings[ofKey(PropertyKey::fromSymbol(static_cast<Symbol*>(cell)))]);
  case CellKind::BigInt: return set(NodeType::BigInt, "bigint");
  case CellKind::HeapNumber: return set(NodeType::Number, "heap number");
  case CellKind::PropertyStorage: return set(NodeType::Array, "(object properties)");
  case CellKind::Elements:
  case CellKind::SparseElements: return set(NodeType::Array, "(object elements)");
  case CellKind::OrderedTable: return set(NodeType::Array, "(hash table)");
  case CellKind::EphemeronTable: return set(NodeType::Array, "(weak hash table)");
  case CellKind::Box:
  case CellKind::RawBytes: return set(NodeType::Array, "");
  case CellKind::AccessorPair: return set(NodeType::Hidden, "system / AccessorPair");
  case CellKind::Environment: return set(NodeType::Object, "system / Context");
  case CellKind::WeakCell: return set(NodeType::Hidden, "system / WeakCell");
  case CellKind::ForeignData:
  case CellKind::ForeignRoot: return set(NodeType::Hidden, "system / Foreign");
  case CellKind::RealmCell: return set(NodeType::Hidden, "system / NativeContext");
  case CellKind::Shape: return set(NodeType::Shape, "system / Map");
  case CellKind::FunctionCode: {
    const Value name = static_cast<FunctionCode*>(cell)->name;
    return set(NodeType::Code, name.isCell() ? shortText(name.as<String>()) : std::string());
  }
  case CellKind::FunctionObject:
  case CellKind::NativeFunction:
  case CellKind::BoundFunction: return set(NodeType::Closure, functionDebugName(static_cast<Object*>(cell)));
  case CellKind::RegExpObject: {
    const Value source = cell->words()[4] ? Value::fromBits(cell->words()[4]) : Value();
    return set(NodeType::RegExp, source.isCell() ? shortText(source.as<String>()) : std::string());
  }
  case CellKind::ProxyObject: return set(NodeType::Object, "Proxy");
  case CellKind::GeneratorObject: {
    const Value function = static_cast<GeneratorObject*>(cell)->function;
    if (function.isCell() && function.as<FunctionObject>()->code->isAsync()) return set(NodeType::Object, "(suspended async function)");
    break;
  }
  default: break;
  }
  TICK_ASSERT(cell->isObject(), "a kind of cell without a name in snapshots");
  auto* object = static_cast<Object*>(cell);
  node->type = NodeType::Object;
  if (object->shape->lookup(iso_.key(iso_.names.constructor)) || object->shape->lookup(iso_.key(iso_.symbols.toStringTag))) {
    node->name = graph_.strings.add(constructorName(object));
    return;
  }
  const auto [at, isNew] = constructors_.try_emplace(object->shape, 0);
  if (isNew) at->second = graph_.strings.add(constructorName(object));
  node->name = at->second;
}

} // namespace tickscope
