// argv, argv0, env, version and friends.
// args: one --two=3 four
// env: TS_TEST=value TS_EMPTY=
console.log(
  process.argv.slice(2),
  process.argv.length,
  process.argv[1].endsWith('argv-and-env.js'),
  require('path').isAbsolute(process.argv[1]),
);
console.log(
  process.env.TS_TEST,
  JSON.stringify(process.env.TS_EMPTY),
  process.env.TS_NONE,
  'TS_TEST' in process.env,
  'TS_NONE' in process.env,
);
process.env.TS_NEW = 5;
console.log(process.env.TS_NEW, typeof process.env.TS_NEW, delete process.env.TS_NEW, process.env.TS_NEW);
console.log(
  /^v\d+\.\d+\.\d+$/.test(process.version) ? process.version.split('.')[0] : process.version,
  typeof process.versions.v8,
  process.versions.node === process.version.slice(1),
  typeof process.pid,
  process.platform,
  process.title.length > 0,
  process.argv0.length > 0,
  process.execArgv,
);
