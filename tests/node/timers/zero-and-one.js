// 0 and 1 are the same delay.
setTimeout(() => console.log('one'), 1);
setTimeout(() => console.log('zero'), 0);
setTimeout(() => console.log('none'));
setTimeout(() => console.log('half'), 0.5);
