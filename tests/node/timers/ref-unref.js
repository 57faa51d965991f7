// Only ref'd timers keep the process alive.
const long = setTimeout(() => console.log('never: unref\'d'), 100000);
console.log(long.hasRef(), long.unref() === long, long.hasRef(), long.unref().ref().hasRef(), long.unref().hasRef());
const i = setInterval(() => console.log('unref\'d interval still beats while something else lives'), 30); i.unref();
setTimeout(() => console.log('last ref\'d'), 50);
const im = setImmediate(() => console.log('immediate')); console.log(im.hasRef(), im.unref().hasRef(), im.ref().hasRef());
