// … thrown in a timer.
setTimeout(function named() {
	throw new Error('tabs before the caret');
}, 1);
setTimeout(() => console.log('never'), 50);
