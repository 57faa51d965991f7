// A growing array: everything survives, is copied once and then promoted.
const rows = [];
for (let i = 0; i < 150000; i++) rows.push({ id: i, next: null, label: 'row' });
console.log('rows', rows.length);
globalThis.kept = rows;
