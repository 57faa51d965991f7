// Node 24 warns about negative and NaN delays, once each; Node 20 does not.
setTimeout(() => console.log('a'), -5);
setTimeout(() => console.log('b'), NaN);
setTimeout(() => console.log('c'), -7);
