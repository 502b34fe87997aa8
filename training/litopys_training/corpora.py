"""Readers of the data sets. Every sentence becomes one Sentence; a layer that a data set lacks is None."""
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass
class Sentence:
    words: list
    upos: list = None
    feats: list = None
    lemmas: list = None
    heads: list = None          # 0 is the root, words count from 1
    relations: list = None
    names: list = None          # B-PER ... O; None in the list: not scored
    predicates: list = None     # (word, roleset, [(argument's head word, role)]), words from 0
    all_predicates: bool = True # False: only the predicates given are known, the other words say nothing
    happened: dict = field(default_factory=dict)   # word from 0 -> number
    source: str = ""


def blocks(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line:
            rows.append(line)
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def read_conllu(path):
    out = []
    for lines in blocks(path):
        rows = [c for c in (line.split("\t") for line in lines if line[0] != "#") if c[0].isdigit()]
        if rows:
            column = lambda i: [r[i] for r in rows]
            out.append(Sentence(column(1), column(3), column(5), column(2), [int(r[6]) for r in rows], column(7),
                                source=Path(path).name))
    return out


def read_words(path):
    """Sentences of which only the words are known, each once (CoNLL-U)"""
    rows = ([c[1] for c in (line.split("\t") for line in lines if line[0] != "#") if c[0].isdigit()] for lines in blocks(path))
    return [Sentence(list(words), source=Path(path).name) for words in dict.fromkeys(tuple(r) for r in rows if r)]


KINDS_OF_MENTION = {"person": "PER", "place": "LOC", "organization": "ORG"}
TITLES = set("""mr mrs ms miss dr prof professor president vice prime minister king queen prince princess sir lord lady senator
    governor mayor general colonel captain major lieutenant sergeant judge justice pope saint father sister secretary chancellor
    chairman director ambassador sheikh imam""".split())
BEGINNINGS = set("New North South East West Northern Southern Eastern Western Central Great Greater United Old Upper Lower Saint".split())


def read_gum(path):
    """A GUM document with the names among its mentions (`Entity=` of the last column). GUM marks whole noun phrases; the name is
    the run of proper nouns at the phrase's head. What is doubtful (a proper noun beside the name) is not scored."""
    out = read_conllu(path)
    for s, lines in zip(out, blocks(path)):
        columns = [c for c in (line.split("\t") for line in lines if line[0] != "#") if c[0].isdigit()]
        mentions, opened = [], []
        for i, c in enumerate(columns):
            entity = next((x[7:] for x in c[9].split("|") if x.startswith("Entity=")), "")
            for opening, closed_at_once, closing in re.findall(r"\(([^()]+)(\)?)|([^()]+)\)", entity):
                if opening:
                    number, kind = opening.split("-")[:2]
                    opened.append((number, kind, i))
                number = number if closed_at_once else closing
                if closed_at_once or closing:
                    at = next((k for k in reversed(range(len(opened))) if opened[k][0] == number), None)
                    if at is not None:
                        mentions.append((opened[at][2], i + 1, opened.pop(at)[1]))
        s.names = names_of_mentions(s, mentions)
    return out


def names_of_mentions(s, mentions):
    tags = ["O"] * len(s.words)
    proper = lambda i: s.upos[i] == "PROPN"
    for begin, end, kind in sorted(mentions, key=lambda m: m[0] - m[1]):
        heads = [i for i in range(begin, end) if not begin < s.heads[i] <= end]
        if kind not in KINDS_OF_MENTION or len(heads) != 1 or not proper(heads[0]):
            continue
        first, last = heads[0], heads[0] + 1
        while first > begin and (proper(first - 1) or s.words[first - 1] in BEGINNINGS):
            first -= 1
        while last < end and (proper(last) or last + 1 < end and s.words[last] == "of" and proper(last + 1)):
            last += 1
        if kind == "person":
            while first < last and s.words[first].lower().rstrip(".") in TITLES:
                first += 1
        if first < last and all(t == "O" for t in tags[first:last]):
            tags[first:last] = ["B-" + KINDS_OF_MENTION[kind]] + ["I-" + KINDS_OF_MENTION[kind]] * (last - first - 1)
    for begin, end, kind in mentions:
        if kind in KINDS_OF_MENTION:
            for i in range(begin, end):
                if tags[i] == "O" and proper(i) and s.words[i].lower().rstrip(".") not in TITLES:
                    tags[i] = None
    return tags


def read_iob(path, kinds, separator=None, ignore=()):
    """Word first, tag last on each line. Tags may be IOB1 or IOB2; kinds maps the set's kinds to ours."""
    out = []
    for lines in blocks(path):
        rows = [line.split(separator) for line in lines]
        rows = [r for r in rows if len(r) >= 2 and r[0].strip()]
        words, tags, before = [], [], "O"
        for r in rows:
            tag = r[-1].strip().split(",")[0]
            kind = kinds.get(tag[2:], "O") if tag != "O" else "O"
            begins = tag[:1] == "B" or before[2:] != tag[2:]
            words.append(r[0].strip())
            tags.append("O" if kind == "O" else ("B-" if begins else "I-") + kind)
            before = tag
        if words:
            out.append(Sentence(words, names=tags, source=Path(path).name))
    return out


def read_uner(path):
    """words -> tags"""
    out = {}
    for lines in blocks(path):
        rows = [line.split("\t") for line in lines if line[0] != "#"]
        keep = ("PER", "LOC", "ORG")
        out[tuple(r[1] for r in rows)] = [r[2] if r[2][2:] in keep else "O" for r in rows]
    return out


def read_propbank(path):
    """words -> [(predicate, roleset, [(head word, role)])]; a span's head is its first word whose head is outside."""
    out = {}
    for lines in blocks(path):
        rows = [line.split("\t") for line in lines if line[0] != "#"]
        heads, predicates = [int(r[5]) for r in rows], []
        for column in range(9, len(rows[0])):
            predicate, arguments, start, role = None, [], None, ""
            for i, r in enumerate(rows):
                cell = r[column]
                if cell.startswith("("):
                    start, role = i, cell[1:cell.index("*")]
                if cell.endswith(")") and start is not None:
                    if role == "V":
                        predicate = i
                    else:
                        inside = [j for j in range(start, i + 1) if not start <= heads[j] - 1 <= i]
                        arguments.append((inside[0] if inside else start, role))
                    start = None
            if predicate is not None:
                predicates.append((predicate, rows[predicate][8], arguments))
        out[tuple(r[1] for r in rows)] = predicates
    return out


def read_ewt(data, split):
    sentences = read_conllu(data / f"ud_english_ewt/en_ewt-ud-{split}.conllu")
    names = read_uner(data / f"uner_english_ewt/en_ewt-ud-{split}.iob2")
    predicates = read_propbank(data / f"propbank_ewt_srl/ewt_srl_{split}.conll")
    for s in sentences:
        key = tuple(s.words)
        s.names, s.predicates = names.get(key), predicates.get(key)
    return sentences


def add_happened(sentences, data, split):
    """UDS judgements name the sentences by their number in an older release, so the numbers drift by one or two: of
    the shifts possible, the one under which most judged words of the neighbourhood are verbs."""
    with zipfile.ZipFile(data / "uds_factuality/factuality.zip") as archive:
        judged = json.load(io.TextIOWrapper(archive.open("factuality.json"), "utf-8"))["data"]
    marks = {}
    for key, items in judged.items():
        _, part, number = key.split("-")
        if part == split:
            marks[int(number)] = {int(k.rsplit("-", 1)[1]) - 1: v["factuality"]["factual"]["value"] for k, v in items.items()}
    order, shifts, used = sorted(marks), (-1, -2, 0, -3), 0
    def verbs(number, shift):
        at = number + shift
        if not 0 <= at < len(sentences):
            return 0.0
        upos = sentences[at].upos
        return sum(w < len(upos) and upos[w] == "VERB" for w in marks[number]) / len(marks[number])
    fits = [[verbs(number, shift) for shift in shifts] for number in order]
    for i, number in enumerate(order):
        near = fits[max(0, i - 8):i + 9]
        best = max(range(len(shifts)), key=lambda k: sum(f[k] for f in near))
        if fits[i][best] == 1.0:
            sentences[number + shifts[best]].happened = marks[number]
            used += len(marks[number])
    return used


def read_names(data):
    three = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
    wnut = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}
    folder, out = data / "ner_en_small", []
    for path in sorted((folder / "BTC/CONLL-format/data").glob("*.conll")):
        for s in read_iob(path, three, "\t"):
            mention = False            # user mentions are people there and nothing in UNER: not scored
            for i, (word, tag) in enumerate(zip(s.words, s.names)):
                mention = tag[0] == "B" and word.startswith("@") or mention and tag[0] == "I"
                if mention:
                    s.names[i] = None
            out.append(s)
    out += read_iob(folder / "WNUT17/CONLL-format/data/train/wnut17train.conll", wnut, "\t")
    out += read_iob(folder / "WNUT17/CONLL-format/data/dev/emerging.dev.conll", wnut, "\t")
    out += read_iob(folder / "WNUT17/CONLL-format/data/test/emerging.test.annotated", wnut, "\t")
    wiki = read_iob(folder / "wikigold/CONLL-format/data/wikigold.conll.txt", three, " ")
    return [s for s in out + wiki if len(s.words) >= 3]


def read_frames(data):
    """Example sentences: one predicate each; its arguments are left out (they are spans, and cost EWT's roles)."""
    out = []
    for line in open(data / "propbank_frames/examples.jsonl", encoding="utf-8"):
        e = json.loads(line)
        if e["predicate"] and 3 <= len(e["words"]) <= 60:
            out.append(Sentence(e["words"], predicates=[(e["predicate"][0], e["roleset"], None)],
                                all_predicates=False, source="frames"))
    return out


def read_candidates(data, sentences, examples):
    """lemma -> rolesets that it may have: aliases of the frame files (a multiword alias under its first word, a
    nominal one under its last word too), and whatever the training sentences show."""
    table = {}
    def put(lemma, roleset):
        if lemma:
            table.setdefault(lemma.lower(), set()).add(roleset)
    own = {}
    for line in open(data / "propbank_frames/rolesets.jsonl", encoding="utf-8"):
        r = json.loads(line)
        own[r["roleset"]] = r["lemma"].replace("-", "_").split("_")[0].lower()
        put(own[r["roleset"]], r["roleset"])
        for alias, kind in r["aliases"]:
            parts = alias.split("_")
            put(parts[0], r["roleset"])
            if kind == "n":
                put(parts[-1], r["roleset"])
    for s in sentences:
        for word, roleset, _ in s.predicates or ():
            put(s.lemmas[word], roleset)
    for s in examples:
        put(own.get(s.predicates[0][1], s.predicates[0][1].rsplit(".", 1)[0]), s.predicates[0][1])
    return {lemma: sorted(rolesets) for lemma, rolesets in sorted(table.items())}, own


def without(examples, held_out):
    """The examples that are no part of held-out sentences (the frame files quote some of the treebank's)."""
    squeeze = lambda words: "".join(words).lower()
    text = " ".join(squeeze(s.words) for s in held_out)
    return [s for s in examples if squeeze(s.words) not in text]


def augment(s, rng, rate):
    """Light damage as headlines, posts and wires have it: lower case, capitals, no final stop, curly quotes."""
    draw = rng.random()
    if draw < rate:
        return replace(s, words=[w.lower() for w in s.words])
    if draw < 2 * rate:
        return replace(s, words=[w.upper() for w in s.words])
    if draw < 3 * rate and s.words[-1] == "." and len(s.words) > 3 and (not s.heads or len(s.words) not in s.heads):
        cut = lambda x: x[:-1] if x is not None else None
        last = len(s.words) - 1
        predicates = s.predicates and [(p, r, a and [(h, l) for h, l in a if h != last])
                                       for p, r, a in s.predicates if p != last]
        return replace(s, words=cut(s.words), upos=cut(s.upos), feats=cut(s.feats), lemmas=cut(s.lemmas), heads=cut(s.heads),
                       relations=cut(s.relations), names=cut(s.names), predicates=predicates,
                       happened={k: v for k, v in s.happened.items() if k != last})
    if draw < 4 * rate and any("'" in w or '"' in w for w in s.words):
        return replace(s, words=curly(s.words))
    return s


def curly(words):
    out, opened = [], False
    for w in words:
        if w == '"':
            opened = not opened
            w = "“" if opened else "”"
        out.append(w.replace("'", "’"))
    return out


def count_inventory(sentences, examples, candidates, make_script):
    """The label sets, most frequent first where the order matters to nobody, '_' first for roles."""
    trees = [s for s in sentences if s.heads]
    feats = Counter(f for s in trees for f in s.feats)
    scripts = Counter(make_script(w, l) for s in trees for w, l in zip(s.words, s.lemmas) if l != "_")
    roles = Counter(l for s in sentences for _, _, a in s.predicates or () for _, l in a or ())
    relations = Counter(r for s in trees for r in s.relations)
    rolesets = sorted({r for rs in candidates.values() for r in rs})
    place = {r: i for i, r in enumerate(rolesets)}
    return {
        "upos": sorted({u for s in trees for u in s.upos}),
        "feats": [f for f, n in sorted(feats.items(), key=lambda x: (-x[1], x[0])) if n >= 3],
        "lemma_scripts": [f for f, n in sorted(scripts.items(), key=lambda x: (-x[1], x[0])) if n >= 2],
        "relations": [f for f, n in sorted(relations.items(), key=lambda x: (-x[1], x[0])) if n >= 2],
        "names": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"],
        "roles": ["_"] + sorted(l for l, n in roles.items() if n >= 20),
        "rolesets": rolesets,
        "candidates": {lemma: [place[r] for r in rs] for lemma, rs in candidates.items()},
    }
