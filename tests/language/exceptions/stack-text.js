// error.stack: the message, then a line a frame with function, file, line and column.
const clean = (e) =>
  e.stack
    .split('\n')
    .filter((l) => !/node:|^Node/.test(l))
    .map((l) => l.replace(/\(?[^( ]*\/([^/]+:\d+:\d+)\)?/, '($1)'))
    .join('\n');
function a() {
  b();
}
const b = () => {
  o.method();
};
const o = {
  method() {
    new K().go();
  },
};
class K {
  constructor() {
    this.n = 1;
  }
  go() {
    K.st();
  }
  static st() {
    [1].forEach(function each() {
      (() => {
        throw new TypeError('from the bottom');
      })();
    });
  }
}
try {
  a();
} catch (e) {
  console.log(clean(e));
}
class Thrower {
  constructor() {
    throw new Error('in constructor');
  }
}
try {
  new Thrower();
} catch (e) {
  console.log(clean(e));
}
const made = new Error('two\nlines');
made.name = 'Changed';
console.log(clean(made));
const g = {
  get prop() {
    return new Error('in getter');
  },
};
console.log(clean(g.prop));
function deep(n) {
  return n ? deep(n - 1) : new Error('deep');
}
console.log(clean(deep(20)).split('\n').length, Error.stackTraceLimit);
try {
  null.x;
} catch (e) {
  console.log(clean(e));
}
const holder = {};
Error.captureStackTrace(holder);
console.log(typeof holder.stack, holder.stack.split('\n')[0]);
