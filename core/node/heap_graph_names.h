#pragma once
// What the cells of the heap and their words are called in a snapshot.
#include <string>
#include <unordered_map>

#include "core/heap/cell.h"
#include "core/snapshot/graph.h"
#include "core/vm/isolate.h"

namespace tickscope {

// The name of traced word `word` of a cell (counted after the header), or null: it has none, or is found by property.
const char* wordName(const Cell* cell, uint32_t word);

class CellNames {
public:
  CellNames(Isolate& iso, snapshot::Graph& graph) : iso_(iso), graph_(graph) {}
  // Type and name of a cell's node.
  void describe(Cell* cell, snapshot::Node* node);
  // The class of the objects whose prototype this is.
  std::string madeBy(Object* prototype);
  uint32_t ofKey(PropertyKey key); // as an edge's name

private:
  std::string constructorName(Object* object);
  Isolate& iso_;
  snapshot::Graph& graph_;
  std::unordered_map<const Cell*, uint32_t> keys_;         // atoms and symbols do not move
  std::unordered_map<const Shape*, uint32_t> constructors_; // of objects without a constructor of their own
};

} // namespace tickscope
