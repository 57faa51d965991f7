"""Programs that try to leave the sandbox: nothing outside of the root is read, nothing real is written, and nothing of the
real machine (environment, user, host, clock, folders) is seen.

Each program under sandbox/ runs in a root that lies beside a secret, with links to it inside. HOST in its text becomes the
secret's real path.
"""
import getpass
import glob
import os
import socket
import tempfile
import time

from suite import Case, start

HERE = os.path.dirname(os.path.abspath(__file__))
SECRET = 'the-secret-of-the-host-4711'
DIES = ('Assertion', 'Sanitizer', 'terminate called', 'Segmentation', 'core dumped', 'Unsupported')
SECONDS = 60


def prepare(folder, program):
    root = os.path.join(folder, 'inside')
    os.makedirs(os.path.join(root, 'folder'))
    for name, text in (('secret.txt', SECRET), ('secret.js', f'module.exports = "{SECRET}";'), ('secret.json', f'"{SECRET}"')):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(text)
    os.symlink(os.path.join(folder, 'secret.txt'), os.path.join(root, 'link-file'))
    os.symlink(folder, os.path.join(root, 'link-folder'))
    os.symlink('..', os.path.join(root, 'link-up'))
    os.symlink('../secret.js', os.path.join(root, 'link-script.js'))
    modules = os.path.join(root, 'node_modules')
    for name, package in (('escape-main', '{"main": "../../../secret.js"}'), ('escape-exports', '{"exports": "./../../../secret.js"}')):
        os.makedirs(os.path.join(modules, name))
        with open(os.path.join(modules, name, 'package.json'), 'w', encoding='utf-8') as file:
            file.write(package)
    os.symlink(folder, os.path.join(modules, 'outside'))
    with open(program, encoding='utf-8') as file:
        text = file.read()
    with open(os.path.join(root, 'own.js'), 'w', encoding='utf-8') as file:
        file.write(text.replace('HOST', repr(os.path.join(folder, 'secret.txt'))))
    return root


def snapshot(folder):
    """Every path below, with what would change if somebody wrote there. Links are not followed."""
    found = {}
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            stat = os.lstat(os.path.join(parent, name))
            found[os.path.join(parent, name)] = (stat.st_mode, stat.st_size, stat.st_mtime_ns)
    return found


# What must not be seen, by what it is. Short or common words would be found by chance.
def real_facts():
    facts = {'the secret': SECRET, 'a marker in the environment': 'environment-marker-0815', 'the password file': 'root:x:0'}
    for what, value in (('the host name', socket.gethostname()), ('the user', getpass.getuser()), ('the home folder', os.path.expanduser('~')), ('the year', f'"{time.gmtime().tm_year}-')):
        if len(value) > 5:
            facts[what] = value
    return facts


def check(context, program):
    with tempfile.TemporaryDirectory() as folder:
        root = prepare(folder, program)
        before = snapshot(folder)
        outcome = start([context.engine, 'run', '--root', root, os.path.join(root, 'own.js')], context.seconds(SECONDS), root,
                        {'SECRET_OF_THE_HOST': 'environment-marker-0815'})
        if snapshot(folder) != before:
            return 'the real disk was changed'
    text = (outcome.stdout + outcome.stderr).decode(errors='replace')
    for what, value in real_facts().items():
        if value in text:
            return f'{what} was seen:\n{text[:1500]}'
    if 'OUT ' in text or outcome.code != 0 or any(word in text for word in DIES):
        return f'it ended with {outcome.code}:\n{text[:1500]}'
    if folder in text:
        return f'a real path was seen:\n{text[:1500]}'
    return None


def cases(context):
    programs = sorted(glob.glob(os.path.join(HERE, 'sandbox', '*.js')))
    return [Case(f'sandbox: {os.path.basename(program)[:-3]}', lambda program=program: check(context, program)) for program in programs]
