// Without unhandledRejection listeners it goes to uncaughtException, with its origin.
process.on('uncaughtException', (e, origin) => console.log(e.message, origin));
Promise.reject(new Error('via uncaught')); setTimeout(() => console.log('goes on'), 5);
Promise.reject('plain');
