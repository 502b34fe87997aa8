"""`litopys duplicates --index` killed at every step on the disk of a run, before it and half-way through it:
what was saved is whole, and the same run again ends in the same state and prints the same lines as if
nothing had been. tests/interrupt/kill_at_write.cc says what a step is.

Usage: interrupted_index_test.py PROGRAM KILL_AT_WRITE_LIBRARY
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

LIBRARY = str(pathlib.Path(sys.argv.pop(2)).resolve())
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
RUNS = (10, 10, 10, 12, 30, 30, 30, 100, 100, 100)  # reports; makes segments join, and once the file be rewritten


def made_reports(count):
    """Of made-up words, every third a copy of one shortly before it; in no order of dates."""
    chance = random.Random(5)
    word = lambda: "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3))
    reports = []
    for number in range(count):
        if number % 3 == 2:
            text = "From our own office. " + reports[-chance.randint(1, 2)]["text"]
        else:
            text = " ".join(f"The {word()} {word()} saw {chance.randrange(900)} {word()} in "
                            f"{word().title()} and {word()}." for _ in range(150))
        reports.append({"id": f"r{number}", "text": text,
                        "published": f"2031-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"})
    return reports


def run(index, reports=None, **environment):
    """Its standard output, or nothing where it was killed."""
    stdin = "".join(json.dumps(report) + "\n" for report in reports or ()).encode()
    inputs = ["-"] if reports else ["--all"]
    options = {**os.environ, **environment}
    if environment:  # the sanitizers want to be the first library, and live without it
        options.update(LD_PRELOAD=LIBRARY,
                       ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0")
    done = subprocess.run([PROGRAM, "duplicates", "--threads", "1", "--index", str(index), *inputs],
                          input=stdin, capture_output=True, env=options)
    if done.returncode == -9:
        return None
    assert done.returncode == 0, (done.returncode, done.stderr.decode())
    return done.stdout


class Interrupted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.index = self.folder / "all.index"
        self.killed = self.folder / "killed.index"

    def kill_at(self, step, half_way, batch):
        """A run over a copy of the index that ends at this step."""
        self.killed.unlink(missing_ok=True)
        if self.index.exists():
            shutil.copy(self.index, self.killed)
        half = {"KILL_HALF_WAY": "1"} if half_way else {}
        self.assertIsNone(run(self.killed, batch, KILL_AT_STEP=str(step), **half), step)

    def test_every_step_of_every_run(self):
        rest, before, points, rewritten = made_reports(sum(RUNS)), b"", 0, 0
        for size in RUNS:
            batch, rest = rest[:size], rest[size:]
            once = self.folder / "once.index"
            once.unlink(missing_ok=True)
            if self.index.exists():
                shutil.copy(self.index, once)
            file = once.stat().st_ino if once.exists() else None
            count = self.folder / "steps"
            lines = run(once, batch, KILL_COUNT=str(count))
            after = run(once)
            steps = int(count.read_text())
            self.assertGreaterEqual(steps, 4)
            for step in range(1, steps + 1):
                with self.subTest(reports=size, step=step, of=steps):
                    self.kill_at(step, step % 2 == 0, batch)
                    self.assertIn(run(self.killed) if self.killed.exists() else before, (before, after))
                    self.assertEqual(run(self.killed, batch), lines)
                    self.assertEqual(run(self.killed), after)
                    points += 1
            rewritten += file not in (None, once.stat().st_ino)
            shutil.copy(once, self.index)
            before = after
        self.assertGreater(points, 50)
        self.assertGreater(rewritten, 0)


if __name__ == "__main__":
    unittest.main()
