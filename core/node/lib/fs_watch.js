'use strict';
// fs.watch (events of the disk, in poll) and fs.watchFile (a stat every so often).
const { invalidArgType, watchPath, submit } = internal;
const { Buffer } = require('buffer');
const EventEmitter = require('events');
const { optionsOf, pathOf, checkInteger, Stats, BigIntStats } = require('internal/fs/values');
const { AbortError, validateAbortSignal } = require('internal/streams/errors');

// --- watch ---

class FSWatcher extends EventEmitter {
  #handle = null;
  start(path, persistent, encoding) {
    this.#handle = watchPath(path, persistent, (event, name) => {
      this.emit('change', event, encoding === 'buffer' ? Buffer.from(name) : encoding && encoding !== 'utf8' ? Buffer.from(name).toString(encoding) : name);
    });
  }
  close() {
    if (this.#handle === null) return;
    this.#handle('close');
    this.#handle = null;
    process.nextTick(() => this.emit('close'));
  }
  ref() {
    if (this.#handle) this.#handle('ref');
    return this;
  }
  unref() {
    if (this.#handle) this.#handle('unref');
    return this;
  }
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options;
  options = optionsOf(options, {});
  if (options.persistent === undefined) options.persistent = true;
  const path = pathOf(filename, 'filename');
  const watcher = new FSWatcher();
  watcher.start(path, options.persistent, options.encoding);
  if (listener) watcher.addListener('change', listener);
  if (options.signal) {
    if (options.signal.aborted) process.nextTick(() => watcher.close());
    else {
      const stop = () => watcher.close();
      options.signal.addEventListener('abort', stop);
      watcher.once('close', () => options.signal.removeEventListener('abort', stop));
    }
  }
  return watcher;
}

async function* watchPromise(filename, options = {}) {
  if (options === null || typeof options !== 'object') throw invalidArgType('options', 'of type object', options);
  const { persistent = true, encoding = 'utf8', signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const events = [];
  let wake = null, error = null;
  const rouse = () => {
    if (wake) wake();
    wake = null;
  };
  const watcher = new FSWatcher();
  watcher.on('change', (eventType, name) => {
    events.push({ eventType, filename: name });
    rouse();
  });
  const abort = () => {
    error = new AbortError(undefined, { cause: signal.reason });
    rouse();
  };
  if (signal) signal.addEventListener('abort', abort, { once: true });
  try {
    watcher.start(pathOf(filename), persistent, encoding);
    for (;;) {
      if (error) throw error;
      if (events.length > 0) yield events.shift();
      else await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    watcher.close();
    if (signal) signal.removeEventListener('abort', abort);
  }
}

// --- watchFile ---

const watchers = new Map(); // by path
const noFields = () => new Array(18).fill(0);

class StatWatcher extends EventEmitter {
  #timer = null; #last = null; #path; #interval; #make;
  constructor(path, interval, bigint) {
    super();
    this.#path = path;
    this.#interval = interval;
    this.#make = bigint ? BigIntStats : Stats;
  }
  start(persistent) {
    this.#check();
    this.#timer = setInterval(() => this.#check(), this.#interval);
    if (!persistent) this.#timer.unref();
  }
  #check() {
    submit('stat', (error, fields) => {
      if (this.#timer === null) return;
      const now = error ? noFields() : fields;
      const before = this.#last;
      this.#last = now;
      // The first look only tells of a file that is not there.
      if (before === null ? !error : now.every((field, i) => field === before[i] || i === 10 || i === 11)) return;
      this.emit('change', new this.#make(now), new this.#make(before ?? noFields()));
    }, this.#path);
  }
  stop() {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    process.nextTick(() => this.emit('stop'));
  }
  ref() {
    this.#timer?.ref();
    return this;
  }
  unref() {
    this.#timer?.unref();
    return this;
  }
}

function watchFile(filename, options, listener) {
  const { resolve } = require('path');
  filename = resolve(pathOf(filename));
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = {};
  }
  const { interval = 5007, persistent = true, bigint = false } = options;
  if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener);
  checkInteger(interval, 'interval', 0, 2 ** 32 - 1);
  let watcher = watchers.get(filename);
  if (!watcher) {
    watcher = new StatWatcher(filename, interval, bigint);
    watchers.set(filename, watcher);
    watcher.start(persistent);
  }
  watcher.addListener('change', listener);
  return watcher;
}
function unwatchFile(filename, listener) {
  const { resolve } = require('path');
  filename = resolve(pathOf(filename));
  const watcher = watchers.get(filename);
  if (!watcher) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') > 0) return;
  watcher.stop();
  watchers.delete(filename);
}

module.exports = { watch, watchPromise, watchFile, unwatchFile };
