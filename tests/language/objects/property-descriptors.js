// Descriptors: defaults, changes that are allowed and that are not, and how definitions differ from assignments.
const show = (o, k) =>
  JSON.stringify(Object.getOwnPropertyDescriptor(o, k), (key, v) =>
    typeof v === 'function' ? 'f' : v === undefined ? 'undefined' : v,
  );
const o = {
  plain: 1,
  get acc() {
    return 1;
  },
  m() {},
};
Object.defineProperty(o, 'def', {});
Object.defineProperty(o, 'val', { value: 5, configurable: true });
for (const k of ['plain', 'acc', 'm', 'def', 'val', 'none']) console.log(k, show(o, k));
Object.defineProperty(o, 'val', { get: () => 7 });
console.log(show(o, 'val'), o.val);
Object.defineProperty(o, 'val', { writable: true });
console.log(show(o, 'val'));
for (const [k, d] of [
  ['def', { value: 1 }],
  ['def', { enumerable: true }],
  ['def', { value: undefined }],
  ['def', { get: undefined }],
  ['plain', { get() {}, writable: true }],
  ['plain', { get: 5 }],
  ['plain', 5],
]) {
  try {
    Object.defineProperty(o, k, d);
    console.log(k, 'ok');
  } catch (e) {
    console.log(k, e.message);
  }
}
class P {
  set x(v) {
    this.seen = v;
  }
}
class Q extends P {
  constructor() {
    super();
    this.x = 1;
  }
}
class R extends P {
  x = 1;
}
console.log(
  new Q(),
  new R(),
  Object.keys(Object.defineProperties({}, { a: { value: 1, enumerable: true }, b: { value: 2 } })),
);
const arr = [1, 2, 3];
Object.defineProperty(arr, 1, { get: () => 'got', configurable: true });
console.log(
  arr,
  arr[1],
  arr.map((x) => x),
);
Object.defineProperty(arr, 'length', { writable: false });
try {
  (function () {
    'use strict';
    arr.push(4);
  })();
} catch (e) {
  console.log(e.message);
}
const src = Object.defineProperty({}, 'hidden', { value: 'h', enumerable: false });
console.log(
  Object.assign({}, src),
  { ...src },
  Object.create({}, Object.getOwnPropertyDescriptors(src)).hidden,
  show(
    Object.assign(
      {},
      {
        get g() {
          return 'evaluated';
        },
      },
    ),
    'g',
  ),
  show(
    {
      ...{
        get g() {
          return 'spread';
        },
      },
    },
    'g',
  ),
  show(
    class {
      static s = 1;
    },
    's',
  ),
  show(
    class {
      static m() {}
    },
    'm',
  ),
  show(function f() {}, 'prototype'),
  show('abc', 0),
  show('abc', 'length'),
  show(globalThis, 'Array'),
  show(Math, 'PI'),
);
