"""Batches made ready by other processes while the network learns.

Sentences come in pairs: damaged, for the learner, and as they were, for its teachers. A batch is what the loop needs:
(inputs of the learner with words hidden, inputs of the teachers or None, targets). Arrays cross between processes, not
tensors, so that no file is held open for each of them.
"""
from concurrent.futures import ProcessPoolExecutor
from types import SimpleNamespace
import multiprocessing

import torch

from .batches import by_length, hide_words, make_inputs, make_targets


class Preparation:
    def __init__(self, pieces, teacher_pieces, numbers, budget, hidden, workers):
        self.pieces, self.teacher_pieces, self.numbers = pieces, teacher_pieces, numbers
        self.budget, self.hidden, self.workers, self.count = budget, hidden, workers, 0

    def of(self, pairs, rng, done):
        """(number, batch) of each batch but the first `done`; sets `count`. pairs: (damaged, original) sentences."""
        original = {id(damaged): before for damaged, before in pairs}
        groups = by_length([damaged for damaged, _ in pairs], self.pieces, self.budget, rng)
        self.count = len(groups)
        tasks = [(n, g, [original[id(s)] for s in g], rng.random()) for n, g in enumerate(groups)][done:]
        if not self.workers:
            yield from map(self.make, tasks)
            return
        with ProcessPoolExecutor(self.workers, multiprocessing.get_context("fork"), initializer=share, initargs=(self,)) as pool:
            for number, batch in pool.map(make_arrays, tasks):
                yield number, tuple(b and converted(b, torch.from_numpy) for b in batch)

    def make(self, task):
        number, damaged, originals, draw = task
        torch.manual_seed(int(draw * 2 ** 31))
        inputs, teachers = make_inputs(damaged, self.pieces), None
        if self.teacher_pieces:
            same = [o if len(o.words) == len(d.words) else d for d, o in zip(damaged, originals)]
            teachers = make_inputs(same, self.teacher_pieces)
        hide_words(inputs, self.hidden, self.pieces.mask)
        return number, (inputs, teachers, make_targets(damaged, self.numbers, inputs.word_mask.shape[1]))


shared = None


def share(preparation):
    global shared
    shared = preparation
    torch.set_num_threads(1)


def make_arrays(task):
    number, batch = shared.make(task)
    return number, tuple(b and converted(b, lambda x: x.numpy() if torch.is_tensor(x) else x) for b in batch)


def converted(batch, change):
    """A namespace with every array or tensor changed"""
    def each(x):
        if isinstance(x, tuple):
            return tuple(map(each, x))
        return change(x) if hasattr(x, "shape") else x
    return SimpleNamespace(**{name: each(value) for name, value in vars(batch).items()})
