// A rejection becomes a throw at its await; an uncaught throw becomes a rejection.
const log = (...a) => console.log(...a);
const fail = async (m) => { await null; throw new Error(m); };
(async () => {
  try { await fail('one'); } catch (e) { log(e.message); }
  await fail('two').catch((e) => log('catch', e.message));
  log(await fail('three').then(() => 'never', (e) => e.message + ' recovered'));
  const results = await Promise.allSettled([fail('x'), 5, Promise.reject('plain')]);
  log(results.map((r) => r.status + ' ' + (r.value ?? r.reason.message ?? r.reason)));
  try { await Promise.all([fail('first'), fail('second')]); } catch (e) { log('all', e.message); }
  const nested = async () => { try { return await fail('inner'); } catch (e) { throw new Error('outer', { cause: e }); } };
  try { await nested(); } catch (e) { log(e.message, '<-', e.cause.message); }
  const notAwaited = async () => { try { return fail('escapes'); } catch { return 'not reached'; } };
  try { log(await notAwaited()); } catch (e) { log(e.message); }
  try { await { then(_, rej) { rej(new Error('thenable')); } }; } catch (e) { log(e.message); }
  try { await { get then() { throw new Error('getter'); } }; } catch (e) { log(e.message); }
  try { await (async () => { let a = b; let b = 1; })(); } catch (e) { log(e.message); }
  try { for (const p of [1, Promise.reject(new Error('in loop'))]) log(await p); } catch (e) { log(e.message); }
  throw new Error('last');
})().catch((e) => log('end', e.message));
