// Statements (ECMA-262 §14), and the ways out of them: break, continue, return, exceptions.
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

// --- ways out ---
//
// Each loop, label, try and iteration that is being compiled is a Control in a chain. A break, continue or return walks
// the chain outwards: it closes iterations, and stops at the first finally, which it enters with a number in the
// finally's completionType; the code after the finally body then carries on from there (§14.15.3).
// 0: fell into it, 1: an exception, 2 + i: exits[i].

void FunctionCompiler::pushControl(Control& control) {
  control.outer = control_;
  control_ = &control;
}
void FunctionCompiler::popControl(Control& control) { control_ = control.outer; }

void FunctionCompiler::beginRange(Control& control) {
  control.covers = true;
  control.rangeStart = here();
}

void FunctionCompiler::endRange(Control& control, Label& handler, Reg reg, bool isCatch) {
  control.covers = false;
  control.ranges.emplace_back(control.rangeStart, here());
  for (const auto& [start, end] : control.ranges)
    if (start < end) pendingHandlers_.push_back({&handler, uint32_t(tables_.handlers.size())}), tables_.handlers.push_back({start, end, 0, uint16_t(reg), isCatch});
  control.ranges.clear();
}

void FunctionCompiler::bindHandler(Label& handler) {
  bind(handler);
  for (const PendingHandler& pending : pendingHandlers_)
    if (pending.label == &handler) tables_.handlers[pending.index].target = here();
  std::erase_if(pendingHandlers_, [&](const PendingHandler& pending) { return pending.label == &handler; });
}

void FunctionCompiler::emitReturn(Reg value) {
  if (function_->isGenerator()) {
    emit(function_->isAsync() ? Op::AsyncGeneratorReturn : Op::GeneratorReturn, {value});
  } else if (function_->isAsync()) {
    emit(Op::AsyncReturn, {asyncState_, value});
  } else if (node_ && node_->role == FunctionRole::DerivedConstructor) {
    if (node_->thisVariable && node_->thisVariable->isCaptured) {
      Temporaries temporaries(*this);
      const Reg self = allocate();
      loadVariable(node_->thisVariable, self, false);
      emit(Op::ReturnDerived, {value, self});
    } else {
      emit(Op::ReturnDerived, {value, 1});
    }
  } else {
    emit(Op::Return, {value});
  }
}

void FunctionCompiler::leaveTo(Control* target, bool isContinue, Reg returnValue) { unwind(control_, target, isContinue, returnValue); }

void FunctionCompiler::unwind(Control* from, Control* target, bool isContinue, Reg returnValue) {
  Temporaries temporaries(*this);
  std::vector<Control*> suspended; // whose handlers must not cover what is emitted here
  Control* savedControl = control_;
  bool routed = false;
  for (Control* control = from; control && control != target; control = control->outer) {
    if (control->covers) {
      control->ranges.emplace_back(control->rangeStart, here());
      control->covers = false;
      suspended.push_back(control);
    }
    control_ = control->outer;
    if (control->kind == Control::Iteration) {
      emit(Op::IteratorClose, {control->record});
    } else if (control->kind == Control::AsyncIteration) {
      closeAsyncIterator(control->record, false);
    } else if (control->kind == Control::Finally && control->finallyLabel) {
      control->exits.push_back({target, isContinue});
      if (returnValue != kNoReg) move(control->completionValue, returnValue);
      emit(Op::LoadInt, {control->completionType, int32_t(1 + control->exits.size())});
      jump(Op::Jump, {}, *control->finallyLabel);
      routed = true;
      break;
    }
  }
  if (!routed) {
    if (target) jump(Op::Jump, {}, isContinue ? *target->continueLabel : *target->breakLabel);
    else emitReturn(returnValue);
  }
  control_ = savedControl;
  for (Control* control : suspended) {
    control->covers = true;
    control->rangeStart = here();
  }
}

void FunctionCompiler::closeAsyncIterator(Reg record, bool quiet) {
  Temporaries temporaries(*this);
  const Reg called = allocate(2);
  emit(quiet ? Op::AsyncIteratorCloseQuiet : Op::AsyncIteratorCloseStart, {called, record});
  Label none, failed, end;
  jump(Op::JumpIfFalse, {called}, none);
  Control guard;
  guard.kind = Control::Try;
  if (quiet) { // what the awaited result throws is dropped
    pushControl(guard);
    beginRange(guard);
  }
  compileAwait(called + 1, called + 1);
  if (quiet) {
    endRange(guard, failed, called, false);
    popControl(guard);
    bindHandler(failed);
  } else {
    emit(Op::CheckObject, {called + 1, 1});
  }
  bind(none);
}

// --- statements ---

void FunctionCompiler::resetCompletion() {
  if (completion_ != kNoReg) emit(Op::LoadUndefined, {completion_});
}

void FunctionCompiler::compileStatements(const List<Node*>& body) {
  for (Node* statement : body) compileStatement(statement);
}

void FunctionCompiler::compileStatement(Node* node) {
  Temporaries temporaries(*this);
  switch (node->kind) {
  case NodeKind::ExpressionStatement: {
    statementBoundary(node);
    Node* expression = node->as<ExpressionStatementNode>()->expression;
    if (completion_ == kNoReg) compileEffect(expression);
    else compileTo(expression, completion_);
    return;
  }
  case NodeKind::VariableDeclaration: return compileVariableDeclaration(node->as<VariableDeclarationNode>());
  case NodeKind::FunctionDeclaration: {
    auto* declaration = node->as<FunctionDeclarationNode>();
    if (!declaration->annexBVar || !declaration->identifier) return;
    // Annex B.3.2.1 step 29: when the declaration is reached, the function-level var gets the function.
    const Reg value = allocate();
    loadIdentifier(declaration->identifier, value);
    Variable* variable = declaration->annexBVar;
    if (variable->isGlobal) {
      if (node_->role == FunctionRole::Eval && tables_.outerScope) {
        IdentifierNode name = *declaration->identifier;
        name.variable = nullptr;
        name.isDynamic = true;
        name.scope = node_->scope;
        assignIdentifier(&name, value);
      } else {
        emit(Op::SetGlobal);
        wide(nameConstant(variable->name));
        word(value);
        word(cache());
      }
    } else {
      storeVariable(variable, value);
    }
    return;
  }
  case NodeKind::ClassDeclaration: {
    statementBoundary(node);
    auto* declaration = node->as<ClassDeclarationNode>();
    const Reg value = allocate();
    compileClass(declaration->classNode, value, nullptr);
    if (declaration->identifier) initializeIdentifier(declaration->identifier, value);
    return;
  }
  case NodeKind::Return: return compileReturn(node->as<ReturnNode>());
  case NodeKind::If: return compileIf(node->as<IfNode>());
  case NodeKind::For: return compileFor(node->as<ForNode>());
  case NodeKind::ForIn: return compileForIn(node->as<ForInOfNode>());
  case NodeKind::ForOf: return compileForOf(node->as<ForInOfNode>());
  case NodeKind::While: return compileWhile(node->as<WhileNode>());
  case NodeKind::DoWhile: return compileDoWhile(node->as<DoWhileNode>());
  case NodeKind::Break:
  case NodeKind::Continue: {
    statementBoundary(node);
    const Name* label = node->as<BreakNode>()->label;
    const bool isContinue = node->kind == NodeKind::Continue;
    for (Control* control = control_; control; control = control->outer) {
      if (isContinue ? !control->continueLabel : !control->breakLabel) continue;
      bool matches = isContinue || control->kind != Control::Breakable || control->labels.empty();
      if (label) {
        matches = false;
        for (const Name* own : control->labels) matches |= own == label;
      }
      if (!matches) continue;
      leaveTo(control, isContinue, kNoReg);
      return;
    }
    TICK_UNREACHABLE("the parser lets only breaks with a target through");
  }
  case NodeKind::Throw: {
    statementBoundary(node);
    const Reg value = compileAny(node->as<ThrowNode>()->argument);
    place(node);
    emit(Op::Throw, {value});
    return;
  }
  case NodeKind::Try: return compileTry(node->as<TryNode>());
  case NodeKind::Switch: return compileSwitch(node->as<SwitchNode>());
  case NodeKind::Labeled: return compileLabeled(node->as<LabeledNode>());
  case NodeKind::Block: return compileBlock(node->as<BlockNode>());
  case NodeKind::Empty: return;
  case NodeKind::Debugger:
    statementBoundary(node);
    emit(Op::Debugger);
    return;
  case NodeKind::With: return compileWith(node->as<WithNode>());
  case NodeKind::Import:
  case NodeKind::ExportAll: return;
  case NodeKind::ExportNamed:
    if (Node* declaration = node->as<ExportNamedNode>()->declaration) compileStatement(declaration);
    return;
  case NodeKind::ExportDefault: {
    auto* exported = node->as<ExportDefaultNode>();
    if (exported->declaration->kind == NodeKind::FunctionDeclaration) return; // hoisted
    statementBoundary(node);
    const Reg value = allocate();
    if (exported->declaration->kind == NodeKind::ClassDeclaration) {
      auto* declaration = exported->declaration->as<ClassDeclarationNode>();
      compileClass(declaration->classNode, value, declaration->identifier ? nullptr : source_.tree->name(std::string_view("default")));
    } else {
      compileNamed(exported->declaration, value, source_.tree->name(std::string_view("default")));
    }
    storeVariable(exported->variable, value);
    return;
  }
  default: unsupported(nodeKindName(node->kind));
  }
}

void FunctionCompiler::compileBlock(BlockNode* block) {
  const OpenScope open = openScope(block->scope);
  if (block->scope) hoistFunctions(block->body);
  compileStatements(block->body);
  closeScope(open);
}

void FunctionCompiler::compileVariableDeclaration(VariableDeclarationNode* node) {
  const Bind how = node->declarationKind == DeclarationKind::Var ? Bind::Var : Bind::Initialize;
  for (Declarator& d : node->declarators) {
    Temporaries temporaries(*this);
    if (!d.initializer) {
      if (how == Bind::Var) continue;
      // let x; — undefined from here on, in each turn of a loop anew.
      auto* identifier = d.target->as<IdentifierNode>();
      Variable* variable = identifier->variable;
      if (variable && !variable->isCaptured) {
        emit(Op::LoadUndefined, {variable->reg});
      } else {
        const Reg value = allocate();
        emit(Op::LoadUndefined, {value});
        initializeIdentifier(identifier, value);
      }
      continue;
    }
    Node boundary = *d.initializer;
    boundary.start = d.start;
    boundary.end = d.end;
    statementBoundary(&boundary);
    if (d.target->kind != NodeKind::Identifier) {
      const Reg value = compileAny(d.initializer);
      place(d.target);
      bindTarget(d.target, value, how, {CallSite::Value, d.initializer, true});
      continue;
    }
    auto* identifier = d.target->as<IdentifierNode>();
    Variable* variable = identifier->variable;
    const bool isLocal = variable && !identifier->isDynamic && variableRegister(variable) > 0;
    if (isLocal && (how == Bind::Var || !variable->needsTdz)) {
      const Reg reg = variable->reg;
      if (how == Bind::Initialize) {
        // Nobody can see the variable before it is initialised: it may be written early.
        markVariable(reg, false);
        compileNamed(d.initializer, reg, identifier->name);
        markVariable(reg, true);
      } else {
        compileNamed(d.initializer, reg, identifier->name);
      }
      continue;
    }
    NameReference reference;
    if (how == Bind::Var) reference = referenceTo(identifier);
    const Reg value = allocate();
    compileNamed(d.initializer, value, identifier->name);
    place(d.target);
    if (how == Bind::Var) storeReference(identifier, reference, value);
    else initializeIdentifier(identifier, value);
  }
}

void FunctionCompiler::compileIf(IfNode* node) {
  Label end;
  for (IfNode* at = node;;) {
    if (const std::optional<bool> known = knownCondition(at->test)) { // only one way is ever gone
      Node* const taken = *known ? at->consequent : at->alternate;
      if (taken && taken->kind == NodeKind::If) {
        at = taken->as<IfNode>();
        continue;
      }
      if (taken) compileStatement(taken);
      break;
    }
    statementBoundary(at->test);
    resetCompletion();
    Label yes, no;
    compileCondition(at->test, yes, no, true);
    bind(yes);
    compileStatement(at->consequent);
    if (!at->alternate) {
      bind(no);
      break;
    }
    jump(Op::Jump, {}, end);
    bind(no);
    if (at->alternate->kind != NodeKind::If) {
      compileStatement(at->alternate);
      break;
    }
    at = at->alternate->as<IfNode>();
  }
  bind(end);
}

// Loops are compiled with their test at the end: one conditional jump a turn.

void FunctionCompiler::compileWhile(WhileNode* node) { compileTestedLoop(node->body, node->test, true); }
void FunctionCompiler::compileDoWhile(DoWhileNode* node) { compileTestedLoop(node->body, node->test, false); }

void FunctionCompiler::compileTestedLoop(Node* bodyNode, Node* testNode, bool testFirst) {
  resetCompletion();
  Label body, test, end;
  Control loop;
  loop.kind = Control::Loop;
  loop.labels = std::move(pendingLabels_);
  pendingLabels_.clear();
  loop.breakLabel = &end;
  loop.continueLabel = &test;
  pushControl(loop);
  if (testFirst) jump(Op::Jump, {}, test);
  bind(body);
  compileStatement(bodyNode);
  bind(test);
  statementBoundary(testNode);
  compileCondition(testNode, body, end, false);
  popControl(loop);
  bind(end);
}

void FunctionCompiler::compileFor(ForNode* node) {
  resetCompletion();
  std::vector<const Name*> labels = std::move(pendingLabels_);
  pendingLabels_.clear();
  const OpenScope open = openScope(node->scope);
  if (node->init) {
    if (node->init->kind == NodeKind::VariableDeclaration) {
      compileVariableDeclaration(node->init->as<VariableDeclarationNode>());
    } else {
      statementBoundary(node->init);
      compileEffect(node->init);
    }
  }
  Label body, next, test, end;
  Control loop;
  loop.kind = Control::Loop;
  loop.labels = std::move(labels);
  loop.breakLabel = &end;
  loop.continueLabel = &next;
  pushControl(loop);
  const bool copies = node->scope && node->scope->perIteration;
  if (copies) emit(Op::CopyEnv, {environments_[node->scope]}); // §14.7.4.3 step 2
  if (node->test) jump(Op::Jump, {}, test);
  bind(body);
  compileStatement(node->body);
  bind(next);
  if (copies) emit(Op::CopyEnv, {environments_[node->scope]});
  if (node->update) {
    statementBoundary(node->update);
    compileEffect(node->update);
  }
  bind(test);
  if (node->test) {
    statementBoundary(node->test);
    compileCondition(node->test, body, end, false);
  } else {
    jump(Op::Jump, {}, body);
  }
  popControl(loop);
  bind(end);
  closeScope(open);
}

// What a turn of for-in or for-of binds.
void FunctionCompiler::bindForTarget(ForInOfNode* node, Reg value) {
  if (node->left->kind != NodeKind::VariableDeclaration) {
    statementBoundary(node->left);
    bindTarget(node->left, value, Bind::Assign, {CallSite::ForHead, node->left});
    return;
  }
  auto* declaration = node->left->as<VariableDeclarationNode>();
  statementBoundary(declaration);
  bindTarget(declaration->declarators[0].target, value, declaration->declarationKind == DeclarationKind::Var ? Bind::Var : Bind::Initialize,
             {CallSite::ForHead, node->left});
}

void FunctionCompiler::compileForIn(ForInOfNode* node) {
  resetCompletion();
  std::vector<const Name*> labels = std::move(pendingLabels_);
  pendingLabels_.clear();
  // for (var x = 1 in object): Annex B.3.5
  if (node->left->kind == NodeKind::VariableDeclaration && node->left->as<VariableDeclarationNode>()->declarators[0].initializer)
    compileVariableDeclaration(node->left->as<VariableDeclarationNode>());
  const Reg record = allocate(3);
  {
    const OpenScope dead = openScope(node->tdzScope);
    statementBoundary(node->right);
    const Reg object = compileAny(node->right);
    place(node->right);
    emit(Op::ForInStart, {record, object});
    closeScope(dead);
  }
  Label next, end, done;
  Control loop;
  loop.kind = Control::Loop;
  loop.labels = std::move(labels);
  loop.breakLabel = &end;
  loop.continueLabel = &next;
  pushControl(loop);
  bind(next);
  const Reg value = allocate();
  place(node->left);
  jump(Op::ForInNext, {value, record}, end);
  const OpenScope open = openScope(node->scope);
  bindForTarget(node, value);
  compileStatement(node->body);
  closeScope(open);
  jump(Op::Jump, {}, next);
  popControl(loop);
  bind(end);
}

void FunctionCompiler::compileForOf(ForInOfNode* node) {
  resetCompletion();
  std::vector<const Name*> labels = std::move(pendingLabels_);
  pendingLabels_.clear();
  const Reg record = allocate(2);
  {
    const OpenScope dead = openScope(node->tdzScope);
    Temporaries temporaries(*this);
    statementBoundary(node->right);
    const Reg iterable = compileAny(node->right);
    place(node->right);
    callSite(node->right, CallSite::Value);
    emit(node->isAwait ? Op::GetAsyncIterator : Op::GetIterator, {record, iterable});
    closeScope(dead);
  }
  Label next, end, done, failed, finished;
  Control loop; // break and continue end here; the iteration inside closes the iterator on other ways out
  loop.kind = Control::Loop;
  loop.labels = std::move(labels);
  loop.breakLabel = &end;
  loop.continueLabel = &next;

  // continue stays inside the iteration, break leaves it: two controls, the outer for break.
  Control outer;
  outer.kind = Control::Loop;
  outer.labels = loop.labels;
  outer.breakLabel = &end;
  outer.continueLabel = nullptr;
  pushControl(outer);
  Control iteration;
  iteration.kind = node->isAwait ? Control::AsyncIteration : Control::Iteration;
  iteration.record = record;
  pushControl(iteration);
  loop.breakLabel = nullptr;
  loop.continueLabel = &next;
  pushControl(loop);

  bind(next);
  const Reg value = allocate();
  // A plain variable receives the values itself.
  Reg direct = kNoReg;
  place(node->left->kind == NodeKind::VariableDeclaration ? node->left->as<VariableDeclarationNode>()->declarators[0].target : node->left);
  if (node->isAwait) {
    emit(Op::IteratorCall, {value, record});
    compileAwait(value, value);
    jump(Op::IteratorUnwrap, {value, value}, done);
  } else {
    jump(Op::IteratorNext, {value, record}, done);
  }
  (void)direct;
  beginRange(iteration);
  const OpenScope open = openScope(node->scope);
  bindForTarget(node, value);
  compileStatement(node->body);
  closeScope(open);
  const Reg reason = allocate();
  endRange(iteration, failed, reason, false);
  jump(Op::Jump, {}, next);
  popControl(loop);
  popControl(iteration);
  bindHandler(failed);
  if (node->isAwait) closeAsyncIterator(record, true);
  else emit(Op::IteratorCloseQuiet, {record});
  emit(Op::Rethrow, {reason});
  popControl(outer);
  bind(done);
  bind(end);
}

void FunctionCompiler::compileSwitch(SwitchNode* node) {
  resetCompletion();
  statementBoundary(node->discriminant);
  const Reg value = allocate();
  compileTo(node->discriminant, value);
  const OpenScope open = openScope(node->scope);
  if (node->scope)
    for (SwitchCase& c : node->cases) hoistFunctions(c.body);
  Label end;
  Control control;
  control.kind = Control::Loop; // a plain break leaves it
  control.breakLabel = &end;
  control.labels = std::move(pendingLabels_);
  pendingLabels_.clear();
  pushControl(control);
  std::vector<Label> entries(node->cases.size());
  Label* otherwise = &end;
  for (uint32_t i = 0; i < node->cases.size(); ++i) {
    SwitchCase& c = node->cases[i];
    if (!c.test) {
      otherwise = &entries[i];
      continue;
    }
    Temporaries temporaries(*this);
    if (c.test->kind == NodeKind::NumberLiteral) {
      const double d = c.test->as<NumberLiteralNode>()->value;
      if (d >= INT16_MIN && d <= INT16_MAX && d == double(int32_t(d))) {
        jump(Op::JumpIfStrictEqualInt, {value, int32_t(d)}, entries[i]);
        continue;
      }
    }
    const Reg test = compileAny(c.test);
    jump(Op::JumpIfStrictEqual, {value, test}, entries[i]);
  }
  jump(Op::Jump, {}, *otherwise);
  for (uint32_t i = 0; i < node->cases.size(); ++i) {
    bind(entries[i]);
    compileStatements(node->cases[i].body);
  }
  popControl(control);
  bind(end);
  closeScope(open);
}

void FunctionCompiler::compileLabeled(LabeledNode* node) {
  switch (node->body->kind) {
  case NodeKind::For:
  case NodeKind::ForIn:
  case NodeKind::ForOf:
  case NodeKind::While:
  case NodeKind::DoWhile:
  case NodeKind::Labeled:
  case NodeKind::Switch:
    pendingLabels_.push_back(node->label);
    if (node->body->kind != NodeKind::Labeled && node->body->kind != NodeKind::Switch) return compileStatement(node->body);
    if (node->body->kind == NodeKind::Labeled) return compileLabeled(node->body->as<LabeledNode>());
    return compileStatement(node->body);
  default: break;
  }
  Label end;
  Control control;
  control.kind = Control::Breakable;
  control.labels = std::move(pendingLabels_);
  pendingLabels_.clear();
  control.labels.push_back(node->label);
  control.breakLabel = &end;
  pushControl(control);
  compileStatement(node->body);
  popControl(control);
  bind(end);
}

void FunctionCompiler::compileReturn(ReturnNode* node) {
  statementBoundary(node);
  if (!node->argument && !control_ && !function_->isGenerator() && !function_->isAsync() && node_->role != FunctionRole::DerivedConstructor) {
    emit(Op::ReturnUndefined);
    return;
  }
  Reg value;
  if (node->argument) {
    value = compileAny(node->argument);
    place(node);
    if (function_->isGenerator() && function_->isAsync()) {
      const Reg awaited = isTemporary(value) ? value : allocate();
      compileAwait(awaited, value);
      value = awaited;
    }
  } else {
    value = allocate();
    emit(Op::LoadUndefined, {value});
  }
  leaveTo(nullptr, false, value);
}

void FunctionCompiler::compileTry(TryNode* node) {
  Control finalizer;
  Label finallyLabel;
  const Reg savedCompletion = completion_;
  if (node->finalizer) {
    finalizer.kind = Control::Finally;
    finalizer.finallyLabel = &finallyLabel;
    finalizer.completionType = allocate();
    finalizer.completionValue = allocate();
    pushControl(finalizer);
    beginRange(finalizer);
  }
  resetCompletion();
  if (node->handler) {
    Label caught, end;
    Control guard;
    guard.kind = Control::Try;
    const Reg exception = allocate();
    pushControl(guard);
    beginRange(guard);
    compileBlock(node->block);
    endRange(guard, caught, exception, true);
    popControl(guard);
    jump(Op::Jump, {}, end);
    bindHandler(caught);
    resetCompletion();
    const OpenScope open = openScope(node->catchScope);
    if (node->parameter) {
      statementBoundary(node->parameter);
      bindTarget(node->parameter, exception, Bind::Initialize, {CallSite::CatchHead, nullptr});
    }
    compileBlock(node->handler);
    closeScope(open);
    bind(end);
  } else {
    compileBlock(node->block);
  }
  if (!node->finalizer) return;
  Label thrown;
  emit(Op::LoadInt, {finalizer.completionType, 0});
  Label entry;
  endRange(finalizer, thrown, finalizer.completionValue, false);
  popControl(finalizer);
  jump(Op::Jump, {}, finallyLabel);
  bindHandler(thrown);
  emit(Op::LoadInt, {finalizer.completionType, 1});
  bind(finallyLabel);
  finalizer.finallyLabel = nullptr;
  // The finally's own value does not count unless it leaves abruptly (§14.15.3 step 3).
  Reg keep = kNoReg;
  if (completion_ != kNoReg) {
    keep = allocate();
    move(keep, completion_);
    resetCompletion();
  }
  compileBlock(node->finalizer);
  if (keep != kNoReg) move(completion_, keep);
  completion_ = savedCompletion;
  Label end, notThrown;
  jump(Op::JumpIfStrictEqualInt, {finalizer.completionType, 0}, end);
  jump(Op::JumpIfStrictNotEqualInt, {finalizer.completionType, 1}, notThrown);
  emit(Op::Rethrow, {finalizer.completionValue});
  bind(notThrown);
  for (size_t i = 0; i < finalizer.exits.size(); ++i) {
    Label next;
    const Control::Exit exit = finalizer.exits[i];
    if (i + 1 < finalizer.exits.size()) jump(Op::JumpIfStrictNotEqualInt, {finalizer.completionType, int32_t(2 + i)}, next);
    unwind(control_, exit.target, exit.isContinue, exit.target ? kNoReg : finalizer.completionValue);
    bind(next);
  }
  bind(end);
}

void FunctionCompiler::compileWith(WithNode* node) {
  statementBoundary(node->object);
  resetCompletion();
  const Reg object = compileAny(node->object);
  const Reg env = allocate();
  place(node->object);
  emit(Op::NewWithEnv, {env, environment_, object});
  const Reg saved = environment_;
  environment_ = env;
  environments_[node->scope] = env;
  scopeStack_.push_back(node->scope);
  compileStatement(node->body);
  scopeStack_.pop_back();
  environments_.erase(node->scope);
  environment_ = saved;
}

} // namespace tickscope
