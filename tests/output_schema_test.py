"""Real output against docs/output.schema.json, and what a schema cannot say: spans lie inside the text
and on character boundaries, the words beside a span are the words there, hashes are right, ids that
are named exist, low <= best <= high, and every line is one of the shapes.

Usage: output_schema_test.py PROGRAM
"""
import hashlib
import html
import json
import pathlib
import subprocess
import sys
import unittest

from jsonschema import Draft202012Validator

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
SCHEMA = json.loads((ROOT / "docs/output.schema.json").read_text(encoding="utf-8"))
KINDS = {"n": "entities", "t": "times", "p": "places", "e": "events", "f": "figures",
         "a": "attributions"}
REFERENCES = {"same_as": None, "entity": "n", "place": "p", "other_places": "p", "time": "t",
              "other_times": "t", "attribution": "a", "figures": "f", "event": "e", "speaker": "n",
              "subset_of": "f", "includes": "f", "relayed_by": "a"}


def validator(name=None):
    schema = SCHEMA if name is None else {"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}
    return Draft202012Validator(schema)


def run(*arguments, stdin=None, codes=(0,)):
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True)
    assert done.returncode in codes, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def shape_errors(check, line):
    """The deepest complaint of each failed branch, so that a message names the field."""
    found = []
    for error in check.iter_errors(line):
        wrong = error
        while wrong.context:
            branches = {}
            for inner in wrong.context:
                branches.setdefault(inner.schema_path[0], []).append(inner)
            wrong = min(branches.values(), key=len)[0]
        found.append(f"{'/'.join(map(str, wrong.absolute_path))}: {wrong.message[:300]}")
    return found


class Line:
    """What holds between the values of one line of `read`."""

    def __init__(self, line):
        self.line, self.problems = line, []
        self.texts = {"text": line["text"].encode(), "title": line["report"].get("title", "").encode()}
        self.ids = {item["id"] for key in KINDS.values() for item in line[key]}
        self.walk(line, "text", "")
        report = line["report"]
        if hashlib.sha256(self.texts["text"]).hexdigest() != report["text_sha256"]:
            self.problems.append("text_sha256 is not the hash of the text")
        for figure in line["figures"]:
            known = [figure[k] for k in ("low", "best", "high") if figure[k] is not None]
            if known != sorted(known):
                self.problems.append(f"{figure['id']}: low, best, high are not in order")
        for letter, key in KINDS.items():
            if [item["id"] for item in line[key]] != \
                    [f"{letter}{n + 1}" for n in range(len(line[key]))]:
                self.problems.append(f"{key}: ids are not {letter}1, {letter}2, …")

    def span(self, span, words, place, where):
        bytes_ = self.texts[place]
        start, end = span
        if not 0 <= start < end <= len(bytes_):
            self.problems.append(f"{where}: span {span} is not inside the {place}")
            return
        try:
            found = bytes_[start:end].decode()
        except UnicodeDecodeError:
            self.problems.append(f"{where}: span {span} cuts a character")
            return
        if words is not None and found != words:
            self.problems.append(f"{where}: span has {found!r}, text says {words!r}")

    def walk(self, value, place, where):
        if isinstance(value, list):
            for index, item in enumerate(value):
                self.walk(item, place, f"{where}/{index}")
        elif isinstance(value, dict):
            place = value.get("in", place)
            if "span" in value:
                self.span(value["span"], value.get("text"), place, where)
            for key, inner in value.items():
                if key == "content":
                    for span in inner:
                        self.span(span, None, place, f"{where}/content")
                elif key in REFERENCES and where:
                    for name in inner if isinstance(inner, list) else [inner]:
                        if isinstance(name, str) and name not in self.ids:
                            self.problems.append(f"{where}/{key}: no {name}")
                self.walk(inner, place, f"{where}/{key}")


class Output(unittest.TestCase):
    maxDiff = None

    def test_schema_is_a_schema(self):
        Draft202012Validator.check_schema(SCHEMA)

    def check_read(self, lines):
        whole, read, error, problems = validator(), validator("read"), validator("error_line"), []
        for number, line in enumerate(lines):
            found = shape_errors(error if "error" in line else read, line)
            if "error" not in line:
                found += Line(line).problems
            if not found and not whole.is_valid(line):
                found = ["is both a reading and an error, or neither"]
            problems += [f"line {number + 1}: {problem}" for problem in found]
        self.assertEqual(problems, [])

    def test_examples(self):
        lines = run("read", "--with-text", "--with-sentences", ROOT / "examples")
        self.assertGreaterEqual(len(lines), 10)
        self.check_read(lines)
        self.assertTrue(any(line["events"] for line in lines), "nothing was read")

    def test_texts_of_the_cases(self):
        """Every text of tests/cases, which are chosen to be difficult."""
        reports = []
        for path in sorted((ROOT / "tests/cases").rglob("*.case")):
            for case in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
                text = case.split("\n---")[0].split("\n\n", 1)[-1]
                if text.strip():
                    reports.append({"id": f"{path.stem}-{len(reports)}", "title": text.split(".")[0],
                                    "text": text, "published": "2024-05-06"})
        if not reports:
            self.skipTest("no cases")
        stdin = "".join(json.dumps(report) + "\n" for report in reports).encode()
        lines = run("read", "--with-text", "-", stdin=stdin)
        self.assertEqual(len(lines), len(reports))
        self.check_read(lines)

    def test_error_lines(self):
        lines = run("read", "--with-text", "-", stdin=b'{"id": "1", "text": 7}\n{"text": "Calm."}\n',
                    codes=(1,))
        self.assertEqual(["error" in line for line in lines], [True, False])
        self.check_read(lines)

    def test_extract(self):
        check = validator("extract")
        lines = run("extract", ROOT / "examples")
        for line in lines:
            self.assertEqual(shape_errors(check, line), [])
            last, text = 0, line["text"].encode()
            for block in line["blocks"]:
                start, end = block["span"]
                self.assertTrue(last <= start < end <= len(text), block)
                text[start:end].decode()
                last = end

    def test_page(self):
        """Every word of a page's text leads to bytes of the page; so it does for `read`."""
        path = ROOT / "examples/03-okhtyrka-night.html"
        page = path.read_bytes()
        extracted, = run("extract", path)
        reading, = run("read", "--with-text", "--with-page", path)
        self.assertEqual(reading["page"], extracted["page"])
        self.assertEqual(reading["page"]["sha256"], hashlib.sha256(page).hexdigest())
        text, last = reading["text"].encode(), 0
        for begin, end, page_begin, page_end in reading["page"]["runs"]:
            self.assertEqual(text[last:begin].strip(), b"")
            last = end
            found = page[page_begin:page_end].decode(reading["page"]["charset"])
            self.assertEqual(html.unescape(found).split(), text[begin:end].decode().split())
        self.assertEqual(text[last:], b"")
        for block in extracted["blocks"]:
            begin, end = block["page_span"]
            words = text[slice(*block["span"])].decode().split()
            found = html.unescape(page[begin:end].decode()).split()
            self.assertEqual((found[0], found[-1]), (words[0], words[-1]))

    def test_geocode(self):
        stdin = b'{"id": "1", "text": "Shells fell on Kherson.", "spans": [[15, 22], [0, 6]]}\n'
        lines = run("geocode", stdin=stdin)
        self.assertEqual([shape_errors(validator("geocode"), line) for line in lines], [[]])
        self.assertEqual(len(lines[0]["places"]), 2)


if __name__ == "__main__":
    unittest.main()
