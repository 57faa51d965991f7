export * from './clash-a.mjs';
export * from './clash-b.mjs';
