// The handler itself throws: code 7.
process.on('uncaughtException', () => { throw new Error('from the handler'); });
throw new Error('first');
