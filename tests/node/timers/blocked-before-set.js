// The delay counts from the call, not from the start of the turn.
const t0 = Date.now(); while (Date.now() - t0 < 30);
const t1 = Date.now();
setTimeout(() => { const late = Date.now() - t1; console.log(late >= 9 && late < 30 ? 'about 10' : late); }, 10);
