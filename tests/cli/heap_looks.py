"""tickscope heap: what it finds in programs whose heaps are known, and how it ends when asked for what there is not."""
import json

import commands
from commands import Bench, has
from suite import Case

LEAK = """class Session {
  constructor(id) { this.id = id; this.load = 'load ' + id; }
}
const cache = new Map();
function open(id) {
  const session = new Session(id);
  cache.set('user' + id, session);
}
console.log('idle');
for (let i = 0; i < 50; i++) open(i);
console.log('busy');
for (let i = 0; i < 30; i++) new Session(i);
console.log('idle again');
module.exports = { open };
"""
SHAPES = """class Point { constructor(x) { this.x = x; } }
class Square { constructor(x) { this.side = 1; this.x = x; } }
function one(p) { return p.x; }
function two(p) { return p.x; }
function many(p) { return p.x; }
function never(p) { return p.x; }
for (let i = 0; i < 10; i++) {
  one(new Point(i));
  two(i % 2 ? new Point(i) : new Square(i));
  many({ x: 1 }); many({ a: 1, x: 1 }); many({ b: 1, x: 1 }); many({ c: 1, x: 1 }); many({ d: 1, x: 1 });
}
if (globalThis.no) never();
console.log('done');
"""


def heap(bench, *argv):
    return json.loads(bench.run('heap', *argv, '--json'))


def group(answer, name):
    return next((one for one in answer.get('groups', []) if one['name'] == name), None)


def prints(bench, trace):
    """The steps at which the program printed, in order."""
    lines = bench.run('show', trace, '--json').splitlines()
    return [event['id'] for event in map(json.loads, lines) if event.get('event') == 'ConsoleWrite']


def by_constructor(bench):
    bench.write('leak.js', LEAK)
    answer = heap(bench, 'leak.js', '--top', '0')
    sessions, strings = group(answer, 'Session'), group(answer, '(string)')
    if not sessions or sessions['count'] != 50:
        return f'50 sessions live at the end, not {sessions}'
    if not sessions['retainedSize'] > sessions['selfSize'] > 0:
        return f'a session retains its text: {sessions}'
    if sum(one['selfSize'] for one in answer['groups']) != answer['bytes'] or sum(one['count'] for one in answer['groups']) != answer['objects']:
        return 'the groups do not add up to the heap'
    return None if strings and strings['count'] > 50 else f'strings: {strings}'


def by_site(bench):
    bench.write('leak.js', LEAK)
    rows = heap(bench, 'leak.js', '--by', 'site', '--top', '0')['groups']
    made = {one['name'].split(':', 1)[1]: (one['allocated'], one['count']) for one in rows if '/leak.js' in one['name']}
    allocated, live = made.get('6:19', (0, 0))  # the sessions, and their hidden classes
    if not 50 <= live == allocated < 60:
        return f'open makes 50 sessions at 6:19, which live: {made}'
    return None if made.get('12:30') == (30, 0) else f'30 sessions were made at 12:30 and died: {made}'


def retainers(bench):
    bench.write('leak.js', LEAK)
    text = bench.run('heap', 'leak.js', '--retainers', 'Session')
    problem = has(text, 'the one that retains most of 50', 'variable cache →', 'Map @', "(value of 'user", 'Session @', 'allocated at open')
    if problem:
        return problem
    answer = heap(bench, 'leak.js', '--retainers', 'Session')
    ids = [step['held'] for step in answer['path']]
    if ids[-1] != answer['object']['id'] or answer['path'][0]['holderName'] != '':
        return 'the path does not lead from the root to the object'
    again = heap(bench, 'leak.js', '--retainers', f"@{ids[-1]}")
    return None if again['object'] == answer['object'] else 'the id names another object'


def three_snapshots(bench):
    bench.write('leak.js', LEAK)
    bench.run('trace', 'leak.js', '-o', 'leak.tick')
    idle, busy, again = prints(bench, 'leak.tick')
    answer = heap(bench, 'leak.tick', '--compare', f'{idle},{busy},{again}')
    sessions = group(answer, 'Session')
    if not sessions or sessions['count'] != 50 or group(answer, 'Error'):
        return f'50 sessions were made while busy and live on: {sessions}'
    two = heap(bench, 'leak.tick', '--compare', f'{idle},{busy}', '--top', '0')
    change = next(one for one in two['changes'] if one['name'] == 'Session')
    if (change['added'], change['removed']) != (50, 0):
        return f'between the first two: {change}'
    # A program is the same as its trace.
    return None if heap(bench, 'leak.js', '--compare', f'{idle},{busy},{again}') == answer else 'the program gives another heap than its trace'


def at_a_step(bench):
    bench.write('leak.js', LEAK)
    bench.run('trace', 'leak.js', '-o', 'leak.tick')
    idle, busy, _ = prints(bench, 'leak.tick')
    before, after = (group(heap(bench, 'leak.tick', '--at', str(step), '--top', '0'), 'Session') for step in (idle, busy))
    return None if before is None and after['count'] == 50 else f'sessions at {idle} and {busy}: {before}, {after}'


def shapes(bench):
    bench.write('shapes.js', SHAPES)
    answer = heap(bench, 'shapes.js', '--shapes')
    state = {place['function']: place['state'] for place in answer['places'] if place['text'] == 'p.x'}
    if (state.get('one'), state.get('two'), state.get('many')) != ('monomorphic', 'polymorphic', 'megamorphic'):
        return f'states of p.x: {state}'
    point = next((one for one in answer['classes'] if one['constructor'] == 'Point' and one['properties'] == ['x']), None)
    if not point or point['lastProperty'] != 'x':
        return 'the class of points is not there'
    return has(bench.run('heap', 'shapes.js', '--shapes', '--function', 'two'), 'polymorphic', '+ side + x {side, x}', '+ x {x}')


def check_snapshot(file):
    """None, or what is wrong with a .heapsnapshot, read strictly."""
    meta = file['snapshot']['meta']
    nodes, edges, strings = file['nodes'], file['edges'], file['strings']
    fields, edge_fields = meta['node_fields'], meta['edge_fields']
    width, types, edge_types = len(fields), meta['node_types'][0], meta['edge_types'][0]
    if len(nodes) != width * file['snapshot']['node_count'] or len(edges) != len(edge_fields) * file['snapshot']['edge_count']:
        return 'counts of nodes or edges do not fit'
    at, ids = 0, set()
    for start in range(0, len(nodes), width):
        node = dict(zip(fields, nodes[start:start + width]))
        if node['type'] >= len(types) or node['name'] >= len(strings) or node['self_size'] < 0 or node['id'] in ids:
            return f'node {start // width}: {node}'
        ids.add(node['id'])
        for edge in range(at, at + 3 * node['edge_count'], 3):
            kind, name, to = edges[edge:edge + 3]
            if kind >= len(edge_types) or to % width or to >= len(nodes):
                return f'edge {edge // 3} of node {start // width}'
            if edge_types[kind] not in ('element', 'hidden') and name >= len(strings):
                return f'the name of edge {edge // 3}'
        at += 3 * node['edge_count']
    if at != len(edges) or strings[0] != '' or types[nodes[0]] != 'synthetic':
        return 'edges are left over, or there is no root'
    return None if all(place % width == 0 and place < len(nodes) for place in file['locations'][::4]) else 'a location names no node'


def exported(bench):
    bench.write('leak.js', LEAK)
    for node in ('10', '20', '24', '26'):
        bench.run('heap', 'leak.js', '--node', node, '--out', 'x.heapsnapshot')
        file = json.loads(bench.read('x.heapsnapshot'))
        problem = check_snapshot(file)
        if problem:
            return f'node {node}: {problem}'
    meta = file['snapshot']['meta']
    width, types = len(meta['node_fields']), meta['node_types'][0]
    named = [(types[kind], file['strings'][name]) for kind, name in zip(file['nodes'][::width], file['nodes'][1::width])]
    found = named.count(('object', 'Session')), named.count(('closure', 'Session'))
    return None if found == (50, 1) else f'{found[0]} objects and {found[1]} functions are called Session'


def out_of_memory(bench):
    bench.write('full.js', 'const kept = [];\nclass Leak {}\nfor (;;) kept.push(new Leak());\n')
    answer = heap(bench, '--max-old-space-size=24', 'full.js')
    leaks = group(answer, 'Leak')
    if not leaks or leaks['count'] < 10000:
        return f'when memory ran out: {leaks}'
    return has(bench.run('heap', '--max-old-space-size=24', 'full.js', '--retainers', 'Array'), 'variable kept')


def looking_changes_nothing(bench):
    """Two heaps of one run are those of two runs; what is tracked or not does not matter."""
    bench.write('leak.js', LEAK + "setTimeout(() => { const m = new Map(); for (let i = 0; i < 20000; i++) m.set(i, { i }); console.log(m.size); }, 5);\n")
    bench.run('trace', 'leak.js', '-o', 'a.tick')
    steps = prints(bench, 'a.tick')
    alone = heap(bench, 'a.tick', '--at', str(steps[-1]), '--top', '0')
    bench.run('heap', 'a.tick', '--compare', f'{steps[0]},{steps[-1]}')
    tracked = heap(bench, 'a.tick', '--at', str(steps[-1]), '--by', 'site')
    if (alone['objects'], alone['bytes'], alone['ns']) != (tracked['objects'], tracked['bytes'], tracked['ns']):
        return f'{alone["objects"]} objects, with tracking {tracked["objects"]}'
    return has(bench.run('replay', 'a.tick'), 'identical')


def complaints(bench):
    bench.write('leak.js', LEAK)
    bench.run('trace', 'leak.js', '-o', 'leak.tick')
    bench.write('broken.tick', 'TICK\r\n\x1a\nnothing')
    wrong = [
        (1, ['leak.js', '--retainers', 'Nobody'], "'Nobody'"), (1, ['leak.js', '--retainers', '@2'], '@2'),
        (1, ['leak.js', '--shapes', '--function', 'nobody'], "'nobody'"),
        (2, ['leak.js', '--at', '99999999'], 'beyond the end'), (2, ['leak.js', '--at', 'soon'], "'soon'"), (2, ['leak.js', '--at', '0'], "'0'"),
        (2, ['leak.js', '--at', '3,4'], 'one step'), (2, ['leak.js', '--compare', '5'], 'two or three'), (2, ['leak.js', '--compare', '5,5'], 'different'),
        (2, ['leak.js', '--at', '1', '--compare', '2,3'], 'exclude'), (2, ['leak.js', '--by', 'colour'], '--by'),
        (2, ['leak.js', '--out', 'no/such/folder/x'], 'cannot be written'), (2, ['none.js'], ''), (2, ['broken.tick'], 'broken.tick'), (2, [], 'FILE'),
        (2, ['leak.js', '--function', 'open'], '--shapes'), (2, ['leak.tick', '--node', '20'], '--node'),
        (2, ['leak.tick', '--expose-gc'], '--expose-gc'), (2, ['leak.js', '--shapes', '--out', 'x'], '--shapes'),
    ]
    for code, argv, says in wrong:
        outcome = commands.start([bench.context.engine, 'heap', *argv], bench.context.seconds(commands.SECONDS), cwd=bench.folder)
        words = outcome.stderr.decode('utf-8', 'replace')
        if outcome.code != code or says not in words or 'tickscope:' not in words:
            return f'heap {" ".join(argv)}: exit code {outcome.code}, says {words!r}'
    return None


TESTS = [by_constructor, by_site, retainers, at_a_step, three_snapshots, shapes, exported, out_of_memory, looking_changes_nothing, complaints]


def cases(context):
    for test in TESTS:
        yield Case('heap: ' + test.__name__.replace('_', ' '), lambda t=test: commands.attempt(context, t))
