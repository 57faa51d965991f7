// process.exit() without a code uses exitCode; listeners are told.
process.exitCode = 5;
process.on('exit', (c) => console.log('exit', c));
setTimeout(() => process.exit(), 1);
