// --unhandled-rejections=strict raises at once as an uncaught exception.
// flags: --unhandled-rejections=strict
process.on('uncaughtException', (e, origin) => console.log('uncaught', e.message, origin));
process.on('unhandledRejection', (e) => console.log('unhandled', e.message));
Promise.reject(new Error('strict'));
setTimeout(() => console.log('goes on'), 5);
