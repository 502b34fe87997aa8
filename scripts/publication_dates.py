"""The day on which web pages were published, against what a person finds there.

    scripts/publication_dates.py --data DIR [--program build/litopys] [--show]

DIR holds article_pages (pages.tar.zst); publication_dates.tsv beside this file says of 100 of them, by hash, on
which day they were published. Each goes through `litopys extract`. Its day is right where it is the labelled one;
a date-time with an offset is right, too, where some clock on earth showed the labelled day at that instant (a page
that shows the 21st in Belize states the 22nd in universal time). The share is that of the pages that have a date;
a date on a page that has none is counted apart. Without --data, $DEVDATA; without --program, $LITOPYS.
"""
import argparse
import datetime
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

LABELS = pathlib.Path(__file__).with_suffix(".tsv")
FURTHEST = {"west": datetime.timedelta(hours=-12), "east": datetime.timedelta(hours=14)}


def labels():
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").split("\n")
            if line and not line.startswith("#")][1:]
    return {digest: day for digest, day, _ in rows}


def pages(data):
    packed = data / "article_pages/pages.tar.zst"
    plain = subprocess.run(["zstd", "-dcq", str(packed)], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        for member in archive:
            if member.isfile():
                yield pathlib.Path(member.name).name, archive.extractfile(member).read()


def same_day(found, day):
    if found[:10] == day:
        return True
    try:
        instant = datetime.datetime.fromisoformat(found.replace("Z", "+00:00"))
    except ValueError:
        return False
    if instant.tzinfo is None:
        return False
    universal = instant.astimezone(datetime.timezone.utc)
    return day in {(universal + offset).date().isoformat() for offset in FURTHEST.values()}


def extract(program, contents):
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, content in enumerate(contents):
            files.append(pathlib.Path(folder, f"{number:03}.html"))
            files[-1].write_bytes(content)
        done = subprocess.run([str(program), "extract", *map(str, files)], capture_output=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, default=os.environ.get("DEVDATA"))
    parser.add_argument("--program", default=os.environ.get("LITOPYS", "build/litopys"))
    parser.add_argument("--show", action="store_true", help="print each page that is wrong")
    options = parser.parse_args()
    if options.data is None or not (pathlib.Path(options.data) / "article_pages").exists():
        sys.exit("not scored: no article_pages in --data")
    wanted = labels()
    sample = [(name, wanted[digest], content) for name, content in pages(pathlib.Path(options.data))
              if (digest := hashlib.sha256(content).hexdigest()) in wanted]
    if len(sample) != len(wanted):
        sys.exit(f"not scored: {len(sample)} of {len(wanted)} labelled pages are there")
    right = wrong = missed = false = 0
    for (name, day, _), line in zip(sample, extract(options.program, [page for *_, page in sample])):
        found = line.get("published", "")
        if day == "none":
            kind, false = "none there", false + bool(found)
        elif found and same_day(found, day):
            kind, right = "right", right + 1
        elif found:
            kind, wrong = "wrong", wrong + 1
        else:
            kind, missed = "missed", missed + 1
        if options.show and kind != "right" and (found or day != "none"):
            print(f"{kind}: {name}: labelled {day}, found {found or 'nothing'}")
    dated = right + wrong + missed
    print(f"publication dates: right {right / dated:.3f} of {dated} pages that have one "
          f"({wrong} wrong, {missed} missed); on {len(sample) - dated} that have none, {false} given")


if __name__ == "__main__":
    main()
