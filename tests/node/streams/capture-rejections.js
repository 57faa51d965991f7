// captureRejections: a rejected promise of a listener destroys the stream.
const { Readable, Writable } = require('stream');
const r = new Readable({ captureRejections: true, read() {} });
r.on('data', async (chunk) => { throw new Error('in data ' + chunk); });
r.on('error', (error) => console.log('r', error.message, r.destroyed));
r.push('x');
const w = new Writable({ captureRejections: true, write(c, e, cb) { cb(); } });
w.on('finish', async () => { throw new Error('in finish'); });
w.on('error', (error) => console.log('w', error.message));
w.end();
