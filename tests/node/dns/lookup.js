// dns.lookup of literals, localhost and a name that is not there.
const dns = require('dns');
const order = [];
dns.lookup('127.0.0.1', (error, address, family) => { order.push('literal'); console.log(error, address, family); });
dns.lookup('::1', { all: true }, (error, addresses) => console.log(error, addresses));
dns.lookup('', (error, address, family) => console.log(error, address, family));
process.nextTick(() => order.push('tick'));
setImmediate(() => order.push('immediate'));
dns.lookup('localhost', { family: 4 }, (error, address, family) => {
  console.log(error, address, family);
  dns.promises.lookup('localhost', { family: 4 }).then((result) => {
    console.log(result);
    dns.lookup('no-such-host.invalid', (error, address) => {
      console.log(error.code, error.syscall, error.hostname, error.errno < 0, error.message, address);
      console.log(order.slice(0, 2).join(' '));
    });
  });
});
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
t(() => dns.lookup('x')); t(() => dns.lookup(5, () => {})); t(() => dns.lookup('x', { family: 3 }, () => {})); t(() => dns.lookup('x', 'y', () => {})); t(() => dns.lookupService('bad', 80, () => {})); t(() => dns.lookupService('127.0.0.1', 99999, () => {}));
t(() => dns.setServers(['nope'])); console.log(dns.getDefaultResultOrder(), dns.NOTFOUND, dns.ADDRCONFIG, typeof dns.promises.resolve4);
