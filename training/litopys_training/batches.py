"""Sentences to tensors."""
from types import SimpleNamespace

import torch
from tokenizers import Tokenizer

from .lemmas import make_script

MOST_PIECES = 8        # of one word
IGNORE = -100


def letter_case(word):
    """0 lower, 1 Capitalised, 2 UPPER, 3 miXed, 4 no capital but a digit, 5 other"""
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    if word[:1].isupper():
        return 1
    if any(c.isupper() for c in word):
        return 3
    if any(c.isdigit() for c in word):
        return 4
    return 5


class Pieces:
    def __init__(self, path):
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.unknown, self.start, self.end, self.mask = (self.tokenizer.token_to_id(t) for t in ("[UNK]", "[CLS]", "[SEP]", "[MASK]"))
        self.known = {}

    def of(self, word):
        found = self.known.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids[:MOST_PIECES] or [self.unknown]
            self.known[word] = found
        return found

    def count(self, words):
        return 2 + sum(len(self.of(w)) for w in words)


class Numbers:
    """Labels to numbers."""
    def __init__(self, inventory, own_lemma):
        self.inventory, self.own_lemma = inventory, own_lemma
        for key in ("upos", "feats", "lemma_scripts", "names", "relations", "roles", "rolesets"):
            setattr(self, key, {v: i for i, v in enumerate(inventory[key])})

    def candidates(self, sentence, word, roleset):
        """Candidate rolesets of a training predicate: those of its lemma."""
        lemma = sentence.lemmas[word] if sentence.lemmas else self.own_lemma.get(roleset, roleset.rsplit(".", 1)[0])
        return self.inventory["candidates"].get(lemma.lower(), [])


def by_length(sentences, pieces, budget, rng=None):
    """Batches of sentences of about one length, at most `budget` pieces with padding."""
    size = [pieces.count(s.words) for s in sentences]
    order = sorted(range(len(sentences)), key=lambda i: size[i] + (rng.random() * 3 if rng else 0))
    out, current, longest = [], [], 0
    for i in order:
        longest = max(longest, size[i])
        if current and longest * (len(current) + 1) > budget:
            out.append(current)
            current, longest = [], size[i]
        current.append(sentences[i])
    out.append(current)
    if rng:
        rng.shuffle(out)
    return out


def make_inputs(sentences, pieces):
    rows = []
    for s in sentences:
        ids, cases, places = [pieces.start], [0], []
        for word in s.words:
            found = pieces.of(word)
            places.append((len(ids), len(ids) + len(found)))
            ids += found
            cases += [letter_case(word)] * len(found)
        rows.append((ids + [pieces.end], cases + [0], places))
    batch, time, words = len(rows), max(len(r[0]) for r in rows), 1 + max(len(r[2]) for r in rows)
    b = SimpleNamespace(pieces=torch.zeros(batch, time, dtype=torch.long), cases=torch.zeros(batch, time, dtype=torch.long),
                        piece_mask=torch.zeros(batch, time, dtype=torch.bool), average=torch.zeros(batch, words, time),
                        word_mask=torch.zeros(batch, words, dtype=torch.bool), words=words)
    for i, (ids, cases, places) in enumerate(rows):
        b.pieces[i, :len(ids)] = torch.tensor(ids)
        b.cases[i, :len(ids)] = torch.tensor(cases)
        b.piece_mask[i, :len(ids)] = True
        b.average[i, 0, 0] = 1
        b.word_mask[i, :len(places) + 1] = True
        for j, (start, end) in enumerate(places):
            b.average[i, j + 1, start:end] = 1 / (end - start)
    return b


def hide_words(inputs, share, mask):
    """Some words, drawn anew each time, become mask pieces: what stands around a word must do without it."""
    hidden = (torch.rand(inputs.average.shape[:2]) < share) & inputs.word_mask
    hidden[:, 0] = False
    inputs.pieces[((inputs.average > 0) & hidden[:, :, None]).any(1)] = mask


def make_targets(sentences, numbers, words):
    """Gold numbers [B, words]; what is not known is IGNORE. Predicates, senses and judgements as lists of pairs."""
    batch = len(sentences)
    full = lambda: torch.full((batch, words), IGNORE)
    t = SimpleNamespace(upos=full(), feats=full(), lemma=full(), heads=full(), relations=full(), names=full(), predicate=full())
    roles, senses, facts = [], [], []
    for i, s in enumerate(sentences):
        n = len(s.words)
        put = lambda target, values: target[i, 1:n + 1].copy_(torch.tensor(values))
        if s.heads:
            put(t.upos, [numbers.upos[u] for u in s.upos])
            put(t.feats, [numbers.feats.get(f, IGNORE) for f in s.feats])
            put(t.lemma, [numbers.lemma_scripts.get(make_script(w, l), IGNORE) if l != "_" else IGNORE
                          for w, l in zip(s.words, s.lemmas)])
            put(t.heads, s.heads)
            put(t.relations, [numbers.relations.get(r, IGNORE) for r in s.relations])
        if s.names:
            put(t.names, [IGNORE if x is None else numbers.names[x] for x in s.names])
        if s.predicates is not None and s.all_predicates:
            t.predicate[i, 1:n + 1] = 0
        for word, roleset, arguments in s.predicates or ():
            t.predicate[i, word + 1] = 1
            candidates = numbers.candidates(s, word, roleset)
            number = numbers.rolesets.get(roleset)
            if number in candidates and len(candidates) > 1:
                senses.append((i, word + 1, candidates, candidates.index(number)))
            if arguments is not None:
                row = torch.full((words,), IGNORE)
                row[1:n + 1] = 0
                for head, role in arguments:
                    row[head + 1] = numbers.roles.get(role, 0)
                roles.append((i, word + 1, row))
        facts += [(i, word + 1, value) for word, value in s.happened.items()]
    t.roles = columns(roles) and (*columns(roles)[:2], torch.stack([r[2] for r in roles]))
    t.senses = columns(senses) and (*columns(senses)[:2], pad_candidates([x[2] for x in senses]), torch.tensor([x[3] for x in senses]))
    t.facts = columns(facts) and (*columns(facts)[:2], torch.tensor([x[2] for x in facts]))
    return t


def columns(items):
    return items and (torch.tensor([x[0] for x in items]), torch.tensor([x[1] for x in items]))


def pad_candidates(lists):
    width = max(1, max(len(x) for x in lists))
    return torch.tensor([x + [-1] * (width - len(x)) for x in lists])
