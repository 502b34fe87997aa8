#!/usr/bin/env python3
"""Is the corpus well-formed? Prints what is wrong, with file and report, and counts; exit status 1 if anything is.

Checked: every line is a JSON object of the form told in README.md; every span holds the words beside it; values are of the
known sets; low <= best <= high; links lead somewhere; ids and texts are unique; the committed lines are what notes.py makes.
"""
import collections, datetime, hashlib, json, pathlib, sys

import notes

HERE = pathlib.Path(__file__).resolve().parent
BOUNDS = "exact at_least more_than at_most less_than about between vague none".split()
FIELDS = ("id source_set split genre region text text_sha256 published sentences figures events times places must_not "
          "ignore_events ignore_figures").split()
problems = []


def say(where, message): problems.append(f"{where}: {message}")


def check_spans(where, item, raw):
    """Every object with span and text, at any depth, quotes the text."""
    if isinstance(item, dict):
        if "span" in item and "text" in item:
            start, end = item["span"]
            if raw[start:end].decode("utf8", "replace") != item["text"]: say(where, f"{item['span']} is not “{item['text']}”")
        for value in item.values(): check_spans(where, value, raw)
    elif isinstance(item, list):
        for value in item: check_spans(where, value, raw)


def one_of(where, value, allowed, what):
    if value not in allowed: say(where, f"unknown {what} {value!r}")


def check_days(where, item):
    days = [item.get("start"), item.get("end")]
    for day in days:
        if day is None: continue
        try: datetime.date.fromisoformat(day)
        except ValueError: say(where, f"no date: {day}")
    if all(days) and days[0] > days[1]: say(where, f"ends before it starts: {days}")


def check_event(where, event, ids):
    one_of(where, event["type"], notes.MODES, "type")
    if "mode" in event: one_of(where, event["mode"], notes.MODES[event["type"]], "mode")
    one_of(where, event["factuality"], notes.FACTUALITY, "factuality")
    one_of(where, event["status"], notes.STATUS, "status")
    if "acled" in event: one_of(where, event["acled"]["sub_event_type"], notes.ACLED.values(), "ACLED sub-type")
    for method in event.get("methods", []): one_of(where, method, notes.METHODS, "method")
    for part in event.get("participants", []): one_of(where, part["role"], ("actor", "recipient", "instrument"), "role")
    if "same_as" in event: one_of(where, event["same_as"], ids, "event")
    if event["factuality"] == "CT+" and event["status"] in ("planned", "demanded", "threatened", "hypothetical"):
        say(where, f"{event['trigger']['text']}: {event['status']} cannot be CT+")
    if event["status"] == "omitted" and event["factuality"] != "CT-": say(where, f"{event['trigger']['text']}: omitted is CT-")
    check_days(where, event)


def check_figure(where, figure, figures, events):
    one_of(where, figure["measure"], notes.MEASURES, "measure")
    one_of(where, figure["bound"], BOUNDS, "bound")
    one_of(where, figure["scope"], ("event", "cumulative", "state"), "scope")
    one_of(where, figure["factuality"], notes.FACTUALITY, "factuality")
    for values in [[figure["low"], figure["best"], figure["high"]]] + figure.get("alt", []):
        given = [v for v in values if v is not None]
        if not given or given != sorted(given): say(where, f"{figure['text']}: {values}")
    if figure["text"].strip() != figure["text"]: say(where, f"blank at the edge of “{figure['text']}”")
    for link in ("subset_of", "subset_optional"):
        if link in figure: one_of(where, figure[link], figures, "figure")
    if "event" in figure: one_of(where, figure["event"], events, "event")
    check_days(where, figure)


def check_report(where, gold, split):
    for field in FIELDS:
        if field not in gold:
            say(where, f"no field {field}")
            return
    raw = gold["text"].encode()
    if hashlib.sha256(raw).hexdigest() != gold["text_sha256"]: say(where, "the text has another SHA-256")
    if gold["split"] != split: say(where, f"split {gold['split']} in a file of {split}")
    one_of(where, gold["genre"], notes.GENRES, "genre")
    one_of(where, gold["region"], notes.REGIONS, "region")
    check_spans(where, {k: v for k, v in gold.items() if k not in ("text", "places")}, raw)
    events, figures = {e["id"] for e in gold["events"]}, {f["id"] for f in gold["figures"]}
    for kind in ("events", "figures"):
        seen = [x["id"] for x in gold[kind]]
        if len(seen) != len(set(seen)): say(where, f"an id twice in {kind}")
    for event in gold["events"]: check_event(where, event, events)
    for figure in gold["figures"]: check_figure(where, figure, figures, events)
    for time in gold["times"]:
        check_days(where, time)
        if ("unresolved" in time) == bool(time.get("start") or time.get("end")): say(where, f"{time['text']}: resolved or not?")
    for trap in gold["must_not"]: one_of(where, trap["kind"], notes.TRAPS, "trap")
    check_overlaps(where, gold)
    check_traps(where, gold)


def check_traps(where, gold):
    """The annotation itself must not fall into its traps."""
    meets = lambda a, b: a[0] < b[1] and b[0] < a[1]
    for trap in gold["must_not"]:
        for event in gold["events"]:
            if "span" not in trap or not meets(trap["span"], event["trigger"]["span"]): continue
            fact = event["factuality"] == "CT+" and event["status"] in ("occurred", "ongoing", "habitual", "historical")
            if trap["kind"] == "nofact" and fact or trap["kind"] == "type" and trap["value"] in [event["type"], *event.get("alt_types", [])]:
                say(where, f"the event “{event['trigger']['text']}” falls into the trap “{trap['why']}”")
        for event in gold["events"] if trap["kind"] == "noplace" else []:
            place = event.get("place", {})
            if trap["value"].casefold() in (str(place.get("text")).casefold(), str(place.get("name")).casefold()):
                say(where, f"the event “{event['trigger']['text']}” happens at {trap['value']}, a trap")
        for figure in gold["figures"]:
            if trap["kind"] == "sum" and trap["measure"] == figure["measure"] and trap["value"] in (figure["best"], figure["low"]):
                say(where, f"the figure “{figure['text']}” has the value of the trap “{trap['why']}”")


def check_overlaps(where, gold):
    """Two required events of one type on the same bytes, or two times, cannot both be right."""
    meets = lambda a, b: a[0] < b[1] and b[0] < a[1]
    for i, a in enumerate(gold["times"]):
        for b in gold["times"][:i]:
            if meets(a["span"], b["span"]): say(where, f"times overlap: {a['text']} / {b['text']}")
    for i, a in enumerate(gold["events"]):
        for b in gold["events"][:i]:
            if meets(a["trigger"]["span"], b["trigger"]["span"]): say(where, f"triggers overlap: {a['trigger']['text']} / {b['trigger']['text']}")
    for i, a in enumerate(gold["figures"]):
        for b in gold["figures"][:i]:
            if a["measure"] == b["measure"] and meets(a["span"], b["span"]): say(where, f"figures overlap: {a['text']} / {b['text']}")


def count(golds):
    """The counts that README and docs quote."""
    for split in ("train", "dev", "test"):
        part = [g for g in golds if g["split"] == split]
        total = lambda key: sum(len(g[key]) for g in part)
        print(f"{split:<6}{len(part):>4} reports {sum(g['sentences'] for g in part):>5} sentences {total('events'):>5} events "
              f"{total('figures'):>5} figures {total('times'):>5} times {total('must_not'):>5} traps")
    for name, values in (("genres", [g["genre"] for g in golds]), ("regions", [g["region"] for g in golds]),
                         ("types", [e["type"] for g in golds for e in g["events"]]),
                         ("status", [e["status"] for g in golds for e in g["events"]]),
                         ("factuality", [e["factuality"] for g in golds for e in g["events"]]),
                         ("measures", [f["measure"] for g in golds for f in g["figures"]]),
                         ("bounds", [f["bound"] for g in golds for f in g["figures"]])):
        print(f"{name}:", ", ".join(f"{k} {n}" for k, n in collections.Counter(values).most_common()))


def main():
    golds, ids, texts = [], {}, {}
    for source, path in notes.targets():
        second = path.parent.name == "second_pass"
        made = notes.as_lines(notes.read_notes(source))
        if not path.exists() or path.read_text(encoding="utf8") != made: say(path.name, f"is not what notes.py makes of {source.name}")
        for number, line in enumerate(made.splitlines(), 1):
            gold = json.loads(line)
            where = f"{path.name}:{number} {gold['id']}"
            check_report(where, gold, source.name.split("-")[0])
            if second: continue
            for seen, key in ((ids, gold["id"]), (texts, gold["text_sha256"])):
                if key in seen: say(where, f"again: {seen[key]}")
                seen[key] = where
            golds.append(gold)
    count(golds)
    for problem in problems: print(problem, file=sys.stderr)
    print(f"{len(golds)} reports, {sum(g['sentences'] for g in golds)} sentences: {len(problems) or 'no'} problems")
    return 1 if problems else 0


if __name__ == "__main__": sys.exit(main())
