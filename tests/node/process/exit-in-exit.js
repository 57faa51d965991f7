// process.exit in an exit listener skips the rest and decides the code.
process.on('exit', () => { console.log('first'); process.exit(9); });
process.on('exit', () => console.log('never'));
process.exit(1);
