"""Tidiness as tests: each function is one rule about the tree as a whole, and says what breaks it."""
import json
import os
import re
import subprocess

from suite import ROOT, Case

SOURCE = ('.cpp', '.h', '.def')
# Kept apart so that this file does not find itself. A word in quotes is one that a program prints.
LEFTOVERS = re.compile(r'(?<![\'"])\b(' + '|'.join(('TO' + 'DO', 'FIX' + 'ME', 'X' * 3, 'HA' + 'CK')) + r')\b')
MACHINE_PATHS = re.compile(r'(?<![\w.$}/])/(?:' + '|'.join(('home', 'root', 'work', 'Users', 'mnt', 'opt')) + r')/[\w.-]')


def tracked():
    """Files of this tree: what git knows, plus what is new and not ignored."""
    out = subprocess.run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], cwd=ROOT,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    names = [name for name in out.split('\0') if name]
    if not names:  # an archive without .git
        for base, folders, files in os.walk(ROOT):
            folders[:] = [name for name in folders if name not in ('build', '.git')]
            names += [os.path.relpath(os.path.join(base, name), ROOT) for name in files]
    return sorted(name for name in set(names) if os.path.isfile(os.path.join(ROOT, name)))


def text_of(name):
    with open(os.path.join(ROOT, name), encoding='utf-8', errors='replace') as file:
        return file.read()


def list_up(problems):
    return '\n'.join(problems) or None


# --- rooms ------------------------------------------------------------------------------------------------------------

def rooms():
    """{room: the set of rooms it may include}, from the room(…) lines of CMakeLists.txt; what a room uses, it may reach."""
    direct = {}
    for match in re.finditer(r'^room\((\w+)(?:\s+USES\s+([\w\s]+))?\)', text_of('CMakeLists.txt'), re.M):
        direct[match.group(1)] = set((match.group(2) or '').split())
    reach = {}
    for room, uses in direct.items():  # in order: a room uses only rooms above it in the list
        reach[room] = {room} | uses | {far for near in uses for far in reach.get(near, set())}
    return reach


def sources_keep_to_themselves(context):
    """`inline` on a variable in a .cpp file gives it a name that another file may use for something else, unseen."""
    problems = []
    for name in tracked():
        if not name.endswith('.cpp'):
            continue
        for number, line in enumerate(text_of(name).split('\n'), 1):
            if re.match(r'\s*(inline\s+constexpr|constexpr\s+inline)\b', line):
                problems.append(f'{name}:{number}: {line.strip()[:80]}')
    return list_up(problems)


def includes_go_downward(context):
    reach, problems = rooms(), []
    if not reach:
        return 'no room(…) line was found in CMakeLists.txt'
    for name in tracked():
        parts = name.split('/')
        if not name.endswith(SOURCE):
            continue
        for number, line in enumerate(text_of(name).split('\n'), 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match:
                continue
            target = match.group(1).split('/')
            where = f'{name}:{number}: includes {match.group(1)}'
            if target[0] not in ('core', 'gui', 'cli', 'tests'):
                if not os.path.exists(os.path.join(ROOT, *target)) and len(target) == 1 and \
                        os.path.exists(os.path.join(ROOT, *parts[:-1], target[0])):
                    problems.append(f'{where}; write it from the root')
                continue
            if parts[0] == 'core':
                room = parts[1]
                if target[0] != 'core' or target[1] not in reach.get(room, set()):
                    allowed = ', '.join(sorted(reach.get(room, set()) - {room})) or 'nothing'
                    problems.append(f'{where}; core/{room} may include {allowed}')
            elif parts[0] == 'gui' and target[0] == 'core' and target[1] not in ('base', 'trace', 'snapshot', 'session', 'quiz', 'syntax'):
                problems.append(f'{where}; the window knows traces and sessions, no engine type')
            elif parts[0] in ('gui', 'cli') and target[0] not in ('core', parts[0]):
                problems.append(where)
    return list_up(problems)


def every_room_is_listed(context):
    listed = rooms()
    here = {name.split('/')[1] for name in tracked() if name.startswith('core/') and name.count('/') > 1}
    return list_up([f'core/{room} is no room of CMakeLists.txt' for room in sorted(here - set(listed))])


# --- dead files -------------------------------------------------------------------------------------------------------

def every_source_is_built(context):
    """Every .cpp is compiled by the build at hand (fuzzers by the fuzz preset only)."""
    path = os.path.join(context.build, 'compile_commands.json')
    if not os.path.exists(path):
        return f'{path} is missing: was the build configured?'
    with open(path) as file:
        compiled = {os.path.relpath(os.path.join(entry['directory'], entry['file']), ROOT) for entry in json.load(file)}
    return list_up([f'{name} is built by no target' for name in tracked() if name.endswith('.cpp')
                    and name not in compiled and not name.startswith('tests/fuzz/')])


def every_header_is_included(context):
    included = set()
    for name in tracked():
        if name.endswith(SOURCE):
            included |= set(re.findall(r'^\s*#\s*include\s+"([^"]+)"', text_of(name), re.M))
    return list_up([f'{name} is included by nothing' for name in tracked()
                    if name.endswith(('.h', '.def')) and name not in included])


def every_python_file_is_used(context):
    """A script is named by ./dev or by another script."""
    names = [name for name in tracked() if name.endswith('.py')]
    texts = {name: text_of(name) for name in names + ['dev']}
    problems = []
    for name in names:
        module = os.path.basename(name)[:-3]
        pattern = re.compile(rf'\b(import|from) {module}\b|{re.escape(name)}|{module}\.py\b')
        if not any(pattern.search(text) for other, text in texts.items() if other != name) and \
                not any(module in text_of(cmake) for cmake in tracked() if cmake.endswith(('CMakeLists.txt', '.cmake'))):
            problems.append(f'{name} is used by nothing')
    return list_up(problems)


# --- tests that no run covers -----------------------------------------------------------------------------------------

ENDINGS = ('.js', '.mjs')


def every_program_has_its_output(context):
    here, problems = set(tracked()), []
    for name in here:
        if not name.startswith(('tests/language/', 'tests/node/')):
            continue
        stem, ending = os.path.splitext(name)
        if ending in ENDINGS and 'lib' not in name.split('/')[:-1]:
            if stem + '.out' not in here:
                problems.append(f'{name} has no recorded output (./dev test --record {name})')
            if not text_of(name).startswith('// '):
                problems.append(f'{name} does not begin with its story')
        elif ending in ('.out', '.err', '.code'):
            base = re.sub(r'\.\d+$', '', stem)
            if not any(base + ending in here for ending in ENDINGS):
                problems.append(f'{name} belongs to no program')
    return list_up(sorted(problems))


def every_test_folder_is_run(context):
    known = {'unit', 'run', 'language', 'node', 'golden', 'conformance', 'sim', 'tidy', 'fuzz', 'gui', 'bench', 'cli', 'tools', 'npm', 'heap'}
    here = {name.split('/')[1] for name in tracked() if name.startswith('tests/') and name.count('/') > 1}
    return list_up([f'tests/{folder} is run by no suite' for folder in sorted(here - known)])


def every_scenario_is_whole(context):
    here, problems = set(tracked()), []
    for name in sorted(here):
        if name.startswith('scenarios/') and name.count('/') == 2:
            stem, ending = os.path.splitext(name)
            if ending == '.js' and stem + '.json' not in here:
                problems.append(f'{name} has no {os.path.basename(stem)}.json')
            if ending == '.json' and stem + '.js' not in here:
                problems.append(f'{name} has no program beside it')
    return list_up(problems)


# --- leftovers --------------------------------------------------------------------------------------------------------

def nothing_is_left_open(context):
    problems = []
    for name in tracked():
        if name.endswith(SOURCE + ('.py', '.txt', '.cmake', '.md', '.js', '.json')) or '.' not in os.path.basename(name):
            for number, line in enumerate(text_of(name).split('\n'), 1):
                if LEFTOVERS.search(line):
                    problems.append(f'{name}:{number}: {line.strip()[:100]}')
    return list_up(problems)


def no_path_of_one_machine(context):
    problems = []
    for name in tracked():
        if name.endswith(('.png', '.tick', '.ttf')):
            continue
        for number, line in enumerate(text_of(name).split('\n'), 1):
            if MACHINE_PATHS.search(line) and not line.startswith('#!'):
                problems.append(f'{name}:{number}: {line.strip()[:100]}')
    return list_up(problems)


def no_mutable_statics_in_core(context):
    """Isolates share nothing: state that outlives a run would tie them together."""
    pattern = re.compile(r'^\s*(?:inline\s+)?(?:static|thread_local)\s+(?!const\b|constexpr\b|inline\b|_?assert)'
                         r'(?:[A-Za-z_][\w:<>,\s]*[ &*])[A-Za-z_]\w*\s*(=[^=]|;|\{)')
    problems = []
    for name in tracked():
        if name.startswith('core/') and name.endswith(SOURCE):
            for number, line in enumerate(text_of(name).split('\n'), 1):
                if pattern.match(line) and 'const ' not in line and 'constexpr' not in line and '(' not in line.split('=')[0]:
                    problems.append(f'{name}:{number}: {line.strip()[:100]}')
    return list_up(problems)


# --- documents --------------------------------------------------------------------------------------------------------

def documents():
    return [name for name in tracked() if name.endswith('.md')]


def documented_commands_exist(context):
    """Every ./dev verb that a document names is one that ./dev has, and ./dev help tells about all of them."""
    text = text_of('dev')
    verbs = set(re.search(r'^  ((?:\w+ \| )+\w+)\) "verb_', text, re.M).group(1).split(' | ')) | {'help'}
    told = set(re.findall(r'^\./dev (\w+)', text.split("<<'TEXT'")[1], re.M))
    problems = [f'./dev help does not tell about {verb}' for verb in sorted(verbs - told)]
    for name in documents():
        for verb in re.findall(r'(?:^|[\s`(])\./dev (\w+)', text_of(name)):
            if verb not in verbs:
                problems.append(f'{name}: there is no ./dev {verb}')
    return list_up(problems)


def documented_files_exist(context):
    """Links of documents to files of this tree lead somewhere."""
    problems = []
    for name in documents():
        for target in re.findall(r'\]\(([^)#\s]+)(?:#[^)]*)?\)', text_of(name)):
            if '://' not in target and not target.startswith('mailto:'):
                if not os.path.exists(os.path.normpath(os.path.join(ROOT, os.path.dirname(name), target))):
                    problems.append(f'{name}: {target} does not exist')
    return list_up(problems)


RULES = [includes_go_downward, sources_keep_to_themselves, every_room_is_listed, every_source_is_built, every_header_is_included,
         every_python_file_is_used, every_program_has_its_output, every_test_folder_is_run, every_scenario_is_whole,
         nothing_is_left_open, no_path_of_one_machine, no_mutable_statics_in_core, documented_commands_exist,
         documented_files_exist]


def cases(context):
    for rule in RULES:
        yield Case('tidy: ' + rule.__name__.replace('_', ' '), lambda r=rule: r(context))
