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
        number = lambda *names: next(n for n in map(self.tokenizer.token_to_id, names) if n is not None)
        self.unknown, self.start = number("[UNK]"), number("[CLS]", "<s>")
        self.end, self.mask = number("[SEP]", "</s>"), number("[MASK]", "<mask>")
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
    """pieces, cases, word_of_piece [B,T] (the word's row, 0 for [CLS], -1 for none); word_mask [B,W], row 0 the root"""
    rows = []
    for s in sentences:
        ids, cases, words = [pieces.start], [0], [0]
        for number, word in enumerate(s.words, 1):
            found = pieces.of(word)
            ids += found
            cases += [letter_case(word)] * len(found)
            words += [number] * len(found)
        rows.append((ids + [pieces.end], cases + [0], words + [-1]))
    batch, time, words = len(rows), max(len(r[0]) for r in rows), 1 + max(len(s.words) for s in sentences)
    whole = lambda fill: torch.full((batch, time), fill, dtype=torch.long)
    b = SimpleNamespace(pieces=whole(0), cases=whole(0), word_of_piece=whole(-1),
                        piece_mask=torch.zeros(batch, time, dtype=torch.bool), word_mask=torch.zeros(batch, words, dtype=torch.bool))
    for i, (row, s) in enumerate(zip(rows, sentences)):
        n = len(row[0])
        b.pieces[i, :n], b.cases[i, :n], b.word_of_piece[i, :n] = (torch.tensor(x) for x in row)
        b.piece_mask[i, :n] = True
        b.word_mask[i, :len(s.words) + 1] = True
    return b


def hide_words(inputs, share, mask):
    """Some words, drawn anew each time, become mask pieces: what stands around a word must do without it."""
    hidden = (torch.rand(inputs.word_mask.shape) < share) & inputs.word_mask
    hidden[:, 0] = False
    inputs.pieces[hidden.gather(1, inputs.word_of_piece.clamp(min=0)) & (inputs.word_of_piece > 0)] = mask


def make_targets(sentences, numbers, words):
    """Gold numbers [B, words]; what is not known is IGNORE, `present` names the layers with a number. Relations, predicates,
    senses and judgements as columns of batch rows, words and what is known of them."""
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
    t.present = {name for name in ("upos", "feats", "lemma", "heads", "names", "predicate") if (getattr(t, name) != IGNORE).any()}
    at = ((t.heads != IGNORE) & (t.relations != IGNORE)).nonzero(as_tuple=True)
    t.relations = (*at, t.heads[at], t.relations[at]) if len(at[0]) else ()
    t.roles = columns(roles) and (*columns(roles)[:2], torch.stack([r[2] for r in roles]))
    t.senses = columns(senses) and (*columns(senses)[:2], pad_candidates([x[2] for x in senses]), torch.tensor([x[3] for x in senses]))
    t.facts = columns(facts) and (*columns(facts)[:2], torch.tensor([x[2] for x in facts]))
    return t


def moved(batch, device):
    """The tensors of a namespace on a device"""
    move = lambda x: x.to(device, non_blocking=True) if torch.is_tensor(x) else tuple(map(move, x)) if isinstance(x, tuple) else x
    return SimpleNamespace(**{name: move(value) for name, value in vars(batch).items()})


def columns(items):
    return items and (torch.tensor([x[0] for x in items]), torch.tensor([x[1] for x in items]))


def pad_candidates(lists):
    width = max(1, max(len(x) for x in lists))
    return torch.tensor([x + [-1] * (width - len(x)) for x in lists])
