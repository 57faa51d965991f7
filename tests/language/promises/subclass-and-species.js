// Promise subclasses: resolve, then and the combinators make instances of the subclass.
let made = 0;
class Counted extends Promise {
  constructor(ex) {
    made++;
    super(ex);
  }
  static get label() {
    return 'Counted';
  }
}
const c = Counted.resolve(1);
console.log(
  c instanceof Counted,
  c.then(() => {}) instanceof Counted,
  Counted.reject(1).catch(() => {}) instanceof Counted,
  made,
  Counted.label,
);
console.log(
  c.finally(() => {}) instanceof Counted,
  Counted.race([c]) instanceof Counted,
  Promise.resolve(c) === c,
  Counted.resolve(c) === c,
  Promise.prototype.constructor === Promise,
);
const timeout = (ms) => {
  let t;
  const p = new Promise((r) => {
    t = setTimeout(r, ms, 'late');
  });
  p.cancel = () => clearTimeout(t);
  return p;
};
const race = timeout(1000);
Promise.race([race, timeout(1)]).then((v) => {
  console.log(v);
  race.cancel();
});
class Deferred {
  constructor() {
    this.promise = new Promise((res, rej) => Object.assign(this, { res, rej }));
  }
}
const d = new Deferred();
d.promise.then((v) => console.log('deferred', v));
d.res('done');
function FakeCtor(ex) {
  ex(
    (v) => console.log('res', v),
    () => {},
  );
  this.fake = true;
}
FakeCtor.resolve = Promise.resolve;
console.log(Promise.resolve.call(FakeCtor, 5).fake);
