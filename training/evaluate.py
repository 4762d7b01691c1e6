"""Scores with the CoNLL 2018 rules on gold words: subtypes of relations are ignored; names by exact span and type."""

from __future__ import annotations

from collections import Counter

import data


class Counts:
    def __init__(self):
        self.n = self.upos = self.xpos = self.lemma = self.uas = self.las = 0
        self.by_relation: dict[str, list[int]] = {}

    def add(self, gold: data.Sentence, heads, rels, upos, xpos, lemmas) -> None:
        for i in range(len(gold.forms)):
            self.n += 1
            self.upos += gold.upos[i] == upos[i]
            self.xpos += gold.xpos[i] == xpos[i]
            self.lemma += gold.lemmas[i] in ("_", lemmas[i])
            right = gold.heads[i] == heads[i]
            base = gold.rels[i].split(":")[0]
            both = right and base == rels[i].split(":")[0]
            self.uas += right
            self.las += both
            c = self.by_relation.setdefault(base, [0, 0])
            c[0] += both
            c[1] += 1

    def __str__(self):
        return " ".join(f"{k} {100 * getattr(self, k.lower()) / max(1, self.n):.2f}" for k in ("UPOS", "XPOS", "Lemma", "UAS", "LAS"))


class NameCounts:
    def __init__(self):
        self.hit, self.gold, self.said = Counter(), Counter(), Counter()

    def add(self, gold_tags, said_tags) -> None:
        gold, said = set(data.to_spans(gold_tags)), set(data.to_spans(said_tags))
        for spans, counter in ((gold, self.gold), (said, self.said), (gold & said, self.hit)):
            counter.update(s[2] for s in spans)

    def f1(self, kinds) -> float:
        hit, gold, said = (sum(c[k] for k in kinds) for c in (self.hit, self.gold, self.said))
        return 200 * hit / max(1, gold + said)

    def __str__(self):
        return f"P/O/L {self.f1(['PER', 'ORG', 'LOC']):.1f} " + " ".join(f"{k} {self.f1([k]):.1f}" for k in data.NAME_TYPES)
