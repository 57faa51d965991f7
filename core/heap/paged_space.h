#pragma once
// Pages of cells with free lists: old space and pinned space. Cells never move; collections free them. Pages are taken from
// chunks of address space; one that a mark-sweep finds empty gives its memory back to the system.
//
// A page is kPageBytes, aligned so, of cells without gaps: what is free is a Free cell (8 bytes: just its header; more: also a link
// in a bin). The page being filled has a bump region; seal() turns its rest into a Free cell so that pages can be walked.
// Order everywhere is that of page creation, then position: addresses decide nothing.
#include <memory>
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

struct Heap::Page {
  char* memory;
};

class Heap::PagedSpace {
public:
  PagedSpace() = default;
  ~PagedSpace();
  PagedSpace(const PagedSpace&) = delete;

  // Room for `size` bytes (a multiple of 8, 16 at least, at most kLargeBytes). The header is the caller's to write.
  char* allocate(size_t size);
  // Takes back cells without a gap between them, none in another page.
  void free(char* at, size_t size) {
    used_ -= size;
    addFree(at, size);
  }
  static bool beginsPage(const char* at) { return reinterpret_cast<uintptr_t>(at) % kPageBytes == 0; }
  // Frees every cell without a mark, clears the marks, joins neighbours. Returns the bytes freed.
  size_t sweep(bool poison);
  template <class F> void forEachCell(F&& visit) {
    seal();
    for (Page& page : pages_)
      for (char* at = page.memory; at < page.memory + kPageBytes;) {
        Cell* cell = reinterpret_cast<Cell*>(at);
        at += cell->size;
        if (cell->kind != CellKind::Free) visit(cell);
      }
  }
  bool contains(const void* address) const;
  size_t used() const { return used_; }
  size_t capacity() const { return pages_.size() * kPageBytes; }
  std::string verifyWalk();

private:
  static constexpr size_t kChunkPages = 16;
  static constexpr size_t kExactBins = 129; // sizes 16 … 1024 by 8
  static constexpr size_t kBins = kExactBins + 8; // then by doubling
  static size_t binFor(size_t size);
  void addFree(char* at, size_t size);
  bool openGap(size_t size);
  void seal();
  void addPage();

  std::vector<Page> pages_;
  std::vector<char*> chunks_;    // each kChunkPages long
  std::vector<char*> freePages_; // of the chunks
  Cell* bins_[kBins] = {};
  char* top_ = nullptr;
  char* limit_ = nullptr;
  size_t used_ = 0;
};

} // namespace tickscope
