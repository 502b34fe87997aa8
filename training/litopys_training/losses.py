"""What a network loses against the gold layers of a batch; a layer that no sentence of it has is left out."""
import torch.nn.functional as F

from .batches import IGNORE

WEIGHTS = {"upos": 1.0, "feats": 0.5, "lemma": 0.5, "heads": 1.0, "relations": 1.0, "names": 1.0, "predicate": 1.0,
           "roles": 2.0, "senses": 0.7, "happened": 0.1}


def losses(model, out, t):
    """out: of the model's call; t: of make_targets. Means of cross-entropies by layer."""
    result = {}
    def put(name, scores, target):
        if name in t.present:
            result[name] = F.cross_entropy(scores.float().flatten(0, -2), target.flatten(), ignore_index=IGNORE)
    for name in ("upos", "feats", "lemma", "names", "predicate"):
        put(name, out[name], getattr(t, name))
    put("heads", out["arcs"], t.heads)
    if t.relations:
        batch, words, heads, labels = t.relations
        result["relations"] = F.cross_entropy(model.labels(out, batch, words, heads).float(), labels)
    if t.roles:
        batch, words, labels = t.roles
        result["roles"] = F.cross_entropy(model.roles(out, batch, words).float().flatten(0, -2), labels.flatten(), ignore_index=IGNORE)
    if t.senses:
        result["senses"] = F.cross_entropy(model.senses(out, *t.senses[:3]), t.senses[3])
    if t.facts:
        result["happened"] = F.smooth_l1_loss(model.facts(out, *t.facts[:2]).float(), t.facts[2])
    return result
