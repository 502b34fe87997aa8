"""A checkpoint to a model file that the program maps.

    python training/export.py --checkpoint final.pt --base DIR --out models/english.model

The table src/language/tensors.inc says which tensors there are, how they are stored and in which shape; the program
expands the same table. Matrices become signed bytes with a scale for each output column, embeddings with one for each
row. A few sentences are stored with what the unquantised network says of them, for `litopys check-data`.
"""
import argparse
import re
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))
import model_file  # noqa: E402

TABLE = Path(__file__).parent.parent / "src/language/tensors.inc"
PANEL, LANES = 64, 16
SAMPLES = ["Rescue teams reached the village on Tuesday .", "Three drivers were not hurt , the ministry said .",
           "NATO and Zoë Brandt's office denied 12 attacks near Port-Reval !", "why did n't they leave"]


def padded(n, unit):
    return -(-n // unit) * unit


def table():
    """(kind, field, checkpoint name, sizes) of every row"""
    for line in TABLE.read_text().splitlines():
        row = re.fullmatch(r'([A-Z_]+)\((\w+), "([^"]+)", (.+)\)', line)
        if row:
            yield row[1], row[2], row[3], row[4].split(", ")


def dimensions(state, inventory):
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    hidden = state["encoder.word.weight"].shape[1]
    d = {"hidden": hidden, "layers": layers, "feed_forward": state["encoder.layers.0.intermediate.bias"].shape[0],
         "vocabulary": state["encoder.word.weight"].shape[0], "positions": state["encoder.position.weight"].shape[0],
         "arc": state["arc_head.bias"].shape[0], "label": state["label_head.bias"].shape[0],
         "role": state["role_predicate.bias"].shape[0], "sense": state["sense_projection.bias"].shape[0],
         "location": state["location_event.bias"].shape[0],
         "rolesets": len(inventory["rolesets"])}
    more = {"cases": 6, "qkv": 3 * hidden, "outputs_of_encoder": layers + 1, "families": state["mixes"].shape[0],
            "label_and_one": padded(d["label"] + 1, LANES), "role_and_one": padded(d["role"] + 1, LANES),
            "location_and_one": padded(d["location"] + 1, LANES),
            "upos": len(inventory["upos"]), "features": len(inventory["feats"]), "relations": len(inventory["relations"]),
            "lemma_scripts": len(inventory["lemma_scripts"]), "names": len(inventory["names"]),
            "roles": len(inventory["roles"]), "one": 1, "two": 2}
    return d, d | more


def to_bytes(weight, axis):
    """Signed bytes and scales; one scale for all values along `axis`"""
    scale = np.maximum(np.abs(weight).max(axis=axis), 1e-12) / 127
    return np.rint(weight / np.expand_dims(scale, axis)).clip(-127, 127).astype(np.int8), scale.astype(np.float32)


def pack(name, weight, bias):
    """weight [inputs, outputs] -> the blocks of a LINEAR"""
    inputs, outputs = weight.shape
    columns = padded(outputs, PANEL)
    weight = np.pad(weight, ((0, 0), (0, columns - outputs)))
    values, scale = to_bytes(weight, 0)
    packed = values.reshape(inputs // 4, 4, columns // PANEL, PANEL).transpose(2, 0, 3, 1)
    return {name: packed, name + ".scale": scale, name + ".bias": np.pad(bias, (0, columns - outputs)).astype(np.float32),
            name + ".sum": values.astype(np.int32).sum(0).astype(np.int32)}


def bilinear(name, weight, width):
    """[groups, inputs + 1, right (+ 1)] -> inputs to groups of `width` columns; the row of the constant is the bias"""
    groups, inputs, right = weight.shape
    weight = np.pad(weight, ((0, 0), (0, 0), (0, width - right)))
    flat = weight.transpose(1, 0, 2).reshape(inputs, groups * width)
    return pack(name, flat[:-1], flat[-1])


def tensors(state, sizes):
    get = lambda name: state[name].float().numpy()
    blocks = {}
    for kind, field, source, shape in table():
        layered = kind.startswith("LAYER_")
        for i in range(sizes["layers"] if layered else 1):
            name, at = (f"layer{i}.{field}" if layered else field), source.format(i)
            extents = [sizes[x] for x in shape]
            if kind.endswith("LINEAR") and kind != "BILINEAR":
                weight = get(at + ".weight").T
                assert list(weight.shape) == extents, (name, weight.shape, extents)
                blocks |= pack(name, weight, get(at + ".bias"))
            elif kind == "BILINEAR":
                weight = get(at)
                blocks |= bilinear(name, weight if weight.ndim == 3 else weight[None], extents[2])
            elif kind == "TABLE":
                blocks[name], blocks[name + ".scale"] = to_bytes(get(at), 1)
                assert list(blocks[name].shape) == extents, name
            else:
                value = state[at].float()
                blocks[name] = (value.softmax(-1) if field == "mixes" else value).numpy().reshape(extents)
    return blocks


def candidates(table_of_lemmas):
    lemmas = sorted(table_of_lemmas, key=lambda x: x.encode())
    begin = np.cumsum([0] + [len(table_of_lemmas[x]) for x in lemmas]).astype(np.uint32)
    numbers = np.array([n for x in lemmas for n in table_of_lemmas[x]], np.uint32)
    return {"candidates.lemmas": "".join(x + "\n" for x in lemmas), "candidates.begin": begin, "candidates.rolesets": numbers}


def lemma_exceptions(exceptions):
    if not exceptions:
        return {}
    keys = sorted(exceptions, key=lambda x: x.encode())
    scripts = sorted(set(exceptions.values()))
    place = {s: i for i, s in enumerate(scripts)}
    return {"lemma_exceptions": "".join(k + "\n" for k in keys), "lemma_exceptions.scripts": "".join(s + "\n" for s in scripts),
            "lemma_exceptions.numbers": np.array([place[exceptions[k]] for k in keys], np.uint32)}


def samples(model, inventory, pieces, texts):
    from types import SimpleNamespace
    from litopys_training.decode import analyse
    out = []
    for words in (text.split() for text in texts):
        a = analyse(model, inventory, pieces, [SimpleNamespace(words=words)])[0]
        ids = [pieces.start] + [i for w in words for i in pieces.of(w)] + [pieces.end]
        out.append({"words": words, "pieces": ids, "upos": a.upos, "heads": [int(h) for h in a.heads]})
    return out


def export(path, checkpoint, vocabulary, pieces=None, language="en", texts=SAMPLES, notes=None):
    state, inventory = checkpoint["model"], checkpoint["inventory"]
    stored, sizes = dimensions(state, inventory)
    meta = {"language": language, "dimensions": stored, "notes": notes or {},
            "labels": {"upos": inventory["upos"], "features": inventory["feats"], "relations": inventory["relations"],
                       "roles": inventory["roles"], "names": inventory["names"], "lemma_scripts": inventory["lemma_scripts"]}}
    if pieces:
        from litopys_training.model import Model
        model = Model(inventory)
        model.load_state_dict(state)
        meta["samples"] = samples(model, inventory, pieces, texts)
    blocks = {"vocabulary": "".join(v + "\n" for v in vocabulary), "rolesets": "".join(r + "\n" for r in inventory["rolesets"])}
    blocks |= candidates(inventory["candidates"])
    blocks |= lemma_exceptions(inventory.get("lemma_exceptions", {}))
    blocks |= tensors(state, sizes)
    model_file.write(path, meta, blocks)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--checkpoint", type=Path, required=True)
    p.add_argument("--base", type=Path, required=True, help="folder with vocab.txt and tokenizer.json")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--language", default="en")
    a = p.parse_args()
    from litopys_training.batches import Pieces
    torch.set_num_threads(1)
    checkpoint = torch.load(a.checkpoint, map_location="cpu", weights_only=False)
    vocabulary = (a.base / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    export(a.out, checkpoint, vocabulary, Pieces(a.base / "tokenizer.json"), a.language)
    print(a.out, a.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
