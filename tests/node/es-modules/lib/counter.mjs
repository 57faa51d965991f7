export let count = 0;
export function increment() {
  ++count;
}
export default class Counter {}
export { count as total, increment as 'string name' };
