#include "core/node/heap_graph.h"

#include <map>

#include "core/builtins/map.h"
#include "core/heap/layout.h"
#include "core/heap/v8_sizes.h"
#include "core/node/heap_graph_names.h"
#include "core/node/heap_graph_scopes.h"
#include "core/vm/allocation_tracker.h"
#include "core/vm/foreign_data.h"
#include "core/vm/generator.h"
#include "core/vm/interpreter.h"
#include "core/vm/script_source.h"
#include "core/vm/typed_array.h"

namespace tickscope {

using snapshot::EdgeType;
using snapshot::Graph;
using snapshot::Node;
using snapshot::NodeIndex;
using snapshot::NodeType;

namespace {

// Cell -> index, open addressing: millions of cells, and only ever looked up.
class CellIndex {
public:
  NodeIndex find(const Cell* cell) const {
    for (size_t at = hash(cell);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].cell == cell) return slots_[at].index;
      if (!slots_[at].cell) return snapshot::kNoNode;
    }
  }
  // False: it is there already.
  bool add(const Cell* cell, NodeIndex index) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    for (size_t at = hash(cell);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].cell == cell) return false;
      if (slots_[at].cell) continue;
      slots_[at] = {cell, index};
      ++count_;
      return true;
    }
  }

private:
  struct Slot {
    const Cell* cell = nullptr;
    NodeIndex index = 0;
  };
  size_t hash(const Cell* cell) const { return (uint64_t(cell) * 0x9e3779b97f4a7c15ull >> 20) & (slots_.size() - 1); }
  void grow() {
    std::vector<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (!slot.cell) continue;
      size_t at = hash(slot.cell);
      while (slots_[at].cell) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }
  std::vector<Slot> slots_ = std::vector<Slot>(1 << 12);
  size_t count_ = 0;
};

struct Slots final : SlotVisitor { // the cells that are visited, with their slots
  struct Found {
    const Value* slot; // only to be compared: a visitor may be shown a copy that is gone by now (keys of shapes)
    Cell* cell;
  };
  std::vector<Found> found;
  void visit(Value* begin, Value* end) override {
    for (Value* slot = begin; slot != end; ++slot)
      if (slot->isCell() && slot->bits()) found.push_back({slot, slot->asCell()});
  }
};

// Ids below are for synthetic nodes; see snapshot/graph.h. Odd ids are cells', even ones the memory that they own.
constexpr uint64_t kFirstCellId = 257;

class Taker {
public:
  explicit Taker(Isolate& iso) : iso_(iso), names_(iso, graph_) {}

  Graph take() {
    gatherRoots();
    discoverAll();
    const auto cellCount = NodeIndex(cells_.size());
    nextOwned_ = firstCell_ + cellCount;
    graph_.nodes.reserve(nextOwned_);
    addRootNodes();
    for (NodeIndex i = 0; i < cellCount; ++i) addCellNode(cells_[i]);
    learnVariables();
    addRootEdges();
    for (NodeIndex i = 0; i < cellCount; ++i) {
      graph_.beginEdgesOf(firstCell_ + i);
      describeEdges(cells_[i]);
    }
    for (const Node& node : owned_) graph_.beginEdgesOf(graph_.addNode(node));
    addSites();
    return std::move(graph_);
  }

private:
  // --- finding ---

  struct RootGroup {
    std::string name;
    std::vector<std::pair<Cell*, std::string>> cells; // with the local variable that holds it, if one does
  };

  void gatherRoots() {
    std::unordered_map<const Value*, std::string> locals; // of running functions, by register
    const Interpreter& vm = *iso_.interpreter;
    for (CallFrame* frame = vm.firstFrame(); frame <= vm.currentFrame(); ++frame) {
      if (!frame->code) continue;
      const std::string function = frame->code->name.isCell() ? toUtf8(frame->code->name.as<String>()) : std::string();
      for (uint32_t reg = 0; reg < frame->code->registerCount; ++reg)
        if (const std::string name = ScopeNames::localName(frame->code, pcOf(frame), reg); !name.empty())
          locals[frame->registers + reg] = function.empty() ? name : name + " of " + function;
    }
    Slots slots;
    std::map<std::string, size_t> byName;
    size_t current = 0, seen = 0;
    const auto takeOver = [&] {
      for (; seen < slots.found.size(); ++seen) {
        const auto local = locals.find(slots.found[seen].slot);
        groups_[current].cells.emplace_back(slots.found[seen].cell, local == locals.end() ? std::string() : local->second);
      }
    };
    iso_.heap.visitRootGroups(slots, [&](const char* name) {
      if (!groups_.empty()) takeOver();
      const auto [at, isNew] = byName.try_emplace(name, groups_.size());
      if (isNew) groups_.push_back({name, {}});
      current = at->second;
    });
    takeOver();
    firstCell_ = NodeIndex(2 + groups_.size());
  }

  Cell* globalOrNull() const { // none before the realm is made
    const Value global = iso_.realm ? iso_.realm->global().HandleValue::get() : Value();
    return global.isCell() && global.bits() ? global.asCell() : nullptr;
  }

  void discover(Cell* cell) {
    if (index_.add(cell, firstCell_ + NodeIndex(cells_.size()))) cells_.push_back(cell);
  }

  // All that strong references reach, breadth first; a value of a weak map is reached through its key.
  void discoverAll() {
    if (Cell* global = globalOrNull()) discover(global);
    for (const RootGroup& group : groups_)
      for (const auto& [cell, local] : group.cells) discover(cell);
    Slots slots;
    std::vector<Cell*> ephemerons;
    for (size_t at = 0;;) {
      for (; at < cells_.size(); ++at) {
        Cell* cell = cells_[at];
        if (cell->kind == CellKind::EphemeronTable) {
          ephemerons.push_back(cell);
          if (const Value next = static_cast<OrderedTable*>(cell)->next; next.isCell()) discover(next.asCell());
          continue;
        }
        slots.found.clear();
        iso_.heap.visitSlotsOf(cell, slots);
        for (const auto& [slot, found] : slots.found)
          if (!isWeak(cell, slot)) discover(found);
      }
      for (Cell* table : ephemerons)
        forEachEphemeron(table, [&](Cell*, Value value) {
          if (value.isCell() && value.bits()) discover(value.asCell());
        });
      if (at == cells_.size()) break;
    }
    for (Cell* table : ephemerons)
      forEachEphemeron(table, [&](Cell* key, Value value) {
        if (value.isCell() && value.bits()) ephemeronValues_[key].push_back({table, value.asCell()});
      });
  }

  static bool isWeak(const Cell* holder, const Value* slot) {
    return holder->kind == CellKind::WeakCell && slot == reinterpret_cast<const Value*>(const_cast<Cell*>(holder)->words());
  }
  // Entries whose key is known to be reachable.
  template <class F> void forEachEphemeron(Cell* table, F&& visit) {
    const EphemeronEntries entries = ephemeronEntries(table);
    for (size_t i = 0; i < entries.count; ++i) {
      const Value* entry = entries.first + i * entries.stride;
      if (entry[0].isCell() && entry[0].bits() && index_.find(entry[0].asCell()) != snapshot::kNoNode) visit(entry[0].asCell(), entry[1]);
    }
  }

  // --- nodes ---

  void addRootNodes() {
    const auto add = [&](std::string_view name) {
      Node node;
      node.type = NodeType::Synthetic;
      node.name = graph_.strings.add(name);
      node.id = 2 * graph_.nodes.size() + 1;
      graph_.addNode(node);
    };
    add("");
    add("(GC roots)");
    for (const RootGroup& group : groups_) add(group.name);
    TICK_ASSERT(2 * graph_.nodes.size() < kFirstCellId, "more groups of roots than ids for them");
  }

  void addCellNode(Cell* cell) {
    Node node;
    names_.describe(cell, &node);
    node.selfSize = v8Size(cell);
    node.space = cell->isYoung()                  ? snapshot::Space::New
                 : cell->gcBits & Cell::kPinned ? snapshot::Space::Pinned
                 : cell->gcBits & Cell::kLarge  ? snapshot::Space::Large
                                                : snapshot::Space::Old;
    node.survived = cell->isYoung() && (cell->gcBits & Cell::kSurvived);
    if (iso_.allocations) {
      const AllocationTracker::Origin origin = iso_.allocations->originOf(cell);
      node.id = kFirstCellId + 2 * origin.serial;
      node.site = origin.site;
    } else {
      node.id = kFirstCellId + 2 * graph_.nodes.size();
    }
    const NodeIndex index = graph_.addNode(node);
    if (cell->kind == CellKind::FunctionObject) addLocation(index, static_cast<FunctionObject*>(cell)->code);
  }

  void addLocation(NodeIndex index, const FunctionCode* code) {
    if (!code || !code->tables || !code->tables->source) return;
    const ScriptSource* source = code->tables->source.get();
    const auto script = scripts_.try_emplace(source, uint32_t(scripts_.size() + 1)).first->second;
    const SourcePosition position = source->position(code->tables->sourceStart);
    graph_.locations.push_back({index, script, position.line - 1, position.column - 1});
  }

  void learnVariables() {
    const Interpreter& vm = *iso_.interpreter;
    for (CallFrame* frame = vm.firstFrame(); frame <= vm.currentFrame(); ++frame)
      if (frame->code) scopes_.learnFromRegisters(frame->code, pcOf(frame), frame->registers, frame->code->registerCount);
    for (Cell* cell : cells_) {
      if (cell->kind == CellKind::FunctionObject) scopes_.learnFromClosure(static_cast<FunctionObject*>(cell));
      else if (const Saved saved = savedRegisters(cell); saved.code) scopes_.learnFromRegisters(saved.code, saved.pc, saved.registers->values(), saved.registers->count());
    }
  }

  static uint32_t pcOf(const CallFrame* frame) { return uint32_t(frame->pc - frame->code->code); }

  // The registers of a suspended function, and where it stands. No code: it is none, or it has ended.
  struct Saved {
    const FunctionCode* code = nullptr;
    uint32_t pc = 0;
    Box* registers = nullptr;
  };
  static Saved savedRegisters(Cell* cell) {
    if (cell->kind != CellKind::GeneratorObject && cell->kind != CellKind::AsyncGeneratorObject) return {};
    auto* generator = static_cast<GeneratorObject*>(cell);
    if (!generator->saved.isCell() || !generator->function.isCell() || !generator->resumeAt.isInt32()) return {};
    return {generator->function.as<FunctionObject>()->code, uint32_t(generator->resumeAt.asInt32()), generator->saved.as<Box>()};
  }

  // --- edges ---

  void addRootEdges() {
    graph_.beginEdgesOf(0);
    graph_.addEdge(1, EdgeType::Element, 1);
    if (Cell* global = globalOrNull()) graph_.addEdge(index_.find(global), EdgeType::Shortcut, graph_.strings.add("global"));
    graph_.beginEdgesOf(1);
    for (NodeIndex i = 0; i < groups_.size(); ++i) graph_.addEdge(2 + i, EdgeType::Element, i + 1);
    for (NodeIndex i = 0; i < groups_.size(); ++i) {
      graph_.beginEdgesOf(2 + i);
      uint32_t number = 0;
      for (const auto& [cell, local] : groups_[i].cells) {
        ++number;
        if (local.empty()) graph_.addEdge(index_.find(cell), EdgeType::Element, number);
        else graph_.addEdge(index_.find(cell), EdgeType::Context, graph_.strings.add(local));
      }
    }
  }

  void edge(Value value, EdgeType type, uint32_t nameOrIndex) {
    if (!value.isCell() || !value.bits()) return;
    if (const NodeIndex to = index_.find(value.asCell()); to != snapshot::kNoNode) graph_.addEdge(to, type, nameOrIndex);
  }
  void named(Value value, EdgeType type, const char* name) { edge(value, type, graph_.strings.add(name)); }

  void describeEdges(Cell* cell) {
    if (cell->isObject()) describeProperties(static_cast<Object*>(cell));
    switch (cell->kind) {
    case CellKind::EphemeronTable: return describeEphemerons(cell);
    case CellKind::Environment: describeEnvironment(static_cast<Environment*>(cell)); break;
    case CellKind::OrderedTable: describeTable(static_cast<OrderedTable*>(cell)); break;
    case CellKind::PromiseObject: describeReactions(static_cast<PromiseObject*>(cell)); break;
    case CellKind::ArrayBufferObject: describeBuffer(static_cast<ArrayBufferObject*>(cell)); break;
    case CellKind::GeneratorObject:
    case CellKind::AsyncGeneratorObject: describeSuspended(cell); break;
    default: break;
    }
    describeWords(cell);
    if (const auto found = ephemeronValues_.find(cell); found != ephemeronValues_.end())
      for (const auto& [table, value] : found->second)
        named(Value(value), EdgeType::Internal, "value of this key in a WeakMap");
  }

  // The slots themselves: by their names, else hidden. What describeX has shown with a better name is shown hidden again,
  // since the cell between is what holds it.
  void describeWords(Cell* cell) {
    slots_.found.clear();
    iso_.heap.visitSlotsOf(cell, slots_);
    const auto* words = reinterpret_cast<const Value*>(cell->words());
    const bool custom = kCellLayouts[size_t(cell->kind)].custom;
    uint32_t number = 0;
    for (const auto& [slot, found] : slots_.found) {
      const auto word = uint32_t(slot - words);
      const Value value(found);
      if (isWeak(cell, slot)) {
        named(value, EdgeType::Weak, "target");
        continue;
      }
      const bool isPrototype = cell->kind == CellKind::Shape && slot == &static_cast<Shape*>(cell)->prototype;
      const char* name = isPrototype ? "prototype" : custom ? nullptr : wordName(cell, word);
      if (name) {
        if (!(cell->isObject() && word == 2 && found == iso_.emptyElements)) named(value, EdgeType::Internal, name);
      } else if (!shown(cell, word)) {
        edge(value, EdgeType::Hidden, custom ? ++number : word);
      }
    }
  }

  // Inline properties have their property edge from the same cell already, variables their context edge.
  static bool shown(Cell* cell, uint32_t word) {
    if (cell->kind == CellKind::PlainObject) return word >= 3 && word - 3 < std::min(static_cast<Object*>(cell)->shape->slotCount, static_cast<Object*>(cell)->shape->inlineCapacity);
    return cell->kind == CellKind::Environment;
  }

  void describeProperties(Object* object) {
    const Shape* shape = object->shape;
    const PropertyEntry* entries = shape->entries();
    for (uint32_t i = 0; i < shape->count; ++i) {
      if (entries[i].deleted) continue;
      const Value value = object->getSlot(entries[i].slot);
      if (!value.isCell() || !value.bits()) continue;
      if (entries[i].attributes & kAccessor && value.asCell()->kind == CellKind::AccessorPair) {
        const auto* pair = value.as<AccessorPair>();
        const std::string key = graph_.strings[names_.ofKey(entries[i].key)];
        edge(pair->getter, EdgeType::Property, graph_.strings.add("get " + key));
        edge(pair->setter, EdgeType::Property, graph_.strings.add("set " + key));
      }
      edge(value, EdgeType::Property, names_.ofKey(entries[i].key));
    }
    Elements* elements = object->elements;
    if (elements->kind == CellKind::Elements) {
      for (uint32_t i = 0; i < elements->capacity; ++i) edge(elements->slots()[i], EdgeType::Element, i);
    } else if (elements->kind == CellKind::SparseElements && static_cast<SparseElements*>(elements)->table) {
      auto* table = static_cast<OrderedTable*>(static_cast<SparseElements*>(elements)->table);
      for (uint32_t i = 0; i < table->usedCount(); ++i)
        if (table->keyAt(i).isNumber() && table->valueAt(i).isCell())
          edge(table->valueAt(i).as<Box>()->values()[0], EdgeType::Element, uint32_t(table->keyAt(i).asNumber()));
    }
  }

  void describeEnvironment(Environment* environment) {
    for (uint32_t i = 0; i < environment->slotCount(); ++i) {
      const Value value = environment->slots()[i];
      if (!value.isCell() || !value.bits()) continue;
      const std::string name = scopes_.variableName(environment, i);
      edge(value, EdgeType::Context, graph_.strings.add(name.empty() ? "slot " + std::to_string(i) : name));
    }
  }

  void describeTable(OrderedTable* table) {
    for (uint32_t i = 0; i < table->usedCount(); ++i) {
      const Value key = table->keyAt(i);
      if (key.isEmpty()) continue;
      edge(key, EdgeType::Internal, graph_.strings.add("key"));
      if (table->aux & OrderedTable::kHasValues) edge(table->valueAt(i), EdgeType::Internal, graph_.strings.add("value of " + keyText(key)));
    }
  }
  // Short, so that a big map does not fill the table of strings with long keys.
  std::string keyText(Value key) {
    constexpr size_t kMostBytes = 40;
    if (key.isNumber()) return numberToString(key.asNumber());
    if (!key.isCell() || !key.bits()) return "a key";
    if (!key.asCell()->isString()) return "a key (" + graph_.classOf(index_.find(key.asCell())) + ")";
    std::string text = graph_.nameOf(index_.find(key.asCell()));
    if (text.size() > kMostBytes) {
      size_t end = kMostBytes;
      while (end > 0 && (uint8_t(text[end]) & 0xc0) == 0x80) --end;
      text = text.substr(0, end) + "…";
    }
    return "'" + text + "'";
  }

  void describeReactions(PromiseObject* promise) {
    if (!promise->isPending()) return;
    Value at = promise->reactions;
    while (at.isCell() && at.bits()) {
      const auto* reaction = at.as<PromiseReaction>();
      named(reaction->onFulfilled, EdgeType::Internal, "fulfill_handler");
      named(reaction->onRejected, EdgeType::Internal, "reject_handler");
      named(reaction->promise, EdgeType::Internal, "derived_promise");
      at = reaction->next;
    }
  }

  void describeSuspended(Cell* cell) {
    const Saved saved = savedRegisters(cell);
    if (!saved.code) return;
    for (uint32_t i = 0; i < saved.registers->count(); ++i) {
      const std::string name = ScopeNames::localName(saved.code, saved.pc, i);
      if (!name.empty()) edge(saved.registers->values()[i], EdgeType::Context, graph_.strings.add(name));
    }
  }

  void describeBuffer(ArrayBufferObject* buffer) {
    if (!buffer->store) return;
    const auto [at, isNew] = stores_.try_emplace(buffer->store, nextOwned_);
    if (isNew) {
      ++nextOwned_;
      Node node;
      node.type = NodeType::Native;
      node.name = graph_.strings.add("system / JSArrayBufferData");
      node.id = graph_.nodes[index_.find(buffer)].id + 1;
      node.site = graph_.nodes[index_.find(buffer)].site;
      node.selfSize = buffer->store->maxByteLength;
      owned_.push_back(node);
    }
    graph_.addEdge(at->second, EdgeType::Internal, graph_.strings.add("backing_store"));
  }

  void describeEphemerons(Cell* table) {
    forEachEphemeron(table, [&](Cell* key, Value value) {
      named(Value(key), EdgeType::Weak, "key");
      named(value, EdgeType::Weak, "value"); // held by its key
    });
    named(static_cast<OrderedTable*>(table)->next, EdgeType::Internal, "next");
  }

  void addSites() {
    graph_.sites.emplace_back();
    if (!iso_.allocations) return;
    graph_.sites.clear();
    for (const AllocationTracker::Site& site : iso_.allocations->sites())
      graph_.sites.push_back({site.function, site.path, site.line, site.column, site.allocated, site.allocatedBytes});
    graph_.lastId = kFirstCellId + 2 * iso_.allocations->lastSerial() + 1; // with what the last cell owns
  }

  Isolate& iso_;
  Graph graph_;
  CellNames names_;
  ScopeNames scopes_;
  std::vector<RootGroup> groups_;
  CellIndex index_;
  std::vector<Cell*> cells_; // in order of discovery: node firstCell_ + i
  NodeIndex firstCell_ = 0, nextOwned_ = 0;
  std::unordered_map<Cell*, std::vector<std::pair<Cell*, Cell*>>> ephemeronValues_; // by key: table and value
  std::unordered_map<const BackingStore*, NodeIndex> stores_;
  std::vector<Node> owned_; // memory outside the heap, after all cells
  std::unordered_map<const ScriptSource*, uint32_t> scripts_;
  Slots slots_;
};

} // namespace

Graph takeHeapGraph(Isolate& iso) { return Taker(iso).take(); }

} // namespace tickscope
