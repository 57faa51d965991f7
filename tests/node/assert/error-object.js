// AssertionError itself, and assert.strict.
const assert = require('assert');
const e = new assert.AssertionError({ actual: { a: 1 }, expected: { a: 2 }, operator: 'deepStrictEqual' });
console.log(e instanceof Error, e.name, e.code, e.message, Object.keys(e), String(e));
const f = new assert.AssertionError({ message: 'said', actual: 1, expected: 2, operator: 'x' });
console.log(f.generatedMessage, f.stack.split('\n')[0], `${f}`);
console.log(require('util').inspect(f).split('\n').filter((line) => !/^ +at /.test(line)).join('\n'));
try { new assert.AssertionError(5); } catch (error) { console.log(error.code, error.message); }
console.log(assert.strict === require('assert/strict'), assert.strict.equal === assert.strictEqual, assert.strict.strict === assert.strict, assert.name, assert.strict.name);
try { assert.strict(0); } catch (error) { console.log(error.message); }
