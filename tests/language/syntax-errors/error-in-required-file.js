// A syntax error in a required file names that file.
try { require('./lib/broken.js'); } catch (e) { console.log(e.name, e.message, e instanceof SyntaxError); }
require('./lib/broken.js');
