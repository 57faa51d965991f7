#!/usr/bin/env python3
"""The heap against real Node's: the programs under tests/heap/programs and the sizes of objects.

  heap.py --record                     runs them on real Node 20 and 24 and writes recorded.json
  heap.py --table ENGINE FILE.md       runs them on ours and writes the comparison

As a suite it runs ours and holds it to what is recorded, within BOUNDS. Real Node's figures are medians of three runs: when it
collects depends a little on how fast helper threads are.
"""
import glob
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'run'))
from suite import Case, ENVIRONMENT, start  # noqa: E402

VERSIONS = (20, 24)
RECORDED = os.path.join(HERE, 'recorded.json')
SECONDS = 120
MB = 1024 * 1024

# What may differ, as a share of Node's figure (and how much always may: what stands in new space at the end is chance).
BOUNDS = {
    'heapUsed after gc()': ('afterGc', 0.20, 0),
    'heapUsed at the end': ('atEnd', 0.40, 4 * MB),
    'heapTotal at the end': ('total', 0.50, 2 * MB), # one doubling of new space more or less
    'external at the end': ('external', 0.20, 1 * MB),
    'scavenges': ('scavenges', 0.50, 3),
    'full collections': ('full', 0.50, 2),
}
# Kinds of objects whose size is another on purpose, with the reason.
OTHER_SIZES = {
    'number 1.5': 'doubles in an array of anything are not boxed',
    'number 2**31': 'doubles in an array of anything are not boxed',
    'slice of 40': 'a slice is copied; V8 keeps a window into the whole',
    'dict 20 keys': 'no dictionary mode: shapes, shared between objects',
    'Object.create(null)': 'no dictionary mode',
    'sparse array': 'an ordered table, not a NumberDictionary',
    'bind': 'name and length are properties from the start',
    'arguments': 'callee and length are properties from the start',
    'error': 'the stack is kept as text',
    'generator': 'a saved frame has other registers',
    'generator started': 'a saved frame has other registers',
    'function .prototype': 'maps of prototypes are not counted',
    'getter obj': 'maps and feedback are not counted',
    'class expr': 'maps and feedback are not counted',
    'ArrayBuffer 64': 'the size of Node 24 in every version',
    'Uint8Array 16': 'small typed arrays keep their bytes on V8\'s heap',
    'setTimeout': 'Node\'s timers are objects of its own', 'setImmediate': 'Node\'s immediates are objects of its own',
    'EventEmitter': 'Node\'s own object', 'emitter.on': 'the same',
}
SIZE_BOUND = 0.20

# Stands before each program: says at the end what the heap holds.
PRELUDE = """process.on('exit', () => {
  const end = process.memoryUsage();
  gc(); gc();
  const after = process.memoryUsage();
  process._rawDebug('HEAP ' + JSON.stringify({atEnd: end.heapUsed, total: end.heapTotal, external: end.external, afterGc: after.heapUsed}));
});
"""
LINE = re.compile(r'ms: (Scavenge|Mark-Compact|Mark-sweep|Incremental Mark-Compact)\b.*', re.M)

# A line of --trace-gc, to the blank. Real Node's were held to it when they were recorded.
MB_TEXT = r'\d+\.\d \(\d+\.\d\)'
FORMAT = re.compile(
    r'\[\d+:0x[0-9a-f]+\] [ \d]{7}\d ms: (Scavenge|Mark-Compact)( \((reduce|interleaved)\))? ' + MB_TEXT + ' -> ' + MB_TEXT + r' MB, '
    r'(?P<pooled>pooled: \d+ MB, )?\d+\.\d\d / \d+\.\d\d ms  '
    r'(\(\+ \d+\.\d ms in \d+ steps since start of marking, biggest step \d+\.\d ms, walltime since start of marking \d+ ms\) )?'
    r'\(average mu = \d\.\d{3}, current mu = \d\.\d{3}\) [^;]+; (GC in old space requested|scavenge might not succeed)?')


def misshapen(stdout, version):
    """A line of --trace-gc that is none, or None."""
    for line in stdout.split('\n'):
        match = FORMAT.fullmatch(line)
        if ' ms: ' in line and (not match or bool(match['pooled']) != (version >= 22)):
            return line
    return None


def programs():
    return sorted(glob.glob(os.path.join(HERE, 'programs', '*.js')))


def run(command, path):
    done = subprocess.run([*command, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, timeout=SECONDS)
    if done.returncode != 0:
        raise RuntimeError(f'exit code {done.returncode}: ' + done.stderr.decode(errors='replace')[:300])
    return done.stdout.decode(), done.stderr.decode()


def figures(command, path, version):
    with tempfile.TemporaryDirectory() as folder:
        combined = os.path.join(folder, os.path.basename(path))
        with open(path, encoding='utf-8') as program, open(combined, 'w', encoding='utf-8') as out:
            out.write(PRELUDE + program.read())
        stdout, stderr = run([*command, '--expose-gc', '--trace-gc'], combined)
    result = json.loads(next(line for line in stderr.split('\n') if line.startswith('HEAP '))[5:])
    own = [match for match in LINE.finditer(stdout) if 'testing' not in match.group(0)]
    result['scavenges'] = sum(match.group(1) == 'Scavenge' for match in own)
    result['full'] = len(own) - result['scavenges']
    wrong = misshapen(stdout, version)
    if wrong:
        raise RuntimeError(f'not a line of --trace-gc: {wrong!r}')
    result['stdout'] = ''.join(line + '\n' for line in stdout.split('\n')[:-1] if not re.match(r'\[\d+:0x', line))
    return result


def sizes(command):
    return json.loads(run([*command, '--expose-gc'], os.path.join(HERE, 'object_sizes.js'))[0])


def ours(engine, version):
    return [engine, 'run', '--node', str(version), '--max-instructions', '0']


def record():
    import nodes
    whole = {}
    for version in VERSIONS:
        command = [nodes.find(version)]
        three = [sizes(command) for _ in range(3)]
        of_version = {'sizes': {kind: int(statistics.median(one[kind] for one in three)) for kind in three[0]}, 'programs': {}}
        for path in programs():
            runs = [figures(command, path, version) for _ in range(3)]
            of_version['programs'][os.path.basename(path)] = {
                key: value if isinstance(value, str) else int(statistics.median(one[key] for one in runs)) for key, value in runs[0].items()}
        whole[str(version)] = of_version
    with open(RECORDED, 'w', encoding='utf-8') as file:
        json.dump(whole, file, indent=1, sort_keys=True)
        file.write('\n')


def recorded():
    with open(RECORDED, encoding='utf-8') as file:
        return json.load(file)


def compare_program(engine, version, path):
    wanted = recorded()[str(version)]['programs'][os.path.basename(path)]
    got = figures(ours(engine, version), path, version)
    if got['stdout'] != wanted['stdout']:
        return f"printed {got['stdout']!r}, Node {wanted['stdout']!r}"
    wrong = [f'{what}: {got[key]}, Node {wanted[key]}' for what, (key, share, always) in BOUNDS.items()
             # Whether a full collection came just before the end decides what is there then.
             if not (key in ('atEnd', 'total') and got['full'] != wanted['full'])
             and abs(got[key] - wanted[key]) > max(wanted[key] * share, always)]
    return '\n'.join(wrong) or None


def compare_sizes(engine, version):
    wanted = recorded()[str(version)]['sizes']
    got = sizes(ours(engine, version))
    wrong = [f'{kind}: {got.get(kind)} bytes, Node {size}' for kind, size in wanted.items()
             if kind not in OTHER_SIZES and abs(got.get(kind, 0) - size) > max(size * SIZE_BOUND, 4)]
    return '\n'.join(wrong) or None


def same_twice(engine):
    path = os.path.join(HERE, 'programs', 'survivors.js')
    first, second = (run([*ours(engine, 24), '--trace-gc'], path)[0] for _ in range(2))
    return None if first == second and 'Scavenge' in first else 'two runs print different lines of --trace-gc'


def out_of_memory(engine):
    done = start([*ours(engine, 24), '--max-old-space-size=40', '--trace-gc', os.path.join(HERE, 'out_of_memory.js')], SECONDS)
    text = done.stderr.decode(errors='replace')
    words = ['<--- Last few GCs --->', 'Mark-Compact', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory']
    missing = [one for one in words if one not in text]
    if done.code != 134 or missing:
        return f'exit code {done.code}, not on standard error: {missing}\n{text[-600:]}'
    return misshapen(done.stdout.decode(), 24)


def cases(context):
    engine = context.engine
    found = [Case('the limit of the heap ends the process as V8 does', lambda: out_of_memory(engine)),
             Case('--trace-gc is the same in every run', lambda: same_twice(engine))]
    for version in VERSIONS:
        found.append(Case(f'sizes of objects, Node {version}', lambda version=version: compare_sizes(engine, version)))
        for path in programs():
            found.append(Case(f'{os.path.basename(path)}, Node {version}', lambda path=path, version=version: compare_program(engine, version, path)))
    return found


def table(engine, target):
    whole = recorded()
    lines = []

    def row(*cells):
        lines.append('| ' + ' | '.join(str(cell) for cell in cells) + ' |')

    mb = lambda size: f'{size / MB:.1f}'  # noqa: E731
    for version in VERSIONS:
        lines += [f'### Node {version}', '']
        row('program', 'scavenges', 'full collections', 'heapUsed at the end, MB', 'heapTotal at the end, MB', 'heapUsed after gc(), MB', 'off by')
        row(*['---'] * 7)
        for path in programs():
            name = os.path.basename(path)
            node, us = whole[str(version)]['programs'][name], figures(ours(engine, version), path, version)
            pair = lambda key, show=str: f'{show(us[key])} / {show(node[key])}'  # noqa: E731
            row(f'`{name}`', pair('scavenges'), pair('full'), pair('atEnd', mb), pair('total', mb), pair('afterGc', mb),
                f"{100 * (us['afterGc'] - node['afterGc']) / node['afterGc']:+.0f} %")
        lines.append('')
    lines += ['### Bytes of an object', '']
    row('kind', *[f'Node {version}' for version in VERSIONS], 'Tickscope', 'where it differs')
    row(*['---'] * (3 + len(VERSIONS)))
    us = sizes(ours(engine, VERSIONS[-1]))
    for kind, size in us.items():
        row(f'`{kind}`', *[whole[str(version)]['sizes'].get(kind, '') for version in VERSIONS], size, OTHER_SIZES.get(kind, ''))
    begin, end = '<!-- measured: tests/heap/heap.py --table -->\n', '<!-- end -->\n'
    with open(target, encoding='utf-8') as file:
        text = file.read()
    text = text[:text.index(begin) + len(begin)] + '\n' + '\n'.join(lines) + '\n\n' + text[text.index(end):]
    with open(target, 'w', encoding='utf-8') as file:
        file.write(text)


if __name__ == '__main__':
    if sys.argv[1:] == ['--record']:
        record()
    elif len(sys.argv) == 4 and sys.argv[1] == '--table':
        table(os.path.abspath(sys.argv[2]), sys.argv[3])
    else:
        sys.exit(__doc__)
