// eval as a function (ECMA-262 §19.2.1): called by any other name or way than `eval(…)` it is indirect.
#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/vm/compiler.h"

namespace tickscope {

namespace {
Value evalFunction(Isolate& iso, Args args) { return evalIndirect(iso, args.handle(iso, 0)); }
} // namespace

void installEval(Isolate& iso, Realm& realm) {
  Handle<NativeFunction> function = defineMethod(iso, realm.global(), "eval", 1, evalFunction);
  realm.set(Intrinsic::Eval, function);
}

} // namespace tickscope
