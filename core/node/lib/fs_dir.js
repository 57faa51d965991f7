'use strict';
// fs.opendir: a folder's entries one after the other; they are fetched in batches, each a job.
const { nodeError, invalidArgType, sync, submit } = internal;
const { optionsOf, pathOf, callbackOf, Dirent, named } = require('internal/fs/values');
const path = require('path');

const closedError = () => nodeError(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed');
const busyError = () => nodeError(Error, 'ERR_DIR_CONCURRENT_OPERATION', 'Cannot do synchronous work on directory handle with concurrent asynchronous operations');
const checkCallback = (callback) => { if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback); };

class Dir {
  #path; #options; #left; #batch = []; #closed = false; #queue = null; // calls that wait for the job under way
  constructor(list, at, options) {
    this.#path = at;
    this.#options = { bufferSize: 32, ...options };
    this.#left = Dir.#entries(list, at, this.#options);
  }
  static #entries(list, at, options) {
    const out = [];
    for (let i = 0; i < list.length; i += 2) out.push(new Dirent(named(list[i], options.encoding), list[i + 1], at));
    return out;
  }
  get path() { return this.#path; }

  // The next entry of the batch; a folder's own entries come after what is there.
  #take() {
    const entry = this.#batch.shift();
    if (this.#options.recursive && entry.isDirectory()) {
      const inside = path.join(entry.parentPath, entry.name);
      this.#batch.push(...Dir.#entries(sync('opendir', null, inside), inside, this.#options));
    }
    return entry;
  }
  #fetch() { this.#batch.push(...this.#left.splice(0, this.#options.bufferSize)); }

  read(callback) {
    if (this.#closed) throw closedError();
    if (callback === undefined) return this.#readPromise();
    checkCallback(callback);
    this.#read(callback, true);
  }
  #readPromise() { return new Promise((resolve, reject) => this.#read((error, entry) => (error ? reject(error) : resolve(entry)), false)); }
  #read(callback, later) {
    if (this.#closed) throw closedError();
    if (this.#queue !== null) {
      this.#queue.push(() => this.#read(callback, later));
      return;
    }
    if (this.#batch.length > 0) {
      const entry = this.#take();
      if (later) process.nextTick(callback, null, entry);
      else callback(null, entry);
      return;
    }
    this.#queue = [];
    submit('dirread', (error) => {
      process.nextTick(() => {
        const waiting = this.#queue;
        this.#queue = null;
        for (const call of waiting) call();
      });
      if (error) return callback(error);
      this.#fetch();
      callback(null, this.#batch.length > 0 ? this.#take() : null);
    });
  }
  readSync() {
    if (this.#closed) throw closedError();
    if (this.#queue !== null) throw busyError();
    if (this.#batch.length === 0) {
      sync('dirread', null);
      this.#fetch();
    }
    return this.#batch.length > 0 ? this.#take() : null;
  }
  close(callback) {
    if (callback === undefined) {
      if (this.#closed) return Promise.reject(closedError());
      return new Promise((resolve, reject) => this.close((error) => (error ? reject(error) : resolve())));
    }
    checkCallback(callback);
    if (this.#closed) {
      process.nextTick(callback, closedError());
    } else if (this.#queue !== null) {
      this.#queue.push(() => this.close(callback));
    } else {
      this.#closed = true;
      submit('dirclose', (error) => callback(error));
    }
  }
  closeSync() {
    if (this.#closed) throw closedError();
    if (this.#queue !== null) throw busyError();
    this.#closed = true;
    sync('dirclose', null);
  }
  async* entries() {
    try {
      for (;;) {
        const entry = await this.#readPromise();
        if (entry === null) break;
        yield entry;
      }
    } finally {
      await this.close();
    }
  }
}
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, { __proto__: null, value: Dir.prototype.entries, enumerable: false, writable: true, configurable: true });

function opendir(at, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback, 'callback');
  options = optionsOf(options, { encoding: 'utf8' });
  at = pathOf(at);
  submit('opendir', (error, list) => (error ? callback(error) : callback(null, new Dir(list, at, options))), at);
}
function opendirSync(at, options) {
  options = optionsOf(options, { encoding: 'utf8' });
  at = pathOf(at);
  return new Dir(sync('opendir', null, at), at, options);
}

module.exports = { Dir, opendir, opendirSync };
