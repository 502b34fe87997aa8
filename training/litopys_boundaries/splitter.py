"""Raw text to tokens, cuts and sentence ends with the integer model: what the program does, slowly and plainly."""
import re

import numpy as np

from . import features as f
from .network import scores

TASKS = {"gap": (f.GAP, len(f.GAP_ATTRIBUTES)), "cut": (f.CUT, len(f.CUT_ATTRIBUTES)),
         "sentence": (f.SENTENCE, len(f.SENTENCE_ATTRIBUTES))}


class Splitter:
    def __init__(self, tasks, bits, endings):
        self.tasks, self.bits, self.endings = tasks, bits, endings

    def _scores(self, task, rows, positions):
        templates, width = TASKS[task]
        return scores(self.tasks[task], f.hashed(f.padded(rows, width), templates, np.array(positions, int), self.bits[task]))

    def paragraph(self, text):
        """[(begin, end, cut)], {index of the last token of each sentence}"""
        spans = f.atoms(text)
        if not spans:
            return [], set()
        gaps = [i for i in range(len(spans) - 1) if spans[i][1] == spans[i + 1][0]]
        joined = set()
        if gaps:
            answers = self._scores("gap", f.gap_rows(text, spans), gaps)
            joined = {i for i, score in zip(gaps, answers) if score <= 0}
        tokens = []
        for i, (begin, end) in enumerate(spans):
            if i - 1 in joined:
                tokens[-1] = (tokens[-1][0], end)
            else:
                tokens.append((begin, end))
        cuts = [self.endings.cut(text[b:e]) for b, e in tokens]
        asked = [i for i, cut in enumerate(cuts) if cut]
        if asked:
            for i, score in zip(asked, self._scores("cut", f.cut_rows(text, tokens, self.endings), asked)):
                if score <= 0:
                    cuts[i] = 0
        ends = {len(tokens) - 1}
        if len(tokens) > 1:
            rows = f.sentence_rows(text, tokens)
            answers = self._scores("sentence", rows, range(len(tokens) - 1))
            ends |= {i for i, score in enumerate(answers) if score > 0 or self._line_ends_on_purpose(text, tokens, rows, i)}
        return [(b, e, cut) for (b, e), cut in zip(tokens, cuts)], ends

    def _line_ends_on_purpose(self, text, tokens, rows, i):
        """The next word had room on the line and does not go on in lower case: a headline, a list"""
        (begin, end), after = tokens[i], text[tokens[i + 1][0]]
        return rows[i][3] in f.ROOM_LEFT and text[begin:end] != "," and not (f.kind_of(after) == f.LETTER and not after.isupper())

    def text(self, text):
        """[(offset of the paragraph, its text, tokens, ends)] of a whole text"""
        at = 0
        for blank in re.finditer(r"[^\S\x1c-\x1f]+", text):
            if f.line_breaks(blank.group()) >= 2:
                if blank.start() > at:
                    yield (at, text[at:blank.start()], *self.paragraph(text[at:blank.start()]))
                at = blank.end()
        if text[at:].strip():
            yield (at, text[at:], *self.paragraph(text[at:]))
