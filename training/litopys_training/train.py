"""Trains the language model.   python -m litopys_training.train --data DIR --base DIR --out DIR

The same seed, data and thread count give the same order of sentences and the same damage to them. A checkpoint is
written after every epoch and every few minutes between; --resume goes on from the newest one.
"""
import argparse
import hashlib
import json
import os
import random
import time
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

from . import corpora
from .batches import IGNORE, Numbers, Pieces, by_length, hide_words, make_inputs, make_targets
from .figures import figures
from .lemmas import make_script
from .model import Model

WEIGHTS = {"upos": 1.0, "feats": 0.5, "lemma": 0.5, "heads": 1.0, "relations": 1.0, "names": 1.0, "predicate": 1.0,
           "roles": 2.0, "senses": 0.7, "happened": 0.1}


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True, help="folder with the data sets (see README.md)")
    p.add_argument("--base", type=Path, required=True, help="folder with model.safetensors and tokenizer.json of the base")
    p.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    p.add_argument("--epochs", type=int, default=10)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--pieces", type=int, default=2500, help="pieces in a batch")
    p.add_argument("--rate", type=float, default=2.5e-4, help="learning rate of the encoder")
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--warm-up", type=float, default=0.1)
    p.add_argument("--damage", type=float, default=0.06, help="share of sentences for each kind of augmentation")
    p.add_argument("--masked", type=float, default=0.06, help="share of the words that are hidden from the encoder")
    p.add_argument("--decay", type=float, default=0.999, help="of the running mean of the weights, which the epochs' checkpoints hold")
    p.add_argument("--head-dropout", type=float, default=0.2)
    p.add_argument("--name-share", type=float, default=0.25, help="share of the extra name sentences used in an epoch")
    p.add_argument("--frame-share", type=float, default=0.25, help="share of the frames' examples used in an epoch")
    p.add_argument("--minutes", type=float, default=5, help="between checkpoints inside an epoch")
    p.add_argument("--start-from", type=Path, help="begin with the weights of this checkpoint (fine-tuning)")
    p.add_argument("--resume", action="store_true")
    return p.parse_args()


def hashes(data):
    used = ["ud_english_ewt", "uner_english_ewt", "propbank_ewt_srl", "propbank_frames", "gum/train", "ner_en_small", "uds_factuality"]
    out = {}
    for name in used:
        digest = hashlib.sha256()
        for path in sorted(p for p in (data / name).rglob("*") if p.is_file()):
            digest.update(path.relative_to(data).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        out[name] = digest.hexdigest()
    return out


def load(data):
    ewt = corpora.read_ewt(data, "train")
    dev = corpora.read_ewt(data, "dev")
    used = corpora.add_happened(ewt, data, "train"), corpora.add_happened(dev, data, "dev")
    gum = [s for path in sorted((data / "gum/train").glob("*.conllu")) for s in corpora.read_gum(path)]
    names, frames = (corpora.without(x, dev) for x in (corpora.read_names(data), corpora.read_frames(data)))
    print("sentences: ewt", len(ewt), "gum", len(gum), "names", len(names), "frames", len(frames), "judgements", used)
    print("joined: names", sum(s.names is not None for s in ewt), "predicates", sum(s.predicates is not None for s in ewt))
    short = lambda xs: [s for s in xs if len(s.words) <= 120]
    return short(ewt), short(gum), short(names), short(frames), dev


def epoch_batches(a, epoch, ewt, gum, names, frames, pieces):
    rng = random.Random(a.seed * 1000 + epoch)
    part = lambda xs, share: rng.sample(xs, int(len(xs) * share))
    damaged = [corpora.augment(s, rng, a.damage) for s in ewt + gum + part(names, a.name_share)]
    return by_length(damaged + part(frames, a.frame_share), pieces, a.pieces, rng)


def losses(model, out, t):
    result = {}
    def put(name, scores, target):
        if (target != IGNORE).any():
            result[name] = F.cross_entropy(scores.float().flatten(0, -2), target.flatten(), ignore_index=IGNORE)
    for name in ("upos", "feats", "lemma", "names", "predicate"):
        put(name, out[name], getattr(t, name))
    put("heads", out["arcs"], t.heads)
    i, w = ((t.heads != IGNORE) & (t.relations != IGNORE)).nonzero(as_tuple=True)
    if len(i):
        put("relations", model.labels(out, i, w, t.heads[i, w]), t.relations[i, w])
    if t.roles:
        put("roles", model.roles(out, t.roles[0], t.roles[1]), t.roles[2])
    if t.senses:
        put("senses", model.senses(out, *t.senses[:3]), t.senses[3])
    if t.facts:
        result["happened"] = F.smooth_l1_loss(model.facts(out, *t.facts[:2]).float(), t.facts[2])
    return result


class RunningMean:
    """The mean of the weights over the last steps, each step forgotten at the rate 1 - decay (Polyak averaging)."""
    def __init__(self, model, decay):
        self.live, self.decay, self.steps = list(model.parameters()), decay, 0
        self.mean = [p.detach().clone() for p in self.live]

    @torch.no_grad()
    def update(self):
        self.steps += 1
        torch._foreach_lerp_(self.mean, self.live, 1 - min(self.decay, self.steps / (self.steps + 10)))

    @torch.no_grad()
    def swap(self):
        """Exchanges the mean and the live weights."""
        for mean, live in zip(self.mean, self.live):
            kept = live.detach().clone()
            live.copy_(mean)
            mean.copy_(kept)


def save(path, model, optimiser, inventory, own, state, mean=None):
    temporary = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "mean": mean and mean.mean, "steps": mean and mean.steps, "inventory": inventory, "own_lemma": own, "state": state,
                "optimiser": optimiser.state_dict() if optimiser else None}, temporary)
    os.replace(temporary, path)


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    print("settings", vars(a))
    print("data", json.dumps(hashes(a.data)))
    ewt, gum, names, frames, dev = load(a.data)
    pieces = Pieces(a.base / "tokenizer.json")
    newest = a.out / "newest.pt"
    earlier = torch.load(newest if a.resume else a.start_from) if a.resume or a.start_from else None
    if earlier:
        inventory, own = earlier["inventory"], earlier["own_lemma"]
    else:
        candidates, own = corpora.read_candidates(a.data, ewt, frames)
        inventory = corpora.count_inventory(ewt + gum, frames, candidates, make_script)
    print("inventory", {k: len(v) for k, v in inventory.items()}, flush=True)
    numbers = Numbers(inventory, own)
    model = Model(inventory, head_dropout=a.head_dropout)
    if earlier:
        model.load_state_dict(earlier["model"])
    else:
        model.encoder.load_base(a.base / "model.safetensors")
    slow, fast = [], []
    for name, parameter in model.named_parameters():
        (slow if name.startswith("encoder.") and "case" not in name else fast).append(parameter)
    optimiser = torch.optim.AdamW([{"params": slow, "peak": a.rate}, {"params": fast, "peak": a.head_rate}], weight_decay=0.01, fused=True)
    epoch, done = 0, 0
    if a.resume:
        optimiser.load_state_dict(earlier["optimiser"])
        epoch, done = earlier["state"]["epoch"], earlier["state"]["batch"]
    mean = RunningMean(model, a.decay)
    if a.resume:
        mean.mean, mean.steps = earlier["mean"], earlier["steps"]
    earlier = None
    began, saved = time.time(), time.time()
    for epoch in range(epoch, a.epochs):
        batches = epoch_batches(a, epoch, ewt, gum, names, frames, pieces)
        model.train()
        sums, count = {}, {}
        for number, group in enumerate(batches):
            if number < done:
                continue
            progress = (epoch + number / len(batches)) / a.epochs
            share = min(progress / a.warm_up, (1 - progress) / (1 - a.warm_up))
            for g in optimiser.param_groups:
                g["lr"] = g["peak"] * share
            inputs = make_inputs(group, pieces)
            hide_words(inputs, a.masked, pieces.mask)
            targets = make_targets(group, numbers, inputs.words)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(model, model(inputs), targets)
            optimiser.zero_grad()
            sum(WEIGHTS[k] * v for k, v in parts.items()).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            mean.update()
            for k, v in parts.items():
                sums[k], count[k] = sums.get(k, 0) + v.item(), count.get(k, 0) + 1
            if number % 50 == 49 or number == 9:
                print(f"epoch {epoch + 1} batch {number + 1}/{len(batches)} {time.time() - began:.0f} s",
                      {k: round(v / count[k], 3) for k, v in sums.items()}, flush=True)
            if time.time() - saved > a.minutes * 60:
                save(newest, model, optimiser, inventory, own, {"epoch": epoch, "batch": number + 1}, mean)
                saved = time.time()
        done = 0
        save(newest, model, optimiser, inventory, own, {"epoch": epoch + 1, "batch": 0}, mean)
        mean.swap()
        save(a.out / f"epoch{epoch + 1:02d}.pt", model, None, inventory, own, {"epoch": epoch + 1, "batch": 0})
        saved = time.time()
        print(f"== epoch {epoch + 1} {time.time() - began:.0f} s", {k: round(v, 4) for k, v in figures(model, inventory, pieces, dev).items()}, flush=True)
        mean.swap()


if __name__ == "__main__":
    main()
