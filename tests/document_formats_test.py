"""Office documents (DOCX, XLSX, ODS, PDF), from a file to the lines of `extract`, and what bad ones do. The documents
are made here.

Usage: document_formats_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import gzip
import json
import os
import shutil
import subprocess
import unittest

from format_files import DATA, Files, PROGRAM, docx, zipped


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
