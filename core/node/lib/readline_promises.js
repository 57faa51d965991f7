'use strict';
// readline/promises
const { invalidArgType } = internal;
const readline = require('readline');
const { AbortError, validateAbortSignal } = require('internal/streams/errors');

class Interface extends readline.Interface {
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      const signal = options?.signal;
      let answer = resolve;
      if (signal) {
        validateAbortSignal(signal, 'options.signal');
        if (signal.aborted) return reject(new AbortError(undefined, { cause: signal.reason }));
        const abort = () => reject(new AbortError(undefined, { cause: signal.reason }));
        signal.addEventListener('abort', abort, { once: true });
        answer = (line) => {
          signal.removeEventListener('abort', abort);
          resolve(line);
        };
      }
      super.question(query, signal ? { signal } : {}, answer);
    });
  }
}

// Escape sequences that are collected and written by commit().
class Readline {
  #stream; #parts = []; #autoCommit;
  constructor(stream, options = undefined) {
    if (!stream || typeof stream.write !== 'function') throw invalidArgType('stream', 'an instance of Writable', stream);
    this.#stream = stream;
    this.#autoCommit = !!options?.autoCommit;
  }
  #add(make) {
    let text = '';
    make({ write: (part) => { text += part; } });
    if (this.#autoCommit) process.nextTick(() => this.#stream.write(text));
    else this.#parts.push(text);
    return this;
  }
  cursorTo(x, y = undefined) { return this.#add((stream) => readline.cursorTo(stream, x, y)); }
  moveCursor(dx, dy) { return this.#add((stream) => readline.moveCursor(stream, dx, dy)); }
  clearLine(direction) { return this.#add((stream) => readline.clearLine(stream, direction)); }
  clearScreenDown() { return this.#add((stream) => readline.clearScreenDown(stream)); }
  commit() { return new Promise((resolve) => { this.#stream.write(this.#parts.splice(0).join(''), () => resolve()); }); }
  rollback() {
    this.#parts.length = 0;
    return this;
  }
}

module.exports = { Interface, Readline, createInterface: (input, output, completer, terminal) => new Interface(input, output, completer, terminal) };
