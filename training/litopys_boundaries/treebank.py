"""Treebanks as raw text with known boundaries, and light damage that makes them look like other people's text.

A paragraph is a text without blank lines, its tokens as (begin, end, cut) in characters, where `cut` is how many characters
the first word of a two-word token has ("didn't" 3; 0 for tokens of one word), the set of tokens that end a sentence, and the
set of tokens that are first names (the first of a flat name).
"""
import random
from dataclasses import dataclass, field


@dataclass
class Paragraph:
    text: str = ""
    tokens: list = field(default_factory=list)
    ends: set = field(default_factory=set)
    first_names: set = field(default_factory=set)


def _sentences(path):
    """(starts a document, starts a paragraph, [(form, space after, cut, is a first name)]) of each sentence"""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if not lines:
            continue
        document = any(line.startswith("# newdoc") for line in lines)
        paragraph = any(line.startswith("# newpar") and not line.startswith("# newpar_block") for line in lines)
        rows = [line.split("\t") for line in lines if line[0] != "#"]
        forms = {row[0]: row[1] for row in rows}
        named = {row[6] for row in rows if row[7] == "flat" and row[3] == "PROPN"}
        tokens, covered = [], 0
        for row in rows:
            number, space = row[0], "SpaceAfter=No" not in row[9].split("|")
            if "-" in number:
                first, covered = map(int, number.split("-"))
                parts = [forms[str(i)] for i in range(first, covered + 1)]
                tokens.append((row[1], space, len(parts[0]) if len(parts) == 2 and "".join(parts) == row[1] else 0, False))
            elif number.isdigit() and int(number) > covered:
                tokens.append((row[1], space, 0, number in named and row[1][:1].isupper()))
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
        for number, (form, space, cut, first_name) in enumerate(tokens):
            if first_name:
                p.first_names.add(len(p.tokens))
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


def with_initials(paragraph, rng, share):
    """Some first names as initials: A. Petrov"""
    def change(index, form, cut):
        if index in paragraph.first_names and rng.random() < share:
            return rng.choice("ABCDEFGHIJKLMNOPRSTUVWYZ") + ".", 0
        return form, cut
    return _rewritten(paragraph, change)


def _with_more(paragraph, before, after):
    """The paragraph with tokens added before and after some of its tokens; blanks of the added text stay blanks"""
    out, at = Paragraph(), 0
    def add(text, cut=0):
        begin = len(out.text) + len(text) - len(text.lstrip())
        out.tokens.append((begin, begin + len(text.strip()), cut))
        out.text += text
    for index, (begin, end, cut) in enumerate(paragraph.tokens):
        out.text += paragraph.text[at:begin]
        at = end
        if index in before:
            add(before[index])
        add(paragraph.text[begin:end], cut)
        if index in after:
            add(after[index])
        if index in paragraph.ends:
            out.ends.add(len(out.tokens) - 1)
    return out


UNITS = ["%"] * 5 + ["km", "m", "mm", "kg", "bn", "pm", "am", "k"]


def with_units(paragraph, rng, share):
    """Some bare numbers as amounts: $5, 5%, 5km"""
    before, after, text = {}, {}, paragraph.text
    for index, (begin, end, _) in enumerate(paragraph.tokens):
        bare = (text[begin:end].replace(",", "").replace(".", "").isdigit() and (begin == 0 or text[begin - 1].isspace())
                and (end == len(text) or text[end] in " \n.,;:)"))
        if bare and rng.random() < share:
            if rng.random() < 0.4:
                before[index] = rng.choice("$$$€£~")
            else:
                after[index] = rng.choice(UNITS)
    return _with_more(paragraph, before, after)


TITLES = "Mr. Mrs. Ms. Dr. Prof. Gen. Lt. Col. Maj. Capt. Sgt. Gov. Sen. Rep. Rev. Adm. St. Brig. Cpl. Pvt. Hon.".split()


def with_titles(paragraph, rng, share):
    """Some names with a title before them"""
    before = {i: rng.choice(TITLES) + " " for i in sorted(paragraph.first_names) if rng.random() < share}
    out = _with_more(paragraph, before, {})
    shifts = sorted(before)
    out.first_names = {i + sum(s <= i for s in shifts) for i in paragraph.first_names}
    return out


def _address(rng):
    word = lambda: "".join(rng.choice("abcdefghijklmnoprstuvwy") for _ in range(rng.randint(2, 9)))
    host = ".".join(word() for _ in range(rng.randint(1, 2))) + "." + rng.choice(["com", "org", "net", "co.uk", "ua", "in", "gov"])
    kind = rng.random()
    if kind < 0.2:
        return word() + rng.choice(["", ".", "_"]) + word() + "@" + host
    part = lambda: rng.choice([word(), word() + "-" + word(), str(rng.randint(1, 99999)), word() + str(rng.randint(1, 999))])
    path = "".join("/" + part() for _ in range(rng.randint(0, 4))) + rng.choice(["", "", "/", ".html", f"?{word()}={part()}"])
    return rng.choice(["http://", "https://", "https://", "www.", ""]) + host + path


def with_addresses(paragraph, rng, share):
    """Web and mail addresses after some words"""
    text = paragraph.text
    after = {i: " " + _address(rng) for i, (begin, end, _) in enumerate(paragraph.tokens)
             if rng.random() < share * (5 if text[end:end + 1] in (".", ",", ")") else 1)
             and end < len(text) and text[end] in " .,;)" and text[begin:end].isalpha()}
    return _with_more(paragraph, {}, after)


BRACKETS = [("(", ")")] * 4 + [("[", "]"), ('"', '"'), ('"', '"'), ("“", "”"), ("“", "”"), ("'", "'"), ("—", "—")]


def bracketed(paragraph, rng, share):
    """Brackets or quotes put around one to four words, so that any word may touch them"""
    before, after, text, tokens = {}, {}, paragraph.text, paragraph.tokens
    def free(index):
        begin, end, _ = tokens[index]
        return any(c.isalnum() for c in text[begin:end]) or text[begin:end] in "%$€£"
    i = 0
    while i < len(tokens):
        j = min(i + rng.randint(0, 3), len(tokens) - 1)
        inside = not any(k in paragraph.ends for k in range(i, j)) and all(free(k) for k in range(i, j + 1))
        alone = (i == 0 or text[tokens[i][0] - 1].isspace()) and (tokens[j][1] == len(text) or text[tokens[j][1]] in " \n.,;:")
        amount = any(text[tokens[k][0]:tokens[k][1]] in UNITS for k in range(i, j + 1))
        if inside and alone and rng.random() < (0.2 if amount else share):
            before[i], after[j] = rng.choice(BRACKETS)
            i = j + 1
        i += 1
    return _with_more(paragraph, before, after)


def bulleted(paragraphs, rng):
    """Paragraphs as the items of a list"""
    sign, out = rng.choice(["-", "*", "•", "–", ".", ")"]), []
    for number, p in enumerate(paragraphs, 1):
        forms = [str(number), sign] if sign in ".)" else [sign]
        prefix, width = "".join(forms) + " ", len("".join(forms)) + 1
        at = [(0, len(forms[0]), 0)] + ([(len(forms[0]), width - 1, 0)] if len(forms) > 1 else [])
        out.append(Paragraph(prefix + p.text, at + [(b + width, e + width, c) for b, e, c in p.tokens],
                             {i + len(at) for i in p.ends}))
    return out


def _inserted(paragraph, rng, share, make, last=False):
    """Tokens (forms of one insertion, blank by blank) added after words inside a sentence, or after its last token"""
    after, text = {}, paragraph.text
    for index, (begin, end, _) in enumerate(paragraph.tokens):
        place = (index in paragraph.ends) if last else (index not in paragraph.ends and text[begin:end].isalpha())
        if place and (end == len(text) or text[end].isspace()) and rng.random() < share:
            after[index] = make(rng)
    out, at, moved = Paragraph(), 0, {}
    for index, (begin, end, cut) in enumerate(paragraph.tokens):
        out.text += text[at:begin]
        at = end
        out.tokens.append((len(out.text), len(out.text) + end - begin, cut))
        out.text += text[begin:end]
        for form in after.get(index, ()):
            out.text += form[:len(form) - len(form.lstrip())]
            form = form.lstrip()
            out.tokens.append((len(out.text), len(out.text) + len(form), 0))
            out.text += form
        moved[index] = len(out.tokens) - 1
    out.ends = {moved[i] for i in paragraph.ends}
    return out


def _name(rng):
    return "".join(rng.choice(["ka", "lo", "mi", "ter", "van", "ros", "del", "shi", "bur", "no"]) for _ in range(rng.randint(1, 4)))


def _date(rng):
    day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1990, 2030)
    return rng.choice([f"{day:02}.{month:02}.{year}", f"{day}.{month}.{year}", f"{day:02}.{month:02}.{year % 100:02}", f"{year}-{month:02}-{day:02}"])


def _hour(rng):
    hour = rng.choice([str(rng.randint(1, 12)), f"{rng.randint(1, 12)}:{rng.randint(0, 59):02}", f"{rng.randint(1, 12)}.{rng.randint(0, 59):02}"])
    return [" " + rng.choice(["at", "by", "around", "before"]), " " + hour, " " + rng.choice(["a.m.", "p.m.", "a.m.", "p.m.", "a.m", "p.m"])]


MONTHS = "Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec.".split()
ORDERS = "No. Nos. no. Vol. Ch. Fig. Art. Sec. pp. p. para.".split()
SHORT = "St. Ave. Rd. Blvd. Co. Corp. Inc. Ltd. Jr. Sr. Dept. Univ. U.S. U.K. U.N. E.U. D.C. vs. etc. e.g. i.e. approx. est. ca.".split()


def _shortened(rng):
    """Something with stops that ends no sentence"""
    kind = rng.random()
    if kind < 0.2:
        return [" " + rng.choice(["on", "of", "since"]), " " + _date(rng)]
    if kind < 0.4:
        return _hour(rng)
    if kind < 0.55:
        return [" " + rng.choice(["on", "since"]), " " + rng.choice(MONTHS), " " + str(rng.randint(1, 31))]
    if kind < 0.75:
        return [" " + rng.choice(ORDERS), " " + str(rng.randint(1, 99))]
    if kind < 0.85:
        return [" " + str(rng.randint(1, 999)), " " + f"{rng.randint(0, 999):03}"]
    return [" " + rng.choice(SHORT)]


FACES = [chr(c) for c in (0x1F600, 0x1F602, 0x1F62D, 0x1F64F, 0x1F525, 0x1F4A5, 0x2764, 0x1F44D, 0x26A0, 0x1F6A8, 0x1F1FA, 0x1F4CD)]


def _emoji(rng):
    if rng.random() < 0.3:
        return chr(0x1F1E6 + rng.randint(0, 25)) + chr(0x1F1E6 + rng.randint(0, 25))
    face = rng.choice(FACES[:10]) if rng.random() < 0.5 else chr(rng.randint(0x1F300, 0x1F5FF))
    return face + rng.choice(["", "", "\ufe0f", "\U0001F3FD", "\u200d\u2642\ufe0f"])


def _tag(rng):
    return rng.choice("##@") + rng.choice([_name(rng), _name(rng).capitalize(), _name(rng).capitalize() + _name(rng).capitalize(),
                                           _name(rng) + "_" + _name(rng), _name(rng) + str(rng.randint(1, 99)), _name(rng).upper()])


def _closing(rng):
    """What posts and pages hang on the end of a sentence"""
    kind = rng.random()
    if kind < 0.5:
        return [" " + _tag(rng) for _ in range(rng.randint(1, 3))]
    if kind < 0.8:
        faces = [_emoji(rng) for _ in range(rng.randint(1, 3))]
        return [" " + faces[0]] + [rng.choice(["", " "]) + face for face in faces[1:]]
    return [" " + _address(rng)]


def as_posts(paragraph, rng, share):
    """Hashtags, names of accounts, emoji, addresses"""
    out = _inserted(paragraph, rng, share, _closing, last=True)
    return _inserted(out, rng, share / 10, lambda rng: [" " + rng.choice([_tag(rng), _emoji(rng)])])


def with_abbreviations(paragraph, rng, share):
    """Dates, hours, numbers and abbreviations with stops after some words"""
    return _inserted(paragraph, rng, share, _shortened)


def with_other_stops(paragraph, rng, share):
    """Some final stops as ellipses, some question marks doubled"""
    def change(index, form, cut):
        if index in paragraph.ends and form in (".", "?", "!") and rng.random() < share:
            form = rng.choice(["...", "…", "..", "...."] if form == "." else [form + "!", form * 2, form * 3, form + "?", "!" + form])
        elif form in ("...", "…") and rng.random() < share:
            form = rng.choice(["...", "…"])
        return form, cut
    return _rewritten(paragraph, change)


def without_inner_stops(paragraph, rng, share):
    """Some sentences run into the next without a stop, and some of those go on in lower case"""
    dropped = {i for i in paragraph.ends if paragraph.text[slice(*paragraph.tokens[i][:2])] == "." and rng.random() < share}
    lowered = {i + 1 for i in dropped if rng.random() < 0.3}
    def change(index, form, cut):
        if index in dropped and index:
            return None
        return (form[:1].lower() + form[1:] if index in lowered else form), cut
    return _rewritten(paragraph, change)


def in_other_case(paragraph, rng):
    """All in capitals, or all in lower case"""
    raised = rng.random() < 0.4
    def change(index, form, cut):
        other = form.upper() if raised else form.lower()
        return (other if len(other) == len(form) else form), cut
    return _rewritten(paragraph, change)


def quoted_over_sentences(paragraph, rng, share):
    """Quotation marks around whole runs of sentences"""
    ends, before, after, first = sorted(paragraph.ends), {}, {}, 0
    text = paragraph.text
    i = 0
    while i < len(ends):
        j = min(i + rng.randint(0, 2), len(ends) - 1)
        last = ends[j]
        inside = text[paragraph.tokens[first][0]:paragraph.tokens[last][1]]
        if rng.random() < share and not any(c in inside for c in "\"“”'’") and inside[-1:] in ".?!":
            before[first], after[last] = rng.choice([("“", "”"), ('"', '"')])
        first, i = last + 1, j + 1
    return _with_more(paragraph, before, after)


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
    out = [with_initials(with_titles(p, rng, 0.1), rng, 0.15) for p in document]
    out = [with_addresses(without_apostrophes(p, rng, 0.05), rng, 0.01) for p in out]
    out = [bracketed(with_units(p, rng, 0.25), rng, 0.01) for p in out]
    out = [quoted_over_sentences(with_abbreviations(p, rng, 0.008), rng, 0.06) for p in out]
    out = [with_other_stops(without_inner_stops(p, rng, 0.04), rng, 0.04) for p in out]
    if rng.random() < 0.1:
        out = [as_posts(p, rng, 0.3) for p in out]
    out = [without_last_stop(p, rng, 0.15) for p in out]
    if rng.random() < 0.08:
        out = [in_other_case(p, rng) for p in out]
    if rng.random() < 0.5:
        out = [curled(p) for p in out]
    layout = rng.random()
    if layout < 0.1:
        out = joined(bulleted(out, rng), rng)
    elif layout < 0.4:
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
