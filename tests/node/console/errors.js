// Errors as console prints them: stack, properties, causes, nesting, no stack.
const clean = (f) => {
  const { inspect } = require('util');
  console.log(inspect(f).replace(/\n +at .*/g, ''));
};
const e = new Error('plain');
e.code = 'E1';
clean(e);
clean(new TypeError('t', { cause: new Error('why') }));
clean({ nested: new RangeError('in object') });
clean([new Error('in array')]);
clean(new AggregateError([new Error('a'), new Error('b')], 'both'));
const n = new Error('renamed');
n.name = 'Custom';
clean(n);
class My extends Error {}
clean(new My('sub'));
class Named extends Error {
  get name() {
    return 'NamedError';
  }
}
clean(new Named('getter'));
const s = new Error('no stack');
s.stack = undefined;
clean(s);
const t = new Error('text stack');
t.stack = 'just text';
clean(t);
clean(new Error(''));
clean(new Error());
clean(Object.assign(new Error('props'), { a: 1, list: [1, 2], deep: { x: { y: { z: 1 } } } }));
const m = new Error('multi\nline');
clean(m);
clean({ e: Object.assign(new Error('p'), { q: 1 }) });
clean(new Error('with cause value', { cause: 'a string' }));
clean(new Error('cause undefined', { cause: undefined }));
const cyc = new Error('cyclic');
cyc.self = cyc;
clean(cyc);
clean(Object.create(Error.prototype));
const nameless = new Error('x');
nameless.name = '';
clean(nameless);
const noMsg = new Error('gone');
noMsg.message = 'changed';
clean(noMsg);
