"""The formats that are text (Markdown, tables, JSON, feeds, pages, chats, mail), from a file to the lines of
`extract`: what is taken, what is left out and why, where it came from, and what bad files do.

Usage: formats_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import base64
import json
import os
import re
import subprocess
import unittest

from format_files import DATA, Files, PROGRAM, zipped


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


if __name__ == "__main__":
    unittest.main()
