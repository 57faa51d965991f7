#include "core/vm/isolate.h"

#include "core/vm/allocation_tracker.h"
#include "core/vm/foreign_data.h"
#include "core/vm/function.h"
#include "core/vm/function_code.h"
#include "core/vm/intern_table.h"
#include "core/vm/interpreter.h"
#include "core/vm/lookup_cache.h"
#include "core/vm/ordered_table.h"
#include "core/vm/shape_table.h"
#include "core/vm/wrong_race.h"

namespace tickscope {

namespace {
constexpr double kLongestSleepMs = 1e12;

void visitCustom(Cell* cell, SlotVisitor& visitor) {
  switch (cell->kind) {
  case CellKind::Shape: return visitShape(static_cast<Shape*>(cell), visitor);
  case CellKind::FunctionCode: return visitFunctionCode(static_cast<FunctionCode*>(cell), visitor);
  default: TICK_UNREACHABLE("a custom cell without a visitor");
  }
}

void finalizeCustom(Cell* cell) {
  switch (cell->kind) {
  case CellKind::Shape: return finalizeShape(static_cast<Shape*>(cell));
  case CellKind::FunctionCode: return finalizeFunctionCode(static_cast<FunctionCode*>(cell));
  case CellKind::ForeignData: return destroyForeignData(static_cast<ForeignData*>(cell));
  default: TICK_UNREACHABLE("a cell without a finalizer");
  }
}

CustomCells customCells() {
  CustomCells custom;
  custom.visit = visitCustom;
  custom.finalize = finalizeCustom;
  custom.ephemerons = ephemeronEntries;
  custom.clearEphemeron = clearEphemeronEntry;
  return custom;
}
} // namespace

Isolate::Isolate(const IsolateOptions& isolateOptions, Host& isolateHost)
    : heap(isolateOptions.heap, customCells()), options(isolateOptions),
      allocations(isolateOptions.trackAllocations ? std::make_unique<AllocationTracker>(*this) : nullptr), host(isolateHost),
      lookups(std::make_unique<LookupCache>()), interned_(std::make_unique<InternTable>()) {
  for (Value& slot : latin1_) slot = Value();
  heap.addRoots(this);
  heap.addWeakTable(interned_.get());
  heap.addWeakTable(lookups.get());
  emptyElements = heap.allocate<Elements>(CellKind::Elements, sizeof(Elements), AllocateIn::Pinned);
  emptyElements->capacity = 0;

  // Until all are there, visitRoots must not see them half-made.
  names = {};
  symbols = {};
#define NAME(identifier) names.identifier = intern(*this, #identifier);
#define NAME_AS(identifier, text) names.identifier = intern(*this, text);
#define WELL_KNOWN(identifier)
#include "core/vm/names.def"
#undef NAME
#undef NAME_AS
#undef WELL_KNOWN
#define NAME(identifier)
#define NAME_AS(identifier, text)
#define WELL_KNOWN(identifier)                                                                                         \
  {                                                                                                                    \
    HandleScope scope(heap);                                                                                           \
    symbols.identifier = newSymbol(handle(Value(intern(*this, "Symbol." #identifier))));                               \
    symbols.identifier->aux |= Symbol::kWellKnown;                                                                     \
  }
#include "core/vm/names.def"
#undef NAME
#undef NAME_AS
#undef WELL_KNOWN
  {
    HandleScope scope(heap);
    errorStackName = newSymbol(handle(Value(intern(*this, "#errorStack"))));
    errorStackName->aux |= Symbol::kPrivateName;
  }
  microtasks = std::make_unique<MicrotaskQueue>(*this);
  interpreter = std::make_unique<Interpreter>(*this);
  if (options.wrong.has(WrongRule::RaceCancels)) wrongRace = std::make_unique<WrongRace>();
}

Isolate::~Isolate() {
  interpreter.reset();
  microtasks.reset();
  heap.removeRoots(this);
}

void Isolate::visitRoots(SlotVisitor& visitor) {
  for (String** name = reinterpret_cast<String**>(&names); name != reinterpret_cast<String**>(&names + 1); ++name)
    visitor.visitPointer(name);
  for (Symbol** symbol = reinterpret_cast<Symbol**>(&symbols); symbol != reinterpret_cast<Symbol**>(&symbols + 1); ++symbol)
    visitor.visitPointer(symbol);
  visitor.visitPointer(&emptyElements);
  visitor.visitPointer(&errorStackName);
  visitor.visit(&pendingException);
  visitor.visit(&asyncFrame);
  visitor.visit(&thrownFrame);
  visitor.visitPointer(&throwCode);
  visitor.visit(latin1_, latin1_ + 256);
  visitor.visit(&symbolRegistry_);
  for (Shape*& root : nullPrototypeRoots) visitor.visitPointer(&root);
  for (Value& object : joining) visitor.visit(&object);
}

bool Host::standStill(Isolate& iso, double timeoutMs, const std::function<bool()>&) {
  // Without other threads nobody wakes this one.
  if (!(timeoutMs <= kLongestSleepMs)) return false;
  iso.clock.set(iso.nowNs() + uint64_t(timeoutMs > 0 ? timeoutMs * 1e6 : 0));
  return true;
}

PropertyKey Isolate::key(std::string_view ascii) {
  String* atom = intern(*this, ascii);
  atom->aux |= String::kPermanent;
  return PropertyKey::fromString(*this, atom);
}

Symbol* Isolate::newSymbol(HandleValue description) {
  auto* symbol = heap.allocate<Symbol>(CellKind::Symbol, sizeof(Symbol), AllocateIn::Pinned);
  symbol->description = description;
  symbol->hash = nextSymbolHash++ * 0x9e3779b9u;
  return symbol;
}

Symbol* Isolate::symbolFor(String* name) {
  HandleScope scope(heap);
  HandleValue key = handle(Value(intern(*this, name)));
  if (!symbolRegistry_.isCell()) symbolRegistry_ = Value(newOrderedTable(*this, TableKind::Entries));
  Handle<OrderedTable> table = Handle<OrderedTable>::fromRooted(HandleValue(&symbolRegistry_));
  const int32_t at = tableFindNoGc(table, key);
  if (at != OrderedTable::kAbsent) return table->valueAt(uint32_t(at)).as<Symbol>();
  Handle<Symbol> symbol = handle(newSymbol(key));
  symbol->aux |= Symbol::kRegistered;
  symbolRegistry_ = Value(tableInsert(*this, table, key, symbol));
  return symbol;
}

Throw Isolate::raise(const Message& message, std::initializer_list<std::string_view> arguments) {
  if (options.nodeMajor < 16 && (&message == &msg::ReadOfNullish || &message == &msg::WriteOfNullish)) {
    // V8 9.3 turned the sentence round.
    const std::string_view verb = &message == &msg::ReadOfNullish ? "read" : "set";
    return raise(message.type, "Cannot " + std::string(verb) + " property '" + std::string(arguments.begin()[1]) + "' of " + std::string(arguments.begin()[0]));
  }
  return raise(message.type, formatMessage(message, arguments));
}

Throw Isolate::raise(ErrorType type, std::string_view text) {
  return throwValue(Value(newError(type, text)));
}

} // namespace tickscope
