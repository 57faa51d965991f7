// With a listener the program goes on, and the exit code stays 0.
process.on('uncaughtException', (e, origin) => console.log('handled', e.message, origin));
process.on('exit', (c) => console.log('exit', c));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
setTimeout(() => console.log('timer'), 1);
throw new Error('main');
