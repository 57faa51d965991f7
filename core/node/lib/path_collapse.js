'use strict';
// Resolves . and .. between `separators` (a string or a pattern); `above` keeps leading .. of relative paths.
module.exports = function collapse(path, separators, joint, above) {
  const out = [];
  for (const part of path.split(separators)) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (out.length > 0 && out[out.length - 1] !== '..') out.pop();
      else if (above) out.push('..');
    } else {
      out.push(part);
    }
  }
  return out.join(joint);
};
