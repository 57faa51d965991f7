"""The C++ test programs (doctest): every build/*/bin/test_NAME. Each counts as many tests as it has test cases.

test_gui opens windows, so it gets a display in memory; the others get none.
"""
import os
import re
import shutil

from suite import Case, Result, start

SECONDS = 600
SUMMARY = re.compile(rb'\[doctest\] test cases:\s*(\d+)\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed')
DISPLAY = ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24']


def run(context, name):
    argv, env = [os.path.join(context.bin, name), '--no-intro', '--no-version'], {}
    if name.startswith('test_gui'):
        if not shutil.which('xvfb-run'):
            return 'xvfb-run is not installed (package xvfb), so there is no display to test the window on'
        argv, env = DISPLAY + argv, {'LIBGL_ALWAYS_SOFTWARE': '1', 'WAYLAND_DISPLAY': ''}
    outcome = start(argv, context.seconds(SECONDS), env=env)
    summary = SUMMARY.search(outcome.stdout)
    text = (outcome.stdout + outcome.stderr).decode(errors='replace').strip()
    if not summary:
        return f'ended with {outcome.code} and no summary\n{text[-4000:]}'
    passed, failed = int(summary.group(2)), int(summary.group(3))
    if outcome.code != 0 and failed == 0:
        failed = 1 # a sanitizer's report at exit, for one
    if passed + failed == 0:
        return 'holds no test case'
    return Result(passed, failed, f'exit code {outcome.code}\n{text[-8000:]}' if failed else '')


def cases(context):
    if os.path.isdir(context.bin):
        for name in sorted(os.listdir(context.bin)):
            if name.startswith('test_') and os.access(os.path.join(context.bin, name), os.X_OK):
                yield Case(name, lambda n=name: run(context, n))
