"""A model file back to a checkpoint, to train on from it.

    python training/import_model.py --model models/english.model --data DIR --out start.pt

The bytes are multiplied by their scales; what the export rounded away stays lost (a rounding to 1/127 of each
column's largest weight), and the optimiser begins anew. `train.py --start-from start.pt` takes it.
"""
import argparse
from pathlib import Path

import numpy as np
import torch

import export
import model_file
from litopys_training import corpora
from litopys_training.model import Model


def inventory_of(meta, blocks):
    labels, lines = meta["labels"], lambda name: blocks[name].split("\n")[:-1]
    begin, numbers = blocks["candidates.begin"], blocks["candidates.rolesets"]
    out = {"upos": labels["upos"], "feats": labels["features"], "lemma_scripts": labels["lemma_scripts"],
           "relations": labels["relations"], "names": labels["names"], "roles": labels["roles"], "rolesets": lines("rolesets"),
           "candidates": {lemma: [int(n) for n in numbers[begin[i]:begin[i + 1]]]
                          for i, lemma in enumerate(lines("candidates.lemmas"))}}
    if "lemma_exceptions" in blocks:
        scripts = lines("lemma_exceptions.scripts")
        out["lemma_exceptions"] = {key: scripts[int(n)]
                                   for key, n in zip(lines("lemma_exceptions"), blocks["lemma_exceptions.numbers"])}
    return out


def unpack(blocks, name, inputs):
    """The matrix [inputs, outputs] of a LINEAR, with its padding, and its bias"""
    packed = blocks[name]                                       # [panels, inputs / 4, columns of a panel, 4]
    values = packed.transpose(1, 3, 0, 2).reshape(inputs, packed.shape[0] * packed.shape[2])
    return values.astype(np.float32) * blocks[name + ".scale"], blocks[name + ".bias"]


def fill(state, blocks, sizes):
    for kind, field, source, shape in export.table():
        layered = kind.startswith("LAYER_")
        for i in range(sizes["layers"] if layered else 1):
            name, at = (f"layer{i}.{field}" if layered else field), source.format(i)
            extents = [sizes[x] for x in shape]
            put = lambda key, values: state[key].copy_(torch.tensor(np.ascontiguousarray(values)).reshape(state[key].shape))
            if kind == "BILINEAR":
                inputs, groups, width = extents
                weight, bias = unpack(blocks, name, inputs)
                rows = np.concatenate([weight, bias[None]])[:, :groups * width].reshape(inputs + 1, groups, width)
                put(at, rows.transpose(1, 0, 2)[:, :, :state[at].shape[-1]])
            elif kind.endswith("LINEAR"):
                weight, bias = unpack(blocks, name, extents[0])
                put(at + ".weight", weight[:, :extents[1]].T)
                put(at + ".bias", bias[:extents[1]])
            elif kind == "TABLE":
                put(at, blocks[name].astype(np.float32) * blocks[name + ".scale"][:, None])
            else:
                put(at, np.log(np.maximum(blocks[name], 1e-9)) if field == "mixes" else blocks[name])


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--data", type=Path, required=True, help="folder with the data sets, for the frames' own lemmas")
    p.add_argument("--out", type=Path, required=True)
    a = p.parse_args()
    meta, blocks = model_file.read(a.model)
    inventory = inventory_of(meta, blocks)
    own = corpora.read_candidates(a.data, corpora.read_ewt(a.data, "train"), corpora.read_frames(a.data))[1]
    state = Model(inventory).state_dict()
    fill(state, blocks, export.dimensions(state, inventory)[1])
    torch.save({"model": state, "inventory": inventory, "own_lemma": own, "state": {"epoch": 0, "batch": 0}, "optimiser": None}, a.out)
    print(a.out, len(inventory["candidates"]), "lemmas")


if __name__ == "__main__":
    main()
