// The wording of run-time errors is V8's.
function attempt(f) {
  try {
    f();
    console.log('no error', f);
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}
const o = { a: { b: null }, f: 1, arr: [1] };
let u,
  n = null;
attempt(() => u.x);
attempt(() => n.x);
attempt(() => o.a.b.c);
attempt(() => o.zz.y);
attempt(() => u[0]);
attempt(() => n['key']);
attempt(() => {
  u.x = 1;
});
attempt(() => {
  o.a.b.c = 1;
});
attempt(() => u());
attempt(() => o.f());
attempt(() => o.nope());
attempt(() => o.a.b());
attempt(() => o['f']());
attempt(() => o.arr[0]());
attempt(() => o.a.q.r());
attempt(() => 1());
attempt(() => 'str'());
attempt(() => new o());
attempt(() => new u());
attempt(() => new o.f());
attempt(() => missing);
attempt(() => missing());
attempt(() => {
  'use strict';
  missing = 1;
});
attempt(() => o.arr.map(5));
attempt(() => [].reduce((a) => a));
attempt(() => new Array(-1));
attempt(() => {
  [].length = -1;
});
attempt(() => (1).toFixed(101));
attempt(() => (1).toString(1));
attempt(() => (1).toPrecision(0));
attempt(() => 'x'.repeat(-1));
attempt(() => Symbol() + 1);
attempt(() => new Symbol());
attempt(() => Object.defineProperty(1, 'a', {}));
attempt(() => Object.create(1));
attempt(() => Object.defineProperty({}, 'a', { get: 1 }));
attempt(() => Object.defineProperty({}, 'a', { get() {}, value: 1 }));
attempt(() => Object.defineProperty(Object.freeze({}), 'a', { value: 1 }));
attempt(() => Object.fromEntries(5));
attempt(() => Object.fromEntries([1]));
attempt(() => JSON.parse('{bad'));
attempt(() => JSON.parse(''));
attempt(() => {
  const c = {};
  c.c = c;
  JSON.stringify(c);
});
attempt(() => new Map([1]));
attempt(() => new Set(5));
attempt(() => Map());
attempt(() => Map.prototype.get.call({}, 1));
attempt(() => new Promise());
attempt(() => Promise());
attempt(() => Promise.resolve.call(1));
attempt(() => null[Symbol.iterator]);
attempt(() => {
  const [a] = u;
});
attempt(() => {
  const { a } = n;
});
attempt(() => [...o]);
attempt(() => new Date(NaN).toISOString());
attempt(() => Function.prototype.call.call(1));
attempt(() =>
  class {
    constructor() {
      this.#x;
    }
    #x;
    static t() {
      ({}).#x;
    }
  }.t(),
);
attempt(() => {
  null.foo();
});
attempt(() => {
  undefined.foo.bar;
});
attempt(() => {
  o.a.b.c.d;
});
attempt(() => {
  let f = {};
  f.g.h();
});
attempt(() => {
  (() => 1)().x.y;
});
attempt(() => {
  o.arr[5].z;
});
attempt(() => {
  o?.a.b.c;
});
attempt(() => {
  for (const x of 5);
});
attempt(() => {
  const x = 1;
  x = 2;
});
attempt(() => {
  y;
  let y;
});
attempt(() => {
  super_();
});
attempt(() => Array.from(1, 2));
attempt(() => [].at.call(null));
attempt(() => structuredCloneX());
