"""Checks a JSON value against a JSON Schema: the part of draft 2020-12 that our schemas use. An unknown keyword is an
error, so that a schema never says something that nobody checks."""
import re

TYPES = {'object': dict, 'array': list, 'string': str, 'boolean': bool, 'null': type(None)}
SILENT = {'$schema', '$id', '$defs', 'title', 'description', '$comment', 'default', 'examples'}


def is_type(value, name):
    if name == 'integer':
        return isinstance(value, int) and not isinstance(value, bool)
    if name == 'number':
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def check(value, schema, root=None, path='$'):
    """A list of texts, one for each thing that is wrong."""
    root = schema if root is None else root
    if schema is True:
        return []
    if schema is False:
        return [f'{path}: nothing is allowed here']
    wrong = []
    for key, says in schema.items():
        if key in SILENT:
            continue
        rule = RULES.get(key)
        if rule is None:
            raise ValueError(f'the schema uses {key}, which tests/run/schema.py does not know')
        wrong += rule(value, says, schema, root, path)
    return wrong


def ref(value, says, schema, root, path):
    target = root
    for part in says.lstrip('#/').split('/'):
        target = target[part]
    return check(value, target, root, path)


def types(value, says, schema, root, path):
    names = says if isinstance(says, list) else [says]
    return [] if any(is_type(value, name) for name in names) else [f"{path}: must be of type {' or '.join(names)}"]


def properties(value, says, schema, root, path):
    if not isinstance(value, dict):
        return []
    return [w for key, inner in says.items() if key in value for w in check(value[key], inner, root, f'{path}.{key}')]


def pattern_properties(value, says, schema, root, path):
    if not isinstance(value, dict):
        return []
    return [w for pattern, inner in says.items() for key in value if re.search(pattern, key)
            for w in check(value[key], inner, root, f'{path}.{key}')]


def additional(value, says, schema, root, path):
    if not isinstance(value, dict):
        return []
    known, patterns = schema.get('properties', {}), schema.get('patternProperties', {})
    rest = [key for key in value if key not in known and not any(re.search(p, key) for p in patterns)]
    if says is False:
        return [f"{path}: there is no '{key}'" for key in rest]
    return [w for key in rest for w in check(value[key], says, root, f'{path}.{key}')]


def any_of(value, says, schema, root, path):
    return [] if any(not check(value, inner, root, path) for inner in says) else [f'{path}: fits none of the allowed forms']


def limit(kind, fits, text):
    def rule(value, says, schema, root, path):
        return [f'{path}: {text} {says}'] if isinstance(value, kind) and not isinstance(value, bool) and not fits(value, says) else []
    return rule


RULES = {
    '$ref': ref,
    'type': types,
    'properties': properties,
    'patternProperties': pattern_properties,
    'additionalProperties': additional,
    'anyOf': any_of,
    'oneOf': any_of,
    'allOf': lambda value, says, schema, root, path: [w for inner in says for w in check(value, inner, root, path)],
    'required': lambda value, says, schema, root, path:
        [f"{path}: '{key}' is missing" for key in says if isinstance(value, dict) and key not in value],
    'items': lambda value, says, schema, root, path:
        [w for i, item in enumerate(value) for w in check(item, says, root, f'{path}[{i}]')] if isinstance(value, list) else [],
    'enum': lambda value, says, schema, root, path: [] if value in says else [f'{path}: must be one of {says}'],
    'const': lambda value, says, schema, root, path: [] if value == says else [f'{path}: must be {says}'],
    'pattern': lambda value, says, schema, root, path:
        [f'{path}: {value!r} does not have the form {says}'] if isinstance(value, str) and not re.search(says, value) else [],
    'minimum': limit((int, float), lambda v, s: v >= s, 'must be at least'),
    'maximum': limit((int, float), lambda v, s: v <= s, 'must be at most'),
    'minLength': limit(str, lambda v, s: len(v) >= s, 'must have a length of at least'),
    'minItems': limit(list, lambda v, s: len(v) >= s, 'must have at least this many items:'),
    'minProperties': limit(dict, lambda v, s: len(v) >= s, 'must have at least this many properties:'),
}
