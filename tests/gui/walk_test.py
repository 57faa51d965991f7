"""Drives the real window under Xvfb: by scripts of keys and mouse (walks/*.walk), and by xdotool, whose keys and clicks come
from the X server as a person's do.

Skipped (exit code 77) with a message where Xvfb is not installed; the part with xdotool is left out, by name, where that is
missing. Usage: walk_test.py TICKSCOPE_GUI SCENARIO [WALK…]
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 180
SECONDS_FOR_ONE = 30
SIZE = '1280x720'


class Window:
    """The window under xdotool, asked what it shows through its script's pipe."""

    def __init__(self, gui, program, env):
        self.process = subprocess.Popen([gui, '--script', '-', '--size', SIZE, program], env=env, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.env = env

    def tell(self, *commands):
        self.process.stdin.write('\n'.join(commands) + '\n')
        self.process.stdin.flush()

    def ask(self, command):
        self.tell(command)
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError('the window has ended: ' + self.process.stderr.read())
        return answer.strip()

    def until(self, quantity, good):
        """Input takes a moment to arrive, and on a busy machine what it starts takes several."""
        end = time.monotonic() + SECONDS_FOR_ONE
        while True:
            value = self.ask('print ' + quantity)
            if good(value):
                return value
            if time.monotonic() > end:
                raise RuntimeError(f'{quantity} stays {value}')
            time.sleep(0.02)

    def xdotool(self, *arguments):
        subprocess.run(['xdotool', *arguments], env=self.env, check=True, stdout=subprocess.DEVNULL)

    def key(self, name):
        self.xdotool('key', name)
        for _ in range(3):  # frames: what is typed next must not meet a Ctrl that is still down
            self.ask('print step')

    def click(self, target):
        x, y = self.ask('where ' + target).split()
        self.xdotool('mousemove', x, y)
        self.ask('print step')
        self.xdotool('mousedown', '1')
        self.ask('print step')
        self.xdotool('mouseup', '1')

    def end(self):
        self.tell('quit')
        self.process.communicate(timeout=60)
        return self.process.returncode


def by_hand(gui, program, env):
    """Open, step, drag the playhead, breakpoint and run back, edit and run again: with a person's own keyboard and mouse."""
    window = Window(gui, program, env)
    try:
        window.tell('wait')
        window.until('busy', lambda v: v == 'no')
        last = int(window.until('last', lambda v: int(v) > 0))
        window.xdotool('search', '--name', 'Tickscope', 'windowfocus')  # there is no window manager to give it
        window.key('Home')
        window.until('step', lambda v: v == '0')
        window.key('Right')
        one = int(window.until('step', lambda v: int(v) > 0))
        window.click('Step')
        window.until('step', lambda v: int(v) > one)
        window.click('gutter:4')
        window.until('breakpoints', lambda v: v == '1')
        x0, y0 = window.ask('where panel:timeline 20% 60%').split()
        x1, y1 = window.ask('where panel:timeline 80% 60%').split()
        window.xdotool('mousemove', x0, y0)
        window.ask('print step')
        window.xdotool('mousedown', '1')
        window.ask('print step')
        window.xdotool('mousemove', x1, y1)
        window.until('step', lambda v: int(v) > last * 0.6)
        window.xdotool('mouseup', '1')
        window.key('Home')
        window.until('step', lambda v: v == '0')
        window.key('F8')
        window.until('step', lambda v: int(v) > 0)
        window.key('End')
        window.until('step', lambda v: int(v) == last)
        window.key('shift+F8')
        window.until('step', lambda v: int(v) < last)
        window.click('panel:code 60% 90%')
        window.until('editing', lambda v: v == 'yes')
        window.key('ctrl+End')
        window.xdotool('type', '--delay', '30', "console.log('typed');")
        window.until('edited', lambda v: v == 'yes')
        window.key('F5')
        window.until('edited', lambda v: v == 'no')
        window.key('Escape')
        window.until('editing', lambda v: v == 'no')
        window.key('End')
        window.until('writes', lambda v: v == '8')  # the typed line is printed
        return window.end()
    except Exception:
        window.process.kill()
        window.process.wait()
        raise


def main():
    gui, program, *walks = sys.argv[1:]
    xvfb = shutil.which('Xvfb')
    if not xvfb:
        print('skipped: Xvfb is not installed (Debian package xvfb)')
        return 77
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, XDG_CONFIG_HOME=folder, HOME=folder, LIBGL_ALWAYS_SOFTWARE='1')
        env.pop('WAYLAND_DISPLAY', None)
        read, write = os.pipe()
        server = subprocess.Popen([xvfb, '-displayfd', str(write), '-screen', '0', SIZE + 'x24', '-nolisten', 'tcp', '-noreset'],
                                  pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        try:
            number = os.fdopen(read).readline().strip()
            if not number:
                print('skipped: Xvfb does not start')
                return 77
            env['DISPLAY'] = ':' + number
            for walk in walks or sorted(glob.glob(os.path.join(HERE, 'walks', '*.walk'))):
                name = os.path.basename(walk)
                ended = subprocess.run([gui, '--script', walk, '--size', SIZE, program], env=env, capture_output=True, text=True,
                                       timeout=SECONDS, cwd=os.path.dirname(program))
                print(f'{"ok  " if ended.returncode == 0 else "FAIL"} {name}: {ended.stderr.strip()}')
                failures += ended.returncode != 0
            if not shutil.which('xdotool'):
                print('left out: the walk by xdotool, which is not installed')
            elif not walks:
                try:
                    code = by_hand(gui, program, env)
                    print(f'{"ok  " if code == 0 else "FAIL"} xdotool')
                    failures += code != 0
                except Exception as problem:
                    print(f'FAIL xdotool: {problem}')
                    failures += 1
        finally:
            server.terminate()
            server.wait()
    print('walks: all good' if not failures else f'walks: {failures} failed')
    return 1 if failures else 0


sys.exit(main())
