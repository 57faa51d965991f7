// A file that is not there. Who hears of it, and how?
const fs = require('fs');

try {
  fs.readFile('no-such-file', (error) => {
    console.log(`callback: ${error.code}`);
    fs.promises.readFile('no-such-file').catch((reason) => console.log(`catch: ${reason.code}`));
  });
  console.log('nothing was thrown');
} catch {
  console.log('caught');
}

try {
  fs.readFileSync('no-such-file');
} catch (error) {
  console.log(`thrown: ${error.code}`);
}
