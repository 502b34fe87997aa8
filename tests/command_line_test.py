"""What a person sees who tries the commands: wrong options, no options, a terminal, a closed pipe.

Usage: command_line_test.py PROGRAM   (the data folder beside it, or LITOPYS_DATA)
"""
import fcntl
import json
import os
import pathlib
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
COMMANDS = ("read", "explain", "parse", "extract", "duplicates", "gazetteer", "geocode", "check-data")
REPORT = ("Police said 3,500 people marched through Riverton on Saturday. Three people were killed and "
          "twelve were injured when soldiers opened fire on the crowd near the old market hall.\n")


def litopys(*arguments, stdin=b"", **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, **options)


def on_terminal(*arguments, columns=80, typed=b"", quiet_after=30):
    """What a terminal of so many columns shows; `typed` is typed when the first words have come."""
    try:
        master, slave = pty.openpty()
    except OSError as error:
        raise unittest.SkipTest(f"this system lends no terminal: {error}") from error
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    program = subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=slave, stdout=slave, stderr=slave, close_fds=True)
    os.close(slave)
    shown, end = b"", time.monotonic() + quiet_after
    while time.monotonic() < end:
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
            if typed and b"\n" in shown:
                os.write(master, typed)
                typed = b""
        elif program.poll() is not None:
            break
    program.kill()
    program.wait()
    os.close(master)
    return shown.decode()


class Options(unittest.TestCase):
    def expect(self, code, message, *arguments):
        done = litopys(*arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(message, done.stderr.decode())
        self.assertEqual(done.stdout, b"")

    def test_wrong_options_name_the_command(self):
        self.expect(2, "litopys: --format: xml not in {jsonl,table}\nlitopys read --help", "read", "--format", "xml", "a")
        self.expect(2, "litopys gazetteer lookup --help", "gazetteer", "lookup")
        self.expect(2, "litopys gazetteer --help", "gazetteer")
        self.expect(2, "no command 'raed'", "raed")

    def test_alone_it_says_what_it_does(self):
        self.expect(2, "duplicates")

    def test_help(self):
        for command in COMMANDS:
            done = litopys(command, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, b""), command)
            self.assertIn(b"Usage:", done.stdout)

    def test_gazetteer_lookup(self):
        lookup = ("gazetteer", "lookup")
        for country in ("USA", "U", "1a", "Ö"):
            self.expect(2, "two letters of a country", *lookup, "Springfield", "--country", country)
        for limit in ("0", "-3", "abc", "1.5"):
            self.expect(2, "--limit", *lookup, "Springfield", "--limit", limit)
        self.expect(2, "the name is empty", *lookup, "")
        self.expect(1, "no place of this name in FR: Springfield Falls", *lookup, "Springfield", "Falls", "--country", "fr")
        small, large = (litopys(*lookup, "Springfield", "--country", c, "--limit", 2).stdout for c in ("us", "US"))
        self.assertEqual(small, large)
        self.assertEqual(small.count(b"\n"), 2)
        places = [json.loads(line) for line in litopys(*lookup, "Lyman", "--json").stdout.splitlines()]
        people = [place["population"] for place in places if place["feature"] == "PPL"]
        self.assertGreater(len(people), 3)
        self.assertEqual(people, sorted(people, reverse=True))
        self.assertEqual(litopys(*lookup, "New", "York").stdout, litopys(*lookup, "New York").stdout)


class Terminal(unittest.TestCase):
    def test_waiting_is_told(self):
        for command in ("read", "explain", "parse", "extract", "duplicates", "geocode"):
            with self.subTest(command=command):
                shown = on_terminal(command, typed=b"Calm.\n\x04\x04")
                self.assertIn("no files named: reads what you type", shown)
                self.assertNotIn("no files named", litopys(command, stdin=b"Calm.\n").stderr.decode())

    def test_table_fits(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.txt")
            path.write_text(REPORT)
            whole = litopys("read", "--format", "table", path, env={k: v for k, v in os.environ.items() if k != "COLUMNS"})
            self.assertGreater(max(map(len, whole.stdout.decode().split("\n"))), 100)
            for columns in (90, 120):
                shown = on_terminal("read", "--quiet", "--format", "table", path, columns=columns).replace("\r", "")
                named = litopys("read", "--format", "table", path, env={**os.environ, "COLUMNS": str(columns)})
                self.assertEqual(shown, named.stdout.decode())
                rows = shown.split("\n")[1:]
                self.assertLessEqual(max(map(len, rows)), columns)
                for number in ("3500", "killed 3", "12"):
                    self.assertIn(number, shown)


class Pipes(unittest.TestCase):
    def test_reader_that_goes_away(self):
        lines = "".join(json.dumps({"id": str(i), "text": REPORT}) + "\n" for i in range(200)).encode()
        for command in ("read", "extract", "duplicates", "explain"):
            with self.subTest(command=command):
                program = subprocess.Popen([PROGRAM, command, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                           stderr=subprocess.PIPE)
                program.stdout.close()
                try:
                    program.stdin.write(lines)
                    program.stdin.close()
                except BrokenPipeError:
                    pass
                self.assertIn(program.wait(120), (1, -13))
                told = program.stderr.read().decode()
                self.assertNotIn("terminate", told)
                program.stderr.close()


class Interrupted(unittest.TestCase):
    def test_no_half_file_is_left(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "page.html")
            path.write_text("yesterday")
            program = subprocess.Popen([PROGRAM, "explain", "--html", "-o", path, "-"], stdin=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL)
            part = pathlib.Path(folder, "page.html.part")
            for _ in range(600):
                if part.exists():
                    break
                time.sleep(0.1)
            self.assertTrue(part.exists())
            program.send_signal(signal.SIGINT)
            self.assertEqual(program.wait(60), -signal.SIGINT)
            program.stdin.close()
            self.assertEqual([p.name for p in pathlib.Path(folder).iterdir()], ["page.html"])
            self.assertEqual(path.read_text(), "yesterday")


if __name__ == "__main__":
    unittest.main()
