'use strict';
// fs.cp: files, links and with `recursive` whole folders.
const { nodeError, invalidArgType } = internal;
const { pathOf, callbackOf } = require('internal/fs/values');
const fs = require('fs');
const path = require('path');

function optionsOf(options) {
  if (options === undefined) options = {};
  if (options === null || typeof options !== 'object') throw invalidArgType('options', 'of type object', options);
  return { dereference: false, errorOnExist: false, force: true, preserveTimestamps: false, recursive: false, verbatimSymlinks: false, mode: 0, ...options };
}
const texts = {
  ERR_FS_EISDIR: ['Path is a directory', 'EISDIR', 'is a directory', 22],
  ERR_FS_CP_EEXIST: ['Target already exists', 'EEXIST', 'file already exists', 17],
  ERR_FS_CP_DIR_TO_NON_DIR: ['Cannot overwrite non-directory with directory', 'EISDIR', 'is a directory', 21],
  ERR_FS_CP_NON_DIR_TO_DIR: ['Cannot overwrite directory with non-directory', 'ENOTDIR', 'not a directory', 20],
  ERR_FS_CP_EINVAL: ['Invalid src or dest', 'EINVAL', 'invalid argument', 22],
};
function copyError(code, message, at) {
  const [head, name, meaning, errno] = texts[code];
  const error = nodeError(Error, code, `${head}: cp returned ${name} (${message ?? meaning}) ${at}`);
  error.name = 'SystemError';
  Object.assign(error, { errno, syscall: 'cp', path: at });
  return error;
}

// The same for both forms: `run` does a call of fs, at once or as a promise.
function* steps(source, target, options) {
  const info = options.dereference ? 'stat' : 'lstat';
  if (options.filter && !(yield ['filter', source, target])) return;
  const from = yield [info, source];
  let to = null;
  try {
    to = yield [info, target];
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  if (to && from.ino === to.ino && from.dev === to.dev) throw copyError('ERR_FS_CP_EINVAL', 'src and dest cannot be the same', target);
  if (to && from.isDirectory() && !to.isDirectory()) throw copyError('ERR_FS_CP_DIR_TO_NON_DIR', `cannot overwrite non-directory ${target} with directory ${source}`, target);
  if (to && !from.isDirectory() && to.isDirectory()) throw copyError('ERR_FS_CP_NON_DIR_TO_DIR', `cannot overwrite directory ${target} with non-directory ${source}`, target);
  if (from.isDirectory()) {
    if (!options.recursive) throw copyError('ERR_FS_EISDIR', `${source} is a directory (not copied)`, source);
    if (`${path.resolve(target)}/`.startsWith(`${path.resolve(source)}/`))
      throw copyError('ERR_FS_CP_EINVAL', `cannot copy ${source} to a subdirectory of self ${target}`, target);
    if (!to) yield ['mkdir', target, { recursive: true }];
    for (const name of yield ['readdir', source]) yield* steps(path.join(source, name), path.join(target, name), options);
    if (!to) yield ['chmod', target, from.mode];
    return;
  }
  if (!to) yield ['mkdir', path.dirname(target), { recursive: true }];
  if (from.isSymbolicLink()) {
    let link = yield ['readlink', source];
    if (!options.verbatimSymlinks && !path.isAbsolute(link)) link = path.resolve(path.dirname(source), link);
    if (to) yield ['unlink', target];
    yield ['symlink', link, target];
    return;
  }
  if (to) {
    if (!options.force) {
      if (options.errorOnExist) throw copyError('ERR_FS_CP_EEXIST', `${target} already exists`, target);
      return;
    }
    yield ['unlink', target];
  }
  yield ['copyFile', source, target, options.mode];
  if (options.preserveTimestamps) yield ['utimes', target, from.atime, from.mtime];
}

function cpSync(source, target, options) {
  options = optionsOf(options);
  const run = steps(pathOf(source, 'src'), pathOf(target, 'dest'), options);
  for (let step = run.next(); !step.done;) {
    const [name, ...args] = step.value;
    let value;
    try {
      value = name === 'filter' ? options.filter(...args) : fs[`${name}Sync`](...args);
    } catch (error) {
      step = run.throw(error);
      continue;
    }
    step = run.next(value);
  }
}
async function cpPromise(source, target, options) {
  options = optionsOf(options);
  const run = steps(pathOf(source, 'src'), pathOf(target, 'dest'), options);
  for (let step = run.next(); !step.done;) {
    const [name, ...args] = step.value;
    let value;
    try {
      value = await (name === 'filter' ? options.filter(...args) : fs.promises[name](...args));
    } catch (error) {
      step = run.throw(error);
      continue;
    }
    step = run.next(value);
  }
}
function cp(source, target, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  cpPromise(pathOf(source, 'src'), pathOf(target, 'dest'), typeof options === 'function' ? undefined : options)
    .then(() => process.nextTick(callback, null), (error) => process.nextTick(callback, error));
}

module.exports = { cp, cpSync, cpPromise };
