// An async function runs synchronously up to its first await and answers with a promise.
const log = [];
async function f(x) {
  log.push('start ' + x);
  const y = await x;
  log.push('after ' + y);
  return y * 2;
}
const p = f(1);
log.push('called');
p.then((v) => {
  log.push('then ' + v);
  console.log(log.join(' | '));
});
console.log(p instanceof Promise, p, Object.prototype.toString.call(f), typeof f, f.hasOwnProperty('prototype'));
(async () => {
  try {
    await Promise.reject(new Error('r'));
  } catch (e) {
    console.log('caught', e.message);
  } finally {
    console.log('finally');
  }
  return 'v';
})().then(console.log);
const o = {
  async m() {
    return this.n;
  },
  n: 'method',
  arrow: async (x) => x,
  async ['comp']() {
    await null;
    return arguments.length;
  },
};
Promise.all([o.m(), o.arrow('arrow'), o.comp(1, 2)]).then((v) => console.log(v));
class K {
  async m() {
    await null;
    return super.toString === Object.prototype.toString;
  }
  static async s() {
    return this.name;
  }
  async #p() {
    return 'private';
  }
  q() {
    return this.#p();
  }
}
Promise.all([new K().m(), K.s(), new K().q()]).then((v) => console.log(v));
async function thrower(
  a = (() => {
    throw new Error('in default');
  })(),
) {}
thrower().catch((e) => console.log(e.message));
var async;
async = (x) => x + 1;
console.log(async(1));
async;
function notAsync() {
  return 5;
}
console.log(notAsync());
