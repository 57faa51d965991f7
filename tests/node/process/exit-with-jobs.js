// The process ends while the thread pool has work, under way and waiting.
const crypto = require('crypto');
const fs = require('fs');
const { AsyncLocalStorage } = require('async_hooks');
new AsyncLocalStorage().run('store', () => {
  for (let i = 0; i < 50; i++) crypto.pbkdf2('a', 'b', 200000, 20, 'sha1', () => console.log('never'));
  for (let i = 0; i < 10; i++) fs.readFile(__filename, () => console.log('never'));
  for (let i = 0; i < 10; i++) require('dns').lookup('localhost', () => console.log('never'));
  setImmediate(() => { console.log('leaves'); process.exit(0); });
});
