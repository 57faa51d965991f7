#!/usr/bin/env python3
"""Finds a real Node of a given major version. As a program: prints its path.

Looked at, in this order: $TICKSCOPE_NODE_20 (for version 20), the cache of the oracle's nodes.sh, the `node` on the PATH if
it is of that version, and nodes.sh itself, which may download it.
"""
import functools
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class NoNode(Exception):
    pass


def major_of(path):
    try:
        text = subprocess.run([path, '--version'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    return text.decode(errors='replace').strip().lstrip('v').split('.')[0] or None


def oracle_folder():
    """The folder of the oracle's scripts, or None: $TICKSCOPE_ORACLE, else shared/oracle beside one of our parents."""
    given = os.environ.get('TICKSCOPE_ORACLE')
    candidates = [given] if given else [os.path.join(ROOT, up, 'shared', 'oracle') for up in ('..', '../..', '../../..')]
    return next((os.path.abspath(folder) for folder in candidates if os.path.isfile(os.path.join(folder, 'nodes.sh'))), None)


@functools.lru_cache(maxsize=None)
def find(major):
    """The path of a Node of that major version; raises NoNode with what was tried."""
    major = str(major)
    given = os.environ.get('TICKSCOPE_NODE_' + major)
    if given:
        if major_of(given) != major:
            raise NoNode(f'TICKSCOPE_NODE_{major} is {given}, which is not a Node {major}')
        return given
    cache = os.environ.get('NODES_DIR') or os.path.join(
        os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache'), 'node-oracles')
    cached = os.path.join(cache, major, 'bin', 'node')
    if os.access(cached, os.X_OK):
        return cached
    here = shutil.which('node')
    if here and major_of(here) == major:
        return here
    folder = oracle_folder()
    if folder:
        done = subprocess.run(['bash', os.path.join(folder, 'nodes.sh'), major], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        words = done.stdout.decode().split()
        if done.returncode == 0 and len(words) >= 2:
            return words[1]
    raise NoNode(f'no real Node {major} was found: set TICKSCOPE_NODE_{major} to one')


if __name__ == '__main__':
    try:
        print(find(sys.argv[1]))
    except NoNode as reason:
        sys.exit(f'./dev: {reason}')
