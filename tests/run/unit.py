"""The test programs that the build made, as CTest lists them. One that is a doctest program (test_NAME) counts as many tests
as it has test cases, any other as one; exit code 77 says that it had to be left out here, and its first line why.
"""
import json
import os
import re
import subprocess

from suite import Case, Result, start

SECONDS = 600
SKIPPED = 77
SUMMARY = re.compile(rb'\[doctest\] test cases:\s*(\d+)\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed')


def listed(context):
    """[(name, argv)] of the tests that CMake knows."""
    out = subprocess.run(['ctest', '--show-only=json-v1'], cwd=context.build, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [(test['name'], test.get('command', [])) for test in json.loads(out.stdout)['tests']]


def run(context, argv):
    if not argv:
        return 'it was not built'
    outcome = start(argv, context.seconds(SECONDS))
    text = (outcome.stdout + outcome.stderr).decode(errors='replace').strip()
    if not os.path.basename(argv[0]).startswith('test_'):
        if outcome.code == SKIPPED:
            print(f'left out: {text.splitlines()[0] if text else argv}', flush=True)
            return Result()
        return None if outcome.code == 0 else f'exit code {outcome.code}\n{text[-4000:]}'
    summary = SUMMARY.search(outcome.stdout)
    if not summary:
        return f'ended with {outcome.code} and no summary\n{text[-4000:]}'
    passed, failed = int(summary.group(2)), int(summary.group(3))
    if outcome.code != 0 and failed == 0:
        failed = 1  # a sanitizer's report at exit, for one
    if passed + failed == 0:
        return 'holds no test case'
    return Result(passed, failed, f'exit code {outcome.code}\n{text[-8000:]}' if failed else '')


def cases(context):
    for name, argv in listed(context):
        yield Case(name, lambda a=argv: run(context, a))
