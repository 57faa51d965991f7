#include "core/vm/compiler.h"

#include "core/base/utf.h"
#include "core/syntax/parser.h"
#include "core/vm/compiler_impl.h"
#include "core/vm/conversions.h"
#include "core/vm/dynamic_function.h"
#include "core/vm/interpreter.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/stack_trace.h"

namespace tickscope {

using namespace syntax;

namespace {
Throw raiseSyntaxError(Isolate& iso, const ScriptSource& source, const SyntaxError& error) {
  if (error.isStackOverflow) return iso.raise(msg::StackOverflow);
  const SourcePosition position = source.position(error.start);
  auto place = std::make_shared<SyntaxErrorPlace>();
  place->name = source.name;
  place->line = position.line;
  place->column = position.column;
  place->length = error.end > error.start ? error.end - error.start : 0; // at the end of the text: nothing to underline
  place->sourceLine = std::string(source.line(position.line));
  iso.lastSyntaxError = std::move(place);
  return iso.raise(error.isReferenceError ? ErrorType::ReferenceError : ErrorType::SyntaxError, error.message);
}

// A program's text as it was given: lone surrogates survive (core/base/utf.h).
std::string programText(Isolate& iso, HandleValue string) { return utf16ToUtf8(toUtf16(flatten(iso, string))); }

FunctionKind kindOf(FunctionRole role) {
  switch (role) {
  case FunctionRole::Script: return FunctionKind::Script;
  case FunctionRole::Module: return FunctionKind::Module;
  case FunctionRole::Eval: return FunctionKind::Eval;
  default: return FunctionKind::Normal;
  }
}

// The code of a program's outermost function.
FunctionCode* programCode(Isolate& iso, std::shared_ptr<ScriptSource> source, const ParseOptions& options) {
  FunctionNode* node = source->tree->program;
  if (options.goal == Goal::Function) // the program is nothing but that function
    node = node->body[0]->as<ExpressionStatementNode>()->expression->as<FunctionNode>();
  FunctionCode* code = newFunctionCode(iso);
  FunctionTables& tables = *code->tables;
  tables.node = node;
  tables.sourceStart = node->start;
  tables.sourceEnd = node->end;
  code->functionKind = kindOf(node->role);
  code->flags = (node->isStrict ? FunctionCode::kStrict : 0u) | (source->isBuiltinLibrary ? uint32_t(FunctionCode::kBuiltinLibrary) : 0u);
  const bool generator = node->flavor == FunctionFlavor::Generator || node->flavor == FunctionFlavor::AsyncGenerator;
  const bool async = node->flavor == FunctionFlavor::Async || node->flavor == FunctionFlavor::AsyncGenerator;
  if (generator) code->flags |= FunctionCode::kGenerator | FunctionCode::kHasPrototype;
  if (async) code->flags |= FunctionCode::kAsync;
  if (node->role == FunctionRole::Normal && node->flavor == FunctionFlavor::Normal) code->flags |= FunctionCode::kConstructor | FunctionCode::kHasPrototype;
  code->length = uint16_t(node->length);
  code->name = Value(iso.names.empty);
  tables.source = std::move(source);
  return code;
}

Completion<FunctionObject*> compileProgram(Isolate& iso, ScriptOptions options, const ParseOptions& parseOptions, bool isEval = false) {
  auto source = std::make_shared<ScriptSource>(std::move(options.name), std::move(options.text));
  source->isBuiltinLibrary = options.isBuiltinLibrary;
  source->isEval = isEval;
  if (isEval) source->evalOrigin = "eval at " + describeCurrentFrame(iso);
  ParseOptions deep = parseOptions;
  deep.maxDepth = syntax::kDeepStackMaxDepth; // we are on the engine's thread
  if (!source->isBuiltinLibrary) {
    deep.dialect = Dialect::ofNode(iso.options.nodeMajor);
    // Where %later and %over are globals: in the program's own modules.
    deep.laterCatches = iso.options.wrong.has(WrongRule::CatchLater) && (deep.goal == Goal::FunctionBody || deep.goal == Goal::Module);
  }
  ParseResult result = parse(source->text, deep);
  if (!result) return raiseSyntaxError(iso, *source, result.error);
  source->tree = std::move(result.tree);
  HandleScope scope(iso.heap);
  Handle<FunctionCode> code = iso.handle(programCode(iso, source, parseOptions));
  TRY(ensureCompiled(iso, code)); // errors that only the compiler finds come before anything runs
  return newFunction(iso, code, Value::undefined());
}
} // namespace

Completion<FunctionObject*> compileScript(Isolate& iso, ScriptOptions options) {
  ParseOptions parseOptions;
  parseOptions.goal = Goal::Script;
  parseOptions.checkRegExp = iso.checkRegExp;
  return compileProgram(iso, std::move(options), parseOptions);
}

Completion<FunctionObject*> compileCommonJs(Isolate& iso, ScriptOptions options, const std::vector<std::string>& parameters) {
  ParseOptions parseOptions;
  parseOptions.goal = Goal::FunctionBody;
  parseOptions.parameterNames = parameters;
  parseOptions.checkRegExp = iso.checkRegExp;
  return compileProgram(iso, std::move(options), parseOptions);
}

Completion<FunctionObject*> compileModule(Isolate& iso, ScriptOptions options) {
  ParseOptions parseOptions;
  parseOptions.goal = Goal::Module;
  parseOptions.checkRegExp = iso.checkRegExp;
  return compileProgram(iso, std::move(options), parseOptions);
}

Completion<FunctionObject*> compileDynamicFunction(Isolate& iso, bool isAsync, bool isGenerator, std::string parameters, std::string body) {
  const std::string head = std::string(isAsync ? "async " : "") + "function" + (isGenerator ? "*" : "") + " anonymous(";
  ParseOptions parseOptions;
  parseOptions.goal = Goal::Function;
  parseOptions.checkRegExp = iso.checkRegExp;
  // Each part must be whole on its own (§20.2.1.1.1 steps 14 to 19): neither may close what the other opens.
  parseOptions.maxDepth = syntax::kDeepStackMaxDepth;
  for (const std::string& part : {head + parameters + "\n) {\n}", head + "\n) {\n" + body + "\n}"}) {
    parseOptions.dialect = Dialect::ofNode(iso.options.nodeMajor);
    ParseResult alone = parse(part, parseOptions);
    if (!alone) return raiseSyntaxError(iso, ScriptSource("evalmachine.<anonymous>", part), alone.error);
  }
  HandleScope scope(iso.heap);
  ScriptOptions options;
  options.name = "";
  options.text = head + parameters + "\n) {\n" + body + "\n}";
  Handle<FunctionObject> function = iso.handle(TRY(compileProgram(iso, std::move(options), parseOptions, true)));
  function->code->name = Value(iso.names.anonymous);
  return function.get();
}

Value createDynamicFunction(Isolate& iso, Args args, DynamicFunctionKind kind) {
  std::string parameters, body;
  for (uint32_t i = 0; i < args.count(); ++i) {
    HandleScope scope(iso.heap);
    HandleValue text = iso.handle(Value(TRY(toString(iso, args.handle(iso, i)))));
    const std::string part = programText(iso, text);
    if (i + 1 == args.count()) body = part;
    else parameters += (i ? "," : "") + part;
  }
  const bool isAsync = kind == DynamicFunctionKind::Async || kind == DynamicFunctionKind::AsyncGenerator;
  const bool isGenerator = kind == DynamicFunctionKind::Generator || kind == DynamicFunctionKind::AsyncGenerator;
  return TRY(compileDynamicFunction(iso, isAsync, isGenerator, std::move(parameters), std::move(body)));
}

Completion<void> ensureCompiled(Isolate& iso, Handle<FunctionCode> code, Cell* environment) {
  if (code->isCompiled()) return {};
  const bool isLibrary = (code->flags & FunctionCode::kBuiltinLibrary) && environment;
  HandleScope scope(iso.heap);
  const HandleValue known = iso.handle(isLibrary ? Value(environment) : Value::undefined());
  try {
    FunctionCompiler(iso, code, known).compile();
  } catch (const CompileFailure& failure) {
    code->tables->constants.clear();
    code->tables->callSites.clear();
    code->tables->handlers.clear();
    code->tables->places.clear();
    code->tables->statements.clear();
    code->tables->locals.clear();
    return iso.raise(failure.type, failure.message);
  }
  return {};
}

Value evalIndirect(Isolate& iso, HandleValue source) {
  if (!isString(source)) return source;
  HandleScope scope(iso.heap);
  ParseOptions parseOptions;
  parseOptions.goal = Goal::Eval;
  parseOptions.checkRegExp = iso.checkRegExp;
  ScriptOptions options;
  options.name = "";
  options.text = programText(iso, source);
  Handle<FunctionObject> function = iso.handle(TRY(compileProgram(iso, std::move(options), parseOptions, true)));
  return iso.call(function, iso.realm->global());
}

namespace slow {

// §19.2.1.1 PerformEval for a direct call. Operands: result, window, argument count, site, environment.
Get opDirectEval(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  Value* window = R + pc[2];
  const bool isEval = iso.realm->has(Intrinsic::Eval) && window[0] == Value(iso.realm->get(Intrinsic::Eval));
  const bool inArray = pc[3] == kArgumentsInArray;
  if (!isEval) return inArray ? callWithArray(vm, frame, window, pc[1], pc + 6) : callWindowFromCode(vm, frame, window, pc[3], pc[1], pc + 6);
  if (inArray) window[2] = getDenseElementNoGc(window[2].as<Object>(), 0); // empty: there is none
  if (pc[3] == 0 || window[2].isEmpty()) {
    R[pc[1]] = Value::undefined();
    return Get::Done;
  }
  if (!isString(window[2])) {
    R[pc[1]] = window[2];
    return Get::Done;
  }
  HandleScope scope(iso.heap);
  FunctionCode* caller = frame->code;
  Scope* site = caller->tables->evalScopes[pc[4]];
  ParseOptions options;
  options.goal = Goal::Eval;
  options.strict = caller->isStrict();
  options.isDirectEval = true;
  options.maxDepth = syntax::kDeepStackMaxDepth;
  options.checkRegExp = iso.checkRegExp;
  // What the code around allows is that of the function whose `this` it shares.
  const FunctionNode* owner = nullptr;
  const Scope* outermost = nullptr;
  for (const Scope* at = site; at; at = at->parent) {
    outermost = at;
    if (at->kind == ScopeKind::Class)
      for (const Variable* variable : at->variables)
        if (!variable->name->text.empty() && variable->name->text[0] == u'#') options.outerPrivateNames.push_back(variable->name->text);
    if (!owner && (at->kind == ScopeKind::Function) && at->function->role != FunctionRole::Arrow) owner = at->function;
  }
  if (owner) {
    options.allowNewTarget = true;
    const FunctionRole role = owner->role;
    options.allowSuperProperty = role == FunctionRole::Method || role == FunctionRole::Getter || role == FunctionRole::Setter ||
                                 role == FunctionRole::ClassConstructor || role == FunctionRole::DerivedConstructor ||
                                 role == FunctionRole::FieldInitializer || role == FunctionRole::StaticBlock;
    options.allowSuperCall = role == FunctionRole::DerivedConstructor;
    options.inFieldInitializer = role == FunctionRole::FieldInitializer;
  }
  auto source = std::make_shared<ScriptSource>("", programText(iso, HandleValue(window + 2)));
  source->outer = caller->tables->source;
  source->isEval = true;
  source->evalOrigin = "eval at " + describeCurrentFrame(iso);
  options.dialect = Dialect::ofNode(iso.options.nodeMajor);
  ParseResult result = parse(source->text, options);
  if (!result) {
    raiseSyntaxError(iso, *source, result.error);
    return Get::Threw;
  }
  source->tree = std::move(result.tree);
  source->tree->program->scope->parent = site;
  Handle<FunctionCode> code = iso.handle(programCode(iso, source, options));
  code->tables->outerScope = site;
  if (ensureCompiled(iso, code).threw()) return Get::Threw;
  Value environment = Value::undefined();
  if (pc[5]) environment = R[pc[5]];
  else if (Cell* own = R[0].as<FunctionObject>()->environment) environment = Value(own);
  window[0] = Value(newFunction(iso, code, environment));
  window[1] = owner ? Value::undefined() : outermost && outermost->kind == ScopeKind::Module ? Value::undefined() : Value(iso.realm->global().get());
  return callWindowFromCode(vm, frame, window, 0, pc[1], pc + 6);
}

Get callWindowFromCode(Interpreter& vm, CallFrame* frame, Value* window, uint32_t argumentCount, uint16_t target, const uint16_t* returnPc) {
  if (window[0].isCell() && window[0].asCell()->kind == CellKind::NativeFunction) {
    const Value result = vm.callNative(window, argumentCount, Value::undefined());
    if (result.isException()) return Get::Threw;
    frame->registers[target] = result;
    return Get::Done;
  }
  return call(vm, frame, window, argumentCount, target, returnPc);
}

} // namespace slow
} // namespace tickscope
