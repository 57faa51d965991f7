// Does emit wait for the loop?
const EventEmitter = require('events');
const door = new EventEmitter();

door.on('open', () => console.log('listener 1'));
door.on('open', async () => {
  console.log('listener 2, before its await');
  await null;
  console.log('listener 2, after its await');
});
door.once('open', () => console.log('listener 3, only once'));

console.log('before emit');
door.emit('open');
console.log('after emit');
door.emit('open');
console.log('the end of the program');
