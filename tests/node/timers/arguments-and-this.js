// Callbacks get the extra arguments; `this` is the timer.
const t = setTimeout(function (...a) { console.log(a, this === t, typeof this.ref); }, 5, 'x', 2, { y: 3 });
const i = setTimeout(() => setImmediate(function (...a) { console.log(a, typeof this, this.constructor.name); }, 1, 2), 60);
const n = setInterval(function (x) { console.log(x, this === n, this.constructor.name); clearInterval(this); }, 250, 'interval');
setTimeout((...a) => console.log(a.length), 450);
