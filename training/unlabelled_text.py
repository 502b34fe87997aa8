"""News and the like from the data sets as plain text: what only the teachers label.

    python unlabelled_text.py --data DIR --corpus ../corpus/reports --program ../build/litopys > unlabelled.txt
    ../build/litopys parse --layers words unlabelled.txt > unlabelled.conllu

Training and development parts that carry no gold of the language model's own figures; of the project's corpus the
training reports.
"""
import argparse
import csv
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

LONGEST = 6000          # characters of one report


def local_news(data):
    for line in open(data / "gva_dev/docs.jsonl", encoding="utf-8"):
        report = json.loads(line)
        yield report["title"]
        yield report["text"]


def wire_messages(data):
    """One line of capitals after the other, paragraphs indented"""
    for path in sorted((data / "muc4/dev").glob("dev-muc3-*")):
        for message in re.split(r"\nDEV-MUC3-\d+.*\n", path.read_text("utf-8", "replace")):
            yield re.sub(r"\n\s+", "\n\n", re.sub(r"(?<!\n)\n(?!\n| )", " ", message))


def documents(data):
    for path in sorted((data / "re3d").glob("*/documents.json")):
        for line in open(path, encoding="utf-8"):
            if line.strip():
                yield json.loads(line)["text"]


def sentences(data):
    for line in open(data / "event_location/train.jsonl", encoding="utf-8"):
        yield json.loads(line)["text"]
    with open(data / "causal_news_corpus/train_subtask1.csv", encoding="utf-8-sig") as rows:
        for row in csv.DictReader(rows):
            yield row["text"]


def corpus(folder):
    for path in sorted(folder.glob("train-*.jsonl")):
        for line in open(path, encoding="utf-8"):
            yield json.loads(line)["text"]


def pages(data, program):
    """The articles that the program finds in saved pages"""
    source = subprocess.run(["zstd", "-dcq", data / "article_pages/pages.tar.zst"], capture_output=True, check=True)
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder, "pages.tar")
        packed.write_bytes(source.stdout)
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
        packed.unlink()
        found = subprocess.run([program, "extract", folder], capture_output=True, text=True, check=False)
        for line in found.stdout.split("\n"):
            if line:
                yield json.loads(line).get("text") or ""


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--corpus", type=Path, required=True)
    p.add_argument("--program", default="../build/litopys")
    a = p.parse_args()
    for texts in (local_news(a.data), wire_messages(a.data), documents(a.data), sentences(a.data), corpus(a.corpus),
                  pages(a.data, a.program)):
        for text in texts:
            text = text.replace("\r", "").strip()[:LONGEST]
            if len(text) > 20:
                sys.stdout.write(text + "\n\n")


if __name__ == "__main__":
    main()
