// An interval repeats until it is cleared, also from within its own callback.
let n = 0;
const i = setInterval(() => { console.log('beat', ++n); if (n === 4) { clearInterval(i); console.log('cleared'); } }, 10);
