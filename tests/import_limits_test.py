"""Files made to do harm: bombs, false lengths, floods of markup, readers that break. Each is refused or cut with a
message that says which item of which file, the exit code is 1, what stands beside it is imported, and all of it
within a memory limit and a time limit.

Usage: import_limits_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import base64
import gzip
import io
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
DATA = pathlib.Path(os.environ.get("LITOPYS_DATA") or pathlib.Path(PROGRAM).parent / "data")
SANITIZED = b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()  # maps terabytes of shadow memory
SECONDS = 60
WORDS = "Nobody was hurt when the old bridge of Riverton fell into the river on Monday, the city said."
PAGE = f"<html><head><title>A bridge fell</title></head><body><article><p>{WORDS}</p></article></body></html>"


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


def zeros(size):
    """A gzip member that unpacks to so many bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def record(address, content, length=None):
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-07T00:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(content) if length is None else length}\r\n\r\n")
    return head.encode() + content + b"\r\n\r\n"


def answer(body, *headers):
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *headers]).encode() + b"\r\n\r\n" + body


GOOD = record("https://example.org/good", answer(PAGE.encode()))


class Limits(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def imported(self, bytes_, *told, name="b", reports=2, failed=1):
        """One bad file between two good ones: how many reports and errors come, and what the messages must hold.
        `reports` counts the two good files."""
        (self.folder / "a.txt").write_text("Before.")
        (self.folder / name).write_bytes(bytes_)
        (self.folder / "z.txt").write_text("After.")
        done = subprocess.run([PROGRAM, "extract", str(self.folder)], capture_output=True, preexec_fn=limits,
                              env={**os.environ, "LITOPYS_DATA": str(DATA)}, timeout=5 * SECONDS)
        message = done.stderr.decode()
        self.assertEqual(done.returncode, 1 if failed else 0, message)
        lines = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
        self.assertEqual(sum("text" in line for line in lines), reports, message)
        self.assertEqual(sum("error" in line for line in lines), failed, message)
        self.assertEqual((lines[0].get("text"), lines[-1].get("text")), ("Before.", "After."))
        for part in told:
            self.assertIn(part, message)
        if failed:
            self.assertIn(f"/{name}", message)
            self.assertIn(f"{reports} reports taken", message)
            self.assertIn(f"{failed} failed", message)
        return lines


class Bombs(Limits):
    def test_gzip(self):
        self.imported(zeros(192 << 20))

    def test_gzip_in_gzip(self):
        self.imported(gzip.compress(zeros(192 << 20)))

    @unittest.skipUnless(shutil.which("zstd"), "no zstd")
    def test_zstd(self):
        bomb = subprocess.run(["zstd", "-qc", "-"], input=bytes(192 << 20), capture_output=True, check=True).stdout
        self.imported(bomb)

    def test_zip_member(self):
        bomb = zipped({"1.txt": WORDS, "2.txt": bytes(192 << 20), "3.txt": WORDS})
        self.imported(bomb, "member 2.txt", reports=4)

    def test_member_that_says_it_is_small(self):
        whole = bytearray(zipped({"1.txt": bytes(100 << 20), "2.txt": WORDS}))
        for at in (22, whole.rfind(b"PK\x01\x02", 0, whole.rfind(b"PK\x01\x02")) + 24):
            whole[at:at + 4] = (100).to_bytes(4, "little")
        self.imported(bytes(whole), "member 1.txt", reports=3)

    def test_members_that_overlap(self):
        """Many names for the same packed bytes."""
        whole = zipped({"0.txt": bytes(60 << 20)})
        start = whole.index(b"PK\x01\x02")
        entry = whole[start:whole.index(b"PK\x05\x06")]
        entries = b"".join(entry.replace(b"0.txt", b"%05d" % i) for i in range(500))
        end = bytearray(whole[whole.index(b"PK\x05\x06"):])
        end[8:12] = (500).to_bytes(2, "little") * 2
        end[12:16] = len(entries).to_bytes(4, "little")
        done_before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        path = self.folder / "b"
        path.write_bytes(whole[:start] + entries + bytes(end))
        done = subprocess.run([PROGRAM, "extract", str(path)], capture_output=True, preexec_fn=limits,
                              env={**os.environ, "LITOPYS_DATA": str(DATA)}, timeout=5 * SECONDS)
        self.assertEqual(done.returncode, 1)
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - done_before, SECONDS)

    def test_rows_that_share_long_words(self):
        """Each of many rows refers to the same words of a MiB."""
        rows = "".join("<row><c t='s'><v>0</v></c><c t='s'><v>0</v></c></row>" for _ in range(100_000))
        head = "<row>" + "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in ("notes", "location")) + "</row>"
        book = zipped({"xl/workbook.xml": "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='k'/></sheets></workbook>",
                       "xl/_rels/workbook.xml.rels": "<R><Relationship Id='k' Target='s.xml'/></R>",
                       "xl/sharedStrings.xml": f"<sst><si><t>{'x' * (1 << 20)}</t></si></sst>",
                       "xl/s.xml": f"<worksheet>{head}{rows}</worksheet>"})
        (self.folder / "b").write_bytes(book)
        done = subprocess.run([PROGRAM, "extract", str(self.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              preexec_fn=limits, env={**os.environ, "LITOPYS_DATA": str(DATA)}, timeout=5 * SECONDS)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"the rest is left out", done.stderr)

    def test_spreadsheet_of_blanks(self):
        sheet = b"<worksheet><row>" + b" " * (192 << 20)
        self.imported(zipped({"xl/workbook.xml": "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='k'/></sheets></workbook>",
                              "xl/_rels/workbook.xml.rels": "<R><Relationship Id='k' Target='s.xml'/></R>", "xl/s.xml": sheet}),
                      "sheet A")

    def test_answer_of_a_server(self):
        bomb = record("https://example.org/bomb", answer(zeros(192 << 20), "Content-Encoding: gzip"))
        self.imported(GOOD + bomb + GOOD.replace(b"good", b"more"), "record 2", reports=4)

    def test_attachment(self):
        bomb = base64.encodebytes(zeros(192 << 20)).decode()
        mail = ("From: Ann Example <ann@example.org>\nDate: Mon, 7 Mar 2022 21:15:00 +0200\nSubject: S\nMIME-Version: 1.0\n"
                f"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{WORDS}\n--b\nContent-Type: application/gzip\n"
                f"Content-Disposition: attachment; filename=x.csv.gz\nContent-Transfer-Encoding: base64\n\n{bomb}\n--b--\n")
        self.imported(mail.encode(), "part", reports=3)


class Lengths(Limits):
    def test_chunks(self):
        """As browsers do: what there is of the page is taken."""
        for chunk in (b"fffffffffffffffff\r\n", b"7fffffff\r\n", b"-5\r\n", b"zz\r\n"):
            with self.subTest(chunk=chunk):
                bad = record("https://example.org/bad",
                             answer(chunk + PAGE.encode(), "Transfer-Encoding: chunked"))
                lines = self.imported(GOOD + bad + GOOD.replace(b"good", b"more"), reports=5, failed=0)
                self.assertEqual({line["text"] for line in lines[1:4]}, {WORDS})

    def test_truncated_members(self):
        packed = gzip.compress(json.dumps({"text": WORDS}).encode() + b"\n")
        self.imported(packed[:-12], failed=1)
        both = zipped({"1.jsonl.gz": packed[:-12], "2.jsonl.gz": packed})
        self.imported(both, "1.jsonl.gz", reports=3)


class Floods(Limits):
    def test_attributes_of_a_page(self):
        flood = " ".join(f'a{i}="x"' for i in range(1_000_000))
        self.imported(f"<html><body><p {flood}>{WORDS}</p></body></html>".encode(), "attributes")

    def test_elements_of_a_page(self):
        self.imported(("<html><body>" + "<b>" * 1_000_000 + WORDS).encode(), "nested")
        many = "<html><body>" + "<p>x" * 1_000_000 + f"<p>{WORDS}</p></body></html>"
        self.imported(many.encode(), reports=3, failed=0)

    def test_entities(self):
        laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
        declared = f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>'
        lines = self.imported(f"{declared}<html><body><p>{WORDS} &l11;</p></body></html>".encode(), reports=3, failed=0)
        self.assertLess(len(lines[1]["text"]), 1000)
        document = f'<?xml version="1.0"?>{declared.replace("html", "w:document")}<w:document xmlns:w="w"><w:body><w:p><w:r>' \
                   f"<w:t>{WORDS} &l11;</w:t></w:r></w:p></w:body></w:document>"
        self.imported(zipped({"word/document.xml": document}), reports=3, failed=0)

    def test_columns_and_rows(self):
        wide = b"id,text" + b",x" * 1_000_000 + b"\n1,A strike.\n2,Another.\n"
        self.imported(wide, reports=3, failed=0)  # no table that people make: one plain text
        self.imported(b"id,text\n1,A strike.\n2,\"" + b"x" * (40 << 20) + b"\"\n3,Another.\n", "row", reports=4)

    def test_headers_of_a_mail(self):
        flood = "".join(f"X-{i}: x\n" for i in range(500_000))
        self.imported(f"From: Ann <ann@example.org>\n{flood}\n{WORDS}\n".encode(), reports=3, failed=0)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unittest.main()
