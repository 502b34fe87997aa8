"""Lemma scripts, trees and name tags: the parts that C++ does again, so both must agree on what is right."""
import itertools
import random
import unittest

import numpy as np

from litopys_training.corpora import Sentence, augment, curly, names_of_mentions
from litopys_training.decode import argument_roles, best_tree, name_tags
from litopys_training.figures import name_spans
from litopys_training.lemmas import apply_script, lemma_of, make_script


class Lemmas(unittest.TestCase):
    def test_worked_examples(self):
        for word, lemma, script in [("studies", "study", "L:0:3::y"), ("OSLO", "Oslo", "T:0:0::"), ("nato", "NATO", "U:0:0::"),
                                    ("McAdam", "McAdam", "K:0:0::"), ("went", "go", "A:go"), ("n't", "not", "L:0:2::ot")]:
            self.assertEqual(make_script(word, lemma), script)
            self.assertEqual(apply_script(script, word), lemma)

    def test_script_gives_back_its_lemma(self):
        rng = random.Random(3)
        for _ in range(2000):
            word, lemma = ("".join(rng.choice("abAB1-é:") for _ in range(rng.randint(1, 6))) for _ in range(2))
            self.assertEqual(apply_script(make_script(word, lemma), word), lemma)

    def test_word_too_short_for_the_script_stays(self):
        self.assertEqual(apply_script("L:0:3::y", "Ab"), "ab")


    def test_verb_takes_a_script_that_gives_a_known_verb(self):
        inventory = {"candidates": {"stage": [0]}, "lemma_exceptions": {"sang\tVERB": "A:sing"}}
        self.assertEqual(lemma_of("staged", "VERB", ["L:0:2::", "L:0:1::"], inventory), "stage")
        self.assertEqual(lemma_of("blorped", "VERB", ["L:0:2::", "L:0:1::"], inventory), "blorp")
        self.assertEqual(lemma_of("Sang", "VERB", ["L:0:0::"], inventory), "sing")


class NamesOfMentions(unittest.TestCase):
    """GUM's mentions are whole phrases; a name is the proper nouns at the head."""
    def names(self, words, upos, heads, mentions):
        return names_of_mentions(Sentence(words.split(), upos=upos.split(), heads=heads), mentions)

    def test_title_is_no_name(self):
        self.assertEqual(self.names("President Ada Moss spoke", "PROPN PROPN PROPN VERB", [2, 4, 2, 0], [(0, 3, "person")]),
                         ["O", "B-PER", "I-PER", "O"])

    def test_name_of_two_parts_joined_by_of(self):
        self.assertEqual(self.names("the University of Oslo opened", "DET PROPN ADP PROPN VERB", [2, 5, 4, 2, 0],
                                    [(0, 4, "organization"), (3, 4, "place")]),
                         ["O", "B-ORG", "I-ORG", "I-ORG", "O"])

    def test_common_noun_at_the_head_is_no_name(self):
        self.assertEqual(self.names("the Oslo team won", "DET PROPN NOUN VERB", [3, 3, 4, 0], [(0, 3, "organization")]),
                         ["O", None, "O", "O"])


class Trees(unittest.TestCase):
    @staticmethod
    def brute(score):
        n, best, value = len(score), None, -np.inf
        for heads in itertools.product(range(n), repeat=n - 1):
            if heads.count(0) != 1:
                continue
            def reaches(i):
                for _ in range(n):
                    if i == 0:
                        return True
                    i = heads[i - 1]
                return i == 0
            total = sum(score[i + 1, h] for i, h in enumerate(heads))
            if total > value and all(reaches(i + 1) for i in range(n - 1)):
                best, value = heads, total
        return value

    def test_equals_the_best_of_all_trees(self):
        rng = np.random.default_rng(5)
        for _ in range(150):
            n = int(rng.integers(2, 6))
            score = rng.normal(size=(n, n))
            heads = best_tree(score)
            self.assertEqual((heads == 0).sum(), 1)
            self.assertAlmostEqual(sum(score[i + 1, h] for i, h in enumerate(heads)), self.brute(score), places=6)


class Names(unittest.TestCase):
    tags = ["O", "B-PER", "I-PER"]

    def test_inside_needs_a_beginning(self):
        scores = np.array([[1.0, 0.9, 3.0], [0.0, 0.0, 3.0]])
        self.assertEqual(name_tags(scores, self.tags), ["B-PER", "I-PER"])

    def test_spans(self):
        self.assertEqual(name_spans(["B-PER", "I-PER", "B-PER", "O"]), {(0, 2, "PER"), (2, 3, "PER")})


class Roles(unittest.TestCase):
    def test_numbered_role_once_others_freely(self):
        labels = ["_", "ARG0", "ARGM-TMP"]
        scores = np.array([[0, 2, 0], [0, 3, 0], [0, 0, 1], [0, 0, 2], [1, 0, 0]])
        self.assertEqual(argument_roles(scores, labels), [(1, "ARG0"), (2, "ARGM-TMP"), (3, "ARGM-TMP")])


class Damage(unittest.TestCase):
    def test_final_stop_goes_with_its_labels(self):
        s = Sentence(["Go", "."], ["VERB", "PUNCT"], ["_", "_"], ["go", "."], [0, 1], ["root", "punct"], ["O", "O"], [(0, "go.01", [])])
        class Draw:
            def random(self):
                return 0.15
        short = augment(s, Draw(), 0.06)
        self.assertEqual(short.words, ["Go", "."])            # too short to cut
        longer = Sentence(["We", "go", "home", "."], heads=[2, 0, 2, 2], relations=["nsubj", "root", "advmod", "punct"])
        self.assertEqual(augment(longer, Draw(), 0.06).heads, [2, 0, 2])

    def test_curly(self):
        self.assertEqual(curly(['"', "no", '"', "n't"]), ["“", "no", "”", "n’t"])


if __name__ == "__main__":
    unittest.main()
