// exitCode set early, overwritten in beforeExit.
process.exitCode = 4;
process.on('beforeExit', (c) => { console.log('beforeExit', c); process.exitCode = 6; });
process.on('exit', (c) => { console.log('exit', c, process.exitCode); process.exitCode = 7; });
process.on('exit', (c) => console.log('exit again', c, process.exitCode));
