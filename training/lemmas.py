"""Better lemma labels than the teacher's for plain text: what the treebanks say of the form, else the stem that is a known word."""

from __future__ import annotations

from collections import Counter, defaultdict

import data

VOWELS = set("aeiou")


class Lemmas:
    def __init__(self, trees: list[data.Sentence], labels: data.Labels):
        self.index = {s: i for i, s in enumerate(labels.lemma)}
        seen: dict[tuple[str, str, bool], Counter] = defaultdict(Counter)
        self.base: Counter = Counter()
        for s in trees:
            for form, xpos, lemma in zip(s.forms, s.xpos, s.lemmas):
                seen[data.lower(form), xpos, data.capital(form)][data.lemma_script(form, lemma)] += 1
                self.base[xpos[:2], lemma] += 3
        self.seen = {k: c.most_common(1)[0][0] for k, c in seen.items()}
        self.cache: dict[tuple[str, str], int | None] = {}

    def learn(self, form: str, xpos: str) -> None:
        """Counts base forms of plain text, so that stems can be checked against them."""
        if xpos in {"VB", "VBP"}:
            self.base["VB", data.lower(form)] += 1
        elif xpos == "NN":
            self.base["NN", data.lower(form)] += 1

    def label(self, form: str, xpos: str) -> int | None:
        key = form, xpos
        if key not in self.cache:
            script = self._script(form, xpos)
            self.cache[key] = self.index.get(script) if script else None
        return self.cache[key]

    def _script(self, form: str, xpos: str) -> str | None:
        low, cap = data.lower(form), data.capital(form)
        got = self.seen.get((low, xpos, cap)) or (self.seen.get((low, xpos, not cap)) if xpos not in {"NNP", "NNPS"} else None)
        if got:
            return got
        if xpos == "NNP":
            return "K0+" if form != form.lower() else "L0+"
        if xpos in {"NNPS", "FW", "SYM", "JJR", "JJS", "RBR", "RBS", "ADD"}:
            return None
        best = max(self._stems(low, xpos), key=lambda c: (self.base.get((xpos[:2], c), 0), -abs(len(c) - len(low))), default=None)
        if best is None:
            return "L0+" if xpos in {"NN", "VB", "VBP", "RB", "IN", "DT"} else None
        if self.base.get((xpos[:2], best), 0) < 2:
            return None
        return data.lemma_script(low, best)

    @staticmethod
    def _stems(low: str, xpos: str) -> list[str]:
        out = []
        if xpos == "VBG" and low.endswith("ing"):
            ending = low[:-3]
        elif xpos in {"VBD", "VBN"} and low.endswith("ed"):
            ending = low[:-2]
            if low.endswith("ied"):
                out.append(low[:-3] + "y")
        elif xpos in {"VBZ", "NNS"} and low.endswith("s"):
            out += [low[:-1]]
            if low.endswith("es"):
                out.append(low[:-2])
            if low.endswith("ies"):
                out.append(low[:-3] + "y")
            return out
        else:
            return out
        out += [ending, ending + "e"]
        if len(ending) > 2 and ending[-1] == ending[-2] and ending[-1] not in VOWELS:
            out.append(ending[:-1])
        return out


def improve(text, labels: data.Labels, lemmas: Lemmas) -> None:
    """Puts the better lemma labels into a text that the teacher labelled."""
    tags = [labels.xpos[t] for t in text.at["xpos"][:, 0]]
    words = [f for s in text.sentences for f in s.forms]
    for form, xpos in zip(words, tags):
        lemmas.learn(form, xpos)
    for i, (form, xpos) in enumerate(zip(words, tags)):
        got = lemmas.label(form, xpos)
        if got is not None:
            text.at["lemma"][i, 0] = got
            text.p["lemma"][i] = 0
            text.p["lemma"][i, 0] = 1
