// refresh starts a timer again; close clears it; both give the timer back.
let fired = 0;
const t = setTimeout(() => { console.log('fired', ++fired); if (fired < 3) t.refresh(); }, 45);
setTimeout(() => console.log('refreshed', t.refresh() === t), 20);
const c = setTimeout(() => console.log('never'), 5);
console.log(c.close() === c, c.refresh() === c, t.hasRef());
