'use strict';
// http.IncomingMessage: what the other side sent.
const { flat } = require('internal/language');
const { Readable } = require('stream');

// Of these only the first counts; all others are joined with a comma.
const kSingle = new Set(['age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since',
  'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after', 'server', 'user-agent']);

function addTo(target, name, value) {
  const key = name.toLowerCase();
  const before = target[key];
  if (key === 'set-cookie') {
    if (before === undefined) target[key] = [value];
    else before.push(value);
  } else if (before === undefined) {
    target[key] = value;
  } else if (!kSingle.has(key)) {
    target[key] = `${before}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
}
function collect(pairs) {
  const headers = {};
  for (const [name, value] of pairs) addTo(headers, name, value);
  return headers;
}
function collectDistinct(pairs) {
  const headers = { __proto__: null };
  for (const [name, value] of pairs) (headers[name.toLowerCase()] ??= []).push(value);
  return headers;
}

function IncomingMessage(socket) {
  if (!(this instanceof IncomingMessage)) return new IncomingMessage(socket);
  Reflect.apply(Readable, this, [{ autoDestroy: true, highWaterMark: socket ? socket.readableHighWaterMark : undefined }]);
  this._readableState.readingMore = true;
  this.socket = socket;
  this.httpVersionMajor = null;
  this.httpVersionMinor = null;
  this.httpVersion = null;
  this.complete = false;
  Object.defineProperty(this, '_pairs', { value: [], writable: true });
  Object.defineProperty(this, '_trailerPairs', { value: [], writable: true });
  this.rawHeaders = [];
  this.rawTrailers = [];
  this.joinDuplicateHeaders = false;
  this.aborted = false;
  this.upgrade = null;
  this.url = '';
  this.method = null;
  this.statusCode = null;
  this.statusMessage = null;
  this.client = socket;
  this._consumed = false;
  this._dumped = false;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

const lazily = (name, hidden, make) => Object.defineProperty(IncomingMessage.prototype, name, {
  configurable: true,
  get() {
    if (this[hidden] === undefined) this[name] = make(this);
    return this[hidden];
  },
  set(value) { Object.defineProperty(this, hidden, { value, configurable: true, writable: true }); },
});
lazily('headers', '_headers', (message) => collect(message._pairs));
lazily('headersDistinct', '_headersDistinct', (message) => collectDistinct(message._pairs));
lazily('trailers', '_trailers', (message) => collect(message._trailerPairs));
lazily('trailersDistinct', '_trailersDistinct', (message) => collectDistinct(message._trailerPairs));
Object.defineProperty(IncomingMessage.prototype, 'connection', { configurable: true, get() { return this.socket; }, set(value) { this.socket = value; } });

IncomingMessage.prototype._setHead = function(head) {
  this.httpVersionMajor = head.major;
  this.httpVersionMinor = head.minor;
  this.httpVersion = `${head.major}.${head.minor}`;
  this._pairs = head.headers;
  this.rawHeaders = flat(head.headers);
  this.upgrade = head.upgrade;
};
IncomingMessage.prototype._setTrailers = function(pairs) {
  this._trailerPairs = pairs;
  this.rawTrailers = flat(pairs);
};
IncomingMessage.prototype.setTimeout = function setTimeout(ms, callback) {
  if (callback) this.on('timeout', callback);
  this.socket.setTimeout(ms);
  return this;
};
IncomingMessage.prototype._read = function() {
  if (!this._consumed) {
    this._readableState.readingMore = false;
    this._consumed = true;
  }
  if (this.socket && this.socket.readable) this.socket.resume(); // the rest of the body
};
IncomingMessage.prototype._destroy = function(error, callback) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true;
    this.emit('aborted');
  }
  // A server's request does not take its connection along unless it was cut short.
  if (this.socket && !this.socket.destroyed && this.aborted) {
    this.socket.destroy(error);
    require('stream').finished(this.socket, (reason) => {
      process.nextTick(reportLater, this, reason && reason.code !== 'ERR_STREAM_PREMATURE_CLOSE' ? reason : error, callback);
    });
    return;
  }
  process.nextTick(reportLater, this, error, callback);
};
function reportLater(message, error, callback) {
  // An error that nobody listens for is not the program's concern here.
  if (message.listenerCount('error') > 0) callback(error);
  else callback();
}
// What nobody reads is thrown away, so that the next message can come.
IncomingMessage.prototype._dump = function() {
  if (this._dumped) return;
  this._dumped = true;
  this.removeAllListeners('data');
  this.resume();
};

module.exports = { IncomingMessage };
