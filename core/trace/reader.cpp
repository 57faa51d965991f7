#include "core/trace/reader.h"

#include "core/trace/chunk.h"
#include "core/trace/state_bytes.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/stat.h>

namespace tickscope::trace {

namespace {
Error atFile(std::string_view name, const std::string& message) { return Error{std::string(name) + ": " + message}; }

// Magic and version.
Result<void> checkPrefix(std::string_view bytes, std::string_view name) {
  if (bytes.size() < kMagic.size() || bytes.substr(0, kMagic.size()) != kMagic) {
    if (!bytes.empty() && bytes.size() < kPrefixBytes && kMagic.substr(0, bytes.size()) == bytes.substr(0, kMagic.size()))
      return atFile(name, "the file is cut short: not even the header of the trace is whole");
    return atFile(name, bytes.empty() ? "the file is empty, not a trace" : "this is not a Tickscope trace");
  }
  if (bytes.size() < kPrefixBytes) return atFile(name, "the file is cut short: not even the header of the trace is whole");
  const uint32_t version = getFixed32(bytes, kMagic.size());
  if (version != kFormatVersion)
    return atFile(name, "this trace has format version " + std::to_string(version) + ", this program reads version " +
                            std::to_string(kFormatVersion));
  return {};
}

Result<Header> readHeader(std::string_view bytes, std::string_view name, size_t& size) {
  Result<Chunk> chunk = getChunk(bytes.substr(kPrefixBytes), size);
  if (!chunk) return atFile(name, "damaged header: " + chunk.error().message);
  if (chunk->kind != ChunkKind::Header) return atFile(name, "damaged header: another block stands in its place");
  Result<Header> header = headerFromBytes(chunk->payload);
  if (!header) return atFile(name, "damaged header: " + header.error().message);
  return header;
}

// Takes the chunks of one file into a trace, in order.
class Loader {
 public:
  Loader(Trace& trace, const ReadLimits& limits) : trace_(trace), limits_(limits) {}

  // Fails at the first thing that is not as a writer would have made it; what was taken before stays.
  Result<void> take(std::string_view bytes, size_t& at) {
    while (at < bytes.size()) {
      size_t size = 0;
      Result<Chunk> chunk = getChunk(bytes.substr(at), size);
      if (!chunk) return chunk.error();
      memoryBytes_ += chunk->payload.size();
      if (memoryBytes_ > limits_.memoryBytes)
        return Error{"the trace needs more than " + std::to_string(limits_.memoryBytes) + " bytes of memory"};
      if (chunk->kind == ChunkKind::Index) {
        if (Result<void> ended = end(*chunk, bytes, at, size); !ended) return ended;
        at = bytes.size();
        return {};
      }
      index_.entries.push_back({chunk->kind, at, chunk->firstEvent, chunk->eventCount});
      if (Result<void> taken = take(std::move(*chunk)); !taken) return taken;
      at += size;
    }
    return Error{"the file ends here, without its index: the run was killed or the file is cut short"};
  }

  void headerAt(size_t offset) { index_.entries.push_back({ChunkKind::Header, offset, 0, 0}); }

 private:
  Result<void> take(Chunk chunk) {
    switch (chunk.kind) {
    case ChunkKind::Definitions:
      // They belong to the events that follow.
      if (!definitions_.empty()) return Error{"two blocks of definitions follow each other"};
      definitions_ = std::move(chunk.payload);
      return {};
    case ChunkKind::Events: {
      Result<Block> block = blockFromChunk(chunk);
      if (!block) return block.error();
      block->definitions = std::exchange(definitions_, {});
      return trace_.writeChecked(std::move(*block));
    }
    case ChunkKind::Keyframe: {
      const auto before = trace_.keyframes();
      if (chunk.firstEvent != trace_.eventCount() || (!before.empty() && before.back().step >= chunk.firstEvent))
        return Error{"a keyframe stands in the wrong place"};
      const Result<State> state = stateFromBytes(
          chunk.payload, {chunk.firstEvent, trace_.stringCount(), trace_.siteCount(), trace_.sourceCount()});
      if (!state) return state.error();
      trace_.addKeyframe({chunk.firstEvent, std::move(chunk.payload)});
      return {};
    }
    default: return Error{"there is a second header"};
    }
  }

  Result<void> end(const Chunk& chunk, std::string_view bytes, size_t at, size_t size) {
    const Result<Index> index = indexFromBytes(chunk.payload);
    if (!index) return index.error();
    index_.eventCount = trace_.eventCount();
    index_.endNs = trace_.endNs();
    if (*index != index_ || !definitions_.empty()) return Error{"the index does not fit the blocks before it"};
    const std::string_view trailer = bytes.substr(at + size);
    if (trailer.size() != kTrailerBytes || getFixed64(trailer, 0) != at || trailer.substr(8) != kEndMagic)
      return Error{"the last bytes of the file are damaged"};
    return {};
  }

  Trace& trace_;
  const ReadLimits& limits_;
  uint64_t memoryBytes_ = 0;
  std::string definitions_;
  Index index_;
};

Result<std::string> readFile(const std::string& path, uint64_t maxBytes) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return atFile(path, std::string("cannot read the trace: ") + std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return atFile(path, "this is a directory, not a trace");
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return atFile(path, std::string("cannot read the trace: ") + std::strerror(errno));
  std::string bytes;
  char buffer[64 * 1024];
  size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, file)) > 0 && bytes.size() <= maxBytes) bytes.append(buffer, got);
  const bool failed = std::ferror(file) != 0;
  std::fclose(file);
  if (failed) return atFile(path, "cannot read the trace: input/output error");
  if (bytes.size() > maxBytes) return atFile(path, "the file is larger than " + std::to_string(maxBytes) + " bytes");
  return bytes;
}
} // namespace

Result<LoadedTrace> readTraceBytes(std::string_view bytes, std::string_view name, const ReadLimits& limits) {
  if (Result<void> prefix = checkPrefix(bytes, name); !prefix) return prefix.error();
  size_t size = 0;
  Result<Header> header = readHeader(bytes, name, size);
  if (!header) return header.error();
  LoadedTrace loaded{Trace(std::move(*header)), std::nullopt};
  Loader loader(loaded.trace, limits);
  loader.headerAt(kPrefixBytes);
  size_t at = kPrefixBytes + size;
  if (const Result<void> taken = loader.take(bytes, at); !taken) {
    const EventId whole = loaded.trace.eventCount();
    loaded.damage = std::string(name) + ": damaged at byte " + std::to_string(at) + ": " + taken.error().message +
                    (whole == 0   ? "; no event before that is whole"
                     : whole == 1 ? "; the one event before that is whole"
                                  : "; the " + std::to_string(whole) + " events before that are whole");
  }
  return loaded;
}

Result<LoadedTrace> readTrace(const std::string& path, const ReadLimits& limits) {
  const Result<std::string> bytes = readFile(path, limits.fileBytes);
  if (!bytes) return bytes.error();
  return readTraceBytes(*bytes, path, limits);
}

Result<TraceSummary> readSummary(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return atFile(path, std::string("cannot read the trace: ") + std::strerror(errno));
  // Bytes from a place of the file, fewer if it ends there.
  const auto read = [&](uint64_t offset, size_t count) {
    std::string bytes;
    if (std::fseek(file, static_cast<long>(offset), SEEK_SET) != 0) return bytes;
    bytes.resize(count);
    bytes.resize(std::fread(bytes.data(), 1, count, file));
    return bytes;
  };
  const Result<TraceSummary> summary = [&]() -> Result<TraceSummary> {
    std::string start = read(0, kPrefixBytes + kChunkHeaderBytes);
    if (Result<void> prefix = checkPrefix(start, path); !prefix) return prefix.error();
    if (std::fseek(file, 0, SEEK_END) != 0) return atFile(path, "cannot read the trace: this is not a file");
    const auto fileBytes = static_cast<uint64_t>(std::ftell(file));
    if (start.size() < kPrefixBytes + kChunkHeaderBytes || fileBytes < start.size() + kTrailerBytes)
      return atFile(path, "the file is cut short");
    const uint32_t headerBytes = getFixed32(start, kPrefixBytes + 4);
    if (headerBytes > fileBytes) return atFile(path, "damaged header: it is cut short");
    start = read(0, kPrefixBytes + kChunkHeaderBytes + headerBytes);
    size_t size = 0;
    Result<Header> header = readHeader(start, path, size);
    if (!header) return header.error();
    const std::string trailer = read(fileBytes - kTrailerBytes, kTrailerBytes);
    if (trailer.size() != kTrailerBytes || !trailer.ends_with(kEndMagic)) return atFile(path, "the file is cut short");
    const uint64_t at = getFixed64(trailer, 0);
    if (at > fileBytes - kTrailerBytes) return atFile(path, "the last bytes of the file are damaged");
    Result<Chunk> chunk = getChunk(read(at, fileBytes - kTrailerBytes - at), size);
    if (!chunk) return atFile(path, chunk.error().message);
    if (chunk->kind != ChunkKind::Index) return atFile(path, "the last bytes of the file are damaged");
    const Result<Index> index = indexFromBytes(chunk->payload);
    if (!index) return atFile(path, index.error().message);
    return TraceSummary{std::move(*header), index->eventCount, index->endNs};
  }();
  std::fclose(file);
  return summary;
}

} // namespace tickscope::trace
