"""Files and settings that mean harm: damaged traces, scenarios of every wrong form, settings beyond all bounds. Each ends
with a clear sentence; none with a crash, a hang, or as if nothing were wrong.
"""
import json
import os
import random
import re
import tempfile

from suite import ROOT, Case, start

SECONDS = 120
DAMAGES = 1000
BATCH = 100     # files a process
MUTATIONS = 300
DIES = ('Assertion', 'Sanitizer', 'terminate called', 'Segmentation', 'core dumped', 'std::')
GOOD = {
    'title': 'T', 'topic': 'order', 'level': 2, 'question': 'Q?', 'traps': [{'belief': 'B', 'truth': 'T'}],
    'world': {'node': 24, 'seed': 3, 'cores': 2, 'poolThreads': 3, 'flags': ['--expose-gc'], 'arguments': ['x'],
              'environment': {'A': 'b'}, 'disk': {'operationNs': 1000, 'nsPer1000Bytes': 10}},
    'expectation': {'stdout': ['1'], 'exitCode': 0, 'byNode': {'10': {'stdout': ['1']}}},
    'narration': [{'at': 'print 1', 'text': 'S', 'claim': {'state': {'timers': {'min': 0, 'max': 3}, 'phase': 'None'}}}],
}
WORLDS = [  # (what, a part of the message)
    ({'cores': 0}, 'between 1 and 1024'), ({'cores': -4}, 'whole number'), ({'cores': 1e300}, 'whole number'), ({'poolThreads': 0}, 'between'),
    ({'node': 13}, 'no rules for Node 13'), ({'node': '24'}, 'whole number'), ({'seed': -1}, 'whole number'), ({'flags': ['rm -rf']}, 'begins with --'),
    ({'flags': ['--no-such-flag']}, '--no-such-flag'), ({'flags': '--expose-gc'}, 'array'), ({'environment': {'A': 1}}, 'string'),
    ({'disk': {'speed': 1}}, "no 'speed'"), ({'universe': 1}, "no 'universe'"), ([], 'object'), (None, 'object'),
]
OPTIONS = [
    ['--cores', '0'], ['--cores', '-1'], ['--cores', '99999999999999999999'], ['--mount', 'relative'], ['--mount', '/a/../b'], ['--seed', 'abc'],
    ['--env', 'NOTHING'], ['--env', '=x'], ['--schedule', 'x'], ['--schedule', '0:1'], ['--schedule', '99999999999:1'], ['--wrong-rule', 'none'],
    ['--scenario', 'none.json'], ['--root', 'no/such/folder'], ['--node', '-24'], ['--max-instructions', 'many'], ['--max-semi-space-size=x'],
]
HARMLESS = [['--pool', '4294967295'], ['--disk-operation-ns', '18446744073709551615'], ['--disk-ns-per-1000-bytes', '18446744073709551615'],
            ['--max-time', '1e300'], ['--max-host-seconds', '1e300'], ['--seed', '18446744073709551615'], ['--schedule', '9999:255']]


def died(outcome):
    text = outcome.stderr.decode('utf-8', 'replace')
    if not isinstance(outcome.code, int) or any(word in text for word in DIES):
        return f'ended with {outcome.code}: {text[:800]}'
    return None


def damage(whole, dice):
    kind = dice.randrange(4)
    at = dice.randrange(len(whole))
    if kind == 0:
        return whole[:at]
    if kind == 1:
        return whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1:]
    if kind == 2:
        return whole[:at] + bytes(dice.randrange(256) for _ in range(9)) + whole[at + 9:]
    return whole[:at] + whole[at + 1 + dice.randrange(40):]


def damaged_traces(context):
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(ROOT, 'scenarios', 'order', 'phases.js')
        trace = os.path.join(folder, 'whole.tick')
        start([context.engine, 'trace', '--detail', 'call', program, '-o', trace], context.seconds(SECONDS))
        with open(trace, 'rb') as file:
            whole = file.read()
        dice, paths = random.Random(6), []
        while len(paths) < DAMAGES:
            bytes_ = damage(whole, dice)
            if bytes_ == whole:
                continue
            paths.append(os.path.join(folder, f'{len(paths)}.tick'))
            with open(paths[-1], 'wb') as file:
                file.write(bytes_)
        for first in range(0, len(paths), BATCH):
            batch = paths[first:first + BATCH]
            outcome = start([context.engine, 'replay', *batch], context.seconds(SECONDS))
            said = outcome.stderr.decode('utf-8', 'replace')
            problem = died(outcome)
            if problem or outcome.code != 2:
                return problem or f'replay of damaged traces ended with {outcome.code}: {outcome.stdout[:300]!r}'
            silent = [path for path in batch if path not in said]
            if silent:
                return f'nothing was said of {len(silent)} damaged traces: {outcome.stdout.decode()[:300]}'
            # What is whole before the damage can be read, and the damage is told.
            shown = start([context.engine, 'show', batch[0]], context.seconds(SECONDS))
            problem = died(shown)
            if problem or shown.code != 2:
                return problem or f'show of a damaged trace ended with {shown.code}'
    return None


def mutate(value, dice):
    """One place of the JSON becomes something else."""
    junk = [None, True, -1, 0, 1e308, 2 ** 64, '', 'x' * 5000, [], {}, [[]] * 3, {'a': {'b': {}}}, '\u0000', 'print 0', 'CallbackBegin kind= 1']
    if isinstance(value, dict) and value and dice.random() < 0.85:
        key = dice.choice(list(value))
        changed = dict(value)
        action = dice.randrange(5)
        if action == 0:
            del changed[key]
        elif action == 1:
            changed['unknown' + key] = changed.pop(key)
        else:
            changed[key] = mutate(value[key], dice)
        return changed
    if isinstance(value, list) and value and dice.random() < 0.7:
        at = dice.randrange(len(value))
        return value[:at] + [mutate(value[at], dice)] + value[at + 1:]
    return dice.choice(junk)


def hostile_scenarios(context):
    with tempfile.TemporaryDirectory() as folder:
        dice, paths = random.Random(2), []
        good = json.dumps(GOOD)
        texts = [json.dumps(mutate(GOOD, dice)).encode() for _ in range(MUTATIONS)]
        for _ in range(MUTATIONS):  # of the bytes
            at = dice.randrange(len(good))
            texts.append(good[:at].encode() + bytes([dice.randrange(256)]) + good[at + dice.randrange(3):].encode())
        texts += [b'', b'\xff\xfe', b'[' * 100000, b'{"a":' * 100000, b'1', b'"x"', b'{"title": "a", "title": "b"}', bytes(500),
                  good.encode() + b'x', b'\xef\xbb\xbf' + good.encode()]
        for number, text in enumerate(texts):
            paths.append(os.path.join(folder, f'{number}.json'))
            with open(paths[-1], 'wb') as file:
                file.write(text)
            with open(paths[-1][:-2], 'w') as file:  # NUMBER.js
                file.write('console.log(1);\n')
        for first in range(0, len(paths), BATCH):
            outcome = start([context.engine, 'check', *paths[first:first + BATCH]], context.seconds(SECONDS))
            problem = died(outcome)
            if problem or outcome.code != 1:
                return problem or f'check ended with {outcome.code}, though some are wrong'
            for line in outcome.stdout.decode('utf-8', 'replace').split('\n'):
                if '.json:' in line and not re.match(r'.*\.json:\d+:\d+: \S', line):
                    return 'a message without a place: ' + line
    return None


def hostile_world(context, world, says):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'x.js'), 'w') as file:
            file.write('console.log(1);\n')
        with open(os.path.join(folder, 'x.json'), 'w') as file:
            json.dump({**GOOD, 'world': world}, file)
        outcome = start([context.engine, 'run', 'x.js'], context.seconds(SECONDS), cwd=folder)
    text = outcome.stderr.decode('utf-8', 'replace')
    return died(outcome) or (None if outcome.code in (2, 9) and says in text else f'ended with {outcome.code} and said {text[:400]!r}')


def hostile_option(context, option, codes):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'x.js'), 'w') as file:
            file.write("require('fs').stat(__filename, () => console.log(1));\n")
        outcome = start([context.engine, 'run', *option, 'x.js'], context.seconds(SECONDS), cwd=folder)
    said = outcome.stderr.decode('utf-8', 'replace')
    if outcome.code not in codes or (outcome.code and not said.strip()):
        return f'{" ".join(option)} ended with {outcome.code} and said {said[:400]!r}'
    return died(outcome)


def unreadable_file(context):
    """No permission: another message than for a file that is not there. Whoever may read everything sees no difference."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'secret.js')
        with open(path, 'w') as file:
            file.write('console.log(1);\n')
        os.chmod(path, 0)
        if os.access(path, os.R_OK):
            return None
        outcome = start([context.engine, 'run', path], context.seconds(SECONDS))
    return died(outcome) or (None if outcome.code == 2 and b'cannot be read' in outcome.stderr else f'ended with {outcome.code}: {outcome.stderr[:300]!r}')


def cases(context):
    yield Case(f'hostile: {DAMAGES} damaged traces', lambda: damaged_traces(context))
    yield Case('hostile: scenarios', lambda: hostile_scenarios(context))
    yield Case('hostile: a file that may not be read', lambda: unreadable_file(context))
    for world, says in WORLDS:
        yield Case(f'hostile: world {json.dumps(world)[:60]}', lambda w=world, s=says: hostile_world(context, w, s))
    for option in OPTIONS:
        yield Case('hostile: ' + ' '.join(option)[:60], lambda o=option: hostile_option(context, o, (2, 9)))
    for option in HARMLESS:
        yield Case('hostile: ' + ' '.join(option)[:60], lambda o=option: hostile_option(context, o, (0, 1, 2)))
