"""Lemmas as edit scripts.

A script says how to get the lemma from the word, so that one small classifier covers words never seen.
Script = CASING ":" FRONT ":" BACK ":" PREFIX ":" SUFFIX    or    "A:" LEMMA (the lemma itself).
Take FRONT code points off the front and BACK off the back of the word, put PREFIX before and SUFFIX after.
CASING  L  the word is lower-cased first
        T  as L, then the first code point upper-cased
        U  as L, then everything upper-cased
        K  the word's own letters are kept as they are
A curly apostrophe counts as a straight one (straight()).
Example: "studies" -> "study" is L:0:3::y; "Kyiv" -> "Kyiv" is T:0:0::; "went" -> "go" is A:go.
"""


def _edit(word, lemma):
    """(front, back, prefix, suffix) around the longest common substring, or None if nothing is shared."""
    best, n, m = (0, 0, 0), len(word), len(lemma)
    row = [0] * (m + 1)
    for i in range(n):
        new = [0] * (m + 1)
        for j in range(m):
            if word[i] == lemma[j]:
                new[j + 1] = row[j] + 1
                if new[j + 1] > best[0]:
                    best = (new[j + 1], i + 1 - new[j + 1], j + 1 - new[j + 1])
        row = new
    size, i, j = best
    if size == 0 or ":" in lemma[:j] + lemma[j + size:]:
        return None
    return i, n - i - size, lemma[:j], lemma[j + size:]


def make_script(word, lemma):
    lower = word.lower()
    if len(lower) == len(word):
        edit = _edit(lower, lemma.lower())
        if edit:
            for casing in "LTU":
                script = ":".join([casing, *map(str, edit)])
                if apply_script(script, word) == lemma:
                    return script
        edit = _edit(word, lemma)
        if edit:
            return ":".join(["K", *map(str, edit)])
    return "A:" + lemma


def apply_script(script, word):
    if script.startswith("A:"):
        return script[2:]
    casing, front, back, prefix, suffix = script.split(":")
    front, back = int(front), int(back)
    if front + back >= len(word) and front + back > 0:
        return word.lower() if casing == "L" else word
    middle = word if casing == "K" else word.lower()
    lemma = prefix + middle[front:len(middle) - back] + suffix
    if casing == "T":
        lemma = lemma[:1].upper() + lemma[1:]
    elif casing == "U":
        lemma = lemma.upper()
    return lemma


def straight(word):
    return word.replace("\u2019", "'")


def lemma_of(word, upos, scripts, inventory):
    """By the table of exceptions where it has the word, else by the first of the scripts (best first) that gives a lemma
    with senses, else by the best one: "staged" is "stage", since "stag" is no verb of the frames."""
    word = straight(word)
    known = inventory.get("lemma_exceptions", {}).get(word.lower() + "\t" + upos)
    if known:
        return apply_script(known, word)
    lemmas = [apply_script(script, word) for script in scripts]
    return next((x for x in lemmas if x in inventory["candidates"]), lemmas[0])
