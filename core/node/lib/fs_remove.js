'use strict';
// fs.rm: what is there first, then a folder's entries before the folder itself; what is gone already is fine.
const { nodeError, invalidArgType, sync, submit } = internal;
const { constants, pathOf, callbackOf, outOfRange } = require('internal/fs/values');

function optionsOf(options) {
  if (options === undefined) options = {};
  if (options === null || typeof options !== 'object') throw invalidArgType('options', 'of type object', options);
  const out = { force: false, recursive: false, retryDelay: 100, maxRetries: 0, ...options };
  for (const name of ['force', 'recursive']) if (typeof out[name] !== 'boolean') throw invalidArgType(`options.${name}`, 'of type boolean', out[name]);
  for (const name of ['retryDelay', 'maxRetries']) {
    if (typeof out[name] !== 'number') throw invalidArgType(`options.${name}`, 'of type number', out[name]);
    if (out[name] < 0) throw outOfRange(`options.${name}`, '>= 0 && <= 2147483647', out[name]);
  }
  return out;
}
const isFolder = (fields) => (fields[1] & constants.S_IFMT) === constants.S_IFDIR;
function folderError(path) {
  const error = nodeError(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${path}`);
  error.name = 'SystemError';
  error.errno = 21;
  error.path = path;
  error.syscall = 'rm';
  return error;
}
const gone = (error) => error.code === 'ENOENT';

// run(operation, path, next) does one operation; `finish(error)`.
function remove(path, run, finish) {
  const removeFolder = () => run('rmdir', path, (error) => {
    if (!error || gone(error)) return finish(null);
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') return finish(error);
    run('readdir', path, (listError, list) => {
      if (listError) return finish(listError);
      let left = list.length / 2, over = false;
      if (left === 0) return run('rmdir', path, finish);
      for (let i = 0; i < list.length; i += 2) {
        remove(`${path}/${list[i]}`, run, (childError) => {
          if (over) return;
          if (childError) {
            over = true;
            finish(childError);
          } else if (--left === 0) {
            run('rmdir', path, finish);
          }
        });
      }
    });
  });
  run('lstat', path, (error, fields) => {
    if (error && gone(error)) return finish(null);
    if (!error && isFolder(fields)) return removeFolder();
    run('unlink', path, (unlinkError) => {
      if (!unlinkError || gone(unlinkError)) finish(null);
      else if (unlinkError.code === 'EISDIR') removeFolder();
      else finish(unlinkError);
    });
  });
}
function rm(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  const { force, recursive } = optionsOf(typeof options === 'function' ? undefined : options);
  path = pathOf(path);
  submit('lstat', (error, fields) => {
    if (error) return callback(force && gone(error) ? null : error);
    if (isFolder(fields) && !recursive) return callback(folderError(path));
    remove(path, (operation, at, next) => submit(operation, next, at), callback);
  }, path);
}
function rmSync(path, options) {
  const { force, recursive } = optionsOf(options);
  path = pathOf(path);
  let fields;
  try {
    fields = sync('lstat', null, path);
  } catch (error) {
    if (force && gone(error)) return;
    throw error;
  }
  if (isFolder(fields) && !recursive) throw folderError(path);
  remove(path, (operation, at, next) => {
    let value;
    try {
      value = sync(operation, null, at);
    } catch (error) {
      return next(error);
    }
    return next(null, value);
  }, (error) => { if (error) throw error; });
}

module.exports = { rm, rmSync };
