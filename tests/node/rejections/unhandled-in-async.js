// From an async function, after an await.
async function inner() { await null; throw new TypeError('in async'); }
async function outer() { await inner(); }
outer();
