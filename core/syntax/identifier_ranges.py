"""Writes identifier_ranges.inc: what ID_Start and ID_Continue have gained according to a supplement of Unicode's database.

Usage: identifier_ranges.py SUPPLEMENT OUTPUT
"""
import sys


def ranges(text):
    for item in text.split():
        first, _, last = item.partition('-')
        yield int(first, 16), int(last or first, 16)


def main(supplement, output):
    lines = []
    with open(supplement, encoding='utf-8') as file:
        for line in file:
            for name, macro in (('ID_Start', 'START'), ('ID_Continue', 'PART')):
                if line.startswith(f'set {name} + '):
                    gains = line.split(' + ')[1].split(' - ')[0]
                    lines += [f'{macro}({first:#x}, {last:#x})' for first, last in ranges(gains) if last > 0x7f]
    with open(output, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')


main(*sys.argv[1:])
