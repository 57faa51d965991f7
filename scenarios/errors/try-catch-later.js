// try … catch around code that comes later, and around code that is awaited.
process.on('uncaughtException', (error) => console.log(`uncaught: ${error.message}`));

try {
  setTimeout(() => {
    throw new Error('in a timer');
  }, 0);
  console.log('the try is over');
} catch (error) {
  console.log(`caught: ${error.message}`);
}

async function careful() {
  try {
    await Promise.reject(new Error('awaited'));
  } catch (error) {
    console.log(`caught: ${error.message}`);
  }
}
careful();
