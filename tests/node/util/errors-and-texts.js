// System errors, styles, MIME types.
const util = require('util');
console.log(util.getSystemErrorName(-2), util.getSystemErrorName(-13), util.getSystemErrorMap().get(-111), util.getSystemErrorName(-9999));
for (const bad of [() => util.getSystemErrorName('x'), () => util.getSystemErrorName(1), () => util.styleText('bad', 'x'), () => util.styleText('red', 1), () => util.stripVTControlCharacters(1)])
  try { bad(); } catch (error) { console.log(error.name, error.code, error.message); }
console.log(JSON.stringify(util.styleText(['bold', 'red'], 'x', { validateStream: false })), JSON.stringify(util.styleText('green', 'y', { validateStream: false })));
console.log(util.stripVTControlCharacters('\u001b[1mbold\u001b[0m \u001b[38;5;12mx'), util.toUSVString('a\ud800b').codePointAt(1));
const e = util._errnoException ? util._errnoException(-2, 'open', 'x') : null;
console.log(e && [e.message, e.errno, e.code, e.syscall]);
const h = util._exceptionWithHostPort(-111, 'connect', '127.0.0.1', 80);
console.log(h.message, h.code, h.address, h.port);
console.log(util.types.isUint8Array(Buffer.alloc(1)), util.types.isSharedArrayBuffer(new SharedArrayBuffer(1)), util.types.isArrayBuffer(new SharedArrayBuffer(1)), util.types.isFloat64Array(new Float64Array(1)), util.types.isBoxedPrimitive(Object(1n)));
const m = new util.MIMEType('Text/HTML; Charset="utf-8"; q=1;bad; z="a;b"');
console.log(`${m}`, m.type, m.subtype, m.essence, m.params.get('charset'), [...m.params], JSON.stringify({ m }));
m.type = 'application'; m.params.set('x', 'y z'); m.params.delete('q');
console.log(`${m}`);
for (const bad of ['', 'text', '/x', 'a/b c', 'te xt/x']) try { new util.MIMEType(bad); } catch (error) { console.log(error.code, error.message); }
