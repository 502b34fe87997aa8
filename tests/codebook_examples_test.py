"""Each row of codebooks/events.tsv has an example; the program reads nearly all of them as the row says.

A row of a type must find an event of that type in its example, a row without one ("-") must not be the
rule of an event. The examples are short sentences without a report around them, and the language model
errs on some; so a small share may fail, and which ones is printed. A row that never fires because of how
its key is written, or because the class in its condition lacks the word of its own example, shows here.

Usage: codebook_examples_test.py PROGRAM
"""
import csv
import json
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
LEAST = 0.94  # share of the rows


def rows():
    lines = (ROOT / "codebooks/events.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t",
                               quoting=csv.QUOTE_NONE))


def events_of(texts):
    reports = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    done = subprocess.run([PROGRAM, "read", "-"], input=reports.encode(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line)["events"] for line in done.stdout.decode().splitlines()]


class Examples(unittest.TestCase):
    def test_examples_are_read_as_their_rows_say(self):
        table = rows()
        failing = []
        for row, events in zip(table, events_of([row["example"] for row in table])):
            if row["type"] == "-":
                right = not any(event["rule"].startswith(f"events:{row['sense']} ") or
                                event["rule"] == f"events:{row['sense']}" for event in events)
            else:
                right = any(event["type"] == row["type"] for event in events)
            if not right:
                failing.append(f"{row['sense']} | {row['when']} | {row['type']} | {row['example']}")
        print(*failing, sep="\n")
        self.assertGreater(len(table), 1800)
        self.assertLessEqual(len(failing) / len(table), 1 - LEAST)


if __name__ == "__main__":
    unittest.main()
