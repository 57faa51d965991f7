// A timer that is told again and again that it is not time yet: the watchdog of a connection.
const watchdog = setTimeout(() => console.log('silence for 40 ms'), 40);

let messages = 0;
const peer = setInterval(() => {
  messages++;
  console.log(`message ${messages}`);
  watchdog.refresh();
  if (messages === 3) clearInterval(peer);
}, 20);
