// Which modules there are, and which of them need their scheme.
// node: 10 12 14 16 18 20 22 24
const names = ['fs', 'fs/promises', 'timers/promises', 'path/posix', 'util/types', 'events', 'node:fs', 'node:nope', 'test', 'stream/promises', 'nope'];
for (const name of names) {
  try {
    console.log(name, typeof require(name));
  } catch (error) {
    console.log(name, error.code, error.message.split('\n')[0]);
  }
}
