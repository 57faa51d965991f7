// ?. stops at null and undefined, and stops the whole chain.
const user = { name: 'Ada', address: { city: 'London' }, greet(x) { return `${x} ${this.name}`; }, tags: ['a', 'b'] };
console.log(user?.name, user.phone?.number, user.phone?.number.area.code, user.address?.city);
console.log(user.greet?.('hi'), user.missing?.('hi'), user?.['tags']?.[1], user.tags?.[9]?.x);
let touched = 0;
console.log(null?.[touched++], undefined?.(touched++), touched);
console.log(delete user?.phone, delete null?.x);
try { user.missing.x; } catch (e) { console.log(e.message); }
try { user.missing?.x.y; console.log('fine'); (user.missing?.x).y; } catch (e) { console.log(e.message); }
try { user.name?.(); } catch (e) { console.log(e.message); }
const f = user?.greet;
console.log((user?.greet)('yo'), typeof f);
