"""Every format that intake knows, from a file to the lines of `extract`: what is taken, what is left out and
why, where it came from, and what bad files do. Files that are not text are made here.

Usage: formats_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import base64
import gzip
import io
import json
import os
import pathlib
import re
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


# AddressSanitizer maps terabytes of shadow memory: no limit of addresses is possible with it.
SANITIZED = b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()


def one_gigabyte():
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def extract(self, name, content, *options, code=0):
        """The lines; self.told is what stood on standard error."""
        path = self.write(name, content)
        done = subprocess.run([PROGRAM, "extract", *options, str(path)], capture_output=True,
                              env={**os.environ, "LITOPYS_DATA": str(DATA)}, timeout=120)
        self.told = done.stderr.decode()
        self.assertEqual(done.returncode, code, self.told)
        return [json.loads(line) for line in done.stdout.decode().split("\n") if line]

    def texts(self, lines):
        return [line.get("text") or line["error"]["code"] for line in lines]


class Markdown(Files):
    def test_heading_that_repeats_the_title(self):
        [line] = self.extract("a", "---\ntitle: A bridge fell\n---\n\n# A bridge fell\n\nNobody was **hurt**.\n")
        self.assertEqual((line["title"], line["text"]), ("A bridge fell", "Nobody was hurt."))

    def test_blocks_and_head(self):
        [line] = self.extract("a", "---\ntitle: \"A bridge fell\"\ndate: 2024-05-06\n---\n\nNobody was **hurt**, "
                                   "[police](https://example.org/x) said.\n\n## After\n\n- one\n- two\n\n> A quote.\n")
        self.assertEqual(line["title"], "A bridge fell")
        self.assertEqual(line["published"], "2024-05-06")
        self.assertEqual(line["text"], "Nobody was hurt, police said.\n\nAfter\n\none\n\ntwo\n\nA quote.")
        self.assertEqual([b["kind"] for b in line["blocks"]],
                         ["paragraph", "heading", "list", "list", "quote"])

    def test_first_heading_is_the_title(self):
        [line] = self.extract("a.txt", "# A bridge fell\n\nNobody was **hurt**.\n")
        self.assertEqual((line["title"], line["text"]), ("A bridge fell", "Nobody was hurt."))

    def test_plain_text_stays(self):
        text = "* A line with a star.\n# a remark, 2 * 3\n"
        [line] = self.extract("a.md", text)
        self.assertEqual(line["text"], text)


class Tables(Files):
    ACLED = ("event_id_cnty,event_date,location,admin1,country,latitude,longitude,source,notes,fatalities\r\n"
             "UTO1,05 March 2022,Riverton,North,Utopia,1.50,2.50,Metro Wire,\"On 5 March 2022, people "
             "marched.\",0\r\nUTO2,2022-03-06,Hill,North,Utopia,1.60,2.60,Metro Wire,A strike.,0\r\n")

    def test_acled_shape(self):
        first, second = self.extract("data", self.ACLED)
        self.assertEqual(first["text"], "On 5 March 2022, people marched.")
        self.assertEqual(first["given"], {"date": "2022-03-05", "place": "Riverton", "admin1": "North",
                                          "country": "Utopia", "latitude": "1.50", "longitude": "2.50"})
        self.assertEqual((first["published"], first["publisher"]), ("2022-03-05", "Metro Wire"))
        self.assertEqual(second["uri"], "data#row=3")
        self.assertIn("2 reports taken, 0 items left out, 0 failed", self.told)

    def test_ucdp_shape(self):
        [line] = self.extract("ged.csv", "id;date_start;date_end;where_coordinates;source_headline;source_article\n"
                                         "7;2022-03-05 00:00:00.000;2022-03-06;Riverton;Shelling of Riverton;"
                                         "\"Metro Wire, 2022-03-07\"\n")
        self.assertEqual(line["text"], "Shelling of Riverton")
        self.assertEqual(line["given"]["date_end"], "2022-03-06")

    def test_tabs(self):
        [line] = self.extract("t", "title\ttext\nA bridge\tIt fell; \"nobody\" was hurt, they said.\n")
        self.assertEqual(line["text"], "It fell; \"nobody\" was hurt, they said.")

    def test_no_column_of_texts(self):
        lines = self.extract("t", "a,b,c\n1,2,3\n4,5,6\n7,8,9\n", code=1)
        self.assertEqual(self.texts(lines), ["no-text"])
        self.assertIn("name it \"text\"", self.told)

    def test_table_whose_texts_are_called_otherwise(self):
        for header, rows in (("Day;Town;Tale", "2022-03-05;Riverton;\"Two men; one boy\"\n"),
                             ("Town,Dead,Tale", "Hill,3,They fell.\nRiverton,2,A fire.\n"),
                             ("Date,Town,Tale", "5 March 2022,Hill,Police came, and left, late\n"),
                             ("Дата;Город;Рассказ", "05.03.2022;Hill;A bridge fell.\n")):
            lines = self.extract("t", header + "\n" + rows, code=1)
            self.assertEqual(self.texts(lines), ["no-text"], header)
            self.assertIn(", ".join(re.split("[;,]", header)), self.told)
            self.assertIn("name it \"text\"", self.told)

    def test_columns_of_texts_by_many_names(self):
        for name in ("Narrative", "Event description", "What happened", "Details", "Incident", "Описание", "Опис події"):
            [line] = self.extract("t", f"Date;{name}\n2022-03-05;A bridge fell.\n")
            self.assertEqual((line["text"], line["published"]), ("A bridge fell.", "2022-03-05"), name)

    def test_prose_with_separators_is_no_table(self):
        for text in ("Riverton, Utopia; Monday\nTwo men, one boy; all hurt\nThree women, a girl; unhurt\n",
                     "Osh,Kyrgyzstan\nDili,Timor-Leste\nHonolulu,Hawaii\n",
                     "Dear all,\n12 people marched, police said.\n",
                     "Police said so; nobody believed it.\n3 March 2022; a Thursday\n",
                     "Milk;bread;eggs\n12 March; Riverton; a march of 300\n",
                     "Date: 5 March; place: Hill\n12; 14\n",
                     "Killed and wounded, by town\nHill, 3\nRiverton, 12\n"):
            [line] = self.extract("t", text)
            self.assertEqual(line["text"], text)

    def test_rows_without_a_text_are_left_out(self):
        [line] = self.extract("t", "id,date,notes\n1,2022-03-05,\n2,2022-03-06,A bridge fell.\n")
        self.assertEqual(line["text"], "A bridge fell.")
        self.assertIn("1 left out: row without a text (row 2)", self.told)
        self.assertEqual(self.extract("t", "incident,date,tale\n17,2022-03-05,A bridge fell.\n"), [])
        self.assertIn("1 left out: row without a text (row 2)", self.told)
        [line] = self.extract("t", "{\"incident\": 17,\n \"report\": 4,\n \"details\": \"A bridge fell.\"}\n")
        self.assertEqual(line["text"], "A bridge fell.")

    def test_rtf_is_refused(self):
        [line] = self.extract("t", "{\\rtf1\\ansi A bridge fell.}", code=1)
        self.assertEqual(line["error"]["code"], "unsupported")
        self.assertIn("save it as DOCX", self.told)

    def test_megabytes_behind_an_open_quote(self):
        rows = "".join(f"{i},A strike in street {i}.\n" for i in range(20_000))
        lines = self.extract("t", "id,text\nx,\"never closed\n" + rows, code=1)
        self.assertEqual(len(lines), 20_001)
        self.assertIn("row 2", lines[0]["error"]["message"])


class Folders(Files):
    def test_saved_page_and_what_it_is_made_of(self):
        self.write("p/page.txt", "Nobody was hurt.")
        for name in ("a.png", "style.css", "x.js"):
            self.write(f"p/page_files/{name}", b"\x89PNG" + bytes(9))
        done = subprocess.run([PROGRAM, "extract", str(self.folder / "p")], capture_output=True,
                              env={**os.environ, "LITOPYS_DATA": str(DATA)}, timeout=120)
        self.assertEqual((done.returncode, done.stdout.count(b"\n")), (0, 1), done.stderr)
        self.assertIn(b"page_files: 3 left out: picture, sound or style (a.png, style.css, x.js)", done.stderr)
        self.assertIn(b"1 report taken, 3 items left out, 0 failed", done.stderr)
        self.extract("p/page_files/a.png", b"\x89PNG" + bytes(9), code=1)  # named by the user


class Pages(Files):
    def test_what_a_server_prints_before_a_page(self):
        words = "Nobody was hurt when the old bridge of Riverton fell into the river on Monday, the city said."
        for before in ("<br />\n<b>Warning</b>:  A file is missing in <b>/www/x.php</b> on line <b>3</b><br />\n", "Notice: x\n"):
            [line] = self.extract("a", f"{before}<html><head><title>A bridge fell</title></head><body><p>{words}</p></body></html>")
            self.assertEqual(line["title"], "A bridge fell")
            self.assertEqual(line["text"].split("\n\n")[-1], words)
            self.assertNotIn("A bridge fell", line["text"])


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


class Json(Files):
    def test_feed(self):
        [line] = self.extract("f", json.dumps({
            "version": "https://jsonfeed.org/version/1.1", "title": "Metro Wire", "language": "en",
            "items": [{"id": "1", "url": "https://example.org/1", "title": "A bridge fell",
                       "content_html": "<p>Nobody was <b>hurt</b>.</p><p>It was old.</p>",
                       "date_published": "2024-05-06T10:00:00Z", "authors": [{"name": "The desk"}]}]}))
        self.assertEqual(line["text"], "Nobody was hurt.\n\nIt was old.")
        self.assertEqual((line["publisher"], line["author"], line["uri"], line["published"]),
                         ("Metro Wire", "The desk", "https://example.org/1", "2024-05-06T10:00:00Z"))

    def test_list_and_single_object(self):
        lines = self.extract("a", "[{\"text\": \"One.\"},\n {\"text\": \"Two.\"}]")
        self.assertEqual([(x["text"], x["uri"]) for x in lines], [("One.", "a#/0"), ("Two.", "a#/1")])
        [line] = self.extract("b", "{\n \"title\": \"T\",\n \"text\": \"One.\"\n}\n")
        self.assertEqual((line["text"], line["uri"]), ("One.", "b"))

    def test_damaged(self):
        for bytes_ in (b"[{\"text\": \"One.\"", b"{\n\"a\": ", b"[{]", b"[{\"text\": \"\xff\"}]",
                       b"{\n\"messages\":[{\"type\":\"x\"", b"{\n\"a\":" * 100_000):
            with self.subTest(bytes_=bytes_[:30]):
                lines = self.extract("a", bytes_, code=1)
                self.assertTrue(all("error" in line for line in lines), lines)
                self.assertIn("/a", self.told)
        for bytes_ in (b"[", b"{\n 1: 2}", b"[" * 100_000, b"\"x\"", b"[1, {\"a\": }]"):
            with self.subTest(forced=bytes_[:30]):
                self.extract("a", bytes_, "--input", "json", code=1)


def telegram(*messages, kind="public_channel", name="Metro Wire"):
    return json.dumps({"name": name, "type": kind, "id": 7, "messages": list(messages)}, indent=1)


def message(number, text, **more):
    return {"id": number, "type": "message", "date": "2022-03-07T23:15:00", "date_unixtime": "1646687700",
            "text": text, **more}


class Telegram(Files):
    def test_channel(self):
        lines = self.extract("result.json", telegram(
            {"id": 1, "type": "service", "action": "create_channel"},
            message(2, ["Shelling of ", {"type": "bold", "text": "Riverton"}, ". Call +380 44 123 45 67 or ",
                        {"type": "phone", "text": "12-34-56"}], **{"from": "Metro Wire", "from_id": "channel7"}),
            message(3, "Forwarded.", **{"from": "Metro Wire", "from_id": "channel7", "forwarded_from": "City Hall",
                                        "forwarded_from_id": "channel8"}),
            message(4, "", photo="photos/1.jpg")))
        self.assertEqual(self.texts(lines), ["Shelling of Riverton. Call [telephone number] or [telephone number]",
                                             "Forwarded."])
        self.assertEqual([line["publisher"] for line in lines], ["Metro Wire", "City Hall"])
        self.assertEqual(lines[0]["published"], "2022-03-07T21:15:00Z")
        self.assertEqual(lines[0]["uri"], "result.json#/messages/1")
        self.assertIn("1 left out: service message (/messages/0)", self.told)
        self.assertIn("1 left out: message without words (/messages/3)", self.told)

    def group(self, *options):
        return self.extract("g", telegram(
            message(1, "We saw smoke.", **{"from": "Ann Example", "from_id": "user5"}),
            message(2, "So did I.", **{"from": "Bob Example", "from_id": "user3"}),
            message(3, "At the bridge.", **{"from": "Ann E.", "from_id": "user5"}),
            message(4, "Passed on.", **{"from": "Bob Example", "from_id": "user3", "forwarded_from": "Cy Example"}),
            kind="private_group", name="Neighbours"), *options)

    def test_people_are_numbered(self):
        lines = self.group()
        self.assertEqual([line["author"] for line in lines], ["author 1", "author 2", "author 1", "author 3"])
        self.assertNotIn("Example", json.dumps(lines))

    def test_keep_names(self):
        self.assertEqual([line["author"] for line in self.group("--keep-names")],
                         ["Ann Example", "Bob Example", "Ann E.", "Cy Example"])

    def test_all_chats(self):
        lines = self.extract("r", json.dumps({"about": "x", "personal_information": {"user_id": 1}, "chats": {
            "about": "y", "list": [
                {"name": "A", "type": "public_channel", "id": 1, "messages": [message(1, "One.")]},
                {"name": "B", "type": "private_channel", "id": 2, "messages": [message(1, "Two.")]}]}}))
        self.assertEqual([(x["text"], x["publisher"], x["uri"]) for x in lines],
                         [("One.", "A", "r#/chats/list/0/messages/0"), ("Two.", "B", "r#/chats/list/1/messages/0")])


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Metro Wire</title><language>en</language>
<item><title>A bridge fell</title><link>https://example.org/1</link><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>
<dc:creator>The desk</dc:creator><description>A teaser.</description>
<content:encoded><![CDATA[<p>Nobody was <b>hurt</b>.</p><p>It was old &amp; narrow.</p>]]></content:encoded></item>
<item><title>Only a title</title></item>
<item><title>March</title><guid>https://example.org/3</guid><description>&lt;p&gt;About 200 marched.&lt;/p&gt;</description></item>
"""


class Feeds(Files):
    def test_rss(self):
        lines = self.extract("feed", RSS + "</channel></rss>")
        self.assertEqual(self.texts(lines), ["Nobody was hurt.\n\nIt was old & narrow.", "About 200 marched."])
        first = lines[0]
        self.assertEqual([first[k] for k in ("title", "uri", "published", "author", "publisher", "language")],
                         ["A bridge fell", "https://example.org/1", "2024-05-06T10:00:00Z", "The desk",
                          "Metro Wire", "en"])
        self.assertEqual(lines[1]["uri"], "https://example.org/3")
        self.assertIn("1 left out: entry without a text (entry 2)", self.told)

    def test_atom(self):
        lines = self.extract("feed", """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Metro Wire</title>
            <entry><title>One</title><link rel="alternate" href="https://example.org/1"/><updated>2024-05-06T10:00:00Z</updated>
            <content type="html">&lt;p&gt;Escaped.&lt;/p&gt;</content></entry>
            <entry><title>Two</title><published>2024-05-07T10:00:00Z</published><summary>Less.</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>As <i>elements</i>.</p></div></content></entry>
            <entry><title>Three</title><content type="text">2 &lt; 3 people</content></entry></feed>""")
        self.assertEqual(self.texts(lines), ["Escaped.", "As elements.", "2 < 3 people"])
        self.assertEqual(lines[0]["published"], "2024-05-06T10:00:00Z")
        self.assertEqual(lines[1]["publisher"], "Metro Wire")

    def test_declared_charset(self):
        rss = RSS.replace("UTF-8", "windows-1251").replace("Metro Wire", "Вісті") + "</channel></rss>"
        self.assertEqual(self.extract("feed", rss.encode("cp1251"))[0]["publisher"], "Вісті")

    def test_broken_off(self):
        lines = self.extract("feed", RSS + "<item><title>Cut", code=1)
        self.assertEqual(len(lines), 3)
        self.assertEqual(lines[2]["error"]["code"], "bad-xml")

    def test_entities(self):
        laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        lines = self.extract("feed", bomb + "<rss><channel><item><title>T</title><description>Calm &l9; &x;."
                                            "</description></item></channel></rss>")
        self.assertEqual(self.texts(lines), ["Calm &l9; &x;."])

    def test_attributes_and_depth(self):
        attributes = " ".join(f'a{i}="x"' for i in range(500_000))
        lines = self.extract("feed", f"<rss><channel><item {attributes}><description>Calm.</description></item></channel></rss>")
        self.assertEqual(self.texts(lines), ["Calm."])
        self.extract("feed", "<rss>" + "<a>" * 200_000, code=1)
        self.assertIn("nested", self.told)


def zipped(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


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


class WhatsApp(Files):
    CHAT = ("07/03/2022, 21:10 - Messages and calls are end-to-end encrypted.\n"
            "07/03/2022, 21:15 - Ann Example: We saw smoke\nover the bridge.\n"
            "07/03/2022, 21:16 - +380 44 123 45 67: Call me: 067 123 45 67\n"
            "07/03/2022, 21:17 - Ann Example: <Media omitted>\n"
            "07/03/2022, 21:18 - Ann Example: @380671234567 is safe\n"
            "13/03/2022, 09:00 - Ann Example: Calm again.\n")

    def test_android(self):
        lines = self.extract("chat", self.CHAT)
        self.assertEqual(self.texts(lines), ["We saw smoke\nover the bridge.", "Call me: [telephone number]",
                                             "[telephone number] is safe", "Calm again."])
        self.assertEqual([x["author"] for x in lines], ["author 1", "author 2", "author 1", "author 1"])
        self.assertEqual([x["published"] for x in lines], 3 * ["2022-03-07"] + ["2022-03-13"])
        self.assertEqual(lines[0]["uri"], "chat#line=2")
        self.assertIn("notice of the program (line 1)", self.told)
        self.assertIn("message without words (line 5)", self.told)

    def test_no_day_that_is_guessed(self):
        [line] = self.extract("chat", "07/03/2022, 21:15 - Ann Example: We saw smoke\n")
        self.assertNotIn("published", line)
        self.assertEqual(self.told.count("may begin with the day or with the month"), 1)
        [line] = self.extract("chat", "[07.03.22, 21:15:03] Ann Example: We saw smoke\n[14.03.22, 21:15:03] Bob Example:\n")
        self.assertEqual(line["published"], "2022-03-07")
        [line, _] = self.extract("chat", "3/7/22, 9:15\u202fPM - Ann Example: Smoke\n3/14/22, 9:15 AM - Ann Example: Calm\n")
        self.assertEqual(line["published"], "2022-03-07")

    def test_mark_of_an_edit(self):
        [line] = self.extract("chat", "13/03/2022, 21:15 - Ann Example: We saw smoke <This message was edited>\n")
        self.assertEqual(line["text"], "We saw smoke")

    def test_plain_text_stays(self):
        text = "07/03/2022: a summary of the day\n\nNobody was hurt.\n"
        self.assertEqual(self.extract("chat", text)[0]["text"], text)


def mail(body, *headers, sender="Ann Example <ann@example.org>"):
    return "\r\n".join([f"From: {sender}", "To: desk@example.org", "Date: Mon, 7 Mar 2022 21:15:00 +0200",
                        *headers, "", body, ""])


class Mail(Files):
    def test_plain(self):
        [line] = self.extract("m", mail("We saw smoke. Call 067 123 45 67.\r\n\r\nOn Monday, Bob Example wrote:\r\n"
                                        "> What do you see?\r\n\r\nNow it is calm.\r\n-- \r\nAnn Example",
                                        "Subject: =?koi8-u?Q?=F0=CF=D6=C1=D2?= =?utf-8?b?IGluIHRvd24=?=",
                                        "List-Id: City list <city.example.org>"))
        self.assertEqual(line["text"], "We saw smoke. Call [telephone number].\n\nNow it is calm.")
        self.assertEqual([line[k] for k in ("title", "author", "publisher", "published")],
                         ["Пожар in town", "author 1", "City list", "2022-03-07T21:15:00+02:00"])
        self.assertNotIn("Example", json.dumps(line))

    def test_parts_and_attachments(self):
        attached = base64.encodebytes(zipped({"r.csv": "id,text\n1,A strike.\n"})).decode()
        body = "\r\n".join([
            "--b", "Content-Type: multipart/alternative; boundary=c", "", "--c",
            "Content-Type: text/plain; charset=windows-1251", "Content-Transfer-Encoding: quoted-printable", "",
            "=CF=EE=E6=E0=F0 in=\r\n town.", "--c", "Content-Type: text/html", "", "<p>HTML</p>", "--c--", "--b",
            "Content-Type: application/zip; name=r.zip", "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment; filename=r.zip", "", attached, "--b", "Content-Type: message/rfc822", "",
            mail("A forwarded mail.", "Subject: Fwd", sender="Cy <cy@example.org>"), "--b", "Content-Type: image/png", "",
            "x", "--b--"])
        lines = self.extract("m", mail(body, "Subject: Fire", "MIME-Version: 1.0",
                                       "Content-Type: multipart/mixed; boundary=\"b\""))
        self.assertEqual([x["text"].strip() for x in lines], ["Пожар in town.", "A strike.", "A forwarded mail."])
        self.assertEqual(lines[1]["uri"], "m#part=2/r.csv#row=2")

    def test_html_only(self):
        [line] = self.extract("m", mail("<p>We saw <b>smoke</b>.</p><p>Then calm.</p>", "Subject: S",
                                        "Content-Type: text/html"))
        self.assertEqual(line["text"], "We saw smoke.\n\nThen calm.")

    def test_html_answer(self):
        answer = ("<div>It is calm.</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Mon, 7 Mar 2022, Bob Example "
                  "&lt;bob@example.org&gt; wrote:<br></div><blockquote class=\"gmail_quote\">{}</blockquote></div>")
        [line] = self.extract("m", mail(answer.format("<p>Do you see smoke?</p>"), "Subject: Re: Smoke", "Content-Type: text/html"))
        self.assertEqual(line["text"], "It is calm.")
        self.extract("m", mail("<blockquote type=cite>Do you see smoke?</blockquote>", "Subject: Re: S", "Content-Type: text/html"))
        self.assertIn("mail without words", self.told)

    def test_passed_on(self):
        [line] = self.extract("m", mail("See below.\r\n\r\n-----Original Message-----\r\nFrom: Bob Example\r\nSent: Monday\r\n"
                                        "To: Ann\r\nSubject: Smoke\r\n\r\nSmoke over the mill.", "Subject: FW: Smoke"))
        self.assertEqual(line["text"], "See below.\n\nSmoke over the mill.")

    def test_mailbox(self):
        box = "".join(f"From x@example.org Mon Mar  7 21:15:0{i} 2022\n" + mail(f"Words {i}.\n>From here on.", f"Subject: S{i}",
                      sender=who).replace("\r", "") + "\n" for i, who in enumerate(["a@example.org", "b@example.org",
                                                                                   "A <a@example.org>"]))
        lines = self.extract("box", box)
        self.assertEqual(self.texts(lines), [f"Words {i}.\nFrom here on." for i in range(3)])
        self.assertEqual([x["author"] for x in lines], ["author 1", "author 2", "author 1"])
        self.assertEqual([x["author"] for x in self.extract("box", box, "--keep-names")],
                         ["a@example.org", "b@example.org", "A"])

    def test_nested_for_ever(self):
        body = "".join(f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(5000))
        self.extract("m", mail(body, "Subject: S", "Content-Type: multipart/mixed; boundary=b0"))
        self.assertIn("mail without words", self.told)


def docx(*paragraphs, title="A bridge fell"):
    body = "".join(f"<w:p>{p}</w:p>" for p in paragraphs)
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml":
                   f'<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>',
                   "docProps/core.xml": f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>{title}</dc:title>'
                                        "</cp:coreProperties>"})


def run(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


class Docx(Files):
    def test_words_and_kinds(self):
        [line] = self.extract("d", docx(
            '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' + run("Monday"), run("Nobody was ") + run("hurt &amp; all left."),
            "<w:pPr><w:numPr/></w:pPr>" + run("one"), "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
            "<w:ins>" + run("Kept.") + "</w:ins>"))
        self.assertEqual(line["text"], "Monday\n\nNobody was hurt & all left.\n\none\n\nKept.")
        self.assertEqual([b["kind"] for b in line["blocks"]], ["heading", "paragraph", "list", "paragraph"])
        self.assertEqual(line["title"], "A bridge fell")

    def test_bad(self):
        for bytes_ in (docx("<w:p>" * 100_000), zipped({"word/document.xml": "<a><b>"}),
                       zipped({"word/document.xml": b" " * (100 << 20)}), zipped({"ppt/presentation.xml": "<a/>"}),
                       bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)):
            self.extract("d", bytes_, code=1)
            self.assertIn("/d: ", self.told)
        self.extract("d", "A bridge fell.", "--input", "docx", code=1)
        self.assertIn("no DOCX", self.told)
        self.extract("d", zipped({"word/document.xml": "<a><b>"}), code=1)
        self.assertIn("a damaged DOCX, or none at all", self.told)


STYLES = ('<styleSheet><numFmts count="1"><numFmt numFmtId="170" formatCode="dd\\ mmmm\\ yyyy"/></numFmts><cellStyleXfs>'
          '<xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="22"/></cellXfs></styleSheet>')


def cell(value, kind="", style=0):
    if kind == "is":
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c t="{kind}" s="{style}"><v>{value}</v></c>' if kind else f'<c s="{style}"><v>{value}</v></c>'


def xlsx(sheets, shared=(), workbook="", **parts):
    """A workbook of sheets by name, each a list of rows of cells; a name that begins with "-" is hidden."""
    hidden = ' state="hidden"'
    listed = "".join(f'<sheet name="{name.lstrip("-")}" sheetId="{i}" r:id="k{i}"{hidden * name.startswith("-")}/>'
                     for i, name in enumerate(sheets, 1))
    keys = "".join(f'<Relationship Id="k{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1))
    members = {"[Content_Types].xml": "<Types/>", "xl/styles.xml": STYLES,
               "xl/workbook.xml": f'<workbook xmlns:r="r">{workbook}<sheets>{listed}</sheets></workbook>',
               "xl/_rels/workbook.xml.rels": f"<Relationships>{keys}</Relationships>",
               "xl/sharedStrings.xml": "<sst>" + "".join(f"<si>{words}</si>" for words in shared) + "</sst>"}
    for i, rows in enumerate(sheets.values(), 1):
        members[f"xl/worksheets/sheet{i}.xml"] = rows if isinstance(rows, str) else (
            "<worksheet><sheetData>" + "".join(f"<row>{''.join(row)}</row>" for row in rows) + "</sheetData></worksheet>")
    return zipped({**members, **parts})


def ods(*rows, kind="spreadsheet"):
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml":
                   '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
                   f'<table:table table:name="Events">{body}</table:table></office:spreadsheet></office:body>'
                   "</office:document-content>"})


class Spreadsheets(Files):
    HEAD = [cell("event_date", "is"), cell("location", "is"), cell("notes", "is"), cell("fatalities", "is")]

    def test_rows_of_sheets(self):
        book = xlsx({"Read me": [[cell("Variable", "is"), cell("Explained", "is")]],
                     "Events": [[cell("Events of the week", "is")], self.HEAD,
                                [cell("44625", style=1), cell("0", "s"), cell("1", "s"), cell("3")],
                                [],
                                ['<c r="C5" t="str"><f>A1</f><v>A mill burnt.</v></c>', '<c r="E5"><v>1</v></c>']],
                     "-Codes": [self.HEAD, [cell("1", "s")]]},
                    ["<t>Riverton</t>", "<r><t>A bridge_x000D_ </t></r><r><t>fell &amp; sank.</t></r><rPh><t>no</t></rPh>"])
        lines = self.extract("a", book)
        self.assertEqual(self.texts(lines), ["A bridge fell & sank.", "A mill burnt."])
        self.assertEqual(lines[0]["given"], {"date": "2022-03-05", "place": "Riverton"})
        self.assertEqual([line["uri"] for line in lines], ["a#sheet=2&row=3", "a#sheet=2&row=5"])
        self.assertIn("sheet Read me", self.told)
        self.assertIn("hidden sheet (sheet Codes)", self.told)

    def test_days(self):
        for workbook, serial, style, day in (("", "44625", 1, "2022-03-05"), ("", "44625.75", 2, "2022-03-05"),
                                             ('<workbookPr date1904="1"/>', "43163", 1, "2022-03-05"), ("", "44625", 0, "44625")):
            [line] = self.extract("a", xlsx({"A": [self.HEAD, [cell(serial, style=style), cell("x", "is"), cell("It fell.", "is")]]},
                                            workbook=workbook))
            self.assertEqual(line["given"]["date"], day)

    def test_opendocument(self):
        words = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
        head = "".join(words.format(name) for name in ("event_date", "location", "notes", "latitude"))
        row = ("<table:table-cell office:value-type='date' office:date-value='2022-03-05'><text:p>5 March</text:p></table:table-cell>"
               + words.format("Riverton") + "<table:table-cell><office:annotation><text:p>No.</text:p></office:annotation><text:p>"
               "A bridge<text:s/>fell.</text:p><text:p>It <text:span>sank</text:span>.</text:p></table:table-cell>"
               "<table:table-cell office:value-type='float' office:value='46.75'><text:p>46,8</text:p></table:table-cell>"
               "<table:table-cell table:number-columns-repeated='16380'/>")
        [line] = self.extract("a", ods(head, row, "<table:table-cell table:number-columns-repeated='9'/>"))
        self.assertEqual(line["text"], "A bridge fell.\nIt sank.")
        self.assertEqual(line["given"], {"date": "2022-03-05", "place": "Riverton", "latitude": "46.75"})
        self.extract("a", ods(head, row, kind="text"), code=1)

    def test_packed_and_inside_others(self):
        book = xlsx({"A": [self.HEAD, [cell("44625", style=1), cell("x", "is"), cell("It fell.", "is")]]})
        self.assertEqual(self.texts(self.extract("a", gzip.compress(book))), ["It fell."])
        [line] = self.extract("a.zip", zipped({"b.xlsx": book}))
        self.assertEqual(line["uri"], "a.zip/b.xlsx#sheet=1&row=2")

    def test_bad(self):
        row = [cell("1"), cell("x", "is"), cell("It fell.", "is")]
        for book, taken, told in (
                (xlsx({"A": [[cell("a", "is"), cell("b", "is")]]}), 0, "no column that holds texts"),
                (xlsx({"A": [self.HEAD, row], "B": "<worksheet><row><c>"}), 1, "sheet B"),
                (xlsx({"A": "<!DOCTYPE x [<!ENTITY a 'aa'>]><worksheet>&a;</worksheet>"}), 0, "sheet A: a DOCTYPE"),
                (xlsx({"A": "<row>" * 2000}), 0, "nested more than"),
                (xlsx({"A": "<worksheet><row " + " ".join(f'a{i}="b"' for i in range(1_000_000)) + "/></worksheet>"}), 0, "a tag of"),
                (xlsx({"A": [self.HEAD, row, [cell("x" * (17 << 20), "is"), cell("y", "is")], row]}), 2, "row 3"),
                (xlsx({"A": [self.HEAD, row, ['<c r="XFE3"><v>1</v></c>']]}), 1, "row 3"),
                (xlsx({"A": [self.HEAD]}, **{"xl/_rels/workbook.xml.rels": "<Relationships/>"}), 0, "sheet A"),
                (xlsx({"A": [self.HEAD, row]}, shared=["<t>"]), 0, "sharedStrings.xml")):
            with self.subTest(told=told):
                lines = self.extract("a", book, code=1)
                self.assertEqual(sum("text" in line for line in lines), taken)
                self.assertIn(told, self.told)


def pdf(*pages):
    """A PDF of pages of lines, as small as can be."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for i, lines in enumerate(pages):
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
                       "/Resources << /Font << /F 3 0 R >> >> >>")
        shown = "".join(f"BT /F 12 Tf 72 {720 - 14 * row} Td ({line}) Tj ET\n" for row, line in lines)
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
    out, offsets = b"%PDF-1.4\n", []
    for number, object_ in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{object_}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return out + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} "
                  f"/Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n").encode()


@unittest.skipUnless(shutil.which("pdftotext"), "no pdftotext")
class Pdf(Files):
    def test_paragraphs(self):
        pages = [[(0, f"Situation report, page {n}"), (5, "Nobody was hurt when the old bridge"), (6, f"of Town {n} fell on Monday.")]
                 for n in range(1, 5)]
        [line] = self.extract("r", pdf(*pages))
        self.assertEqual(line["text"], "\n\n".join(
            f"Nobody was hurt when the old bridge of Town {n} fell on Monday." for n in range(1, 5)))

    def test_bad(self):
        whole = pdf([(0, "Words.")])
        for bytes_ in (b"%PDF-1.7\n" + os.urandom(5000), b"%PDF-1.4\n", pdf([])):
            lines = self.extract("r", bytes_, code=1)
            self.assertIn("error", lines[0])
        self.assertIn("Words.", json.dumps(self.extract("r", whole[:-12])))

    def test_a_reader_that_hangs_or_wastes(self):
        """Another program in the place of pdftotext: the limits are ours, not poppler's."""
        for script, told in (("while true; do :; done", "took more than"), ("exec cat /dev/zero", "gave more than"),
                             ("echo x > $0.written", "could not read it"), ("kill -SEGV $$", "could not read it|crashed")):
            with self.subTest(script=script):
                fake = self.write("bin/pdftotext", f"#!/bin/sh\n{script}\n")
                fake.chmod(0o755)
                self.write("r.pdf", pdf([(0, "Words.")]))
                done = subprocess.run([PROGRAM, "extract", str(self.folder / "r.pdf")], capture_output=True, timeout=120,
                                      env={**os.environ, "LITOPYS_DATA": str(DATA), "PATH": str(self.folder / "bin")})
                self.assertEqual(done.returncode, 1)
                self.assertRegex(done.stderr.decode(), told)
                self.assertFalse((self.folder / "bin/pdftotext.written").exists())


if __name__ == "__main__":
    unittest.main()
