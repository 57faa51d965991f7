// … thrown in an immediate.
setImmediate(() => { throw new RangeError('immediate'); });
