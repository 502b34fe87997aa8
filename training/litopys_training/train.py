"""Trains the language model.   python -m litopys_training.train --data DIR --base DIR --out DIR

The same seed, data and thread count give the same order of sentences and the same damage to them. A checkpoint is
written after every epoch and every few minutes between; --resume goes on from the newest one. A teacher is trained by
the same loop (--teacher-base), and with --teachers the network learns from theirs what it can of every sentence, also
of sentences that nobody has labelled (--unlabelled).
"""
import argparse
import copy
import hashlib
import json
import os
import random
import time
from pathlib import Path

import torch
import torch.nn as nn

from . import corpora
from .batches import Numbers, Pieces, moved
from .figures import figures
from .lemmas import make_script
from .losses import WEIGHTS, losses
from .model import Model
from .preparation import Preparation


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
    p.add_argument("--device", default="cpu", help="cpu or cuda")
    p.add_argument("--workers", type=int, default=0, help="processes that make batches ready; 0: the loop itself")
    p.add_argument("--figures-every", type=int, default=1, help="epochs; 0: none (evaluate.py gives them)")
    p.add_argument("--teacher-base", type=Path, help="train a teacher: folder with configuration, weights and pieces of its base")
    p.add_argument("--teachers", type=Path, nargs="+", help="checkpoints of teachers to learn from (their base: --teacher-base)")
    p.add_argument("--unlabelled", type=Path, help="sentences that only the teachers know: CoNLL-U with words")
    p.add_argument("--unlabelled-share", type=float, default=0.4, help="share of them used in an epoch")
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


def drawn(a, epoch, ewt, gum, names, frames, unlabelled):
    """The sentences of an epoch: damaged, and as they were"""
    rng = random.Random(a.seed * 1000 + epoch)
    part = lambda xs, share: rng.sample(xs, int(len(xs) * share))
    whole = ewt + gum + part(names, a.name_share) + part(unlabelled, a.unlabelled_share)
    frames = part(frames, a.frame_share)
    return [(corpora.augment(s, rng, a.damage), s) for s in whole] + [(s, s) for s in frames], rng


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


def start(a, ewt, gum, frames, earlier):
    """The model, with the weights that it begins with, its labels and the frames' own lemmas"""
    if earlier:
        inventory, own = earlier["inventory"], earlier["own_lemma"]
    else:
        candidates, own = corpora.read_candidates(a.data, ewt, frames)
        inventory = corpora.count_inventory(ewt + gum, frames, candidates, make_script)
    print("inventory", {k: len(v) for k, v in inventory.items()}, flush=True)
    if a.teacher_base and not a.teachers:
        from .teacher import new_teacher
        model = new_teacher(inventory, a.teacher_base, a.head_dropout)
    else:
        model = Model(inventory, head_dropout=a.head_dropout)
    if earlier:
        model.load_state_dict(earlier["model"])
    else:
        model.encoder.load_base(a.base)
    return model.to(a.device), inventory, own


def make_optimiser(a, model):
    slow, fast = [], []
    for name, parameter in model.named_parameters():
        (slow if name.startswith("encoder.") and "case" not in name else fast).append(parameter)
    return torch.optim.AdamW([{"params": slow, "peak": a.rate}, {"params": fast, "peak": a.head_rate}], weight_decay=0.01, fused=True)


def batch_losses(model, teachers, batch):
    """{layer: loss}, summed over what is known of the batch's sentences and what the teachers say of them"""
    inputs, originals, targets = batch
    out = model(inputs)
    parts = losses(model, out, targets)
    if teachers:
        from .distillation import agreement, taught
        lesson = taught(teachers, originals, targets.senses)
        for name, loss in agreement(model, out, lesson, inputs, targets.senses).items():
            parts[name] = parts.get(name, 0) + loss
    return parts


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    print("settings", vars(a))
    print("data", json.dumps(hashes(a.data)))
    *sentences, dev = load(a.data)
    ewt, gum, _, frames = sentences
    sentences.append([s for s in corpora.read_words(a.unlabelled) if 3 <= len(s.words) <= 100] if a.unlabelled else [])
    print("unlabelled", len(sentences[-1]))
    pieces = Pieces(a.base / "tokenizer.json")
    newest = a.out / "newest.pt"
    earlier = torch.load(newest if a.resume else a.start_from, map_location=a.device) if a.resume or a.start_from else None
    model, inventory, own = start(a, ewt, gum, frames, earlier)
    teachers, teacher_pieces = [], None
    if a.teachers:
        from .teacher import teachers_of
        teachers, teacher_pieces = teachers_of(a.teachers, a.teacher_base, a.device)
    optimiser = make_optimiser(a, model)
    epoch, done = 0, 0
    if a.resume:
        optimiser.load_state_dict(earlier["optimiser"])
        epoch, done = earlier["state"]["epoch"], earlier["state"]["batch"]
    mean = RunningMean(model, a.decay)
    if a.resume:
        mean.mean, mean.steps = earlier["mean"], earlier["steps"]
    earlier = None
    preparation = Preparation(pieces, teacher_pieces, Numbers(inventory, own), a.pieces, a.masked, a.workers)
    began, saved = time.time(), time.time()
    for epoch in range(epoch, a.epochs):
        batches = preparation.of(*drawn(a, epoch, *sentences), done)
        model.train()
        sums, count = {}, {}
        for number, batch in batches:
            progress = (epoch + number / preparation.count) / a.epochs
            share = min(progress / a.warm_up, (1 - progress) / (1 - a.warm_up))
            for g in optimiser.param_groups:
                g["lr"] = g["peak"] * share
            with torch.autocast(a.device, dtype=torch.bfloat16):
                parts = batch_losses(model, teachers, [b and moved(b, a.device) for b in batch])
            optimiser.zero_grad()
            sum(WEIGHTS[k] * v for k, v in parts.items()).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            mean.update()
            for k, v in parts.items():
                sums[k], count[k] = sums.get(k, 0) + v.detach(), count.get(k, 0) + 1
            if number % 50 == 49 or number == 9:
                print(f"epoch {epoch + 1} batch {number + 1}/{preparation.count} {time.time() - began:.0f} s",
                      {k: round(v.item() / count[k], 3) for k, v in sums.items()}, flush=True)
            if time.time() - saved > a.minutes * 60:
                save(newest, model, optimiser, inventory, own, {"epoch": epoch, "batch": number + 1}, mean)
                saved = time.time()
        done = 0
        save(newest, model, optimiser, inventory, own, {"epoch": epoch + 1, "batch": 0}, mean)
        mean.swap()
        save(a.out / f"epoch{epoch + 1:02d}.pt", model, None, inventory, own, {"epoch": epoch + 1, "batch": 0})
        saved = time.time()
        if a.figures_every and ((epoch + 1) % a.figures_every == 0 or epoch + 1 == a.epochs):
            found = figures(copy.deepcopy(model).cpu(), inventory, pieces, dev)
            print(f"== epoch {epoch + 1} {time.time() - began:.0f} s", {k: round(v, 4) for k, v in found.items()}, flush=True)
        mean.swap()


if __name__ == "__main__":
    main()
