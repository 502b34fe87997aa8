"""What the pages promise works: every command `build/litopys …` in a shell block of README.md and docs/
runs without an error, every link to a file of the repository leads to one, and every command of the
program has a --help with examples.

Usage: documentation_test.py PROGRAM
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("codebooks/*.md"),
                *ROOT.glob("models/*.md"), *ROOT.glob("tests/**/*.md")])


def shell_lines(page):
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
        yield from block.replace("\\\n", " ").splitlines()


class Pages(unittest.TestCase):
    def test_commands_run(self):
        """In an empty folder with the examples beside it, so that nothing is written here."""
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "build").mkdir()
            pathlib.Path(folder, "build/litopys").symlink_to(PROGRAM)
            pathlib.Path(folder, "examples").symlink_to(ROOT / "examples")
            count = 0
            for page in PAGES:
                for line in shell_lines(page):
                    line = line.removeprefix("$ ")
                    if not line.startswith("build/litopys "):
                        continue
                    with self.subTest(page=page.name, line=line):
                        done = subprocess.run(["bash", "-o", "pipefail", "-c", line], cwd=folder,
                                              capture_output=True, timeout=120)
                        self.assertEqual(done.returncode, 0, done.stderr.decode()[-500:])
                        self.assertTrue(done.stdout or ">" in line or " -o " in line, "no output")
                    count += 1
            self.assertGreater(count, 0)

    def test_links_lead_somewhere(self):
        for page in PAGES:
            for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
                if "://" in target or target.startswith("mailto:"):
                    continue
                with self.subTest(page=page.name, target=target):
                    self.assertTrue((page.parent / target).exists())

    def test_every_command_explains_itself(self):
        overview = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout
        commands = re.findall(r"^  (\w+) ", overview.split("Subcommands:")[-1], re.M)
        self.assertIn("read", commands)
        for command in commands:
            with self.subTest(command=command):
                done = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True)
                self.assertEqual(done.returncode, 0)
                self.assertIn("litopys " + command, done.stdout)
        for command in ("add", "build", "list", "lookup", "rebuild", "remove"):
            with self.subTest(command="gazetteer " + command):
                done = subprocess.run([PROGRAM, "gazetteer", command, "--help"], capture_output=True, text=True)
                self.assertIn("litopys gazetteer " + command + " ", done.stdout.split("Example")[-1].replace("\n", " "))


if __name__ == "__main__":
    unittest.main()
