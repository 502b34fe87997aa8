"""Figures on sentences with gold layers, computed as the project's scorers compute them (gold words)."""
import numpy as np

from .decode import analyse


def f1(hit, system, gold):
    return 2 * hit / max(1, system + gold)


def name_spans(tags):
    out, opened = set(), None
    for i, tag in enumerate(list(tags) + ["O"]):
        if opened and (tag == "O" or tag[0] == "B" or tag[2:] != opened[1]):
            out.add((opened[0], i, opened[1]))
            opened = None
        if tag != "O" and not opened:
            opened = (i, tag[2:])
    return out


def figures(model, inventory, pieces, sentences):
    c = dict.fromkeys("words upos feats lemma uas las names_hit names_system names_gold predicates_system predicates_gold hit sense "
                      "roles roles_system roles_gold core core_system core_gold".split(), 0)
    cut = lambda relation: relation.split(":")[0]
    judged = []
    for s, a in zip(sentences, analyse(model, inventory, pieces, sentences)):
        c["words"] += len(s.words)
        c["upos"] += sum(x == y for x, y in zip(s.upos, a.upos))
        c["feats"] += sum(x == y for x, y in zip(s.feats, a.feats))
        c["lemma"] += sum(x == y or x == "_" for x, y in zip(s.lemmas, a.lemmas))
        right = [x == y for x, y in zip(s.heads, a.heads)]
        c["uas"] += sum(right)
        c["las"] += sum(r and cut(x) == cut(y) for r, x, y in zip(right, s.relations, a.relations))
        if s.names:
            gold, system = name_spans(s.names), name_spans(a.names)
            c["names_hit"] += len(gold & system)
            c["names_system"] += len(system)
            c["names_gold"] += len(gold)
        if s.predicates is not None:
            gold = {(p, role, head) for p, _, arguments in s.predicates for head, role in arguments}
            system = set(a.roles)
            core = lambda triples: {t for t in triples if t[1][:3] == "ARG" and t[1][3:4].isdigit()}
            c["predicates_gold"] += len(s.predicates)
            c["predicates_system"] += len(a.senses)
            c["hit"] += sum(p in a.senses for p, _, _ in s.predicates)
            c["sense"] += sum(a.senses.get(p) == roleset for p, roleset, _ in s.predicates)
            for key, x, y in (("roles", gold, system), ("core", core(gold), core(system))):
                c[key] += len(x & y)
                c[key + "_gold"] += len(x)
                c[key + "_system"] += len(y)
        judged += [(value, a.happened[w]) for w, value in s.happened.items() if w in a.happened]
    out = {k: c[k] / max(1, c["words"]) for k in ("upos", "feats", "lemma", "uas", "las")}
    out["names"] = f1(c["names_hit"], c["names_system"], c["names_gold"])
    out["predicates"] = f1(c["hit"], c["predicates_system"], c["predicates_gold"])
    out["sense"] = c["sense"] / max(1, c["hit"])
    out["roles"] = f1(c["roles"], c["roles_system"], c["roles_gold"])
    out["core"] = f1(c["core"], c["core_system"], c["core_gold"])
    if len(judged) > 2:
        out["happened_r"] = float(np.corrcoef(np.array(judged).T)[0, 1])
    return out
