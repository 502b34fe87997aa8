#!/usr/bin/env python3
"""Fits codebooks/event_place_weights.tsv: which place of a sentence is the place of an event told there.

    LITOPYS=build/litopys python event_places.py signs --data DIR --signs signs.jsonl --models build/data --folds DIR
    python event_places.py folds --data DIR --signs signs.jsonl
    python event_places.py train --data DIR --signs signs.jsonl --out ../codebooks/event_place_weights.tsv

DIR/event_location/train.jsonl: sentences with a verb and the words of its place marked, or none (A. Halterman, "Geolocating
Political Events in Text", MIT licence). The program itself says which places a sentence names and with what signs each stands
to each event (`read --place-signs`); here only the weights are fitted: softmax over the places of the sentence and "none",
logistic loss, L2. The first 1,000 sentences are the development split: neither they nor any other line with the same text is trained on.

One of the signs is what the language model itself has learned from these sentences (litopys_training/locations.py). How far it is
to be trusted can only be seen on sentences that it has not learned from: --folds is a folder with fold0.model to fold4.model, each made
without a fifth of the texts, which that model then reads; --models is a folder with all other data of the program.

`folds` tells what to expect: five folds by text over the other lines, tokens of the place as the project's scorer counts them
(a verb that is no event of the program's counts as "none"). The weights hold no word of the sentences beside prepositions and the
names of roles, relations and kinds.
"""
import argparse, collections, json, os, re, subprocess, tempfile
from pathlib import Path
import torch

from litopys_training.locations import DEVELOPMENT, FOLDS, fold_of

LEAN = 0.5   # taken off the weight of "none": tokens and sentences are both rather more often right so (chosen on fold 0)


def sentences(folder):
    """(number, text, verb spans, gold spans), in characters."""
    for number, line in enumerate(open(f"{folder}/event_location/train.jsonl", encoding="utf-8")):
        item = json.loads(line)
        if item.get("answer", "accept") != "accept": continue
        spans = lambda verb: [(s["start"], s["end"]) for s in item.get("spans", []) if (s["label"] == "VERB") == verb]
        if spans(True): yield number, item["text"], spans(True), spans(False)


def signs_of(texts, data):
    """For each text what the program says of its events' places, with the data folder given"""
    lines = "".join(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n" for i, text in enumerate(texts))
    out = subprocess.run([os.environ.get("LITOPYS", "build/litopys"), "read", "--place-signs"], input=lines.encode(), stdout=subprocess.PIPE,
                         env=os.environ | {"LITOPYS_DATA": str(data)}, check=False)
    return [json.loads(line).get("place_signs", []) for line in out.stdout.decode().splitlines()]


def write_signs(args):
    held = {text for number, text, _, _ in sentences(args.data) if number < DEVELOPMENT}
    texts = list(dict.fromkeys(text for _, text, _, _ in sentences(args.data)))
    with open(args.signs, "w", encoding="utf-8") as file, tempfile.TemporaryDirectory() as folder:
        for fold in [None, *range(FOLDS)]:
            data = Path(folder) / str(fold)
            data.mkdir()
            for path in args.models.iterdir():
                (data / path.name).symlink_to(path.resolve())
            if fold is not None:
                (data / "english.model").unlink()
                (data / "english.model").symlink_to((args.folds / f"fold{fold}.model").resolve())
            some = [text for text in texts if (text in held) == (fold is None) and (fold is None or fold_of(text) == fold)]
            for text, events in zip(some, signs_of(some, data), strict=True):
                file.write(json.dumps({"text": text, "events": events}, ensure_ascii=False) + "\n")


def overlap(a, b): return max(0, min(a[1], b[1]) - max(a[0], b[0]))


class Case:
    """One marked verb: the options of the event that the program sees there, which of them are right, and the tokens of each."""
    def __init__(self, number, text, verbs, gold, events):
        self.number, self.text = number, text
        in_bytes = lambda span: (len(text[:span[0]].encode()), len(text[:span[1]].encode()))
        tokens = [in_bytes((m.start(), m.end())) for m in re.finditer(r"\w+|[^\w\s]", text)]
        covered = lambda spans: frozenset(t for t, token in enumerate(tokens) if any(overlap(token, s) for s in spans))
        verbs = [in_bytes(v) for v in verbs]
        self.gold = covered([in_bytes(g) for g in gold])
        event = max(events, key=lambda e: sum(overlap(e["span"], v) for v in verbs), default=None)
        if event and not any(overlap(event["span"], v) for v in verbs): event = None
        self.options = [(option["signs"], covered([option["span"]]) if "span" in option else frozenset()) for option in event["options"]] if event else []
        right = [bool(words & self.gold) if self.gold else not words for _, words in self.options]
        self.right = right if any(right) else []                 # the place marked is none of those seen: nothing to learn


def cases(args):
    seen = {}
    for line in open(args.signs, encoding="utf-8"):
        item = json.loads(line)
        seen[item["text"]] = item["events"]
    return [Case(*sentence, seen.get(sentence[1], [])) for sentence in sentences(args.data)]


def fit(train, least, strength):
    """{sign: weight}"""
    counts = collections.Counter(sign for case in train for signs, _ in case.options for sign in set(signs))
    index = {sign: i for i, sign in enumerate(sorted(s for s, n in counts.items() if n >= least))}
    flat, offsets, group, right = [], [], [], []
    for number, case in enumerate(train):
        for (signs, _), is_right in zip(case.options, case.right):
            offsets.append(len(flat)); group.append(number); right.append(is_right)
            flat += [index[s] for s in signs if s in index]
    flat, offsets, group, right = torch.tensor(flat), torch.tensor(offsets), torch.tensor(group), torch.tensor(right)
    weights = torch.zeros(len(index), 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], lr=1, max_iter=150, history_size=10, line_search_fn="strong_wolfe")
    def total(scores, mask):
        scores = scores.masked_fill(~mask, -1e9)
        top = torch.full((len(train),), -1e9, dtype=torch.float64).scatter_reduce(0, group, scores.detach(), "amax")
        return top + torch.zeros(len(train), dtype=torch.float64).index_add(0, group, torch.exp(scores - top[group])).log()
    def loss():
        optimiser.zero_grad()
        scores = torch.nn.functional.embedding_bag(flat, weights, offsets, mode="sum").squeeze(1)
        value = (total(scores, torch.ones_like(right)) - total(scores, right)).sum() + strength / 2 * (weights ** 2).sum()
        value.backward()
        return value
    optimiser.step(loss)
    values = weights.detach().squeeze(1).tolist()
    fitted = {sign: round(values[i], 3) for sign, i in index.items()}
    fitted["none"] = round(fitted.get("none", 0) - LEAN, 3)
    return fitted


def figures(weights, test):
    hit = said = gold = exact = 0
    for case in test:
        scored = [(sum(weights.get(s, 0) for s in signs), words) for signs, words in case.options]
        words = max(scored, key=lambda pair: pair[0])[1] if scored else frozenset()
        hit += len(words & case.gold); said += len(words); gold += len(case.gold); exact += words == case.gold
    p, r = hit / max(said, 1), hit / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f} exact {exact / max(len(test), 1):.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("signs", "folds", "train"))
    parser.add_argument("--data", required=True)
    parser.add_argument("--signs", required=True)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--out")
    parser.add_argument("--least", type=int, default=5, help="a sign must stand with so many options")
    parser.add_argument("--strength", type=float, default=2.0, help="of the L2 penalty")
    args = parser.parse_args()
    torch.manual_seed(1); torch.set_num_threads(1)
    if args.step == "signs": return write_signs(args)
    everything = cases(args)
    development = [case for case in everything if case.number < DEVELOPMENT]
    held = {case.text for case in development}
    rest = [case for case in everything if case.text not in held]
    usable = lambda some: [case for case in some if case.right]
    print(f"{len(everything)} verbs, {len(usable(rest))} to learn from, {sum(bool(c.options) for c in rest) / len(rest):.3f} with an event and a place")
    if args.step == "folds":
        fold = lambda case: fold_of(case.text)
        for number in range(FOLDS):
            weights = fit(usable(case for case in rest if fold(case) != number), args.least, args.strength)
            test = [case for case in rest if fold(case) == number]
            print(f"fold {number}: all {figures(weights, test)}; with an event {figures(weights, [c for c in test if c.options])}")
        return
    weights = fit(usable(rest), args.least, args.strength)
    print(f"development: {figures(weights, development)}; with an event {figures(weights, [c for c in development if c.options])}")
    kept = {sign: weight for sign, weight in weights.items() if abs(weight) >= 0.02}
    with open(args.out, "w", encoding="utf-8") as file:
        file.write(HEAD.format(count=len(usable(rest))) + "".join(f"{sign}\t{weight:g}\n" for sign, weight in sorted(kept.items())))


HEAD = """# How much each sign speaks for a place as the place of an event in its sentence; src/reading/place_choice.cc tells what the signs mean.
# The option with the largest sum wins; "none" signs speak for none of the places.
# Made by training/event_places.py, not by hand, from {count} verbs of the sentences that A. Halterman published with their places
# marked ("Geolocating Political Events in Text", 2019; MIT licence, copyright Andy Halterman). Newswire of many years, much of it on war
# and protest in the Middle East; other text may differ. The sentences themselves are not part of this project.
# This table: CC BY 4.0, as the other tables.
sign\tweight
"""


if __name__ == "__main__": main()
