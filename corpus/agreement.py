#!/usr/bin/env python3
"""How far two passes over the same reports agree: second_pass/*.jsonl against reports/*.jsonl, joined by id.

Items are paired one to one by shared bytes (figures: also by measure). F1 counts what both coded; an item that one pass
marked optional, or that falls into the other's zone, does not count where the other has nothing. Of the pairs: the share
with the same answer, where a coder's own listed alternative also counts, and Cohen's kappa where answers are few.
`--differences` prints where the passes differ, for settling them.
"""
import collections, json, pathlib, sys

HERE = pathlib.Path(__file__).resolve().parent


def read(folder):
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf8").splitlines()]
    return {gold["id"]: gold for gold in map(json.loads, lines)}


def overlap(a, b): return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def span_of(item): return item["trigger"]["span"] if "trigger" in item else item["span"]


def words_of(item): return item["trigger"]["text"] if "trigger" in item else item["text"]


def pairs(first, second, suits):
    """One to one, largest overlap first."""
    ranked = sorted(((overlap(span_of(a), span_of(b)), i, j) for i, a in enumerate(first) for j, b in enumerate(second)
                     if overlap(span_of(a), span_of(b)) and suits(a, b)), key=lambda x: (-x[0], x[1], x[2]))
    left, right, found = set(), set(), []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((first[i], second[j]))
    alone = ([a for i, a in enumerate(first) if i not in left], [b for j, b in enumerate(second) if j not in right])
    return found, alone


class Tally:
    """Counts for one kind of item over all reports."""
    def __init__(self, name):
        self.name, self.both, self.only, self.strict = name, 0, [0, 0], [0, 0]
        self.same, self.answers = collections.defaultdict(list), collections.defaultdict(list)

    def f1(self): return 2 * self.both / max(1, 2 * self.both + sum(self.only))

    def answer(self, field, a, b, right=None):
        self.same[field].append(a == b if right is None else right)
        self.answers[field].append((str(a), str(b)))

    def kappa(self, field):
        """Agreement beyond what the two coders' own habits would give by chance."""
        answers, n = self.answers[field], len(self.answers[field])
        left, right = (collections.Counter(x[side] for x in answers) for side in (0, 1))
        chance = sum(left[k] * right[k] for k in left) / (n * n)
        seen = sum(a == b for a, b in answers) / n
        return None if chance == 1 else (seen - chance) / (1 - chance)

    def report(self, with_kappa):
        strict = 2 * self.strict[0] / max(1, self.strict[1])
        print(f"{self.name}: both {self.both}, first only {self.only[0]}, second only {self.only[1]}, F1 {self.f1():.2f}"
              f" (with all that a pass marked optional: {strict:.2f})")
        for field, same in self.same.items():
            kappa = self.kappa(field) if field in with_kappa else None
            print(f"  {field:<12} {sum(same) / len(same):.2f} of {len(same)}" + (f"   kappa {kappa:.2f}" if kappa is not None else ""))


def allowed(a, b, field, others):
    return b[field] in [a[field], *a.get(others, [])] or a[field] in b.get(others, [])


def claimants(item): return [] if item["claimant"] == "narrator" else [c["span"] for c in item["claimant"]]


def same_claimant(a, b):
    left, right = claimants(a), claimants(b)
    if not left or not right: return not left and not right or bool(a.get("claimant_optional") or b.get("claimant_optional"))
    return any(overlap(x, y) for x in left for y in right)


def days(item): return [item.get("start"), item.get("end")]


def same_days(a, b, others): return days(a) == days(b) or days(b) in a.get(others, []) or days(a) in b.get(others, [])


def place_key(item):
    place = item.get("place")
    return place and (place.get("geonameid") or place["name"])


def same_people(a, b, role):
    people = [[p["span"] for p in item.get("participants", []) if p["role"] == role] for item in (a, b)]
    if not any(people): return None
    return any(overlap(x, y) for x in people[0] for y in people[1])


def compare_events(a, b, tally):
    tally.answer("type", a["type"], b["type"], allowed(a, b, "type", "alt_types"))
    if a["type"] == b["type"] and ("mode" in a or "mode" in b): tally.answer("mode", a.get("mode"), b.get("mode"))
    tally.answer("factuality", a["factuality"], b["factuality"], allowed(a, b, "factuality", "alt_factuality"))
    tally.answer("status", a["status"], b["status"])
    happened = [x["factuality"] == "CT+" and x["status"] in ("occurred", "ongoing") for x in (a, b)]
    tally.answer("happened", *happened)
    tally.answer("claimant", None, None, same_claimant(a, b))
    if place_key(a) or place_key(b): tally.answer("place", place_key(a), place_key(b))
    if any(days(a) + days(b)): tally.answer("date", days(a), days(b), same_days(a, b, "alt_dates"))
    for role in ("actor", "recipient"):
        same = same_people(a, b, role)
        if same is not None: tally.answer(role, None, None, same)


def compare_figures(a, b, tally):
    value = [[x["low"], x["best"], x["high"]] for x in (a, b)]
    tally.answer("value", *value, value[0] == value[1] or value[1] in a.get("alt", []) or value[0] in b.get("alt", []))
    tally.answer("bound", a["bound"], b["bound"])
    tally.answer("scope", a["scope"], b["scope"], allowed(a, b, "scope", "alt_scope"))
    tally.answer("claimant", None, None, same_claimant(a, b))
    tally.answer("subset", "subset_of" in a, "subset_of" in b)


def compare_times(a, b, tally):
    if "unresolved" in a or "unresolved" in b: right = "unresolved" in a and "unresolved" in b or days(a) in b.get("alt", []) or days(b) in a.get("alt", [])
    else: right = same_days(a, b, "alt")
    tally.answer("value", days(a), days(b), right)


def compare(first, second, tallies, show):
    zones = {"events": "ignore_events", "figures": "ignore_figures", "times": None}
    suits = {"events": lambda a, b: True, "figures": lambda a, b: b["measure"] in [a["measure"], *a.get("alt_measures", [])] or a["measure"] in b.get("alt_measures", []),
             "times": lambda a, b: True}
    rules = {"events": compare_events, "figures": compare_figures, "times": compare_times}
    for kind, tally in tallies.items():
        found, alone = pairs(first[kind], second[kind], suits[kind])
        tally.strict = [tally.strict[0] + len(found), tally.strict[1] + len(first[kind]) + len(second[kind])]
        for side, other in ((0, second), (1, first)):
            for item in alone[side]:
                free = item.get("optional") or zones[kind] and any(overlap(z["span"], span_of(item)) for z in other[zones[kind]])
                if free: continue
                tally.only[side] += 1
                if show: print(f"{first['id']} {kind}: only in pass {side + 1}: {words_of(item)}")
        for a, b in found:
            if a.get("optional") and b.get("optional"): continue
            tally.both += 1
            before = {field: len(same) for field, same in tally.same.items()}
            rules[kind](a, b, tally)
            for field, same in tally.same.items() if show else ():
                if len(same) > before.get(field, 0) and not same[-1]:
                    print(f"{first['id']} {kind}: {field}: {words_of(a)}: {tally.answers[field][-1][0]} / {tally.answers[field][-1][1]}")


def main():
    if {"-h", "--help"} & set(sys.argv): return print(__doc__)
    first, second = read(HERE / "reports"), read(HERE / "second_pass")
    tallies = {kind: Tally(kind) for kind in ("events", "figures", "times")}
    for key, gold in second.items():
        if key not in first or first[key]["text_sha256"] != gold["text_sha256"]: raise SystemExit(f"{key}: no such report, or its text has changed")
        compare(first[key], gold, tallies, "--differences" in sys.argv)
    print(f"{len(second)} reports, {sum(g['sentences'] for g in second.values())} sentences annotated twice, of {len(first)}")
    tallies["events"].report({"type", "factuality", "status", "happened"})
    tallies["figures"].report({"bound", "scope"})
    tallies["times"].report(())


if __name__ == "__main__": main()
