// … thrown in a tick.
process.nextTick(() => { throw new Error('tick'); });
