// A timer turned into a number can be cleared by that number, or by its text.
const t = setTimeout(() => console.log('never'), 5);
const id = +t;
console.log(typeof id, id > 0, t[Symbol.toPrimitive]() === id);
clearTimeout(String(id));
const u = setTimeout(() => console.log('fires, because its number was never asked for'), 5);
clearTimeout(u._id); clearTimeout(99999);
