// How V8 writes the callee, or the value, of an instruction in error messages: the source expression rendered anew.
#include "core/syntax/ast.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"

namespace tickscope::slow {

namespace {
using namespace syntax;

class Renderer {
public:
  std::string text;

  // V8's printer says nothing for what it does not know how to write; then "(intermediate value)" stands for it.
  void find(const Node* node) {
    const size_t before = text.size();
    visit(node);
    if (text.size() == before) text += "(intermediate value)";
  }

private:
  void visit(const Node* node) {
    switch (node->kind) {
    case NodeKind::Identifier: text += name(node->as<IdentifierNode>()->name); return;
    case NodeKind::This: text += "this"; return;
    case NodeKind::NullLiteral: text += "null"; return;
    case NodeKind::BooleanLiteral: text += node->as<BooleanLiteralNode>()->value ? "true" : "false"; return;
    case NodeKind::NumberLiteral: text += numberToString(node->as<NumberLiteralNode>()->value); return;
    case NodeKind::StringLiteral: text += "\"" + name(node->as<StringLiteralNode>()->value) + "\""; return;
    case NodeKind::RegExpLiteral:
      text += "/" + name(node->as<RegExpLiteralNode>()->pattern) + "/" + name(node->as<RegExpLiteralNode>()->flags);
      return;
    case NodeKind::TemplateLiteral: {
      auto* literal = node->as<TemplateLiteralNode>();
      if (literal->expressions.empty()) text += "\"" + name(literal->cooked[0]) + "\"";
      else for (Node* expression : literal->expressions) visit(expression);
      return;
    }
    case NodeKind::Member: {
      auto* member = node->as<MemberNode>();
      if (member->object->kind == NodeKind::Super) text += "(intermediate value)";
      else find(member->object);
      if (member->optional) text += "?.";
      if (!member->computed || member->property->kind == NodeKind::StringLiteral) {
        if (!member->optional) text += ".";
        text += name(member->property->as<StringLiteralNode>()->value);
      } else {
        text += "[";
        find(member->property);
        text += "]";
      }
      return;
    }
    case NodeKind::PrivateMember:
      find(node->as<PrivateMemberNode>()->object);
      text += node->as<PrivateMemberNode>()->optional ? "?." : ".";
      text += name(node->as<PrivateMemberNode>()->name);
      return;
    case NodeKind::OptionalChain: visit(node->as<OptionalChainNode>()->expression); return;
    case NodeKind::Call:
      if (node->as<CallNode>()->callee->kind == NodeKind::Super) text += "super";
      else find(node->as<CallNode>()->callee);
      text += "(...)";
      return;
    case NodeKind::Binary: {
      auto* binary = node->as<BinaryNode>();
      text += "(";
      find(binary->left);
      text += std::string(" ") + operatorText(binary->op) + " ";
      find(binary->right);
      text += ")";
      return;
    }
    case NodeKind::Logical: {
      auto* logical = node->as<LogicalNode>();
      text += "(";
      find(logical->left);
      text += std::string(" ") + operatorText(logical->op) + " ";
      find(logical->right);
      text += ")";
      return;
    }
    case NodeKind::Sequence: {
      text += "(";
      bool first = true;
      for (Node* part : node->as<SequenceNode>()->expressions) {
        if (!first) text += " , ";
        first = false;
        find(part);
      }
      text += ")";
      return;
    }
    case NodeKind::Unary: {
      auto* unary = node->as<UnaryNode>();
      if (unary->op == Operator::Minus && unary->operand->kind == NodeKind::NumberLiteral) {
        text += numberToString(-unary->operand->as<NumberLiteralNode>()->value);
        return;
      }
      text += "(";
      text += operatorText(unary->op);
      if (unary->op == Operator::TypeOf || unary->op == Operator::Void || unary->op == Operator::Delete) text += " ";
      find(unary->operand);
      text += ")";
      return;
    }
    case NodeKind::Conditional:
      find(node->as<ConditionalNode>()->test);
      find(node->as<ConditionalNode>()->consequent);
      find(node->as<ConditionalNode>()->alternate);
      return;
    case NodeKind::Assignment: visit(node->as<AssignmentNode>()->target); return;
    case NodeKind::Await: visit(node->as<AwaitNode>()->argument); return;
    case NodeKind::ArrayLiteral: {
      text += "[";
      auto& elements = node->as<ArrayLiteralNode>()->elements;
      for (uint32_t i = 0; i < elements.count; ++i) {
        if (i) text += ",";
        if (!elements[i]) continue;
        if (elements[i]->kind == NodeKind::Spread) {
          text += "...";
          find(elements[i]->as<SpreadNode>()->argument);
        } else {
          find(elements[i]);
        }
      }
      text += "]";
      return;
    }
    case NodeKind::ObjectLiteral:
      text += "{";
      for (Property& p : node->as<ObjectLiteralNode>()->properties)
        if (p.value) find(p.value);
      text += "}";
      return;
    default: return;
    }
  }

  static std::string name(const Name* name) {
    std::string out;
    for (size_t i = 0; i < name->text.size(); ++i) {
      char32_t c = name->text[i];
      if (c >= 0xd800 && c < 0xdc00 && i + 1 < name->text.size() && (name->text[i + 1] & 0xfc00) == 0xdc00)
        c = 0x10000 + ((c - 0xd800) << 10) + (char32_t(name->text[++i]) - 0xdc00);
      if (c < 0x80) out += char(c);
      else if (c < 0x800) { out += char(0xc0 | c >> 6); out += char(0x80 | (c & 63)); }
      else if (c < 0x10000) { out += char(0xe0 | c >> 12); out += char(0x80 | (c >> 6 & 63)); out += char(0x80 | (c & 63)); }
      else { out += char(0xf0 | c >> 18); out += char(0x80 | (c >> 12 & 63)); out += char(0x80 | (c >> 6 & 63)); out += char(0x80 | (c & 63)); }
    }
    return out;
  }
};

// The expression whose value an instruction's node is about.
const Node* subject(const Node* node) {
  switch (node->kind) {
  case NodeKind::Call: return node->as<CallNode>()->callee;
  case NodeKind::New: {
    const Node* callee = node->as<NewNode>()->callee;
    return callee->kind == NodeKind::Call ? callee->as<CallNode>()->callee : callee; // as V8 has it
  }
  case NodeKind::TaggedTemplate: return node->as<TaggedTemplateNode>()->tag;
  default: return nullptr;
  }
}

// V8 finds the initialiser of an array pattern only where its position is where it starts.
bool startsAtItsPosition(const Node* node) {
  if (node->parenthesized) return false;
  switch (node->kind) {
  case NodeKind::Identifier:
  case NodeKind::NumberLiteral:
  case NodeKind::StringLiteral:
  case NodeKind::NullLiteral:
  case NodeKind::BooleanLiteral:
  case NodeKind::ObjectLiteral:
  case NodeKind::ArrayLiteral:
  case NodeKind::Function:
  case NodeKind::RegExpLiteral:
  case NodeKind::New: return true;
  case NodeKind::Call: return node->as<CallNode>()->callee->kind == NodeKind::Identifier;
  default: return false;
  }
}

std::string render(const Node* node) {
  Renderer renderer;
  renderer.find(node);
  return renderer.text;
}
} // namespace

std::string describeByType(Isolate& iso, Value value) {
  std::string text = toUtf8(typeOf(iso, value));
  if (isString(value)) return text + " \"" + toUtf8(value.as<String>()) + "\"";
  if (value.isNull()) return text + " null";
  if (value.isBoolean()) return text + (value.isTrue() ? " true" : " false");
  if (value.isNumber()) return text + " " + numberToString(value.asNumber());
  return text;
}

std::string describeCallSite(Isolate& iso, const CallFrame* frame, Value value) {
  if (frame && frame->code)
    if (const CallSite* site = callSiteAt(frame->code, uint32_t(frame->pc - frame->code->code)))
      if (const Node* what = subject(site->node)) return render(what);
  return describeForMessage(iso, value);
}

Throw raiseNotIterable(Isolate& iso, const CallFrame* frame, HandleValue value) {
  const CallSite* site = frame && frame->code ? callSiteAt(frame->code, uint32_t(frame->pc - frame->code->code)) : nullptr;
  const auto notIterable = [&](const std::string& text) { return iso.raise(ErrorType::TypeError, text + " is not iterable"); };
  if (site && site->node) {
    switch (site->kind) {
    case CallSite::SpreadArgument:
      if (!value.get().isNullish())
        return iso.raise(ErrorType::TypeError, "Spread syntax requires ...iterable[Symbol.iterator] to be a function");
      return iso.raise(ErrorType::TypeError, render(site->node) + " is not iterable (cannot read property " +
                                                 (value.get().isNull() ? "null)" : "undefined)"));
    case CallSite::ForHead: return notIterable(".for");
    case CallSite::Value:
      if ((site->node->kind == NodeKind::Call && site->node->as<CallNode>()->callee->kind != NodeKind::Super) || site->node->kind == NodeKind::New)
        return iso.raise(ErrorType::TypeError, render(subject(site->node)) + " is not a function or its return value is not iterable");
      return notIterable(render(site->node));
    default: break;
    }
  }
  return iso.raise(ErrorType::TypeError, describeByType(iso, value) + " is not iterable (cannot read property Symbol(Symbol.iterator))");
}

std::string describeDestructured(Isolate& iso, const CallFrame* frame, Value value) {
  const CallSite* site = callSiteAt(frame->code, uint32_t(frame->pc - frame->code->code));
  if (site) {
    switch (site->kind) {
    case CallSite::ForHead: return ".for";
    case CallSite::CatchHead: return ".catch";
    case CallSite::Parameter: return "(intermediate value)(intermediate value)(intermediate value)";
    case CallSite::Value:
      if (site->node) return render(site->node);
      break;
    default: break;
    }
  }
  return describeByType(iso, value);
}

bool rendersAsIterable(const syntax::Node* initializer) { return startsAtItsPosition(initializer); }

} // namespace tickscope::slow
