// finally costs rounds: the catch after it comes three reactions late.
const log = (x) => () => console.log(x);
Promise.reject().finally(log('f')).catch(log('c'));
Promise.resolve().then(log('m1')).then(log('m2')).then(log('m3')).then(log('m4')).then(log('m5'));
