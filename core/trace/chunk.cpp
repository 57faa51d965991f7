#include "core/trace/chunk.h"

#include "core/base/crc32c.h"
#include "core/base/varint.h"

#include <zstd.h>

namespace tickscope::trace {

namespace {
// Nothing that a recorder makes is larger; what claims to be is hostile.
uint32_t maxPayload(ChunkKind kind) {
  switch (kind) {
  case ChunkKind::Events: return 1u << 20;
  case ChunkKind::Header:
  case ChunkKind::Index: return 64u << 20;
  case ChunkKind::Definitions:
  case ChunkKind::Keyframe: return 512u << 20;
  }
  return 0;
}
constexpr uint8_t kPlain = 0, kZstd = 1;

const char* nameOf(ChunkKind kind) {
  switch (kind) {
  case ChunkKind::Header: return "the header";
  case ChunkKind::Definitions: return "a block of definitions";
  case ChunkKind::Events: return "a block of events";
  case ChunkKind::Keyframe: return "a keyframe";
  case ChunkKind::Index: return "the index";
  }
  return nullptr;
}

void putNumber(std::string& out, uint64_t value) {
  uint8_t bytes[kMaxVarintBytes];
  const uint8_t* end = putVarint(bytes, value);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(end - bytes));
}
void putText(std::string& out, std::string_view text) {
  putNumber(out, text.size());
  out += text;
}

class In {
 public:
  explicit In(std::string_view bytes)
      : begin_(reinterpret_cast<const uint8_t*>(bytes.data())), at_(begin_), end_(at_ + bytes.size()) {}
  uint64_t number(uint64_t max = ~uint64_t{0}) {
    uint64_t value = 0;
    const uint8_t* next = ok_ ? getVarint(at_, end_, value) : nullptr;
    if (!next || value > max) {
      ok_ = false;
      return 0;
    }
    at_ = next;
    return value;
  }
  size_t count() { return static_cast<size_t>(number(static_cast<uint64_t>(end_ - at_))); }
  std::string text() {
    const size_t size = count();
    std::string value(reinterpret_cast<const char*>(at_), size);
    at_ += size;
    return value;
  }
  bool ok() const { return ok_; }
  bool whole() const { return ok_ && at_ == end_; }
  size_t offset() const { return static_cast<size_t>(at_ - begin_); }

 private:
  const uint8_t* begin_;
  const uint8_t* at_;
  const uint8_t* end_;
  bool ok_ = true;
};
} // namespace

void putFixed32(std::string& out, uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift);
}
void putFixed64(std::string& out, uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value >> shift);
}
uint32_t getFixed32(std::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (size_t i = 4; i-- > 0;) value = value << 8 | static_cast<uint8_t>(bytes[at + i]);
  return value;
}
uint64_t getFixed64(std::string_view bytes, size_t at) {
  return getFixed32(bytes, at) | uint64_t{getFixed32(bytes, at + 4)} << 32;
}

void putChunk(std::string& out, const Chunk& chunk) {
  TICK_ASSERT(chunk.payload.size() <= maxPayload(chunk.kind), "a chunk that a reader accepts");
  std::string_view stored = chunk.payload;
  uint8_t coding = kPlain;
  std::string compressed;
  if (chunk.payload.size() >= kPlainBelowBytes) {
    compressed.resize(ZSTD_compressBound(chunk.payload.size()));
    const size_t size = ZSTD_compress(compressed.data(), compressed.size(), chunk.payload.data(), chunk.payload.size(),
                                      kCompressionLevel);
    TICK_ASSERT(!ZSTD_isError(size), "compression into a buffer that is large enough");
    if (size < chunk.payload.size()) {
      compressed.resize(size);
      stored = compressed;
      coding = kZstd;
    }
  }
  std::string head;
  head += static_cast<char>(chunk.kind);
  head += static_cast<char>(coding);
  head.append(2, '\0');
  putFixed32(head, static_cast<uint32_t>(stored.size()));
  putFixed32(head, static_cast<uint32_t>(chunk.payload.size()));
  putFixed32(head, chunk.firstEvent);
  putFixed32(head, chunk.eventCount);
  putFixed32(head, crc32c(stored, crc32c(head)));
  out += head;
  out += stored;
}

Result<Chunk> getChunk(std::string_view bytes, size_t& size) {
  if (bytes.size() < kChunkHeaderBytes) return Error{"it is cut short"};
  Chunk chunk;
  chunk.kind = static_cast<ChunkKind>(bytes[0]);
  const char* name = nameOf(chunk.kind);
  if (!name) return Error{"there is no block where one must begin"};
  const uint8_t coding = static_cast<uint8_t>(bytes[1]);
  const uint32_t storedBytes = getFixed32(bytes, 4), rawBytes = getFixed32(bytes, 8);
  chunk.firstEvent = getFixed32(bytes, 12);
  chunk.eventCount = getFixed32(bytes, 16);
  if (storedBytes > bytes.size() - kChunkHeaderBytes) return Error{std::string(name) + " is cut short"};
  const std::string_view stored = bytes.substr(kChunkHeaderBytes, storedBytes);
  if (crc32c(stored, crc32c(bytes.substr(0, 20))) != getFixed32(bytes, 20))
    return Error{"the checksum of " + std::string(name) + " does not match"};
  // From here on only a file that was made to deceive can fail.
  if (bytes[2] != 0 || bytes[3] != 0 || coding > kZstd || rawBytes > maxPayload(chunk.kind))
    return Error{std::string(name) + " has an impossible size or coding"};
  if (coding == kPlain) {
    if (storedBytes != rawBytes) return Error{std::string(name) + " has two sizes"};
    chunk.payload = stored;
  } else {
    if (ZSTD_getFrameContentSize(stored.data(), stored.size()) != rawBytes)
      return Error{std::string(name) + " has two sizes"};
    chunk.payload.resize(rawBytes);
    if (ZSTD_decompress(chunk.payload.data(), rawBytes, stored.data(), stored.size()) != rawBytes)
      return Error{std::string(name) + " cannot be decompressed"};
  }
  size = kChunkHeaderBytes + storedBytes;
  return chunk;
}

std::string headerToBytes(const Header& h) {
  std::string out;
  putText(out, h.engineVersion);
  putText(out, h.program);
  putNumber(out, h.arguments.size());
  for (const std::string& argument : h.arguments) putText(out, argument);
  putText(out, h.nodeVersion);
  putNumber(out, h.seed);
  putNumber(out, static_cast<uint64_t>(h.detail));
  putText(out, h.scenario);
  putNumber(out, h.settings.size());
  for (const auto& [name, value] : h.settings) {
    putText(out, name);
    putText(out, value);
  }
  return out;
}

Result<Header> headerFromBytes(std::string_view bytes) {
  In in(bytes);
  Header h;
  h.engineVersion = in.text();
  h.program = in.text();
  for (size_t left = in.count(); left > 0 && in.ok(); --left) h.arguments.push_back(in.text());
  h.nodeVersion = in.text();
  h.seed = in.number();
  h.detail = static_cast<Detail>(in.number(std::size(words::kDetail) - 1));
  h.scenario = in.text();
  for (size_t left = in.count(); left > 0 && in.ok(); --left) {
    std::string name = in.text();
    h.settings.emplace_back(std::move(name), in.text());
  }
  if (!in.whole()) return Error{"the header makes no sense"};
  return h;
}

std::string blockToBytes(const Block& block) {
  std::string out;
  putNumber(out, block.startNs);
  putNumber(out, block.startThread);
  out += block.events;
  return out;
}

Result<Block> blockFromChunk(const Chunk& chunk) {
  In in(chunk.payload);
  Block block;
  block.firstEvent = chunk.firstEvent;
  block.eventCount = chunk.eventCount;
  block.startNs = in.number();
  block.startThread = static_cast<ThreadId>(in.number(kMaxThreads - 1));
  if (!in.ok()) return Error{"a block of events makes no sense"};
  block.events = chunk.payload.substr(in.offset());
  return block;
}

std::string indexToBytes(const Index& index) {
  std::string out;
  putNumber(out, index.eventCount);
  putNumber(out, index.endNs);
  putNumber(out, index.entries.size());
  uint64_t offset = 0;
  for (const IndexEntry& entry : index.entries) {
    out += static_cast<char>(entry.kind);
    putNumber(out, entry.offset - offset);
    putNumber(out, entry.firstEvent);
    putNumber(out, entry.eventCount);
    offset = entry.offset;
  }
  return out;
}

Result<Index> indexFromBytes(std::string_view bytes) {
  In in(bytes);
  Index index;
  index.eventCount = static_cast<uint32_t>(in.number(kMaxEvents));
  index.endNs = in.number();
  uint64_t offset = 0;
  for (size_t left = in.count(); left > 0 && in.ok(); --left) {
    IndexEntry entry;
    entry.kind = static_cast<ChunkKind>(in.number(0x7f));
    offset += in.number();
    entry.offset = offset;
    entry.firstEvent = static_cast<uint32_t>(in.number(0xffff'ffff));
    entry.eventCount = static_cast<uint32_t>(in.number(0xffff'ffff));
    index.entries.push_back(entry);
  }
  if (!in.whole()) return Error{"the index makes no sense"};
  return index;
}

} // namespace tickscope::trace
