// A promise that nobody settles keeps nothing alive.
(async () => { console.log('waiting'); await new Promise(() => {}); console.log('never'); })();
process.on('exit', (c) => console.log('exit', c));
