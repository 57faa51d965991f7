#pragma once
// What things cost in virtual time, apart from JavaScript itself (core/vm/costs.def): one table, with the reasons.
// All in ns. The figures are of the order that a current x86 server under Linux shows; what counts is that they are
// fixed, plausible against each other, and small against a millisecond unless the real thing is not.
#include <cstdint>
#include <string_view>

namespace tickscope::costs {

// Process start to the first line of the program. Node 20 to 24 take 22 to 30 ms (performance.now() at the top of an
// empty program), nearly all of it in the start of V8 and of the internal modules.
inline constexpr uint64_t kBootNs = 24'300'000;
// A start takes not always the same time. The seed picks this much more, which moves where the boundaries of whole
// milliseconds fall in the program, as they do on a real machine from run to run.
inline constexpr uint64_t kBootJitterNs = 1'000'000;
// From the end of the main program to the first loop time: Node leaves its loader, records milestones and enters
// uv_run.
inline constexpr uint64_t kEnterLoopNs = 60'000;
// Reading and compiling a file of the program: open, stat, read, package scope lookup, and a pass over the text.
inline constexpr uint64_t kLoadFileNs = 180'000;
inline constexpr uint64_t kCompilePerByteNs = 12;

// One system call that does nothing much (clock reads go through the vDSO and cost less).
inline constexpr uint64_t kSystemCallNs = 300;
inline constexpr uint64_t kClockReadNs = 25;
// epoll_wait that does not sleep, with libuv's bookkeeping around it.
inline constexpr uint64_t kPollNs = 900;
// From an event (timer of the kernel, write to the eventfd) until the sleeping thread runs: a futex or epoll wake-up
// with a context switch.
inline constexpr uint64_t kWakeLoopNs = 18'000;
inline constexpr uint64_t kWakeWorkerNs = 22'000;
// A phase of the loop that finds nothing to do.
inline constexpr uint64_t kPhaseNs = 15;
// Entering JavaScript from native code: handle scope, async context, argument array, trampoline.
inline constexpr uint64_t kEnterJavaScriptNs = 250;
// The bookkeeping around a callback when JavaScript is already entered (a tick, the next timer of a list).
inline constexpr uint64_t kTickNs = 45;
inline constexpr uint64_t kTimerNs = 120;
inline constexpr uint64_t kImmediateNs = 90;
inline constexpr uint64_t kMicrotaskNs = 35;
// The first use of process.stdout or process.stderr: Node makes the stream then (run 20, 24: 1 to 3 ms).
inline constexpr uint64_t kFirstWriteNs = 1'100'000;
// A synchronous write to a terminal or file.
inline constexpr uint64_t kWriteNs = 4'000;
inline constexpr uint64_t kWritePerByteNs1000 = 350; // per 1000 bytes

// Disk, page cache warm: a system call into the file system, per operation and per byte moved.
inline constexpr uint64_t kDiskOpenNs = 9'000;
inline constexpr uint64_t kDiskCloseNs = 1'500;
inline constexpr uint64_t kDiskStatNs = 2'500;
inline constexpr uint64_t kDiskReadNs = 6'000;
inline constexpr uint64_t kDiskWriteNs = 12'000;
inline constexpr uint64_t kDiskListNs = 15'000;
inline constexpr uint64_t kDiskChangeNs = 20'000;  // mkdir, rename, unlink, …: the journal
inline constexpr uint64_t kDiskSyncNs = 900'000;   // fsync: waits for the device
inline constexpr uint64_t kDiskPerByteNs1000 = 250; // 4 GB/s: memory speed
// Two operations never take exactly the same time: up to this share of it comes on top, by the seed.
inline constexpr uint64_t kDiskJitterPercent = 8;

// Digests (OpenSSL on a core with SHA instructions): starting and ending one, per 1000 bytes, and one round of PBKDF2,
// which is two blocks.
inline constexpr uint64_t kHashStartNs = 1'200;
constexpr uint64_t hashPerByteNs1000(std::string_view algorithm) {
  if (algorithm == "MD5" || algorithm == "SHA2-512" || algorithm == "SHA2-384") return 1'600;
  if (algorithm == "SHA1" || algorithm == "SHA2-256" || algorithm == "SHA2-224") return 700;
  return 2'200;
}
constexpr uint64_t pbkdf2RoundNs(std::string_view algorithm) {
  if (algorithm == "SHA2-512" || algorithm == "SHA2-384") return 560;
  if (algorithm == "SHA1" || algorithm == "SHA2-256" || algorithm == "SHA2-224") return 250;
  return 600;
}
// scrypt by N * r * p: two passes over 128 bytes (Node 20, N 16384, r 8: about 45 ms).
inline constexpr uint64_t kScryptBlockNs = 345;
inline constexpr uint64_t kRandomNs = 900;
inline constexpr uint64_t kRandomPerByteNs1000 = 2'000;

// Compression per 1000 bytes of input; decompression per 1000 bytes of output. Starting a stream allocates its window.
inline constexpr uint64_t kZlibStartNs = 9'000;
inline constexpr uint64_t kDeflatePerByteNs1000 = 22'000; // level 6; the levels are in core/node/zlib.cpp
inline constexpr uint64_t kInflatePerByteNs1000 = 3'500;
inline constexpr uint64_t kBrotliPerByteNs1000 = 500'000; // quality 11; lower ones are much faster
inline constexpr uint64_t kUnbrotliPerByteNs1000 = 4'000;

// A name in the hosts file: getaddrinfo reads it. An unknown name asks a name server that has none.
inline constexpr uint64_t kLookupNs = 220'000;
inline constexpr uint64_t kLookupUnknownNs = 14'000'000;
// Loopback: a segment through the kernel, a connection made, and what each system call of a socket costs.
inline constexpr uint64_t kLoopbackNs = 25'000;
inline constexpr uint64_t kSocketCallNs = 6'000;
inline constexpr uint64_t kSocketPerByteNs1000 = 180;

// A collection's pause, by what it has to do. Bytes are V8's. Measured with node --trace-gc (20 and 24) on two cores:
// scavenges without survivors take 0.05 to 0.1 ms, with 2 MB of them 3 to 5 ms; gc() takes 2.5 ms over Node's own 2.5 MB
// and then 1 ms for each MB that lives; what was marked beside the program leaves 1 to 3 ms for a few MB.
inline constexpr uint64_t kScavengeNs = 60'000;
inline constexpr uint64_t kScavengePerByteNs1000 = 1'600;   // a survivor copied or promoted
inline constexpr uint64_t kMarkSweepNs = 400'000;
inline constexpr uint64_t kMarkPerByteNs1000 = 850;         // an object marked in the pause
inline constexpr uint64_t kMarkedBeforePerByteNs1000 = 120; // marked by then: the roots and what was written since
inline constexpr uint64_t kSweepPerByteNs1000 = 60;         // pages made ready for sweeping, which helpers then do
inline constexpr uint64_t kMarkingStartNs = 50'000;         // roots and write barrier
inline constexpr uint64_t kMarkingStepPerByteNs1000 = 10;

} // namespace tickscope::costs
