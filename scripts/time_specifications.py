"""Dates, ranges and durations of the Recognizers-Text specifications, read by the program.

    scripts/time_specifications.py --data DIR [--program build/litopys] [--show 40]

DIR holds recognizers_specs (MIT): sentences with a reference day and the values that their expressions may have.
Each sentence goes through `litopys read` as a report published on its reference day. A case is right when every
expression of the specification is met by one of ours: the spans overlap and the value agrees with one of its
resolutions (the specification gives a past and a future reading). Dates must have the same first and last day; a
range's last day may be told as the day after. Two of our times that are tied as a range (range_end) count as one.
Durations must be as long: P6M is P0.5Y, P2DE is P20Y.

Left out, since no news report writes so (counted and printed): see LEFT_OUT. A case whose specification gives no
value, or a day that does not exist, tells nothing about values and is left out too.
"""
import argparse
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys

FILES = ["DateParser", "DatePeriodParser", "DurationParser"]
LEFT_OUT = [
    ("dates in digits with strokes, stops or in an order that varies by country",
     r"\b\d{1,4}\s?[/.]\s?\w{1,4}|\b\d{1,2}-\d{1,2}\b(?!\s+(of\s+)?[a-z])|\b\d{8}\b|[a-z]{3}-\d|\d/[a-z]|[a-z]/\d"),
    ("years and months in digits, but for 2016-11 (2015-3, 2016 - 11, 11-2016)",
     r"\b\d{4}(-\d|\s-\s?\d\d?|-\s\d\d?)\b(?!-)|\b\d\d?\s?-\s?\d{4}\b"),
    ("numbers of weeks and business days of a planner",
     r"\bweek\s?\d|\bw\d+\b|business|working day|\bweek of year\b"),
    ("the asker's own calendar (my day, rest of my week)", r"\bmy (day|week|weekend|month)\b"),
    ("a bare number for a day (on 15, the 27, the thirty)",
     r"\b(on|for the) \d{1,2}\s?[.!]?$|\bthe (thirty|fifteen)$"),
    ("broken or clipped writing of a chat",
     r"\||hahaha|&|~|\bmthe\b|\bcoz\b|\btmrw\b|\bw/c\b|[a-z]{4}\.\d|\d\s?h\b|\d(day|year)\b|\d(hr|min|sec)s?\b"
     r"|\b(hrs?|mins?|secs?|yrs?|mos?)\b"),
    ("durations shorter than an hour or with fractions of seconds", r"\bseconds?\b|\d\.\d|half an? year"),
    ("days counted to or from a holiday of other calendars", r"lunar|chinese"),
]
MONTHS = {"Y": 12, "DE": 120, "CE": 1200, "M": 1, "Q": 3}
SECONDS = {"W": 604800, "D": 86400, "WE": 604800, "H": 3600, "M": 60, "S": 1}


def read_cases(folder):
    for name in FILES:
        for number, case in enumerate(json.loads((folder / f"{name}.json").read_text("utf-8-sig"))):
            reference = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07T00:00:00")[:10]
            wanted = [(r["Start"], r["Start"] + r["Length"], r["Text"], values(r)) for r in case["Results"] if "Value" in r]
            yield f"{name} {number}", case["Input"], reference, wanted


def length(duration):
    """Months and seconds of an ISO 8601 duration: ("length", 6, 0) of P6M and of P0.5Y."""
    months = seconds = 0
    days, _, clock = duration[1:].partition("T")
    for part, of_clock in ((days, False), (clock, True)):
        for count, unit in re.findall(r"([\d.]+)([A-Z]+?)(?=[\d]|$)", part):
            if not of_clock and unit in MONTHS:
                months += float(count) * MONTHS[unit]
            elif unit in SECONDS:
                seconds += float(count) * SECONDS[unit]
            else:
                return ("length", duration)
    return ("length", months, seconds)


def values(result):
    """The set of values of one expression: a length for a duration, (first day, last day) for a date or range."""
    value, found = result["Value"], set()
    if result["Type"] == "duration":
        return {length(value["Timex"])}
    for resolution in (value.get("FutureResolution") or {}, value.get("PastResolution") or {}):
        start = resolution.get("date") or resolution.get("startDate")
        end = resolution.get("date") or resolution.get("endDate")
        if start and end and not start.startswith("0001"):
            found.add((start, end))
            if "endDate" in resolution:
                day = datetime.date.fromisoformat(end) - datetime.timedelta(days=1)
                found.add((start, day.isoformat()))
    return found


def right(wanted, times):
    begin, end, _, accepted = wanted
    by_id = {time["id"]: time for time in times}
    for time in times:
        if time["span"][0] < end and begin < time["span"][1]:
            last = by_id.get(time.get("range_end"), time)
            own = {((time.get("start") or "")[:10], (last.get("end") or "")[:10])}
            if re.fullmatch(r"P[\dTYMWDHSEC.]+", time.get("value", "")):
                own.add(length(time["value"]))
            if own & accepted:
                return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, default=os.environ.get("DEVDATA"))
    parser.add_argument("--program", default=os.environ.get("LITOPYS", "build/litopys"))
    parser.add_argument("--show", type=int, default=0, help="print that many of the cases that are wrong")
    options = parser.parse_args()
    if not options.data:
        parser.error("--data DIR is needed")
    folder = pathlib.Path(options.data) / "recognizers_specs/DateTime/English"
    if not folder.is_dir():
        sys.exit(f"{folder}: not there")
    taken, left = [], {}
    for key, text, reference, wanted in read_cases(folder):
        reason = next((why for why, pattern in LEFT_OUT if re.search(pattern, text, re.I)), None)
        if not reason and (not wanted or not all(w[3] for w in wanted)):
            reason = "no value in the specification, or a day that does not exist"
        if reason:
            left[reason] = left.get(reason, 0) + 1
        else:
            taken.append((key, text, reference, wanted))
    lines = "".join(json.dumps({"id": key, "text": text, "published": day}) + "\n" for key, text, day, _ in taken)
    done = subprocess.run([options.program, "read", "-"], input=lines, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr.strip()[-1000:] or f"{options.program}: exit {done.returncode}")
    read = {r["report"]["id"]: r for r in map(json.loads, done.stdout.splitlines())}
    score, shown = {}, 0
    for key, text, reference, wanted in taken:
        times = read.get(key, {}).get("times", [])
        good = all(right(w, times) for w in wanted)
        kind = key.split()[0]
        score[kind] = [score.get(kind, [0, 0])[0] + good, score.get(kind, [0, 0])[1] + 1]
        if not good and shown < options.show:
            shown += 1
            print(f"{reference} | {text} | {[(w[2], sorted(w[3])) for w in wanted]} | "
                  f"{[(t['text'], t.get('value'), t.get('start'), t.get('end')) for t in times]}")
    for reason, count in left.items():
        print(f"left out: {count:4d}  {reason}")
    hit, total = sum(s[0] for s in score.values()), sum(s[1] for s in score.values())
    parts = ", ".join(f"{k} {a}/{b}" for k, (a, b) in score.items())
    print(f"[litopys] time specifications: right {hit / total:.3f} of {total} cases ({parts})")


if __name__ == "__main__":
    main()
