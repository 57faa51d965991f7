// A file through a transform into another.
const fs = require('fs');
const dir = '/tmp/tickscope-copy-by-pipeline';
fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir);
process.chdir(dir);
const { pipeline, Transform } = require('stream');
fs.writeFileSync('in', 'line one\nline two\n'.repeat(5000));
let chunks = 0;
pipeline(fs.createReadStream('in'), new Transform({ transform(chunk, encoding, callback) { chunks++; callback(null, chunk.toString().toUpperCase()); } }), fs.createWriteStream('out'), (error) => {
  console.log(error, chunks, fs.statSync('out').size, fs.readFileSync('out', 'utf8').slice(0, 9));
  pipeline(fs.createReadStream('nope'), fs.createWriteStream('never'), (problem) => console.log(problem.code, problem.syscall));
});
