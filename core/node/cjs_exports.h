#pragma once
// What names a CommonJS text exports, as far as its tokens tell without running it: what `import { x } from './y.cjs'`
// may ask for. The shapes recognised are those of Node's cjs-module-lexer; like there, a name too many or too few is
// possible, a wrong run is not, since values are taken from module.exports after it ran.
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

struct CjsExports {
  std::vector<std::u16string> names;  // each once, in order of appearance
  std::vector<std::string> reexports; // specifiers whose names are exported too
};

CjsExports cjsExports(std::string_view text);

} // namespace tickscope
