console.log('waits: start');
await null;
console.log('waits: after one');
await new Promise((resolve) => setTimeout(resolve, 5));
console.log('waits: end');
export const value = 'awaited';
