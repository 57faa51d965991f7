#include "core/builtins/grouping.h"

#include "core/builtins/iteration.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"
#include "core/vm/ordered_table.h"

namespace tickscope {

Completion<void> groupBy(Isolate& iso, Args args, const char* method, GroupKeys kind, RootedValues* keys, RootedValues* groups) {
  if (args[0].isNullish()) return iso.raise(msg::CalledOnNullish, {method});
  const HandleValue callback = args.handle(iso, 1);
  if (!isCallable(callback)) return iso.raise(msg::NotAFunction, {describeForMessage(iso, callback)});
  Handle<OrderedTable> positions = iso.handle(newOrderedTable(iso, TableKind::Entries)); // key -> place in the lists
  double k = 0;
  return forEachOf(iso, args.handle(iso, 0), [&](HandleValue item) -> Completion<void> {
    HandleValue key = iso.handle(TRY(iso.call(callback, iso.undefined(), {item, iso.handle(Value::number(k))})));
    k += 1;
    if (kind == GroupKeys::Property) key.set(TRY(toPropertyKey(iso, key)).raw());
    else if (key.get().isNumber() && key.get().asNumber() == 0) key.set(Value::int32(0));
    const int32_t found = tableFindNoGc(positions, key);
    if (found != OrderedTable::kAbsent) {
      const size_t at = size_t(positions->valueAt(uint32_t(found)).asInt32());
      return arrayPush(iso, iso.handle((*groups)[at].as<ArrayObject>()), item);
    }
    const Handle<ArrayObject> group = iso.handle(newArray(iso));
    TRY(arrayPush(iso, group, item));
    positions.set(tableInsert(iso, positions, key, iso.handle(Value::int32(int32_t(keys->size())))));
    keys->push(key);
    groups->push(group);
    return {};
  });
}

} // namespace tickscope
