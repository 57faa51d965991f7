console.log('named runs', typeof require, this);
export const named = 1;
export function f() {}
