// WeakMap and WeakSet take objects as keys and do not show what they hold.
const k = {},
  wm = new WeakMap([[k, 'v']]),
  ws = new WeakSet([k]);
console.log(
  wm.get(k),
  wm.has({}),
  ws.has(k),
  wm.set(k, 2) === wm,
  wm.get(k),
  wm.delete(k),
  wm.has(k),
  wm,
  ws,
  ws.delete(k),
  ws.has(k),
);
for (const bad of [() => wm.set('s', 1), () => ws.add(1), () => WeakMap()]) {
  try {
    bad();
  } catch (e) {
    console.log(e.message);
  }
}
console.log(wm.get('s'), wm.has(5), wm.delete(null));
const priv = new WeakMap();
class Safe {
  constructor(x) {
    priv.set(this, { x });
  }
  get x() {
    return priv.get(this).x;
  }
}
console.log(new Safe(7).x, Object.keys(new Safe(1)));
const listeners = new WeakMap();
for (let i = 0; i < 500; i++) listeners.set({ i }, i);
listeners.set(k, 'kept');
console.log(listeners.get(k));
