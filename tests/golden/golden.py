"""Every stage as readable text, held against what it was: tests/golden/NAME.js beside

    NAME.tokens  NAME.ast  NAME.bytecode     tickscope run --dump-tokens, --dump-ast, --dump-bytecode
    NAME.trace                               tickscope trace, then tickscope show

A program has the ones that stand beside it. After a change that is meant: ./dev test --rebaseline [FILE…], and read the
difference before it is committed. A new one starts as an empty file, touch NAME.ast.
"""
import os
import tempfile

from suite import ROOT, Case, difference, files_below, start

FOLDER = os.path.join(ROOT, 'tests', 'golden')
DUMPS = {'tokens': '--dump-tokens', 'ast': '--dump-ast', 'bytecode': '--dump-bytecode'}
STAGES = [*DUMPS, 'trace']
SECONDS = 30


def produce(context, program, stage):
    """(text, None) or (None, what went wrong)."""
    name = os.path.basename(program)
    if stage in DUMPS:
        outcome = start([context.engine, 'run', DUMPS[stage], name], context.seconds(SECONDS), cwd=FOLDER)
    else:
        with tempfile.TemporaryDirectory() as folder:
            trace = os.path.join(folder, 'golden.tick')
            outcome = start([context.engine, 'trace', name, '-o', trace, '--detail', 'statement'],
                            context.seconds(SECONDS), cwd=FOLDER)
            if os.path.exists(trace):
                outcome = start([context.engine, 'show', trace], context.seconds(SECONDS), cwd=FOLDER)
    if outcome.code != 0:
        return None, f'ended with {outcome.code}\n{outcome.stderr.decode(errors="replace")[:2000]}'
    return outcome.stdout.decode('utf-8', 'replace'), None


def check(context, program, stage):
    text, problem = produce(context, program, stage)
    if problem:
        return problem
    with open(program[:-len('.js')] + '.' + stage, encoding='utf-8') as file:
        expected = file.read()
    return None if text == expected else difference(stage, expected, text)


def pairs():
    for path in files_below(FOLDER, '.js'):
        program = os.path.join(FOLDER, path)
        for stage in STAGES:
            if os.path.exists(program[:-len('.js')] + '.' + stage):
                yield program, stage


def cases(context):
    for program, stage in pairs():
        yield Case(f'golden {os.path.basename(program)}: {stage}', lambda p=program, s=stage: check(context, p, s))


def rebaseline(context, only):
    """Writes what the stages say now. Returns how many could not be written."""
    refused = 0
    wanted = {os.path.abspath(path) for path in only}
    for program, stage in pairs():
        if wanted and program not in wanted:
            continue
        text, problem = produce(context, program, stage)
        if problem:
            print(f'{os.path.basename(program)} ({stage}): {problem}')
            refused += 1
            continue
        with open(program[:-len('.js')] + '.' + stage, 'w', encoding='utf-8') as file:
            file.write(text)
    return refused
