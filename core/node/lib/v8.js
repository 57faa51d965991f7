'use strict';
// v8 (https://nodejs.org/api/v8.html): figures of the simulated heap.
const { heapFigures, invalidArgType, nodeMajor } = internal;
const notSimulated = require('internal/not_simulated');

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
  getHeapSnapshot: notSimulated('v8.getHeapSnapshot'),
  serialize,
  setFlagsFromString() {},
  takeCoverage() {},
  stopCoverage() {},
  writeHeapSnapshot: notSimulated('v8.writeHeapSnapshot'),
};
