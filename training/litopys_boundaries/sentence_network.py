"""Where sentences end: a small convolutional network over the tokens of a paragraph, the program's src/language/sentence_network.cc.

A token is the sum of rows of bytes: its word's row where the vocabulary has it (else one picked by a hash of its form), and one
row for each of the other attributes. Three layers look at two neighbours on each side, some steps apart. The rows
of words come from the vectors of a pretrained encoder, through a projection that is learned here and folded into the table when
the file is written, so that rare words behave like the frequent ones they resemble.
"""
import numpy as np
import torch
from torch import nn
from torch.nn import functional

from . import features as f

WIDTH, TAPS, VECTOR = 64, 5, 64
# attribute and rows of each table; the first is for words outside the vocabulary only
TABLES = {"lower": 1 << 12, "style": 16, "shape": 1 << 10, "suffix": 1 << 11, "space": 64, "state": 16, "dots": 64, "place": 64, "since": 64}
COLUMNS = [f.SENTENCE_ATTRIBUTES.index(name) for name in TABLES]
CLEAN_EPOCHS = 3
# Of each member: the steps between the tokens that a layer looks at. The mean of their scores counts.
MEMBERS = [(1, 2, 4), (1, 2, 1)]
PADDING = max(map(sum, MEMBERS)) * (TAPS // 2)


def word_vectors(base):
    """(hashes of the words, rising; their vectors): whole words of the base encoder's vocabulary, the main directions"""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer
    weights = load_file(base / "model.safetensors")
    embedding = next(v for k, v in weights.items() if "word_embeddings" in k).astype(np.float32)
    vocabulary = Tokenizer.from_file(str(base / "tokenizer.json")).get_vocab()
    words = {f.fnv(w): i for w, i in sorted(vocabulary.items()) if not w.startswith("##") and not w.startswith("[")}
    hashes = np.array(sorted(words), np.uint32)
    vectors = embedding[[words[h] for h in hashes]]
    vectors = vectors - vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    _, _, directions = np.linalg.svd(vectors.T @ vectors)
    main = vectors @ directions[:VECTOR].T
    return hashes, (main / main.std()).astype(np.float32)


def indices(rows, hashes):
    """Rows of attributes to rows of tables: the word's (0: unknown), then one for each table"""
    rows = np.asarray(rows, np.uint32).reshape(-1, len(f.SENTENCE_ATTRIBUTES))
    at = np.searchsorted(hashes, rows[:, 0]).clip(max=len(hashes) - 1)
    known = hashes[at] == rows[:, 0]
    out = [np.where(known, at + 1, 0)]
    out += [rows[:, c] & np.uint32(size - 1) for c, size in zip(COLUMNS, TABLES.values())]
    return np.stack(out, 1).astype(np.int64), known


class Network(nn.Module):
    def __init__(self, vectors, steps):
        super().__init__()
        self.vectors = torch.from_numpy(np.concatenate([np.zeros((1, VECTOR), np.float32), vectors]))
        self.project = nn.Linear(VECTOR, WIDTH, bias=False)
        self.tables = nn.ModuleList(nn.Embedding(size, WIDTH) for size in TABLES.values())
        for table in self.tables:
            nn.init.normal_(table.weight, 0, 0.1)
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, TAPS, padding=TAPS // 2 * step, dilation=step) for step in steps)
        self.steps = steps
        self.out = nn.Linear(WIDTH, 1)

    def forward(self, rows, real, dropout=0.0):
        """rows: indices() of a stream of paragraphs with padding between them; real: 1 for tokens, 0 for padding"""
        known = (rows[:, 0] > 0).float()[:, None]
        word = self.project(self.vectors[rows[:, 0]]) + self.tables[0](rows[:, 1]) * (1 - known)
        suffix = self.tables[3](rows[:, 4])
        if dropout:                                     # so that neither the word nor its ending is relied on alone
            word = word * (torch.rand(len(rows), 1) > dropout / 2)
            suffix = suffix * (torch.rand(len(rows), 1) > dropout / 2)
        total = word + suffix + self.bias
        for i in (1, 2, 4, 5, 6, 7, 8):
            total = total + self.tables[i](rows[:, 1 + i])
        hidden = (torch.relu(total) * real[:, None]).T[None]
        for layer in self.layers:
            hidden = torch.relu(layer(functional.dropout(hidden, dropout, dropout > 0))) * real
        return self.out(functional.dropout(hidden, dropout, dropout > 0)[0].T)[:, 0]


def _streams(lengths, used, size):
    """Token numbers of the first `used` paragraphs in random order, -1 between them"""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    parts, held = [], 0
    for i in torch.randperm(used).tolist():
        parts += [np.arange(starts[i], starts[i] + lengths[i]), np.full(PADDING, -1)]
        held += lengths[i]
        if held >= size:
            yield np.concatenate(parts)
            parts, held = [], 0
    if parts:
        yield np.concatenate(parts)


def fit(rows, answers, lengths, clean, hashes, vectors, steps_of_layers, epochs, dropout, seed, batch=4096, rate=3e-3):
    """The running mean of the weights; the last token of a paragraph asks nothing. The first `clean` paragraphs are undamaged:
    the last CLEAN_EPOCHS go over them alone."""
    torch.manual_seed(seed)
    network, mean = Network(vectors, steps_of_layers), Network(vectors, steps_of_layers)
    mean.load_state_dict(network.state_dict())
    x, _ = indices(rows, hashes)
    y, lengths = np.asarray(answers, np.float32), np.asarray(lengths)
    asked = np.ones(len(y), np.float32)
    asked[np.cumsum(lengths) - 1] = 0
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-4)
    used = [len(lengths)] * epochs + [clean] * CLEAN_EPOCHS
    steps, step = sum(int(lengths[:n].sum()) // batch + 1 for n in used), 0
    for epoch, paragraphs in enumerate(used):
        total, count = 0.0, 0
        for stream in _streams(lengths, paragraphs, batch):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 100) * (1 - min(step / steps, 0.999))
            real = stream >= 0
            asking = torch.from_numpy(np.where(real, asked[stream], 0)).float()
            score = network(torch.from_numpy(np.where(real[:, None], x[stream], 0)), torch.from_numpy(real).float(), dropout)
            loss = functional.binary_cross_entropy_with_logits(score, torch.from_numpy(np.where(real, y[stream], 0)), reduction="none")
            loss = (loss * asking).sum() / asking.sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step, total, count = step + 1, total + loss.item(), count + 1
            with torch.no_grad():
                for kept, new in zip(mean.parameters(), network.parameters()):
                    kept.lerp_(new, max(0.004, 1 / (step + 1)))
        print(f"    epoch {epoch + 1}: loss {total / count:.5f}", flush=True)
    return mean


def in_bytes(network, hashes):
    """The blocks of one member in the file, and its steps"""
    with torch.no_grad():
        words = network.project(network.vectors[1:]).numpy()
        tables = [table.weight.numpy() for table in network.tables]
        together = np.abs(np.concatenate([words.ravel(), *[t.ravel() for t in tables]]))
        scale = np.float32(np.quantile(together, 0.9999) / 127)            # a few outliers are clipped
        to_bytes = lambda values: np.rint(values / scale).clip(-127, 127).astype(np.int8)
        blocks = {"words": hashes, "word_rows": to_bytes(words), "bias": np.rint(network.bias.numpy() / scale).astype(np.int32)}
        blocks |= {f"table{i}": to_bytes(t) for i, t in enumerate(tables)}
        for i, layer in enumerate(network.layers):
            weight = layer.weight.numpy().transpose(2, 1, 0).reshape(TAPS * WIDTH, WIDTH)          # [inputs, outputs]
            column = np.maximum(np.abs(weight).max(0), 1e-12).astype(np.float32) / np.float32(127)
            values = np.rint(weight / column).clip(-127, 127).astype(np.int8)
            blocks |= {f"layer{i}": np.ascontiguousarray(values.reshape(1, TAPS * WIDTH // 4, 4, WIDTH).transpose(0, 1, 3, 2)),
                       f"layer{i}.scale": column, f"layer{i}.bias": layer.bias.numpy().astype(np.float32),
                       f"layer{i}.sum": values.astype(np.int32).sum(0).astype(np.int32)}
        blocks["out"] = network.out.weight.numpy()[0].astype(np.float32)
        blocks["steps"] = list(network.steps)
        blocks["scale"] = np.array([scale, float(network.out.bias[0])], np.float32)
    return blocks


def _quantised(rows):
    """Bytes, scale and zero of each row, as the program's `quantise`"""
    most, least = rows.max(1).clip(min=0), (-rows).max(1).clip(min=0)
    span = np.maximum(least + most, np.float32(1e-9))
    inverse = np.float32(253) / span
    zero = 1 + np.rint(least.astype(np.float64) * inverse).astype(np.int32)
    values = np.rint(rows.astype(np.float64) * inverse[:, None]).astype(np.int32) + zero[:, None]
    return values, (span / np.float32(253)).astype(np.float32), zero


def scores(members, rows):
    """Scores of one paragraph's tokens, as the program computes them (to the last bits of a float)"""
    return sum(_scores(member, rows) for member in members) / np.float32(len(members))


def _scores(blocks, rows):
    x, known = indices(rows, blocks["words"])
    total = blocks["bias"] + np.zeros((len(x), 1), np.int32)
    total[known] += blocks["word_rows"][x[known, 0] - 1]
    total[~known] += blocks["table0"][x[~known, 1]]
    for i in range(1, len(TABLES)):
        total += blocks[f"table{i}"][x[:, 1 + i]]
    hidden = np.maximum(total, 0).astype(np.float32) * blocks["scale"][0]
    for i, step in enumerate(blocks["steps"]):
        margin = np.zeros((TAPS // 2 * step, WIDTH), np.float32)
        around = np.concatenate([margin, hidden, margin])
        window = np.concatenate([around[tap * step:tap * step + len(hidden)] for tap in range(TAPS)], 1)
        values, scale, zero = _quantised(window)
        weight = blocks[f"layer{i}"].transpose(0, 1, 3, 2).reshape(TAPS * WIDTH, WIDTH).astype(np.float64)
        sums = values.astype(np.float64) @ weight - zero[:, None] * blocks[f"layer{i}.sum"].astype(np.float64)
        both = (blocks[f"layer{i}.scale"] * scale[:, None]).astype(np.float64)
        hidden = np.maximum((sums * both + blocks[f"layer{i}.bias"]).astype(np.float32), 0)
    return hidden @ blocks["out"] + blocks["scale"][1]
