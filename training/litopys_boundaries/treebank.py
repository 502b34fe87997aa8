"""Treebanks as raw text with known boundaries, and light damage that makes them look like other people's text.

A paragraph is a text without blank lines, its tokens as (begin, end, cut) in characters, where `cut` is how many characters
the first word of a two-word token has ("didn't" 3; 0 for tokens of one word), and the set of tokens that end a sentence.
"""
import random
from dataclasses import dataclass, field


@dataclass
class Paragraph:
    text: str = ""
    tokens: list = field(default_factory=list)
    ends: set = field(default_factory=set)


def _sentences(path):
    """(starts a document, starts a paragraph, [(form, space after, cut)]) of each sentence of a CoNLL-U file"""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if not lines:
            continue
        document = any(line.startswith("# newdoc") for line in lines)
        paragraph = any(line.startswith("# newpar") and not line.startswith("# newpar_block") for line in lines)
        rows = [line.split("\t") for line in lines if line[0] != "#"]
        forms = {row[0]: row[1] for row in rows}
        tokens, covered = [], 0
        for row in rows:
            number, space = row[0], "SpaceAfter=No" not in row[9].split("|")
            if "-" in number:
                first, covered = map(int, number.split("-"))
                parts = [forms[str(i)] for i in range(first, covered + 1)]
                tokens.append((row[1], space, len(parts[0]) if len(parts) == 2 and "".join(parts) == row[1] else 0))
            elif number.isdigit() and int(number) > covered:
                tokens.append((row[1], space, 0))
        yield document, document or paragraph, tokens


def documents(path):
    """The documents of a file, each a list of paragraphs"""
    out, space = [], True
    for document, paragraph, tokens in _sentences(path):
        if document or not out:
            out.append([])
        if paragraph or not out[-1]:
            out[-1].append(Paragraph())
            space = False
        p = out[-1][-1]
        if space:
            p.text += " "
        for number, (form, space, cut) in enumerate(tokens):
            p.tokens.append((len(p.text), len(p.text) + len(form), cut))
            p.text += form + (" " if space and number + 1 < len(tokens) else "")
        p.ends.add(len(p.tokens) - 1)
    return out


def _rewritten(paragraph, change):
    """The paragraph with each token's characters changed; `change(index, form, cut)` gives (form, cut), or None to drop it"""
    out, at = Paragraph(), 0
    for index, (begin, end, cut) in enumerate(paragraph.tokens):
        out.text += paragraph.text[at:begin]
        at = end
        changed = change(index, paragraph.text[begin:end], cut)
        if changed is not None:
            form, cut = changed
            out.tokens.append((len(out.text), len(out.text) + len(form), cut))
            out.text += form
        if index in paragraph.ends and out.tokens:
            out.ends.add(len(out.tokens) - 1)
    return out


def curled(paragraph):
    """Typewriter quotes and apostrophes as printers set them"""
    def change(index, form, cut):
        begin = paragraph.tokens[index][0]
        opening = begin == 0 or paragraph.text[begin - 1] in " \n(["
        if form == '"':
            return "“" if opening else "”", cut
        if form == "'":
            return "‘" if opening else "’", cut
        return form.replace("'", "’"), cut
    return _rewritten(paragraph, change)


def without_apostrophes(paragraph, rng, share):
    """Some contractions written without their apostrophe: dont, ive"""
    def change(index, form, cut):
        if cut and form[cut:] in ("n't", "'ve", "'m") and rng.random() < share:
            return form.replace("'", ""), cut
        return form, cut
    return _rewritten(paragraph, change)


def without_last_stop(paragraph, rng, share):
    """Some paragraphs without the stop at their end, as headlines and captions are"""
    last = len(paragraph.tokens) - 1
    if last == 0 or rng.random() >= share:
        return paragraph
    return _rewritten(paragraph, lambda index, form, cut: None if index == last and form == "." else (form, cut))


def joined(paragraphs, rng):
    """Neighbouring paragraphs one line after the other, with no blank line between"""
    out = []
    for p in paragraphs:
        if out and rng.random() < 0.7:
            q = out[-1]
            shift, first = len(q.text) + 1, len(q.tokens)
            q.text += "\n" + p.text
            q.tokens += [(b + shift, e + shift, cut) for b, e, cut in p.tokens]
            q.ends |= {first + i for i in p.ends}
        else:
            out.append(Paragraph(p.text, list(p.tokens), set(p.ends)))
    return out


def wrapped(paragraph, width):
    """Lines broken before they reach the width, as mail programs do"""
    text, line = list(paragraph.text), 0
    last_blank = -1
    for i, c in enumerate(text):
        if c == "\n":
            line, last_blank = i + 1, -1
        elif c == " ":
            last_blank = i
        if i - line >= width and last_blank > line:
            text[last_blank] = "\n"
            line, last_blank = last_blank + 1, -1
    return Paragraph("".join(text), paragraph.tokens, paragraph.ends)


def damaged(document, rng):
    """One document as somebody else might have written or stored it"""
    out = [without_apostrophes(without_last_stop(p, rng, 0.15), rng, 0.05) for p in document]
    if rng.random() < 0.5:
        out = [curled(p) for p in out]
    layout = rng.random()
    if layout < 0.4:
        out = joined(out, rng)
    elif layout < 0.7:
        width = rng.randint(55, 80)
        out = [wrapped(p, width) for p in out]
    return out


def corpus(paths, copies, seed):
    """The documents as they are and `copies` damaged ones of each"""
    rng = random.Random(seed)
    clean = [d for path in paths for d in documents(path)]
    return clean + [damaged(d, rng) for _ in range(copies) for d in clean]
