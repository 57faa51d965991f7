#!/usr/bin/env python3
"""Runs the fuzzers that the preset `fuzz` built, each for a while. ./dev fuzz [TARGET…] [--seconds N]

What they find new is kept in build/fuzz/corpus, so that the next run goes on from there; a crash is left in
build/fuzz/crashes with its path printed.
"""
import argparse
import os
import resource
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'run'))

from suite import ROOT, files_below  # noqa: E402

# Every fuzzer: the folders whose files it starts from, how they end, the longest input that is worth
# trying, and what the fuzzer wants to see before a file's bytes.
FUZZERS = {
    'fuzz_json': (['tests/language/json', 'tests/fuzz/json'], '', 2048, b'\0'),
    'fuzz_program': (['tests/language', 'tests/fuzz/programs', 'build/fuzz/programs'], '.js', 8192, b'\0'),
    'fuzz_regexp': (['tests/unit/regexp'], '.txt', 512, b'\x08\0\x40'),  # flags, and how long the pattern is
    'fuzz_syntax': (['tests/language', 'tests/node', 'scenarios'], '.js', 4096, b''),
    'fuzz_trace': (['build/fuzz/traces'], '.tick', 32768, b'\0'),  # the first byte says: a file as it is
}


GENERATED = 200             # programs of the oracle's generator
SAMPLE = 12                 # one in so many of test262
STACK_BYTES = 512 << 20     # the engine counts how deep it is, and counts on much stack


def seed_traces(build):
    """Small traces to start from, recorded by the engine of the same build."""
    folder, engine = os.path.join(build, 'traces'), os.path.join(build, 'bin', 'tickscope')
    os.makedirs(folder, exist_ok=True)
    for name in files_below(os.path.join(ROOT, 'tests', 'golden'), '.js'):
        out = os.path.join(folder, os.path.splitext(name)[0] + '.tick')
        if os.access(engine, os.X_OK) and not os.path.exists(out):
            subprocess.run([engine, 'trace', os.path.join(ROOT, 'tests', 'golden', name), '-o', out],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def seed_programs(build):
    """Programs of the oracle's generator, and one in SAMPLE of test262's, where they are."""
    folder = os.path.join(build, 'programs')
    if os.path.isdir(folder):
        return
    os.makedirs(folder)
    oracle = os.path.join(os.environ.get('TICKSCOPE_ORACLE') or os.path.join(ROOT, '..', 'shared', 'oracle'), 'generate.py')
    if os.path.exists(oracle):
        for seed in range(GENERATED):
            made = subprocess.run([sys.executable, oracle, '--seed', str(seed)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
            with open(os.path.join(folder, f'oracle-{seed}.js'), 'wb') as file:
                file.write(made)
    checkout = os.environ.get('TICKSCOPE_TEST262')
    for below in ('language', 'built-ins') if checkout else ():
        base = os.path.join(checkout, 'test', below)
        for path in files_below(base, '.js')[::SAMPLE]:
            with open(os.path.join(base, path), 'rb') as source:
                text = source.read()
            with open(os.path.join(folder, f'{below}-{path}'.replace(os.sep, '-')), 'wb') as file:
                file.write(text.split(b'---*/', 1)[-1])


def with_deep_stack():
    resource.setrlimit(resource.RLIMIT_STACK, (STACK_BYTES, resource.RLIM_INFINITY))


def run(build, name, seconds):
    corpus, crashes = os.path.join(build, 'corpus', name), os.path.join(build, 'crashes', name)
    os.makedirs(corpus, exist_ok=True)
    os.makedirs(crashes, exist_ok=True)
    folders, ending, longest, prefix = FUZZERS[name]
    for folder in folders:
        for path in files_below(os.path.join(ROOT, folder), ending):
            target = os.path.join(corpus, path.replace(os.sep, '-'))
            if not os.path.exists(target):
                with open(os.path.join(ROOT, folder, path), 'rb') as source, open(target, 'wb') as seed:
                    seed.write(prefix + source.read())
    print(f'{name}: {seconds} s', flush=True)
    done = subprocess.run([os.path.join(build, 'bin', name), corpus, f'-max_total_time={seconds}', f'-max_len={longest}',
                           f'-artifact_prefix={crashes}/', '-print_final_stats=1', '-rss_limit_mb=4096', '-timeout=20'],
                          preexec_fn=with_deep_stack, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = done.stdout.decode(errors='replace').splitlines()
    if done.returncode != 0:
        print('\n'.join(lines[-60:]))
        return False
    print('\n'.join('    ' + line for line in lines if line.startswith('stat::')))
    return True


def main():
    parser = argparse.ArgumentParser(prog='./dev fuzz', description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--seconds', type=int, default=60, help='for each fuzzer (default: 60)')
    parser.add_argument('targets', nargs='*', help=', '.join(FUZZERS))
    args = parser.parse_args()
    names = [name if name.startswith('fuzz_') else 'fuzz_' + name for name in args.targets] or list(FUZZERS)
    for name in names:
        if name not in FUZZERS:
            sys.exit(f"./dev: no fuzzer {name}; there are {', '.join(FUZZERS)}")
    if 'fuzz_trace' in names:
        seed_traces(args.build)
    if 'fuzz_program' in names:
        seed_programs(args.build)
    failed = [name for name in names if not run(args.build, name, args.seconds)]
    print(f'{len(names) - len(failed)} passed, {len(failed)} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
