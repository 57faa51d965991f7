#!/usr/bin/env python3
"""test262, and tests of our own in its form. README.md beside this file tells how; ./dev conformance is how it is started."""
import argparse
import hashlib
import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'run'))

from suite import ENVIRONMENT, Case, Result, files_below, start  # noqa: E402

BATCH = 150             # tests that one process is given
SILENCE_SECONDS = 20    # after which a process is taken for hung
SAMPLE_IN_TESTS = 100   # ./dev test runs one in this many
STRICT = '"use strict";\n'


@dataclass(frozen=True)
class Test:
    """One test in one mode."""
    path: str       # below the folder of tests
    mode: str       # sloppy, strict, module
    kind: str       # script, module
    includes: tuple
    is_async: bool
    phase: str      # of the exception that must come; '' if none must
    error: str


@dataclass
class Suite:
    """A folder of tests, the harness beside it, and the failures that are known."""
    tests: str
    harness: str
    known: str
    skipped_folders: tuple = ()
    skipped_features: frozenset = frozenset()


def own_suite():
    return Suite(os.path.join(HERE, 'own'), os.path.join(HERE, 'own-harness'), os.path.join(HERE, 'own-failures.txt'))


def test262_suite():
    checkout = os.environ.get('TICKSCOPE_TEST262')
    if not checkout:
        return None
    if not os.path.isfile(os.path.join(checkout, 'harness', 'assert.js')):
        sys.exit(f'./dev: TICKSCOPE_TEST262 is {checkout}, which is no checkout of test262')
    folders, features = [], set()
    with open(os.path.join(HERE, 'scope.txt')) as file:
        for line in file:
            words = line.split('#')[0].split()
            if words and words[0] == 'folder':
                folders.append(words[1] + '/')
            elif words:
                features.add(words[1])
    return Suite(os.path.join(checkout, 'test'), os.path.join(checkout, 'harness'),
                 os.path.join(HERE, 'known-failures.txt'), tuple(folders), frozenset(features))


# --- finding tests ----------------------------------------------------------------------------------------------------

HEAD = re.compile(r'/\*---(.*?)---\*/', re.S)


def listed(head, key):
    """The values of a YAML list, written in brackets or as lines with dashes."""
    match = re.search(rf'^{key}:[ \t]*\[([^\]]*)\]', head, re.M)
    if match:
        return [word for word in re.split(r'[\s,]+', match.group(1)) if word]
    match = re.search(rf'^{key}:[ \t]*\r?\n((?:[ \t]+-[^\n]*\n?)+)', head, re.M)
    return [line.strip()[1:].strip() for line in match.group(1).splitlines()] if match else []


def tests_of(suite, path):
    """The tests that a file is, [] if it is out of scope."""
    with open(os.path.join(suite.tests, path), encoding='utf-8', newline='') as file:
        match = HEAD.search(file.read())
    head = (match.group(1) if match else '').replace('\r\n', '\n').replace('\r', '\n')
    if suite.skipped_features.intersection(listed(head, 'features')):
        return []
    flags = listed(head, 'flags')
    if 'CanBlockIsFalse' in flags:
        return []
    negative = re.search(r'^negative:\s*\n((?:[ \t]+\S.*\n?)+)', head, re.M)
    phase = error = ''
    if negative:
        phase = re.search(r'phase:\s*(\S+)', negative.group(1)).group(1)
        error = re.search(r'type:\s*(\S+)', negative.group(1)).group(1)
    includes = () if 'raw' in flags else ('assert.js', 'sta.js', *(['doneprintHandle.js'] if 'async' in flags else []),
                                          *listed(head, 'includes'))
    if 'module' in flags:
        modes = ['module']
    elif 'onlyStrict' in flags:
        modes = ['strict']
    elif 'noStrict' in flags or 'raw' in flags:
        modes = ['sloppy']
    else:
        modes = ['sloppy', 'strict']
    return [Test(path, mode, 'module' if mode == 'module' else 'script', includes, 'async' in flags, phase, error)
            for mode in modes]


def find_tests(suite, only=(), one_in=1):
    found = []
    for path in files_below(suite.tests, '.js'):
        path = path.replace(os.sep, '/')
        if '_FIXTURE' in path or path.startswith(suite.skipped_folders or ('\0',)):
            continue
        if only and not any(path == o or path.startswith(o.rstrip('/') + '/') for o in only):
            continue
        if one_in > 1 and int(hashlib.sha256(path.encode()).hexdigest(), 16) % one_in:
            continue
        found += tests_of(suite, path)
    return found


# --- running them -----------------------------------------------------------------------------------------------------

def request(suite, test, number):
    return json.dumps({
        'id': number,
        'path': os.path.join(suite.tests, test.path),
        'kind': test.kind,
        'prefix': STRICT if test.mode == 'strict' else '',
        'includes': [os.path.join(suite.harness, name) for name in test.includes],
    })


def verdict(test, answer):
    """None if the test holds, else what is wrong."""
    ended, error = answer.get('ended'), answer.get('error') or ''
    said = f"{error}: {answer.get('message', '')}" if error else ended
    if ended in ('died', 'silent', 'limit', 'unsupported', 'include'):
        return f'{ended}: {said}'
    if test.phase:
        if ended == 'normally':
            return f'no {test.error} was thrown'
        return None if (ended, error) == (test.phase, test.error) else f'{ended} {said} instead of {test.phase} {test.error}'
    if ended != 'normally':
        return f'{ended} {said}'
    if test.is_async:
        printed = [line for line in answer.get('printed', []) if line.startswith('Test262:')]
        if not printed:
            return 'it never said that it was over'
        if printed[0] != 'Test262:AsyncTestComplete':
            return printed[0]
    return None


class Process:
    """One eval262 and the lines that it answers."""

    def __init__(self, engine, lines):
        self.process = subprocess.Popen([engine], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        self.answers = queue.Queue()
        threading.Thread(target=self.feed, args=(lines,), daemon=True).start()
        threading.Thread(target=self.listen, daemon=True).start()

    def feed(self, lines):
        try:
            self.process.stdin.write(('\n'.join(lines) + '\n').encode())
            self.process.stdin.close()
        except OSError:
            pass  # it died; listen() tells

    def listen(self):
        for line in self.process.stdout:
            self.answers.put(line)
        self.answers.put(None)

    def next(self):
        """The next answer; {'ended': 'died'} or {'ended': 'silent'} if there is none."""
        try:
            line = self.answers.get(timeout=SILENCE_SECONDS)
        except queue.Empty:
            return {'ended': 'silent'}
        if line is None:
            return {'ended': 'died'}
        try:
            return json.loads(line)
        except ValueError:
            return {'ended': 'died', 'message': f'it answered {line[:80]!r}'}

    def end(self):
        self.process.kill()
        self.process.wait()


def run_batch(engine, suite, tests):
    """[(test, None or what is wrong)]"""
    results, at = [], 0
    while at < len(tests):
        process = Process(engine, [request(suite, test, number) for number, test in enumerate(tests[at:], at)])
        try:
            while at < len(tests):
                answer = process.next()
                results.append((tests[at], verdict(tests[at], answer)))
                at += 1
                if answer.get('ended') in ('died', 'silent') or answer.get('id') != at - 1:
                    break
        finally:
            process.end()
    return results


def run_tests(engine, suite, tests, jobs, progress=None):
    # Neighbours are alike, so that batches of neighbours would be very uneven: deal them out.
    count = max(1, (len(tests) + BATCH - 1) // BATCH)
    batches = [tests[i::count] for i in range(count)]
    results = []
    with ThreadPoolExecutor(jobs) as pool:
        for done in pool.map(lambda batch: run_batch(engine, suite, batch), batches):
            results += done
            if progress:
                progress(len(results), len(tests))
    return results


# --- the failures that are known --------------------------------------------------------------------------------------

class Known:
    def __init__(self, path):
        self.exact, self.folders = set(), []
        with open(path) as file:
            for line in file:
                words = line.split('#')[0].split()
                if words and words[0].endswith('/'):
                    self.folders.append(words[0])
                elif words:
                    self.exact.add((words[0], words[1]))

    def has(self, test):
        return (test.path, '*') in self.exact or (test.path, test.mode) in self.exact or \
            any(test.path.startswith(folder) for folder in self.folders)


def compressed(results):
    """The lines of a list of failures: whole folders where everything fails, else files, else single modes."""
    failing, total = Counter(), Counter()
    for test, wrong in results:
        parts = test.path.split('/')
        for depth in range(1, len(parts)):
            key = '/'.join(parts[:depth]) + '/'
            total[key] += 1
            failing[key] += bool(wrong)
        total[test.path] += 1
        failing[test.path] += bool(wrong)
    lines = set()
    for test, wrong in results:
        if not wrong:
            continue
        parts = test.path.split('/')
        prefixes = ['/'.join(parts[:depth]) + '/' for depth in range(1, len(parts))] + [test.path]
        whole = next((p for p in prefixes if failing[p] == total[p] and total[p] > 1), None)
        lines.add(f'{whole} *' if whole else f'{test.path} {test.mode if total[test.path] > 1 else "*"}')
    return sorted(lines)


def surprises(known, results):
    """[text] of what differs from the list, in either direction."""
    found = []
    for test, wrong in results:
        if wrong and not known.has(test):
            found.append(f'{test.path} ({test.mode}) fails: {wrong[:300]}')
        elif not wrong and known.has(test):
            found.append(f'{test.path} ({test.mode}) passes, but is listed as a failure')
    return found


def check(context, suite, one_in=1):
    results = run_tests(os.path.join(context.bin, 'eval262'), suite, find_tests(suite, one_in=one_in), 1)
    found = surprises(Known(suite.known), results)
    if not results:
        return 'no test was found'
    return '\n'.join(found[:20] + ([f'… and {len(found) - 20} more'] if len(found) > 20 else [])) or None


def check_parser(context):
    outcome = start([os.path.join(context.bin, 'parse262'), os.environ['TICKSCOPE_TEST262']], context.seconds(600))
    return None if outcome.code == 0 else outcome.stdout.decode(errors='replace')[-3000:]


def cases(context):
    yield Case('conformance: tests of our own', lambda: check(context, own_suite()))
    for name, action in (
            ('the parser on all of test262', lambda: check_parser(context)),
            (f'one test262 test in {SAMPLE_IN_TESTS}', lambda: check(context, test262_suite(), SAMPLE_IN_TESTS))):
        if not os.environ.get('TICKSCOPE_TEST262'):
            action = lambda: Result(skipped='TICKSCOPE_TEST262 names no checkout of test262')  # noqa: E731
        yield Case(f'conformance: {name}', action)


def main():
    parser = argparse.ArgumentParser(prog='./dev conformance', formatter_class=argparse.RawDescriptionHelpFormatter,
                                     description='test262 on the engine; see tests/conformance/README.md')
    parser.add_argument('--engine', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--sample', type=int, default=1, metavar='N', help='one file in N, always the same ones')
    parser.add_argument('--jobs', type=int, default=int(os.environ.get('DEV_JOBS') or os.cpu_count() or 2))
    parser.add_argument('--update', action='store_true', help='write known-failures.txt anew')
    parser.add_argument('--failures', metavar='FILE', help='write every failure and its reason there')
    parser.add_argument('paths', nargs='*', help='only these files and folders, below test/')
    args = parser.parse_args()
    suite = test262_suite()
    if suite is None:
        sys.exit('./dev: test262 is not part of this tree. Say where a checkout is: TICKSCOPE_TEST262=FOLDER ./dev conformance')
    if args.update and (args.paths or args.sample > 1):
        sys.exit('./dev: --update needs a run of everything')
    tests = find_tests(suite, args.paths, args.sample)
    if not tests:
        sys.exit('./dev: no test is there or in scope')
    begun = time.monotonic()
    progress = (lambda done, all: print(f'\r{done}/{all} ', end='', flush=True)) if sys.stdout.isatty() else None
    results = run_tests(args.engine, suite, tests, args.jobs, progress)
    failed = [(test, wrong) for test, wrong in results if wrong]
    if args.failures:
        with open(args.failures, 'w', encoding='utf-8', errors='replace') as file:
            for test, wrong in sorted(failed, key=lambda pair: pair[0].path):
                first = wrong.splitlines()[0][:300]
                file.write(f'{test.path} {test.mode}: {first}\n')
    if args.update:
        with open(suite.known, 'w') as file:
            file.write('# What fails of test262, exactly. Written by ./dev conformance --update.\n')
            file.writelines(line + '\n' for line in compressed(results))
        found = []
    else:
        found = surprises(Known(suite.known), results)
    for line in found[:50]:
        print(line)
    if len(found) > 50:
        print(f'… and {len(found) - 50} more')
    print(f'in {time.monotonic() - begun:.0f} s: {len(found)} differ from the list')
    share = 100 * (len(results) - len(failed)) / len(results)
    print(f'{len(results) - len(failed)} passed, {len(failed)} failed ({share:.2f} %)')
    sys.exit(1 if found else 0)


if __name__ == '__main__':
    main()
