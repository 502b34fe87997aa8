"""`litopys extract` against trafilatura: web pages a second on one core.

    python3 -m venv venv && venv/bin/pip install trafilatura
    venv/bin/python benchmarks/compare_extraction.py --program build/litopys PAGES

PAGES is a folder of pages or an archive of them (.tar, or .tar.zst where the program zstd is there). Both read the
same bytes: ours from files, in one process; trafilatura from memory, by `extract` in its default settings, which
gives the text alone, where ours also gives title, author, dates and where each block stands in the page. Time is
processor time, for ours less that of a run over one small page, for trafilatura without its import and after some
pages to warm up; in turns, best and median of the rounds. Gate: 8 times trafilatura.
"""
import argparse
import importlib.metadata
import io
import logging
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL = b"<html><body><p>A bridge fell at night, and nobody was hurt, the town said in the morning.</p></body></html>"


def pages_of(source):
    """The bytes of each page, by name"""
    if source.is_dir():
        return [path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()]
    packed = source.read_bytes()
    if source.suffix == ".zst":
        packed = subprocess.run(["zstd", "-dcq"], input=packed, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        members = sorted((member for member in archive if member.isfile()), key=lambda member: member.name)
        return [archive.extractfile(member).read() for member in members]


def own_seconds(program, files):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "extract", "--threads", "1", *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def trafilatura_seconds(extract, pages):
    begin = time.process_time()
    for page in pages:
        extract(page)
    return time.process_time() - begin


def load_trafilatura():
    try:
        from trafilatura import extract
    except ImportError as problem:
        sys.exit(f"not measured: {problem}")
    logging.disable(logging.CRITICAL)  # it complains of pages without a text
    return extract


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("pages", type=Path, metavar="PAGES")
    p.add_argument("--program", default=str(ROOT / "build/litopys"))
    p.add_argument("--rounds", type=int, default=3)
    a = p.parse_args()
    pages, extract = pages_of(a.pages), load_trafilatura()
    trafilatura_seconds(extract, pages[:10])
    own, other = [], []
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder, "small.html")
        small.write_bytes(SMALL)
        files = [Path(folder, f"{number:06}.html") for number in range(len(pages))]
        for file, page in zip(files, pages):
            file.write_bytes(page)
        for _ in range(a.rounds):
            start = min(own_seconds(a.program, [small]) for _ in range(3))
            own.append(len(pages) / (own_seconds(a.program, files) - start))
            other.append(len(pages) / trafilatura_seconds(extract, pages))
    middle = statistics.median
    print(f"{len(pages)} pages, {sum(map(len, pages)) / 1e6:.1f} MB: ours best {max(own):.0f}, median {middle(own):.0f} "
          f"pages/s; trafilatura {importlib.metadata.version('trafilatura')} best {max(other):.1f}, "
          f"median {middle(other):.1f}; ratio of bests {max(own) / max(other):.2f}, of medians "
          f"{middle(own) / middle(other):.2f}")


if __name__ == "__main__":
    main()
