"""Text that no person would write: words of megabytes, brackets without end, sentences of a hundred
thousand words, marks and pictures alone. Every character comes back in its place, what is cut or read
in parts is told on standard error with its place, and four times the input takes about four times the
time, never sixteen.

Usage: long_input_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import unittest

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
MOST_WORDS = 256
SANITIZED = b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()  # its times say nothing of the program's
LONG = 20_000 if SANITIZED else 100_000  # words of a sentence; a sanitizer takes twenty times as long

# Each makes a text of about so many thousand characters.
TEXTS = {
    "one word": lambda n: "a" * (1000 * n),
    "one digit": lambda n: "7" * (1000 * n),
    "opening brackets": lambda n: "(" * (1000 * n),
    "all kinds of brackets": lambda n: "([{<" * (250 * n),
    "no stop": lambda n: "gate of the old town " * (50 * n),
    "no space after stops": lambda n: "gate.town," * (100 * n),
    "pictures": lambda n: "\U0001F692\U0001F1FA\U0001F1E6\U0001F469\U0001F3FD\u200D\U0001F692" * (150 * n),
    "direction marks": lambda n: "\u200f\u202eab\u202c\u2067 \u2069" * (125 * n),
    "marks on a letter": lambda n: "e" + "\u0301" * (1000 * n),
    "marks alone": lambda n: "\u0301\u0302 " * (300 * n),
    "line ends": lambda n: "a\n" * (500 * n),
    "quotation marks": lambda n: "\"' " * (300 * n),
    "hyphens between letters": lambda n: "a-" * (500 * n),
    "address": lambda n: "https://" + "a/" * (500 * n),
}


def litopys(*arguments, stdin):
    """The run and its seconds of processor time"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([PROGRAM, *arguments, "--threads", "1"], input=stdin.encode(), capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def expect_linear(test, longer, shorter, *what):
    """Four times the input, at most eight times the seconds"""
    if not SANITIZED:
        test.assertLess(longer, 8 * shorter + 0.5, what)


def sentences(done):
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def squeezed(text):
    return "".join(text.split())


class LongText(unittest.TestCase):
    def check(self, done, text):
        self.assertEqual(done.returncode, 0, done.stderr[-300:])
        found = sentences(done)
        self.assertEqual(squeezed("".join(s["text"] for s in found)), squeezed(text))
        for s in found:
            self.assertLessEqual(len(s["words"]), MOST_WORDS)
        return found

    def test_words_of_all_kinds(self):
        for name, make in TEXTS.items():
            with self.subTest(name):
                text = make(200)
                done, longer = litopys("parse", "--format", "json", "--layers", "words", stdin=text)
                self.check(done, text)
                short, shorter = litopys("parse", "--format", "json", "--layers", "words", stdin=make(50))
                self.assertEqual(short.returncode, 0)
                expect_linear(self, longer, shorter, name)

    def test_all_layers(self):
        for name, make in TEXTS.items():
            with self.subTest(name):
                text = make(6)
                done, _ = litopys("parse", "--format", "json", stdin=text)
                for sentence in self.check(done, text):
                    self.assertEqual(sum(w["head"] == 0 for w in sentence["words"]), 1)

    def test_word_of_five_megabytes(self):
        text = "x" * 5_000_000
        done, _ = litopys("parse", "--format", "json", stdin=text)
        self.check(done, text)
        self.assertIn(b"standard input: byte 0: a sentence longer than 256 words was cut\n", done.stderr)

    def test_sentence_of_hundred_thousand_words(self):
        make = lambda words: "gate " * words + "."
        done, longer = litopys("parse", "--format", "json", stdin="Calm.\n\n" + make(LONG))
        found = self.check(done, "Calm. " + make(LONG))
        self.assertGreater(len(found), LONG // MOST_WORDS)
        errors = done.stderr.decode().split("\n")
        self.assertEqual(errors[0], "litopys: standard input: byte 7: a sentence longer than 256 words was cut")
        self.assertRegex(errors[5], r"^litopys: standard input: \d+ more such sentences$")
        _, shorter = litopys("parse", "--format", "json", stdin=make(LONG // 4))
        expect_linear(self, longer, shorter)

    def test_whole_sentences_are_not_told(self):
        done, _ = litopys("parse", stdin="The gate opened. " * 1000)
        self.assertEqual(done.stderr, b"")

    def test_report(self):
        """`read` tells it in the report's warnings"""
        done, _ = litopys("read", "-", stdin="Two people were hurt at the gate " + "gate " * 3000)
        warnings = sentences(done)[0]["warnings"]
        self.assertEqual(warnings[0]["code"], "long-sentence")
        self.assertEqual(warnings[0]["message"], "a sentence longer than 256 words was cut")
        self.assertEqual(warnings[0]["span"][0], 0)
        self.assertGreater(len(warnings), 3000 // MOST_WORDS - 1)


def conllu(words, head=lambda i: i - 1):
    return "".join(f"{i}\tgate\t_\t_\t_\t_\t{head(i)}\tdep\t_\t_\n" for i in range(1, words + 1)) + "\n"


class GivenWords(unittest.TestCase):
    def test_hundred_thousand_words(self):
        done, longer = litopys("parse", "--format", "conllu", stdin=conllu(2) + conllu(LONG))
        self.assertEqual(done.returncode, 0, done.stderr[-300:])
        rows = [line.split("\t") for line in done.stdout.decode().split("\n") if line]
        self.assertEqual([row[0] for row in rows[2:]], [str(i + 1) for i in range(LONG)])
        self.assertEqual(sum(row[6] == "0" for row in rows), 2)
        self.assertEqual(done.stderr, b"litopys: standard input: line 4: a sentence of %d words was read in parts\n" % LONG)
        _, shorter = litopys("parse", "--format", "conllu", stdin=conllu(LONG // 4))
        expect_linear(self, longer, shorter)

    def test_word_of_five_megabytes(self):
        done, _ = litopys("parse", "--format", "conllu", stdin=conllu(2).replace("gate", "x" * 5_000_000, 1))
        self.assertEqual(done.returncode, 0, done.stderr[-300:])
        self.assertIn(b"\t" + b"x" * 5_000_000 + b"\t", done.stdout)

    def test_bad_rows(self):
        """What came before is printed; the message names the line."""
        bad = {"1\tgate\t_\n": "line 4: 3 columns", "1 gate _ _ _ _ 0 root _ _\n": "line 4: 1 columns",
               conllu(1)[:-1] + "3\tgate\t_\t_\t_\t_\t1\tdep\t_\t_\n": "line 5: \"3\" where 2 is due",
               "2\tgate\t_\t_\t_\t_\t0\troot\t_\t_\n": "line 4: \"2\" where 1 is due",
               "1-2\tgate\t_\t_\t_\t_\t_\t_\t_\t_\n" + conllu(1): "past the end",
               "# text = gate\n\n": "a sentence without words"}
        for text, message in bad.items():
            with self.subTest(message):
                done, _ = litopys("parse", "--format", "conllu", stdin=conllu(2) + text)
                self.assertEqual(done.returncode, 1)
                self.assertIn(message, done.stderr.decode())
                self.assertEqual(done.stdout.count(b"\n"), 3)

    def test_heads_in_a_circle(self):
        """Heads of the input are written anew, whatever they were."""
        for head in (lambda i: i % 3 + 1, lambda i: i, lambda i: 99):
            done, _ = litopys("parse", "--format", "conllu", stdin=conllu(3, head))
            rows = [line.split("\t") for line in done.stdout.decode().split("\n") if line]
            self.assertEqual(sum(row[6] == "0" for row in rows), 1)
            self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    unittest.main()
