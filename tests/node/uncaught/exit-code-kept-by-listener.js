// exitCode 9 set by the program is overwritten by 1; an exit listener may set another.
process.exitCode = 9;
process.on('exit', (c) => { console.log('exit', c, process.exitCode); process.exitCode = 11; });
throw new Error('x');
