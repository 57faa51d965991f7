// Which operands are evaluated, and what a whole expression is worth.
const log = [];
const t = (v) => (log.push(v), v);
const run = (f) => {
  log.length = 0;
  const r = f();
  console.log(r, log.join());
};
run(() => t(1) && t(0) && t(2));
run(() => t(0) || t('') || t(null));
run(() => t(null) ?? t(undefined) ?? t(3));
run(() => (t(1) ? t(2) : t(3)));
run(() => (t(0) || t(1)) && t(2));
run(() => t(1) && (t(0) || t(5)));
run(() => !(t(1) && t(0)) || t(9));
run(() => {
  let x = t(null);
  x ??= t('d');
  x ||= t('never');
  x &&= t('and');
  return x;
});
run(() => {
  const o = {};
  o[t('k')] ??= t('v');
  o[t('k')] ??= t('w');
  return o.k;
});
run(() => {
  const f = null;
  return f?.(t('never')) ?? t('default');
});
run(() => [t(1), , t(2)].length + t(3));
run(() => {
  if ((t(0), t(1))) return t('then');
});
run(() => {
  for (t('init'); t(0); t('never'));
  return 'end';
});
run(() => {
  do t('body');
  while (t(false));
});
