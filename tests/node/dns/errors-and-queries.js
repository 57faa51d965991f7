// Errors of dns and its promises.
const dns = require('dns');
const { promises } = dns;
(async () => {
  await promises.lookup('no-such-name.invalid').catch((e) => console.log(e.code, e.syscall, e.hostname));
  console.log(await promises.lookup('127.0.0.1', { all: true }), await promises.lookup('::1'));
  for (const bad of [() => promises.lookup(5), () => dns.resolve('x', 'NOPE', () => {}), () => dns.resolve4(5, () => {}), () => dns.resolve4('x'), () => dns.setDefaultResultOrder('x'), () => new dns.Resolver(5), () => dns.reverse('nope', () => {})]) try { await bad(); } catch (e) { console.log(e.name, e.code, e.message.split('\n')[0]); }
})();
const r = new dns.Resolver(); r.setServers(['1.2.3.4']); console.log(r.getServers());
dns.setServers(['127.0.0.1']); console.log(dns.getServers());
