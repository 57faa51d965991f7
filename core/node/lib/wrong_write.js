'use strict';
// Under a wrong rule about streams (core/vm/wrong_rules.def): write() comes back only when its chunk is written, so the
// buffer is never full.
const { lastEvent, wait } = internal;

module.exports = function changeWrite({ Writable }) {
  const write = Writable.prototype.write;
  Writable.prototype.write = function(chunk, encoding, callback) {
    const since = lastEvent();
    if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    let written;
    const done = new Promise((resolve) => { written = resolve; });
    write.call(this, chunk, encoding, (...results) => {
      written();
      if (typeof callback === 'function') callback.apply(this, results);
    });
    wait(done, since);
    return true;
  };
};
