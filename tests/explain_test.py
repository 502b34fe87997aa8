"""`litopys explain` from outside: the page is well-formed, holds each value of `read` once, and obeys
nothing that a report says; the terminal's text fits its width and carries no foreign escapes.

Usage: explain_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import base64
import hashlib
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
EXAMPLES = ROOT / "examples"
KINDS = ("events", "figures", "times", "places", "attributions")
EMPTY = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = {
    "id": "\"><script>alert(1)</script>",
    "title": "Two hurt</h2></article><script>alert(2)</script> in \u202eRiverton",
    "publisher": "<img src=x onerror=alert(3)>",
    "uri": "javascript:alert(4)",
    "text": "Two men were hurt in <script>alert(5)</script> Riverton, </span></p>said"
            " a \x1b[31mnurse\x07 of </style><style>*{color:red}</style>.\n\n"
            "\"Three <b onmouseover='alert(6)'>police officers</b> were injured,\" she said.",
}


def litopys(*arguments, stdin=None, **environment):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True,
                          timeout=300, env={**os.environ, **environment})


class Page(html.parser.HTMLParser):
    """Elements with their attributes and words; fails on what is not closed in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.problems = [], [], []
        self.words = {}  # by element
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append(f"not closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.problems.append(f"{tag} has an attribute twice: {names}")
        self.elements.append((tag, dict(attributes)))
        if tag not in EMPTY:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag):
        if not self.open or self.elements[self.open[-1]][0] != tag:
            self.problems.append(f"</{tag}> at line {self.getpos()[0]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            self.words[element] = self.words.get(element, "") + data

    def text_of(self, css_class):
        return [self.words.get(i, "") for i, (_, attributes) in enumerate(self.elements)
                if css_class in (attributes.get("class") or "").split()]

    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


def page_of(*arguments, **options):
    done = litopys("explain", "--html", *arguments, **options)
    return done, Page(done.stdout.decode())


def squeezed(text):
    return " ".join(text.split())


class ThePage(unittest.TestCase):
    def test_holds_each_value_once_and_the_text_unchanged(self):
        done, page = page_of(EXAMPLES)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(page.problems, [])
        read = [json.loads(line) for line in
                litopys("read", "--with-text", EXAMPLES).stdout.decode().splitlines()]
        wanted = []
        for number, line in enumerate(read, 1):
            wanted.append(f"r{number}")
            wanted += [f"r{number}-{item['id']}" for kind in KINDS for item in line[kind]]
        self.assertEqual(sorted(page.ids()), sorted(wanted))
        self.assertGreater(len(wanted), 50)
        shown = "".join(page.text_of("words"))
        for line in read:
            for part in (line["text"], line["report"].get("title", "")):
                self.assertIn("".join(part.split()), "".join(shown.split()))

    def test_marks_the_words_of_every_value(self):
        _, page = page_of(EXAMPLES / "01-kherson-square.txt")
        line = json.loads(litopys("read", EXAMPLES / "01-kherson-square.txt").stdout)
        for kind in KINDS:
            for item in line[kind]:
                words = (item.get("trigger") or item.get("source") or item).get("text", "")
                marked = "".join(page.words.get(i, "")
                                 for i, (_, attributes) in enumerate(page.elements)
                                 if item["id"] in attributes.get("data-of", "").split())
                self.assertIn(words, marked)

    def test_values_lead_to_the_bytes_of_a_web_page(self):
        file = EXAMPLES / "02-nova-kakhovka.html"
        _, page = page_of(file)
        bytes_ = file.read_bytes()
        line = json.loads(litopys("read", file).stdout)
        places = [words.removeprefix("page ").split(":") for words in page.text_of("bytes")]
        shown = {bytes_[int(begin):int(end)].decode() for begin, end in places}
        for event in line["events"]:
            if event.get("in") != "title":
                self.assertIn(event["trigger"]["text"], shown)
        self.assertIn(b"[page ", litopys("explain", file).stdout)
        self.assertNotIn(b"[page ", litopys("explain", EXAMPLES / "01-kherson-square.txt").stdout)

    def test_every_link_leads_to_a_value(self):
        _, page = page_of(EXAMPLES)
        ids = set(page.ids())
        links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
        self.assertTrue(links)
        for link in links:
            self.assertIn(link.removeprefix("#"), ids)

    def test_obeys_nothing_that_a_report_says(self):
        done, page = page_of("-", stdin=json.dumps(HOSTILE).encode())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(page.problems, [])
        text = done.stdout.decode()
        self.assertEqual(text.count("<script"), 1)
        self.assertEqual(text.count("<style"), 1)
        self.assertEqual(text.count("</article>"), 1)
        self.assertNotIn("\x1b", text)
        for tag, attributes in page.elements:
            self.assertNotIn(tag, ("img", "b", "iframe", "link", "base", "form"))
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on"), (tag, name))
                self.assertNotEqual(name, "style")
                self.assertNotIn("javascript:", value if name in ("href", "src") else "")
        self.assertIn("<script>alert(5)</script>", "".join(page.text_of("words")))

    def test_allows_its_own_script_and_style_and_nothing_else(self):
        done, page = page_of(EXAMPLES / "01-kherson-square.txt")
        policy = next(attributes["content"] for tag, attributes in page.elements if tag == "meta"
                      and attributes.get("http-equiv") == "Content-Security-Policy")
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        for tag in ("script", "style"):
            content = re.search(f"<{tag}>(.*?)</{tag}>", done.stdout.decode(), re.S).group(1)
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            self.assertIn(f"{tag}-src 'sha256-{digest}'", policy)
        self.assertNotRegex(done.stdout.decode(), r"(src|url|@import)\s*[=(]|https?://")

    def test_only(self):
        _, page = page_of("--only", "events,figures", EXAMPLES / "01-kherson-square.txt")
        self.assertEqual(page.problems, [])
        self.assertEqual({re.sub(r".*-|\d", "", i) for i in page.ids() if "-" in i}, {"e", "f"})

    def test_goes_on_after_a_bad_report(self):
        lines = (b'{"id": "1", "text": "Two people were hurt."}\n{"id": "2"}\n'
                 b'{"id": "1", "text": "Calm."}\n')
        done, page = page_of("-", stdin=lines)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(page.problems, [])
        self.assertEqual(sum(tag == "article" for tag, _ in page.elements), 3)
        self.assertEqual(len(page.text_of("failed")), 2)
        self.assertIn(b"standard input: line 2", done.stderr)

    def test_same_bytes_with_any_number_of_threads(self):
        one = litopys("explain", "--html", "--threads", 1, EXAMPLES)
        self.assertEqual(one.stdout, litopys("explain", "--html", "--threads", 3, EXAMPLES).stdout)


class TheFile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.page = pathlib.Path(folder.name, "page.html")

    def test_is_written_whole(self):
        done = litopys("explain", "--html", "-o", self.page, EXAMPLES / "01-kherson-square.txt")
        self.assertEqual((done.returncode, done.stdout), (0, b""))
        self.assertTrue(self.page.read_bytes().endswith(b"</html>\n"))
        self.assertEqual([path.name for path in self.page.parent.iterdir()], ["page.html"])

    def test_that_cannot_be_written(self):
        done = litopys("explain", "-o", self.page / "below", EXAMPLES)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"page.html/below", done.stderr)

    def test_wrong_options(self):
        for arguments in (("--only", "people"), ("--width", "5"), ("--color", "red"),
                          ("--html", "--width", "80"), ("--nothing",)):
            with self.subTest(arguments=arguments):
                done = litopys("explain", *arguments, EXAMPLES)
                self.assertEqual(done.returncode, 2)
                self.assertTrue(done.stderr)

    def test_missing_data(self):
        done = litopys("explain", EXAMPLES, LITOPYS_DATA=str(self.page.parent))
        self.assertEqual(done.returncode, 3)


class TheTerminal(unittest.TestCase):
    def test_fits_its_width_in_plain_text(self):
        for width in (20, 44, 80):
            done = litopys("explain", "--width", width, EXAMPLES)
            self.assertEqual(done.returncode, 0)
            text = done.stdout.decode()
            self.assertNotIn("\x1b", text)
            widest = max(text.splitlines(), key=len)
            self.assertLessEqual(len(widest), width, widest)

    def test_colours_where_asked(self):
        arguments = ("explain", "--color", "always", EXAMPLES / "01-kherson-square.txt")
        text = litopys(*arguments).stdout.decode()
        self.assertIn("\x1b[1;4;35mmarched\x1b[0m", text)
        self.assertNotIn("e1──", text)

    def test_sends_no_controls_of_the_report(self):
        done = litopys("explain", "-", stdin=json.dumps(HOSTILE).encode())
        self.assertEqual(done.returncode, 0)
        controls = {c for c in done.stdout.decode() if unicodedata.category(c) == "Cc"}
        self.assertEqual(controls, {"\n"})
        self.assertNotIn("\u202e", done.stdout.decode())


if __name__ == "__main__":
    unittest.main()
