#include "core/heap/paged_space.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <new>

#include "core/base/assert.h"

namespace tickscope {

namespace {
Cell*& nextFree(Cell* cell) { return *reinterpret_cast<Cell**>(cell->words()); }
} // namespace

Heap::PagedSpace::~PagedSpace() {
  for (Page& page : pages_) std::free(page.memory);
}

size_t Heap::PagedSpace::binFor(size_t size) {
  if (size <= 1024) return size / 8;
  const size_t doubling = size_t(std::bit_width(size)) - 11; // 1025…2047 → 0
  return kExactBins + std::min(doubling, kBins - kExactBins - 1);
}

void Heap::PagedSpace::addFree(char* at, size_t size) {
  if (size == 0) return;
  Cell* cell = reinterpret_cast<Cell*>(at);
  cell->kind = CellKind::Free;
  cell->gcBits = 0;
  cell->aux = 0;
  cell->size = uint32_t(size);
  if (size < 16) return;
  Cell*& bin = bins_[binFor(size)];
  nextFree(cell) = bin;
  bin = cell;
}

char* Heap::PagedSpace::takeFromBins(size_t size) {
  for (size_t i = binFor(size); i < kBins; ++i) {
    for (Cell** link = &bins_[i]; *link; link = &nextFree(*link)) {
      Cell* cell = *link;
      if (cell->size < size) continue; // only in the doubling bins
      *link = nextFree(cell);
      char* at = reinterpret_cast<char*>(cell);
      addFree(at + size, cell->size - size);
      return at;
    }
  }
  return nullptr;
}

void Heap::PagedSpace::seal() {
  addFree(top_, size_t(limit_ - top_));
  top_ = limit_ = nullptr;
}

void Heap::PagedSpace::addPage() {
  seal();
  char* memory = static_cast<char*>(std::aligned_alloc(4096, kPageBytes));
  if (!memory) throw HeapLimitReached{"Reached heap limit Allocation failed - JavaScript heap out of memory"};
  pages_.push_back({memory});
  top_ = memory;
  limit_ = memory + kPageBytes;
}

char* Heap::PagedSpace::allocate(size_t size) {
  used_ += size;
  if (size <= 1024) {
    Cell*& bin = bins_[size / 8];
    if (bin) {
      char* at = reinterpret_cast<char*>(bin);
      bin = nextFree(bin);
      return at;
    }
  }
  if (size_t(limit_ - top_) < size) {
    if (char* at = takeFromBins(size)) return at;
    addPage();
  }
  char* at = top_;
  top_ += size;
  return at;
}

size_t Heap::PagedSpace::sweep(bool poison) {
  seal();
  std::fill(std::begin(bins_), std::end(bins_), nullptr);
  const size_t before = used_;
  used_ = 0;
  for (Page& page : pages_) {
    char* gap = nullptr;
    for (char* at = page.memory; at < page.memory + kPageBytes;) {
      Cell* cell = reinterpret_cast<Cell*>(at);
      const size_t size = cell->size;
      if (cell->gcBits & Cell::kMarked) {
        cell->gcBits &= uint8_t(~Cell::kMarked);
        used_ += size;
        if (gap) addFree(gap, size_t(at - gap));
        gap = nullptr;
      } else {
        if (poison && cell->kind != CellKind::Free) std::memset(cell->words(), 0xdb, size - sizeof(Cell));
        if (!gap) gap = at;
      }
      at += size;
    }
    if (gap) addFree(gap, size_t(page.memory + kPageBytes - gap));
  }
  return before - used_;
}

bool Heap::PagedSpace::contains(const void* address) const {
  for (const Page& page : pages_)
    if (address >= page.memory && address < page.memory + kPageBytes) return true;
  return false;
}

std::string Heap::PagedSpace::verifyWalk() {
  seal();
  size_t used = 0;
  for (size_t i = 0; i < pages_.size(); ++i) {
    char* end = pages_[i].memory + kPageBytes;
    char* at = pages_[i].memory;
    while (at < end) {
      const Cell* cell = reinterpret_cast<Cell*>(at);
      if (cell->size < 8 || cell->size % 8 || cell->size > size_t(end - at))
        return "page " + std::to_string(i) + " cannot be walked at offset " + std::to_string(at - pages_[i].memory);
      if (cell->kind != CellKind::Free) used += cell->size;
      at += cell->size;
    }
  }
  if (used != used_) return "space counts " + std::to_string(used_) + " bytes, but its cells add up to " + std::to_string(used);
  return {};
}

} // namespace tickscope
