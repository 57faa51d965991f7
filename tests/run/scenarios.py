#!/usr/bin/env python3
"""Scenarios: NAME.js and NAME.json under scenarios/. Each JSON fits assets/schema/scenario.schema.json, and each program
does what its expectation says, on the engine as on real Node.

  scenarios.py --node [NAME…]              on real Node 20 and 24, and on the versions that the expectation names
  scenarios.py --engine PATH [NAME…]       on the engine, as the same versions; narration and claims too
"""
import argparse
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import nodes  # noqa: E402
import schema  # noqa: E402
from suite import ROOT, Case, files_below, start  # noqa: E402

FOLDER = os.path.join(ROOT, 'scenarios')
VERSIONS = ['20', '24']
SECONDS = 30


def names():
    return [path[:-len('.js')] for path in files_below(FOLDER, '.js')]


def load(name):
    with open(os.path.join(FOLDER, name + '.json'), encoding='utf-8') as file:
        return json.load(file)


def check_schema(name):
    with open(os.path.join(ROOT, 'assets', 'schema', 'scenario.schema.json'), encoding='utf-8') as file:
        wrong = schema.check(load(name), json.load(file))
    if not wrong and load(name)['topic'] != name.split('/')[0]:
        wrong = [f"$.topic: it stands in the folder {name.split('/')[0]}"]
    return '\n'.join(wrong) or None


def expected(scenario, version):
    """(items of stdout, exit code) that hold for a Node version."""
    outcome = dict(scenario['expectation'])
    outcome.update(outcome.get('byNode', {}).get(version, {}))
    return outcome['stdout'], outcome.get('exitCode', 0)


def unexpected(items, lines):
    """None if the lines are what the items allow, else a text."""
    at = 0
    for item in items:
        many = sorted(item['anyOrder']) if isinstance(item, dict) else [item]
        got = lines[at:at + len(many)]
        if sorted(got) != many:
            how = ' in any order' if len(many) > 1 else ''
            return f'line {at + 1}: expected {" | ".join(many)}{how}, got {" | ".join(got) or "the end"}'
        at += len(many)
    return None if at == len(lines) else f'line {at + 1}: expected the end, got {lines[at]}'


def check_outcome(name, version, argv):
    items, code = expected(load(name), version)
    outcome = start([*argv, os.path.join(FOLDER, name + '.js')], SECONDS)
    lines = outcome.stdout.decode('utf-8', 'replace').split('\n')
    if lines.pop() != '':
        return 'the last line has no end'
    problem = unexpected(items, lines)
    if not problem and outcome.code != code:
        problem = f'exit code: expected {code}, got {outcome.code}'
    if problem and outcome.stderr:
        problem += '\n' + outcome.stderr.decode('utf-8', 'replace')[:2000]
    return problem


def versions(name):
    return VERSIONS + [v for v in load(name)['expectation'].get('byNode', {}) if v not in VERSIONS]


def cases(context):
    for name in names():
        yield Case(f'scenario {name}: schema', lambda n=name: check_schema(n))
        for version in versions(name):
            yield Case(f'scenario {name} (node {version})', lambda n=name, v=version: check_outcome(
                n, v, [context.engine, 'run', '--node', v]))


def main():
    parser = argparse.ArgumentParser(prog='./dev scenarios', description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--node', action='store_true', help='on real Node')
    parser.add_argument('--engine', help='path of tickscope')
    parser.add_argument('names', nargs='*', help='only these, such as order/first-look')
    args = parser.parse_args()
    known = names()
    for name in args.names:
        if name not in known:
            sys.exit(f'./dev: no scenario {name}')
    passed = failed = 0
    for name in args.names or known:
        found = [('schema', check_schema(name))]
        for version in versions(name):
            argv = [nodes.find(version)] if args.node else [args.engine, 'run', '--node', version]
            found.append((f'node {version}', check_outcome(name, version, argv)))
        for what, problem in found:
            passed, failed = passed + (not problem), failed + bool(problem)
            if problem:
                print(f'FAILED {name} ({what})\n    ' + problem.replace('\n', '\n    '))
    print(f'{passed} passed, {failed} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    try:
        main()
    except nodes.NoNode as reason:
        sys.exit(f'./dev: {reason}')
