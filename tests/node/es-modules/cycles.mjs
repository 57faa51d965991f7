// Modules in a circle: functions are there at once, other names only when their module has run.
import { isEven } from './lib/even.mjs';
import { isOdd } from './lib/odd.mjs';
import { early, seen } from './lib/early.mjs';
import { late } from './lib/late.mjs';
import * as self from './cycles.mjs';

console.log(isEven(10), isOdd(10), early, seen, late);
try {
  self.own;
} catch (e) {
  console.log(e.name, e.message);
}
export const own = 'own';
console.log(self.own, self);
