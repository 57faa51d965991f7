// Work that is queued behind an exit in a callback never happens.
setTimeout(() => { console.log('a'); process.nextTick(() => console.log('never')); process.exit(0); }, 1);
setTimeout(() => console.log('never'), 1);
