"""Programs beside what real Node makes of them: tests/language and tests/node.

    NAME.js      the program, or NAME.mjs. Its leading comment lines are its head: the first tells its story, the others may say
                   // node: 10 20 24       the Node versions it is run as (default: 20 24)
                   // flags: --x=y         options for the engine and for Node, before the file
                   // args: a b            arguments of the program
                   // env: NAME=VALUE …    environment
    NAME.out     what it prints on standard output
    NAME.err     … on standard error (nothing, where there is no such file)
    NAME.code    its exit code (0, where there is no such file)
    NAME.24.out  … where Node 24 differs from that; the same with .err and .code (the plain ones are of Node 20, or of the
                 first version in the list where 20 is not in it)

A file under a folder called `lib` is no test but what a test requires. Everything here is written by
`./dev test --record`, from real Node.

Before two outputs are compared, and before one is written down, what differs from machine to machine is taken away
(normalise below): the folder of the program becomes <dir> (the engine shows it as /app), a process id <pid>, and a version v24.1.2 in a footer v24; the
line and column of a frame inside Node (node:internal/…:1:2, node:events:3:4) are dropped, because they change with each
release while the frame itself does not.
"""
import os
import re
import shutil
import tempfile

import nodes
from suite import ROOT, Case, difference, files_below, start

DEFAULT_VERSIONS = ['20', '24']
RECORDINGS = 3      # Node must say the same thing this often before it is believed
SECONDS = 30
MOUNT = '/app'      # where a program under the engine sees its folder
ENDINGS = ('.js', '.mjs')
STREAMS = ('out', 'err', 'code')
SLOW_UNDER_STRESS = {  # more than ten seconds
    'tests/language/derived_default_constructors_while_collecting',  # collects all the time by itself
    'tests/language/heap/links-old-to-young',
    'tests/language/limits/stack-overflow',
}


class Program:
    def __init__(self, path):
        self.path = path                        # absolute
        self.stem = os.path.splitext(path)[0]
        self.folder = os.path.dirname(path)
        self.name = os.path.relpath(self.stem, os.path.join(ROOT, 'tests'))
        self.versions, self.flags, self.args, self.env = DEFAULT_VERSIONS, [], [], {}
        self.story = ''
        with open(path, encoding='utf-8', errors='surrogateescape') as file:
            for number, line in enumerate(file):
                if not line.startswith('//'):
                    break
                if number == 0:
                    self.story = line[2:].strip()
                self.read_head(line[2:].strip())

    def read_head(self, line):
        key, colon, value = line.partition(':')
        if not colon:
            return
        if key == 'node':
            self.versions = value.split()
        elif key == 'flags':
            self.flags = value.split()
        elif key == 'args':
            self.args = value.split()
        elif key == 'env':
            self.env = dict(item.split('=', 1) for item in value.split())

    @property
    def base(self):
        """The version whose outputs have no number in their names."""
        return '20' if '20' in self.versions else self.versions[0]

    def expected(self, version):
        """{'out': text, 'err': text, 'code': text} as recorded for a version, or None if nothing was."""
        if not os.path.exists(self.stem + '.out'):
            return None
        found = {}
        for stream in STREAMS:
            for path in (f'{self.stem}.{version}.{stream}', f'{self.stem}.{stream}'):
                if os.path.exists(path):
                    with open(path, encoding='utf-8', errors='surrogateescape', newline='') as file:
                        found[stream] = file.read()
                    break
            else:
                found[stream] = '0\n' if stream == 'code' else ''
        return found


def normalise(text, folder):
    text = re.sub(re.escape(folder) + r'(?![\w.-])', '<dir>', text)
    text = re.sub(r'\(node:\d+\)', '(node:<pid>)', text)
    text = re.sub(r'(\bnode:[\w/]+)(:\d+)+', r'\1', text)
    return re.sub(r'^(Node\.js v\d+)\.\d+\.\d+$', r'\1', text, flags=re.M)


def observed(outcome, *folders):
    seen = {'code': f'{outcome.code}\n'}
    for stream, data in (('out', outcome.stdout), ('err', outcome.stderr)):
        seen[stream] = data.decode('utf-8', 'surrogateescape')
        for folder in folders:
            seen[stream] = normalise(seen[stream], folder)
    return seen


def run_engine(context, program, version, flags=(), seconds=SECONDS):
    argv = [context.engine, 'run', '--node', version, *flags]
    for name, value in program.env.items():  # the engine sees no environment but what it is told
        argv += ['--env', f'{name}={value}']
    argv += [*program.flags, program.path]
    if program.args:
        argv += ['--', *program.args]
    return observed(start(argv, context.seconds(seconds), cwd=program.folder), program.folder, MOUNT)


def compare(expected, got):
    """None, or what differs."""
    parts = []
    for stream, title in (('out', 'stdout'), ('err', 'stderr')):
        if expected[stream] != got[stream]:
            parts.append(difference(title, expected[stream], got[stream]))
    if expected['code'] != got['code']:
        parts.append(f"exit code: expected {expected['code'].strip()}, got {got['code'].strip()}")
    return '\n'.join(parts) or None


def check(context, program, version, flags=(), seconds=SECONDS):
    expected = program.expected(version)
    if expected is None:
        return 'there is no recorded output beside it; write it with ./dev test --record'
    return compare(expected, run_engine(context, program, version, flags, seconds))


def programs(folder):
    base = os.path.join(ROOT, 'tests', folder)
    return [Program(os.path.join(base, path)) for path in files_below(base, ENDINGS)
            if 'lib' not in os.path.dirname(path).split(os.sep)]


def cases(context, folder):
    for program in programs(folder):
        for version in program.versions:
            yield Case(f'{program.name} (node {version})', lambda p=program, v=version: check(context, p, v))


def stress_cases(context):
    """Every language program again with a collection at every allocation, a scavenge or a full one, and the heap verified
    now and then: what a collector or a missing root would break shows here. Programs with `slow` in their name stay out,
    and those that keep very much alive."""
    for kind in ('minor', 'full'):
        for program in programs('language'):
            if 'slow' not in os.path.basename(program.stem) and os.path.relpath(program.stem, ROOT) not in SLOW_UNDER_STRESS:
                yield Case(f'{program.name} ({kind} collections at every allocation)',
                           lambda p=program, k=kind: check(context, p, p.base, [f'--gc-stress={k}', '--verify-heap', '--max-instructions', '0'], 120))


# --- recording --------------------------------------------------------------------------------------------------------

def run_node(program, version):
    """Real Node, in a copy of the program's folder: what it writes does not stay."""
    with tempfile.TemporaryDirectory() as place:
        folder = os.path.join(os.path.realpath(place), 'program')
        shutil.copytree(program.folder, folder, ignore=shutil.ignore_patterns('*.out', '*.err', '*.code'))
        argv = [nodes.find(version), *program.flags, os.path.join(folder, os.path.basename(program.path)), *program.args]
        return observed(start(argv, SECONDS, cwd=folder, env=program.env), folder)


def record(paths):
    """Writes down what real Node does. Returns the number of programs that were refused."""
    refused = 0
    for path in paths:
        program = Program(os.path.abspath(path))
        answers = {}
        for version in program.versions:
            runs = [run_node(program, version) for _ in range(RECORDINGS)]
            if any(run != runs[0] for run in runs):
                differing = next(run for run in runs if run != runs[0])
                print(f'{program.name}: Node {version} disagrees with itself, so nothing was written\n'
                      f'{compare(runs[0], differing)}')
                break
            if 'none after' in runs[0]['code'] or 'signal' in runs[0]['code']:
                print(f"{program.name}: Node {version} ended with {runs[0]['code'].strip()}, so nothing was written")
                break
            answers[version] = runs[0]
        if len(answers) < len(program.versions):
            refused += 1
            continue
        write(program, answers)
    return refused


def write(program, answers):
    changed = []
    base = answers[program.base]
    for version, answer in answers.items():
        for stream in STREAMS:
            usual = '0\n' if stream == 'code' else ''
            first = version == program.base
            path = f'{program.stem}.{stream}' if first else f'{program.stem}.{version}.{stream}'
            wanted = stream == 'out' or answer[stream] != usual if first else answer[stream] != base[stream]
            old = None
            if os.path.exists(path):
                with open(path, encoding='utf-8', errors='surrogateescape', newline='') as file:
                    old = file.read()
            if wanted and old != answer[stream]:
                with open(path, 'w', encoding='utf-8', errors='surrogateescape', newline='') as file:
                    file.write(answer[stream])
                changed.append(os.path.basename(path))
            if not wanted and old is not None:
                os.remove(path)
                changed.append('no ' + os.path.basename(path))
    if changed:
        print(f"{program.name}: {', '.join(changed)}")
