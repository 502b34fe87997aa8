"""What a network learns from its teachers, on sentences with or without gold layers (Hinton, Vinyals, Dean 2015).

The teachers' mean distribution over the labels of every word, over its possible heads, over the relations to the head
that they find likeliest, and over the roles of every word for each predicate that they see. They read the sentence as
it was written, the learner a damaged one of as many words, with words hidden: so it learns what does not hang on the
damage. Each loss is a mean of cross-entropies and has the scale of its fellow in losses.py.
"""
import torch
import torch.nn.functional as F

TAGS = ("upos", "feats", "lemma", "names", "predicate")


def mean_distribution(scores):
    """Scores of several teachers [..., labels] to one distribution"""
    return sum(s.float().softmax(-1) for s in scores) / len(scores)


def mean_cross_entropy(target, scores, mask):
    each = -(target * scores.float().log_softmax(-1)).sum(-1)
    return (each * mask).sum() / mask.sum().clamp(min=1)


@torch.no_grad()
def taught(teachers, inputs, senses):
    """What the teachers say of a batch; senses: (batch, words, candidates, ...) of make_targets, or nothing"""
    outs = [teacher(inputs) for teacher in teachers]
    both = list(zip(teachers, outs))
    lesson = {name: mean_distribution([out[name] for out in outs]) for name in TAGS}
    lesson["heads"] = mean_distribution([out["arcs"] for out in outs])
    batch, words = every_word(inputs)
    heads = lesson["heads"].argmax(-1).flatten()
    lesson["relations"] = mean_distribution([t.labels(out, batch, words, heads) for t, out in both])
    at = ((lesson["predicate"][..., 1] > 0.5) & inputs.word_mask).nonzero(as_tuple=True)
    lesson["at"], lesson["best_heads"] = at, heads
    if len(at[0]):
        lesson["roles"] = mean_distribution([t.roles(out, *at) for t, out in both])
        lesson["happened"] = sum(t.facts(out, *at).float() for t, out in both) / len(both)
    if senses:
        lesson["senses"] = mean_distribution([t.senses(out, *senses[:3]) for t, out in both])
    return lesson


def every_word(inputs):
    rows, words = inputs.word_mask.shape
    device = inputs.word_mask.device
    return torch.arange(rows, device=device).repeat_interleave(words), torch.arange(words, device=device).repeat(rows)


def agreement(model, out, lesson, inputs, senses):
    """The losses, by layer"""
    mask = inputs.word_mask.clone()
    mask[:, 0] = False                                       # the root is no word
    result = {name: mean_cross_entropy(lesson[name], out[name], mask) for name in TAGS}
    result["heads"] = mean_cross_entropy(lesson["heads"], out["arcs"], mask)
    batch, words = every_word(inputs)
    result["relations"] = mean_cross_entropy(lesson["relations"], model.labels(out, batch, words, lesson["best_heads"]), mask.flatten())
    at = lesson["at"]
    if len(at[0]):
        result["roles"] = mean_cross_entropy(lesson["roles"], model.roles(out, *at), mask[at[0]])
        result["happened"] = F.smooth_l1_loss(model.facts(out, *at).float(), lesson["happened"])
    if senses:
        scores = model.senses(out, *senses[:3])
        result["senses"] = mean_cross_entropy(lesson["senses"], scores, torch.ones_like(scores[:, 0]))
    return result
