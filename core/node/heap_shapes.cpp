#include "core/node/heap_shapes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/node/heap_graph_names.h"
#include "core/vm/function_code.h"
#include "core/vm/opcodes.h"
#include "core/vm/script_source.h"
#include "core/vm/shape_table.h"

namespace tickscope {

using snapshot::AccessPlace;
using snapshot::CacheState;
using snapshot::HiddenClass;

namespace {
constexpr size_t kMostAccessBytes = 60; // of an access's text

struct Walk final : SlotVisitor { // everything that the roots reach
  explicit Walk(Heap& heap) {
    heap.visitRootGroups(*this, [](const char*) {});
    for (size_t at = 0; at < cells.size(); ++at) heap.visitSlotsOf(cells[at], *this);
  }
  void visit(Value* begin, Value* end) override {
    for (Value* slot = begin; slot != end; ++slot)
      if (slot->isCell() && slot->bits() && seen.insert(slot->asCell()).second) cells.push_back(slot->asCell());
  }
  std::vector<Cell*> cells;

private:
  std::unordered_set<Cell*> seen; // looked up only
};

class ShapeTaker {
public:
  explicit ShapeTaker(Isolate& iso) : iso_(iso), names_(iso, scratch_) {}

  snapshot::ShapeLook take() {
    const Walk walk(iso_.heap);
    for (Cell* cell : walk.cells)
      if (cell->isObject()) ++objects_[static_cast<Object*>(cell)->shape];
    // Code and classes count even if nothing leads to them any more: a program that has ended has run all the same.
    std::vector<Shape*> shapes;
    std::vector<FunctionCode*> codes;
    iso_.heap.forEachCell([&](Cell* cell) {
      if (cell->kind == CellKind::Shape) shapes.push_back(static_cast<Shape*>(cell));
      else if (cell->kind == CellKind::FunctionCode) codes.push_back(static_cast<FunctionCode*>(cell));
    });
    for (Shape* shape : shapes) learnTransitions(shape);
    for (FunctionCode* code : codes) addPlaces(code);
    // The classes that the places have met, those that led to them, and those that come after.
    for (Shape* shape : shapes)
      if (wanted_.count(rootOf(shape))) addClass(shape);
    std::sort(look_.classes.begin(), look_.classes.end(), [](const HiddenClass& a, const HiddenClass& b) { return a.id < b.id; });
    std::stable_sort(look_.places.begin(), look_.places.end(), [](const AccessPlace& a, const AccessPlace& b) {
      return a.path != b.path ? a.path < b.path : a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    return std::move(look_);
  }

private:
  void learnTransitions(Shape* shape) {
    if (!shape->transitions) return;
    for (const Transitions::Child& child : shape->transitions->children) parent_[child.shape] = shape;
  }
  Shape* rootOf(Shape* shape) const {
    for (auto at = parent_.find(shape); at != parent_.end(); at = parent_.find(shape)) shape = at->second;
    return shape;
  }

  void addClass(Shape* shape) {
    HiddenClass out;
    out.id = shape->id;
    if (const auto at = parent_.find(shape); at != parent_.end()) out.parent = at->second->id;
    const PropertyEntry* entries = shape->entries();
    for (uint32_t i = 0; i < shape->count; ++i)
      if (!entries[i].deleted) out.properties.push_back(scratch_.strings[names_.ofKey(entries[i].key)]);
    if (out.parent && !out.properties.empty()) out.lastProperty = out.properties.back();
    if (const auto at = objects_.find(shape); at != objects_.end()) out.objects = at->second;
    out.dictionary = shape->isOwned();
    out.constructor = nameOfClass(shape);
    look_.classes.push_back(std::move(out));
  }
  // What its objects are called, as their prototype tells.
  std::string nameOfClass(Shape* shape) {
    const Value prototype = shape->prototype;
    return prototype.isCell() && prototype.bits() ? names_.madeBy(prototype.as<Object>()) : "Object";
  }

  void addPlaces(FunctionCode* code) {
    if (!code->isCompiled() || !code->tables->source || code->tables->source->isBuiltinLibrary) return;
    for (uint32_t pc = 0; pc < code->codeSize(); pc += opInfo(Op(code->code[pc])).words) {
      const Op op = Op(code->code[pc]);
      if (op == Op::GetGlobal || op == Op::GetGlobalOrUndefined || op == Op::SetGlobal) continue; // no object stands there
      const uint16_t* operand = code->code + pc + 1;
      for (const char* kind = opInfo(op).operands; *kind; ++kind) {
        if (*kind == 'f') addPlace(code, pc, op, code->caches[*operand]);
        operand += *kind == 'K' || *kind == 'j' ? 2 : 1;
      }
    }
  }

  void addPlace(FunctionCode* code, uint32_t pc, Op op, const PropertyCache& cache) {
    AccessPlace place;
    const ScriptSource& source = *code->tables->source;
    const SourceEntry at = placeAt(code, pc);
    const SourcePosition position = source.position(at.start);
    place.function = code->name.isCell() ? toUtf8(code->name.as<String>()) : std::string();
    place.path = source.name;
    place.line = position.line;
    place.column = position.column;
    place.text = accessText(source, at);
    place.writes = std::string_view(opInfo(op).name).substr(0, 3) == "Set";
    const auto meet = [&](const PropertyCache& entry) {
      if (entry.kind == PropertyCache::kNone) return;
      const uint32_t id = entry.shape ? entry.shape->id : 0;
      if (std::find(place.classes.begin(), place.classes.end(), id) != place.classes.end()) return;
      place.classes.push_back(id);
      if (entry.shape) wanted_.insert(rootOf(entry.shape));
    };
    meet(cache);
    if (cache.more)
      for (uint32_t i = 0; i < PropertyCache::kMore; ++i) meet(cache.more[i]);
    const size_t met = place.classes.size();
    place.state = met == 0   ? CacheState::Uninitialized
                  : met == 1 ? CacheState::Monomorphic
                  : met <= snapshot::kPolymorphicMost ? CacheState::Polymorphic
                                                      : CacheState::Megamorphic;
    look_.places.push_back(std::move(place));
  }

  // V8's place of an access is its last name, or the operator of an assignment: what stands before it is taken in.
  static std::string accessText(const ScriptSource& source, const SourceEntry& at) {
    const std::string& text = source.text;
    size_t begin = at.start, end = std::max(at.start, at.end);
    if (begin == end || !isPartOfChain(text[begin]))
      for (end = begin; end > 0 && text[end - 1] == ' ';) begin = --end;
    while (begin > 0 && isPartOfChain(text[begin - 1])) --begin;
    std::string out = text.substr(begin, std::min(end - begin, kMostAccessBytes));
    while (!out.empty() && begin + out.size() < end && (uint8_t(text[begin + out.size()]) & 0xc0) == 0x80) out.pop_back();
    std::replace_if(out.begin(), out.end(), [](char c) { return uint8_t(c) < 0x20; }, ' ');
    return out.size() < end - begin ? out + "…" : out;
  }
  static bool isPartOfChain(char c) {
    return c == '.' || c == '_' || c == '$' || c == '#' || c == '?' || c == '!' || uint8_t(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  }

  Isolate& iso_;
  snapshot::Graph scratch_; // for the names
  CellNames names_;
  snapshot::ShapeLook look_;
  std::unordered_map<Shape*, Shape*> parent_;
  std::unordered_map<Shape*, uint32_t> objects_;
  std::unordered_set<Shape*> wanted_; // roots of the trees to show
};

} // namespace

snapshot::ShapeLook takeShapes(Isolate& iso) { return ShapeTaker(iso).take(); }

} // namespace tickscope
