// In the order of ast.h: expressions, patterns, functions and classes, statements, modules.
#include "core/syntax/dump_ast.h"

#include <charconv>

#include "core/syntax/dump_text.h"
#include "core/syntax/lexer.h"
#include "core/syntax/scope.h"

namespace tickscope::syntax {

namespace {

const char* const kScopeKinds[] = {"script", "module", "eval", "function name", "function", "function body",
                                   "block",  "loop",   "catch", "class",        "with"};
const char* const kVariableKinds[] = {"var", "let", "const", "class", "function", "block function", "parameter", "catch",
                                      "function name", "import", "arguments", "this", "new.target", "function object",
                                      "private field", "private method", "private getter", "private setter",
                                      "private accessor", "module default"};
const char* const kRoles[] = {"script", "module", "eval", "function", "arrow", "method", "getter", "setter", "constructor",
                              "derived constructor", "field initialiser", "static block"};
const char* const kFlavors[] = {"", "generator", "async", "async generator"};

class Dumper {
public:
  Dumper(const SourceText& source, std::string& out) : source_(source), out_(out) {}

  void node(const Node* node, const char* label = nullptr) {
    // A long chain of operators is deep to its left; nobody reads the two thousandth level.
    constexpr int kDeepest = 2000;
    if (indent_ > kDeepest) return line("…", nullptr);
    if (!node) return;
    std::string text = label ? std::string(label) + ": " : std::string();
    text += nodeKindName(node->kind);
    text += details(node);
    if (node->parenthesized && node->kind != NodeKind::Spread) text += " (parenthesised)";
    line(text, node);
    ++indent_;
    children(node);
    --indent_;
  }

private:
  void line(const std::string& text, const Node* at) {
    out_.append(size_t(indent_) * 2, ' ');
    out_ += text;
    if (at) out_ += "  " + dumpPlace(source_, at->start) + "-" + dumpPlace(source_, at->end);
    out_ += '\n';
  }
  void label(const std::string& text) { line(text, nullptr); }
  static std::string name(const Name* name) { return name ? dumpQuoted(toUtf8(name->text)) : std::string("none"); }

  static std::string variable(const Variable* variable) {
    std::string text = kVariableKinds[size_t(variable->kind)];
    if (variable->isGlobal) text += ", global";
    if (variable->slot >= 0) text += ", slot " + std::to_string(variable->slot);
    return text;
  }

  void scope(const Scope* scope, const char* which) {
    if (!scope) return;
    std::string text = std::string(which) + " (" + kScopeKinds[size_t(scope->kind)] + ")";
    if (scope->hasEnvironment) text += " environment of " + std::to_string(scope->slotCount);
    if (scope->perIteration) text += ", anew each turn";
    if (scope->hasDirectEval) text += ", eval inside";
    if (scope->hasSloppyEval) text += ", may gain names";
    label(text);
    ++indent_;
    for (const Variable* v : scope->variables) {
      std::string entry = name(v->name) + " " + variable(v);
      if (v->isCaptured) entry += ", captured";
      if (v->isAssigned) entry += ", assigned";
      if (v->needsTdz) entry += ", starts empty";
      label(entry);
    }
    --indent_;
  }

  template <class T> void list(const List<T>& nodes, const char* label = nullptr) {
    for (const Node* each : nodes) {
      if (each) node(each, label);
      else line("hole", nullptr);
    }
  }
  void key(const Node* key, bool computed) {
    if (!key) return;
    if (computed) return node(key, "computed key");
    node(key, "key");
  }
  void element(const PatternElement& e, const char* label = nullptr) {
    if (!e.target) return line("hole", nullptr);
    node(e.target, label);
    if (e.initializer) {
      ++indent_;
      node(e.initializer, "default");
      --indent_;
    }
  }

  std::string details(const Node* node) {
    switch (node->kind) {
    case NodeKind::NumberLiteral: {
      char digits[40];
      const auto end = std::to_chars(digits, digits + sizeof digits, node->as<NumberLiteralNode>()->value);
      return " " + std::string(digits, end.ptr);
    }
    case NodeKind::StringLiteral: return " " + name(node->as<StringLiteralNode>()->value);
    case NodeKind::BigIntLiteral: return " " + std::string(node->as<BigIntLiteralNode>()->digits) + "n";
    case NodeKind::BooleanLiteral: return node->as<BooleanLiteralNode>()->value ? " true" : " false";
    case NodeKind::RegExpLiteral:
      return " " + name(node->as<RegExpLiteralNode>()->pattern) + " flags " + name(node->as<RegExpLiteralNode>()->flags);
    case NodeKind::Identifier: {
      const auto* identifier = node->as<IdentifierNode>();
      std::string text = " " + name(identifier->name) + " = ";
      text += identifier->variable ? variable(identifier->variable) : "global";
      if (identifier->needsTdzCheck) text += ", checked";
      if (identifier->isDynamic) text += ", looked up at run time";
      return text;
    }
    case NodeKind::Unary: return std::string(" ") + operatorText(node->as<UnaryNode>()->op);
    case NodeKind::Update:
      return std::string(" ") + (node->as<UpdateNode>()->prefix ? "prefix " : "postfix ") + (node->as<UpdateNode>()->increment ? "++" : "--");
    case NodeKind::Binary: return std::string(" ") + operatorText(node->as<BinaryNode>()->op);
    case NodeKind::Logical: return std::string(" ") + operatorText(node->as<LogicalNode>()->op);
    case NodeKind::Assignment: {
      const Operator op = node->as<AssignmentNode>()->op;
      return std::string(" ") + operatorText(op) + (op == Operator::Assign ? "" : "=");
    }
    case NodeKind::Call: {
      const auto* call = node->as<CallNode>();
      return std::string(call->optional ? " optional" : "") + (call->maybeDirectEval ? " direct eval" : "");
    }
    case NodeKind::Member: return node->as<MemberNode>()->optional ? " optional" : "";
    case NodeKind::PrivateMember: {
      const auto* member = node->as<PrivateMemberNode>();
      return " " + name(member->name) + (member->optional ? " optional" : "") +
             (member->variable ? " = " + variable(member->variable) : "");
    }
    case NodeKind::PrivateIn: return " " + name(node->as<PrivateInNode>()->name);
    case NodeKind::Yield: return node->as<YieldNode>()->delegate ? " delegate" : "";
    case NodeKind::Function: {
      const auto* f = node->as<FunctionNode>();
      std::string text = std::string(" ") + kRoles[size_t(f->role)];
      if (f->flavor != FunctionFlavor::Normal) text += std::string(" ") + kFlavors[size_t(f->flavor)];
      if (f->name) text += " " + name(f->name);
      if (f->isStrict) text += ", strict";
      if (f->usesThis) text += ", uses this";
      if (f->usesArguments) text += ", uses arguments";
      if (f->usesNewTarget) text += ", uses new.target";
      if (f->usesSuper) text += ", uses super";
      if (f->containsDirectEval) text += ", direct eval";
      return text;
    }
    case NodeKind::Class: return node->as<ClassNode>()->name ? " " + name(node->as<ClassNode>()->name) : "";
    case NodeKind::ExpressionStatement: return node->as<ExpressionStatementNode>()->isDirective ? " directive" : "";
    case NodeKind::VariableDeclaration: {
      static const char* const kWords[] = {" var", " let", " const"};
      return kWords[size_t(node->as<VariableDeclarationNode>()->declarationKind)];
    }
    case NodeKind::ForOf: return node->as<ForInOfNode>()->isAwait ? " await" : "";
    case NodeKind::Break:
    case NodeKind::Continue: return node->as<BreakNode>()->label ? " " + name(node->as<BreakNode>()->label) : "";
    case NodeKind::Labeled: return " " + name(node->as<LabeledNode>()->label);
    case NodeKind::Import: return " from " + name(node->as<ImportNode>()->specifier);
    case NodeKind::ExportNamed: {
      const Name* from = node->as<ExportNamedNode>()->specifier;
      return from ? " from " + name(from) : "";
    }
    case NodeKind::ExportAll: {
      const auto* all = node->as<ExportAllNode>();
      return (all->exported ? " as " + name(all->exported) : std::string()) + " from " + name(all->specifier);
    }
    default: return {};
    }
  }

  void function(const FunctionNode* f) {
    scope(f->nameScope, "name scope");
    scope(f->scope, "scope");
    if (f->bodyScope != f->scope) scope(f->bodyScope, "body scope");
    for (const PatternElement& p : f->parameters) element(p, "parameter");
    node(f->rest, "rest parameter");
    list(f->body);
  }

  void classBody(const ClassNode* c) {
    scope(c->scope, "scope");
    node(c->heritage, "extends");
    node(c->constructor, "constructor");
    static const char* const kKinds[] = {"method", "getter", "setter", "field", "static block", "accessor"};
    for (const ClassElement& e : c->elements) {
      std::string text = std::string(e.isStatic ? "static " : "") + kKinds[size_t(e.kind)];
      if (e.kind == ClassElementKind::StaticBlock) text = kKinds[size_t(e.kind)];
      if (e.privateName) text += " " + name(e.privateName);
      label(text);
      ++indent_;
      key(e.key, e.computed);
      node(e.function);
      --indent_;
    }
  }

  void properties(const ObjectLiteralNode* object) {
    static const char* const kKinds[] = {"property", "shorthand", "method", "getter", "setter", "spread", "prototype"};
    for (const Property& p : object->properties) {
      label(kKinds[size_t(p.kind)]);
      ++indent_;
      if (p.kind != PropertyKind::Spread) key(p.key, p.computed);
      node(p.value);
      --indent_;
    }
  }

  void children(const Node* node_) {
    switch (node_->kind) {
    case NodeKind::TemplateLiteral: {
      const auto* t = node_->as<TemplateLiteralNode>();
      for (uint32_t i = 0; i < t->cooked.size(); ++i) {
        label("text " + (t->cooked[i] ? name(t->cooked[i]) : "raw " + name(t->raw[i])));
        if (i < t->expressions.size()) node(t->expressions[i]);
      }
      return;
    }
    case NodeKind::TaggedTemplate:
      node(node_->as<TaggedTemplateNode>()->tag, "tag");
      return node(node_->as<TaggedTemplateNode>()->quasi);
    case NodeKind::ImportCall:
      node(node_->as<ImportCallNode>()->specifier);
      return node(node_->as<ImportCallNode>()->options);
    case NodeKind::ArrayLiteral: return list(node_->as<ArrayLiteralNode>()->elements);
    case NodeKind::ObjectLiteral: return properties(node_->as<ObjectLiteralNode>());
    case NodeKind::Function: return function(node_->as<FunctionNode>());
    case NodeKind::Class: return classBody(node_->as<ClassNode>());
    case NodeKind::Unary: return node(node_->as<UnaryNode>()->operand);
    case NodeKind::Update: return node(node_->as<UpdateNode>()->target);
    case NodeKind::Binary:
      node(node_->as<BinaryNode>()->left);
      return node(node_->as<BinaryNode>()->right);
    case NodeKind::Logical:
      node(node_->as<LogicalNode>()->left);
      return node(node_->as<LogicalNode>()->right);
    case NodeKind::Assignment:
      node(node_->as<AssignmentNode>()->target);
      return node(node_->as<AssignmentNode>()->value);
    case NodeKind::Conditional:
      node(node_->as<ConditionalNode>()->test);
      node(node_->as<ConditionalNode>()->consequent);
      return node(node_->as<ConditionalNode>()->alternate);
    case NodeKind::Call:
      node(node_->as<CallNode>()->callee);
      return list(node_->as<CallNode>()->arguments, "argument");
    case NodeKind::New:
      node(node_->as<NewNode>()->callee);
      return list(node_->as<NewNode>()->arguments, "argument");
    case NodeKind::Member:
      node(node_->as<MemberNode>()->object);
      return key(node_->as<MemberNode>()->property, node_->as<MemberNode>()->computed);
    case NodeKind::PrivateMember: return node(node_->as<PrivateMemberNode>()->object);
    case NodeKind::PrivateIn: return node(node_->as<PrivateInNode>()->object);
    case NodeKind::OptionalChain: return node(node_->as<OptionalChainNode>()->expression);
    case NodeKind::Sequence: return list(node_->as<SequenceNode>()->expressions);
    case NodeKind::Spread: return node(node_->as<SpreadNode>()->argument);
    case NodeKind::Yield: return node(node_->as<YieldNode>()->argument);
    case NodeKind::Await: return node(node_->as<AwaitNode>()->argument);

    case NodeKind::ArrayPattern:
      for (const PatternElement& e : node_->as<ArrayPatternNode>()->elements) element(e);
      return node(node_->as<ArrayPatternNode>()->rest, "rest");
    case NodeKind::ObjectPattern:
      for (const PatternProperty& p : node_->as<ObjectPatternNode>()->properties) {
        key(p.key, p.computed);
        element(p.element, "target");
      }
      return node(node_->as<ObjectPatternNode>()->rest, "rest");

    case NodeKind::ExpressionStatement: return node(node_->as<ExpressionStatementNode>()->expression);
    case NodeKind::VariableDeclaration:
      for (const Declarator& d : node_->as<VariableDeclarationNode>()->declarators) {
        node(d.target);
        ++indent_;
        node(d.initializer, "value");
        --indent_;
      }
      return;
    case NodeKind::FunctionDeclaration:
      if (node_->as<FunctionDeclarationNode>()->annexBVar)
        label("also assigned to " + variable(node_->as<FunctionDeclarationNode>()->annexBVar));
      node(node_->as<FunctionDeclarationNode>()->identifier, "binding");
      return node(node_->as<FunctionDeclarationNode>()->function);
    case NodeKind::ClassDeclaration:
      node(node_->as<ClassDeclarationNode>()->identifier, "binding");
      return node(node_->as<ClassDeclarationNode>()->classNode);
    case NodeKind::Return: return node(node_->as<ReturnNode>()->argument);
    case NodeKind::If: {
      const auto* branch = node_->as<IfNode>();
      node(branch->test, "test");
      node(branch->consequent, "then");
      return node(branch->alternate, "else");
    }
    case NodeKind::For: {
      const auto* loop = node_->as<ForNode>();
      scope(loop->scope, "scope");
      node(loop->init, "init");
      node(loop->test, "test");
      node(loop->update, "update");
      return node(loop->body, "body");
    }
    case NodeKind::ForIn:
    case NodeKind::ForOf: {
      const auto* loop = node_->as<ForInOfNode>();
      scope(loop->tdzScope, "dead zone");
      scope(loop->scope, "scope");
      node(loop->left, "each");
      node(loop->right, "of");
      return node(loop->body, "body");
    }
    case NodeKind::While:
      node(node_->as<WhileNode>()->test, "test");
      return node(node_->as<WhileNode>()->body, "body");
    case NodeKind::DoWhile:
      node(node_->as<DoWhileNode>()->body, "body");
      return node(node_->as<DoWhileNode>()->test, "test");
    case NodeKind::Throw: return node(node_->as<ThrowNode>()->argument);
    case NodeKind::Block:
      scope(node_->as<BlockNode>()->scope, "scope");
      return list(node_->as<BlockNode>()->body);
    case NodeKind::Try: {
      const auto* t = node_->as<TryNode>();
      node(t->block, "try");
      scope(t->catchScope, "catch scope");
      node(t->parameter, "parameter");
      node(t->handler, "catch");
      return node(t->finalizer, "finally");
    }
    case NodeKind::Switch:
      node(node_->as<SwitchNode>()->discriminant);
      scope(node_->as<SwitchNode>()->scope, "scope");
      for (const SwitchCase& c : node_->as<SwitchNode>()->cases) {
        label(c.test ? "case" : "default");
        ++indent_;
        node(c.test, "test");
        list(c.body);
        --indent_;
      }
      return;
    case NodeKind::Labeled: return node(node_->as<LabeledNode>()->body);
    case NodeKind::With:
      node(node_->as<WithNode>()->object);
      return node(node_->as<WithNode>()->body);

    case NodeKind::Import:
      for (const ImportSpecifier& s : node_->as<ImportNode>()->specifiers) {
        label(s.imported ? "import " + name(s.imported) : std::string("import all"));
        node(s.local, "as");
      }
      return attributes(node_->as<ImportNode>()->attributes);
    case NodeKind::ExportNamed: {
      const auto* exported = node_->as<ExportNamedNode>();
      for (const ExportSpecifier& s : exported->specifiers) label("export " + name(s.local) + " as " + name(s.exported));
      attributes(exported->attributes);
      return node(exported->declaration);
    }
    case NodeKind::ExportDefault: return node(node_->as<ExportDefaultNode>()->declaration);
    case NodeKind::ExportAll: return attributes(node_->as<ExportAllNode>()->attributes);
    default: return;
    }
  }

  void attributes(const List<ImportAttribute>& attributes) {
    for (const ImportAttribute& a : attributes) label("with " + name(a.key) + " " + name(a.value));
  }

  const SourceText& source_;
  std::string& out_;
  int indent_ = 0;
};

} // namespace

std::string dumpAst(const Tree& tree, const SourceText& source) {
  std::string out;
  Dumper(source, out).node(tree.program);
  return out;
}

} // namespace tickscope::syntax
