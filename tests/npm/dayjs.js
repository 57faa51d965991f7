// dayjs, in a few lines.
const d = require('dayjs');
console.log(d('2024-02-29').add(1, 'year').format('YYYY-MM-DD'), d('2024-01-01').diff('2023-12-01', 'day'));
