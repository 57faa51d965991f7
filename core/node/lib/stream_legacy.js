'use strict';
// Stream: the emitter that all streams are, with the pipe() of streams without states.
const EE = require('events');

function Stream(options) {
  EE.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EE.prototype);
Object.setPrototypeOf(Stream, EE);

Stream.prototype.pipe = function pipe(target, options) {
  const source = this;
  function ondata(chunk) {
    if (target.writable && target.write(chunk) === false && source.pause) source.pause();
  }
  function ondrain() {
    if (source.readable && source.resume) source.resume();
  }
  let ended = false;
  function onend() {
    if (ended) return;
    ended = true;
    target.end();
  }
  function onclose() {
    if (ended) return;
    ended = true;
    if (typeof target.destroy === 'function') target.destroy();
  }
  function onerror(error) {
    cleanup();
    if (EE.listenerCount(this, 'error') === 0) this.emit('error', error);
  }
  const wiring = [[source, 'data', ondata], [target, 'drain', ondrain], [source, 'end', onend], [source, 'close', onclose], [source, 'error', onerror],
    [target, 'error', onerror], [source, 'end', cleanup], [source, 'close', cleanup], [target, 'close', cleanup]];
  function cleanup() {
    for (const [emitter, name, listener] of wiring) emitter.removeListener(name, listener);
  }
  source.on('data', ondata);
  target.on('drain', ondrain);
  if (!target._isStdio && (!options || options.end !== false)) {
    source.on('end', onend);
    source.on('close', onclose);
  }
  prependListener(source, 'error', onerror);
  prependListener(target, 'error', onerror);
  source.on('end', cleanup);
  source.on('close', cleanup);
  target.on('close', cleanup);
  target.emit('pipe', source);
  return target;
};

Stream.prototype.eventNames = function eventNames() {
  return Reflect.ownKeys(this._events).filter((key) => {
    const heard = this._events[key];
    return typeof heard === 'function' || (Array.isArray(heard) && heard.length > 0);
  });
};

// Emitters of other libraries may lack prependListener.
function prependListener(emitter, event, listener) {
  if (typeof emitter.prependListener === 'function') return emitter.prependListener(event, listener);
  const heard = emitter._events && emitter._events[event];
  if (!heard) emitter.on(event, listener);
  else if (Array.isArray(heard)) heard.unshift(listener);
  else emitter._events[event] = [listener, heard];
}

module.exports = { Stream, prependListener };
