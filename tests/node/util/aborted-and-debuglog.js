// util.aborted, debuglog and old helpers.
const util = require('util');
const controller = new AbortController();
const order = [];
util.aborted(controller.signal, {}).then((value) => { order.push(`aborted ${value}`); });
process.nextTick(() => { controller.abort(); order.push('after abort'); });
setImmediate(() => console.log(order.join(', ')));
util.aborted(controller.signal, undefined).catch((error) => console.log(error.code, error.message));
const log = util.debuglog('thing');
log('never shown %d', 1);
console.log(log.enabled, util.debug === util.debuglog);
console.log(util.inspect(util.deprecate(function old() {}, 'msg')), util.isArray([]), util._extend({ a: 1 }, { b: 2 }));
console.log(typeof util.TextEncoder, new util.TextDecoder('utf-16le').encoding);
