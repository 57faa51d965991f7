// Endless recursion ends in a RangeError that can be caught, again and again.
const tries = [
  () => {
    const f = () => f();
    f();
  },
  () => {
    const o = {
      get x() {
        return this.x;
      },
    };
    o.x;
  },
  () => {
    class A {
      constructor() {
        new A();
      }
    }
    new A();
  },
  () => {
    const a = [];
    a[0] = a;
    const s = {
      toString() {
        return `${s}`;
      },
    };
    `${s}`;
  },
  () => {
    const f = (a) => [1].map(() => f(a));
    f(1);
  },
  () => {
    function* g() {
      yield* g();
    }
    g().next();
  },
  () => {
    const s = {
      toJSON() {
        return JSON.stringify(s);
      },
    };
    JSON.stringify(s);
  },
  () => {
    const f = (...a) => f(...a, 1);
    f();
  },
];
for (const t of tries) {
  try {
    t();
    console.log('no error');
  } catch (e) {
    console.log(e instanceof RangeError, e.message);
  }
}
let depth = 0;
const measure = () => {
  depth++;
  measure();
};
try {
  measure();
} catch {}
console.log(depth > 2000, depth < 1e6);
const fin = [];
(function f(n) {
  try {
    f(n + 1);
  } catch (e) {
    if (n === 5) fin.push(e.message);
    else throw e;
  } finally {
    if (n < 3) fin.push(n);
  }
})(0);
console.log(fin.join());
