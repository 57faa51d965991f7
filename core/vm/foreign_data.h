#pragma once
// A cell that owns a C++ object outside the heap and destroys it when it dies.
#include "core/vm/isolate.h"

namespace tickscope {

struct ForeignData : Cell {
  void* data;
  void (*destroy)(void* data);
};

inline void destroyForeignData(ForeignData* cell) {
  if (cell->data) cell->destroy(cell->data);
  cell->data = nullptr;
}

// Takes `object` over. What dies young should be born young: pinned cells are freed by full collections only. May collect.
template <class T> ForeignData* newForeignData(Isolate& iso, T* object, AllocateIn where = AllocateIn::Pinned) {
  auto* cell = iso.heap.allocate<ForeignData>(CellKind::ForeignData, sizeof(ForeignData), where);
  cell->data = object;
  cell->destroy = [](void* data) { delete static_cast<T*>(data); };
  iso.heap.registerFinalizer(cell);
  return cell;
}

} // namespace tickscope
