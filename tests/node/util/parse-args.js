// util.parseArgs over many command lines.
const { parseArgs } = require('util');
const options = { verbose: { type: 'boolean', short: 'v' }, file: { type: 'string', short: 'f' }, tag: { type: 'string', short: 't', multiple: true }, color: { type: 'boolean', default: true }, level: { type: 'string', default: 'info' } };
const tries = [['-v'], ['-vf', 'x'], ['-fx'], ['--file=a=b', '--tag', '1', '-t2', '--tag='], ['--verbose', '--', '--file'], ['-'], ['--file'], ['--file', '-v'], ['--verbose=1'], ['--unknown'], ['-q'], ['pos'], ['-f', '-'], ['--tag', '--', 'x'], ['-t', '-v']];
for (const args of tries) {
  for (const config of [{}, { strict: false }, { allowPositionals: true, tokens: true }]) {
    try { console.log(JSON.stringify(args), JSON.stringify(parseArgs({ args, options, ...config }))); } catch (error) { console.log(JSON.stringify(args), error.code, error.message); }
  }
}
for (const bad of [{ args: 5 }, { options: { x: {} } }, { options: { x: { type: 'string', short: '' } } }, { options: { x: { type: 'boolean', default: 'y' } } }, { options: { x: { type: 'string', multiple: true, default: 'y' } } }])
  try { parseArgs(bad); } catch (error) { console.log(error.code, error.message); }
