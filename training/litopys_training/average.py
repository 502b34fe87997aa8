"""The mean of several checkpoints.   python -m litopys_training.average OUT IN IN ..."""
import sys

import torch


def main():
    target, sources = sys.argv[1], sys.argv[2:]
    mean = torch.load(sources[0])
    for path in sources[1:]:
        other = torch.load(path)["model"]
        for key, value in mean["model"].items():
            value += other[key]
    for value in mean["model"].values():
        value /= len(sources)
    torch.save(mean, target)


if __name__ == "__main__":
    main()
