// Atomics.waitAsync: promises that wait on shared memory.
const i = new Int32Array(new SharedArrayBuffer(16));
const r = Atomics.waitAsync(i, 0, 0, 50);
console.log(r, Atomics.waitAsync(i,0,1), Atomics.waitAsync(i,0,0,0));
r.value.then(v => console.log('got', v));
const r2 = Atomics.waitAsync(i, 0, 0);
r2.value.then(v => console.log('r2', v));
Promise.resolve().then(()=>console.log('micro'));
process.nextTick(()=>console.log('tick'));
console.log(Atomics.notify(i,0));
console.log('end');
process.on('exit',()=>console.log('exit'));
const b = new BigInt64Array(new SharedArrayBuffer(32));
console.log(Atomics.waitAsync(b, 0, 1n), Atomics.waitAsync(b, 0, 0n, 0), Atomics.waitAsync(b, 0, 0n, -5));
for (const bad of [() => Atomics.waitAsync(new Int32Array(4), 0, 0), () => Atomics.waitAsync(new Float64Array(4), 0, 0), () => Atomics.waitAsync(b, 9, 0n), () => Atomics.waitAsync(b, 0, 0)])
  try { bad(); } catch (e) { console.log(String(e)); }
const order = [];
for (let n = 0; n < 4; n++) Atomics.waitAsync(b, 1, 0n).value.then((v) => order.push(`${n} ${v}`));
console.log(Atomics.notify(b, 1, 2), Atomics.notify(b, 0));
setTimeout(() => { console.log(order, Atomics.notify(b, 1)); }, 20);
setTimeout(() => console.log(order), 60);
const late = Atomics.waitAsync(b, 2, 0n, 30);
late.value.then((v) => console.log('late', v));
setTimeout(() => console.log('end', Atomics.notify(b, 2)), 120);
