// The same file, read in three ways. Which answer comes first, and which last?
const fs = require('fs');

fs.promises.readFile(__filename, 'utf8').then((text) => {
  console.log(`promise: ${text.length > 100 ? 'read' : 'too short'}`);
  setImmediate(() => console.log('and an immediate after that'));
});

console.log('asked');
const text = fs.readFileSync(__filename, 'utf8');
console.log(`sync: ${text.length > 100 ? 'read' : 'too short'}`);

process.nextTick(() => console.log('tick'));
