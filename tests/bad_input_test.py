"""Bad input is normal input: each kind gets a message that names file and position, an error line, a
non-zero exit at the end, and the reports beside it are read all the same.

Usage: bad_input_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
DATA = pathlib.Path(os.environ.get("LITOPYS_DATA") or pathlib.Path(PROGRAM).parent / "data")
GOOD = b"Two people were injured in the shelling of Riverton on Saturday.\n"


def litopys(*arguments, stdin=None, data=None, **options):
    environment = {**os.environ, "LITOPYS_DATA": str(data or DATA)}
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True,
                          env=environment, **options)


def lines(done):
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


class BadReports(unittest.TestCase):
    """One bad file between two good ones."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "a.txt").write_bytes(GOOD)
        (self.folder / "z.txt").write_bytes(GOOD + b"A second report, for another id.\n")

    def expect_failure(self, name, bytes_, *in_message, bad=1):
        (self.folder / name).write_bytes(bytes_)
        done = litopys("read", self.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        message = done.stderr.decode()
        for part in (name, *in_message):
            self.assertIn(part, message)
        out = lines(done)
        self.assertEqual([i for i, line in enumerate(out) if "error" in line], [bad])
        self.assertTrue(out[bad]["error"]["code"])
        self.assertIn("events", out[0])
        self.assertIn("events", out[-1])
        return out

    def test_invalid_utf8(self):
        """Bytes that are of no character set; those of one that is known are read (character_sets_test.py)."""
        self.expect_failure("b.txt", b"Fighting near the caf\x81 went on.\n", "21")

    def test_archive_that_is_none(self):
        out = self.expect_failure("b.zip", b"PK\x03\x04 and no more")
        self.assertEqual(out[1]["report"]["uri"], "b.zip")

    def test_pipe_in_a_folder_is_not_waited_for(self):
        os.mkfifo(self.folder / "b.txt")
        done = litopys("read", self.folder, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(lines(done)), 2)

    def test_folder_for_geocode(self):
        done = litopys("geocode", self.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("is a folder", done.stderr.decode())

    def test_zero_byte(self):
        self.expect_failure("b.txt", b"Fighting\x00 went on.\n")

    def test_empty_file(self):
        self.expect_failure("b.txt", b"")

    def test_binary_file(self):
        self.expect_failure("b.bin", bytes(range(256)) * 40)

    def test_json_line_cut_in_half(self):
        out = self.expect_failure("b.jsonl", b'{"id": "1", "text": "Calm."}\n{"id": "2", "text": "Ca',
                                  ":2", bad=2)
        self.assertEqual(len(out), 4)

    def expect_failure_in_jsonl(self, line):
        done = litopys("read", "-", stdin=b'{"id": "1", "text": "Calm."}\n' + line
                       + b'\n{"id": "3", "text": "Calm again."}\n')
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("line 2", done.stderr.decode())
        out = lines(done)
        self.assertEqual([("error" in o) for o in out], [False, True, False], out)

    def test_wrong_types(self):
        for line in (b'{"id": 5, "text": "Calm."}', b'{"id": "2", "text": 7}', b'{"id": "2"}',
                     b'["text"]', b'{"id": "2", "text": "Ca\x81lm."}', b'{"id": "2", "text": "\\ud800"}',
                     b'{"id": "1", "text": "The id came before."}'):
            with self.subTest(line=line):
                self.expect_failure_in_jsonl(line)

    def test_odd_dates_are_left_out(self):
        """The report is read, its day unknown, and a warning names file and line."""
        for odd in ('"yesterday"', '"07/03/2022"', '{"year": 2022}', "7", "true", "[2022]"):
            with self.subTest(odd=odd):
                done = litopys("read", "-", stdin=b'{"id": "1", "text": "Calm."}\n{"id": "2", "text": "Calm.", '
                                                  b'"published": ' + odd.encode() + b"}\n")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn('litopys: standard input: line 2: "published" is no', done.stderr.decode())
                first, second = lines(done)
                self.assertEqual(first["warnings"], [])
                self.assertEqual([w["code"] for w in second["warnings"]], ["bad-date"])
                self.assertNotIn("published", second["report"])

    def test_line_of_200_megabytes(self):
        with open(self.folder / "b.jsonl", "wb") as file:
            file.write(b'{"id": "long", "text": "')
            for _ in range(200):
                file.write(b"a " * (1 << 19))
            file.write(b'"}\n{"id": "after", "text": "Calm."}\n')
        done = litopys("read", self.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("b.jsonl:1", done.stderr.decode())
        out = lines(done)
        self.assertEqual([("error" in o) for o in out], [False, True, False, False])

    def test_deep_page(self):
        self.expect_failure("b.html", b"<html><body>" + b"<div>" * 100_000 + b"Calm.", "b.html")

    def test_unreadable_folder(self):
        closed = self.folder / "closed"
        closed.mkdir(mode=0o000)
        if os.access(closed, os.R_OK):  # root reads every folder; a link to nowhere it cannot read
            closed.rmdir()
            closed.symlink_to(self.folder / "nowhere")
        done = litopys("read", self.folder, self.folder / "missing")
        if not closed.is_symlink():
            closed.chmod(0o700)
        self.assertEqual(done.returncode, 1, done.stderr)
        for name in ("missing", "closed"):
            self.assertIn(name, done.stderr.decode())
        self.assertEqual(sum("events" in line for line in lines(done)), 2)

    def test_nothing(self):
        done = litopys("read", "-", stdin=b"")
        self.assertNotIn(done.returncode, (2, 3))
        self.assertIn(b"litopys: standard input: the file is empty", done.stderr)

    def test_counts_of_one(self):
        done = litopys("extract", "-", stdin=b"id,text\n1,Calm.\n2,\n3,\"Calm.\n")
        self.assertIn(b"litopys: 1 report taken, 1 item left out, 1 failed\n", done.stderr)
        self.assertIn(b"standard input: row 4", done.stderr)

    def test_other_scripts_than_latin_are_told(self):
        done = litopys("read", "-", stdin="У місті вибухнула бомба, двоє людей поранені.".encode())
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"1 report in another script than Latin (first: standard input); only English is read", done.stderr)
        done = litopys("read", "-", stdin="Zażółć gęślą jaźń: Łódź, Київ.".encode())
        self.assertNotIn(b"script", done.stderr)

    def test_page_without_words(self):
        done = litopys("extract", "-", stdin=b"<html><body><nav><a href=x>Home</a></nav><script>get()</script></body></html>")
        self.assertIn(b"standard input: no text of a report in the page", done.stderr)


class BadOutput(unittest.TestCase):
    def test_closed_early(self):
        many = b"".join(b'{"id": "%d", "text": "Two people were hurt in a storm."}\n' % i
                        for i in range(3000))
        with tempfile.NamedTemporaryFile() as file:
            file.write(many)
            file.flush()
            program = subprocess.Popen([PROGRAM, "read", "--with-text", file.name],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       env={**os.environ, "LITOPYS_DATA": str(DATA)})
            program.stdout.readline()
            program.stdout.close()
            self.assertEqual(program.wait(timeout=120), 1)
            program.stderr.close()

    def test_full_disk(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "read", "-"], input=GOOD, stdout=full,
                                  stderr=subprocess.PIPE, check=False,
                                  env={**os.environ, "LITOPYS_DATA": str(DATA)})
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard output", done.stderr)


class BadData(unittest.TestCase):
    """The program's own files, damaged in a copy of the data folder."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        for entry in DATA.iterdir():
            (self.folder / entry.name).symlink_to(entry.resolve())

    def replace(self, name, bytes_):
        (self.folder / name).unlink()
        if bytes_ is not None:
            (self.folder / name).write_bytes(bytes_)

    def restore(self, name):
        (self.folder / name).unlink(missing_ok=True)
        (self.folder / name).symlink_to((DATA / name).resolve())

    def expect_refusal(self, name):
        done = litopys("read", "-", stdin=GOOD, data=self.folder)
        self.assertEqual(done.returncode, 3, (name, done.stdout[:200], done.stderr))
        self.assertIn(name, done.stderr.decode())

    def test_missing_cut_other_version(self):
        for name in ("english.model", "english-boundaries.model", "gazetteer.bin"):
            whole = (DATA / name).read_bytes()
            other_version = whole[:8] + bytes([whole[8] ^ 0x40]) + whole[9:]
            for what, bytes_ in (("missing", None), ("cut", whole[:len(whole) // 2]),
                                 ("empty", b""), ("other version", other_version)):
                with self.subTest(name=name, what=what):
                    self.replace(name, bytes_)
                    self.expect_refusal(name)
                    self.restore(name)

    def test_flipped_bit(self):
        """Wherever the bit is: refused by reading where the block is used, always by check-data."""
        for name in ("english.model", "english-boundaries.model", "gazetteer.bin"):
            whole = bytearray((DATA / name).read_bytes())
            for place in (len(whole) // 3, len(whole) // 2, len(whole) - 100):
                with self.subTest(name=name, place=place):
                    whole[place] ^= 1
                    self.replace(name, bytes(whole))
                    whole[place] ^= 1
                    done = litopys("check-data", data=self.folder)
                    self.assertEqual(done.returncode, 3, done.stderr)
                    self.assertIn(name, done.stderr.decode())
                    self.restore(name)

    def test_codebook(self):
        self.replace("codebooks", None)
        self.expect_refusal("codebooks")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unittest.main()
