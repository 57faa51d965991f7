#include "core/trace/writer.h"

#include "core/trace/chunk.h"
#include "core/trace/decode.h"
#include "core/trace/fold/fold.h"
#include "core/trace/state_bytes.h"

#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>

namespace tickscope::trace {

namespace {
// A keyframe may cost this many bytes of a state's memory per event since the last one: about half a byte in the file.
constexpr uint64_t kStateBytesPerEvent = 8;

// Blocks in, bytes of a file out.
class Encoder {
 public:
  Encoder(const Header& header, WriterOptions options) : options_(options) {
    out_ = kMagic;
    putFixed32(out_, kFormatVersion);
    add({ChunkKind::Header, 0, 0, headerToBytes(header)});
  }

  void add(const Block& block) {
    if (!block.definitions.empty()) add({ChunkKind::Definitions, 0, 0, block.definitions});
    add({ChunkKind::Events, block.firstEvent, block.eventCount, blockToBytes(block)});
    index_.eventCount += block.eventCount;
    fold(block);
  }

  void end() {
    const uint64_t offset = offset_ + out_.size();
    putChunk(out_, {ChunkKind::Index, 0, 0, indexToBytes(index_)});
    putFixed64(out_, offset);
    out_ += kEndMagic;
  }

  // The bytes made since the last call.
  std::string take() {
    offset_ += out_.size();
    return std::exchange(out_, {});
  }

 private:
  void add(const Chunk& chunk) {
    index_.entries.push_back({chunk.kind, offset_ + out_.size(), chunk.firstEvent, chunk.eventCount});
    putChunk(out_, chunk);
  }

  void fold(const Block& block) {
    const Result<void> defined = definitions_.add(block.definitions);
    TICK_ASSERT(defined.ok(), "a recorder's definitions are whole");
    Decoder decoder(block.events, definitions_, block.firstEvent, {0, kNoEvent, block.startNs, block.startThread});
    Event event;
    while (decoder.next(event)) {
      if (event.timeNs > index_.endNs) index_.endNs = event.timeNs;
      if (options_.keyframeEvents != 0) apply(state_, event);
    }
    TICK_ASSERT(!decoder.damage(), decoder.damage());
    if (options_.keyframeEvents == 0) return;
    const uint64_t events = state_.step - lastKeyframe_;
    if (events < options_.keyframeEvents) return;
    // A small limit, as tests set it, asks for keyframes whatever they cost.
    if (options_.keyframeEvents >= WriterOptions{}.keyframeEvents && approximateBytes(state_) > events * kStateBytesPerEvent)
      return;
    add({ChunkKind::Keyframe, state_.step, 0, stateToBytes(state_)});
    lastKeyframe_ = state_.step;
  }

  WriterOptions options_;
  std::string out_;
  uint64_t offset_ = 0; // of out_ in the file
  Index index_;
  Definitions definitions_;
  State state_;
  EventId lastKeyframe_ = 0;
};
} // namespace

struct Writer::Data {
  Encoder encoder;
  std::string path;
  std::FILE* file;
  std::thread thread;

  // Shared with the thread.
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Block> blocks; // to be written
  bool ending = false;
  uint64_t fileBytes = 0;
  std::string failure;

  static constexpr size_t kMaxWaiting = 32; // then the run waits for the disk: memory stays bounded

  Data(const Header& header, WriterOptions options) : encoder(header, options) {}

  void put(const std::string& bytes) {
    const bool ok = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0;
    const int error = errno;
    const std::lock_guard lock(mutex);
    if (ok)
      fileBytes += bytes.size();
    else if (failure.empty())
      failure = path + ": cannot write the trace: " + std::strerror(error);
  }

  void work() {
    put(encoder.take());
    for (;;) {
      Block block;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return ending || !blocks.empty(); });
        if (blocks.empty()) break;
        block = std::move(blocks.front());
        blocks.pop_front();
      }
      changed.notify_all();
      encoder.add(block);
      put(encoder.take());
    }
    encoder.end();
    put(encoder.take());
  }
};

Writer::Writer(std::unique_ptr<Data> data) : data_(std::move(data)) {}

Result<std::unique_ptr<Writer>> Writer::create(const std::string& path, const Header& header, WriterOptions options) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return Error{path + ": cannot create the trace: " + std::strerror(errno)};
  auto data = std::make_unique<Data>(header, options);
  data->path = path;
  data->file = file;
  Data* shared = data.get();
  data->thread = std::thread([shared] { shared->work(); });
  return std::unique_ptr<Writer>(new Writer(std::move(data)));
}

Writer::~Writer() {
  if (data_->file) (void)finish();
}

void Writer::write(Block&& block) {
  std::unique_lock lock(data_->mutex);
  data_->changed.wait(lock, [&] { return data_->blocks.size() < Data::kMaxWaiting; });
  data_->blocks.push_back(std::move(block));
  lock.unlock();
  data_->changed.notify_all();
}

Result<void> Writer::finish() {
  TICK_ASSERT(data_->file, "a trace is finished once");
  {
    const std::lock_guard lock(data_->mutex);
    data_->ending = true;
  }
  data_->changed.notify_all();
  data_->thread.join();
  if (std::fclose(std::exchange(data_->file, nullptr)) != 0 && data_->failure.empty())
    data_->failure = data_->path + ": cannot write the trace: " + std::strerror(errno);
  if (!data_->failure.empty()) return Error{data_->failure};
  return {};
}

uint64_t Writer::fileBytes() const {
  const std::lock_guard lock(data_->mutex);
  return data_->fileBytes;
}

std::string traceToBytes(const Trace& trace, WriterOptions options) {
  Encoder encoder(trace.header(), options);
  for (size_t i = 0; i < trace.blockCount(); ++i) encoder.add(trace.block(i));
  encoder.end();
  return encoder.take();
}

} // namespace tickscope::trace
