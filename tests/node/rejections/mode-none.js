// --unhandled-rejections=none says nothing.
// flags: --unhandled-rejections=none
Promise.reject(new Error('silent')); setTimeout(() => console.log('goes on'), 5);
