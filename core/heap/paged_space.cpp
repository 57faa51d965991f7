#include "core/heap/paged_space.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/base/assert.h"

namespace tickscope {

namespace {
Cell*& nextFree(Cell* cell) { return *reinterpret_cast<Cell**>(cell->words()); }
} // namespace

Heap::PagedSpace::~PagedSpace() {
  for (char* chunk : chunks_) munmap(chunk, kChunkPages * kPageBytes);
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

// The largest gap becomes the bump region, so that this is asked seldom; the small ones wait for cells of their size.
bool Heap::PagedSpace::openGap(size_t size) {
  for (size_t i = kBins; i-- > binFor(size);) {
    Cell* cell = bins_[i];
    if (!cell || cell->size < size) continue; // too small: only in the doubling bin of the size itself
    bins_[i] = nextFree(cell);
    seal();
    top_ = reinterpret_cast<char*>(cell);
    limit_ = top_ + cell->size;
    return true;
  }
  return false;
}

void Heap::PagedSpace::seal() {
  addFree(top_, size_t(limit_ - top_));
  top_ = limit_ = nullptr;
}

void Heap::PagedSpace::addPage() {
  seal();
  if (freePages_.empty()) {
    // Address space only, more by a page so that an aligned part can be cut out of it.
    constexpr size_t kBytes = kChunkPages * kPageBytes;
    void* memory = mmap(nullptr, kBytes + kPageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) throw HeapLimitReached{"Reached heap limit Allocation failed - JavaScript heap out of memory"};
    char* begin = static_cast<char*>(memory);
    const size_t before = (kPageBytes - reinterpret_cast<uintptr_t>(begin) % kPageBytes) % kPageBytes;
    if (before) munmap(begin, before);
    if (before < kPageBytes) munmap(begin + before + kBytes, kPageBytes - before);
    chunks_.push_back(begin + before);
    for (size_t i = kChunkPages; i-- > 0;) freePages_.push_back(begin + before + i * kPageBytes);
  }
  char* page = freePages_.back();
  freePages_.pop_back();
  pages_.push_back({page});
  top_ = page;
  limit_ = page + kPageBytes;
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
  if (size_t(limit_ - top_) < size && !openGap(size)) addPage();
  char* at = top_;
  top_ += size;
  return at;
}

size_t Heap::PagedSpace::sweep(bool poison) {
  seal();
  std::fill(std::begin(bins_), std::end(bins_), nullptr);
  const size_t before = used_;
  used_ = 0;
  size_t kept = 0;
  for (const Page page : pages_) {
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
    if (gap == page.memory) {
      madvise(page.memory, kPageBytes, MADV_DONTNEED);
      freePages_.push_back(page.memory);
      continue;
    }
    if (gap) addFree(gap, size_t(page.memory + kPageBytes - gap));
    pages_[kept++] = page;
  }
  pages_.resize(kept);
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
