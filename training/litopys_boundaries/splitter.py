"""Raw text to tokens, cuts and sentence ends with the integer model: what the program does, slowly and plainly."""
import re

import numpy as np

from . import features as f
from . import sentence_network
from .network import scores

TASKS = {"gap": (f.GAP, len(f.GAP_ATTRIBUTES)), "cut": (f.CUT, len(f.CUT_ATTRIBUTES))}


IMPOSSIBLE = -4.0
LONGEST_RUN = 32


class Splitter:
    def __init__(self, tasks, bits, endings, sentence):
        self.tasks, self.bits, self.endings, self.sentence = tasks, bits, endings, sentence

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
        inside, closed = self._addresses(text, spans)
        joined = (joined | self._long_runs(text, spans) | inside) - closed
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
            answers = sentence_network.scores(self.sentence, rows)[:-1]
            ends |= {i for i, score in enumerate(answers) if score > 0 or self._line_ends_on_purpose(text, tokens, rows, i, score)}
        return [(b, e, cut) for (b, e), cut in zip(tokens, cuts)], ends

    def _long_runs(self, text, spans):
        """Gaps inside runs of more than LONGEST_RUN times the same sign"""
        out, first = set(), 0
        for i in range(len(spans)):
            same = (i + 1 < len(spans) and spans[i][1] == spans[i + 1][0] and text[slice(*spans[i])] == text[slice(*spans[i + 1])]
                    and spans[i][1] - spans[i][0] == 1)
            if not same:
                if i - first >= LONGEST_RUN:
                    out |= set(range(first, i))
                first = i + 1
        return out

    def _addresses(self, text, spans):
        """Gaps inside web addresses: from "https" or "www" to white space or a quotation mark, less the punctuation at the end;
        and the gaps before that punctuation"""
        atom, out, i = [text[b:e] for b, e in spans], set(), 0
        closed = set()
        while i + 3 < len(spans):
            word = f.lower(atom[i])
            if (word in ("http", "https") and [a[0] for a in atom[i + 1:i + 4]] == [":", "/", "/"]) or (word == "www" and atom[i + 1][0] == "."):
                last = i
                while last + 1 < len(spans) and spans[last][1] == spans[last + 1][0] and atom[last + 1][0] not in '<>"“”«»‹›‘’{}|':
                    last += 1
                end = last
                while last > i and atom[last][0] in ".,;:!?…)]'-":
                    last -= 1
                if spans[i][1] == spans[i + 1][0] and last >= i + 2:
                    out |= set(range(i, last))
                    closed |= {last} if last < end else set()
                    i = end
            i += 1
        return out, closed

    def _item(self, text, tokens, i):
        """Is the first token of a line the sign of an item: a bullet, or perhaps: a dash, a short number with a stop?"""
        begin, end = tokens[i]
        if i + 1 == len(tokens) or tokens[i + 1][0] == end:
            if not (f.kind_of(text[begin]) == f.DIGIT and end - begin <= 2) or i + 2 >= len(tokens):
                return ""
            stop = text[slice(*tokens[i + 1])]
            return "perhaps" if stop in (".", ")") and tokens[i + 2][0] > tokens[i + 1][1] else ""
        return "" if end - begin != 1 else "bullet" if text[begin] in "*•‣▪●·" else "perhaps" if text[begin] in "-–—" else ""

    def _line_ends_on_purpose(self, text, tokens, rows, i, score):
        """The next line is an item of a list; or the next word had room on the line and does not go on in lower case,
        unless the network calls it impossible"""
        if not 4 <= rows[i][3] < 12:
            return False
        (begin, end), after = tokens[i], text[tokens[i + 1][0]]
        if text[begin:end] == "," or (end - begin > 1 and text[end - 1] == "."):
            return False
        item = self._item(text, tokens, i + 1)
        if item == "bullet" or (item == "perhaps" and sum(
                (k == 0 or 4 <= rows[k - 1][3] < 12) and self._item(text, tokens, k) == "perhaps" for k in range(len(tokens))) >= 2):
            return True
        return rows[i][3] in f.ROOM_LEFT and score >= IMPOSSIBLE and not (f.kind_of(after) == f.LETTER and not f.is_upper(after))

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
