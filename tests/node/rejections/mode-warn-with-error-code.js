// --unhandled-rejections=warn-with-error-code warns, goes on, and ends with 1.
// flags: --unhandled-rejections=warn-with-error-code
Promise.reject(new Error('counted')); setTimeout(() => console.log('goes on'), 5);
