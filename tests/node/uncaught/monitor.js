// A monitor sees the error but does not handle it.
process.on('uncaughtExceptionMonitor', (e, origin) => console.log('monitor', e.message, origin));
setTimeout(() => { throw new Error('watched'); }, 1);
