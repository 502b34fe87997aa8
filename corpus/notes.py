#!/usr/bin/env python3
"""Turns annotated notes into gold reports: notes/*.txt → reports/*.jsonl, second_pass/*.txt → second_pass/*.jsonl.

  notes.py                 make every file again
  notes.py FILE.txt …      print the JSON lines of these files
  notes.py --lookup NAME [COUNTRY]   places of that name in the project's gazetteer, as `P` lines, largest first
  notes.py --fill FILE.txt   completes short lines `P NAME CC` from the gazetteer (`P NAME CC area` for a region)

The form of the notes is told in README.md. An annotation quotes the words it is about; this script finds them, so that
nobody counts bytes, and stops with file and line at words that are not in the text or values that it does not know.
"""
import collections, datetime, hashlib, json, math, pathlib, re, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent
GENRES = "agency local_paper ngo bulletin social live_blog translated feature police radio".split()
REGIONS = ("europe ukraine fsu middle_east north_africa africa south_asia east_asia southeast_asia north_america "
           "latin_america oceania").split()
MODES = {
    "AGREE": "", "SUPPORT": "", "COOPERATE": "", "AID": "", "CONCEDE": "", "REQUEST": "", "REJECT": "",
    "CONSULT": "visit third-party multilateral phone", "RETREAT": "withdraw release return disarm ceasefire access resign",
    "ACCUSE": "disapprove investigate allege", "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": ("beat torture execute sexual targeted firearms explosives suicide-attack heavy-weapons crowd-control "
                "unconventional aerial drone abduct destroy primitive cleansing")}
MODES = {kind: modes.split() for kind, modes in MODES.items()}
ACLED = {
    "PP": "Peaceful protest", "PI": "Protest with intervention", "EF": "Excessive force against protesters",
    "VD": "Violent demonstration", "MV": "Mob violence", "AC": "Armed clash", "GT": "Government regains territory",
    "NT": "Non-state actor overtakes territory", "AS": "Air/drone strike", "SH": "Shelling/artillery/missile attack",
    "RE": "Remote explosive/landmine/IED", "GR": "Grenade", "SB": "Suicide bomb", "CW": "Chemical weapon", "AT": "Attack",
    "AB": "Abduction/forced disappearance", "SV": "Sexual violence", "AR": "Arrests", "LP": "Looting/property destruction",
    "AG": "Agreement", "CG": "Change to group/activity", "DW": "Disrupted weapons use",
    "TR": "Non-violent transfer of territory", "HQ": "Headquarters or base established", "OT": "Other"}
FACTUALITY = "CT+ PR+ PS+ CT- PR- PS- Uu".split()
STATUS = "occurred ongoing planned demanded threatened hypothetical habitual historical omitted".split()
MEASURES = ("killed injured casualties captured detained abducted missing displaced participants recruited destroyed "
            "damaged hit seized").split()
PEOPLE = MEASURES[:10]
POPULATION = {"civ": "civilian", "com": "combatant", "pol": "police", "prot": "protester", "pris": "prisoner",
              "aid": "aid_worker", "jour": "journalist", "off": "official", "unk": "unknown"}
AGE, SEX = "child adult elderly".split(), "female male".split()
TRAPS = "nofig figval figpos sum nofact type place notdate noplace measure scope source time".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SUITS = {"participants": ("PROTEST", "ASSAULT", "AID", "CONSULT"), "detained": ("COERCE",), "abducted": ("ASSAULT",),
         "captured": ("COERCE", "ASSAULT"), "displaced": ("AID", "COERCE", "ASSAULT"), "recruited": ("MOBILIZE",)}


class Wrong(Exception):
    """Something in the notes that cannot be right; says where."""


def method_names():
    table = HERE.parent / "codebooks" / "methods.tsv"
    lines = [line.split("\t")[0] for line in table.read_text(encoding="utf8").splitlines() if not line.startswith("#")]
    return set(lines[1:])


METHODS = method_names()


def figure_value(words):
    """`3+`, `~30`, `v24-99` … → (low, best, high, bound), by the convention of docs/output.md."""
    number = lambda s: int(s.replace(",", ""))
    if words == "0": return 0, 0, 0, "none"
    if m := re.fullmatch(r"([\d,]+)", words): return (number(m[1]),) * 3 + ("exact",)
    if m := re.fullmatch(r"([\d,]+)\+", words): return number(m[1]), None, None, "at_least"
    if m := re.fullmatch(r">([\d,]+)", words): return number(m[1]) + 1, None, None, "more_than"
    if m := re.fullmatch(r"<=([\d,]+)", words): return None, None, number(m[1]), "at_most"
    if m := re.fullmatch(r"<([\d,]+)", words): return None, None, number(m[1]) - 1, "less_than"
    if m := re.fullmatch(r"~([\d,]+)", words):
        n = number(m[1])
        return n - -(-n // 10), n, n + -(-n // 10), "about"
    if m := re.fullmatch(r"<~([\d,]+)", words): return number(m[1]) * 9 // 10, None, number(m[1]) - 1, "about"
    if m := re.fullmatch(r"v([\d,]+)-([\d,]*)", words): return number(m[1]), None, number(m[2]) if m[2] else None, "vague"
    if m := re.fullmatch(r"([\d,]+)-([\d,]+)", words): return number(m[1]), None, number(m[2]), "between"
    raise Wrong(f"value “{words}” not understood")


class Sentence:
    def __init__(self, start, text): self.start, self.text, self.lines = start, text, []


class Report:
    """One report of a notes file: first the text is put together, then its annotation is read."""
    def __init__(self, head, places, split):
        fields = [f.strip() for f in head.split(" | ")]
        if len(fields) != 4: raise Wrong("a report starts `= id | genre | region | published`")
        self.id, self.genre, self.region, self.published = fields
        if self.genre not in GENRES: raise Wrong(f"unknown genre {self.genre}")
        if self.region not in REGIONS: raise Wrong(f"unknown region {self.region}")
        datetime.date.fromisoformat(self.published)
        self.places, self.split, self.title = places, split, None
        self.text, self.sentences = "", []
        self.figures, self.events, self.times, self.traps, self.zones, self.figure_zones = [], [], [], [], [], []
        self.used, self.default_place, self.default_date = {}, None, None

    # ---- text
    def add_sentence(self, mark, text):
        self.text += {">": " ", ">>": "\n\n", ">-": "\n"}[mark] if self.text else ""
        self.sentences.append(Sentence(len(self.text), text))
        self.text += text

    # ---- words and dates
    def find(self, words, sentence):
        """Words → span in characters: in the sentence (the n-th with #n), else the last place before it, else after."""
        words, _, nth = words.strip().partition("#")
        words = words.strip()
        if not words: raise Wrong("no words")
        first = f"[{words[0].upper()}{words[0].lower()}]" if words[0].isalpha() else re.escape(words[0])
        whole = re.compile(r"(?<![\w-])(?<!\d[,.])" + first + re.escape(words[1:]) + r"(?!\w|[,.]\d)")
        places = [m.start() for m in whole.finditer(sentence.text)] or [m.start() for m in re.finditer(re.escape(words), sentence.text)]
        if places:
            if nth and int(nth) > len(places): raise Wrong(f"“{words}” stands only {len(places)} times in the sentence")
            at = sentence.start + places[int(nth or 1) - 1]
        else:
            before = [m.start() for m in whole.finditer(self.text, 0, sentence.start)]
            at = before[-1] if before else self.text.find(words, sentence.start)
            if at < 0: at = self.text.rfind(words, 0, sentence.start)
            if at < 0: raise Wrong(f"“{words}” is not in the report")
        return at, at + len(words)

    def quoted(self, words, sentence):
        start, end = self.find(words, sentence)
        to_bytes = lambda n: len(self.text[:n].encode())
        return {"span": [to_bytes(start), to_bytes(end)], "text": self.text[start:end]}

    def day(self, words):
        words = words.strip()
        if words == "pub": return self.published
        if re.fullmatch(r"\d\d-\d\d", words): words = self.published[:5] + words
        datetime.date.fromisoformat(words)
        return words

    def interval(self, words):
        start, dots, end = words.strip().partition("..")
        if not dots: return self.day(start), self.day(start)
        low, high = self.day(start) if start.strip() else None, self.day(end) if end.strip() else None
        if low and high and low > high: raise Wrong(f"{words}: ends before it starts")
        return low, high

    def dates_into(self, item, words):
        start, end = self.interval(words)
        item["start"], item["end"] = start, end
        if not start or not end: item["open"] = "end" if start else "start"

    def place(self, words, sentence):
        key, _, alias = words.partition(":")
        if key not in self.places: raise Wrong(f"no P line for “{key}”")
        known = self.places[key]
        try: found = self.quoted(alias or key, sentence)
        except Wrong:
            if alias: raise
            found = {"text": key}
        place = {"text": found["text"], **known, **({"span": found["span"]} if "span" in found else {})}
        self.used.setdefault(key, {k: v for k, v in place.items() if k != "span"})
        return place

    def claimant(self, words, sentence):
        return "narrator" if words.strip() == "-" else [self.quoted(w, sentence) for w in words.split(" + ")]

    # ---- lines
    def annotate(self):
        """Reads every line of annotation; stops after the last with all that was wrong."""
        wrong = []
        for sentence in self.sentences:
            self.says, self.carried = "narrator", False
            for number, line in sentence.lines:
                try: self.line(line, sentence)
                except (Wrong, ValueError, IndexError) as problem: wrong.append(f"line {number}: {problem}: {line}")
        if wrong: raise Wrong("\n  ".join(wrong))
        self.link()

    def line(self, line, sentence):
        kind, _, rest = line.partition(" ")
        fields = [f.strip() for f in re.split(r"\s\|\s", rest.strip())] if rest.strip() else []
        if kind in ("S", "S?"): self.says, self.carried = self.claimant(rest, sentence), kind == "S?"
        elif kind == "L": self.defaults(fields)
        elif kind == "E": self.event(fields, sentence)
        elif kind == "F": self.figure(fields, sentence)
        elif kind == "T": self.time(fields, sentence)
        elif kind == "X": self.trap(fields, sentence)
        elif kind == "Z": self.zones.append(self.quoted(rest, sentence))
        elif kind == "ZF": self.figure_zones.append(self.quoted(rest, sentence))
        else: raise Wrong("unknown kind of line")

    def defaults(self, fields):
        if not fields: self.default_place = self.default_date = None
        for field in fields:
            if field.startswith("@"): self.default_place = None if field == "@-" else field[1:]
            elif field.startswith("d "): self.default_date = None if field == "d -" else field[2:]
            else: raise Wrong(f"unknown field “{field}”")

    def sourced(self, item):
        item["claimant"] = self.says
        if self.carried and self.says != "narrator": item["claimant_optional"] = True

    def common(self, item, field, sentence):
        """Fields that events and figures share; False where the field is none of them."""
        word, _, rest = field.partition(" ")
        if field in FACTUALITY: item["factuality"] = field
        elif word == "altf": item.setdefault("alt_factuality", []).extend(rest.split(","))
        elif word in ("by", "by?"):
            item["claimant"] = self.claimant(rest, sentence)
            item.pop("claimant_optional", None)
            if word == "by?": item["claimant_optional"] = True
        elif field in ("opt", "req"): item["optional"] = field == "opt"
        else: return False
        return True

    def event(self, fields, sentence):
        kind, _, mode = fields[1].partition("/")
        if kind not in MODES or (mode and mode not in MODES[kind]): raise Wrong(f"unknown type or mode {fields[1]}")
        item = {"id": f"e{len(self.events) + 1}", "trigger": self.quoted(fields[0], sentence), "type": kind}
        if mode: item["mode"] = mode
        item.update(factuality="CT+", status="occurred")
        self.sourced(item)
        place, date = self.default_place, self.default_date
        for field in fields[2:]:
            word, _, rest = field.partition(" ")
            if self.common(item, field, sentence): pass
            elif field in STATUS: item["status"] = field
            elif word in ("a", "r", "i"): self.participant(item, word, rest, sentence)
            elif word.startswith("+@"): item.setdefault("other_places", []).append(self.place(field[2:], sentence))
            elif word.startswith("@"): place = None if field == "@-" else field[1:]
            elif word == "d": date = None if rest == "-" else rest
            elif word == "altd": item.setdefault("alt_dates", []).append(list(self.interval(rest)))
            elif word == "alt":
                item["alt_types"] = rest.split(",")
                if set(item["alt_types"]) - set(MODES): raise Wrong(f"unknown type in {rest}")
            elif word == "m":
                item["methods"] = rest.split(",")
                if set(item["methods"]) - METHODS: raise Wrong(f"unknown method in {rest}")
            elif word == "same":
                earlier = [e for e in self.events if e["trigger"]["text"] == rest]
                item["same_words"] = earlier[-1]["trigger"]["span"] if earlier else self.quoted(rest, sentence)["span"]
            elif field.startswith("="): item["acled"] = {"sub_event_type": ACLED[field[1:]]}
            else: raise Wrong(f"unknown field “{field}”")
        if place: item["place"] = self.place(place, sentence)
        if date: self.dates_into(item, date)
        if "same_words" in item: item.setdefault("optional", True)
        if not item.get("optional"): item.pop("optional", None)
        item["sentence"] = sentence
        self.events.append(item)

    def participant(self, item, letter, words, sentence):
        role = {"a": "actor", "r": "recipient", "i": "instrument"}[letter]
        m = re.fullmatch(r"(.*?)(?:\s*\[([A-Z]{3}(?:[A-Z]{3})?)\])?", words)
        item.setdefault("participants", []).append(
            {"role": role, **self.quoted(m[1], sentence), **({"code": m[2]} if m[2] else {})})

    def figure(self, fields, sentence):
        measure, words, value = fields[:3]
        if measure not in MEASURES: raise Wrong(f"unknown measure {measure}")
        low, best, high, bound = figure_value(value)
        item = {"id": f"f{len(self.figures) + 1}", "measure": measure, **self.quoted(words, sentence), "low": low, "best": best,
                "high": high, "bound": bound, "unit": "person" if measure in PEOPLE else "thing", "scope": "event", "factuality": "CT+"}
        self.sourced(item)
        people = {}
        for field in fields[3:]:
            word, _, rest = field.partition(" ")
            if self.common(item, field, sentence): pass
            elif word == "sub": item["subset_words"] = self.quoted(rest, sentence)["span"]
            elif word == "maysub": item["may_subset_words"] = self.quoted(rest, sentence)["span"]
            elif field in ("cum", "state"): item["scope"] = {"cum": "cumulative"}.get(field, field)
            elif word == "alts": item["alt_scope"] = [{"cum": "cumulative"}.get(s, s) for s in rest.split(",")]
            elif word in ("since", "until"): item[word] = self.day(rest)
            elif word == "ev": item["event_words"] = None if rest == "-" else self.quoted(rest, sentence)["span"]
            elif word == "v": self.zones.append(self.quoted(rest, sentence))
            elif word == "unit": item["unit"] = rest
            elif word == "pop": people.update(self.quoted(rest, sentence))
            elif word == "alt": item.setdefault("alt", []).append(list(figure_value(rest)[:3]))
            elif word == "altm": item["alt_measures"] = rest.split(",")
            elif field == "sum": item["coordination"] = True
            elif word.startswith("@"): item["place"] = self.place(field[1:], sentence)
            elif word == "d": self.dates_into(item, rest)
            else: self.population(people, field)
        if people: item["population"] = people
        if not item.get("optional"): item.pop("optional", None)
        item["sentence"] = sentence
        self.figures.append(item)

    def population(self, people, field):
        for word in field.split():
            if word in POPULATION: people["status"] = POPULATION[word]
            elif word in AGE: people["age"] = word
            elif word in SEX: people["sex"] = word
            elif re.fullmatch(r"side:[A-Z]{3}", word): people["side"] = word[5:]
            else: raise Wrong(f"unknown field “{field}”")

    def time(self, fields, sentence):
        item = {**self.quoted(fields[0], sentence), "kind": "DATE"}
        if fields[1].startswith("-"):
            item["unresolved"] = fields[1][1:].strip() or "not given"
            item["kind"] = {"duration": "DURATION", "recurrence": "SET"}.get(item["unresolved"].split()[0], "DATE")
        else: self.dates_into(item, fields[1])
        for field in fields[2:]:
            if field == "opt": item["optional"] = True
            elif field == "clock": item["kind"] = "TIME"
            elif field.startswith("alt "): item.setdefault("alt", []).append(list(self.interval(field[4:])))
            else: raise Wrong(f"unknown field “{field}”")
        self.check_weekday(item)
        self.times.append(item)

    def check_weekday(self, item):
        """One weekday in the words and one day as value: they must agree."""
        named = [i for i, day in enumerate(WEEKDAYS) if day in item["text"]]
        if len(named) == 1 and item.get("start") and item["start"] == item["end"]:
            if datetime.date.fromisoformat(item["start"]).weekday() != named[0]: raise Wrong(f"{item['start']} is another weekday")

    def trap(self, fields, sentence):
        kind, rest = fields[0], fields[1:]
        if kind not in TRAPS: raise Wrong(f"unknown trap {kind}")
        item = {"kind": kind}
        if kind == "sum": item.update(measure=rest[0], value=int(rest[1].replace(",", "")))
        elif kind == "noplace": item["value"] = rest[0]
        elif kind in ("nofig", "nofact", "figpos"): item.update(self.quoted(rest[0], sentence))
        else:
            value = rest[1]
            if kind == "figval": value = int(value.replace(",", ""))
            if kind in ("notdate", "time"): value = self.day(value)
            item.update(self.quoted(rest[0], sentence), value=value)
        if len(rest) != {"sum": 3, "noplace": 2, "nofig": 2, "nofact": 2, "figpos": 2}.get(kind, 3): raise Wrong("a trap says why, at its end")
        item["why"] = rest[-1]
        self.traps.append(item)

    # ---- links between items
    def link(self):
        meets = lambda a, b: a[0] < b[1] and b[0] < a[1]
        for event in self.events:
            if span := event.pop("same_words", None):
                other = next((e for e in self.events if e is not event and meets(e["trigger"]["span"], span)), None)
                if not other: raise Wrong(f"{event['trigger']['text']}: no event at the words of `same`")
                event["same_as"] = other["id"]
        for figure in self.figures:
            for key, name in (("subset_words", "subset_of"), ("may_subset_words", "subset_optional")):
                if span := figure.pop(key, None):
                    near = [f for f in self.figures if f is not figure and meets(f["span"], span)]
                    near = [f for f in near if f["measure"] == figure["measure"]] or near
                    if not near: raise Wrong(f"{figure['text']}: no figure at the words of `sub`")
                    figure[name] = near[0]["id"]
            self.link_event(figure, meets)

    def link_event(self, figure, meets):
        given = "event_words" in figure
        span = figure.pop("event_words", None)
        if span:
            event = next((e for e in self.events if meets(e["trigger"]["span"], span)), None)
            if not event: raise Wrong(f"{figure['text']}: no event at the words of `ev`")
        elif given: event = None
        else:
            kinds = SUITS.get(figure["measure"], ("ASSAULT",))
            event = next((e for e in self.events if e["sentence"] is figure["sentence"] and e["type"] in kinds and e["factuality"][2:] != "-"), None)
        if not event: return
        figure.update(event=event["id"], event_trigger=dict(event["trigger"]))
        if figure["scope"] == "event":
            if "place" not in figure and "place" in event: figure["place"] = dict(event["place"])
            if not {"start", "end"} & set(figure): figure.update({k: event[k] for k in ("start", "end", "open") if k in event})

    def gold(self):
        clean = lambda items: [{k: v for k, v in i.items() if k != "sentence"} for i in items]
        head = {"id": self.id, "source_set": "corpus", "split": self.split, "genre": self.genre, "region": self.region}
        if self.title: head["title"] = self.title
        return {**head, "text": self.text, "text_sha256": hashlib.sha256(self.text.encode()).hexdigest(), "published": self.published,
                "sentences": len(self.sentences), "figures": clean(self.figures), "events": clean(self.events), "times": self.times,
                "places": list(self.used.values()), "must_not": self.traps, "ignore_events": self.zones, "ignore_figures": self.figure_zones}


def place_line(rest):
    """`Nikopol = Nikopol | UA | admin1 | lat | lon | geonameid` → key and place; of a country, name and code alone."""
    key, _, value = re.sub(r"\s+#.*", "", rest).partition(" = ")
    fields = [f.strip() for f in value.split("|")]
    if len(fields) not in (2, 6, 7): raise Wrong("a place is `P words = name | country | admin1 | lat | lon | geonameid [| tolerance in km]`")
    place = {"name": fields[0], "country": fields[1]}
    if len(fields) > 2:
        if fields[2]: place["admin1"] = fields[2]
        place.update(lat=float(fields[3]), lon=float(fields[4]))
        if fields[5]: place["geonameid"] = int(fields[5])
        if len(fields) > 6: place["tolerance_km"] = int(fields[6])
    return key.strip(), place


def read_notes(path):
    """The reports of a notes file as gold objects."""
    places, reports = {}, []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        line = line.strip()
        try:
            mark, _, rest = line.partition(" ")
            if not line or mark == "#": continue
            if mark == "P":
                key, place = place_line(rest)
                places[key] = place
            elif mark == "=": reports.append(Report(rest, places, path.name.split("-")[0]))
            elif mark == "title:": reports[-1].title = rest.strip()
            elif mark in (">", ">>", ">-"): reports[-1].add_sentence(mark, rest.strip())
            elif reports and reports[-1].sentences: reports[-1].sentences[-1].lines.append((number, line))
            else: raise Wrong("an annotation before the first sentence")
        except (Wrong, ValueError) as problem: raise SystemExit(f"{path}:{number}: {problem}")
    wrong = []
    for report in reports:
        try: report.annotate()
        except Wrong as problem: wrong.append(f"{path.name}: {report.id}: {problem}")
    if wrong: raise SystemExit("\n".join(wrong))
    return [report.gold() for report in reports]


def as_lines(golds): return "".join(json.dumps(g, ensure_ascii=False) + "\n" for g in golds)


def targets():
    for path in sorted((HERE / "notes").glob("*.txt")): yield path, HERE / "reports" / (path.stem + ".jsonl")
    for path in sorted((HERE / "second_pass").glob("*.txt")): yield path, path.with_suffix(".jsonl")


def gazetteer():
    table = subprocess.run(["zstd", "-dc", HERE.parent / "gazetteer" / "places.tsv.zst"], stdout=subprocess.PIPE, check=True).stdout.decode()
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]
    areas = {(r[2], r[3]): r[10] for r in rows if r[1] == "ADM1"}
    names = collections.defaultdict(list)
    for r in rows:
        for name in {r[10], *r[11].split("|")}: names[name].append(r)
    return names, areas


def candidates(names, name, country):
    return sorted((r for r in names[name] if not country or r[2] == country), key=lambda r: -int(r[9] or 0))


def place_words(name, r, areas):
    if r[1].startswith("PCL"): return f"P {name} = {r[10]} | {r[2]}"
    area = ["100"] if r[1] == "ADM1" else ["50"] if r[1] == "ADM2" else []
    return " | ".join([f"P {name} = {r[10]}", r[2], areas.get((r[2], r[3]), ""), r[6], r[7], r[0]] + area)


def lookup(name, country):
    names, areas = gazetteer()
    for r in candidates(names, name, country)[:8]: print(place_words(name, r, areas), f"   # {r[1]} {r[9]}")


def fill(path):
    names, areas = gazetteer()
    lines = path.read_text(encoding="utf8").splitlines()
    for i, line in enumerate(lines):
        m = re.fullmatch(r"P ([^=]+?) ([A-Z]{2})( area)?", line.strip())
        if not m: continue
        found = [r for r in candidates(names, m[1], m[2]) if r[1].startswith("ADM") == bool(m[3])]
        if found: lines[i] = place_words(m[1], found[0], areas)
        else: print(f"{path}:{i + 1}: the gazetteer has no such place: {line}", file=sys.stderr)
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["--lookup"]: lookup(arguments[1], arguments[2] if len(arguments) > 2 else None)
    elif arguments[:1] == ["--fill"]: fill(pathlib.Path(arguments[1]))
    elif arguments[:1] in (["-h"], ["--help"]): print(__doc__)
    elif arguments:
        for name in arguments: sys.stdout.write(as_lines(read_notes(pathlib.Path(name))))
    else:
        for notes, target in targets():
            target.parent.mkdir(exist_ok=True)
            target.write_text(as_lines(read_notes(notes)), encoding="utf8")


if __name__ == "__main__": main()
