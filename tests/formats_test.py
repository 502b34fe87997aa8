"""Every format that intake knows, from a file to the lines of `extract`: what is taken, what is left out and
why, where it came from, and what bad files do. Files that are not text are made here.

Usage: formats_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
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

    def test_megabytes_behind_an_open_quote(self):
        rows = "".join(f"{i},A strike in street {i}.\n" for i in range(20_000))
        lines = self.extract("t", "id,text\nx,\"never closed\n" + rows, code=1)
        self.assertEqual(len(lines), 20_001)
        self.assertIn("row 2", lines[0]["error"]["message"])


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


if __name__ == "__main__":
    unittest.main()
