// process.stdout.write prints as it is and calls back later; stderr is another stream.
process.stdout.write('no newline');
process.stdout.write(' | second\n', () => console.log('callback'));
process.stderr.write('to stderr\n');
console.error('also %s', 'stderr'); console.warn('warned');
process.nextTick(() => console.log('tick')); console.log(typeof process.stdout.isTTY, process.stdout.fd, process.stderr.fd);
