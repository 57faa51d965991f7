"""The commands beside run, trace, show and replay: what they print and how they end."""
import json
import os
import tempfile
import xml.etree.ElementTree

from suite import ROOT, Case, start

SECONDS = 90
RACE = "setTimeout(() => console.log('timeout'), 0);\nsetImmediate(() => console.log('immediate'));\n"
TICKS = "Promise.resolve().then(() => console.log('promise'));\nprocess.nextTick(() => console.log('tick'));\nconsole.log('code');\n"
SCENARIO = {'title': 'T', 'topic': 'order', 'level': 1, 'question': 'Q?', 'expectation': {'stdout': ['code', 'tick', 'promise']}}


class Bench:
    """A folder of its own, and the engine in it."""

    def __init__(self, context):
        self.context = context
        self.holder = tempfile.TemporaryDirectory()
        self.folder = self.holder.name

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return path

    def run(self, *argv, code=0):
        """Standard output; an unexpected exit code breaks the test."""
        outcome = start([self.context.engine, *argv], self.context.seconds(SECONDS), cwd=self.folder,
                        env={'XDG_DATA_HOME': os.path.join(self.folder, 'data')})
        text = outcome.stdout.decode('utf-8', 'replace')
        if outcome.code != code:
            raise AssertionError(f'tickscope {" ".join(argv)} ended with {outcome.code}, expected {code}:\n{text[-600:]}'
                                 f'{outcome.stderr.decode("utf-8", "replace")[-600:]}')
        return text

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding='utf-8') as file:
            return file.read()


def has(text, *parts):
    for part in parts:
        if part not in text:
            return f"'{part}' is not in:\n{text[:1500]}"
    return None


def explore_finds_both_orders(bench):
    bench.write('race.js', RACE)
    text = bench.run('explore', 'race.js', code=1)
    problem = has(text, '2 orders', 'and there is no other', '--schedule "')
    if problem:
        return problem
    schedule = text.split('--schedule "')[1].split('"')[0]
    usual, other = bench.run('run', 'race.js').split(), bench.run('run', '--schedule', schedule, 'race.js').split()
    return None if usual == other[::-1] else f'the schedule gives {other}, without one it is {usual}'


def explore_knows_when_there_is_one(bench):
    bench.write('ticks.js', TICKS)
    return has(bench.run('explore', 'ticks.js'), '1 order in 1 runs, and there is no other')


def a_scheduled_trace_replays(bench):
    bench.write('race.js', RACE)
    for schedule in ('', '1:1', '2:1'):
        bench.run('trace', '--schedule', schedule, 'race.js', '-o', 'race.tick')
        problem = has(bench.run('replay', '--root', '.', 'race.tick'), 'identical')
        if problem:
            return problem
    return None


def a_trace_under_a_wrong_rule_replays(bench):
    bench.write('ticks.js', TICKS)
    bench.run('trace', '--wrong-rule', 'promises-before-ticks', 'ticks.js', '-o', 'wrong.tick')
    return has(bench.run('replay', '--root', '.', 'wrong.tick'), 'identical')


def diff_of_settings(bench):
    bench.write('timers.js', "for (const n of [1, 2]) setTimeout(() => {\n  console.log('timer ' + n);\n  process.nextTick(() => console.log('tick ' + n));\n}, 0);\n")
    text = bench.run('diff', 'timers.js', '--node', '10', '--against', '--node', '24', code=1)
    return has(text, 'node: 10 against 24', 'first run: timer of timers.js:1', 'second run: tick of timers.js:3', 'because of')


def diff_of_traces(bench):
    bench.write('a.js', TICKS)
    bench.run('trace', 'a.js', '-o', 'a.tick')
    bench.run('trace', '--seed', '7', 'a.js', '-o', 'b.tick')
    problem = has(bench.run('diff', 'a.tick', 'b.tick'), 'seed: 1 against 7', 'the same')
    bench.write('a.js', TICKS.replace("'tick'", "'another'"))
    bench.run('trace', 'a.js', '-o', 'c.tick')
    return problem or has(bench.run('diff', 'a.tick', 'c.tick', code=1), "prints 'tick'", "prints 'another'")


def new_scenario_passes(bench):
    bench.run('new', 'order/my-first')
    problem = has(bench.run('test'), '1 passed, 0 failed') or has(bench.run('list', '--folder', 'scenarios'), 'order/my-first')
    bench.run('check', 'scenarios/order/my-first.json')
    bench.run('new', 'order/my-first', code=2)
    bench.run('new', 'Order/../x', code=2)
    return problem


def test_reports(bench):
    bench.write('s/order/good.js', TICKS)
    bench.write('s/order/good.json', SCENARIO)
    bench.write('s/order/bad.js', TICKS)
    bench.write('s/order/bad.json', {**SCENARIO, 'expectation': {'stdout': ['code', 'promise', 'tick']}})
    problem = has(bench.run('test', 's', '--junit', 'out.xml', code=1), '1 passed, 1 failed', "expected 'promise', got 'tick'")
    tree = xml.etree.ElementTree.fromstring(bench.read('out.xml'))
    if tree.get('tests') != '2' or tree.get('failures') != '1' or len(tree.findall('.//failure')) != 1:
        return 'the JUnit file says ' + bench.read('out.xml')
    return problem or has(bench.run('test', 's', '--tap', code=1), 'TAP version 13', '1..2', 'not ok 1', 'ok 2')


def check_compares_stated_answers(bench):
    bench.write('x.js', TICKS)
    question = {'form': 'phase', 'about': 'tick', 'answer': 'the nextTick queue'}
    bench.write('x.json', {**SCENARIO, 'questions': [question]})
    bench.run('check', 'x.json')
    bench.write('x.json', {**SCENARIO, 'questions': [{**question, 'answer': 'the check phase'}]})
    problem = has(bench.run('check', 'x.json', code=1), "the answer is 'the nextTick queue', not 'the check phase'")
    bench.write('x.json', {**SCENARIO, 'questions': [{**question, 'about': 'nobody'}]})
    return problem or has(bench.run('check', 'x.json', code=1), 'no such moment')


def quiz_with(bench, answers, *options, code=0):
    """Answers stand in a file: the suite gives processes no standard input."""
    bench.write('answers', answers)
    script = 'exec "$0" "$@" < answers'
    outcome = start(['sh', '-c', script, bench.context.engine, 'quiz', *options], bench.context.seconds(SECONDS), cwd=bench.folder,
                    env={'XDG_DATA_HOME': os.path.join(bench.folder, 'data')})
    text = outcome.stdout.decode('utf-8', 'replace')
    if outcome.code != code:
        raise AssertionError(f'quiz ended with {outcome.code}, expected {code}:\n{text[-1500:]}{outcome.stderr.decode()[-600:]}')
    return text


def choices_of(text):
    """{text of a choice: its number}."""
    found = {}
    for line in text.split('\n'):
        number, bracket, choice = line.strip().partition(') ')
        if bracket and number.isdigit():
            found[choice] = number
    return found


def quiz_diagnoses(bench):
    bench.write('ticks.js', TICKS)
    options = ('ticks.js', '--seed', '4', '--questions', '1', '--csv', 'out.csv', '--json', 'out.json')
    number = choices_of(quiz_with(bench, 'q\n', *options))
    wrong = quiz_with(bench, ' '.join(number[line] for line in ('code', 'promise', 'tick')) + '\n', *options, code=1)
    problem = has(wrong, 'That is what would happen if promise callbacks ran before the nextTick queue', '0 of 1 right',
                  'the nextTick queue is emptied first')
    problem = problem or has(bench.read('out.csv'), 'ticks,order,,no,promises-before-ticks')
    problem = problem or has(bench.run('quiz', '--progress'), 'promises-before-ticks', 'box 0')
    right = quiz_with(bench, ' '.join(number[line] for line in ('code', 'tick', 'promise')) + '\n', *options)
    return problem or has(right, 'Right.', '1 of 1 right')


def quiz_asks_what_is_promoted(bench):
    options = (os.path.join(ROOT, 'scenarios', 'heap', 'who-is-promoted.js'), '--seed', '2', '--questions', '1')
    asked = quiz_with(bench, 'q\n', *options)
    number = choices_of(asked)
    problem = has(asked, 'scavenge 1', 'move to old space')
    wrong = next(n for choice, n in number.items() if choice != 'none of them')
    problem = problem or has(quiz_with(bench, wrong + '\n', *options, code=1), "'none of them' is right", 'copied inside of new space')
    return problem or has(quiz_with(bench, number['none of them'] + '\n', *options), '1 of 1 right')


def quiz_practises(bench):
    text = quiz_with(bench, 's\n?\nnonsense\n99\ns\n', '--questions', '2', '--seed', '1')
    problem = has(text, '0 of 0 right', 'Numbers from 1 to')
    again = quiz_with(bench, 's\n?\nnonsense\n99\ns\n', '--questions', '2', '--seed', '1')
    return problem or (None if text == again else 'the same seed asked something else')


def quiz_of_a_pack(bench):
    bench.write('pack/one.js', TICKS)
    bench.write('pack/two.js', "console.log('alone');\n")
    return has(quiz_with(bench, 's\n', '--pack', 'pack', '--interview'), 's left', '0 of 0 right')


def quiz_lists_beliefs(bench):
    return has(bench.run('quiz', '--beliefs'), 'promises-before-ticks', '--wrong-rule one-queue', 'await-blocks')


def progress_survives(bench):
    bench.write('ticks.js', TICKS)
    bench.write('data/tickscope/progress.json', '{"version": 1, "asked"')
    quiz_with(bench, '1\n', 'ticks.js', '--questions', '1', code=1)
    kept = os.path.exists(os.path.join(bench.folder, 'data/tickscope/progress.json.damaged-1'))
    return None if kept and json.loads(bench.read('data/tickscope/progress.json'))['asked'] == 1 else 'the damaged file was not set aside'


def every_command_has_help(bench):
    listed = bench.run('--help')
    commands = ('run', 'trace', 'replay', 'show', 'heap', 'diff', 'explore', 'quiz', 'check', 'test', 'list', 'new')
    for command in commands:
        if f'\n  {command} ' not in listed:
            return f'tickscope --help does not name {command}'
        if len(bench.run(command, '--help')) < 100:
            return f'tickscope {command} --help says next to nothing'
    return None


def standard_input_is_read_and_kept(bench):
    bench.write('upper.js', "const fs = require('fs');\n"
                "process.stdin.on('data', (part) => process.stdout.write(String(part).toUpperCase()));\n"
                "process.stdin.on('end', () => console.log('end', fs.readFileSync('/dev/stdin').length));\n")
    path = bench.write('lines.txt', 'one\ntwo\n')
    expected = 'ONE\nTWO\nend 8\n'
    given = bench.run('run', '--stdin', 'lines.txt', 'upper.js')
    with open(path, 'rb') as file:
        redirected = start([bench.context.engine, 'run', 'upper.js'], bench.context.seconds(SECONDS), cwd=bench.folder, stdin=file).stdout.decode()
    with open(path, 'rb') as file:
        rest = start([bench.context.engine, 'trace', 'upper.js', '-o', 'upper.tick'], bench.context.seconds(SECONDS), cwd=bench.folder, stdin=file)
        if file.read() != b'one\ntwo\n':
            return 'the input was taken away from who comes after us'
    if not given == redirected == rest.stdout.decode() == expected:
        return f'--stdin gives {given!r}, a redirected file {redirected!r}, traced {rest.stdout!r}, expected {expected!r}'
    bench.run('replay', 'upper.tick')
    bench.write('upper.json', {**SCENARIO, 'world': {'stdin': 'three\n'}, 'expectation': {'stdout': ['THREE', 'end 6']}})
    return has(bench.run('run', 'upper.js'), 'THREE', 'end 6')


TESTS = [explore_finds_both_orders, explore_knows_when_there_is_one, a_scheduled_trace_replays, a_trace_under_a_wrong_rule_replays,
         diff_of_settings, diff_of_traces, new_scenario_passes, test_reports, check_compares_stated_answers, quiz_diagnoses,
         quiz_asks_what_is_promoted, quiz_practises, quiz_of_a_pack, quiz_lists_beliefs, progress_survives, standard_input_is_read_and_kept, every_command_has_help]


def library_answers(context):
    """Every scenario's file is right, and what it states holds."""
    names = []
    for base, _, files in os.walk(os.path.join(ROOT, 'scenarios')):
        names += [os.path.join(base, name) for name in files if name.endswith('.json')]
    outcome = start([context.engine, 'check', *sorted(names)], context.seconds(SECONDS))
    return None if outcome.code == 0 else outcome.stdout.decode('utf-8', 'replace')


def attempt(context, test):
    bench = Bench(context)
    try:
        return test(bench)
    except AssertionError as problem:
        return str(problem)


def cases(context):
    for test in TESTS:
        yield Case('command: ' + test.__name__.replace('_', ' '), lambda t=test: attempt(context, t))
    yield Case('command: check of the library', lambda: library_answers(context))
