'use strict';
// v8 (https://nodejs.org/api/v8.html): figures of the simulated heap.
const { heapFigures, heapSnapshot, snapshotTime, invalidArgType, nodeMajor } = internal;

const kMegabyte = 1 << 20;
const heapLimit = (nodeMajor >= 26 ? 4192 : nodeMajor >= 24 ? 4288 : nodeMajor >= 14 ? 4144 : nodeMajor >= 12 ? 2096 : 1456) * kMegabyte;

function getHeapStatistics() {
  const [used, committed, external] = heapFigures();
  return {
    total_heap_size: committed,
    total_heap_size_executable: 262144,
    total_physical_size: committed,
    total_available_size: heapLimit - used,
    used_heap_size: used,
    heap_size_limit: heapLimit,
    malloced_memory: 262320,
    peak_malloced_memory: 571392,
    does_zap_garbage: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
    total_global_handles_size: 8192,
    used_global_handles_size: 2112,
    external_memory: external,
    ...(nodeMajor >= 26 ? { total_allocated_bytes: used } : {}),
  };
}

// V8's spaces by version; code and pinned cells stand in one space of ours.
function getHeapSpaceStatistics() {
  const [, , , newUsed, newSize, oldUsed, oldSize, pinnedUsed, pinnedSize, largeUsed, largeSize] = heapFigures();
  const space = (space_name, used = 0, size = 0) => ({
    space_name, space_size: size, space_used_size: used, space_available_size: Math.max(0, size - used), physical_space_size: size,
  });
  return [
    space('read_only_space'),
    space('new_space', newUsed, newSize),
    space('old_space', oldUsed, oldSize),
    space('code_space', pinnedUsed, pinnedSize),
    ...(nodeMajor < 20 ? [space('map_space')] : [space('shared_space')]),
    ...(nodeMajor >= 22 ? [space('trusted_space')] : []),
    ...(nodeMajor >= 24 ? [space('shared_trusted_space')] : []),
    space('new_large_object_space'),
    space('large_object_space', largeUsed, largeSize),
    space('code_large_object_space'),
    ...(nodeMajor >= 20 ? [space('shared_large_object_space')] : []),
    ...(nodeMajor >= 22 ? [space('trusted_large_object_space')] : []),
    ...(nodeMajor >= 24 ? [space('shared_trusted_large_object_space')] : []),
  ];
}

// What V8 leaves out by default (its own objects, numbers) is in ours always: nothing of it is a secret here.
function checkSnapshotOptions(options) {
  const { validateBoolean, validateObject } = require('internal/validators');
  if (options === undefined) return;
  validateObject(options, 'options');
  for (const name of ['exposeInternals', 'exposeNumericValues'])
    if (options[name] !== undefined) validateBoolean(options[name], `options.${name}`);
}

let snapshotCount = 0;
function writeHeapSnapshot(filename, options) {
  checkSnapshotOptions(options);
  let name = filename;
  if (name === undefined) {
    // Heap.20260101.000000.4242.0.001.heapsnapshot: date, time, process, thread, count.
    const digits = (value, width) => `${value}`.padStart(width, '0');
    const now = new Date(snapshotTime());
    name = `Heap.${now.getFullYear()}${digits(now.getMonth() + 1, 2)}${digits(now.getDate(), 2)}.` +
      `${digits(now.getHours(), 2)}${digits(now.getMinutes(), 2)}${digits(now.getSeconds(), 2)}.` +
      `${process.pid}.0.${digits(++snapshotCount, 3)}.heapsnapshot`;
  } else {
    name = require('internal/fs/values').pathOf(filename);
  }
  require('fs').writeFileSync(name, new Uint8Array(heapSnapshot()));
  return name;
}

let HeapSnapshotStream;
function getHeapSnapshot(options) {
  checkSnapshotOptions(options);
  HeapSnapshotStream ??= class HeapSnapshotStream extends require('stream').Readable {
    #bytes = Buffer.from(heapSnapshot());
    #at = 0;
    constructor() {
      super({ autoDestroy: true });
    }
    _read() {
      if (this.#at >= this.#bytes.length) return void this.push(null);
      this.push(this.#bytes.subarray(this.#at, this.#at += 65536));
    }
    _destroy(error, callback) {
      this.#bytes = null;
      callback(error);
    }
  };
  return new HeapSnapshotStream();
}

function serialize(value) {
  return require('internal/v8_format').serialize(value);
}
function deserialize(buffer) {
  if (!ArrayBuffer.isView(buffer)) throw invalidArgType('buffer', 'an instance of Buffer, TypedArray, or DataView', buffer);
  return require('internal/v8_format').deserialize(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength));
}

module.exports = {
  cachedDataVersionTag: () => 1165837636,
  deserialize,
  getHeapSpaceStatistics,
  getHeapStatistics,
  getHeapCodeStatistics: () => ({ code_and_metadata_size: 262144, bytecode_and_metadata_size: 65536, external_script_source_size: 1048576, cpu_profiler_metadata_size: 0 }),
  getHeapSnapshot,
  serialize,
  setFlagsFromString() {},
  takeCoverage() {},
  stopCoverage() {},
  writeHeapSnapshot,
};
