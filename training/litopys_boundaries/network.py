"""One classifier: the sum of the table's rows that a position's features name, through a rectifier, to one number.

    hidden = relu(bias + sum of table[feature] over the features)        4 numbers
    score  = out_bias + hidden . out                                     > 0 means yes

Learned in floating point, stored and used in integers: table rows in 8 bits, so that every machine gets the same sums.
"""
import numpy as np
import torch

WIDTH = 4


class Network(torch.nn.Module):
    def __init__(self, bits):
        super().__init__()
        self.table = torch.nn.EmbeddingBag(1 << bits, WIDTH, mode="sum")
        torch.nn.init.normal_(self.table.weight, 0, 0.05)
        self.bias = torch.nn.Parameter(torch.zeros(WIDTH))
        self.out = torch.nn.Linear(WIDTH, 1)

    def forward(self, features, dropout=0.0):
        if dropout:
            kept = (torch.rand(features.shape) > dropout).float() / (1 - dropout)
            hidden = self.table(features, per_sample_weights=kept)
        else:
            hidden = self.table(features)
        return self.out(torch.relu(hidden + self.bias))[:, 0]


def fit(features, answers, bits, epochs, dropout, seed, batch, rate=0.005):
    torch.manual_seed(seed)
    network = Network(bits)
    optimiser = torch.optim.Adam(network.parameters(), lr=rate)
    x, y = torch.from_numpy(features.astype(np.int32)), torch.from_numpy(answers.astype(np.float32))
    steps, step = epochs * -(-len(y) // batch), 0
    for epoch in range(epochs):
        order, total = torch.randperm(len(y)), 0.0
        for at in range(0, len(y), batch):
            chosen = order[at:at + batch]
            for group in optimiser.param_groups:
                group["lr"] = rate * (1 - step / steps)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(network(x[chosen], dropout), y[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total, step = total + loss.item() * len(chosen), step + 1
        print(f"    epoch {epoch + 1}: loss {total / len(y):.5f}", flush=True)
    return network


def in_integers(network, offset=0.0):
    """The network with integer weights. `offset` is added to the score, to lean to yes."""
    table = network.table.weight.detach().numpy()
    scale = 127 / np.abs(table).max()
    out = network.out.weight.detach().numpy()[0]
    out_scale = 16383 / np.abs(out).max()
    return {
        "table": np.round(table * scale).astype(np.int8),
        "bias": np.round(network.bias.detach().numpy() * scale).astype(np.int32),
        "out": np.round(out * out_scale).astype(np.int32),
        # the bias of the sum has both scales; it is kept as a factor of 2**10 to fit 32 bits
        "out_bias": np.array([round(float(network.out.bias.detach()[0] + offset) * scale * out_scale / 1024)], np.int32),
    }


def scores(weights, features):
    """int64 scores of the integer network"""
    out = []
    for at in range(0, len(features), 8192):
        hidden = weights["table"][features[at:at + 8192]].sum(1, dtype=np.int32) + weights["bias"]
        out.append(np.maximum(hidden, 0).astype(np.int64) @ weights["out"].astype(np.int64) + int(weights["out_bias"][0]) * 1024)
    return np.concatenate(out) if out else np.zeros(0, np.int64)
