'use strict';
// Under a wrong rule about try (core/vm/wrong_rules.def): a catch clause also catches what is thrown later by callbacks
// that were queued inside of its block. The parser gives each such clause a copy as a function (ParseOptions::laterCatches)
// and calls %later and %over around the block; which block a callback was queued in is kept as AsyncLocalStorage keeps it.
const { AsyncLocalStorage } = require('async_hooks');

const handlers = new AsyncLocalStorage();
const outer = [];

function define(name, value) {
  Object.defineProperty(globalThis, name, { __proto__: null, value, enumerable: false });
}
define('%later', (handle) => {
  outer.push(handlers.getStore());
  handlers.enterWith(handle);
});
define('%over', () => handlers.enterWith(outer.pop()));

// Whether a block is there that the error can be said to come from: then its clause has run.
module.exports = function caught(error) {
  const handle = handlers.getStore();
  if (handle === undefined) return false;
  handlers.exit(handle, error);
  return true;
};
