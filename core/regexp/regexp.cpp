#include "core/regexp/regexp.h"

#include "core/regexp/compiler.h"
#include "core/regexp/parser.h"

namespace tickscope::regexp {
const char* messageOf(SyntaxError error) {
  switch (error) {
#define SYNTAX_ERROR(name, text)                                                                                       \
  case SyntaxError::name:                                                                                              \
    return text;
#include "core/regexp/syntax_errors.def"
#undef SYNTAX_ERROR
  }
  return "";
}

std::optional<Flags> parseFlags(std::u16string_view letters) {
  Flags flags;
  for (char16_t letter : letters) {
    bool* flag = nullptr;
    switch (letter) {
    case 'd':
      flag = &flags.hasIndices;
      break;
    case 'g':
      flag = &flags.global;
      break;
    case 'i':
      flag = &flags.ignoreCase;
      break;
    case 'm':
      flag = &flags.multiline;
      break;
    case 's':
      flag = &flags.dotAll;
      break;
    case 'u':
      flag = &flags.unicode;
      break;
    case 'v':
      flag = &flags.unicodeSets;
      break;
    case 'y':
      flag = &flags.sticky;
      break;
    default:
      return std::nullopt;
    }
    if (*flag)
      return std::nullopt;
    *flag = true;
  }
  if (flags.unicode && flags.unicodeSets)
    return std::nullopt;
  return flags;
}

CompileResult compile(std::u16string_view pattern, Flags flags, const Dialect& dialect) {
  std::variant<Tree, SyntaxError> parsed = Parser(pattern, flags, dialect).parse();
  if (const SyntaxError* error = std::get_if<SyntaxError>(&parsed))
    return *error;
  std::optional<Program> program = generate(std::get<Tree>(parsed));
  if (!program)
    return SyntaxError::TooLarge;
  return std::move(*program);
}

std::string Program::disassemble() const {
  struct OpInfo {
    const char* name;
    uint32_t operands;
  };
  static constexpr OpInfo infos[] = {
#define REGEXP_OP(name, operands, text) {#name, operands},
#include "core/regexp/opcodes.def"
#undef REGEXP_OP
  };
  std::string out;
  for (size_t at = 0; at < code.size();) {
    Op op = static_cast<Op>(code[at]);
    const OpInfo& info = infos[code[at]];
    uint32_t words = info.operands;
    if (op == Op::String)
      words += (code[at + 1] + 1) / 2;
    if (op == Op::BackReference)
      words += code[at + 1];
    out += std::to_string(at) + " " + info.name;
    for (uint32_t i = 1; i <= words; i++)
      out += " " + std::to_string(code[at + i]);
    out += "\n";
    at += 1 + words;
  }
  return out;
}
} // namespace tickscope::regexp
