"""`litopys parse` prints CoNLL-U that holds to the rules of UD's levels 1 and 2.

The rules of UD's validator that text from outside could break, written down again, and tried on texts
that try to: line ends and tabs inside sentences, odd white space, lone marks, control characters,
quotes, pictures, words of many parts, no final stop. Usage: conllu_validity_test.py PROGRAM
"""
import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = str(pathlib.Path(os.environ.get("LITOPYS", ROOT / "build" / "litopys")).resolve())

UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = set(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed flat "
    "goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp".split())
FEATURES = re.compile(r"[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Z0-9][a-zA-Z0-9]*(,[A-Z0-9][a-zA-Z0-9]*)*")
RELATION = re.compile(r"[a-z]+(:[a-z]+)?")

TEXTS = {
    "prose": "Guards didn't open the gate.  Nobody left…\n\n“We can't stay,” she said. \"Go!\"",
    "wrapped": "The crossing at Riverton\nis shut,\r\nits\tkeeper said. He\n   left.\n",
    "white space": "Ten\u00a0000 people\u2009came.\u3000They\u2003left .\u200b Now\u2028it rains.",
    "marks": "\u0301 x\u0301\u0302 \u0301\u0301 y \u200f\u202eabc\u202c e\u0301te\u0301.",
    "control": "a\x01b c\x7f d\x1b[0m. \x0b Next\x0cpage",
    "pictures": "Done \U0001F1FA\U0001F1E6 \U0001F469\U0001F3FD\u200D\U0001F692! \u2764\ufe0f \U0001F1FA",
    "no stop": "Bridge closed until Monday",
    "underscores": "_ __ _a_ | a|b = # 1-2 2.1 # text = x",
    "punctuation": "... ?! ) ( ' '' ''' --- ///",
    "long": "no end of it " * 400,
    "other scripts": "Прывітанне, свет. 世界你好。 مرحبا بالعالم",
}


def parse(text, *arguments):
    return subprocess.run([PROGRAM, "parse", "--threads", "1", *arguments], input=text.encode(), capture_output=True, check=True).stdout.decode()


def problems(block, seen):
    """What is wrong with a sentence"""
    comments = [line for line in block if line.startswith("#")]
    rows = [line.split("\t") for line in block[len(comments):]]
    if any(len(row) != 10 for row in rows):
        yield "not ten columns"
        return
    ids = [line[12:] for line in comments if line.startswith("# sent_id = ")]
    texts = [line[9:] for line in comments if line.startswith("# text = ")]
    if len(ids) != 1 or not ids[0] or ids[0] in seen or " " in ids[0]:
        yield f"sent_id {ids}"
    seen.update(ids)
    if len(texts) != 1 or texts[0] != texts[0].strip():
        yield f"text {texts}"
    words = [row for row in rows if row[0].isdigit()]
    if [row[0] for row in words] != [str(i + 1) for i in range(len(words))]:
        yield "numbering"
    for row in rows:
        yield from wrong_columns(row, len(words))
    heads = [int(row[6]) for row in words if row[6].isdigit()]
    if heads.count(0) != 1 or any((head == 0) != (row[7] == "root") for head, row in zip(heads, words)):
        yield "not one root"
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            yield f"word {start} is in a circle"
            break
    yield from wrong_text(rows, texts[0] if texts else "")


def wrong_columns(row, count):
    number, form, lemma, upos, xpos, features, head, relation, dependencies, misc = row
    for column in row:
        if not column or column != column.strip(" \t\r\n"):
            yield f"blank or padded column {column!r} in {row}"
    if any(" " in column for i, column in enumerate(row) if i not in (1, 2, 9)):
        yield f"a blank inside a column of {row}"
    if "-" in number:
        first, last = map(int, number.split("-"))
        if not 1 <= first < last <= count or row[2:9] != ["_"] * 7:
            yield f"range {row}"
        return
    if upos not in UPOS or not RELATION.fullmatch(relation) or relation.split(":")[0] not in RELATIONS:
        yield f"labels of {row}"
    if (xpos, dependencies) != ("_", "_") or not head.isdigit() or int(head) > count or head == number:
        yield f"head of {row}"
    if features != "_":
        pairs = features.split("|")
        names = [pair.split("=")[0] for pair in pairs]
        if not all(map(FEATURES.fullmatch, pairs)) or sorted(names, key=str.lower) != names or len(set(names)) < len(names):
            yield f"features of {row}"
    if misc != "_" and any(not part or part.strip() != part for part in misc.split("|")):
        yield f"misc of {row}"


def wrong_text(rows, text):
    """The forms with their spaces are the text"""
    at, covered = 0, 0
    for row in rows:
        if row[0].isdigit() and int(row[0]) <= covered:
            continue
        covered = int(row[0].split("-")[-1])
        if not text.startswith(row[1], at):
            yield f"{row[1]!r} is not where the text goes on: {text[at:at + 30]!r}"
            return
        at += len(row[1])
        if "SpaceAfter=No" in row[9].split("|"):
            if at < len(text) and text[at].isspace() and text[at] not in "\x1c\x1d\x1e\x1f":
                yield f"SpaceAfter=No before white space after {row}"
        else:
            end = at
            while end < len(text) and text[end].isspace():
                end += 1
            if end == at < len(text):
                yield f"no space after {row}"
            at = end
    if at < len(text):
        yield f"text left over: {text[at:]!r}"


class Validity(unittest.TestCase):
    def check(self, out):
        self.assertTrue(out.endswith("\n\n") or not out, repr(out[-20:]))
        self.assertFalse("\r" in out)
        seen = set()
        for block in out.split("\n\n"):
            if not block:
                continue
            lines = block.split("\n")
            if lines == ["# newdoc"]:
                continue
            self.assertEqual(list(problems(lines, seen)), [], block)

    def test_texts(self):
        for name, text in TEXTS.items():
            with self.subTest(name):
                self.check(parse(text))

    def test_given_words(self):
        for name, text in TEXTS.items():
            with self.subTest(name):
                first = parse(text)
                self.check(parse(first, "--format", "conllu"))

    def test_checks_can_fail(self):
        good = parse("Guards didn't open the gate.")
        for old, new in (("\t0\troot", "\t1\troot"), ("2-3", "2-9"), ("\tNOUN\t", "\tNAME\t"), ("gate\tgate", "goat\tgate"),
                         ("SpaceAfter=No|", ""), ("Mood=Ind|Number=Plur", "Number=Plur|Mood=Ind"), ("# sent_id = 1.1.1\n", "")):
            self.assertIn(old, good)
            with self.assertRaises(AssertionError, msg=new):
                self.check(good.replace(old, new, 1))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
