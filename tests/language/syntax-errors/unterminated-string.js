// A string that the line's end cuts off.
const s = 'no end;
console.log(s);
