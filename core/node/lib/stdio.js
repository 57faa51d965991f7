'use strict';
// process.stdin, stdout and stderr. What is written is out at once; nothing comes in: standard input is at its end.
const { writeStandard, submit } = internal;
const { Writable } = require('internal/streams/writable');
const { Readable } = require('internal/streams/readable');

class StandardWriteStream extends Writable {
  constructor(fd) {
    super({ decodeStrings: false, autoDestroy: false });
    this.fd = fd;
    this._type = 'fs';
    this._isStdio = true;
  }
  _write(chunk, encoding, callback) {
    writeStandard(this.fd, typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'utf-8' ? Buffer.from(chunk, encoding) : chunk);
    callback();
  }
  // The descriptor stays open: whoever destroys the stream does not silence the process.
  _destroy(error, callback) { callback(error); }
  destroySoon() { this.destroy(); }
}

class StandardReadStream extends Readable {
  constructor() {
    super({ highWaterMark: 64 * 1024 });
    this.fd = 0;
  }
  _read() { submit('readStandard', () => this.push(null)); }
  ref() { return this; }
  unref() { return this; }
  setRawMode() { return this; }
}

const made = {};
for (const [name, make] of [['stdout', () => new StandardWriteStream(1)], ['stderr', () => new StandardWriteStream(2)], ['stdin', () => new StandardReadStream()]]) {
  Object.defineProperty(exports, name, { __proto__: null, enumerable: true, get() { return made[name] ??= make(); } });
}
