// What CommonJS has and ES modules have not.
for (const name of ['module', 'exports', '__filename', '__dirname', 'require']) console.log(name, eval('typeof ' + name));
require('fs');
