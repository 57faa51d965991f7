// Symbol (ECMA-262 §20.4).
#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

// §20.4.1.1
Value symbolConstructor(Isolate& iso, Args args) {
  if (args.isConstruct()) return iso.raise(msg::NotAConstructor, {"Symbol"});
  if (args[0].isUndefined()) return Value(iso.newSymbol(iso.undefined()));
  const HandleValue description = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  return Value(iso.newSymbol(description));
}

Value symbolFor(Isolate& iso, Args args) {
  const Handle<String> name = iso.handle(TRY(toString(iso, args.handle(iso, 0))));
  return Value(iso.symbolFor(name));
}

Value symbolKeyFor(Isolate& iso, Args args) {
  if (!isSymbol(args[0])) return iso.raise(msg::NotASymbol, {describeForMessage(iso, args[0])});
  Symbol* symbol = args[0].as<Symbol>();
  return symbol->aux & Symbol::kRegistered ? symbol->description : Value();
}

// §20.4.3.2.1 ThisSymbolValue
Completion<Symbol*> thisSymbol(Isolate& iso, Args args, std::string_view method) {
  Value self = args.thisValue();
  if (self.isCell() && self.asCell()->kind == CellKind::PrimitiveWrapper) self = self.as<PrimitiveWrapper>()->value;
  if (isSymbol(self)) return self.as<Symbol>();
  return iso.raise(msg::NotA, {method, "Symbol"});
}

Value symbolToString(Isolate& iso, Args args) {
  const Value description = TRY(thisSymbol(iso, args, "Symbol.prototype.toString"))->description;
  StringBuilder text;
  text.append("Symbol(");
  if (isString(description)) text.append(description.as<String>());
  text.append(")");
  return Value(TRY(text.finish(iso)));
}
Value symbolValueOf(Isolate& iso, Args args) { return Value(TRY(thisSymbol(iso, args, "Symbol.prototype.valueOf"))); }
Value symbolDescription(Isolate& iso, Args args) { return TRY(thisSymbol(iso, args, "Symbol.prototype.description"))->description; }
Value symbolToPrimitive(Isolate& iso, Args args) { return Value(TRY(thisSymbol(iso, args, "Symbol.prototype [ @@toPrimitive ]"))); }

} // namespace

void installSymbol(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "Symbol", 0, symbolConstructor, Intrinsic::Symbol, prototype, Intrinsic::SymbolPrototype);
  defineMethods(iso, constructor, {{"for", symbolFor, 1}, {"keyFor", symbolKeyFor, 1}});
#define NAME(identifier)
#define NAME_AS(identifier, text)
#define WELL_KNOWN(identifier)                                                                                         \
  if (iso.symbols.identifier != iso.symbols.dispose && iso.symbols.identifier != iso.symbols.asyncDispose &&           \
      (iso.symbols.identifier != iso.symbols.matchAll || iso.options.nodeMajor >= 12))                                 \
    defineConstant(iso, constructor, #identifier, Value(iso.symbols.identifier));
#include "core/vm/names.def"
#undef NAME
#undef NAME_AS
#undef WELL_KNOWN
  if (iso.options.nodeMajor >= 20) { // Node has had them since before V8 did
    defineConstant(iso, constructor, "dispose", Value(iso.symbols.dispose));
    defineConstant(iso, constructor, "asyncDispose", Value(iso.symbols.asyncDispose));
  }
  defineMethods(iso, prototype, {{"toString", symbolToString, 0}, {"valueOf", symbolValueOf, 0}});
  if (iso.options.nodeMajor >= 11) defineGetter(iso, prototype, "description", symbolDescription);
  defineToStringTag(iso, prototype, "Symbol");
  defineMethod(iso, prototype, iso.key(iso.symbols.toPrimitive), 1, symbolToPrimitive, kConfigurable);
}

} // namespace tickscope
