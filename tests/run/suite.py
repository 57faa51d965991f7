"""What every suite shares: a case, its result, running a process, showing a difference."""
import difflib
import os
import subprocess
from dataclasses import dataclass, field
from typing import Callable

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DIFFERENCE_LINES = 24  # shown of one difference


@dataclass
class Result:
    passed: int = 0
    failed: int = 0
    text: str = ''  # why it failed; shown only then
    skipped: str = ''  # what it would need; shown, and neither passed nor failed


@dataclass
class Case:
    """One thing that can fail. `action` returns None if it holds, a text that says why not, or a Result of several checks."""
    name: str
    action: Callable[[], object]


@dataclass
class Context:
    """What a suite may use: where the build is, and what was asked for."""
    build: str
    sanitized: bool = False
    extra: dict = field(default_factory=dict)

    @property
    def bin(self):
        return os.path.join(self.build, 'bin')

    @property
    def engine(self):
        return os.path.join(self.bin, 'tickscope')

    def seconds(self, usual):
        """A time limit: builds with sanitizers are slower."""
        return usual * 8 if self.sanitized else usual


@dataclass
class Outcome:
    stdout: bytes
    stderr: bytes
    code: object  # an exit code, or a text: a signal or a time-out


# What would change how a program behaves from machine to machine is not handed down.
ENVIRONMENT = {k: v for k, v in os.environ.items()
               if not k.startswith(('NODE_', 'UV_', 'TICKSCOPE_')) and k not in ('FORCE_COLOR', 'NO_COLOR')}
ENVIRONMENT.update(TZ='UTC', LANG='C.UTF-8', LC_ALL='C.UTF-8')


def start(argv, seconds, cwd=None, env=None, stdin=subprocess.DEVNULL):
    """Runs a process to its end. `stdin`: a file that is open, or nothing."""
    try:
        done = subprocess.run(argv, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd,
                              env={**ENVIRONMENT, **(env or {})}, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        return Outcome(late.stdout or b'', late.stderr or b'', f'none after {seconds} s')
    except OSError as problem:
        return Outcome(b'', str(problem).encode(), 'not started')
    return Outcome(done.stdout, done.stderr, done.returncode if done.returncode >= 0 else f'signal {-done.returncode}')


def difference(what, expected, got):
    """The lines that differ, for a person."""
    left, right = (text.split('\n') for text in (expected, got))
    lines = list(difflib.unified_diff(left, right, f'{what} expected', f'{what} got', lineterm='', n=2))
    if len(lines) > DIFFERENCE_LINES:
        lines = lines[:DIFFERENCE_LINES] + [f'… {len(lines) - DIFFERENCE_LINES} more lines']
    return '\n'.join(lines)


def files_below(folder, ending):
    """Paths below a folder that end so, sorted, relative to it."""
    found = []
    for base, folders, names in os.walk(folder):
        folders.sort()
        found += [os.path.relpath(os.path.join(base, name), folder) for name in names if name.endswith(ending)]
    return sorted(found)
