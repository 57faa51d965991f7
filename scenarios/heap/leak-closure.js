// Closures of one function share one context: what the first needs is kept by the second too.
let latest = null;

class Report {
  constructor(number, text, greet) {
    this.number = number;
    this.text = text;
    this.greet = greet;
  }
}

function renew(number, cured) {
  let previous = latest;
  const unused = () => previous.text; // never called; but it makes `previous` a variable of the context
  latest = new Report(number, `report ${number} `.repeat(100), () => `report ${number} greets`);
  if (cured) previous = null;
}

renew(0, true);
for (let number = 1; number <= 50; number++) renew(number, true);
console.log(`with the cure: ${latest.greet()}`);
for (let number = 51; number <= 100; number++) renew(number, false);
console.log(`with the leak: ${latest.greet()}`);

module.exports = () => latest;
