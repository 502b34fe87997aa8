"""Bytes to letters: what was declared, what was declared wrongly, what was not declared, and what stands between
the digits of a number. From a file to the lines of `extract`, or of `read` where a number must be understood.

Usage: character_sets_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
DATA = pathlib.Path(os.environ.get("LITOPYS_DATA") or pathlib.Path(PROGRAM).parent / "data")

UKRAINIAN = ("Старий міст через річку впав у понеділок уночі, повідомили в міській раді. Ніхто не постраждав, але рух "
             "перекрито, і людей перевозять поромом. Інженери ще торік попереджали, що опори не витримають повені.")
ARABIC = ("سقط الجسر القديم في النهر ليلة الاثنين ولم يصب أحد بأذى، كما قال مجلس المدينة. وكان المهندسون قد حذروا منذ "
          "عام من أن الدعائم لن تصمد أمام الفيضان، والناس يعبرون الآن بالعبارة حتى يتم بناء جسر جديد.")
GERMAN = ("Die alte Brücke über den Fluss stürzte am Montagabend ein, sagte die Gemeinde. Verletzt wurde niemand; die "
          "Straße bleibt gesperrt – bis auf weiteres – und eine Fähre setzt die Leute über. „Wir wußten es“, hieß es.")


def page(text, label=""):
    declared = f"<meta charset=\"{label}\">" if label else ""
    return f"<html><head>{declared}<title>T</title></head><body><article><p>{text}</p></article></body></html>"


class CharacterSets(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def run_on(self, command, name, bytes_):
        path = self.folder / name
        path.write_bytes(bytes_)
        done = subprocess.run([PROGRAM, command, str(path)], capture_output=True, timeout=120,
                              env={**os.environ, "LITOPYS_DATA": str(DATA)})
        self.told = done.stderr.decode()
        return [json.loads(line) for line in done.stdout.decode().split("\n") if line]

    def text(self, bytes_, name="page"):
        [line] = self.run_on("extract", name, bytes_)
        return line.get("text") or line["error"]["message"]

    def test_declared(self):
        for text, name in ((UKRAINIAN, "windows-1251"), (UKRAINIAN, "koi8-u"), (GERMAN, "windows-1252"),
                           (ARABIC, "windows-1256"), (UKRAINIAN, "utf-16"), (UKRAINIAN, "utf-8")):
            with self.subTest(name=name):
                self.assertEqual(self.text(page(text, name).encode(name)), text)

    def test_parse_reads_what_read_reads(self):
        """Words and spans of a file in any set are those of the same text in UTF-8."""
        def parsed(bytes_):
            path = self.folder / "t.txt"
            path.write_bytes(bytes_)
            done = subprocess.run([PROGRAM, "parse", "--layers", "words", str(path)], capture_output=True, timeout=120,
                                  env={**os.environ, "LITOPYS_DATA": str(DATA)})
            self.assertEqual(done.returncode, 0, done.stderr)
            self.told = done.stderr.decode()
            return done.stdout.decode()
        wanted = parsed(GERMAN.encode())
        self.assertEqual(self.told, "")
        self.assertIn("Brücke", wanted)
        self.assertEqual(parsed(GERMAN.encode("windows-1252")), wanted)
        self.assertIn("read as windows-1252", self.told)
        self.assertEqual(parsed(gzip.compress(GERMAN.encode("utf-16"))), wanted)
        self.assertIn("Старий", parsed(UKRAINIAN.encode("windows-1251")))

    def test_valid_utf8_beats_a_wrong_label(self):
        for label in ("windows-1251", "iso-8859-1", "koi8-u", "utf-16", "no-such-set"):
            with self.subTest(label=label):
                self.assertEqual(self.text(page(UKRAINIAN, label).encode()), UKRAINIAN)

    def test_latin_1_means_windows_1252(self):
        self.assertEqual(self.text(page(GERMAN, "iso-8859-1").encode("windows-1252")), GERMAN)

    def test_undeclared_and_mislabelled(self):
        for label in ("", "utf-8", "no-such-set"):
            for text, name in ((UKRAINIAN, "windows-1251"), (UKRAINIAN, "koi8-u"), (ARABIC, "windows-1256"),
                               (GERMAN, "windows-1252")):
                with self.subTest(label=label, name=name):
                    self.assertEqual(self.text(page(text, label).encode(name)), text)

    def test_utf16_without_a_page(self):
        for name, mark in (("utf-16", ""), ("utf-16-le", "\ufeff"), ("utf-16-be", "\ufeff"), ("utf-16-le", ""),
                           ("utf-16-be", "")):
            with self.subTest(name=name, mark=mark):
                [line] = self.run_on("extract", "a.txt", (mark + UKRAINIAN + " \U0001F691").encode(name))
                self.assertEqual(line.get("text"), UKRAINIAN + " \U0001F691")
                lines = self.run_on("extract", "rows.csv", (mark + f"id,text\n1,{UKRAINIAN.replace(',', ';')}\n").encode(name))
                self.assertEqual([line.get("text") for line in lines], [UKRAINIAN.replace(",", ";")])

    def test_files_that_declare_nothing(self):
        """Plain text, tables and JSON Lines: the set is guessed, put into the line, and told."""
        for text, name in ((UKRAINIAN, "windows-1251"), (UKRAINIAN, "koi8-u"), (ARABIC, "windows-1256"),
                           (GERMAN, "windows-1252")):
            table = "id;text\n1;\"Plain.\"\n2;\"" + text.replace(";", ",") + "\"\n"
            line = json.dumps({"id": "1", "text": "Plain."}) + "\n" + json.dumps({"text": text}, ensure_ascii=False)
            for kind, whole, expected in (("a.txt", text, text), ("a.csv", table, text.replace(";", ",")), ("a.jsonl", line, text),
                                          ("a.json", "[\n" + json.dumps({"text": text}, ensure_ascii=False) + "]", text)):
                with self.subTest(name=name, kind=kind):
                    last = self.run_on("extract", kind, whole.encode(name))[-1]
                    self.assertEqual(last["text"], expected)
                    self.assertEqual(last["charset"], name)
                    self.assertIn(f"1 file is not UTF-8 and read as {name}, guessed by the letters", self.told)
                    self.assertIn(kind, self.told)

    def test_letters_beyond_the_first_megabyte(self):
        rows = "".join(f"{i};Plain words.\n" for i in range(100_000))
        lines = self.run_on("extract", "a.csv", ("id;text\n" + rows + "x;" + UKRAINIAN + "\n").encode("windows-1251"))
        self.assertEqual(lines[-1]["text"], UKRAINIAN)

    def test_quotes_and_dashes_alone(self):
        [line] = self.run_on("extract", "a.txt", b"It\x92s closed \x96 until 6 p.m.")
        self.assertEqual((line["text"], line["charset"]), ("It\u2019s closed \u2013 until 6 p.m.", "windows-1252"))

    def test_utf8_with_broken_bytes_stays_utf8(self):
        broken = (UKRAINIAN * 2).encode() + b"\xe9" + UKRAINIAN.encode()
        for name, bytes_ in (("a.txt", broken), ("a.csv", b"id;text\n1;" + broken + b"\n"),
                             ("a.jsonl", b'{"text": "' + broken + b'"}')):
            with self.subTest(name=name):
                [line] = self.run_on("extract", name, bytes_)
                self.assertEqual(line["text"], UKRAINIAN * 2 + "\ufffd" + UKRAINIAN)
                self.assertNotIn("charset", line)
                self.assertIn("is not valid UTF-8" if name != "a.jsonl" else "UTF-8", self.told)

    def test_of_no_known_set(self):
        [line] = self.run_on("extract", "a.txt", b"ab\x81\x8d\x8f\x90\x9d " * 20)
        self.assertEqual(line["error"]["code"], "invalid-utf8")

    def test_digits_split_by_tags(self):
        html = page("At least <b>1</b><i>2</i> people were killed in the shelling of Riverton on Monday, the mayor of the "
                    "town said, and <span>3</span>0 were injured when shells hit a market there.")
        [line] = self.run_on("read", "page", html.encode())
        self.assertEqual([(f["measure"], f["low"]) for f in line["figures"]], [("killed", 12), ("injured", 30)])

    def figures(self, text):
        [line] = self.run_on("read", "report.txt", text.encode())
        return [(f["measure"], f["low"]) for f in line["figures"]]

    def test_marks_that_nobody_sees(self):
        """The text stays as it is; the words are read as if the marks were not there."""
        for number in ("1,200", "1\u00a0200", "1\u202f200", "1\u2009200", "1,\u200b200", "1,2\u00ad00", "1200",
                       "12\u206000", "\u200e1200\u200f", "\ufeff1200"):
            with self.subTest(number=number.encode()):
                self.assertEqual(self.figures(f"At least {number} people were killed in the floods in Riverton on Monday."),
                                 [("killed", 1200)])
        for killed in ("ki\u00adlled", "ki\u200blled", "killed\u200b", "\u2060killed"):
            with self.subTest(word=killed.encode()):
                self.assertEqual(self.figures(f"Twelve people were {killed} in the floods in Riverton on Monday."),
                                 [("killed", 12)])


if __name__ == "__main__":
    unittest.main()
