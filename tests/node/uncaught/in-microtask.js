// … thrown in a microtask.
queueMicrotask(() => { throw new Error('microtask'); });
