#!/usr/bin/env python3
"""Draws every state of the window that one should have looked at into a folder: empty, typical, overfull and failing
programs, every sheet and panel, three sizes, all themes, scales from 75 to 300 %.

Usage: pictures.py TICKSCOPE_GUI FOLDER [NAME…]   (under Xvfb, which it starts itself)

The name `panels` draws every panel alone, in every theme and size, empty, typical and overfull: some four hundred pictures.
Where ImageMagick's `montage` is installed they are put together, a sheet a panel.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

PROGRAMS = {
    'heavy.js': '''// Many of everything: queues longer than a panel, and much output.
const fs = require('fs');
for (let i = 0; i < 60; i++) setTimeout(function timerNumber() { console.log('timer', i); }, i % 7);
for (let i = 0; i < 50; i++) setImmediate(() => console.log('immediate', i));
for (let i = 0; i < 40; i++) process.nextTick(() => console.log('tick', i, 'and a line that goes on and on until it is wider than any panel that a window of a usual size has room for'));
for (let i = 0; i < 40; i++) Promise.resolve(i).then((value) => console.log('then', value));
for (let i = 0; i < 12; i++) fs.readFile(__filename, (error, data) => console.log('read', i, data && data.length));
function deep(n) { if (n > 0) return deep(n - 1); console.error('deep'); return 0; }
deep(30);
''',
    'broken.js': '''const a = 1;
function f(x {
  return x + a;
}
f(2);
''',
    'throws.js': '''setTimeout(() => {
  const user = undefined;
  console.log('about to fail');
  console.log(user.name);
}, 5);
console.log('start');
''',
    'empty.js': '',
    'silent.js': 'let sum = 0;\nfor (let i = 0; i < 100; i++) sum += i;\n',
    'leak.js': '''// A cache that only grows.
class Session {
  constructor(id) { this.id = id; this.user = { name: 'user ' + id }; this.log = []; }
}
const cache = new Map();
function open(id) {
  const session = new Session(id);
  for (let i = 0; i < 20; i++) session.log.push({ line: i, text: `line ${i} of ${id}` });
  cache.set('session ' + id, session);
}
let id = 0;
function serve() {
  for (let i = 0; i < 400; i++) open(id++);
  if (id < 6000) setTimeout(serve, 2);
}
serve();
module.exports = open;
''',
    'classes.js': 'globalThis.kept = [];\nfor (let i = 0; i < 400; i++) {\n  const A = new Function(`return class ClassWithALongNameThatDoesNotFitIntoAnyColumn${i} { next = null; }`)();\n  let one = new A();\n  for (let n = 0; n < 30; n++) { const next = new A(); next.next = one; one = next; }\n  kept.push(one);\n}\n',
    'shapes.js': '''// One function that meets ever more hidden classes, and one that meets one.
class Square { constructor(side) { this.side = side; } }
class Circle { constructor(radius) { this.kind = 'circle'; this.radius = radius; this.side = radius * 2; } }
function area(shape) { return shape.side * shape.side; }
function name(shape) { return shape.kind; }
const shapes = [new Square(1), new Circle(2)];
for (let i = 0; i < 8; i++) {
  const odd = {};
  odd['extra' + i] = i;
  odd.side = i;
  shapes.push(odd);
}
let sum = 0;
for (let round = 0; round < 5; round++) {
  for (const shape of shapes) sum += area(shape);
  name(shapes[1]);
}
function move(point) { point.x += 1; point.y += 1; return point; }
move({ x: 1, y: 2 });
move({ y: 2, x: 1 });
console.log(sum);
''',
    'streams.js': '''// A fast source, a transform in the middle, a slow sink: the buffers fill up to their marks.
const { Readable, Transform, Writable, pipeline } = require('stream');
let sent = 0;
const source = new Readable({
  highWaterMark: 4096,
  read() { this.push(sent++ < 12 ? Buffer.alloc(1024, sent) : null); },
});
const middle = new Transform({ highWaterMark: 2048, transform(chunk, encoding, done) { done(null, chunk); } });
const slow = new Writable({ highWaterMark: 2048, write(chunk, encoding, done) { setTimeout(done, 5); } });
pipeline(source, middle, slow, () => console.log('done'));
const items = new Writable({ objectMode: true, highWaterMark: 2, write(item, encoding, done) { setImmediate(done); } });
for (let i = 0; i < 4; i++) console.log(i, items.write({ i }));
''',
    'many-jobs.js': '''// More jobs than the pool has threads, all asked for before the first is done.
const fs = require('fs');
for (let i = 0; i < 30; i++) fs.readFile(__filename, () => console.log('read', i));
console.log('asked');
''',
    'many-streams.js': '''// More streams than a panel has room for; some pass their mark, one fails, one is piped to several.
const { PassThrough, Writable } = require('stream');
const source = new PassThrough();
for (let i = 0; i < 9; i++) {
  const sink = new Writable({ highWaterMark: 8, write(chunk, encoding, done) { setTimeout(done, 5 * i + 5, i === 4 ? new Error('full') : null); } });
  sink.on('error', (error) => console.log(error.message));
  for (let k = 0; k <= i; k++) sink.write('four');
  if (i % 3 === 0) source.pipe(sink);
}
for (let i = 0; i < 40; i++) source.write('a line that is longer than the mark');
''',
    'heap.js': '''// Fills the young generation again and again.
const kept = [];
function work(round) {
  for (let i = 0; i < 20000; i++) {
    const box = { round, i, text: 'number ' + i };
    if (i % 50 === 0) kept.push(box);
  }
  if (round < 12) setTimeout(work, 2, round + 1);
}
work(0);
''',
}

SCENARIO = '{root}/scenarios/'
# name: (arguments, or a walk that ends in `picture`)
PICTURES = {
    'first-720': ['--size', '1280x720', '--at', '50%', SCENARIO + 'order/first-look.js'],
    'first-start-1080': ['--size', '1920x1080', SCENARIO + 'order/first-look.js'],
    'phases-1080-light': ['--size', '1920x1080', '--theme', 'light', '--at', '60%', SCENARIO + 'order/phases.js'],
    'pool-4k': ['--size', '3840x2160', '--scale', '2', '--at', '40%', SCENARIO + 'pool/four-threads.js'],
    'pool-720-light': ['--size', '1280x720', '--theme', 'light', '--at', '45%', SCENARIO + 'pool/four-threads.js'],
    'pool-inspect-1080': ['--size', '1920x1080', '--layout', 'inspect', '--at', '45%', SCENARIO + 'pool/completion-order.js'],
    'contrast-1080': ['--size', '1920x1080', '--theme', 'contrast', '--at', '50%', SCENARIO + 'order/microtasks-between-callbacks.js'],
    'teach-1080-150': ['--size', '1920x1080', '--layout', 'teach', '--scale', '1.5', '--at', '50%', SCENARIO + 'order/microtask-in-tick.js'],
    'heavy-720': ['--size', '1280x720', '--at', '30%', 'heavy.js'],
    'heavy-inspect-1080': ['--size', '1920x1080', '--layout', 'inspect', '--at', '60%', 'heavy.js'],
    'heap-inspect-1080': ['--size', '1920x1080', '--layout', 'inspect', '--at', '70%', 'heap.js'],
    'streams-720': ['--size', '1280x720', '--at', '40%', 'streams.js'],
    'streams-1080-light': ['--size', '1920x1080', '--theme', 'light', '--at', '70%', 'streams.js'],
    'many-streams-inspect-1080': ['--size', '1920x1080', '--layout', 'inspect', '--panel', 'streams', '--at', '50%', 'many-streams.js'],
    'broken-720': ['--size', '1280x720', 'broken.js'],
    'throws-1080-light': ['--size', '1920x1080', '--theme', 'light', '--at', 'end', 'throws.js'],
    'empty-720': ['--size', '1280x720', 'empty.js'],
    'silent-720-light': ['--size', '1280x720', '--theme', 'light', '--at', 'end', 'silent.js'],
    'help-720': ['--size', '1280x720', '--open', 'help', SCENARIO + 'order/first-look.js'],
    'library-720-light': ['--size', '1280x720', '--theme', 'light', '--open', 'library', SCENARIO + 'order/first-look.js'],
    'palette-1080': ['--size', '1920x1080', '--open', 'palette', SCENARIO + 'order/first-look.js'],
    'scale-300-1080': ['--size', '1920x1080', '--scale', '3', '--at', '50%', SCENARIO + 'order/first-look.js'],
    'scale-200-720': ['--size', '1280x720', '--scale', '2', '--at', '50%', SCENARIO + 'pool/four-threads.js'],
    'scale-75-720': ['--size', '1280x720', '--scale', '0.75', '--at', '50%', SCENARIO + 'order/first-look.js'],
}
WALKS = {
    'why-1080': (SCENARIO + 'order/phases.js', '1920x1080', 'wait\nkey End\nclick console:2\nkey End\nctrl-click console:4\nclick tab:why\nmove panel:why 50% 20%'),
    'whatif-1080': (SCENARIO + 'pool/four-threads.js', '1920x1080', 'wait\nkey End\nclick tab:whatif\ndrag slider:pool 33% 50% to slider:pool 0% 50%\nwait'),
    'compare-1080': (SCENARIO + 'order/node-versions.js', '1920x1080', 'wait\nkey Ctrl+B\nkey Ctrl+P\ntype run under node 10\nkey Enter\nwait\nexpect comparison != none\nclick tab:compare'),
    'breakpoints-720': (SCENARIO + 'poll/when-it-blocks.js', '1280x720', 'wait\nclick gutter:4\nclick tab:breakpoints\nclick poll-blocks\nclick microtasks-deeper\nkey F8'),
    'timeline-zoom-1080': (SCENARIO + 'pool/readfile-steps.js', '1920x1080', 'wait\nkey F8\nkey Home\nkey B\ndrag panel:timeline 20% 60% to panel:timeline 50% 60%\nscroll panel:timeline 50% 60% 4\nshift-drag panel:timeline 40% 60% to panel:timeline 70% 60%'),
    'objects-720': ('leak.js', '1280x720', 'wait\nkey End\nkey Ctrl+J\nwait\nwait 5'),
    'objects-inspect-1080': ('leak.js', '1920x1080', 'wait\nkey End\nkey Ctrl+J\nwait\nwait 5\nclick heap:Session'),
    'objects-none-1080-light': ('leak.js', '1920x1080', 'wait\nkey Ctrl+L\nclick tab:memory'),
    'objects-many-720-light': ('classes.js', '1280x720', 'wait\nkey Ctrl+L\nkey End\nkey Ctrl+J\nwait\nwait 5'),
    'classes-720': ('shapes.js', '1280x720', 'wait\nkey End\nkey Ctrl+Shift+J\nwait\nwait 5'),
    'classes-inspect-1080': ('shapes.js', '1920x1080', 'wait\nkey Ctrl+3\nkey End\nkey Ctrl+Shift+J\nwait\nwait 5\nclick function:move'),
    'classes-1080-light': ('shapes.js', '1920x1080', 'wait\nkey Ctrl+L\nkey End\nkey Ctrl+Shift+J\nwait\nwait 5'),
    'internals-1080': ('streams.js', '1920x1080', 'wait\nkey Ctrl+P\ntype line:9\nkey Enter\nkey I\nkey Right\nkey Right\nkey Right\nkey Right'),
    'quiz-promoted-1080': (SCENARIO + 'heap/who-is-promoted.js', '1920x1080', 'wait\nkey Q\nwait 30\nexpect text:quiz contains old space\nkey Down\nkey Enter\nwait 5'),
    'find-720': (SCENARIO + 'order/first-look.js', '1280x720', 'wait\nkey Ctrl+F\ntype console\nkey Enter'),
    'quiz-720': (SCENARIO + 'order/first-look.js', '1280x720', 'wait\nclick tab:quiz\nclick ask me\nwait 30\nexpect text:quiz contains answer'),
    'quiz-wrong-1080-light': (SCENARIO + 'order/first-look.js', '1920x1080', 'wait\nkey Ctrl+L\nclick tab:quiz\nclick ask me\nwait 30\nexpect text:quiz contains answer\nclick answer\nwait 5'),
}

SIZES = {'720': ['--size', '1280x720'], '1080': ['--size', '1920x1080'], '4k': ['--size', '3840x2160', '--scale', '2']}
THEMES = ['dark', 'light', 'contrast']
STATES = ['empty', 'typical', 'overfull']
# Of each panel: a program that it has something to say about, where, and one that it has too much to say about.
TYPICAL = {'pool': (SCENARIO + 'pool/four-threads.js', '45%'), 'streams': ('streams.js', '40%'), 'heap': ('heap.js', '60%')}
OVERFULL = {'console': ('heavy.js', '90%'), 'pool': ('many-jobs.js', 'line:4'), 'streams': ('many-streams.js', '50%'), 'heap': ('heap.js', '95%')}


def panel_pictures():
    """Every panel alone, as name: arguments."""
    with open(os.path.join(ROOT, 'gui', 'panels.def'), encoding='utf-8') as file:
        panels = re.findall(r'^PANEL\(\w+, "(\w+)"', file.read(), re.M)
    pictures = {}
    for panel in panels:
        states = {'empty': ('empty.js', 'end'), 'typical': TYPICAL.get(panel, (SCENARIO + 'order/phases.js', '50%')), 'overfull': OVERFULL.get(panel, ('heavy.js', '40%'))}
        for state, (program, at) in states.items():
            for theme in THEMES:
                for size, arguments in SIZES.items():
                    pictures[f'panel-{panel}-{theme}-{size}-{state}'] = arguments + ['--theme', theme, '--panel', panel, '--at', at, program]
    return pictures


def main():
    gui, folder, *only = sys.argv[1:]
    if not os.environ.get('DISPLAY'):
        if not shutil.which('xvfb-run'):
            sys.exit('Xvfb is not installed (Debian package xvfb)')
        os.execvp('xvfb-run', ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24 -noreset', sys.executable] + sys.argv)
    gui, folder = os.path.abspath(gui), os.path.abspath(folder)
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name, text in PROGRAMS.items():
            with open(os.path.join(work, name), 'w', encoding='utf-8') as file:
                file.write(text)
        env = dict(os.environ, XDG_CONFIG_HOME=work, HOME=work, LIBGL_ALWAYS_SOFTWARE='1')

        def run(name, arguments):
            ended = subprocess.run([gui] + [a.format(root=ROOT) for a in arguments], env=env, cwd=work, capture_output=True, text=True, timeout=120)
            if ended.returncode:
                print(f'{name}: exit code {ended.returncode}: {ended.stderr.strip()}')

        if 'panels' in only:
            for name, arguments in panel_pictures().items():
                run(name, ['--screenshot', os.path.join(folder, name + '.png')] + arguments)
            if shutil.which('montage'):
                for panel in sorted({os.path.basename(p).split('-')[1] for p in glob.glob(os.path.join(folder, 'panel-*.png'))}):
                    for size in SIZES: # a row a theme, a column a state; large ones are shrunk
                        pictures = [os.path.join(folder, f'panel-{panel}-{theme}-{size}-{state}.png') for theme in THEMES for state in STATES]
                        subprocess.run(['montage', *pictures, '-tile', '3x', '-geometry', '640x640>+4+4', '-background', '#808080', os.path.join(folder, f'sheet-{panel}-{size}.png')], check=False)
        for name, arguments in PICTURES.items():
            if not only or name in only:
                run(name, ['--screenshot', os.path.join(folder, name + '.png')] + arguments)
        for name, (program, size, walk) in WALKS.items():
            if only and name not in only:
                continue
            script = os.path.join(work, name + '.walk')
            with open(script, 'w', encoding='utf-8') as file:
                file.write(f'{walk}\nwait 12\npicture {os.path.join(folder, name)}.png\nwait 2\nquit\n')
            run(name, ['--script', script, '--size', size, program])


main()
