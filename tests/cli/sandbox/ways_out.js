// Modules and functions that would leave the process: each is absent or refuses.
const tries = {
  exec: () => require('child_process').execSync('id').toString(), spawn: () => require('child_process').spawnSync('id').stdout.toString(), worker: () => new (require('worker_threads').Worker)('1'),
  net: () => new Promise((r, j) => require('net').connect(80, '93.184.216.34', () => r('connected')).on('error', j)), http: () => new Promise((r, j) => require('http').get('http://example.com', (res) => r(`status ${res.statusCode}`)).on('error', j)),
  fetch: () => fetch('http://example.com').then((r) => `status ${r.status}`), dns: () => require('dns').promises.lookup('example.com').then((a) => `address ${a.address}`), resolve: () => require('dns').promises.resolve4('example.com').then((a) => `address ${a}`),
  binding: () => process.binding('fs') && 'a binding', dlopen: () => process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6') ?? 'opened', internal: () => require('internal/console') && 'internal', wasi: () => new (require('wasi').WASI)({ version: 'preview1' }) && 'wasi', vm: () => require('vm').runInNewContext('this.constructor.constructor("return process.mainModule.require(\'fs\').readFileSync(\'/etc/passwd\', \'utf8\')")()'),
  function: () => Function('return require')(), inspector: () => require('inspector').open() ?? 'opened', kill: () => process.kill(1, 0) && 'saw process 1',
};
(async () => {
  for (const [name, way] of Object.entries(tries)) {
    try { const got = await way(); if (typeof got === 'string') console.log('OUT', name, got.slice(0, 100)); } catch (error) { if (!(error instanceof Error) && !error?.message) console.log('no error', name, error); }
  }
  console.log('end');
})();
