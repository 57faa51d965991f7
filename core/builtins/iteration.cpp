#include "core/builtins/iteration.h"

#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

Completion<IteratorRecord> getArgumentIterator(Isolate& iso, HandleValue iterable) {
  const HandleValue method =
      iso.handle(iterable.get().isNullish() ? Value() : TRY(getV(iso, iterable, iso.key(iso.symbols.iterator))));
  if (!isCallable(method)) return iso.raise(msg::NotIterableNoLoad, {describeCallSite(iso, iterable)});
  return getIteratorFromMethod(iso, iterable, method);
}

} // namespace tickscope
