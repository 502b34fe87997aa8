"""Figures of a checkpoint on EWT dev.   python -m litopys_training.evaluate --data DIR --base DIR CHECKPOINT..."""
import argparse
from pathlib import Path

import torch

from . import corpora
from .batches import Pieces
from .figures import figures
from .model import Model


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--teacher-base", type=Path, help="the checkpoints are teachers on this base")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("checkpoints", nargs="+")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    dev, pieces = corpora.read_ewt(a.data, "dev"), Pieces((a.teacher_base or a.base) / "tokenizer.json")
    corpora.add_happened(dev, a.data, "dev")
    for path in a.checkpoints:
        saved = torch.load(path, map_location="cpu")
        if a.teacher_base:
            from .teacher import new_teacher
            model = new_teacher(saved["inventory"], a.teacher_base)
        else:
            model = Model(saved["inventory"])
        model.load_state_dict(saved["model"])
        print(path, {k: round(v, 4) for k, v in figures(model, saved["inventory"], pieces, dev).items()}, flush=True)


if __name__ == "__main__":
    main()
