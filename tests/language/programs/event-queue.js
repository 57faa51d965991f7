// A priority queue drives a small simulation.
class Heap {
  constructor(less) {
    this.a = [];
    this.less = less;
  }
  push(x) {
    const a = this.a;
    a.push(x);
    let i = a.length - 1;
    while (i && this.less(a[i], a[(i - 1) >> 1])) {
      const p = (i - 1) >> 1;
      [a[i], a[p]] = [a[p], a[i]];
      i = p;
    }
  }
  pop() {
    const a = this.a,
      top = a[0],
      last = a.pop();
    if (a.length) {
      a[0] = last;
      let i = 0;
      for (;;) {
        let m = i;
        for (const c of [2 * i + 1, 2 * i + 2]) if (c < a.length && this.less(a[c], a[m])) m = c;
        if (m === i) break;
        [a[i], a[m]] = [a[m], a[i]];
        i = m;
      }
    }
    return top;
  }
  get size() {
    return this.a.length;
  }
}
const q = new Heap((x, y) => x.at - y.at || x.seq - y.seq);
let seq = 0,
  now = 0;
const log = [];
const at = (t, name, act) => q.push({ at: t, seq: seq++, name, act });
at(5, 'open', () => {
  for (let i = 0; i < 3; i++) at(now + i * 2, 'customer' + i, () => at(now + 3, 'served' + i));
});
at(9, 'break');
at(9, 'break over');
at(30, 'close');
while (q.size) {
  const e = q.pop();
  now = e.at;
  log.push(`${now} ${e.name}`);
  e.act?.();
}
console.log(log.join('\n'));
