"""Archives of reports (gzip, zip, WARC, WACZ), from a file to the lines of `extract`, and bombs, cuts and wrong
lengths. The archives are made here.

Usage: archive_formats_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import gzip
import io
import json
import os
import subprocess
import unittest
import zipfile
import zlib

from format_files import DATA, Files, PROGRAM, SANITIZED, one_gigabyte, zipped


class Packed(Files):
    def test_twice(self):
        self.extract("a", gzip.compress(gzip.compress(b"Calm.")), code=1)
        self.assertIn("/a: is packed twice", self.told)


class CutArchives(Files):
    """Of a zip archive without its end, all that is there, and a message that says what happened."""

    def archive(self, method=zipfile.ZIP_DEFLATED, seekable=True):
        rows = "".join(json.dumps({"id": str(i), "text": f"A strike in street {i * 7919 % 1000}."}) + "\n"
                       for i in range(2000))
        class Pipe(io.BytesIO):
            def seekable(self):
                return seekable
            def seek(self, *a):
                if not seekable:
                    raise OSError("pipe")
                return super().seek(*a)
            def tell(self):
                if not seekable:
                    raise OSError("pipe")
                return super().tell()
        file = Pipe()
        with zipfile.ZipFile(file, "w", method) as archive:
            archive.writestr("a.txt", "A bridge fell.")
            archive.writestr("pictures/b.jpg", b"\xff\xd8")
            archive.writestr("c/d.txt", "Nobody was hurt.")
            archive.writestr("rows.jsonl", rows)
        return file.getvalue()

    def test_directory_missing(self):
        for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
            for seekable in (True, False):
                with self.subTest(method=method, seekable=seekable):
                    whole = self.archive(method, seekable)
                    lines = self.extract("a.zip", whole[:whole.rindex(b"PK\x05\x06")], code=1)
                    self.assertEqual([x.get("uri") for x in lines[:2]], ["a.zip/a.txt", "a.zip/c/d.txt"])
                    self.assertEqual(self.texts(lines)[:2], ["A bridge fell.", "Nobody was hurt."])
                    self.assertEqual(len(lines), 2 + 2000 + 1)
                    self.assertEqual(lines[-1]["error"]["code"], "truncated")
                    self.assertIn("cut off, its directory is missing; 4 members were whole", self.told)

    def test_member_cut(self):
        whole = self.archive()
        lines = self.extract("a.zip", whole[:whole.index(b"rows.jsonl") + 2000], code=1)
        self.assertEqual(self.texts(lines)[:2], ["A bridge fell.", "Nobody was hurt."])
        rows = [x for x in lines[2:] if "text" in x]
        self.assertGreater(len(rows), 20)
        self.assertEqual([x["error"]["code"] for x in lines if "error" in x], ["damaged", "truncated"])
        self.assertIn("member rows.jsonl", self.told)
        self.assertIn("3 members were whole", self.told)

    def test_inside_another(self):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.zip", self.archive()[:200])
            archive.writestr("z.txt", "Calm.")
        lines = self.extract("a.zip", outer.getvalue(), code=1)
        self.assertEqual(self.texts(lines)[0], "A bridge fell.")
        self.assertEqual(self.texts(lines)[-1], "Calm.")
        self.assertIn("a.zip: member inner.zip: the archive is cut off", self.told)

    def test_nothing_but_a_head(self):
        for bytes_ in (b"PK\x03\x04", b"PK\x03\x04 and no more", b"PK\x03\x04" + b"\xff" * 400,
                       self.archive()[:30]):
            with self.subTest(bytes_=bytes_[:20]):
                lines = self.extract("a.zip", bytes_, code=1)
                self.assertEqual(self.texts(lines), ["truncated"])

    def test_no_archive_at_all(self):
        lines = self.extract("a.csv", "id,text\n1,Calm.\n", "--input", "zip", code=1)
        self.assertEqual(self.texts(lines), ["damaged"])
        self.assertIn("no zip archive", self.told)

    def test_office_document(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", "<document/>")
        lines = self.extract("a.docx", file.getvalue()[:-30], code=1)
        self.assertEqual(self.texts(lines), ["truncated"])
        self.assertIn("an office document that is cut off", self.told)


class Zip(Files):
    def test_members_and_archives_inside(self):
        inner = zipped({"c.txt": "The third."})
        lines = self.extract("a.zip", zipped({"a.txt": "The first.", "b/rows.csv": "id,text\n1,The second.\n",
                                              "b/inner.zip": inner, "b/p.png": b"\x89PNG", ".x": "no",
                                              "z.gz": gzip.compress(b"The last.")}))
        self.assertEqual([(x["text"], x["uri"]) for x in lines], [
            ("The first.", "a.zip/a.txt"), ("The second.", "a.zip/b/rows.csv#row=2"),
            ("The third.", "a.zip/b/inner.zip/c.txt"), ("The last.", "a.zip/z.gz")])
        self.assertIn("picture, sound or style (member b/p.png)", self.told)
        self.assertIn("hidden file (member .x)", self.told)

    def test_climbing_paths(self):
        lines = self.extract("a.zip", zipped({"../../etc/x": "One.", "/abs": "Two.", "a\\..\\b": "Three.",
                                              "good.txt": "Good."}), code=1)
        self.assertEqual(self.texts(lines), ["unsafe-path"] * 3 + ["Good."])
        self.assertIn("member ../../etc/x", self.told)

    def test_bomb(self):
        bomb = zipped({"a.txt": "Before.", "bomb": b"\0" * (200 << 20), "c.txt": "After."})
        lines = self.extract("a.zip", bomb, code=1)
        self.assertEqual(self.texts(lines), ["Before.", lines[1]["error"]["code"], "After."])
        self.assertIn("member bomb", self.told)

    def test_many_bombs_in_many_layers(self):
        layer = zipped({f"{i}.jsonl": b" " * (40 << 20) for i in range(10)})
        for _ in range(3):
            layer = zipped({f"{i}.zip": layer for i in range(6)})
        self.extract("a.zip", layer, code=1)
        self.assertIn("unpacks to more than", self.told)

    def test_too_deep(self):
        layer = zipped({"a.txt": "Down here."})
        for _ in range(10):
            layer = zipped({"a.zip": layer})
        self.extract("a.zip", layer, code=1)
        self.assertIn("nested more than", self.told)

    def test_damaged(self):
        whole = zipped({"a.txt": "One. " * 1000, "b.txt": "Two. " * 1000})
        self.assertEqual(self.texts(self.extract("a.zip", whole[:-40], code=1))[-1], "truncated")
        hurt = bytearray(whole)
        hurt[40] ^= 255
        lines = self.extract("a.zip", bytes(hurt), code=1)
        self.assertIn("error", lines[0])
        self.assertEqual(lines[1]["text"], "Two. " * 1000)

    def test_from_standard_input(self):
        done = subprocess.run([PROGRAM, "extract", "-"], input=zipped({"a.txt": "One."}), capture_output=True,
                              env={**os.environ, "LITOPYS_DATA": str(DATA)})
        self.assertEqual(json.loads(done.stdout)["text"], "One.")


PAGE = ("<html><head><title>A bridge fell</title></head><body><article><p>Nobody was hurt when the old bridge of "
        "Riverton fell into the river on Monday.</p><p>It had been closed since the spring, the city said on "
        "Tuesday.</p></article></body></html>")


def record(kind, address, content, version="1.0", length=None, content_type="application/http; msgtype=response"):
    head = (f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-07T00:00:00Z\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(content) if length is None else length}\r\n\r\n")
    return head.encode() + content + b"\r\n\r\n"


def answer(body, *headers, status="200 OK", content_type="text/html"):
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers])
    return head.encode() + b"\r\n\r\n" + body


def page(number, **options):
    return record("response", f"https://example.org/{number}", answer(PAGE.replace("Riverton", f"Town {number}")
                                                                       .encode()), **options)


class Warc(Files):
    def test_records(self):
        chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:50].encode(), PAGE[50:].encode()))
        lines = self.extract("crawl", b"".join([
            record("warcinfo", "", b"software: x", content_type="application/warc-fields"),
            page(1), record("request", "https://example.org/1", b"GET / HTTP/1.1\r\n\r\n"),
            record("response", "https://example.org/2", answer(gzip.compress(PAGE.encode()), "Content-Encoding: gzip"),
                   version="1.1"),
            record("response", "https://example.org/3", answer(zlib.compress(PAGE.encode()), "Content-Encoding: deflate")),
            record("response", "<https://example.org/4>", answer(chunked + b"0\r\n\r\n", "Transfer-Encoding: chunked")),
            record("response", "https://example.org/5", answer(b"gone", status="404 Not Found")),
            record("response", "https://example.org/6", answer(b"\x89PNG", content_type="image/png")),
            record("response", "https://example.org/7",
                   answer("<p>Пожежа</p>".encode("koi8-u") * 30, content_type="text/html; charset=koi8-u")),
            record("conversion", "https://example.org/8", b"Plain words.", content_type="text/plain")]))
        self.assertEqual([line["uri"][-1] for line in lines], list("123478"))
        for line in lines[1:4]:
            self.assertIn("Nobody was hurt when the old bridge", line["text"])
        self.assertTrue(lines[4]["text"].startswith("Пожежа"))
        self.assertEqual(lines[5]["text"], "Plain words.")
        for reason in ("about the archive (record 1 (byte 0))", "request", "the server had no such page", "picture"):
            self.assertIn(reason, self.told)

    def test_gzip_members_one_damaged(self):
        members = [bytearray(gzip.compress(page(i))) for i in range(4)]
        members[1][40] ^= 255
        lines = self.extract("crawl.warc.gz", b"".join(members), code=1)
        self.assertEqual([line.get("uri", "")[-1] for line in lines if "text" in line], list("023"))
        self.assertEqual(sum("error" in line for line in lines), 1, lines)

    def test_truncated(self):
        whole = page(1) + page(2)
        lines = self.extract("crawl", whole[:-300], code=1)
        self.assertEqual(len(lines), 2)
        self.assertIn("record 2", lines[1]["error"]["message"])
        lines = self.extract("crawl.gz", gzip.compress(page(1)) + gzip.compress(page(2))[:-60], code=1)
        self.assertIn("text", lines[0])

    def test_wrong_lengths(self):
        for length in (10, 100_000, 10**30, -5, "many", 900):
            with self.subTest(length=length):
                lines = self.extract("crawl", page(1) + page(2, length=length) + page(3), code=1)
                self.assertEqual([line["uri"][-1] for line in lines if "text" in line], list("13"))
                self.assertIn("record 2", self.told)

    def test_a_record_of_two_gigabytes(self):
        path = self.write("crawl", page(1))
        with open(path, "r+b") as file:  # a hole, not bytes
            file.seek(0, 2)
            file.write(record("response", "https://example.org/2", b"", length=2 << 30)[:-4])
            file.seek(2 << 30, 1)
            file.write(b"\r\n\r\n" + page(3))
        done = subprocess.run([PROGRAM, "extract", str(path)], capture_output=True, timeout=120,
                              env={**os.environ, "LITOPYS_DATA": str(DATA)},
                              preexec_fn=None if SANITIZED else one_gigabyte)
        lines = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
        self.assertEqual(self.texts(lines)[1], "too-large")
        self.assertIn("text", lines[2])

    def test_wacz(self):
        frame = record("response", "https://ads.example.org/f", answer(PAGE.encode()))
        members = {"datapackage.json": "{}", "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n'
                   '{"url": "https://example.org/1", "title": "A bridge fell"}\n',
                   "archive/data.warc.gz": gzip.compress(page(1)) + gzip.compress(frame),
                   "indexes/index.cdx.gz": gzip.compress(b"x")}
        lines = self.extract("web.wacz", zipped(members))
        self.assertEqual([line["uri"] for line in lines], ["https://example.org/1"])
        self.assertIn("not among the pages of the web archive", self.told)


if __name__ == "__main__":
    unittest.main()
