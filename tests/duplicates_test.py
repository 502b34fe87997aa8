"""`litopys duplicates` from outside: each relation found on texts made here, what only looks like a copy
left alone, the same bytes however the input is cut, and bad input told.

Usage: duplicates_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import fcntl
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import unittest

from jsonschema import Draft202012Validator

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
SCHEMA = json.loads((ROOT / "docs/output.schema.json").read_text(encoding="utf-8"))
LINE = Draft202012Validator({"$ref": "#/$defs/duplicates", "$defs": SCHEMA["$defs"]})

STORY = """\
A freight train carrying fertiliser left the rails near the village of Lower Ashby on Tuesday morning, and 14 of its wagons rolled down the embankment into the Tarn.

The driver, 46-year-old Marek Dolan, was taken to the hospital in Weston with a broken arm. Nobody else was injured, said Ines Calder of the Rail Safety Board.

About 320 residents were asked to leave their houses while firefighters measured the air. They returned to Lower Ashby at 6 p.m., after inspectors had found no leak.

Calder said the train had been travelling at 74 kilometres an hour where 60 were allowed. The recorder was sent to a laboratory in Oldport.

The line between Weston and Oldport carries 28 trains a day. It stays closed until Friday, and buses of the Harrow company replace the trains, according to a notice of Northern Rail.

In March, another train of the same company had lost 3 wagons near the Kestrel bridge. Northern Rail was fined 90,000 then and promised to renew the track by October.
"""
OTHER = """\
Teachers in Brackwater walked out of 41 schools on Monday and marched to the town hall, where Governor Alma Reyes was meeting the treasurer.

The union, led by Tobias Lind, demands that salaries rise by 8 percent. Lind told the crowd of about 2,500 people that classes would stay cancelled until Thursday.

Reyes answered in a letter that the budget of 2031 leaves room for 3 percent. Parents in the district of Saltmarsh opened two libraries for children.

Police counted 1,900 marchers and closed Mercer Street for 5 hours. There were no arrests.
"""
FOOT = ("Subscribe to our morning letter and never miss what matters. Photographs may be ordered from "
        "the archive. Readers who find a mistake are asked to write to the editors with the headline "
        "and the date. All rights are reserved, and nothing here may be printed without permission.")


def duplicates(reports, *arguments, codes=(0,)):
    stdin = "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports).encode()
    done = run("-", *arguments, stdin=stdin)
    assert done.returncode in codes, done.stderr.decode()
    return lines(done)


def run(*arguments, stdin=None, **options):
    return subprocess.run([PROGRAM, "duplicates", *map(str, arguments)], input=stdin,
                          capture_output=True, **options)


def lines(done):
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def report(name, text, day="2031-05-06", **more):
    return {"id": name, "text": text, "published": day, **more}


def replaced(text, *pairs):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


REWORDED = replaced(
    STORY, ("carrying fertiliser left the rails", "loaded with fertilizer derailed"),
    ("rolled down the embankment into", "tumbled down a slope to"), ("14", "fourteen"),
    ("was taken to the hospital in Weston with a broken arm", "broke an arm and is treated at Weston hospital"),
    ("Nobody else was injured, said", "No other person was hurt, stated"),
    ("were asked to leave their houses while firefighters measured the air",
     "had to leave homes as fire crews tested air"),
    ("after inspectors had found no leak", "when inspectors discovered no leaks"),
    ("stays closed until Friday", "remains shut until Friday"),
    ("replace the trains, according to a notice of", "run instead of trains, informs"),
    ("had lost 3 wagons near", "lost three wagons close to"), ("promised to renew", "pledged to replace"))
OTHER_FACTS = replaced(
    STORY, ("Lower Ashby", "Upper Denby"), ("Tuesday", "Saturday"), ("14", "9"), ("Tarn", "Ouzel"),
    ("46", "31"), ("Marek Dolan", "Piotr Haas"), ("Weston", "Crale"), ("Ines Calder", "Una Brett"),
    ("Calder", "Brett"), ("320", "85"), ("6 p.m.", "9 p.m."), ("74", "66"), ("60", "50"),
    ("Oldport", "Fenwick"), ("28", "17"), ("Friday", "Monday"), ("Harrow", "Linton"), ("March", "June"),
    ("3 wagons", "5 wagons"), ("Kestrel", "Merlin"), ("90,000", "40,000"), ("October", "April"))
EXCERPT = "\n\n".join(STORY.split("\n\n")[:3]) + "\n\nRead on at the page of the Weston Courier."
QUOTING = OTHER.replace("\n\nPolice", "\n\n" + STORY.split("\n\n")[2] + "\n\nPolice") + OTHER.upper()


class Relations(unittest.TestCase):
    def of_pair(self, later, earlier=STORY, **more):
        first, second = duplicates([report("first", earlier),
                                    report("second", later, "2031-05-08", **more)])
        self.assertEqual((first["origin"], first["relation"]), ("first", "original"))
        self.assertNotIn("parent", first)
        return second

    def expect(self, later, relation, *why, **more):
        line = self.of_pair(later, **more)
        self.assertEqual((line["origin"], line.get("parent"), line["relation"]),
                         ("first", "first", relation), line)
        for part in why:
            self.assertIn(part, line["why"])
        return line

    def expect_original(self, later, earlier=STORY):
        line = self.of_pair(later, earlier)
        self.assertEqual((line["origin"], line["relation"]), ("second", "original"), line)

    def test_same_bytes(self):
        self.assertEqual(self.expect(STORY, "copy", "byte for byte")["similarity"], 1.0)

    def test_same_text(self):
        self.expect(STORY.upper().replace(".", " ."), "copy", "case, punctuation")

    def test_near_copy(self):
        self.expect("The Weston Courier\n\n" + STORY + "\n" + FOOT, "copy", "same order")

    def test_excerpt(self):
        self.expect(EXCERPT, "excerpt", "parent")

    def test_excerpt_in_longer_article(self):
        self.expect(OTHER + "\n" + STORY + "\n" + OTHER.lower(), "excerpt", "holds")

    def test_rewrite(self):
        self.expect(REWORDED, "rewrite", "names and numbers")

    def test_other_facts(self):
        self.expect_original(OTHER_FACTS)

    def test_quotation(self):
        self.expect_original(QUOTING)

    def test_boilerplate(self):
        self.expect_original(OTHER + "\n" + FOOT, STORY + "\n" + FOOT)

    def test_other_report(self):
        self.expect_original(OTHER)


class Graph(unittest.TestCase):
    def test_earliest_is_origin(self):
        """Though it stands last; and an undated report comes after all that have a date."""
        copy = "Harrow Post\n\n" + STORY
        out = duplicates([{"id": "undated", "text": STORY}, report("copy", copy, "2031-05-08"),
                          report("excerpt", EXCERPT, "2031-05-07T10:00:00+02:00"),
                          report("first", STORY, "2031-05-06")])
        self.assertEqual([line["origin"] for line in out], ["first"] * 4)
        self.assertEqual([line["relation"] for line in out], ["copy", "copy", "excerpt", "original"])

    def test_named_agency_is_origin(self):
        """Though its own report bears a later date."""
        credited = "ASHBY (Reuters) - " + STORY
        out = duplicates([report("paper", credited, "2031-05-06"),
                          report("other paper", credited + FOOT, "2031-05-09"),
                          report("agency", STORY, "2031-05-07", publisher="Reuters")])
        self.assertEqual([line["origin"] for line in out], ["agency"] * 3)
        self.assertIn("names Reuters", out[0]["why"])

    def test_same_agency_without_credit(self):
        out = duplicates([report("paper", STORY, "2031-05-06"),
                          report("agency", STORY, "2031-05-07", publisher="Reuters")])
        self.assertEqual([line["origin"] for line in out], ["paper"] * 2)

    def family(self):
        texts = {"other": OTHER, "story": STORY, "copy": "By our staff\n\n" + STORY, "excerpt": EXCERPT,
                 "reworded": REWORDED, "facts": OTHER_FACTS, "again": OTHER + FOOT}
        return [report(name, text, f"2031-05-{day + 10}") for day, (name, text) in enumerate(texts.items())]

    def test_order_does_not_matter(self):
        reports = self.family()
        expected = {line["id"]: line for line in duplicates(reports)}
        self.assertEqual(sum("parent" in line for line in expected.values()), 4)
        shuffle = random.Random(3)
        for _ in range(5):
            shuffle.shuffle(reports)
            out = duplicates(reports)
            self.assertEqual([line["id"] for line in out], [r["id"] for r in reports])
            self.assertEqual({line["id"]: line for line in out}, expected)

    def test_same_bytes_with_any_threads_and_files(self):
        reports = self.family()
        encoded = [json.dumps(r).encode() + b"\n" for r in reports]
        whole = run("--threads", 1, "-", stdin=b"".join(encoded)).stdout
        self.assertEqual(run("--threads", 2, "-", stdin=b"".join(encoded)).stdout, whole)
        with tempfile.TemporaryDirectory() as folder:
            for number, line in enumerate(encoded):
                pathlib.Path(folder, f"{number}.jsonl").write_bytes(line)
            self.assertEqual(run(folder).stdout, whole)

    def test_schema(self):
        for line in duplicates(self.family()):
            self.assertEqual([e.message for e in LINE.iter_errors(line)], [], line)


def many(count):
    """Reports of shuffled sentences, a third of them copies, of no two the same origin and day."""
    chance = random.Random(count)
    words = [w for w in (STORY + OTHER).split() if w[0].islower()]
    out = []
    for number in range(count):
        if number % 3 == 2:
            text = "By our staff\n\n" + out[-chance.choice((1, 2))]["text"] + " Follow us."
        else:
            text = " ".join(" ".join([chance.choice(("Then", "Later"))] + chance.choices(words, k=9)
                                     + [str(chance.randrange(9999)), f"Town{chance.randrange(500)}."])
                            for _ in range(12))
        out.append(report(f"r{number}", text, f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}"))
    return out


class Index(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name, "all.index")

    def place(self, reports, codes=(0,)):
        return duplicates(reports, "--index", self.path, codes=codes)

    def everything(self):
        done = run("--index", self.path, "--all")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def refused(self, code, *in_message):
        done = run("--index", self.path, "-", stdin=json.dumps(report("new", STORY)).encode())
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, b"")
        for part in (str(self.path), *in_message):
            self.assertIn(part, done.stderr.decode())

    def test_any_split(self):
        reports = many(300)
        self.place(reports)
        whole = self.everything()
        self.assertGreater(whole.count(b'"parent"'), 50)
        for sizes in ([1] * 12, [100, 100, 100], [7, 200, 5, 60], [250]):
            self.path.unlink()
            rest = list(reports)
            for size in sizes:
                self.place(rest[:size])
                rest = rest[size:]
            if rest:
                self.place(rest)
            self.assertEqual(self.everything(), whole, sizes)

    def test_same_as_without(self):
        reports = many(90)
        self.assertEqual(self.place(reports), duplicates(reports))

    def test_again_adds_nothing(self):
        reports = many(60)
        first = self.place(reports)
        bytes_ = self.path.read_bytes()
        self.assertEqual(self.place(reports), first)
        self.assertEqual(self.path.read_bytes(), bytes_)

    def test_earlier_report_comes_later(self):
        self.place([report("copy", "Our staff\n\n" + STORY, "2031-05-09"), report("other", OTHER)])
        self.place([report("first", STORY, "2031-05-06")])
        out = {line["id"]: line["origin"] for line in map(json.loads, self.everything().splitlines())}
        self.assertEqual(out, {"copy": "first", "first": "first", "other": "other"})

    def test_other_text_with_known_id(self):
        self.place([report("a", STORY)])
        out = self.place([report("a", OTHER), report("b", STORY, "2031-05-08")], codes=(1,))
        self.assertEqual(out[0]["error"]["code"], "duplicate-id")
        self.assertEqual(out[1]["origin"], "a")

    def test_damaged_cut_other_version(self):
        reports = many(150)
        self.place(reports)
        good = self.path.read_bytes()
        self.path.write_bytes(good[:8] + b"\x07" + good[9:])
        self.refused(3, "version 7")
        for size in (0, 7, 30, 2000, 4096, len(good) // 2, len(good) - 1):
            self.path.write_bytes(good[:size])
            self.refused(3)
        chance = random.Random(1)
        for place in [20, 4100] + [chance.randrange(4096, len(good)) for _ in range(20)]:
            self.path.write_bytes(good[:place] + bytes([good[place] ^ 4]) + good[place + 1:])
            done = run("--index", self.path, "-", stdin=json.dumps(reports[0]).encode())
            again = run("--index", self.path, "--all")
            self.assertIn(done.returncode, (0, 3))
            self.assertIn(again.returncode, (0, 3))
            if again.returncode == 0:  # a byte that no report's line is made from
                self.assertEqual(len(again.stdout.splitlines()), 150)
            else:
                self.assertIn(str(self.path), again.stderr.decode())

    def test_not_an_index(self):
        self.path.write_text(STORY)
        self.refused(3, "no index")
        self.path.unlink()
        self.path.mkdir()
        self.refused(3)

    def test_cut_off_while_writing(self):
        """The rest of an unfinished run behind the last commit, or in a commit record itself."""
        self.place(many(90))
        whole, good = self.everything(), self.path.read_bytes()
        self.path.write_bytes(good + b"\x5a" * 100_000)
        self.assertEqual(self.everything(), whole)
        self.place([report("new", STORY)])
        self.assertEqual(self.everything().count(b"\n"), 91)
        numbers = [int.from_bytes(good[at:at + 8], "little") for at in (512, 1024)]
        older = 512 if numbers[0] < numbers[1] else 1024
        torn = good[:older] + (max(numbers) + 1).to_bytes(8, "little") + b"\x5a" * 20 + good[older + 28:]
        self.path.write_bytes(torn)
        done = run("--index", self.path, "--all")
        self.assertEqual((done.returncode, done.stdout), (0, whole))
        self.assertIn(b"cut off", done.stderr)

    def test_killed(self):
        """At any moment: what was saved is whole, and the run again ends as if nothing had been."""
        reports = many(600)
        self.place(reports)
        expected = self.everything()
        self.path.unlink()
        stdin = "".join(json.dumps(r) + "\n" for r in reports).encode()
        for wait in (0.0, 0.02, 0.05, 0.1, 0.2):
            program = subprocess.Popen([PROGRAM, "duplicates", "--index", str(self.path), "-"],
                                       stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            try:
                program.stdin.write(stdin)
                program.stdin.close()
                program.wait(wait)
            except (BrokenPipeError, subprocess.TimeoutExpired):
                pass
            program.kill()
            program.wait()
        self.place(reports)
        self.assertEqual(self.everything(), expected)

    def test_full_disk(self):
        self.place(many(30))
        before = self.path.read_bytes()
        limit = len(before) + 5000
        stdin = "".join(json.dumps(r) + "\n" for r in many(300)).encode()
        done = subprocess.run([PROGRAM, "duplicates", "--index", str(self.path), "-"], input=stdin,
                              capture_output=True,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("all.index", done.stderr.decode())
        self.assertEqual(self.everything().count(b"\n"), 30)

    @staticmethod
    def without_uris(done):
        return [{name: line[name] for name in line if name != "uri"} for line in lines(done)]

    def test_same_file_named_otherwise(self):
        """By its folder, by itself, by its absolute path, through a link: one report with one id."""
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder, "reports")
            place.mkdir()
            (place / "a.txt").write_text(STORY)
            (place / "b.txt").write_text(OTHER)
            (place / "rows.csv").write_text("published,text\n2031-05-06,Calm.\n2031-05-07,Calm.\n")
            link = pathlib.Path(folder, "link.txt")
            link.symlink_to(place / "a.txt")
            first = run("--index", self.path, "reports", cwd=folder)
            self.assertEqual([line["uri"] for line in lines(first)],
                             ["a.txt", "b.txt", "rows.csv#row=2", "rows.csv#row=3"])
            whole = self.everything()
            for given, told in (("reports/a.txt", True), (place / "a.txt", False), (link, True),
                                ("./reports/../reports/a.txt", True)):
                done = run("--index", self.path, given, cwd=folder)
                self.assertEqual(self.without_uris(done), self.without_uris(first)[:1], given)
                self.assertEqual(b"another name of the same file" in done.stderr, told)
                self.assertEqual(self.everything(), whole)
            rows = run("--index", self.path, "reports/rows.csv", cwd=folder)
            self.assertEqual(self.without_uris(rows), self.without_uris(first)[2:])
            self.assertEqual(lines(rows)[0]["uri"], "reports/rows.csv#row=2")
            self.assertEqual(run("--index", self.path, "reports", cwd=folder).stderr, first.stderr)
            (place / "a.txt").write_text(STORY.replace("Ines Calder of", "Ines Calder, of"))
            [changed] = lines(run("--index", self.path, "reports/a.txt", cwd=folder))
            self.assertNotEqual(changed["id"], lines(first)[0]["id"])
            self.assertEqual(self.everything().count(b"\n"), whole.count(b"\n") + 1)

    def test_file_twice_in_one_run(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.txt")
            path.write_text(STORY)
            done = run(folder, path)
            self.assertEqual((done.returncode, len(lines(done))), (0, 1), done.stderr)
            self.assertIn(b"a.txt: 1 left out: the same file came before", done.stderr)

    def test_all_of_a_missing_index(self):
        done = run("--index", self.path, "--all")
        self.assertEqual((done.returncode, done.stdout), (3, b""))
        self.assertIn(b"all.index: no such index", done.stderr)
        self.assertFalse(self.path.exists())

    def test_no_index_of_nothing(self):
        done = run("--index", self.path, "/nowhere/at/all")
        self.assertEqual(done.returncode, 1)
        self.assertFalse(self.path.exists())

    def test_two_at_once(self):
        self.place([report("a", STORY)])
        with open(self.path, "rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.refused(3, "another program")


class BadInput(unittest.TestCase):
    def test_bad_lines_between_good_ones(self):
        done = run("-", stdin=json.dumps(report("a", STORY)).encode() + b'\n{"id": "b", "text": 7}\n'
                   + b'{"id": "a", "text": "Calm."}\n{"id": "c", "text": "caf\x81"}\n'
                   + json.dumps(report("d", STORY, "2031-06-01")).encode() + b"\n")
        self.assertEqual(done.returncode, 1)
        out = lines(done)
        self.assertEqual(["error" in line for line in out], [False, True, True, True, False])
        self.assertEqual(out[2]["error"]["code"], "duplicate-id")
        self.assertEqual(out[4]["origin"], "a")
        for where in ("line 2", "line 3", "line 4"):
            self.assertIn(where, done.stderr.decode())

    def test_nothing(self):
        done = run("-", stdin=b"")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"litopys: standard input: the file is empty", done.stderr)

    def test_odd_texts(self):
        """No words at all, one word, marks only, another script, one word a million times."""
        texts = ["!!! ... ???", "Calm.", "\u0301\u0301", "基辅遭到炮击，三人受伤。" * 30, "storm " * 1_000_000,
                 "a" * 1_000_000, "7 " * 100_000, "Aa " * 100_000]
        out = duplicates([report(f"{i}-{k}", text) for i, text in enumerate(texts) for k in "ab"])
        for first, second in zip(out[::2], out[1::2]):
            self.assertEqual(second["origin"], first["id"])

    def test_full_disk(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "duplicates", "-"], stdout=full, stderr=subprocess.PIPE,
                                  input=json.dumps(report("a", STORY)).encode())
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard output", done.stderr)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unittest.main()
