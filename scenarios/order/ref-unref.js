// Which of these keeps the process alive?
const heartbeat = setInterval(() => console.log('heartbeat'), 80);
heartbeat.unref();

const forgotten = setTimeout(() => console.log('never printed'), 10000);
forgotten.unref();

setTimeout(() => console.log('the only one that counts'), 200);

process.on('exit', () => console.log('exit, though two timers were still waiting'));
