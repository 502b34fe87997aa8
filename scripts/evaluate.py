"""Runs scorers over the program and writes the table of docs/accuracy.md.

    scripts/evaluate.py --scorers DIR --data DIR [--program build/litopys] [--only places,roles]

A scorer is a Python program NAME.py of DIR that runs $LITOPYS over the data under $DEVDATA, prints what it
measures and says the figures once more on its last line. That line becomes a row of the table, between the
marks in docs/accuracy.md; what stands around the marks stays. A scorer that is not there, or whose data are
not, gives a row that says so, never an old figure. Some stand beside this file.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
OWN = ROOT / "scripts"  # scorers that belong to this repository
PAGE = ROOT / "docs/accuracy.md"
BEGIN, END = "<!-- figures: written by make evaluate -->", "<!-- end of figures -->"
RUNS = [("language", [], "tags, trees, lemmas, names; words and sentences"),
        ("roles", [], "predicates, senses, arguments"),
        ("times", [], "expressions of time and their values"),
        ("time_specifications", [], "dates, ranges and durations as specified"),
        ("places", [], "places to coordinates"),
        ("articles", [], "text of web pages"),
        ("publication_dates", [], "the day on which web pages were published"),
        ("copies", [], "copies, excerpts, rewrites, origins"),
        ("event_type", [], "types of events"),
        ("event_place", [], "the place of an event"),
        ("gva", ["--grouping", "off"], "killed and injured, date, city, by report"),
        ("gold", [], "figures, claimants, events, times, traps")]


def run(scorer, options, environment):
    """The scorer's last line and the seconds it took."""
    if not scorer.exists():
        return "not run: no such scorer", 0
    started = time.perf_counter()
    done = subprocess.run([sys.executable, str(scorer), *options], env=environment,
                          capture_output=True, text=True)
    print(done.stdout, flush=True)
    if done.stderr.strip():
        print(done.stderr.strip()[-2000:], file=sys.stderr, flush=True)
    lines = [line for line in done.stdout.split("\n") if line.strip()]
    if done.returncode or not lines:
        lines = [f"failed (exit {done.returncode})"]
    return lines[-1].strip(), time.perf_counter() - started


def write(rows):
    table = ["| scorer | what | figures | seconds |", "|---|---|---|---|"]
    table += [f"| {name} | {about} | {figures.replace('|', '/')} | {seconds:.0f} |"
              for name, about, figures, seconds in rows]
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"# Accuracy\n\n{BEGIN}\n{END}\n"
    if BEGIN not in page or END not in page:
        sys.exit(f"{PAGE}: the marks for the table are not there")
    before, after = page.split(BEGIN, 1)[0], page.split(END, 1)[1]
    PAGE.write_text(before + "\n".join([BEGIN, *table, END]) + after, encoding="utf-8")
    print("\n".join(table))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scorers", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/litopys")
    parser.add_argument("--only", help="names of scorers, with commas; the page is not written")
    options = parser.parse_args()
    environment = {**os.environ, "LITOPYS": str(options.program.resolve()),
                   "DEVDATA": str(options.data.resolve())}
    wanted = options.only.split(",") if options.only else [name for name, _, _ in RUNS]
    rows = []
    for name, arguments, about in RUNS:
        if name in wanted:
            print(f"== {name}", flush=True)
            folder = OWN if (OWN / f"{name}.py").exists() else options.scorers
            rows.append((name, about, *run(folder / f"{name}.py", arguments, environment)))
    if options.only:
        print("\n".join(f"{name}: {figures}" for name, _, figures, _ in rows))
    else:
        write(rows)


if __name__ == "__main__":
    main()
