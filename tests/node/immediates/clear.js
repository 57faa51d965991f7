// An immediate can be cleared by an earlier one, and by a tick between them.
const b = setImmediate(() => {
  console.log('a');
  clearImmediate(c);
  process.nextTick(() => clearImmediate(d));
});
const c = setImmediate(() => console.log('never c'));
const d = setImmediate(() => console.log('never d'));
setImmediate(() => console.log('e'));
const f = setImmediate(() => console.log('never f'));
clearImmediate(f);
clearImmediate(f);
clearImmediate(undefined);
clearImmediate({});
