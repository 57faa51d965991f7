#pragma once
// Chunks: what a trace file is made of. FORMAT.md is the page about them; both ends of every byte are here.
#include "core/base/result.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::trace {

inline constexpr std::string_view kMagic{"TICK\r\n\x1a\n", 8};    // changed by any transfer as text
inline constexpr std::string_view kEndMagic{"TICKEND\n", 8};
inline constexpr size_t kPrefixBytes = 8 + 4;      // magic, format version
inline constexpr size_t kChunkHeaderBytes = 24;
inline constexpr size_t kTrailerBytes = 8 + 8;     // offset of the index, end magic
inline constexpr size_t kPlainBelowBytes = 512;    // shorter payloads are stored as they are
inline constexpr int kCompressionLevel = 3;        // fixed: the same trace is the same bytes

enum class ChunkKind : uint8_t { Header = 'H', Definitions = 'D', Events = 'E', Keyframe = 'K', Index = 'I' };

struct Chunk {
  ChunkKind kind{};
  uint32_t firstEvent = 0; // Events: the first; Keyframe: its step
  uint32_t eventCount = 0; // Events
  std::string payload;     // as it was before compression
};

void putFixed32(std::string& out, uint32_t value);
void putFixed64(std::string& out, uint64_t value);
uint32_t getFixed32(std::string_view bytes, size_t at);
uint64_t getFixed64(std::string_view bytes, size_t at);

// Appends the chunk, compressed where that is shorter.
void putChunk(std::string& out, const Chunk& chunk);

// The chunk at the start of `bytes`; `size` is how many bytes it takes. Fails on anything that is not exactly a chunk.
Result<Chunk> getChunk(std::string_view bytes, size_t& size);

std::string headerToBytes(const Header& header);
Result<Header> headerFromBytes(std::string_view bytes);

// Payload of an Events chunk: where the block starts, then its events.
std::string blockToBytes(const Block& block);
Result<Block> blockFromChunk(const Chunk& chunk);

struct IndexEntry {
  ChunkKind kind{};
  uint64_t offset = 0; // from the start of the file
  uint32_t firstEvent = 0;
  uint32_t eventCount = 0;
  friend bool operator==(const IndexEntry&, const IndexEntry&) = default;
};
struct Index {
  uint32_t eventCount = 0;
  uint64_t endNs = 0;
  std::vector<IndexEntry> entries; // every chunk before the index, in order
  friend bool operator==(const Index&, const Index&) = default;
};
std::string indexToBytes(const Index& index);
Result<Index> indexFromBytes(std::string_view bytes);

} // namespace tickscope::trace
