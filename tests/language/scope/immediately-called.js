// The module pattern: a function called at once gives private state.
const bank = (function () {
  let balance = 0;
  const history = [];
  return {
    deposit(n) { balance += n; history.push(['in', n]); return this; },
    withdraw(n) {
      if (n > balance) throw new RangeError(`only ${balance} left`);
      balance -= n; history.push(['out', n]); return this;
    },
    get history() { return history.map(([kind, n]) => kind + n).join(' '); },
  };
})();
console.log(bank.deposit(50).withdraw(20).history);
try { bank.withdraw(31); } catch (e) { console.log(String(e)); }
console.log((() => ({ a: 1 }))().a, void (function () {})(), !function () { return false; }());
