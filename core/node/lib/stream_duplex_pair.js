'use strict';
// stream.duplexPair: two duplexes, each reading what the other writes.
const { Duplex } = require('internal/streams/duplex');

class DuplexSide extends Duplex {
  other = null;
  #resume = null; // the callback of a write of the other side, until we read
  constructor(options) {
    super(options);
    Object.defineProperty(this, 'other', { enumerable: false, writable: true });
  }
  take(chunk, callback) {
    this.push(chunk);
    this.#resume = callback;
  }
  _read() {
    const callback = this.#resume;
    if (callback === null) return;
    this.#resume = null;
    callback();
  }
  _write(chunk, encoding, callback) {
    if (chunk.length === 0) process.nextTick(callback);
    else this.other.take(chunk, callback);
  }
  _final(callback) {
    this.other.on('end', callback);
    this.other.push(null);
  }
}

function duplexPair(options) {
  const first = new DuplexSide(options), second = new DuplexSide(options);
  first.other = second;
  second.other = first;
  return [first, second];
}

module.exports = { duplexPair };
