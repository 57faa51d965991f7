// commander, in a few lines.
const { Command } = require('commander');
const c = new Command();
c.option('-p, --port <n>', 'port', Number)
  .argument('<x>')
  .action((x, o) => console.log(x, o));
c.parse(['node', 'x', '-p', '8', 'file']);
console.log(c.helpInformation());
