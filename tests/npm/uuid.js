// uuid, in a few lines.
const { v4, v5, validate, version } = require('uuid');
const x = v4();
console.log(validate(x), version(x), v5('hello', v5.DNS));
