'use strict';
// Under a wrong rule about EventEmitter (core/vm/wrong_rules.def): emit only queues, by nextTick or by setImmediate. It
// still says whether somebody listens, and an 'error' that nobody hears is still thrown on the spot.

module.exports = function changeEmit({ EventEmitter }, byTick) {
  const emit = EventEmitter.prototype.emit;
  const later = byTick ? process.nextTick : setImmediate;
  EventEmitter.prototype.emit = function(type, ...args) {
    const heard = this.listenerCount(type) > 0;
    if (!heard || type === 'newListener' || type === 'removeListener') return emit.call(this, type, ...args);
    later(() => emit.call(this, type, ...args));
    return true;
  };
};
