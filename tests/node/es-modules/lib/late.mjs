import { early } from './early.mjs';
let seen;
try {
  seen = early;
} catch (e) {
  seen = e.message;
}
export const late = seen;
