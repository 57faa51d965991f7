'use strict';
// readline (https://nodejs.org/api/readline.html): the lines of a stream, questions, and the escape sequences of terminals.
// Lines are read as from a file or a pipe; there is no editing of what is typed.
const { invalidArgType, nodeError, inspect } = internal;
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const { AbortError, validateAbortSignal, validateFunction } = require('internal/streams/errors');

const kLineEnd = /\r\n|\n|\r(?!\n)|\u2028|\u2029/g;
const kQuestionCancel = Symbol('kQuestionCancel');
const kQuestion = Symbol('kQuestion');

function usedAfterClose(name) {
  return nodeError(Error, 'ERR_USE_AFTER_CLOSE', `${name} was closed`);
}

class Interface extends EventEmitter {
  #decoder = new StringDecoder('utf8');
  #rest = '';         // of a line that has not ended
  #sawReturnAt = 0;   // when a chunk ended with \r: a \n soon after belongs to it
  #crlfDelay; #prompt = '> '; #oldPrompt = ''; #onAnswer = null;

  constructor(input, output, completer, terminal) {
    super();
    let crlfDelay, prompt, signal, history, historySize;
    if (input && input.input) ({ output, completer, terminal, crlfDelay, prompt, signal, history, historySize, input } = input);
    if (completer !== undefined && typeof completer !== 'function')
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'completer' is invalid. Received ${inspect(completer)}`);
    if (history !== undefined && !Array.isArray(history)) throw invalidArgType('history', 'an instance of Array', history);
    if (historySize !== undefined && typeof historySize !== 'number') throw invalidArgType('historySize', 'of type number', historySize);
    validateAbortSignal(signal, 'options.signal');
    this.line = '';
    this.cursor = 0;
    this.input = input;
    this.output = output;
    this.completer = completer;
    this.terminal = !!(terminal ?? output?.isTTY);
    this.history = history ?? [];
    this.paused = false;
    this.closed = false;
    this.#crlfDelay = crlfDelay ? Math.max(100, crlfDelay) : 100;
    if (prompt !== undefined) this.#prompt = prompt;

    const ondata = (data) => this.#take(data);
    const onend = () => {
      if (this.#rest.length > 0) {
        const line = this.#rest;
        this.#rest = '';
        this.#line(line);
      }
      this.close();
    };
    const onerror = (error) => this.emit('error', error);
    input.on('error', onerror);
    input.on('data', ondata);
    input.on('end', onend);
    this.once('close', () => {
      input.removeListener('error', onerror);
      input.removeListener('data', ondata);
      input.removeListener('end', onend);
    });
    if (signal) {
      const abort = () => this.close();
      if (signal.aborted) process.nextTick(abort);
      else {
        signal.addEventListener('abort', abort, { once: true });
        this.once('close', () => signal.removeEventListener('abort', abort));
      }
    }
    input.resume();
  }
  get columns() { return this.output?.columns ?? Infinity; }

  #take(data) {
    let text = this.#decoder.write(data);
    if (this.#sawReturnAt && Date.now() - this.#sawReturnAt <= this.#crlfDelay) {
      if (text.codePointAt(0) === 10) text = text.slice(1);
      this.#sawReturnAt = 0;
    }
    kLineEnd.lastIndex = 0;
    if (!kLineEnd.test(text)) {
      this.#rest += text;
      return;
    }
    text = this.#rest + text;
    this.#rest = '';
    this.#sawReturnAt = text.endsWith('\r') ? Date.now() : 0;
    const lines = text.split(kLineEnd);
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line);
  }
  #line(line) {
    if (this.#onAnswer === null) {
      this.emit('line', line);
      return;
    }
    const answer = this.#onAnswer;
    this.#onAnswer = null;
    this.setPrompt(this.#oldPrompt);
    answer(line);
  }
  setPrompt(prompt) { this.#prompt = prompt; }
  getPrompt() { return this.#prompt; }
  prompt(preserveCursor) {
    if (this.paused) this.resume();
    if (!preserveCursor) this.cursor = 0;
    this.#write(this.#prompt);
  }
  #write(text) {
    if (typeof text !== 'string') throw invalidArgType('stringToWrite', 'of type string', text);
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  }
  [kQuestion](query, callback) {
    if (this.closed) throw usedAfterClose('readline');
    if (this.#onAnswer !== null) {
      this.prompt();
      return;
    }
    this.#oldPrompt = this.#prompt;
    this.setPrompt(query);
    this.#onAnswer = callback;
    this.prompt();
  }
  [kQuestionCancel]() {
    if (this.#onAnswer === null) return;
    this.#onAnswer = null;
    this.setPrompt(this.#oldPrompt);
  }
  question(query, options, callback) {
    callback = typeof options === 'function' ? options : callback;
    const signal = options?.signal;
    if (signal) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) return;
      const cancel = () => this[kQuestionCancel]();
      signal.addEventListener('abort', cancel, { once: true });
      const answer = callback;
      callback = (line) => {
        signal.removeEventListener('abort', cancel);
        return answer(line);
      };
    }
    if (typeof callback === 'function') this[kQuestion](query, callback);
  }
  write(data) {
    if (this.closed) throw usedAfterClose('readline');
    if (this.paused) this.resume();
    if (data !== undefined && data !== null) this.#take(typeof data === 'string' ? Buffer.from(data) : data);
  }
  pause() {
    if (this.closed && internal.nodeMajor >= 24) throw usedAfterClose('readline');
    return this.#pause();
  }
  #pause() {
    if (this.paused) return undefined;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }
  resume() {
    if (this.closed && internal.nodeMajor >= 24) throw usedAfterClose('readline');
    if (!this.paused) return undefined;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }
  close() {
    if (this.closed) return;
    this.#pause();
    this.closed = true;
    this.emit('close');
  }
  getCursorPos() { return { rows: 0, cols: this.#prompt.length + this.cursor }; }

  // Lines that nobody has asked for yet wait in the queue; leaving the loop closes the interface.
  [Symbol.asyncIterator]() {
    const lines = [], waiting = [];
    let over = this.closed, error = null;
    const onLine = (line) => {
      if (waiting.length > 0) waiting.shift().resolve({ value: line, done: false });
      else lines.push(line);
    };
    const finish = () => {
      over = true;
      for (const each of waiting.splice(0)) each.resolve({ value: undefined, done: true });
    };
    const fail = (problem) => {
      if (waiting.length > 0) waiting.shift().reject(problem);
      else error = problem;
      finish();
    };
    this.on('line', onLine);
    this.on('close', finish);
    this.on('error', fail);
    const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
    return Object.setPrototypeOf({
      next() {
        if (lines.length > 0) return Promise.resolve({ value: lines.shift(), done: false });
        if (error !== null) {
          const problem = error;
          error = null;
          return Promise.reject(problem);
        }
        if (over) return Promise.resolve({ value: undefined, done: true });
        return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
      },
      return: () => {
        this.removeListener('line', onLine);
        this.close();
        finish();
        return Promise.resolve({ value: undefined, done: true });
      },
      throw: (problem) => {
        fail(problem);
        this.close();
        return Promise.resolve({ value: undefined, done: true });
      },
    }, AsyncIteratorPrototype);
  }
}
if (Symbol.dispose) Interface.prototype[Symbol.dispose] = function() { this.close(); };
Object.defineProperty(Interface.prototype.question, Symbol.for('nodejs.util.promisify.custom'), {
  value(query, options) {
    if (options?.signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: options.signal.reason }));
    return new Promise((resolve, reject) => {
      let answer = resolve;
      if (options?.signal) {
        const abort = () => reject(new AbortError(undefined, { cause: options.signal.reason }));
        options.signal.addEventListener('abort', abort, { once: true });
        answer = (line) => {
          options.signal.removeEventListener('abort', abort);
          resolve(line);
        };
      }
      this.question(query, options, answer);
    });
  },
});
// Also without `new`, as the function that it once was.
const CallableInterface = new Proxy(Interface, { apply: (target, self, args) => new Interface(...args) });

function createInterface(input, output, completer, terminal) { return new Interface(input, output, completer, terminal); }

// --- escape sequences of terminals ---

function send(stream, text, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (stream === null || stream === undefined || text === '') {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}
function checkNumber(value, name) {
  if (Number.isNaN(value)) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument '${name}' is invalid. Received NaN`);
}
function cursorTo(stream, x, y, callback) {
  if (typeof y === 'function') [callback, y] = [y, undefined];
  checkNumber(x, 'x');
  checkNumber(y, 'y');
  if (stream == null || (typeof x !== 'number' && typeof y !== 'number')) return send(null, '', callback);
  if (typeof x !== 'number') throw nodeError(TypeError, 'ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column');
  return send(stream, typeof y !== 'number' ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`, callback);
}
function moveCursor(stream, dx, dy, callback) {
  const step = (n, back, on) => (n < 0 ? `\x1b[${-n}${back}` : n > 0 ? `\x1b[${n}${on}` : '');
  return send(stream, step(dx, 'D', 'C') + step(dy, 'A', 'B'), callback);
}
function clearLine(stream, direction, callback) { return send(stream, direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K', callback); }
function clearScreenDown(stream, callback) { return send(stream, '\x1b[0J', callback); }
function emitKeypressEvents(stream) {
  if (stream.listenerCount('keypress') === 0 && stream.__keypress === true) return;
  Object.defineProperty(stream, '__keypress', { value: true, configurable: true });
  const decoder = new StringDecoder('utf8');
  stream.on('data', (chunk) => {
    for (const character of decoder.write(chunk)) {
      const code = character.charCodeAt(0);
      const ctrl = code > 0 && code < 27 && code !== 9 && code !== 10 && code !== 13;
      const name = code === 13 ? 'return' : code === 10 ? 'enter' : code === 9 ? 'tab' : code === 27 ? 'escape' : code === 32 ? 'space' : code === 127 ? 'backspace'
        : ctrl ? String.fromCharCode(code + 96) : /^[0-9A-Za-z]$/.test(character) ? character.toLowerCase() : undefined;
      stream.emit('keypress', character, { sequence: character, name, ctrl, meta: false, shift: /^[A-Z]$/.test(character) });
    }
  });
}

module.exports = { Interface: CallableInterface, clearLine, clearScreenDown, createInterface, cursorTo, emitKeypressEvents, moveCursor };
Object.defineProperty(module.exports, 'promises', { __proto__: null, configurable: true, enumerable: true, get() { return require('readline/promises'); } });
