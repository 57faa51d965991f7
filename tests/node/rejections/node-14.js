// Before Node 15: warnings, and exit code 0.
// node: 14
Promise.reject('old days'); setTimeout(() => console.log('goes on'), 5);
