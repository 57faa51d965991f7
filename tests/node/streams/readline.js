// readline: every kind of line end, questions, async iteration.
const readline = require('readline');
const { Readable, PassThrough, Writable } = require('stream');
const rl = readline.createInterface({ input: Readable.from(['one\ntw', 'o\r\nthree\rfour\n\nlast']), crlfDelay: Infinity });
rl.on('line', (line) => console.log(JSON.stringify(line)));
rl.on('close', async () => {
  console.log('close');
  for await (const line of readline.createInterface({ input: Readable.from(['a\nb\nc']) })) console.log('it', line);
  const input = new PassThrough(), output = new Writable({ write(c, e, cb) { console.log('out', String(c)); cb(); } });
  const ask = readline.createInterface({ input, output, prompt: 'P> ' });
  ask.prompt();
  ask.question('name? ', (answer) => {
    console.log('answer', answer);
    ask.close();
    try { ask.question('x', () => {}); } catch (error) { console.log(error.code); }
  });
  input.write('bob\n');
  readline.cursorTo(output, 1, 2);
  readline.moveCursor(output, -1, 2);
  readline.clearLine(output, 0);
});
