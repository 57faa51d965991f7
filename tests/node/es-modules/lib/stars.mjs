export * from './counter.mjs';
export * as counter from './counter.mjs';
export { default as Counter } from './counter.mjs';
export { readFileSync } from 'node:fs';
export const own = 1;
