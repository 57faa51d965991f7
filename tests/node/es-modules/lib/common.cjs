exports.assigned = 1;
exports['quoted'] = 2;
Object.defineProperty(exports, 'defined', { enumerable: true, value: 3 });
exports[`hidden`] = 4;
module.exports.last = typeof require;
