// An error without a stack prints in brackets.
const e = new Error('no stack'); e.stack = undefined;
throw e;
