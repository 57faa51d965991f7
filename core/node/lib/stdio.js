'use strict';
// process.stdin, stdout and stderr. What is written is out at once; what comes in is a file.
const { writeStandard } = internal;
const { Writable } = require('internal/streams/writable');

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

// As Node opens it when a file is redirected into the process.
function standardInput() {
  const { ReadStream } = require('internal/fs/streams');
  const stream = new ReadStream(null, { fd: 0, autoClose: false });
  stream.fd = 0;
  return stream;
}

const made = {};
for (const [name, make] of [['stdout', () => new StandardWriteStream(1)], ['stderr', () => new StandardWriteStream(2)], ['stdin', standardInput]]) {
  Object.defineProperty(exports, name, { __proto__: null, enumerable: true, get() { return made[name] ??= make(); } });
}
