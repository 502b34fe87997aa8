"""The same input gives the same bytes: with one and two threads, and read whole, file by file, or
line by line.

Usage: determinism_test.py PROGRAM [FILE OR FOLDER …]      (the examples, where none is named)
"""
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def read(program, *arguments):
    done = subprocess.run([program, "read", *map(str, arguments)], capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    return done.stdout


def files_under(paths):
    for path in paths:
        if path.is_dir():
            yield from sorted((p for p in path.rglob("*") if p.is_file()), key=lambda p: str(p).encode())
        else:
            yield path


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    paths = [pathlib.Path(p) for p in sys.argv[2:]] or [ROOT / "examples"]
    whole = read(program, "--threads", "1", *paths)
    if not whole:
        sys.exit("nothing was read")
    wrong = []
    if read(program, "--threads", "2", *paths) != whole:
        wrong.append("two threads give other bytes than one")
    if read(program, "--threads", "1", *paths) != whole:
        wrong.append("a second run gives other bytes")
    files = list(files_under(paths))
    if b"".join(read(program, "--threads", "2", f) for f in files) != whole:
        wrong.append("file by file gives other bytes than all at once")
    for file in (f for f in files if f.suffix == ".jsonl"):
        lines = [line for line in file.read_bytes().split(b"\n") if line.strip()]
        with tempfile.TemporaryDirectory() as folder:
            parts = []
            for number, line in enumerate(lines):
                parts.append(pathlib.Path(folder, f"{number:06d}.jsonl"))
                parts[-1].write_bytes(line + b"\n")
            if b"".join(read(program, part) for part in parts) != read(program, file):
                wrong.append(f"{file}: line by line gives other bytes")
    print("\n".join(wrong) or f"{len(files)} files, {whole.count(bytes([10]))} reports: same bytes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
