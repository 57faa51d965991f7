// A long read is asked for first, a short question second. The answers come as they are ready, not as they were asked for.
const fs = require('fs');

fs.readFile(__filename, 'utf8', (error, text) => {
  console.log(`readFile, asked first: ${text.length > 300 ? 'the whole text' : 'too little'}`);
});

fs.access(__filename, () => console.log('access, asked second'));
