"""Packages from the npm registry, unmodified, under node_modules of a program's root: a small program for each, with what
real Node makes of it beside it (NAME.js, NAME.out).

package.json names the exact versions. They are installed once, with the npm client, into build/…/npm; where there is no
client or no registry the programs are reported as skipped, by name.
"""
import glob
import os
import shutil
import subprocess
import threading

from suite import ROOT, Case, Result, difference, start

HERE = os.path.join(ROOT, 'tests', 'npm')
INSTALL_SECONDS = 300
SECONDS = 60
lock = threading.Lock()
installed = {}      # folder -> None, or why there is nothing


def install(context):
    """The folder with node_modules, and why there is none."""
    folder = os.path.join(os.path.abspath(context.build), 'npm')
    with lock:
        if folder not in installed:
            installed[folder] = attempt(folder)
    return folder, installed[folder]


def attempt(folder):
    wanted = os.path.join(HERE, 'package.json')
    present = os.path.join(folder, 'package.json')
    with open(wanted, encoding='utf-8') as file:
        text = file.read()
    if os.path.exists(present) and os.path.isdir(os.path.join(folder, 'node_modules')):
        with open(present, encoding='utf-8') as file:
            if file.read() == text:
                return None
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    npm = shutil.which('npm')
    if not npm:
        return 'there is no npm client'
    shutil.copy(wanted, present)
    try:
        done = subprocess.run([npm, 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=INSTALL_SECONDS)
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode != 0:
        os.remove(present)
        return 'npm could not install from the registry'
    with open(present, 'w', encoding='utf-8') as file:
        file.write(text)
    return None


def check(context, program):
    folder, why = install(context)
    if why:
        return Result(skipped=why)
    name = os.path.basename(program)
    shutil.copy(program, os.path.join(folder, name))
    outcome = start([context.engine, 'run', '--root', folder, os.path.join(folder, name)], context.seconds(SECONDS))
    with open(program[:-len('.js')] + '.out', encoding='utf-8') as file:
        expected = file.read()
    got = outcome.stdout.decode(errors='replace')
    if outcome.code != 0 or got != expected:
        return difference('standard output', expected, got) + f'\nit ended with {outcome.code}\n' + outcome.stderr.decode(errors='replace')[:1500]
    return None


def cases(context):
    for program in sorted(glob.glob(os.path.join(HERE, '*.js'))):
        yield Case(f'npm {os.path.basename(program)[:-3]}', lambda program=program: check(context, program))
