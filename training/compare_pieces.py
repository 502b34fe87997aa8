"""Compares the program's WordPiece and letter cases with the reference tokeniser.

    ninja -C build benchmark_pieces
    python training/compare_pieces.py --base FOLDER [--program build/benchmark_pieces] [--words N] [FILE.conllu ...]

Every assigned code point between letters, words of the given treebanks, and random words over a mixed alphabet.
"""
import argparse
import random
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from litopys_training.batches import Pieces, letter_case  # noqa: E402

# The reference's character tables are of an older Unicode: marks and stops of scripts added since differ.
ALLOWED = {"code points": 520}


def code_points():
    for c in range(1, 0x110000):
        if not 0xD800 <= c < 0xE000 and c not in (10,) and unicodedata.category(chr(c)) != "Cn":
            yield f"a{chr(c)}b"
            yield chr(c)


def random_words(count, seed):
    rng = random.Random(seed)
    alphabet = [*"abcdefghijklmnopqrstuvwxyzETAOINSHRDLU" * 3, *"0123456789.,-'’“”—$%&#@!?()/ \t", *"éüñçßøłŠžİıÅŻ",
                *"кіїєґЖЙё", *"αβΣςάΏ", *"عربيةאבג", *"中国人日本語カタカナ", *"한국어힣", "\u0301", "\u200b", "\u00ad", "\u00a0", "\ufeff",
                "\ufffd", "\x01", "\U0001F600", "\U00020000", "ﬁ", "㎏", "①", "½", "²", "ª", "ǅ", "\u0e33", "\u0903", "\u302e"]
    for _ in range(count):
        length = rng.choice((1, 2, 3, 5, 8, 13, 21, 90, 110))
        yield "".join(rng.choice(alphabet) for _ in range(length))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--program", default="build/benchmark_pieces")
    p.add_argument("--words", type=int, default=100000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("treebanks", nargs="*", type=Path)
    a = p.parse_args()
    reference = Pieces(a.base / "tokenizer.json")
    real = sorted({line.split("\t")[1] for f in a.treebanks for line in f.read_text("utf-8").splitlines() if "\t" in line})
    failed = False
    for name, words in (("code points", list(code_points())), ("treebank words", real),
                        ("random words", list(random_words(a.words, a.seed)))):
        out = subprocess.run([a.program, a.base / "vocab.txt"], input="\n".join(words + [""]).encode(), capture_output=True, check=True)
        rows = [[int(x) for x in line.split()] for line in out.stdout.decode().splitlines()]
        assert len(rows) == len(words)
        different = [w for w, r in zip(words, rows) if r[1:] != reference.of(w)]
        cases = [w for w, r in zip(words, rows) if r[0] != letter_case(w)]
        kinds = Counter(unicodedata.category(c) for w in different for c in w if ord(c) > 127)
        print(f"{name}: {len(words)} words, {len(different)} cut differently {different[:5]} {dict(kinds)}, "
              f"{len(cases)} of another letter case {cases[:5]}")
        failed |= len(different) > ALLOWED.get(name, 0)
    sys.exit(failed)


if __name__ == "__main__":
    main()
