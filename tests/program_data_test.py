"""The data beside the program are copies of the committed models and codebooks, and up to date: what changes in the
sources without a build does not reach a program that was built.

Usage: program_data_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import os
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else ROOT / "build/litopys"
DATA = pathlib.Path(os.environ.get("LITOPYS_DATA") or PROGRAM.parent / "data")


def files_below(folder):
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}


class Copies(unittest.TestCase):
    def expect_copy(self, copy, source):
        self.assertFalse(copy.is_symlink(), copy)
        self.assertEqual(copy.read_bytes(), source.read_bytes(), f"{copy} is old: build again")

    def test_codebooks(self):
        self.assertFalse((DATA / "codebooks").is_symlink())
        copies, sources = files_below(DATA / "codebooks"), files_below(ROOT / "codebooks")
        self.assertEqual(sorted(copies), sorted(sources))
        for name, source in sources.items():
            self.expect_copy(copies[name], source)

    def test_models(self):
        models = list((ROOT / "models").glob("*.model"))
        self.assertTrue(models)
        for model in models:
            self.expect_copy(DATA / model.name, model)


if __name__ == "__main__":
    unittest.main()
