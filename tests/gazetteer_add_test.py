"""A user adds GeoNames country files, plain or zipped, and takes them away again; what is wrong is told with its line.

Usage: gazetteer_add_test.py PROGRAM
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
WORLD = """geonameid	feature	country	admin1	admin2	code	latitude	longitude	radius_km	population	name	names
1	PCLI	UA				49	32	500	40000000	Ukraine	
2	ADM1	UA	x8			46.6	33.5	100	1000000	Kherson Oblast	
4	PPL	UA	x8			46.75	33.35		40000	Nova Kakhovka	
"""


def row(number, name, latitude="46.5", kind="P\tPPL"):
    return f"{number}\t{name}\t{name}\t\t{latitude}\t34.5\t{kind}\tUA\t\t08\t\t\t\t300\t\t12\tEurope/Kyiv\t2020-01-01\n"


class Add(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "data").mkdir()
        (self.folder / "world.tsv").write_text(WORLD)
        self.environment = {**os.environ, "LITOPYS_DATA": str(self.folder / "data"), "LITOPYS_USER": str(self.folder / "user")}
        self.environment.pop("LITOPYS_GAZETTEER", None)
        self.run_("build", self.folder / "world.tsv", "-o", self.folder / "data" / "gazetteer.bin")

    def run_(self, *arguments, code=0):
        done = subprocess.run([PROGRAM, "gazetteer", *map(str, arguments)], capture_output=True, env=self.environment, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def known(self, name):
        done = subprocess.run([PROGRAM, "gazetteer", "lookup", name, "--json"], capture_output=True, env=self.environment, text=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def country(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_added_and_removed(self):
        self.assertEqual(self.known("Verkhivka"), [])
        done = self.run_("add", self.country("UA.txt", row(2, "Kherson Oblast", kind="A\tADM1") + row(900, "Verkhivka") + row(901, "Inhul", kind="H\tSTM")))
        self.assertIn("UA: 1 place added, 1 known before, 1 line of other kinds left out", done.stdout)
        self.assertEqual(self.known("Verkhivka")[0]["admin1"], "Kherson Oblast")
        self.assertEqual(self.known("Nova Kakhovka")[0]["geonameid"], 4)
        self.assertEqual(self.run_("list").stdout, "UA\n")
        self.run_("remove", "UA")
        self.assertEqual(self.known("Verkhivka"), [])
        self.assertEqual(self.run_("list").stdout, "")

    def test_zip_and_replaced(self):
        with zipfile.ZipFile(self.folder / "UA.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "GeoNames")
            archive.writestr("UA.txt", row(900, "Verkhivka"))
        self.run_("add", self.folder / "UA.zip")
        self.assertEqual(len(self.known("Verkhivka")), 1)
        self.run_("add", self.country("UA.txt", row(902, "Nizhivka")))
        self.assertEqual(self.known("Verkhivka"), [])
        self.assertEqual(len(self.known("Nizhivka")), 1)
        self.assertEqual(self.run_("list").stdout, "UA\n")

    def test_bad_lines_are_told(self):
        path = self.country("UA.txt", row(900, "Verkhivka") + row(901, "Nizhivka", latitude="north"))
        done = self.run_("add", path, code=1)
        self.assertIn('UA.txt:2: latitude is not "north"', done.stderr)
        self.assertEqual(len(self.known("Verkhivka")), 1)

    def test_bad_files_change_nothing(self):
        for name, text, told in (("a.txt", "not a table\n", "a.txt:1"), ("empty.txt", "", "holds no places"), ("b.zip", "PK\x03\x04 broken", "not a readable .zip")):
            done = self.run_("add", self.country(name, text), code=1)
            self.assertIn(told, done.stderr)
        self.assertIn("none are added", self.run_("remove", "UA", code=1).stderr)
        self.run_("add", self.folder / "missing.txt", code=1)
        self.assertEqual(self.run_("list").stdout, "")

    def test_a_new_program_gazetteer_is_told(self):
        self.run_("add", self.country("UA.txt", row(900, "Verkhivka")))
        (self.folder / "world.tsv").write_text(WORLD + "5\tPPL\tUA\t\t\t\t46\t33\t\t900\tDolynivka\t\n")
        self.run_("build", self.folder / "world.tsv", "-o", self.folder / "data" / "gazetteer.bin")
        done = self.run_("lookup", "Dolynivka")
        self.assertIn("gazetteer rebuild", done.stderr)
        self.run_("rebuild")
        self.assertEqual(len(self.known("Verkhivka")), 1)
        self.assertEqual(len(self.known("Dolynivka")), 1)


if __name__ == "__main__":
    unittest.main()
