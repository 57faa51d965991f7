// The same of a CommonJS file comes with advice.
import { hidden } from './lib/common.cjs';
console.log('not reached', hidden);
