#pragma once
// The usual cases of whole functions of core/node/lib/stream_readable.js and stream_writable.js in C++, for runs that are not
// recorded: see core/vm/library_fast.h. What is not usual is left to the JavaScript.
#include <deque>
#include <optional>

#include "core/heap/persistent.h"
#include "core/node/slot_cache.h"
#include "core/vm/library_fast.h"
#include "core/vm/native.h"

namespace tickscope {

class NodeRuntime;

class StreamCalls {
public:
  explicit StreamCalls(Isolate& iso);
  // The natives by which the two files tell of their functions: (Readable.prototype.push, Readable.prototype.read) and
  // (Writable.prototype.write, writeChunk, endOfWrite, startWrite, onwrite, clearBuffer, afterWrite, nop,
  // kBufferedValue).
  static Value installReadable(Isolate& iso, Args args);
  static Value installWritable(Isolate& iso, Args args);

private:
  struct Path { // followed when first needed
    std::optional<LibraryPath> path;
    const LibraryPath& operator()(const FunctionCode* code, std::string_view jumps, Op until, uint32_t skip = 0) {
      if (!path) path = libraryPath(code, jumps, until, skip);
      return *path;
    }
  };
  static StreamCalls& of(Isolate& iso);
  static bool mayAsk(const FastCall& call);
  // Without running code; empty: that cannot be told.
  Value property(Value object, PropertyKey key);
  FunctionCode* keepCode(Value function);
  PropertyKey keep(PropertyKey key);

  static Fast push(const FastCall& call);
  static Fast read(const FastCall& call);
  static Fast write(const FastCall& call);
  static Fast startWrite(const FastCall& call);
  static Fast onwrite(const FastCall& call);
  Fast tickOfWrite(const FastCall& call, Value state, const LibraryPath& path, uint64_t more, bool clears);
  Fast writeNow(const FastCall& call, HandleValue state);
  Fast writeLater(const FastCall& call, HandleValue state);

  Isolate& iso_;
  SlotCache slots_;
  uint64_t native_ = 0; // what a call of a native adds to VirtualClock::executed
  std::deque<Persistent> kept_;
  PropertyKey readableState_, writableState_, emit_, write_, onwrite_, nextTick_, buffered_;
  FunctionCode *push_ = nullptr, *read_ = nullptr, *writeCode_ = nullptr, *writeChunk_ = nullptr, *endOfWrite_ = nullptr, *startWrite_ = nullptr,
               *onwriteCode_ = nullptr, *clearBuffer_ = nullptr;
  HandleValue nop_, afterWrite_;
  uint16_t callsRegister_ = 0, writeStateRegister_ = 0, onwriteStateRegister_ = 0; // of the frames of read, write and onwrite
  const Value* entryShape_ = nullptr; // of {chunk, encoding, callback}: the constant in writeChunk's code
  Path pushed_, writeObject_, writeBytes_, writeLater_, chunkFirst_, chunkMore_, fits_, full_, start_, stays_;
  Path readCalls_, readData_[2], readNothing_[2], readRest_; // by whether all has come
  Path done_[2], doneInside_[2], doneTick_[2], doneInsideTick_[2]; // by whether the error is null
};

void fillStreamCalls(NodeRuntime& runtime, Handle<Object> internal); // of the two files

} // namespace tickscope
