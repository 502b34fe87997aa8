"""Trains the boundary model on the training parts of UD English EWT and GUM; see README.md.

    python boundaries.py train --data DIR --base DIR --out ../models/english-boundaries.model
    python boundaries.py evaluate --data DIR --model ../models/english-boundaries.model
"""
import argparse
import hashlib
import time
from pathlib import Path

import numpy as np
import torch

import model_file
from litopys_boundaries import features as f
from litopys_boundaries import sentence_network
from litopys_boundaries.network import fit, in_integers
from litopys_boundaries.splitter import TASKS, Splitter
from litopys_boundaries.treebank import corpus, documents

BITS = {"gap": 18, "cut": 13}
EPOCHS = {"gap": 6, "cut": 8, "sentence": 5}
BATCH = {"gap": 2048, "cut": 256}
DROPOUT = {"gap": 0.4, "cut": 0.3, "sentence": 0.3}
COPIES = 3                                # damaged ones of each document


def paths(data, part):
    return [data / "ud_english_ewt" / f"en_ewt-ud-{part}.conllu", *sorted((data / "gum" / part).glob("*.conllu"))]


def examples(paragraphs, endings):
    """{task: (feature indices, answers)}; (attributes, answers, tokens of each paragraph) for the sentence network"""
    out, sentences = {task: ([], []) for task in TASKS}, ([], [], [])
    def add(task, rows, positions, answers):
        templates, width = TASKS[task]
        if len(positions):
            out[task][0].append(f.hashed(f.padded(rows, width), templates, np.array(positions, int), BITS[task]))
            out[task][1].append(np.array(answers, bool))
    for p in paragraphs:
        spans, tokens = f.atoms(p.text), [t[:2] for t in p.tokens]
        meeting = {t[1] for t in tokens}
        gaps = [i for i in range(len(spans) - 1) if spans[i][1] == spans[i + 1][0]]
        if gaps:
            add("gap", f.gap_rows(p.text, spans), gaps, [spans[i][1] in meeting for i in gaps])
        cuts = [endings.cut(p.text[b:e]) for b, e in tokens]
        asked = [i for i, cut in enumerate(cuts) if cut]
        if asked:
            add("cut", f.cut_rows(p.text, tokens, endings), asked, [p.tokens[i][2] == cuts[i] for i in asked])
        if tokens:
            sentences[0].append(np.array(f.sentence_rows(p.text, tokens), np.uint32))
            sentences[1].append(np.array([i in p.ends for i in range(len(tokens))]))
            sentences[2].append(len(tokens))
    asked = {task: (np.concatenate(x), np.concatenate(y)) for task, (x, y) in out.items()}
    return asked, (np.concatenate(sentences[0]), np.concatenate(sentences[1]), sentences[2])


def evaluate(splitter, documents_of_set):
    """F1 of tokens, words (a two-word token counts as two) and sentences over paragraphs given by the treebank"""
    hits = dict.fromkeys("tokens words sentences".split(), np.zeros(3, int))
    def count(kind, gold, system):
        hits[kind] = hits[kind] + [len(gold & system), len(system), len(gold)]
    def sentences(tokens, ends):
        starts = [0] + [i + 1 for i in sorted(ends)][:-1]
        return {(tokens[a][0], tokens[b][1]) for a, b in zip(starts, sorted(ends))}
    def words(tokens):
        return {w for b, e, cut in tokens for w in ([(b, b + cut), (b + cut, e)] if cut else [(b, e)])}
    for document in documents_of_set:
        for p in document:
            tokens, ends = splitter.paragraph(p.text)
            count("tokens", {t[:2] for t in p.tokens}, {t[:2] for t in tokens})
            count("words", words(p.tokens), words(tokens))
            count("sentences", sentences(p.tokens, p.ends), sentences(tokens, ends))
    return {kind: 2 * hit / (system + gold) for kind, (hit, system, gold) in hits.items()}


def figures(splitter, data):
    out = {}
    for name, files in (("EWT dev", paths(data, "dev")[:1]), ("GUM dev", paths(data, "dev")[1:])):
        out[name] = {k: round(float(v), 4) for k, v in evaluate(splitter, [d for p in files for d in documents(p)]).items()}
        print(f"{name}: " + "  ".join(f"{k} {v:.4f}" for k, v in out[name].items()), flush=True)
    return out


def samples(splitter):
    """Short texts with the model's own answer: the program checks itself against them when the model is built"""
    texts = ["The mayor didn't sign it. Dr. Orlova, who cannot travel, said: \"We'll wait.\" Nobody left...",
             "Bridge closed until Monday\nThe crossing at Riverton (pop. 4,300) was hit at 5.30 a.m., its keeper says.\n\nSee www.example.org/news"]
    return [{"text": t, "paragraphs": [{"at": at, "tokens": tokens, "ends": sorted(ends)} for at, _, tokens, ends in splitter.text(t)]}
            for t in texts]


def save(path, splitter, meta):
    blocks = {f"{task}.{name}": value for task, weights in splitter.tasks.items() for name, value in weights.items()}
    blocks |= {f"sentence{i}.{name}": value for i, member in enumerate(splitter.sentence) for name, value in member.items() if name != "steps"}
    blocks["endings"] = "\n".join(sorted(splitter.endings.endings))
    blocks["words"] = "\n".join(f"{word}\t{cut}" for word, cut in sorted(splitter.endings.words.items()))
    model_file.write(path, {**meta, "kind": "boundaries", "bits": splitter.bits, "templates": {t: TASKS[t][0] for t in TASKS},
                            "sentence_networks": [{"steps": member["steps"], "tables": sentence_network.COLUMNS} for member in splitter.sentence],
                            "samples": samples(splitter)}, blocks)


def load(path):
    meta, blocks = model_file.read(path)
    tasks = {t: {k: blocks[f"{t}.{k}"] for k in ("table", "bias", "out", "out_bias")} for t in TASKS}
    words = dict(line.split("\t") for line in blocks["words"].split("\n") if line)
    sentence = [{"steps": network["steps"]} | {k.split(".", 1)[1]: v for k, v in blocks.items() if k.startswith(f"sentence{i}.")}
                for i, network in enumerate(meta["sentence_networks"])]
    return Splitter(tasks, meta["bits"], f.Endings(blocks["endings"].split("\n"), {w: int(c) for w, c in words.items()}), sentence)


def train(arguments):
    started, data = time.time(), arguments.data
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in paths(data, "train"))).hexdigest()
    print(f"data {digest}, seed {arguments.seed}")
    paragraphs = [p for d in corpus(paths(data, "train"), COPIES, arguments.seed) for p in d if p.tokens]
    clean = sum(1 for path in paths(data, "train") for d in documents(path) for p in d if p.tokens)
    endings = f.Endings.of(paragraphs)
    tasks = {}
    asked, (rows, ends, lengths) = examples(paragraphs, endings)
    for task, (x, y) in asked.items():
        print(f"{task}: {len(y)} positions, {y.mean():.3f} yes, after {time.time() - started:.0f} s", flush=True)
        tasks[task] = in_integers(fit(x, y, BITS[task], EPOCHS[task], DROPOUT[task], arguments.seed, BATCH[task]))
    print(f"sentence: {len(ends)} positions, {ends.mean():.3f} yes, after {time.time() - started:.0f} s", flush=True)
    hashes, vectors = sentence_network.word_vectors(arguments.base)
    sentence = [sentence_network.in_bytes(
        sentence_network.fit(rows, ends, lengths, clean, hashes, vectors, steps, EPOCHS["sentence"], DROPOUT["sentence"],
                             arguments.seed + number), hashes) for number, steps in enumerate(sentence_network.MEMBERS)]
    splitter = Splitter(tasks, BITS, endings, sentence)
    found = figures(splitter, data)
    save(arguments.out, splitter, {"language": "en", "data_sha256": digest, "seed": arguments.seed, "figures": found})
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes, {time.time() - started:.0f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["train", "evaluate"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="the folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, default=Path("english-boundaries.model"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.action == "train":
        train(arguments)
    else:
        figures(load(arguments.model), arguments.data)


if __name__ == "__main__":
    main()
