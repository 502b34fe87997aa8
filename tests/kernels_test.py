"""Every kernel of arithmetic that this processor has gives the same bytes: the development part of the corpus
through each fast one, and through the plain one, which is slow, its first reports.

Usage: kernels_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import json
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
FAST = ("vnni", "avx_vnni", "avx2")
WORDS_FOR_PLAIN = 1200


def parse(text, kernel):
    """What the kernel gives; None where this processor cannot run it"""
    done = subprocess.run([PROGRAM, "parse"], input=text.encode(), capture_output=True, check=False,
                          env={**os.environ, "LITOPYS_KERNEL": kernel})
    if done.returncode == 3 and b"no kernel" in done.stderr:
        return None
    if done.returncode:
        raise AssertionError(done.stderr.decode())
    return done.stdout


def development_texts():
    for path in sorted((ROOT / "corpus/reports").glob("dev-*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]


class Kernels(unittest.TestCase):
    def setUp(self):
        self.texts = list(development_texts())
        self.assertGreater(len(self.texts), 10)

    def test_fast_ones_on_all_of_it(self):
        text = "\n\n".join(self.texts)
        outputs = {kernel: out for kernel in FAST if (out := parse(text, kernel)) is not None}
        if len(outputs) < 2:
            self.skipTest(f"this processor has {list(outputs)}")
        first = next(iter(outputs))
        self.assertGreater(len(outputs[first]), len(text))
        for kernel, out in outputs.items():
            self.assertEqual(out, outputs[first], f"{kernel} and {first}")

    def test_plain_one(self):
        text, words = "", 0
        for report in self.texts:
            if words < WORDS_FOR_PLAIN:
                text, words = text + "\n\n" + report, words + len(report.split())
        plain = parse(text, "scalar")
        self.assertGreater(len(plain), len(text))
        for kernel in FAST:
            out = parse(text, kernel)
            if out is not None:
                self.assertEqual(out, plain, kernel)

    def test_unknown_one(self):
        self.assertIsNone(parse("Calm.", "abacus"))


if __name__ == "__main__":
    unittest.main()
