"""Which word of a sentence names the place of an event: a head of its own on the trained network, which stays as it is.

    python -m litopys_training.locations --data DIR --base DIR --program ../build/litopys OUT/final.pt OUT/located.pt

DIR/event_location/train.jsonl: sentences with a verb and the words of its place marked, or none (A. Halterman, "Geolocating
Political Events in Text", 2019). Each word of the verb's sentence is one yes-or-no question, asked of a biaffine product
of the verb's and the word's vectors (the mix of layers that predicates have). The first 1,000 lines are the development
split: neither they nor any other line with the same text is trained on.

With --folds DIR five more checkpoints are written, each without a fifth of the texts (`fold_of`): event_places.py learns how
far the head is to be trusted from sentences that it has not seen.
"""
import argparse
import json
import random
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F

from .batches import Pieces, make_inputs
from .model import MIXES, Model

DEVELOPMENT, FOLDS = 1000, 5
MOST_WORDS = 150
RATE, EPOCHS, SENTENCES, DROPOUT = 1e-3, 7, 32, 0.3


@dataclass
class Question:
    number: int          # of the line
    text: str
    words: list          # of the sentence that the verb stands in
    verb: int            # index into them
    places: list


def fold_of(text):
    return zlib.crc32(text.encode()) % FOLDS


def sentences_of(texts, program):
    """For each text its sentences as the program cuts them: lists of (form, first byte, last byte + 1)"""
    plain = [text.replace("\n", " ").encode() for text in texts]
    done = subprocess.run([program, "parse", "--format", "json", "--layers", "words"], input=b"\n\n".join(plain), stdout=subprocess.PIPE, check=True)
    begins, at = [], 0
    for text in plain:
        begins.append(at)
        at += len(text) + 2
    out, current = [[] for _ in texts], 0
    for line in done.stdout.decode().splitlines():
        words = json.loads(line)["words"]
        while current + 1 < len(begins) and words[0]["span"][0] >= begins[current + 1]:
            current += 1
        out[current].append([(w["form"], *(x - begins[current] for x in w["span"])) for w in words])
    return out


def questions(data, program):
    items = []
    for number, line in enumerate(open(data / "event_location/train.jsonl", encoding="utf-8")):
        item = json.loads(line)
        if item.get("answer", "accept") == "accept":
            items.append((number, item["text"], item.get("spans", [])))
    texts = list(dict.fromkeys(text for _, text, _ in items))
    cut = dict(zip(texts, sentences_of(texts, program)))
    for number, text, spans in items:
        in_bytes = [(len(text[:s["start"]].encode()), len(text[:s["end"]].encode()), s["label"] == "VERB") for s in spans]
        for words in cut[text]:
            covered = lambda verb: [i for i, (_, begin, end) in enumerate(words[:MOST_WORDS])
                                    if any(begin < b and a < end for a, b, is_verb in in_bytes if is_verb == verb)]
            if covered(True):
                yield Question(number, text, [w[0] for w in words[:MOST_WORDS]], covered(True)[0], covered(False))
                break


@torch.no_grad()
def add_vectors(model, pieces, asked):
    """Each question's sentence as [1 + words, hidden], row 0 the root"""
    order = sorted(asked, key=lambda q: len(q.words))
    for first in range(0, len(order), SENTENCES):
        some = order[first:first + SENTENCES]
        vectors = model.word_vectors(make_inputs(some, pieces))[MIXES.index("predicates")]
        for question, rows in zip(some, vectors):
            question.vectors = rows[:len(question.words) + 1].half()


def batches(asked, rng=None):
    order = sorted(asked, key=lambda q: len(q.words) + (rng.random() * 4 if rng else 0))
    groups = [order[i:i + SENTENCES] for i in range(0, len(order), SENTENCES)]
    if rng:
        rng.shuffle(groups)
    for group in groups:
        width = max(len(q.vectors) for q in group)
        words = torch.stack([F.pad(q.vectors.float(), (0, 0, 0, width - len(q.vectors))) for q in group])
        mask, gold = torch.zeros(len(group), width, dtype=torch.bool), torch.zeros(len(group), width)
        for row, q in enumerate(group):
            mask[row, 1:len(q.vectors)] = True
            gold[row, [place + 1 for place in q.places]] = 1
        yield group, words, words[torch.arange(len(group)), [q.verb + 1 for q in group]], mask, gold


def train(model, asked, seed=1):
    rng = random.Random(seed)
    torch.manual_seed(seed)
    head = [p for name, p in model.named_parameters() if name.startswith("location_")]
    for layer in (model.location_event, model.location_word):
        layer.reset_parameters()
    model.location_bilinear.data.normal_(std=0.02)
    optimiser = torch.optim.AdamW(head, lr=RATE, weight_decay=0.01)
    model.drop.p, _ = DROPOUT, model.train()
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for _, words, events, mask, gold in batches(asked, rng):
            loss = F.binary_cross_entropy_with_logits(model.locations(model.drop(events), model.drop(words))[mask], gold[mask])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    model.eval()


@torch.no_grad()
def token_figures(model, asked):
    """Precision, recall and F1 of words scored above 0"""
    hit = said = right = 0
    for _, words, events, mask, gold in batches(asked):
        found = (model.locations(events, words) > 0) & mask
        hit, said, right = hit + (found & (gold > 0)).sum().item(), said + found.sum().item(), right + (gold > 0).sum().item()
    return f"P {hit / max(said, 1):.3f} R {hit / max(right, 1):.3f} F1 {2 * hit / max(said + right, 1):.3f}"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--base", type=Path, required=True, help="folder with tokenizer.json of the base")
    p.add_argument("--program", default="../build/litopys", help="cuts the texts into words")
    p.add_argument("--folds", type=Path, help="folder for the checkpoints without a fold")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("checkpoint", type=Path)
    p.add_argument("out", type=Path)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    saved = torch.load(a.checkpoint, map_location="cpu", weights_only=False)
    model = Model(saved["inventory"])
    missing = model.load_state_dict(saved["model"], strict=False)
    assert not missing.unexpected_keys and all(key.startswith("location_") for key in missing.missing_keys), missing
    model.eval()
    asked = list(questions(a.data, a.program))
    add_vectors(model, Pieces(a.base / "tokenizer.json"), asked)
    development = [q for q in asked if q.number < DEVELOPMENT]
    held = {q.text for q in development}
    rest = [q for q in asked if q.text not in held]
    print(len(development), "verbs to develop on,", len(rest), "to learn from", flush=True)

    def write(path, some):
        train(model, some)
        print(path.name, "development:", token_figures(model, development), flush=True)
        torch.save(saved | {"model": model.state_dict()}, path)
    write(a.out, rest)
    for fold in range(FOLDS if a.folds else 0):
        a.folds.mkdir(parents=True, exist_ok=True)
        write(a.folds / f"fold{fold}.pt", [q for q in rest if fold_of(q.text) != fold])


if __name__ == "__main__":
    main()
