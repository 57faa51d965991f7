// Grows until the limit of the heap ends the process.
const rows = [];
for (;;) rows.push({ row: rows.length, cells: new Array(50).fill(1) });
