"""The same input gives the same bytes: with one and two threads, and read whole, file by file, or
line by line. A report's address is its path below the folder that was given (docs/output.md), so the
files of a folder are named from inside it.

Usage: determinism_test.py PROGRAM [FILE OR FOLDER …]      (the examples, where none is named)
"""
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def read(program, *arguments, folder=None):
    done = subprocess.run([program, "read", *map(str, arguments)], capture_output=True, cwd=folder)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    return done.stdout


def files_under(paths):
    """Pairs of the folder to stand in and the file's name there, in the order of the program's walk."""
    for path in paths:
        if path.is_dir():
            found = (p.relative_to(path) for p in path.rglob("*") if p.is_file())
            yield from ((path, name) for name in sorted(found, key=lambda p: str(p).encode()))
        else:
            yield pathlib.Path.cwd(), path


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
    if b"".join(read(program, "--threads", "2", name, folder=folder) for folder, name in files) != whole:
        wrong.append("file by file gives other bytes than all at once")
    for file in (folder / name for folder, name in files if name.suffix == ".jsonl"):
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
