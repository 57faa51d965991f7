// for await over a generator that sleeps: one value at a time, other timers in between.
const { setTimeout: sleep } = require('timers/promises');
async function* slow() { for (let i = 0; i < 3; i++) { await sleep(40); yield i; } }
(async () => { for await (const i of slow()) { console.log('value', i); } console.log('done'); })();
setTimeout(() => console.log('between'), 60);
