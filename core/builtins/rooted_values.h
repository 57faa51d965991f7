#pragma once
// A growing list of Values that the collector sees: what a List of ECMA-262 is while a built-in works on it.
#include <vector>

#include "core/heap/handles.h"
#include "core/vm/isolate.h"

namespace tickscope {

class RootedValues final : public RootSource {
public:
  explicit RootedValues(Isolate& iso) : heap_(iso.heap) { heap_.addRoots(this); }
  ~RootedValues() override { heap_.removeRoots(this); }
  RootedValues(const RootedValues&) = delete;
  RootedValues& operator=(const RootedValues&) = delete;

  void push(Value value) { values_.push_back(value); }
  void reserve(size_t count) { values_.reserve(count); }
  void resize(size_t count) { values_.resize(count); }
  size_t size() const { return values_.size(); }
  Value& operator[](size_t i) { return values_[i]; }
  // A handle to slot i: good until the list grows.
  HandleValue handle(size_t i) { return HandleValue(&values_[i]); }
  Value* data() { return values_.data(); }
  void swap(RootedValues& other) { values_.swap(other.values_); }
  void visitRoots(SlotVisitor& visitor) override {
    if (!values_.empty()) visitor.visit(values_.data(), values_.data() + values_.size());
  }

private:
  Heap& heap_;
  std::vector<Value> values_;
};

} // namespace tickscope
