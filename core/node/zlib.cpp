// The native half of zlib: one compressor or decompressor of zlib or brotli behind a common interface, driven at once or
// by jobs of the thread pool, a job a write.
#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <memory>

#include "core/machine/costs.h"
#include "core/node/bytes.h"
#include "core/node/modules.h"
#include "core/node/node_errors.h"
#include "core/node/pool_work.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/foreign_data.h"

namespace tickscope {

namespace {

// As zlib.constants name them.
enum class Mode : int { None, Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip, BrotliDecode, BrotliEncode };

struct Failure {
  int number = 0;
  std::string message, code;
};

// What one write did: bytes of input left over, and all output that came, up to the room that there was.
struct Step {
  size_t inputLeft = 0;
  std::string output;
  Failure failure;
};

class Codec {
public:
  virtual ~Codec() = default;
  // At most `room` bytes of output.
  virtual Step write(int flush, std::string_view input, size_t room) = 0;
  virtual void reset() = 0;
  virtual bool setParameters(int, int) { return true; }
  virtual uint64_t costNs(size_t input, size_t output) const = 0;
};

class ZlibCodec final : public Codec {
public:
  ZlibCodec(Mode mode, int level, int windowBits, int memLevel, int strategy, std::string dictionary)
      : mode_(mode), level_(level), windowBits_(windowBits), memLevel_(memLevel), strategy_(strategy), dictionary_(std::move(dictionary)) {
    start();
  }
  ~ZlibCodec() override { stop(); }

  Step write(int flush, std::string_view input, size_t room) override {
    Step step;
    step.output.resize(room);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = uInt(input.size());
    stream_.next_out = reinterpret_cast<Bytef*>(step.output.data());
    stream_.avail_out = uInt(room);
    if (mode_ == Mode::Unzip && !knowsFormat_) detectFormat(input);
    int result = isCompressor() ? deflate(&stream_, flush) : inflate(&stream_, flush);
    if (result == Z_NEED_DICT && !dictionary_.empty()) {
      result = inflateSetDictionary(&stream_, reinterpret_cast<const Bytef*>(dictionary_.data()), uInt(dictionary_.size()));
      if (result == Z_OK) result = inflate(&stream_, flush);
      else if (result == Z_DATA_ERROR) result = Z_NEED_DICT;
    }
    // Members of a gzip file follow each other; zeros behind the last are padding.
    while (isGunzip_ && result == Z_STREAM_END && stream_.avail_in > 0 && stream_.next_in[0] != 0) {
      inflateReset(&stream_);
      result = inflate(&stream_, flush);
    }
    step.inputLeft = stream_.avail_in;
    step.output.resize(room - stream_.avail_out);
    fail(step, result, flush, stream_.avail_out);
    return step;
  }
  void reset() override {
    if (isCompressor()) deflateReset(&stream_);
    else inflateReset(&stream_);
  }
  bool setParameters(int level, int strategy) override {
    level_ = level;
    strategy_ = strategy;
    const int result = deflateParams(&stream_, level, strategy);
    return result == Z_OK || result == Z_BUF_ERROR;
  }
  uint64_t costNs(size_t input, size_t output) const override {
    if (!isCompressor()) return output * costs::kInflatePerByteNs1000 / 1000;
    // zlib's levels against level 6 in tenths, as measured on text.
    constexpr uint64_t kTenths[] = {1, 3, 3, 4, 5, 7, 10, 12, 20, 27};
    return input * costs::kDeflatePerByteNs1000 / 1000 * kTenths[level_ < 0 ? 6 : std::min(level_, 9)] / 10;
  }

private:
  bool isCompressor() const { return mode_ == Mode::Deflate || mode_ == Mode::Gzip || mode_ == Mode::DeflateRaw; }
  void start() {
    int bits = windowBits_;
    if (mode_ == Mode::Gzip || mode_ == Mode::Gunzip) bits += 16;
    if (mode_ == Mode::Unzip) bits += 32;
    if (mode_ == Mode::DeflateRaw || mode_ == Mode::InflateRaw) bits = -bits;
    isGunzip_ = mode_ == Mode::Gunzip;
    if (isCompressor()) deflateInit2(&stream_, level_, Z_DEFLATED, bits, memLevel_, strategy_);
    else inflateInit2(&stream_, bits);
    if (dictionary_.empty()) return;
    const auto* bytes = reinterpret_cast<const Bytef*>(dictionary_.data());
    if (isCompressor()) deflateSetDictionary(&stream_, bytes, uInt(dictionary_.size()));
    else if (mode_ == Mode::InflateRaw) inflateSetDictionary(&stream_, bytes, uInt(dictionary_.size()));
  }
  void stop() {
    if (isCompressor()) deflateEnd(&stream_);
    else inflateEnd(&stream_);
  }
  void detectFormat(std::string_view input) {
    if (input.empty()) return;
    knowsFormat_ = true;
    isGunzip_ = uint8_t(input[0]) == 0x1f;
  }
  void fail(Step& step, int result, int flush, size_t roomLeft) {
    const char* message = nullptr;
    switch (result) {
    case Z_OK:
    case Z_BUF_ERROR:
      if (roomLeft == 0 || flush != Z_FINISH) return;
      message = "unexpected end of file";
      result = Z_BUF_ERROR;
      break;
    case Z_STREAM_END: return;
    case Z_NEED_DICT: message = dictionary_.empty() ? "Missing dictionary" : "Bad dictionary"; break;
    default: message = "Zlib error";
    }
    if (stream_.msg && result != Z_BUF_ERROR) message = stream_.msg;
    constexpr const char* kCodes[] = {"Z_VERSION_ERROR", "Z_BUF_ERROR", "Z_MEM_ERROR", "Z_DATA_ERROR", "Z_STREAM_ERROR", "Z_ERRNO", "Z_OK", "Z_STREAM_END", "Z_NEED_DICT"};
    step.failure = {result, message, kCodes[result + 6]};
  }

  z_stream stream_{};
  Mode mode_;
  int level_, windowBits_, memLevel_, strategy_;
  std::string dictionary_;
  bool isGunzip_ = false, knowsFormat_ = false;
};

class BrotliCompressor final : public Codec {
public:
  explicit BrotliCompressor(std::vector<std::pair<int, uint32_t>> parameters) : parameters_(std::move(parameters)) { reset(); }
  ~BrotliCompressor() override { BrotliEncoderDestroyInstance(state_); }
  void reset() override {
    BrotliEncoderDestroyInstance(state_);
    state_ = BrotliEncoderCreateInstance(nullptr, nullptr, nullptr);
    for (const auto& [parameter, value] : parameters_) {
      BrotliEncoderSetParameter(state_, BrotliEncoderParameter(parameter), value);
      if (parameter == BROTLI_PARAM_QUALITY) quality_ = value;
    }
  }
  Step write(int flush, std::string_view input, size_t room) override {
    Step step;
    step.output.resize(room);
    size_t inputLeft = input.size(), roomLeft = room;
    const auto* in = reinterpret_cast<const uint8_t*>(input.data());
    auto* out = reinterpret_cast<uint8_t*>(step.output.data());
    if (!BrotliEncoderCompressStream(state_, BrotliEncoderOperation(flush), &inputLeft, &in, &roomLeft, &out, nullptr))
      step.failure = {-1, "Compression failed", "ERR_BROTLI_COMPRESSION_FAILED"};
    step.inputLeft = inputLeft;
    step.output.resize(room - roomLeft);
    return step;
  }
  uint64_t costNs(size_t input, size_t) const override {
    constexpr uint64_t kThousandths[] = {4, 8, 20, 25, 35, 60, 75, 110, 150, 200, 600, 1000}; // against quality 11
    return input * costs::kBrotliPerByteNs1000 / 1000 * kThousandths[std::min<uint32_t>(quality_, 11)] / 1000;
  }

private:
  BrotliEncoderState* state_ = nullptr;
  std::vector<std::pair<int, uint32_t>> parameters_;
  uint32_t quality_ = 11;
};

class BrotliDecompressor final : public Codec {
public:
  explicit BrotliDecompressor(std::vector<std::pair<int, uint32_t>> parameters) : parameters_(std::move(parameters)) { reset(); }
  ~BrotliDecompressor() override { BrotliDecoderDestroyInstance(state_); }
  void reset() override {
    BrotliDecoderDestroyInstance(state_);
    state_ = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    for (const auto& [parameter, value] : parameters_) BrotliDecoderSetParameter(state_, BrotliDecoderParameter(parameter), value);
  }
  Step write(int flush, std::string_view input, size_t room) override {
    Step step;
    step.output.resize(room);
    size_t inputLeft = input.size(), roomLeft = room;
    const auto* in = reinterpret_cast<const uint8_t*>(input.data());
    auto* out = reinterpret_cast<uint8_t*>(step.output.data());
    const BrotliDecoderResult result = BrotliDecoderDecompressStream(state_, &inputLeft, &in, &roomLeft, &out, nullptr);
    step.inputLeft = inputLeft;
    step.output.resize(room - roomLeft);
    if (result == BROTLI_DECODER_RESULT_ERROR) {
      const BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(state_);
      std::string name = BrotliDecoderErrorString(code);
      if (name.rfind("BROTLI_DECODER_", 0) == 0) name = name.substr(15);
      if (name[0] == '_') name = name.substr(1);
      step.failure = {int(code), "Decompression failed", "ERR_" + name};
    } else if (flush == BROTLI_OPERATION_FINISH && result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
      step.failure = {Z_BUF_ERROR, "unexpected end of file", "Z_BUF_ERROR"};
    }
    return step;
  }
  uint64_t costNs(size_t, size_t output) const override { return output * costs::kUnbrotliPerByteNs1000 / 1000; }

private:
  BrotliDecoderState* state_ = nullptr;
  std::vector<std::pair<int, uint32_t>> parameters_;
};

// --- natives ---

using Shared = std::shared_ptr<Codec>; // a job under way keeps it
constexpr const char* kState = "state";
Shared codecOf(Isolate& iso, Value handle) {
  return *static_cast<Shared*>(getOwnDataNoGc(handle.as<Object>(), iso.key(kState)).as<ForeignData>()->data);
}
int intOf(Value value) { return value.isNumber() ? int(value.asNumber()) : 0; }

// open(mode, level, windowBits, memLevel, strategy, dictionary) or open(mode, [parameter, value, …])
Value openNative(Isolate& iso, Args args) {
  iso.charge(costs::kZlibStartNs);
  const Mode mode = Mode(intOf(args[0]));
  Shared codec;
  if (mode == Mode::BrotliDecode || mode == Mode::BrotliEncode) {
    std::vector<std::pair<int, uint32_t>> parameters;
    const Handle<Object> list = Handle<Object>::fromRooted(args.handle(iso, 1));
    const double count = TRY(get(iso, list, iso.key("length"))).asNumber();
    for (uint32_t i = 0; i + 1 < count; i += 2) {
      HandleScope scope(iso.heap);
      const Value parameter = TRY(get(iso, list, PropertyKey::fromIndex(i)));
      const Value value = TRY(get(iso, list, PropertyKey::fromIndex(i + 1)));
      parameters.emplace_back(intOf(parameter), uint32_t(value.asNumber()));
    }
    if (mode == Mode::BrotliEncode) codec = std::make_shared<BrotliCompressor>(std::move(parameters));
    else codec = std::make_shared<BrotliDecompressor>(std::move(parameters));
  } else {
    codec = std::make_shared<ZlibCodec>(mode, intOf(args[1]), intOf(args[2]), intOf(args[3]), intOf(args[4]), byteSpanOf(args[5]).copy());
  }
  const Handle<Object> handle = iso.handle(newObjectWithPrototype(iso, iso.null()));
  const HandleValue state = iso.handle(Value(newForeignData(iso, new Shared(std::move(codec)))));
  defineValue(iso, handle, iso.key(kState), state);
  return Value(handle.get());
}

// [bytes of input left, output as an ArrayBuffer], or throws with errno and code.
Value stepResult(Isolate& iso, const Step& step) {
  if (step.failure.number != 0) {
    const Handle<Object> error = iso.handle(iso.newError(ErrorType::Error, step.failure.message));
    defineValue(iso, error, iso.key("errno"), iso.handle(Value::int32(step.failure.number)));
    defineValue(iso, error, iso.key("code"), iso.handle(Value(newString(iso, step.failure.code))));
    return iso.throwValue(error);
  }
  const HandleValue output = iso.handle(TRY(newBytes(iso, step.output)));
  const Handle<ArrayObject> pair = iso.handle(newArray(iso));
  TRY(arrayPush(iso, pair, iso.handle(Value::number(uint64_t(step.inputLeft)))));
  TRY(arrayPush(iso, pair, output));
  return Value(pair.get());
}

// write(handle, flush, view, room, callback or undefined)
Value writeNative(Isolate& iso, Args args) {
  Shared codec = codecOf(iso, args[0]);
  const int flush = intOf(args[1]);
  const size_t room = size_t(args[3].asNumber());
  if (!isCallable(args[4])) {
    const size_t inputLength = byteSpanOf(args[2]).length;
    const Step step = codec->write(flush, byteSpanOf(args[2]).view(), room);
    iso.charge(codec->costNs(inputLength - step.inputLeft, step.output.size()));
    return stepResult(iso, step);
  }
  struct State {
    std::string input;
    Step step;
  };
  // What the step produces decides what it costs, so it is taken now; nobody sees it before the job is done.
  auto state = std::make_shared<State>();
  state->input = byteSpanOf(args[2]).copy();
  state->step = codec->write(flush, state->input, room);
  PoolJob job;
  job.what = "zlib.write";
  job.detail = std::to_string(state->input.size()) + " bytes";
  job.cpuNs = costs::kSystemCallNs + codec->costNs(state->input.size() - state->step.inputLeft, state->step.output.size());
  submitPoolWork(NodeRuntime::of(iso), std::move(job), args.handle(iso, 4), [state](Isolate& i) { return stepResult(i, state->step); });
  return Value();
}
Value resetNative(Isolate& iso, Args args) {
  codecOf(iso, args[0])->reset();
  return Value();
}
Value paramsNative(Isolate& iso, Args args) { return Value::boolean(codecOf(iso, args[0])->setParameters(intOf(args[1]), intOf(args[2]))); }
Value crc32Native(Isolate& iso, Args args) { // (bytes, previous)
  const ByteSpan bytes = byteSpanOf(args[0]);
  iso.charge(bytes.length / 4);
  return Value::number(uint64_t(crc32(uLong(args[1].asNumber()), bytes.data, uInt(bytes.length))));
}

} // namespace

void fillZlib(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"open", openNative, 6}, {"write", writeNative, 5}, {"reset", resetNative, 1}, {"params", paramsNative, 3}, {"crc32", crc32Native, 2}});
}

} // namespace tickscope
