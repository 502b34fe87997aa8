"""The network: an encoder (MiniLM-L6-H384, post layer norm) and a head for each layer of analysis.

Each head family reads its own learned mix of the seven layer outputs, averaged over the pieces of each word;
row 0 of a sentence is [CLS] and stands for the root.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

HIDDEN, HEADS, FEED_FORWARD, LAYERS, VOCABULARY, POSITIONS, CASES = 384, 12, 1536, 6, 30522, 512, 6
ARC, LABEL, ROLE, SENSE, LOCATION = 384, 128, 192, 128, 128
MIXES = ("tags", "names", "trees", "predicates", "senses")


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attention_output = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.intermediate = nn.Linear(HIDDEN, FEED_FORWARD)
        self.output = nn.Linear(FEED_FORWARD, HIDDEN)
        self.output_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, time, _ = x.shape
        q, k, v = self.qkv(x).view(batch, time, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + mask
        y = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, time, HIDDEN)
        x = self.attention_norm(x + self.dropout(self.attention_output(y)))
        return self.output_norm(x + self.dropout(self.output(F.gelu(self.intermediate(x)))))


class Encoder(nn.Module):
    hidden, outputs = HIDDEN, LAYERS + 1

    def __init__(self, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.case = nn.Embedding(CASES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.case.weight)

    def forward(self, pieces, cases, mask):
        """pieces, cases [B,T]; mask [B,T] True where there is a piece. Seven outputs [B,T,H]."""
        x = self.word(pieces) + self.position.weight[:pieces.shape[1]] + self.case(cases)
        x = self.dropout(self.norm(x))
        outputs, mask = [x], torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
            outputs.append(x)
        return outputs

    def load_base(self, folder):
        """The published weights; the embedding of token type 0 goes into the positions."""
        w = load_file(folder / "model.safetensors")
        self.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
        self.position.weight.data.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
        self.norm.weight.data.copy_(w["embeddings.LayerNorm.weight"])
        self.norm.bias.data.copy_(w["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(self.layers):
            for part in ("weight", "bias"):
                get = lambda name: w[f"encoder.layer.{i}.{name}.{part}"]
                getattr(layer.qkv, part).data.copy_(torch.cat([get(f"attention.self.{n}") for n in ("query", "key", "value")]))
                getattr(layer.attention_output, part).data.copy_(get("attention.output.dense"))
                getattr(layer.attention_norm, part).data.copy_(get("attention.output.LayerNorm"))
                getattr(layer.intermediate, part).data.copy_(get("intermediate.dense"))
                getattr(layer.output, part).data.copy_(get("output.dense"))
                getattr(layer.output_norm, part).data.copy_(get("output.LayerNorm"))


def with_one(x):
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def averages(b):
    """[B,W,T]: times the vectors of the pieces, the mean over those of each word"""
    here = b.word_of_piece[:, None, :] == torch.arange(b.word_mask.shape[1], device=b.pieces.device)[None, :, None]
    return here / here.sum(-1, keepdim=True).clamp(min=1)


class Model(nn.Module):
    """The heads on an encoder: anything with `hidden`, `outputs` and the call of Encoder."""
    def __init__(self, inventory, encoder=None, head_dropout=0.2):
        super().__init__()
        size = {k: len(v) for k, v in inventory.items()}
        self.encoder = encoder or Encoder()
        hidden = self.encoder.hidden
        self.drop = nn.Dropout(head_dropout)
        self.mixes = nn.Parameter(torch.zeros(len(MIXES), self.encoder.outputs))
        self.upos = nn.Linear(hidden, size["upos"])
        self.feats = nn.Linear(hidden, size["feats"])
        self.lemma = nn.Linear(hidden, size["lemma_scripts"])
        self.names = nn.Linear(hidden, size["names"])
        self.arc_head, self.arc_dependent = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
        self.label_head, self.label_dependent = nn.Linear(hidden, LABEL), nn.Linear(hidden, LABEL)
        self.arc_bilinear = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.label_bilinear = nn.Parameter(torch.randn(size["relations"], LABEL + 1, LABEL + 1) * 0.02)
        self.predicate = nn.Linear(hidden, 2)
        self.role_predicate, self.role_argument = nn.Linear(hidden, ROLE), nn.Linear(hidden, ROLE)
        self.role_bilinear = nn.Parameter(torch.randn(size["roles"], ROLE + 1, ROLE + 1) * 0.02)
        self.sense_projection = nn.Linear(hidden, SENSE)
        self.sense_embedding = nn.Parameter(torch.randn(size["rolesets"], SENSE) * 0.05)
        self.sense_bias = nn.Parameter(torch.zeros(size["rolesets"]))
        self.happened = nn.Linear(hidden, 1)
        self.location_event, self.location_word = nn.Linear(hidden, LOCATION), nn.Linear(hidden, LOCATION)
        self.location_bilinear = nn.Parameter(torch.randn(LOCATION + 1, LOCATION + 1) * 0.02)

    def word_vectors(self, b):
        """One [B,W,H] for each family of heads (MIXES)"""
        outputs = self.encoder(b.pieces, b.cases, b.piece_mask)
        weights = self.mixes.softmax(-1)
        average = averages(b).to(outputs[1].dtype)
        stacked = torch.stack([o.to(average.dtype) for o in outputs], 0).flatten(1)
        mixed = (weights.to(stacked.dtype) @ stacked).view(len(MIXES), *outputs[0].shape)
        return [average @ x for x in mixed]

    def forward(self, b):
        """Scores for a batch (see batches.py), and the word vectors that the pairwise heads need."""
        tags, names, trees, predicates, senses = (self.drop(x) for x in self.word_vectors(b))
        part = lambda layer, x: self.drop(F.relu(layer(x)))
        arcs = with_one(part(self.arc_dependent, trees)) @ self.arc_bilinear @ part(self.arc_head, trees).transpose(1, 2)
        return {
            "upos": self.upos(tags), "feats": self.feats(tags), "lemma": self.lemma(tags), "names": self.names(names),
            "arcs": arcs.float().masked_fill(~b.word_mask[:, None, :], -1e9),      # [B, dependent, head]
            "label_dependent": with_one(part(self.label_dependent, trees)), "label_head": with_one(part(self.label_head, trees)),
            "predicate": self.predicate(predicates),
            "role_predicate": with_one(part(self.role_predicate, predicates)),
            "role_argument": with_one(part(self.role_argument, predicates)),
            "senses": senses,
        }

    def labels(self, out, batch, dependents, heads):
        """[P, relations] for P pairs of words"""
        return self._bilinear(out["label_dependent"][batch, dependents], self.label_bilinear, out["label_head"][batch, heads])

    @staticmethod
    def _bilinear(left, weight, right):
        n, i, j = weight.shape
        t = (left @ weight.transpose(0, 1).reshape(i, n * j)).view(-1, n, j)
        return (t @ right.unsqueeze(-1)).squeeze(-1)

    def roles(self, out, batch, predicates):
        """[P, words, roles] for P predicates"""
        n, i, j = self.role_bilinear.shape
        t = (out["role_predicate"][batch, predicates] @ self.role_bilinear.transpose(0, 1).reshape(i, n * j)).view(-1, n, j)
        return out["role_argument"][batch] @ t.transpose(1, 2)

    def senses(self, out, batch, predicates, candidates):
        """[P, K] for P predicates; candidates [P, K] of roleset numbers, -1 where there is none"""
        vectors = self.sense_projection(out["senses"][batch, predicates]).float()
        known = candidates.clamp(min=0)
        scores = (self.sense_embedding[known] @ vectors.unsqueeze(-1)).squeeze(-1) + self.sense_bias[known]
        return scores.masked_fill(candidates < 0, -1e9)

    def facts(self, out, batch, words):
        return self.happened(out["senses"][batch, words]).squeeze(-1)

    def locations(self, events, words):
        """[P, W]: how much speaks for each of a sentence's words as the place of an event; word vectors [P, H], [P, W, H] of `predicates`"""
        part = lambda layer, x: with_one(self.drop(F.relu(layer(x))))
        views = part(self.location_event, events) @ self.location_bilinear
        return (part(self.location_word, words) @ views.unsqueeze(-1)).squeeze(-1)
