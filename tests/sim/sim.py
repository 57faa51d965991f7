"""Determinism, seen from outside: the same scenario gives the same trace bytes twice, in every build that is there, and
replays without a difference; a damaged trace is told from a whole one; whatever the language can do can be recorded.

Other builds count if they were made: `./dev build --preset debug` (clang, sanitize) before `./dev test` adds them.
"""
import os
import random
import tempfile

import laws
import programs
import scenarios
from suite import ROOT, Case, start

DETAILS = ['loop', 'statement']
DAMAGES = 40  # places tried in one trace here; core/trace's own tests try thousands
SECONDS = 60


def record(context, engine, name, detail, folder, label):
    """(bytes of the trace, None) or (None, what went wrong)."""
    out = os.path.join(folder, f'{label}.tick')
    program = os.path.join(scenarios.FOLDER, name + '.js')
    outcome = start([engine, 'trace', program, '-o', out, '--detail', detail], context.seconds(SECONDS))
    wanted = scenarios.expected(scenarios.load(name), '24')[1]
    if outcome.code not in (0, wanted) or not os.path.exists(out):
        return None, f'tickscope trace ended with {outcome.code}\n{outcome.stderr.decode(errors="replace")[:2000]}'
    with open(out, 'rb') as file:
        return file.read(), None


def other_engines(context):
    base = os.path.join(ROOT, 'build')
    found = []
    for preset in sorted(os.listdir(base)) if os.path.isdir(base) else []:
        path = os.path.join(base, preset, 'bin', 'tickscope')
        # A build older than the one under test was made from other sources.
        if path != context.engine and os.access(path, os.X_OK) and os.path.getmtime(path) >= os.path.getmtime(context.engine):
            found.append((preset, path))
    return found


def same_bytes(context, name, detail):
    with tempfile.TemporaryDirectory() as folder:
        first, problem = record(context, context.engine, name, detail, folder, 'first')
        if problem:
            return problem
        for label, engine in [('second run', context.engine), *other_engines(context)]:
            again, problem = record(context, engine, name, detail, folder, 'again')
            if problem:
                return f'{label}: {problem}'
            if again != first:
                at = next((i for i, pair in enumerate(zip(first, again)) if pair[0] != pair[1]), min(len(first), len(again)))
                return f'{label}: the trace differs from byte {at} on ({len(first)} and {len(again)} bytes)'
        replayed = start([context.engine, 'replay', os.path.join(folder, 'first.tick')], context.seconds(SECONDS))
        if replayed.code != 0:
            text = (replayed.stdout + replayed.stderr).decode(errors='replace')
            return f'replay ended with {replayed.code}\n{text[:2000]}'
    return None


def damage_is_found(context, name):
    """A changed byte, a cut, another version: `show` and `replay` end with 2 and a sentence, never with a crash."""
    rng = random.Random(262)
    with tempfile.TemporaryDirectory() as folder:
        whole, problem = record(context, context.engine, name, 'loop', folder, 'whole')
        if problem:
            return problem
        damaged = os.path.join(folder, 'damaged.tick')
        for attempt in range(DAMAGES):
            data = bytearray(whole)
            at = rng.randrange(len(data))
            if attempt % 3 == 0:
                data, what = data[:at], f'cut at byte {at}'
            elif attempt == 1:
                data, what = b'', 'empty'
            else:
                data[at] ^= 1 << rng.randrange(8)
                what = f'byte {at} changed'
            with open(damaged, 'wb') as file:
                file.write(data)
            for verb in ('show', 'replay'):
                outcome = start([context.engine, verb, damaged], context.seconds(SECONDS))
                if outcome.code not in (1, 2) or not outcome.stderr.strip():
                    said = outcome.stderr.decode(errors='replace')[:300] or 'nothing'
                    return f'{what}: tickscope {verb} ended with {outcome.code} and said {said}'
    return None


def is_recorded(context, program):
    """The most detailed trace of a program of tests/language is made and can be read."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, 'program.tick')
        done = start([context.engine, 'trace', '--node', program.base, *program.flags, program.path, '-o', out, '--detail', 'statement'],
                     context.seconds(SECONDS))
        wanted = program.expected(program.base)['code'].strip()
        if str(done.code) != wanted:
            return f'tickscope trace ended with {done.code} instead of {wanted}\n{done.stderr.decode(errors="replace")[-2000:]}'
        shown = start([context.engine, 'show', out], context.seconds(SECONDS))
        return None if shown.code == 0 else f'tickscope show ended with {shown.code}\n{shown.stderr.decode(errors="replace")[:2000]}'


def cases(context):
    for program in programs.programs('language'):
        if 'slow' not in os.path.basename(program.stem) and not program.args and not program.env:
            yield Case(f'sim {program.name}: can be recorded', lambda p=program: is_recorded(context, p))
    for name in scenarios.names():
        for detail in DETAILS:
            yield Case(f'sim {name}: same bytes, replay identical ({detail})',
                       lambda n=name, d=detail: same_bytes(context, n, d))
    for name in scenarios.names()[:3]:
        yield Case(f'sim {name}: damage is found', lambda n=name: damage_is_found(context, n))
    yield from laws.cases(context)
