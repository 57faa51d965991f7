"""Bad input of every kind: each ends with Node's own behaviour where Node has one, else with a clear sentence and exit
code 2; never with a crash or a hang, and with the trace recorded so far whole and readable.
"""
import os
import tempfile
from dataclasses import dataclass

from suite import Case, start

SECONDS = 90    # the engine's own limits end a run long before this
DIES = ('Assertion', 'Sanitizer', 'terminate called', 'Segmentation', 'core dumped')


@dataclass
class Bad:
    name: str
    says: str               # must be in standard error
    codes: tuple            # any of these exit codes
    program: object = None  # text or bytes of the program; None: there is none
    options: tuple = ()
    prints: str = None      # standard output, if it matters


PROGRAMS = [
    Bad('a syntax error', "SyntaxError: Unexpected token '}'", (1,), 'console.log(1);\nfunction f( }\n', prints=''),
    Bad('binary data', 'SyntaxError: Invalid or unexpected token', (1,), bytes(range(1, 256)) * 4),
    Bad('bytes that are not UTF-8', '', (0,), b'console.log("ok \xff\xfe".length);\n', prints='5\n'),
    Bad('an empty file', '', (0,), '', prints=''),
    Bad('a file of NUL bytes', 'SyntaxError', (1,), bytes(100)),
    Bad('only a comment without end', 'SyntaxError: Invalid or unexpected token', (1,), '/* no end'),
    Bad('source nested beyond measure', 'RangeError: Maximum call stack size exceeded', (1, 2), '(' * 100000),
    Bad('an endless loop', 'limit', (2,), 'console.log("begun");\nwhile (true);\n', prints='begun\n'),
    Bad('endless ticks', 'limit', (2,), '(function again() { process.nextTick(again); })();\n'),
    Bad('endless microtasks', 'limit', (2,), '(function again() { Promise.resolve().then(again); })();\n'),
    Bad('endless immediates', 'limit', (2,), '(function again() { setImmediate(again); })();\n'),
    Bad('an endless loop in a callback of sort', 'limit', (2,), '[2, 1].sort(() => { for (;;); });\n'),
    Bad('deep recursion', 'RangeError: Maximum call stack size exceeded', (1,), '(function f() { f(); })();\n'),
    Bad('a string of 1 GB', 'RangeError: Invalid string length', (1,), '"x".repeat(2 ** 30);\n'),
    Bad('an array longer than there are', 'RangeError: Invalid array length', (1,), 'new Array(2 ** 32);\n'),
    Bad('a heap that outgrows its limit', 'FATAL ERROR: ', (134,), 'const kept = [];\nfor (;;) kept.push({ n: kept.length });\n',
        ('--max-old-space-size=24',)),
    Bad('a string that outgrows the heap', '', (1, 134), 'let s = "x".repeat(1000);\nconst kept = [];\nfor (;;) { s += "y"; kept.push(s.split("")); }\n',
        ('--max-old-space-size=24',)),
    Bad('a million timers', '', (0,), 'let n = 0;\nfor (let i = 0; i < 1e6; i++) setTimeout(() => n++, i % 50);\nsetTimeout(() => console.log(n), 1000);\n',
        prints='1000000\n'),
    Bad('ten million timers', '', (0, 2, 134), 'for (let i = 0; i < 1e7; i++) setTimeout(() => {}, 1);\n'),
    Bad('an error in a line of 1 MB', '^\n\nTypeError', (1,), 'var a = 1;' * 100000 + '\n' + 'null.x;' + ' ' * 1000000 + '\n'),
    Bad('an error far behind in a line of 1 MB', ' ' * 1020 + '\n\nTypeError', (1,), 'var a = 1;' * 50000 + 'null.x;' + 'var a = 1;' * 50000),
    Bad('a syntax error in a line of 1 MB', "SyntaxError: Unexpected token ')'", (1,), 'var a = 1;' * 100000 + ')'),
    Bad('10 MB of statements', '', (0,), 'var a = 0;\n' + 'a = a + 1; if (a > 5) { a = 0; }\n' * 300000 + 'console.log(a);\n', prints='0\n'),
    Bad('10 MB of literals', '', (0,), 'const t = [' + '{k:1,s:"item"},' * 700000 + '];\nconsole.log(t.length);\n', prints='700000\n'),
    Bad('a string of 10 MB', '', (0,), 'console.log("' + 'x' * 10000000 + '".length);\n', prints='10000000\n'),
    Bad('labels in a row', 'RangeError: Maximum call stack size exceeded', (1,), ''.join(f'l{n}:' for n in range(100000)) + ';'),
    Bad('a deep array inspected', '', (0,), 'let a = []; for (let i = 0; i < 200000; i++) a = [a];\nconsole.log(require("util").inspect(a, { depth: Infinity }).includes("prematurely"));\n',
        prints='true\n'),
    Bad('a limit of instructions', 'limit', (2,), 'for (let i = 0; i < 1e6; i++);\n', ('--max-instructions', '1000')),
    Bad('something that is required and not there', "Cannot find module './none'", (1,), "require('./none');\n"),
    Bad('a file outside of its root', '', (1,), "require('fs').readFileSync('/etc/passwd');\n"),
]

COMMANDS = [
    ('a file that is not there', ['run', 'none.js'], (1, 2), 'none.js'),
    ('a folder', ['run', '.'], (1, 2), ''),
    ('no file', ['run'], (2,), ''),
    ('an unknown flag', ['run', '--no-such-flag', 'x.js'], (2, 9), '--no-such-flag'),
    ('an unknown Node version', ['run', '--node', '13', 'x.js'], (2,), '13'),
    ('a version that is no number', ['run', '--node', 'latest', 'x.js'], (2,), 'latest'),
    ('an unknown command', ['dance'], (2,), 'dance'),
    ('a trace that is not there', ['show', 'none.tick'], (2,), 'none.tick'),
    ('a trace that is none', ['show', 'x.js'], (2,), 'x.js'),
    ('a replay of what is no trace', ['replay', 'x.js'], (2,), 'x.js'),
    ('a detail that there is not', ['trace', 'x.js', '-o', 'x.tick', '--detail', 'everything'], (2,), 'everything'),
    ('an output that cannot be written', ['trace', 'x.js', '-o', 'no/such/folder/x.tick'], (2,), 'no/such/folder/x.tick'),
]


def wrong(outcome, codes, says):
    text = outcome.stderr.decode(errors='replace')
    if outcome.code not in codes or says not in text or any(word in text for word in DIES):
        return f"ended with {outcome.code}, expected {' or '.join(map(str, codes))} and a sentence with '{says}'; it said:\n{text[:1500]}"
    if outcome.code == 2 and not text.strip():
        return 'ended with 2 and said nothing'
    return None


def check_program(context, bad):
    with tempfile.TemporaryDirectory() as folder:
        program, trace = os.path.join(folder, 'bad.js'), os.path.join(folder, 'bad.tick')
        with open(program, 'wb') as file:
            file.write(bad.program.encode() if isinstance(bad.program, str) else bad.program)
        outcome = start([context.engine, 'run', *bad.options, program], context.seconds(SECONDS))
        problem = wrong(outcome, bad.codes, bad.says)
        if not problem and bad.prints is not None and outcome.stdout.decode(errors='replace') != bad.prints:
            problem = f'it printed {outcome.stdout[:200]!r}, expected {bad.prints!r}'
        if problem or 2 not in bad.codes:
            return problem
        # What was recorded up to the limit can be read.
        start([context.engine, 'trace', *bad.options, '--max-trace-bytes', '20000000', program, '-o', trace],
              context.seconds(SECONDS))
        if not os.path.exists(trace):
            return None if bad.codes != (2,) else 'tickscope trace left no trace'
        shown = start([context.engine, 'show', trace], context.seconds(SECONDS))
        return None if shown.code == 0 else f'tickscope show of its trace ended with {shown.code}: {shown.stderr[:500]!r}'


def check_command(context, argv, codes, says):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'x.js'), 'w') as file:
            file.write('console.log(1);\n')
        return wrong(start([context.engine, *argv], context.seconds(SECONDS), cwd=folder), codes, says)


def cases(context):
    for bad in PROGRAMS:
        yield Case('bad input: ' + bad.name, lambda b=bad: check_program(context, b))
    for name, argv, codes, says in COMMANDS:
        yield Case('bad input: ' + name, lambda a=argv, c=codes, s=says: check_command(context, a, c, s))
