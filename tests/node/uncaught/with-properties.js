// An error's own properties and its cause are printed too.
const e = new Error('outer', { cause: new TypeError('inner') });
e.code = 'E_CODE'; e.details = { a: [1, 2], deep: { deeper: { deepest: { x: 1 } } } };
throw e;
