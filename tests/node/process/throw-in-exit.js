// An exit listener that throws: others are skipped, code 1... after the text.
process.on('exit', () => { console.log('first'); throw new Error('in exit'); });
process.on('exit', () => console.log('second'));
