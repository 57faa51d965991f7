// Standard input without anything in it: the same by every way of reading it.
const fs = require('fs');
console.log(JSON.stringify(fs.readFileSync(0, 'utf8')), process.stdin.fd);
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => console.log('data', text));
process.stdin.on('end', () => console.log('end'));
process.stdin.on('close', () => console.log('close'));
