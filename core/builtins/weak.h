#pragma once
// WeakMap, WeakSet, WeakRef and FinalizationRegistry (ECMA-262 §24.3, §24.4, §26.1, §26.2).
//
// Keys and targets are held weakly by mark-sweep only; a scavenge treats them as strong (as V8 does with ephemerons in
// old tables), so what a program can see of it does not depend on the young generation.
#include "core/vm/isolate.h"

namespace tickscope {

struct WeakMapObject : Object {
  Value table; // EphemeronTable
};
struct WeakSetObject : Object {
  Value table; // EphemeronTable: value -> true
};
// Word 0 is weak. For a registration the rest is: registry, held value, the WeakCell of its token, next of the registry.
struct WeakCell : Cell {
  enum Aux : uint16_t { kRegistration = 1 };
  Value target;
  Value registry, held, token, next;
};
struct WeakRefObject : Object {
  Value cell; // WeakCell
};
struct FinalizationRegistryObject : Object {
  enum Aux : uint16_t { kScheduled = kKindBit0, kSwept = kKindBit1 };
  Value cleanup;
  Value registrations; // the newest live WeakCell, linked to older ones; or undefined
  Value dead;          // those whose target died, in the order of their calls (newest first); or undefined
};

// Takes what the last collections cleared and calls Host::finalizationRegistryDirty once for each registry that has
// something to clean up and is not scheduled yet. For the loop, between turns.
void scheduleFinalization(Isolate& iso);
// §9.13 CleanupFinalizationRegistry: calls the callback for every dead registration, newest first. Stops at the first
// that throws (the rest stays for another call) and returns exception.
Value cleanupFinalizationRegistry(Isolate& iso, Handle<FinalizationRegistryObject> registry);

} // namespace tickscope
