"""Makes training text worse on purpose: case lost, words dropped as by machine translation, names replaced.

Labels come from the clean sentence, so the student learns to see through the damage.
"""

from __future__ import annotations

import copy
import random

import numpy as np

import data
from generate import NAMES, WIDE


def apply(text, labels: data.Labels, features: data.Features, rng: random.Random, shares: dict[str, float]):
    """A copy of `text` in which a share of the sentences is replaced by noised ones (added at the end of the arrays)."""
    out = copy.copy(text)
    out.starts, out.lengths = text.starts.copy(), text.lengths.copy()
    rows, places, made = [], [], {d: ([], []) for d in text.at}
    end = len(text.rows)
    kinds = list(shares)
    punct = labels.upos.index("PUNCT")
    determiner = labels.upos.index("DET")
    for n, s in enumerate(text.sentences):
        pick = rng.random()
        kind = None
        for k in kinds:
            pick -= shares[k]
            if pick < 0:
                kind = k
                break
        if kind is None:
            continue
        a, length = int(text.starts[n]), int(text.lengths[n])
        part = slice(a, a + length)
        forms, glued = list(s.forms), list(s.glued)
        at = {d: text.at[d][part].copy() for d in text.at}
        p = {d: text.p[d][part].copy() for d in text.at}
        if kind == "lower":
            forms = [f.lower() for f in forms]
        elif kind == "upper":
            forms = [f.upper() for f in forms]
        elif kind == "title":
            forms = [f[:1].upper() + f[1:] if len(f) > 3 or i == 0 else f for i, f in enumerate(forms)]
        elif kind == "drop":
            has_child = np.zeros(length + 1, bool)
            has_child[at["heads"][:, 0]] = True
            keep = []
            for i, f in enumerate(forms):
                u = at["upos"][i, 0]
                leaf = not has_child[i + 1]
                goes = leaf and (u == determiner and f.lower() in {"the", "a", "an"} or u == punct and f in {",", "-", "\"", "."})
                keep.append(not (goes and rng.random() < 0.5))
            # Words of a name stay: their tags would break.
            keep = [k or at["names"][i, 0] != 0 for i, k in enumerate(keep)]
            if sum(keep) < 2:
                continue
            new = np.zeros(length + 1, np.int64)
            new[1:] = np.cumsum(keep)
            gone = np.zeros(length + 1, bool)
            gone[1:] = ~np.array(keep)
            keep_at = np.flatnonzero(keep)
            at = {d: v[keep_at] for d, v in at.items()}
            p = {d: v[keep_at] for d, v in p.items()}
            p["heads"][gone[at["heads"]]] = 0
            at["heads"] = new[at["heads"]].astype(at["heads"].dtype)
            forms, glued = [forms[i] for i in keep_at], [glued[i] and keep[i - 1] for i in keep_at]
            verb = labels.upos.index("VERB")
            for i in range(len(forms)):
                if at["upos"][i, 0] == verb and rng.random() < 0.05:
                    forms[i] = forms[i][:1].upper() + forms[i][1:]
        elif kind == "rename":
            changed = False
            for start, stop, name in data.to_spans([labels.names[t] for t in at["names"][:, 0]]):
                same = (NAMES if rng.random() < 0.5 else WIDE).get((name, stop - start))
                if same and rng.random() < 0.7 and all(data.capital(f) for f in forms[start:stop]):
                    forms[start:stop] = rng.choice(same)
                    changed = True
                    # A new name has a new lemma; the old script need not fit it.
                    p["lemma"][start:stop] = 0
            if not changed:
                continue
        rows.append(features.sentence(forms, glued))
        for d in made:
            made[d][0].append(at[d])
            made[d][1].append(p[d])
        out.starts[n], out.lengths[n] = end, len(forms)
        end += len(forms)
    if rows:
        out.rows = np.concatenate([text.rows] + rows)
        out.at = {d: np.concatenate([text.at[d]] + made[d][0]) for d in made}
        out.p = {d: np.concatenate([text.p[d]] + made[d][1]) for d in made}
    return out
