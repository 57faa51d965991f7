import d, { a as b, 'c-d' as c } from 'one';
import * as all from 'two' with { type: 'json' };
import 'three';
export { b, c as default }; export * from 'four'; export * as ns from 'five';
export let x = await import.meta.url, [y] = all; export function f() { return x + d; } export class K { }
