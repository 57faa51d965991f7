// Anything with a then method can settle a promise, in a job of its own.
const log = [];
const say = (x) => (v) => log.push(x + (v === undefined ? '' : ' ' + (v instanceof Error ? v.message : v)));
const thenable = (act) => ({
  then(res, rej) {
    log.push('then called');
    act(res, rej);
  },
});
Promise.resolve(thenable((r) => r('one'))).then(say('A'));
new Promise((r) => r(thenable((_, rej) => rej(new Error('two'))))).catch(say('B'));
Promise.resolve()
  .then(() =>
    thenable((r) => {
      r('three');
      r('ignored');
      throw new Error('ignored');
    }),
  )
  .then(say('C'));
Promise.resolve(
  thenable(() => {
    throw new Error('four');
  }),
).catch(say('D'));
Promise.resolve(thenable((r) => r(thenable((r2) => r2('five'))))).then(say('E'));
Promise.resolve({
  get then() {
    throw new Error('six');
  },
}).catch(say('F'));
Promise.resolve({ then: 5 }).then((v) => say('G')(typeof v.then));
let gets = 0;
Promise.resolve({
  get then() {
    gets++;
    return (r) => r('once');
  },
}).then((v) => say('H')(v + gets));
const fn = () => {};
fn.then = (r) => r('callable');
Promise.resolve(fn).then(say('I'));
Promise.all([thenable((r) => r('x')), 'y']).then((v) => say('J')(v.join()));
class Foreign {
  constructor(v) {
    this.v = v;
  }
  then(r) {
    setTimeout(() => r(this.v), 1);
  }
}
(async () => say('K')(await new Foreign('foreign')))();
log.push('sync');
setTimeout(() => console.log(log.join('\n')), 50);
