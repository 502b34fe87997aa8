"""A random language model of 64 dimensions for the unit tests: the right tensors, no sense.

    python training/tiny_model.py tests/data/tiny.model
"""
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
from export import export  # noqa: E402

HIDDEN, FEED_FORWARD, LAYERS, POSITIONS, WIDTH = 64, 128, 2, 32, 64
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *("##" + c for c in LETTERS), *"0123456789.,-'!?\"$",
              "the", "gate", "opened", "rain", "##ed", "##ing", "north"]
INVENTORY = {
    "upos": ["ADP", "DET", "NOUN", "PROPN", "PUNCT", "VERB"],
    "feats": ["_", "Number=Sing", "Number=Plur", "Mood=Ind|Tense=Past|VerbForm=Fin"],
    "lemma_scripts": ["L:0:0::", "L:0:1::", "K:0:0::", "T:0:0::", "A:be"],
    "names": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"],
    "relations": ["nsubj", "obj", "root", "det", "punct", "parataxis"],
    "roles": ["_", "ARG0", "ARG1", "ARGM-LOC"],
    "rolesets": ["open.01", "open.02", "rain.01"],
    "candidates": {"open": [0, 1], "opened": [0, 1], "rain": [2]},
    "lemma_exceptions": {"went\t" + tag: "A:go" for tag in ("ADP", "DET", "NOUN", "PROPN", "PUNCT", "VERB")},
}


def random_state():
    generator = torch.Generator().manual_seed(1)
    state = {}
    def put(name, *shape, size=0.1, shift=0.0):
        state[name] = torch.randn(shape, generator=generator) * size + shift
    def linear(name, inputs, outputs):
        put(name + ".weight", outputs, inputs)
        put(name + ".bias", outputs)
    def norm(name):
        put(name + ".weight", HIDDEN, size=0.1, shift=1.0)
        put(name + ".bias", HIDDEN, size=0.1)
    count = {k: len(v) for k, v in INVENTORY.items()}
    put("encoder.word.weight", len(VOCABULARY), HIDDEN, size=1.0)
    put("encoder.position.weight", POSITIONS, HIDDEN)
    put("encoder.case.weight", 6, HIDDEN)
    norm("encoder.norm")
    for i in range(LAYERS):
        linear(f"encoder.layers.{i}.qkv", HIDDEN, 3 * HIDDEN)
        linear(f"encoder.layers.{i}.attention_output", HIDDEN, HIDDEN)
        norm(f"encoder.layers.{i}.attention_norm")
        linear(f"encoder.layers.{i}.intermediate", HIDDEN, FEED_FORWARD)
        linear(f"encoder.layers.{i}.output", FEED_FORWARD, HIDDEN)
        norm(f"encoder.layers.{i}.output_norm")
    put("mixes", 5, LAYERS + 1)
    for name, outputs in (("upos", count["upos"]), ("feats", count["feats"]), ("lemma", count["lemma_scripts"]),
                          ("names", count["names"]), ("arc_head", WIDTH), ("arc_dependent", WIDTH), ("label_head", WIDTH),
                          ("label_dependent", WIDTH), ("predicate", 2), ("role_predicate", WIDTH), ("role_argument", WIDTH),
                          ("sense_projection", WIDTH), ("happened", 1)):
        linear(name, HIDDEN, outputs)
    put("arc_bilinear", WIDTH + 1, WIDTH)
    put("label_bilinear", count["relations"], WIDTH + 1, WIDTH + 1)
    put("role_bilinear", count["roles"], WIDTH + 1, WIDTH + 1)
    put("sense_embedding", count["rolesets"], WIDTH)
    put("sense_bias", count["rolesets"])
    linear("location_event", HIDDEN, WIDTH)
    linear("location_word", HIDDEN, WIDTH)
    put("location_bilinear", WIDTH + 1, WIDTH + 1)
    return state


if __name__ == "__main__":
    export(Path(sys.argv[1]), {"model": random_state(), "inventory": INVENTORY}, VOCABULARY, language="none")
