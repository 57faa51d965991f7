#!/usr/bin/env python3
"""Runs every suite and adds them up. ./dev test is how it is started; the last line is `N passed, M failed`.

  run.py --build build/release [--only SUITE,…] [--filter TEXT] [--jobs N] [--list]
  run.py --record FILE…          (programs under tests/language and tests/node, and folders of them)
  run.py --rebaseline [FILE…]    (programs under tests/golden)

A test prints nothing unless it fails. The exit status is 1 if any failed, or if nothing was run.
"""
import argparse
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
for folder in ('run', 'cli', 'conformance', 'golden', 'heap', 'npm', 'sim', 'tidy'):
    sys.path.insert(0, os.path.join(os.path.dirname(HERE), folder))

import bad_input  # noqa: E402
import commands  # noqa: E402
import conformance  # noqa: E402
import golden  # noqa: E402
import heap  # noqa: E402
import heap_looks  # noqa: E402
import hostile  # noqa: E402
import npm  # noqa: E402
import programs  # noqa: E402
import sandbox  # noqa: E402
import scenarios  # noqa: E402
import sim  # noqa: E402
import tidy  # noqa: E402
import unit  # noqa: E402
from suite import ROOT, Case, Context, Result, files_below  # noqa: E402

# In this order, slow ones early. Each folder of tests/ belongs to one of them (tests/tidy checks that).
SUITES = {
    'unit': unit.cases,
    'stress': programs.stress_cases,
    'language': lambda context: programs.cases(context, 'language'),
    'node': lambda context: programs.cases(context, 'node'),
    'cli': lambda context: [*bad_input.cases(context), *commands.cases(context), *heap_looks.cases(context), *hostile.cases(context), *sandbox.cases(context)],
    'npm': npm.cases,
    'golden': golden.cases,
    'heap': heap.cases,
    'scenarios': scenarios.cases,
    'sim': sim.cases,
    'conformance': conformance.cases,
    'tidy': tidy.cases,
}


def needs_engine(suite):
    return suite not in ('unit', 'tidy')


def gather(context, suites, text):
    """[(suite, case)] of what was asked for."""
    found = []
    for suite in suites:
        if needs_engine(suite) and not os.access(context.engine, os.X_OK):
            engine = os.path.relpath(context.engine, ROOT)
            found.append((suite, Case(suite, lambda: f'there is no {engine} to test')))
            continue
        found += [(suite, case) for case in SUITES[suite](context) if text in case.name]
    return found


KNOWN_FAILURES = os.path.join(ROOT, 'tests', 'known_failures.txt')


def known_failures():
    """What fails today and is known to: one test name a line, # comments. It is exact in both directions: a listed test
    that passes is a failure until its line is gone."""
    if not os.path.exists(KNOWN_FAILURES):
        return set()
    with open(KNOWN_FAILURES, encoding='utf-8') as file:
        return {line.split('#')[0].strip() for line in file} - {''}


def perform(case):
    result = attempt(case)
    if result.skipped or case.name not in known_failures():
        return result
    if result.failed:
        return Result(1, 0)     # fails as the list says
    return Result(0, 1, 'passes now: take it off tests/known_failures.txt')


def attempt(case):
    try:
        result = case.action()
    except Exception as problem:  # a test that cannot be run has failed; the others go on
        return Result(0, 1, f'the test itself broke: {type(problem).__name__}: {problem}')
    if result is None:
        return Result(1, 0)
    return Result(0, 1, result) if isinstance(result, str) else result


def run(context, suites, text, jobs):
    cases = gather(context, suites, text)
    totals = {suite: [0, 0] for suite in suites}
    lock, shown = threading.Lock(), sys.stdout.isatty()
    done = 0

    def one(pair):
        nonlocal done
        suite, case = pair
        result = perform(case)
        with lock:
            done += 1
            totals[suite][0] += result.passed
            totals[suite][1] += result.failed
            if result.skipped:
                print(f'{chr(13) if shown else ""}skipped: {case.name}: {result.skipped}', flush=True)
            if result.failed:
                print(f'{chr(13) if shown else ""}FAILED {case.name}\n' + ''.join(
                    f'    {line}\n' for line in result.text.split('\n')), end='', flush=True)
            if shown:
                print(f'\r{done}/{len(cases)} ', end='', flush=True)

    begun = time.monotonic()
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, cases))
    if shown:
        print('\r', end='')
    print(f'in {time.monotonic() - begun:.0f} s: ' + ', '.join(
        f'{suite} {sum(pair)}' for suite, pair in totals.items() if sum(pair)))
    return [sum(pair[i] for pair in totals.values()) for i in (0, 1)]


def program_paths(paths):
    found = []
    for path in paths:
        if os.path.isdir(path):
            found += [os.path.join(path, name) for name in files_below(path, programs.ENDINGS) if 'lib' not in name.split(os.sep)[:-1]]
        elif os.path.isfile(path) and path.endswith(programs.ENDINGS):
            found.append(path)
        else:
            sys.exit(f'./dev: not a program or a folder of programs: {path}')
    return found


def main():
    parser = argparse.ArgumentParser(prog='./dev test', formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
    parser.add_argument('--build', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--only', help='suites, separated by commas: ' + ', '.join(SUITES))
    parser.add_argument('--filter', default='', help='only tests whose name contains this')
    parser.add_argument('--jobs', type=int, default=int(os.environ.get('DEV_JOBS') or os.cpu_count() or 2))
    parser.add_argument('--list', action='store_true', help='name the tests instead of running them')
    parser.add_argument('--record', nargs='+', metavar='FILE', help='write down what real Node prints')
    parser.add_argument('--rebaseline', nargs='*', metavar='FILE', help='write down what the golden tests print now')
    args = parser.parse_args()
    build = os.path.abspath(args.build)
    context = Context(build, sanitized=os.path.basename(build) in ('sanitize', 'fuzz'))

    if args.record:
        refused = programs.record(program_paths(args.record))
        sys.exit(1 if refused else 0)
    if args.rebaseline is not None:
        sys.exit(1 if golden.rebaseline(context, args.rebaseline) else 0)

    suites = args.only.split(',') if args.only else list(SUITES)
    for suite in suites:
        if suite not in SUITES:
            sys.exit(f"./dev: no suite '{suite}'; there are {', '.join(SUITES)}")
    if args.list:
        for suite, case in gather(context, suites, args.filter):
            print(f'{suite}: {case.name}')
        return
    passed, failed = run(context, suites, args.filter, max(1, args.jobs))
    print(f'{passed} passed, {failed} failed', flush=True)
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
