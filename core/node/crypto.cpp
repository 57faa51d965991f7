// The native half of crypto: digests, keys from passwords and ciphers by OpenSSL's libcrypto; random bytes by the
// machine's seed, so that every run sees the same ones.
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>

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

constexpr uint64_t kRandomStream = 0xc49; // of the machine's seed

std::string text(Isolate& iso, HandleValue value) { return isString(value) ? toUtf8(flatten(iso, value)) : std::string(); }

// --- digests ---

std::string lower(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return char(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return name;
}
const EVP_MD* digestNamed(std::string name) {
  name = lower(std::move(name));
  if (name.rfind("rsa-", 0) == 0) name = name.substr(4);
  return EVP_get_digestbyname(name.c_str());
}

struct Hashing {
  EVP_MD_CTX* md = nullptr;   // a digest, or
  EVP_MAC_CTX* mac = nullptr; // an HMAC
  const EVP_MD* algorithm = nullptr;
  ~Hashing() {
    EVP_MD_CTX_free(md);
    EVP_MAC_CTX_free(mac);
  }
};
EVP_MAC_CTX* newHmac(const EVP_MD* algorithm, ByteSpan key) {
  EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(hmac);
  EVP_MAC_free(hmac);
  std::string name = EVP_MD_get0_name(algorithm);
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0), OSSL_PARAM_construct_end()};
  static constexpr unsigned char kEmpty[1] = {0};
  EVP_MAC_init(context, key.data ? key.data : kEmpty, key.length, parameters);
  return context;
}
Hashing* hashingOf(Value value) { return static_cast<Hashing*>(value.as<ForeignData>()->data); }

// The state travels as the only property of an object that JavaScript does not show.
constexpr const char* kState = "state";
Value wrap(Isolate& iso, std::unique_ptr<Hashing> hashing) {
  const Handle<Object> object = iso.handle(newObjectWithPrototype(iso, iso.null()));
  const HandleValue state = iso.handle(Value(newForeignData(iso, hashing.release())));
  defineValue(iso, object, iso.key(kState), state);
  return Value(object.get());
}
Hashing* unwrap(Isolate& iso, Value handle) { return hashingOf(getOwnDataNoGc(handle.as<Object>(), iso.key(kState))); }

// hashNew(algorithm, key or undefined): a handle, or undefined for an unknown algorithm.
Value hashNew(Isolate& iso, Args args) {
  iso.charge(costs::kHashStartNs);
  const EVP_MD* algorithm = digestNamed(text(iso, args.handle(iso, 0)));
  if (!algorithm) return Value();
  auto hashing = std::make_unique<Hashing>();
  hashing->algorithm = algorithm;
  if (args[1].isUndefined()) {
    hashing->md = EVP_MD_CTX_new();
    EVP_DigestInit_ex(hashing->md, algorithm, nullptr);
  } else {
    hashing->mac = newHmac(algorithm, byteSpanOf(args[1]));
  }
  return wrap(iso, std::move(hashing));
}
Value hashUpdate(Isolate& iso, Args args) { // (handle, bytes)
  Hashing* hashing = unwrap(iso, args[0]);
  const ByteSpan bytes = byteSpanOf(args[1]);
  iso.charge(bytes.length * costs::hashPerByteNs1000(EVP_MD_get0_name(hashing->algorithm)) / 1000);
  if (hashing->md) EVP_DigestUpdate(hashing->md, bytes.data, bytes.length);
  else EVP_MAC_update(hashing->mac, bytes.data, bytes.length);
  return Value();
}
Value hashDigest(Isolate& iso, Args args) { // (handle, length of the output for XOFs or undefined): ArrayBuffer
  Hashing* hashing = unwrap(iso, args[0]);
  iso.charge(costs::kHashStartNs);
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned length = 0;
  auto* data = reinterpret_cast<unsigned char*>(out.data());
  if (hashing->md && args[1].isNumber() && (EVP_MD_get_flags(hashing->algorithm) & EVP_MD_FLAG_XOF)) {
    out.resize(size_t(args[1].asNumber()));
    EVP_DigestFinalXOF(hashing->md, reinterpret_cast<unsigned char*>(out.data()), out.size());
    length = unsigned(out.size());
  } else if (hashing->md) {
    EVP_DigestFinal_ex(hashing->md, data, &length);
  } else {
    size_t written = 0;
    EVP_MAC_final(hashing->mac, data, &written, out.size());
    length = unsigned(written);
  }
  out.resize(length);
  return newBytes(iso, out);
}
Value hashCopy(Isolate& iso, Args args) {
  Hashing* from = unwrap(iso, args[0]);
  auto copy = std::make_unique<Hashing>();
  copy->algorithm = from->algorithm;
  copy->md = EVP_MD_CTX_new();
  EVP_MD_CTX_copy_ex(copy->md, from->md);
  return wrap(iso, std::move(copy));
}
// digestInfo(algorithm): [size of the digest, whether its length may be chosen], or undefined.
Value digestSize(Isolate& iso, Args args) {
  const EVP_MD* algorithm = digestNamed(text(iso, args.handle(iso, 0)));
  if (!algorithm) return Value();
  const int size = EVP_MD_get_size(algorithm);
  return Value::int32((EVP_MD_get_flags(algorithm) & EVP_MD_FLAG_XOF) ? -size : size);
}

// --- jobs: at once, or on the pool ---

struct Derivation {
  std::string_view what;
  uint64_t cpuNs = 0;
  std::function<bool(std::string* out)> run; // false: libcrypto refused
  const char* refused = "operation failed";
};
Value startDerivation(Isolate& iso, Derivation derivation, size_t length, HandleValue callback) {
  if (!isCallable(callback)) {
    iso.charge(derivation.cpuNs);
    std::string out(length, '\0');
    if (!derivation.run(&out)) return iso.raiseWithCode(ErrorType::Error, "ERR_CRYPTO_OPERATION_FAILED", derivation.refused);
    return newBytes(iso, out);
  }
  struct State {
    std::string out;
    bool ok = false;
  };
  auto state = std::make_shared<State>();
  state->out.resize(length);
  PoolJob job;
  job.what = derivation.what;
  job.cpuNs = derivation.cpuNs;
  job.work = [state, run = derivation.run] { state->ok = run(&state->out); };
  submitPoolWork(NodeRuntime::of(iso), std::move(job), callback, [state, refused = derivation.refused](Isolate& i) -> Value {
    if (!state->ok) return i.raiseWithCode(ErrorType::Error, "ERR_CRYPTO_OPERATION_FAILED", refused);
    return newBytes(i, state->out);
  });
  return Value();
}

// pbkdf2(password, salt, iterations, length, algorithm, callback or undefined)
Value pbkdf2(Isolate& iso, Args args) {
  const EVP_MD* algorithm = digestNamed(text(iso, args.handle(iso, 4)));
  if (!algorithm) return Value::boolean(false);
  const std::string password = byteSpanOf(args[0]).copy(), salt = byteSpanOf(args[1]).copy();
  const int iterations = int(args[2].asNumber());
  const size_t length = size_t(args[3].asNumber());
  const uint64_t blocks = (length + size_t(EVP_MD_get_size(algorithm)) - 1) / size_t(EVP_MD_get_size(algorithm));
  Derivation d;
  d.what = "crypto.pbkdf2";
  d.cpuNs = costs::kHashStartNs + uint64_t(iterations) * std::max<uint64_t>(blocks, 1) * costs::pbkdf2RoundNs(EVP_MD_get0_name(algorithm));
  d.run = [=](std::string* out) {
    return PKCS5_PBKDF2_HMAC(password.data(), int(password.size()), reinterpret_cast<const unsigned char*>(salt.data()), int(salt.size()), iterations, algorithm,
                             int(out->size()), reinterpret_cast<unsigned char*>(out->data())) == 1;
  };
  return startDerivation(iso, std::move(d), length, args.handle(iso, 5));
}

// scrypt(password, salt, length, N, r, p, maxmem, callback or undefined)
Value scrypt(Isolate& iso, Args args) {
  const std::string password = byteSpanOf(args[0]).copy(), salt = byteSpanOf(args[1]).copy();
  const uint64_t n = uint64_t(args[3].asNumber()), r = uint64_t(args[4].asNumber()), p = uint64_t(args[5].asNumber());
  const uint64_t memory = uint64_t(args[6].asNumber());
  if (EVP_PBE_scrypt(nullptr, 0, nullptr, 0, n, r, p, memory, nullptr, 0) != 1) return Value::boolean(false); // asks whether the parameters are good
  Derivation d;
  d.what = "crypto.scrypt";
  d.cpuNs = costs::kHashStartNs + n * r * p * costs::kScryptBlockNs;
  d.run = [=](std::string* out) {
    return EVP_PBE_scrypt(password.data(), password.size(), reinterpret_cast<const unsigned char*>(salt.data()), salt.size(), n, r, p, memory,
                          reinterpret_cast<unsigned char*>(out->data()), out->size()) == 1;
  };
  return startDerivation(iso, std::move(d), size_t(args[2].asNumber()), args.handle(iso, 7));
}

// hkdf(algorithm, key, salt, info, length, callback or undefined)
Value hkdf(Isolate& iso, Args args) {
  const EVP_MD* algorithm = digestNamed(text(iso, args.handle(iso, 0)));
  if (!algorithm) return Value::boolean(false);
  const std::string key = byteSpanOf(args[1]).copy(), salt = byteSpanOf(args[2]).copy(), info = byteSpanOf(args[3]).copy();
  const size_t length = size_t(args[4].asNumber());
  Derivation d;
  d.what = "crypto.hkdf";
  d.cpuNs = costs::kHashStartNs * 4;
  d.run = [=](std::string* out) { // RFC 5869
    const unsigned size = unsigned(EVP_MD_get_size(algorithm));
    unsigned char prk[EVP_MAX_MD_SIZE];
    unsigned prkLength = 0;
    const std::string zeros(size, '\0');
    const std::string& extract = salt.empty() ? zeros : salt;
    if (!HMAC(algorithm, extract.data(), int(extract.size()), reinterpret_cast<const unsigned char*>(key.data()), key.size(), prk, &prkLength)) return false;
    std::string block, all;
    for (unsigned char i = 1; all.size() < out->size(); ++i) {
      const std::string input = block + info + char(i);
      unsigned char next[EVP_MAX_MD_SIZE];
      unsigned nextLength = 0;
      if (!HMAC(algorithm, prk, int(prkLength), reinterpret_cast<const unsigned char*>(input.data()), input.size(), next, &nextLength)) return false;
      block.assign(reinterpret_cast<char*>(next), nextLength);
      all += block;
    }
    std::copy_n(all.begin(), out->size(), out->begin());
    return true;
  };
  return startDerivation(iso, std::move(d), length, args.handle(iso, 5));
}

// randomBytes(length, callback or undefined). The bytes are drawn when asked for: the order of calls alone decides them.
Value randomBytes(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  const size_t length = size_t(args[0].asNumber());
  if (length > kMaxArrayBufferBytes) return iso.raise(msg::ArrayBufferAllocation);
  std::string bytes(length, '\0');
  Random& random = runtime.cryptoRandom();
  for (size_t i = 0; i < length; i += 8) {
    uint64_t word = random.next();
    for (size_t k = i; k < std::min(length, i + 8); ++k, word >>= 8) bytes[k] = char(word);
  }
  Derivation d;
  d.what = "crypto.randomBytes";
  d.cpuNs = costs::kRandomNs + length * costs::kRandomPerByteNs1000 / 1000;
  d.run = [bytes](std::string* out) {
    *out = bytes;
    return true;
  };
  return startDerivation(iso, std::move(d), length, args.handle(iso, 1));
}

// hashJob(algorithm, bytes, callback): a digest on the pool (subtle.digest).
Value hashJob(Isolate& iso, Args args) {
  const EVP_MD* algorithm = digestNamed(text(iso, args.handle(iso, 0)));
  const std::string bytes = byteSpanOf(args[1]).copy();
  Derivation d;
  d.what = "crypto.digest";
  d.cpuNs = costs::kHashStartNs + bytes.size() * costs::hashPerByteNs1000(EVP_MD_get0_name(algorithm)) / 1000;
  d.run = [=](std::string* out) {
    unsigned length = 0;
    return EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out->data()), &length, algorithm, nullptr) == 1;
  };
  return startDerivation(iso, std::move(d), size_t(EVP_MD_get_size(algorithm)), args.handle(iso, 2));
}

Value timingSafeEqual(Isolate& iso, Args args) { // of the same length
  const ByteSpan a = byteSpanOf(args[0]), b = byteSpanOf(args[1]);
  iso.charge(a.length / 4);
  uint8_t difference = 0;
  for (size_t i = 0; i < a.length; ++i) difference |= uint8_t(a.data[i] ^ b.data[i]);
  return Value::boolean(difference == 0);
}

} // namespace

Random& NodeRuntime::cryptoRandom() {
  if (!cryptoRandom_) cryptoRandom_ = std::make_unique<Random>(machine.random.fork(kRandomStream));
  return *cryptoRandom_;
}

void fillCrypto(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal,
                {{"hashNew", hashNew, 2}, {"hashUpdate", hashUpdate, 2}, {"hashDigest", hashDigest, 2}, {"hashCopy", hashCopy, 1},
                 {"digestSize", digestSize, 1}, {"pbkdf2", pbkdf2, 6}, {"scrypt", scrypt, 8}, {"hkdf", hkdf, 6}, {"randomBytes", randomBytes, 2},
                 {"hashJob", hashJob, 3}, {"timingSafeEqual", timingSafeEqual, 2}});
}

} // namespace tickscope
