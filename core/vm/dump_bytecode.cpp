#include "core/vm/dump_bytecode.h"

#include <vector>

#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/function_code.h"
#include "core/vm/isolate.h"
#include "core/vm/script_source.h"

namespace tickscope {

namespace {
std::string padded(std::string text, size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

std::string describeConstant(Value value) {
  if (value.isInt32()) return std::to_string(value.asInt32());
  if (value.isNumber()) return numberToString(value.asNumber());
  if (value.isUndefined()) return "undefined";
  if (!value.isCell()) return "?";
  if (value.asCell()->isString()) {
    std::string text = toUtf8(value.as<String>());
    for (size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') text.replace(i, 1, "\\n");
    return "'" + text + "'";
  }
  if (value.asCell()->kind == CellKind::FunctionCode) {
    const Value name = value.as<FunctionCode>()->name;
    const std::string text = name.isCell() ? toUtf8(name.as<String>()) : std::string();
    return "function " + (text.empty() ? "(anonymous)" : text);
  }
  return cellKindName(value.asCell()->kind);
}

std::string instruction(const FunctionCode* code, uint32_t pc) {
  const uint16_t* at = code->code + pc;
  const OpInfo& info = opInfo(Op(*at));
  std::string text = padded(info.name, 24);
  std::string comment;
  const uint16_t* operand = at + 1;
  for (const char* kind = info.operands; *kind; ++kind) {
    if (kind != info.operands) text += ", ";
    switch (*kind) {
    case 'd':
    case 'r':
    case 'b': text += "r" + std::to_string(*operand++); break;
    case 'i': text += std::to_string(int16_t(*operand++)); break;
    case 'n': text += std::to_string(*operand++); break;
    case 'f': text += "#" + std::to_string(*operand++); break;
    case 'k':
      text += "k" + std::to_string(*operand);
      comment += " " + describeConstant(code->constants[*operand++]);
      break;
    case 'K':
      text += "k" + std::to_string(readWide(operand));
      comment += " " + describeConstant(code->constants[readWide(operand)]);
      operand += 2;
      break;
    case 'j':
      text += "-> " + std::to_string(int64_t(pc) + readJump(operand));
      operand += 2;
      break;
    }
  }
  return comment.empty() ? text : padded(text, 48) + " ;" + comment;
}
} // namespace

std::string dumpBytecode(Isolate& iso, FunctionCode* root) {
  std::string out;
  std::vector<Handle<FunctionCode>> pending{iso.handle(root)};
  while (!pending.empty()) {
    Handle<FunctionCode> code = pending.back();
    pending.pop_back();
    const std::string name = code->name.isCell() ? toUtf8(code->name.as<String>()) : std::string();
    if (ensureCompiled(iso, code).threw()) {
      out += "function " + name + ": " + describeForMessage(iso, iso.takeException()) + "\n\n";
      continue;
    }
    out += "function " + (name.empty() ? "(anonymous)" : name) + ": " + std::to_string(code->registerCount) + " registers, " +
           std::to_string(code->parameterCount) + " parameters\n";
    uint32_t lastLine = 0;
    for (uint32_t pc = 0; pc < code->codeSize(); pc += opInfo(Op(code->code[pc])).words) {
      const uint32_t line = code->tables->source ? code->tables->source->position(placeAt(code, pc).start).line : 0;
      out += line != lastLine ? padded(std::to_string(line), 5) : std::string(5, ' ');
      lastLine = line;
      out += padded(std::to_string(pc), 6) + instruction(code, pc) + "\n";
    }
    for (const HandlerEntry& handler : code->tables->handlers)
      out += "     handler " + std::to_string(handler.start) + " .. " + std::to_string(handler.end) + " -> " + std::to_string(handler.target) + ", r" +
             std::to_string(handler.reg) + (handler.isCatch ? " (catch)" : "") + "\n";
    out += "\n";
    for (size_t i = code->tables->constants.size(); i-- > 0;) {
      const Value constant = code->tables->constants[i];
      if (constant.isCell() && constant.asCell()->kind == CellKind::FunctionCode) pending.push_back(iso.handle(constant.as<FunctionCode>()));
    }
  }
  return out;
}

} // namespace tickscope
