// Whole programs: compiled and run, with their jobs, under small limits; at times while every allocation collects. They
// may fail as they like, but the engine may not.
//
// The seeds are programs of test262, of the tests and of the oracle's generator. They are changed by tokens, so that what
// comes out is mostly a program again: tokens are taken away, doubled, exchanged for others of their kind or for one of a
// list, and pieces of two programs are put together.
//
// Input: a byte of choices, then the program's text.
#include <algorithm>
#include <cstring>
#include <random>
#include <string_view>

#include "core/base/utf.h"
#include "tests/fuzz/fuzz_world.h"

using namespace tickscope;

namespace {
// What programs of test262 and of Node expect to be there, so that they get past their first line.
void runPrelude(Isolate& iso) {
  static constexpr char kPrelude[] = R"(
var console = { log() {}, error() {} }, print = () => {}, $DONE = () => {}, $262 = { gc() {} }, process = { nextTick(f) { Promise.resolve().then(f); } };
var setTimeout = (f) => void Promise.resolve().then(f), setImmediate = setTimeout, queueMicrotask = setTimeout, clearTimeout = () => {};
var require = () => new Proxy(function () {}, { get: (t, k) => (k === 'prototype' ? t[k] : () => {}) });
function Test262Error(message) { this.message = message; }
function assert() {}
assert.sameValue = assert.notSameValue = assert.compareArray = assert.deepEqual = () => {};
assert.throws = (type, f) => { try { f(); } catch {} };
assert.throwsAsync = async (type, f) => { try { await f(); } catch {} };
var verifyProperty = (o, k) => { delete o[k]; }, verifyEnumerable = () => {}, verifyNotEnumerable = () => {}, verifyWritable = () => {}, compareArray = () => true;
var asyncTest = (f) => f(), testWithTypedArrayConstructors = (f) => { for (const T of [Int8Array, Float64Array, BigInt64Array]) f(T, (x) => x); };
)";
  HandleScope scope(iso.heap);
  auto compiled = compileScript(iso, {"prelude", kPrelude, false});
  if (compiled.threw() || iso.call(iso.handle(compiled.value()), iso.realm->global()).isException()) std::abort();
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  fuzz::World world;
  Isolate& iso = world.iso;
  runPrelude(iso);
  const std::string text = repairUtf8(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  if ((data[0] & 7) == 7) iso.heap.setStress(GcKind::Scavenge);
  if ((data[0] & 7) == 6) iso.heap.setStress(GcKind::MarkSweep);
  try {
    HandleScope scope(iso.heap);
    auto compiled = compileScript(iso, {"fuzz", (data[0] & 8 ? "'use strict';\n" : "") + text, false});
    if (compiled.threw()) return 0;
    (void)iso.call(iso.handle(compiled.value()), iso.realm->global());
    for (int jobs = 0; jobs < 100 && !iso.microtasks->empty() && !iso.terminating; ++jobs) {
      iso.pendingException = Value::empty();
      (void)iso.microtasks->runOne(trace::Rule{});
    }
    iso.heap.setVerify(true);
    iso.heap.collect(GcKind::MarkSweep, GcReason::Requested);
  } catch (const HeapLimitReached&) {
  }
  return 0;
}

// --- changing programs ---

namespace {

// Runs of letters and digits, of blanks, a string, or one other character.
std::vector<std::string_view> tokensOf(std::string_view text) {
  std::vector<std::string_view> tokens;
  const auto isWord = [](char c) { return std::isalnum(uint8_t(c)) || c == '_' || c == '$' || c == '#'; };
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (isWord(text[at])) {
      while (end < text.size() && isWord(text[end])) ++end;
    } else if (std::isspace(uint8_t(text[at]))) {
      while (end < text.size() && std::isspace(uint8_t(text[end]))) ++end;
    } else if (text[at] == '\'' || text[at] == '"') {
      while (end < text.size() && text[end] != text[at] && text[end] != '\n') ++end;
      end = std::min(end + 1, text.size());
    } else if (std::ispunct(uint8_t(text[at])) && !std::strchr("(){}[];,", text[at])) {
      while (end < text.size() && end < at + 4 && text[end] == text[at]) ++end; // ===, =>, && …
    }
    tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

constexpr std::string_view kPieces[] = {
    "0", "-0", "1", "NaN", "Infinity", "4294967295", "2147483648", "1e308", "10n", "-1n", "undefined", "null", "''", "'a'", "\"\\ud800\"", "[]", "[,1]", "{}",
    "()=>1", "function(){}", "async()=>{}", "function*(){yield 1}", "class{}", "class extends Array{}", "new Proxy({},{})", "new Proxy([],{get(t,k,r){return Reflect.get(t,k,r)}})",
    "Symbol()", "Symbol.iterator", "/a(b)?/g", "/(?<n>.)\\k<n>/du", "new Map([[1,2]])", "new Set([1])", "new WeakMap", "new Date(0)", "new Error('x')", "new Uint8Array(8)",
    "new ArrayBuffer(8,{maxByteLength:16})", "new Float64Array([1,2])", "Object.freeze([1])", "Object.create(null)", "arguments", "this", "new.target", "globalThis",
    " in ", " of ", " instanceof ", " await ", " yield ", " yield* ", "...", "?.", "??=", "**=", ">>>=", "`${", "}`", "delete ", "typeof ", "void ", "new ", "super.", "static ",
    "get ", "set ", "async ", "let ", "const ", "var ", "return ", "throw ", "break;", "continue;", "try{", "}catch(e){", "}finally{", "switch(1){case ", "default:", "with({})",
    "for(let i=0;i<9;i++)", "for(const x of ", "for(x in ", "while(0)", "do{", "if(1)", "else ", "label:", "debugger;", "eval('", "import('x')", "Object.defineProperty(",
    "Reflect.construct(", "Object.setPrototypeOf(", "Array.prototype.", ".call(", ".apply(", ".bind(", ".then(", ".length=", ".__proto__=", ".constructor", ".prototype",
    "[Symbol.iterator]", "[Symbol.toPrimitive]", "[Symbol.species]", ".sort(", ".splice(", ".map(", ".flat(", ".concat(", ".fill(", ".reverse(", ".copyWithin(", ".replace(", ".split(",
    ".matchAll(", ".next(", ".return(", ".throw(", ".resize(", ".transfer(", "JSON.stringify(", "JSON.parse(", "structuredClone(", "String.raw", "(", ")", "{", "}", "[", "]", ";", ",", ":"};

} // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t maxSize, unsigned seed) {
  std::minstd_rand random(seed);
  const auto below = [&](size_t n) { return size_t(random()) % std::max<size_t>(n, 1); };
  const char choices = size ? char(data[0]) : '\0';
  const std::string text(reinterpret_cast<const char*>(data) + (size > 0), size > 0 ? size - 1 : 0);
  const std::vector<std::string_view> before = tokensOf(text);
  std::vector<std::string_view> tokens = before;
  for (size_t changes = 1 + below(4); changes > 0; --changes) {
    const size_t at = below(tokens.size()), length = std::min(tokens.size() - std::min(at, tokens.size()), 1 + below(below(2) ? 3 : 30));
    const auto begin = tokens.begin() + ptrdiff_t(std::min(at, tokens.size()));
    switch (below(6)) {
    case 0: tokens.erase(begin, begin + ptrdiff_t(length)); break;
    case 1: { // doubled, elsewhere
      const std::vector<std::string_view> piece(begin, begin + ptrdiff_t(length));
      tokens.insert(tokens.begin() + ptrdiff_t(below(tokens.size() + 1)), piece.begin(), piece.end());
      break;
    }
    case 2: tokens.insert(begin, kPieces[below(std::size(kPieces))]); break;
    case 3:
      if (!tokens.empty()) tokens[at] = kPieces[below(std::size(kPieces))];
      break;
    default: // exchanged for one that stands elsewhere and begins alike
      for (int tries = 0; tries < 8 && !before.empty() && !tokens.empty(); ++tries) {
        const std::string_view other = before[below(before.size())];
        const bool alike = bool(std::isalnum(uint8_t(other[0]))) == bool(std::isalnum(uint8_t(tokens[at][0]))) && !std::isspace(uint8_t(other[0]));
        if (!alike || other == tokens[at]) continue;
        tokens[at] = other;
        break;
      }
    }
  }
  std::string out(1, below(8) ? choices : char(below(256)));
  for (const std::string_view token : tokens) out += token;
  out.resize(std::min(out.size(), maxSize));
  std::memcpy(data, out.data(), out.size());
  return out.size();
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* a, size_t aSize, const uint8_t* b, size_t bSize, uint8_t* out, size_t maxSize, unsigned seed) {
  std::minstd_rand random(seed);
  // A's beginning and B's end, each cut at a line.
  std::string_view first(reinterpret_cast<const char*>(a), aSize), second(reinterpret_cast<const char*>(b), bSize);
  const auto cut = [&](std::string_view text) {
    const size_t at = text.empty() ? 0 : size_t(random()) % text.size(), line = text.find('\n', at);
    return line == std::string_view::npos ? at : line;
  };
  std::string text(first.substr(0, cut(first)));
  text += second.substr(cut(second));
  text.resize(std::min(text.size(), maxSize));
  std::memcpy(out, text.data(), text.size());
  return text.size();
}
