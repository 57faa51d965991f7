// A name that the imported module does not have: nothing runs.
import './lib/beside.mjs';
import { increment, nothing } from './lib/counter.mjs';
console.log('not reached', increment, nothing);
