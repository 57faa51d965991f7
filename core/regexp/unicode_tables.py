"""Writes core/regexp/unicode_tables.inc out of the Unicode Character Database (Debian: package unicode-data).

Usage: unicode_tables.py UCD_FOLDER SUPPLEMENT OUTPUT

SUPPLEMENT is unicode_17.txt, which makes Unicode 17 of an older database.

Sets are byte strings: for each range the gap since the end of the previous one and its length, as LEB128 numbers.
Which properties exist, and by which names, is what ECMA-262 lists (tables "Non-binary Unicode property aliases",
"Binary Unicode property aliases" and "Binary Unicode properties of strings"); what they contain is the database's.
"""
import os
import sys

LAST = 0x10FFFF

# The long name, then the alias where ECMA-262 has one, then the file that holds the property.
BINARY = """
ASCII_Hex_Digit AHex PropList
Alphabetic Alpha DerivedCoreProperties
Bidi_Control Bidi_C PropList
Bidi_Mirrored Bidi_M extracted/DerivedBinaryProperties
Case_Ignorable CI DerivedCoreProperties
Cased - DerivedCoreProperties
Changes_When_Casefolded CWCF DerivedCoreProperties
Changes_When_Casemapped CWCM DerivedCoreProperties
Changes_When_Lowercased CWL DerivedCoreProperties
Changes_When_NFKC_Casefolded CWKCF DerivedNormalizationProps
Changes_When_Titlecased CWT DerivedCoreProperties
Changes_When_Uppercased CWU DerivedCoreProperties
Dash - PropList
Default_Ignorable_Code_Point DI DerivedCoreProperties
Deprecated Dep PropList
Diacritic Dia PropList
Emoji - emoji/emoji-data
Emoji_Component EComp emoji/emoji-data
Emoji_Modifier EMod emoji/emoji-data
Emoji_Modifier_Base EBase emoji/emoji-data
Emoji_Presentation EPres emoji/emoji-data
Extended_Pictographic ExtPict emoji/emoji-data
Extender Ext PropList
Grapheme_Base Gr_Base DerivedCoreProperties
Grapheme_Extend Gr_Ext DerivedCoreProperties
Hex_Digit Hex PropList
IDS_Binary_Operator IDSB PropList
IDS_Trinary_Operator IDST PropList
ID_Continue IDC DerivedCoreProperties
ID_Start IDS DerivedCoreProperties
Ideographic Ideo PropList
Join_Control Join_C PropList
Logical_Order_Exception LOE PropList
Lowercase Lower DerivedCoreProperties
Math - DerivedCoreProperties
Noncharacter_Code_Point NChar PropList
Pattern_Syntax Pat_Syn PropList
Pattern_White_Space Pat_WS PropList
Quotation_Mark QMark PropList
Radical - PropList
Regional_Indicator RI PropList
Sentence_Terminal STerm PropList
Soft_Dotted SD PropList
Terminal_Punctuation Term PropList
Unified_Ideograph UIdeo PropList
Uppercase Upper DerivedCoreProperties
Variation_Selector VS PropList
White_Space space PropList
XID_Continue XIDC DerivedCoreProperties
XID_Start XIDS DerivedCoreProperties
"""

SEQUENCES = ["Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji_Modifier_Sequence", "RGI_Emoji_Flag_Sequence",
             "RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence"]

GROUPS = {"LC": ["Lu", "Ll", "Lt"], "L": "L", "M": "M", "N": "N", "P": "P", "S": "S", "Z": "Z", "C": "C"}


class Supplement:
    """What unicode_17.txt says: see there."""

    def __init__(self, path):
        self.scripts, self.sets, self.sequences, self.pairs, self.folds = {}, {}, {}, [], {}
        with open(path, encoding="utf-8") as file:
            for line in file:
                kind, _, rest = line.partition(" ")
                if line.startswith("#") or not line.strip():
                    continue
                name, _, rest2 = rest.strip().partition(" ")
                if kind == "script":
                    self.scripts[name] = rest2
                elif kind == "set":
                    gains, _, losses = rest2.partition("- ") if not rest2.startswith("- ") else ("", "", rest2[2:])
                    self.sets[name] = (self.ranges(gains.strip().lstrip("+ ")), self.ranges(losses))
                elif kind == "sequences":
                    self.sequences.setdefault(name, []).extend([int(cp, 16) for cp in item.split()] for item in rest2.split(","))
                else:
                    entries = [tuple(int(cp, 16) for cp in item.split()) for item in rest.split(",")]
                    if kind == "case":
                        self.pairs += entries
                    else:
                        self.folds.update(entries)

    @staticmethod
    def ranges(text):
        spans = (item.partition("-") for item in text.split())
        return [(int(first, 16), int(last or first, 16)) for first, _, last in spans]


def main(folder, supplement_path, output):
    supplement = Supplement(supplement_path)

    def rows(name):
        with open(os.path.join(folder, name + ".txt"), encoding="utf-8") as file:
            for line in file:
                line = line.split("#", 1)[0]
                if line.strip():
                    yield [field.strip() for field in line.split(";")]

    def span(text):
        first, _, last = text.partition("..")
        return int(first, 16), int(last or first, 16)

    def normal(ranges):
        out = []
        for first, last in sorted(map(tuple, ranges)):
            if out and first <= out[-1][1] + 1:
                out[-1][1] = max(out[-1][1], last)
            else:
                out.append([first, last])
        return out

    def complement(ranges):
        out, at = [], 0
        for first, last in normal(ranges):
            if first > at:
                out.append([at, first - 1])
            at = last + 1
        if at <= LAST:
            out.append([at, LAST])
        return out

    def minus(left, right):
        return complement(complement(left) + normal(right))

    def updated(name, ranges):
        gains, losses = supplement.sets.get(name, ([], []))
        return normal(minus(list(ranges) + gains, losses))

    data = bytearray()
    sets = []  # (offset into data, count of ranges)

    def number(value):
        while value >= 0x80:
            data.append(value & 0x7F | 0x80)
            value >>= 7
        data.append(value)

    def add_set(ranges):
        ranges = normal(ranges)
        sets.append((len(data), len(ranges)))
        at = 0
        for first, last in ranges:
            number(first - at)
            number(last - first)
            at = last + 1
        return len(sets) - 1

    # Names and aliases of values.
    aliases = {"gc": {}, "sc": {}}
    for row in rows("PropertyValueAliases"):
        if row[0] in aliases:
            short, long = row[1], row[2]
            aliases[row[0]][short if row[0] == "gc" else long] = [name for name in row[1:]]

    # General_Category.
    categories = {}
    for row in rows("extracted/DerivedGeneralCategory"):
        categories.setdefault(row[1], []).append(span(row[0]))
    categories = {name: updated("gc=" + name, ranges) for name, ranges in categories.items() if name != "Cn"}
    assigned = [r for ranges in categories.values() for r in ranges]
    categories["Cn"] = complement(assigned)
    gc_names = []
    leaf_names = list(categories)
    for name, members in GROUPS.items():
        leaves = members if isinstance(members, list) else [n for n in leaf_names if n.startswith(members)]
        categories[name] = [r for leaf in leaves for r in categories[leaf]]
    for name, ranges in categories.items():
        index = add_set(ranges)
        gc_names += [(alias, index) for alias in set(aliases["gc"][name] + [name])]

    # Script and Script_Extensions.
    scripts = {}
    for row in rows("Scripts"):
        scripts.setdefault(row[1], []).append(span(row[0]))
    for long, short in supplement.scripts.items():
        aliases["sc"].setdefault(long, [short, long])
        scripts.setdefault(long, [])
    scripts = {name: updated("sc=" + name, ranges) for name, ranges in scripts.items()}
    scripts["Unknown"] = complement([r for ranges in scripts.values() for r in ranges])
    short_to_long = {names[0]: long for long, names in aliases["sc"].items()}
    extended, extensions = [], {}
    for row in rows("ScriptExtensions"):
        extended.append(span(row[0]))
        for short in row[1].split():
            extensions.setdefault(short_to_long[short], []).append(span(row[0]))

    def extended_set(long):
        if long == "Unknown":
            return scripts[long]
        return updated("scx=" + long, minus(scripts[long], extended) + extensions.get(long, []))

    sc_names = []
    for long in sorted(aliases["sc"]):
        if long not in scripts:
            continue  # Katakana_Or_Hiragana: a name with no characters
        sc = add_set(scripts[long])
        scx = add_set(extended_set(long))
        sc_names += [(alias, sc, scx) for alias in set(aliases["sc"][long])]

    # Binary properties.
    files, binary_names = {}, []
    for line in BINARY.split("\n"):
        if not line:
            continue
        name, alias, source = line.split()
        if source not in files:
            files[source] = {}
            for row in rows(source):
                files[source].setdefault(row[1], []).append(span(row[0]))
        index = add_set(updated(name, files[source][name]))
        binary_names += [(n, index) for n in (name, alias) if n != "-"]
    for name, ranges in (("ASCII", [(0, 0x7F)]), ("Any", [(0, LAST)]), ("Assigned", assigned)):
        binary_names.append((name, add_set(ranges)))

    # Properties of strings: one set for the single code points, one list for the longer sequences.
    singles = {name: [] for name in SEQUENCES}
    longer = {name: [] for name in SEQUENCES}
    for source in ("emoji/emoji-sequences", "emoji/emoji-zwj-sequences"):
        for row in rows(source):
            if " " in row[0]:
                longer[row[1]].append(tuple(int(cp, 16) for cp in row[0].split()))
            else:
                singles[row[1]].append(span(row[0]))
    for name, items in supplement.sequences.items():
        singles[name] += [(item[0], item[0]) for item in items if len(item) == 1]
        longer[name] += [tuple(item) for item in items if len(item) > 1]
    singles["RGI_Emoji"] = [r for name in SEQUENCES for r in singles[name]]
    longer["RGI_Emoji"] = [s for name in SEQUENCES for s in longer[name]]
    string_names = []
    for name in SEQUENCES + ["RGI_Emoji"]:
        index = add_set(singles[name])
        offset = len(data)
        for sequence in sorted(set(longer[name])):
            number(len(sequence))
            for cp in sequence:
                number(cp)
        string_names.append((name, index, offset, len(set(longer[name]))))

    # Case: simple folding, and the Canonicalize of patterns without u or v (the full upper case mapping where that is
    # one code unit, never from outside ASCII into it).
    folding = {}
    for row in rows("CaseFolding"):
        if row[1] in ("C", "S"):
            folding[int(row[0], 16)] = int(row[2], 16)
    upper = {}
    for row in rows("UnicodeData"):
        cp = int(row[0], 16)
        if row[12] and cp <= 0xFFFF:
            upper[cp] = int(row[12], 16)
    for row in rows("SpecialCasing"):
        cp, condition = int(row[0], 16), row[4]
        if not condition:
            full = row[3].split()
            if len(full) == 1:
                upper[cp] = int(full[0], 16)
            else:
                upper.pop(cp, None)
    for capital, small in supplement.pairs:
        folding[capital] = small
        if small <= 0xFFFF:
            upper[small] = capital
    folding.update(supplement.folds)
    upper = {cp: to for cp, to in upper.items() if to <= 0xFFFF and not (cp >= 128 > to) and to != cp}
    for mapping in (folding, upper):
        assert all(to not in mapping for to in mapping.values()), "canonical forms map to themselves"

    def case_ranges(mapping):
        out = []  # first, last, delta, stride
        for cp in sorted(mapping):
            delta = mapping[cp] - cp
            if out and out[-1][2] == delta:
                first, last, _, stride = out[-1]
                if first == last and cp - last in (1, 2):
                    out[-1][3] = cp - last
                    out[-1][1] = cp
                    continue
                if first != last and cp - last == stride:
                    out[-1][1] = cp
                    continue
            out.append([cp, cp, delta, 1])
        return out

    with open(output, "w", encoding="ascii") as out:
        def table(kind, name, entries):
            out.write(f"constexpr {kind} {name}[] = {{\n")
            for entry in sorted(entries):
                out.write("  {" + ", ".join(f'"{e}"' if isinstance(e, str) else str(e) for e in entry) + "},\n")
            out.write("};\n")

        out.write("// Generated by core/regexp/unicode_tables.py.\n")
        out.write("constexpr unsigned char unicodeData[] = {\n")
        for at in range(0, len(data), 32):
            out.write(",".join(map(str, data[at:at + 32])) + ",\n")
        out.write("};\nconstexpr EncodedSet encodedSets[] = {\n")
        out.write("".join(f"  {{{offset}, {count}}},\n" for offset, count in sets) + "};\n")
        table("NamedSet", "generalCategoryNames", gc_names)
        table("NamedScript", "scriptNames", sc_names)
        table("NamedSet", "binaryPropertyNames", binary_names)
        table("NamedSequences", "stringPropertyNames", string_names)
        table("CaseRange", "simpleFoldings", case_ranges(folding))
        table("CaseRange", "legacyUpperCase", case_ranges(upper))


main(*sys.argv[1:])
