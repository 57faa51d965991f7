// --unhandled-rejections=warn prints warnings and goes on.
// flags: --unhandled-rejections=warn
Promise.reject(new Error('warned')); setTimeout(() => console.log('goes on'), 5);
