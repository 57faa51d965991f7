'use strict';
// v8 (https://nodejs.org/api/v8.html): figures of the simulated heap.
const { heapFigures, heapSnapshot, snapshotTime, invalidArgType, nodeMajor, setContextsHaveGc } = internal;
const { validateString } = require('internal/validators');

// What heapFigures() returns, in its order: four figures of each space, then those of the whole.
const kSpaces = ['read_only', 'new', 'old', 'code', 'map', 'trusted', 'new_large_object', 'large_object'];
const kOverall = kSpaces.length * 4;
// V8's spaces in its order, by version of Node; those that Node never fills have no figures.
const spaceNames = [
  'read_only_space',
  ...(nodeMajor === 16 ? [] : ['new_space']),
  'old_space',
  'code_space',
  ...(nodeMajor < 20 ? ['map_space'] : ['shared_space']),
  ...(nodeMajor >= 22 ? ['trusted_space'] : []),
  ...(nodeMajor >= 24 ? ['shared_trusted_space'] : []),
  ...(nodeMajor >= 20 ? ['new_large_object_space'] : []),
  'large_object_space',
  ...(nodeMajor >= 12 ? ['code_large_object_space'] : []),
  ...(nodeMajor >= 20 ? ['shared_large_object_space'] : []),
  ...(nodeMajor >= 24 ? ['shared_trusted_large_object_space'] : []),
  ...(nodeMajor >= 22 ? ['trusted_large_object_space'] : []),
  ...(nodeMajor < 20 && nodeMajor > 10 ? ['new_large_object_space'] : []),
  ...(nodeMajor === 16 ? ['new_space'] : []),
];

function getHeapStatistics() {
  const figures = heapFigures();
  const [used, committed, physical, limit, external] = figures.slice(kOverall);
  return {
    total_heap_size: committed,
    total_heap_size_executable: figures[kSpaces.indexOf('code') * 4 + 1],
    total_physical_size: physical,
    total_available_size: limit - used + figures[kSpaces.indexOf('new') * 4 + 2],
    used_heap_size: used,
    heap_size_limit: limit,
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

function getHeapSpaceStatistics() {
  const figures = heapFigures();
  return spaceNames.map((space_name) => {
    const at = kSpaces.indexOf(space_name.slice(0, -'_space'.length));
    const [used, size, available, physical] = at < 0 ? [0, 0, 0, 0] : figures.slice(at * 4, at * 4 + 4);
    return { space_name, space_size: size, space_used_size: used, space_available_size: available, physical_space_size: physical };
  });
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
  setFlagsFromString(flags) {
    validateString(flags, 'flags');
    if (/^--(no-?)?expose[-_]gc$/.test(flags)) setContextsHaveGc(!flags.startsWith('--no'));
  },
  takeCoverage() {},
  stopCoverage() {},
  writeHeapSnapshot,
};
