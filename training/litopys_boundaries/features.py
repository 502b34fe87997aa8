"""What the classifiers look at. The program computes the same numbers (src/language/boundary_features.cc); every formula is
integer arithmetic modulo 2**32, so that both agree to the bit.

Text is cut into atoms: runs of letters, runs of digits, and every other character by itself; marks stay with what they stand
on; the parts of an emoji stay together. Three questions are asked:

    gap       between two atoms with no space between them: do two tokens meet here?       (can|'|t.  no no yes)
    cut       in a token that ends like a contraction: is it two words?                    (can't: yes, Mc'n't: no)
    sentence  after a token: does a sentence end here?

Each position has a few attributes (numbers). The first two questions have a classifier each with a list of templates:
combinations of attributes of the position and its neighbours, hashed into a table (network.py). The third has a network that
takes the attributes as they are (sentence_network.py).
"""
import unicodedata
from functools import lru_cache

import numpy as np

SPACE, LETTER, DIGIT, OTHER, MARK = range(5)
MARGIN = 4                                       # neighbours that a template may look at
MASK = 0xFFFFFFFF

GAP_ATTRIBUTES = "lower shape kind flags place".split()
CUT_ATTRIBUTES = "lower shape suffix ending stem".split()
SENTENCE_ATTRIBUTES = "lower shape suffix space state dots place since style".split()


def _templates(attributes, text):
    """"lower0 shape+1" -> [(attribute number, offset), ...], a template a line"""
    out = []
    for line in text.strip().split("\n"):
        parts = []
        for word in line.split():
            name = word.rstrip("+-0123456789")
            parts.append((attributes.index(name), int(word[len(name):])))
        out.append(parts)
    return out


GAP = _templates(GAP_ATTRIBUTES, """
lower0
lower1
lower0 lower1
lower-1 lower0 lower1
lower0 lower1 lower2
kind0 kind1
kind-1 kind0 kind1
kind0 kind1 kind2
kind-1 kind0 kind1 kind2
kind-2 kind-1 kind0 kind1
kind0 kind1 kind2 kind3
kind0 kind1 flags0
kind0 kind1 place0
kind-1 kind0 kind1 kind2 place0 flags0
lower0 kind1
kind0 lower1
lower-1 kind0 kind1
kind0 kind1 lower2
shape-1 shape0 shape1 shape2
kind-2 kind-1 kind0 kind1 kind2 kind3
lower-1 lower0 kind1 place0
kind0 lower1 lower2
flags0 place0
lower-2 lower-1 lower0 lower1
lower-1 lower0 lower1 lower2
lower-1 kind0 lower1
flags0 kind0
flags0 kind1
flags0 kind-1 kind0 kind1
""")

CUT = _templates(CUT_ATTRIBUTES, """
ending0
ending0 stem0
ending0 shape0
ending0 suffix0
ending0 lower1
ending0 shape1
ending0 lower-1
ending0 shape-1
lower0
lower0 lower1
lower0 suffix1
lower-1 lower0
lower-1 lower0 lower1
""")


@lru_cache(maxsize=None)
def kind_of(c):
    if c.isspace() and c not in "\x1c\x1d\x1e\x1f":
        return SPACE
    category = unicodedata.category(c)
    return LETTER if category[0] == "L" else DIGIT if category == "Nd" else MARK if category[0] == "M" else OTHER


def is_upper(c):
    return kind_of(c) == LETTER and (c.isupper() or unicodedata.category(c) == "Lt")


def fnv(text):
    value = 2166136261
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 16777619) & MASK
    return value


def lower(text):
    return "".join(c.lower()[0] for c in text)          # simple mapping: one character each


def shape(text):
    """"Kyiv-24's" -> "Xxx-dd'x": runs are cut to two, the whole to ten"""
    out = ""
    for c in text:
        kind = kind_of(c)
        if kind == MARK:
            continue
        x = ("X" if c.isupper() or unicodedata.category(c) == "Lt" else "x") if kind == LETTER else "d" if kind == DIGIT else c
        if out[-2:] != x + x:
            out += x
        if len(out) >= 10:
            break
    return out


def blend(a, b):
    return (((a ^ (b * 0x9E3779B1)) & MASK) * 0x85EBCA6B) & MASK


@lru_cache(maxsize=None)
def word_numbers(text):
    """lower, shape, suffix and dots of a token or an atom"""
    low = lower(text)
    dots = min(len(text), 6) + 8 * ("." in text[:-1]) + 16 * text.endswith(".")
    return fnv(low), fnv(shape(text)), fnv(low[-3:]), dots


JOINER = "\u200d"


def joins_picture(c, before, flag_letters):
    """Does c belong to the picture before it? Skin tones, what follows a joiner, the second letter of a flag, signs that box
    or colour the one before them"""
    if c == JOINER or 0x1F3FB <= ord(c) <= 0x1F3FF or 0xE0020 <= ord(c) <= 0xE007F:
        return True
    return before == JOINER or (_flag_letter(c) and flag_letters % 2 == 1)


def _flag_letter(c):
    return 0x1F1E6 <= ord(c) <= 0x1F1FF


def is_picture(c):
    return ord(c) >= 0x1F000 or 0x2600 <= ord(c) < 0x27C0


def atoms(text):
    """[(begin, end)] of the atoms of a text"""
    out, before, start, flag_letters = [], SPACE, 0, 0
    for i, c in enumerate(text):
        kind = kind_of(c)
        if kind == MARK:
            kind, new = (before, False) if before else (LETTER, True)
        else:
            new = kind != before or kind == OTHER
            if kind == OTHER == before and joins_picture(c, text[i - 1], flag_letters):
                new = False
            flag_letters = flag_letters + 1 if _flag_letter(c) else 0
        if new:
            if before:
                out.append((start, i))
            start = i
        before = kind
    if before:
        out.append((start, len(text)))
    return out


def _chunk_flags(chunk):
    """What an address, a number or a path looks like, seen as a whole"""
    letters = [kind_of(c) == LETTER for c in chunk]
    dotted = any(c == "." and 0 < i < len(chunk) - 1 and letters[i - 1] and letters[i + 1] for i, c in enumerate(chunk))
    return 1 + ("@" in chunk) + 2 * ("://" in chunk) + 4 * ("/" in chunk) + 8 * dotted + 16 * any(kind_of(c) == DIGIT for c in chunk)


def gap_rows(text, spans):
    rows, first, last, flags = [], 0, -1, 0
    for i, (begin, end) in enumerate(spans):
        if i > last:
            first = last = i
            while last + 1 < len(spans) and spans[last][1] == spans[last + 1][0]:
                last += 1
            flags = _chunk_flags(text[begin:spans[last][1]])
        atom, spaced = text[begin:end], 1 + (i == last)
        low, form, _, _ = word_numbers(atom)
        kind = kind_of(atom[0])
        if kind in (LETTER, MARK):
            what = (2 if atom == lower(atom) else 3 if all(kind_of(c) != LETTER or c.isupper() for c in atom) else 4) + 8 * min(len(atom), 4)
        else:
            what = 5 + 8 * min(len(atom), 4) if kind == DIGIT else 6 if is_picture(atom[0]) else fnv(atom[0])
        rows.append((blend(low, spaced), blend(form, spaced), blend(what, spaced), flags,
                     1 + min(i - first, 5) + 8 * min(last - i, 5)))
    return rows


def cut_rows(text, tokens, endings):
    rows = []
    for begin, end in tokens:
        word = text[begin:end]
        low, form, suffix, _ = word_numbers(word)
        cut = endings.cut(word)
        rows.append((low, form, suffix, fnv(lower(word[cut:])) if cut else 0, fnv(lower(word[:cut])) if cut else 0))
    return rows


OPENING, CLOSING = {"(": 1, "[": 1, "{": 1}, {")": 1, "]": 1, "}": 1}
QUOTES = {'"': -1, "“": 1, "«": 1, "``": 1, "”": 0, "»": 0, "''": 0}


def _longest_line(text, tokens):
    line, longest = tokens[0][0], 0
    for i, (_, end) in enumerate(tokens):
        if i + 1 == len(tokens) or line_breaks(text[end:tokens[i + 1][0]]):
            longest = max(longest, end - line)
            line = tokens[i + 1][0] if i + 1 < len(tokens) else line
    return longest


def _style(text, tokens):
    """Of a whole paragraph: are there stops, capitals after the first word, words in lower case?"""
    stops = any(text[b:e] in (".", "?", "!") for b, e in tokens)
    capitals = any(is_upper(text[b]) for b, _ in tokens[1:])
    small = any(e - b > 1 and kind_of(text[b]) == LETTER and not is_upper(text[b]) for b, e in tokens)
    return 1 + stops + 2 * capitals + 4 * small


def sentence_rows(text, tokens):
    style = _style(text, tokens)
    longest = _longest_line(text, tokens)
    rows, quoted, depth, since, line = [], 0, 0, 0, tokens[0][0]
    for i, (begin, end) in enumerate(tokens):
        word = text[begin:end]
        low, form, suffix, dots = word_numbers(word)
        quote = QUOTES.get(word)
        if quote is not None:
            quoted = 1 - quoted if quote < 0 else quote
        depth = min(depth + 1, 3) if word in OPENING else max(depth - 1, 0) if word in CLOSING else depth
        since = 0 if word in (".", "?", "!") else min(since + 1, 63)
        space = 63
        if i + 1 < len(tokens):
            after = tokens[i + 1]
            blank = text[end:after[0]]
            if line_breaks(blank):
                length = end - line
                wrapped = length + 1 + min(after[1] - after[0], 40) > longest       # else the next word had room
                space = 4 + (0 if length < 30 else 1 if length < 55 else 2 if length < 90 else 3) + 4 * wrapped
                line = after[0]
            else:
                space = 1 + min(len(blank), 2)
        rows.append((low, form, suffix, space, 1 + quoted + 2 * depth, dots,
                     1 + min(i, 3) + 4 * min(len(tokens) - 1 - i, 3), 1 + (since if since < 16 else 16 + since // 8), style))
    return rows


ROOM_LEFT = range(4, 8)                          # values of `space` after a line that the next word would have fitted on

BREAKS = {"\n": 1, "\v": 1, "\x85": 1, "\u2028": 1, "\u2029": 2, "\f": 2}


def line_breaks(blank):
    """How many lines end in some white space; two make a paragraph"""
    return sum(BREAKS.get(c, 0) for c in blank) + blank.count("\r") - blank.count("\r\n")


def padded(rows, width):
    margin = np.zeros((MARGIN, width), np.uint32)
    return np.concatenate([margin, np.array(rows, np.uint32).reshape(-1, width), margin])


def hashed(attributes, templates, positions, bits):
    """Indices into the table: [position, template]. `attributes` come from padded()."""
    columns = []
    for number, parts in enumerate(templates):
        value = np.full(len(positions), (number + 1) * 0x9E3779B1 & MASK, np.uint32)
        for attribute, offset in parts:
            value = (value ^ attributes[positions + MARGIN + offset, attribute]) * np.uint32(0x85EBCA6B)
            value ^= value >> np.uint32(13)
            value *= np.uint32(0xC2B2AE35)
            value ^= value >> np.uint32(16)
        columns.append(value & np.uint32((1 << bits) - 1))
    return np.stack(columns, 1)


class Endings:
    """Where a token might be two words: endings after an apostrophe ("'s", "n't"), and whole words without one
    ("cannot": 3), both as seen in training."""
    APOSTROPHES = "'’`´"

    def __init__(self, endings, words):
        self.endings, self.words = set(endings), dict(words)
        self.longest = max(map(len, self.endings), default=0)

    @classmethod
    def of(cls, paragraphs, at_least=2):
        counts, words = {}, {}
        for p in paragraphs:
            for begin, end, cut in p.tokens:
                if not cut:
                    continue
                word = lower(p.text[begin:end])
                if any(c in cls.APOSTROPHES for c in word):
                    counts[word[cut:]] = counts.get(word[cut:], 0) + 1
                else:
                    words.setdefault(word, {}).setdefault(cut, 0)
                    words[word][cut] += 1
        endings = sorted(e for e, n in counts.items() if n >= at_least and any(c in cls.APOSTROPHES for c in e))
        return cls(endings, {w: max(sorted(c), key=c.get) for w, c in sorted(words.items())})

    def cut(self, word):
        """Characters before the cut; 0 where there is nothing to cut"""
        low = lower(word)
        for length in range(min(self.longest, len(low) - 1), 0, -1):
            if low[-length:] in self.endings:
                return len(low) - length
        return self.words.get(low, 0)
