"""Scores to analyses: greedy tags, names by Viterbi, the best tree with one root, senses among the lemma's candidates."""
import re
from dataclasses import dataclass

import numpy as np
import torch

from .batches import by_length, make_inputs, pad_candidates
from .lemmas import lemma_of


@dataclass
class Analysis:
    upos: list
    feats: list
    lemmas: list
    heads: list
    relations: list
    names: list
    senses: dict        # word from 0 -> roleset
    roles: list         # (predicate, role, head word), words from 0
    happened: dict      # word from 0 -> number


def maximum_arborescence(score):
    """score [n+1, n+1] (dependent, head), row 0 unused; Chu-Liu-Edmonds, best head of each word, 0 the root."""
    n = len(score)
    score = score.copy()
    np.fill_diagonal(score, -np.inf)
    heads = np.concatenate([[0], score[1:].argmax(-1)])
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)                    # contains 0
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = score[np.ix_(rest, rest)]
    kept = score[cycle, heads[cycle]]
    enter = score[np.ix_(cycle, rest)] - kept[:, None]   # breaking the cycle at a word
    leave = score[np.ix_(rest, cycle)]
    small[-1, :-1] = enter.max(0)
    small[:-1, -1] = leave.max(1)
    found = maximum_arborescence(small)
    out = heads.copy()
    for i, word in enumerate(rest):
        if i:
            out[word] = rest[found[i]] if found[i] < len(rest) else cycle[leave[i].argmax()]
    head = found[-1]
    broken = cycle[enter[:, head].argmax()]
    out[broken] = rest[head]
    return out


def find_cycle(heads):
    state = np.zeros(len(heads), int)
    for start in range(1, len(heads)):
        path, word = [], start
        while word and state[word] == 0:
            state[word] = start
            path.append(word)
            word = heads[word]
        if word and state[word] == start and word in path:
            return np.array(path[path.index(word):])
    return None


def best_tree(score):
    """The best tree in which exactly one word hangs on the root."""
    heads = maximum_arborescence(score)
    if (heads[1:] == 0).sum() == 1:
        return heads[1:]
    best, value = None, -np.inf
    for root in range(1, len(score)):
        only = score.copy()
        only[1:, 0] = -1e6
        only[root, 0] = score[root, 0]
        heads = maximum_arborescence(only)
        total = sum(only[i, heads[i]] for i in range(1, len(heads)))
        if total > value:
            best, value = heads[1:], total
    return best


def name_tags(scores, tags):
    """Viterbi: I-X only after B-X or I-X."""
    allowed = np.array([[0 if not b.startswith("I-") or a[2:] == b[2:] else -np.inf for b in tags] for a in tags])
    start = np.array([-np.inf if t.startswith("I-") else 0 for t in tags])
    value, back = scores[0] + start, []
    for row in scores[1:]:
        paths = value[:, None] + allowed
        back.append(paths.argmax(0))
        value = paths.max(0) + row
    best = [int(value.argmax())]
    for step in reversed(back):
        best.append(int(step[best[-1]]))
    return [tags[i] for i in reversed(best)]


def argument_roles(scores, labels):
    """scores [words, roles] of one predicate -> [(word, role)]. A numbered role is given once: to the word that has it
    most clearly above "_" (no role); the others that wanted it get none. Worth a point of F1."""
    best, margin, holder = scores.argmax(-1), scores - scores[:, :1], {}
    for word, role in enumerate(best.tolist()):
        if re.fullmatch("ARG[0-9]", labels[role]):
            if role not in holder or margin[word, role] > margin[holder[role], role]:
                holder[role] = word
    return [(word, labels[role]) for word, role in enumerate(best.tolist()) if role and holder.get(role, word) == word]


VERB_SCRIPTS = 6


def verb_scripts(inventory, scores):
    """The best few scripts, best first"""
    return [inventory["lemma_scripts"][j] for j in np.argsort(-scores, kind="stable")[:VERB_SCRIPTS]]


@torch.no_grad()
def analyse(model, inventory, pieces, sentences, budget=2500):
    """Sentences (objects with words) -> Analysis by id()"""
    model.eval()
    out = {}
    for group in by_length(sentences, pieces, budget):
        inputs = make_inputs(group, pieces)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(inputs)
            predicted = {k: scores[k].float().argmax(-1) for k in ("upos", "feats", "lemma", "predicate")}
            arcs, names = scores["arcs"].numpy(), scores["names"].float().numpy()
            for i, s in enumerate(group):
                n = len(s.words)
                take = lambda key, labels: [inventory[labels][j] for j in predicted[key][i, 1:n + 1].tolist()]
                lemmas = [lemma_of(w, u, verb_scripts(inventory, row) if u == "VERB" else [x], inventory)
                          for w, u, x, row in zip(s.words, take("upos", "upos"), take("lemma", "lemma_scripts"),
                                                  scores["lemma"][i, 1:n + 1].float().numpy())]
                heads = best_tree(arcs[i, :n + 1, :n + 1]).tolist()
                words = torch.arange(1, n + 1)
                here = torch.full((n,), i)
                relation = model.labels(scores, here, words, torch.tensor(heads)).float()
                root = inventory["relations"].index("root")
                is_root = torch.tensor(heads) == 0
                relation[is_root] = -1e9
                relation[is_root, root] = 0
                relation[~is_root, root] = -1e9
                relations = [inventory["relations"][j] for j in relation.argmax(-1).tolist()]
                at = [j for j in range(1, n + 1) if predicted["predicate"][i, j] == 1]
                senses, roles, happened = predicate_layers(model, inventory, scores, i, n, at, s.words, lemmas)
                out[id(s)] = Analysis(take("upos", "upos"), take("feats", "feats"), lemmas, heads, relations,
                                      name_tags(names[i, 1:n + 1], inventory["names"]), senses, roles, happened)
    return [out[id(s)] for s in sentences]


def predicate_layers(model, inventory, scores, i, n, at, words, lemmas):
    if not at:
        return {}, [], {}
    batch, where = torch.full((len(at),), i), torch.tensor(at)
    lists = []
    for j in at:
        table = inventory["candidates"]
        lists.append(table.get(lemmas[j - 1].lower()) or table.get(words[j - 1].lower()) or [])
    padded = pad_candidates(lists)
    best = model.senses(scores, batch, where, padded).argmax(-1).tolist()
    senses = {j - 1: inventory["rolesets"][c[b]] if c else lemmas[j - 1].lower() + ".01" for j, c, b in zip(at, lists, best)}
    role_scores = model.roles(scores, batch, where)[:, 1:n + 1].float().numpy()
    roles = [(j - 1, role, w) for j, table in zip(at, role_scores) for w, role in argument_roles(table, inventory["roles"])]
    fact = model.facts(scores, batch, where).float().tolist()
    return senses, roles, {j - 1: f for j, f in zip(at, fact)}
