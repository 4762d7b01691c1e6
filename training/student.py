"""The student: a small convolutional tagger, parser and name finder that runs in int8 inside Dateline.

`python student.py [--quick]`   trains on gold and labelled text and writes WORK/student.pt
`--quick` trains on the treebanks alone, for a first file.
"""

from __future__ import annotations

import functools
import math
import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import lemmas
import noise
from data import CONFIG, WORK, Labels, Sentence

SETTINGS = CONFIG["student"]
DECISIONS = ("upos", "xpos", "lemma", "names", "heads", "rels")
TAGS = ("upos", "xpos", "lemma", "names")


# ---------------------------------------------------------------- the network

@functools.cache
def buckets(words: int) -> torch.Tensor:
    """bucket[i, j] of the distance from word i to head j; see `bucket_of`."""
    side = torch.tensor([bucket_of(d) for d in range(words + 1)])
    away = torch.arange(words)[None, :] - torch.arange(words)[:, None]
    return side[away.abs()] + (away > 0) * (BUCKETS // 2)


def bucket_of(distance: int) -> int:
    """1..10 exact, then 11-12, 13-15, 16-19, 20-25, 26-32, farther."""
    d = max(distance, 1)
    if d <= 10:
        return d - 1
    for n, last in enumerate((12, 15, 19, 25, 32)):
        if d <= last:
            return 10 + n
    return 15


BUCKETS = 32


def fake(x: torch.Tensor, scale: torch.Tensor | float) -> torch.Tensor:
    """Rounds to int8 steps and lets the gradient through."""
    q = (x / scale).round().clamp(-127, 127) * scale
    return x + (q - x).detach()


class Quantised(nn.Linear):
    """A linear layer that can act as if in int8: inputs with one static scale, weights with one scale an output."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__(inputs, outputs)
        self.register_buffer("scale", torch.tensor(0.0))
        self.mode = "float"

    def forward(self, x):
        if self.mode == "observe":
            # A high quantile of the magnitudes; the few above are clipped.
            v = x.detach().abs().flatten()
            high = v.kthvalue(max(1, int(v.numel() * 0.9998))).values.float() / 127
            self.scale.copy_(high if self.scale == 0 else 0.9 * self.scale + 0.1 * high)
        if self.mode != "int8":
            return super().forward(x)
        w = fake(self.weight, self.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-6) / 127)
        return F.linear(fake(x, self.scale), w, self.bias)


class Student(nn.Module):
    def __init__(self, labels: Labels, rows: int):
        super().__init__()
        self.labels = labels
        d = SETTINGS["width"]
        self.dilations = SETTINGS["dilations"]
        self.table = nn.EmbeddingBag(rows, d, mode="sum", padding_idx=0)
        nn.init.normal_(self.table.weight, std=0.3)
        with torch.no_grad():
            self.table.weight[0] = 0
        self.norm_in = nn.LayerNorm(d)
        self.blocks = nn.ModuleList(Quantised(3 * d, 2 * d) for _ in self.dilations)
        self.norms = nn.ModuleList(nn.LayerNorm(d) for _ in self.dilations)
        for b in self.blocks:
            nn.init.normal_(b.weight, std=1 / math.sqrt(3 * d))
            nn.init.zeros_(b.bias)
        a, l = SETTINGS["arc"], SETTINGS["label"]
        self.parts = [("upos", len(labels.upos)), ("xpos", len(labels.xpos)), ("lemma", len(labels.lemma)),
                      ("names", len(labels.names)), ("dep", a), ("head", a), ("prior", 1), ("rel_dep", l), ("rel_head", l)]
        self.heads = Quantised(d, sum(n for _, n in self.parts))
        self.distance = nn.Parameter(torch.zeros(BUCKETS, a))
        self.distance_bias = nn.Parameter(torch.zeros(BUCKETS))
        self.root = nn.Parameter(torch.randn(a) * 0.1)
        self.root_bias = nn.Parameter(torch.zeros(1))
        self.rel_root = nn.Parameter(torch.randn(l) * 0.1)
        self.rel_distance = nn.Parameter(torch.zeros(BUCKETS, l))
        self.rel_out = Quantised(l, len(labels.rels))
        self.drop = nn.Dropout(SETTINGS["dropout"])

    def quantise(self, mode: str) -> None:
        for m in self.modules():
            if isinstance(m, Quantised):
                m.mode = mode

    def encode(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        b, t, n = rows.shape
        keep = mask.unsqueeze(-1).float()
        x = self.norm_in(self.table(rows.reshape(b * t, n)).view(b, t, -1))
        x = self.drop(x) * keep
        for block, norm, d in zip(self.blocks, self.norms, self.dilations):
            left = F.pad(x, (0, 0, d, 0))[:, :t]
            right = F.pad(x, (0, 0, 0, d))[:, d:]
            y = block(torch.cat([left, x, right], -1))
            y = torch.maximum(*y.chunk(2, -1)).float()
            x = norm(x + self.drop(y)) * keep
        return x

    def forward(self, rows, mask):
        """Tag scores, arc scores over [root, words], and what relations need."""
        x = self.encode(rows, mask)
        out = dict(zip([n for n, _ in self.parts], self.heads(x).split([n for _, n in self.parts], -1)))
        dep = out["dep"]
        t = mask.shape[1]
        between = buckets(t)
        arcs = (dep @ out["head"].transpose(1, 2)).float()
        far = (dep @ self.distance.to(dep.dtype).T).float() + self.distance_bias
        arcs = arcs + far.gather(-1, between.expand(len(dep), t, t)) + out["prior"].float().transpose(1, 2)
        arcs = arcs + (~mask)[:, None, :] * -1e4 + torch.eye(t) * -1e4
        root = (dep @ self.root.to(dep.dtype)).float().unsqueeze(-1) + self.root_bias
        return out, torch.cat([root, arcs], -1)

    def relations(self, out, chosen):
        """Scores of the relation of each word to its chosen head (0 the root)."""
        t = chosen.shape[1]
        at = (chosen - 1).clamp(min=0)
        head = out["rel_head"].float()
        h = head.gather(1, at.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        h = h + self.rel_distance[buckets(t).expand(len(chosen), t, t).gather(-1, at.unsqueeze(-1)).squeeze(-1)]
        h = torch.where((chosen == 0).unsqueeze(-1), self.rel_root, h)
        return self.rel_out(self.drop(F.relu(out["rel_dep"].float() + h))).float()


# ---------------------------------------------------------------- decoding

def is_tree(heads: list[int]) -> bool:
    if sum(h == 0 for h in heads) != 1:
        return False
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for i in range(1, len(heads) + 1):
        path, at = [], i
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at - 1]
        if state[at] == 1:
            return False
        for p in path:
            state[p] = 2
    return True


def decode(scores: np.ndarray) -> list[int]:
    """The best tree with one root: greedy if that is a tree, else Chu-Liu/Edmonds under each likely root."""
    heads = scores.argmax(1).tolist()
    if is_tree(heads):
        return heads
    n = len(heads)
    best, best_score = None, -1e30
    for r in np.argsort(-scores[:, 0], kind="stable")[:3]:
        s = np.full((n + 1, n + 1), -1e9)
        s[1:, 1:] = scores[:, 1:]
        s[r + 1] = -1e9
        s[r + 1, 0] = 0
        tree = edmonds(s)
        total = scores[r, 0] + sum(scores[i, tree[i + 1]] for i in range(n) if i != r)
        if total > best_score:
            best, best_score = tree[1:], total
    return [int(h) for h in best]


def edmonds(s: np.ndarray) -> list[int]:
    """heads[i] maximising the sum of s[i, heads[i]] over trees rooted in 0."""
    n = len(s)
    s = s.copy()
    np.fill_diagonal(s, -1e12)
    heads = s.argmax(1)
    heads[0] = -1
    cycle = None
    colour = [0] * n
    colour[0] = 2
    for i in range(1, n):
        path, at = [], i
        while colour[at] == 0:
            colour[at] = 1
            path.append(at)
            at = heads[at]
        if colour[at] == 1:
            cycle = path[path.index(at):]
            break
        for p in path:
            colour[p] = 2
    if cycle is None:
        return heads.tolist()
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    m = len(outside)
    t = np.full((m + 1, m + 1), -1e12)
    enter, leave = {}, {}
    for a, i in enumerate(outside):
        for b, j in enumerate(outside):
            t[a, b] = s[i, j]
        j = max(cycle, key=lambda j: s[i, j])
        t[a, m], leave[a] = s[i, j], j
    for b, j in enumerate(outside):
        i = max(cycle, key=lambda i: s[i, j] - s[i, heads[i]])
        t[m, b], enter[b] = s[i, j] - s[i, heads[i]], i
    small = edmonds(t)
    out = heads.tolist()
    for a, i in enumerate(outside):
        if i == 0:
            continue
        out[i] = leave[a] if small[a] == m else outside[small[a]]
    b = small[m]
    out[enter[b]] = outside[b]
    out[0] = -1
    return out


# ---------------------------------------------------------------- data

class Text:
    """Sentences end to end: feature rows and, for every decision, up to four labels with probabilities (all zero: unknown)."""

    def __init__(self, sentences: list[Sentence], features: data.Features):
        self.sentences = sentences
        self.lengths = np.array([len(s.forms) for s in sentences])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)])[:-1]
        words = int(self.lengths.sum())
        k = CONFIG["text"]["soft"]
        self.rows = np.concatenate([features.sentence(s.forms, s.glued) for s in sentences])
        self.at = {d: np.zeros((words, k), np.int16 if d == "heads" else np.uint8) for d in DECISIONS}
        self.p = {d: np.zeros((words, k), np.float16) for d in DECISIONS}

    def fill(self, name: str) -> None:
        """Takes the teacher's labels."""
        got = np.load(WORK / f"labelled-{name}.npz")
        for d in DECISIONS:
            self.at[d][:], self.p[d][:] = got[f"{d}_at"], got[f"{d}_p"]
        # In short sentences the teacher's lesser choices lie outside the sentence.
        outside = self.at["heads"] > np.repeat(self.lengths, self.lengths)[:, None]
        self.at["heads"][outside], self.p["heads"][outside] = 0, 0
        better = WORK / f"names-{name}.npz"
        if better.exists():
            got = np.load(better)
            self.at["names"][:], self.p["names"][:] = got["names_at"], got["names_p"]
        self.mend_names()

    def mend_names(self) -> None:
        """Puts the tags of the best lawful path first, where the best tags word by word are none."""
        at, p = self.at["names"], self.p["names"].astype(np.float32)
        first = at[:, 0]
        inside = np.array([t[0] == "I" for t in data.NAME_TAGS])
        before = np.concatenate([[0], first[:-1]])
        before[self.starts] = 0
        wrong = inside[first] & ~data.FOLLOWS[first, before]
        for n in np.unique(np.searchsorted(self.starts, np.flatnonzero(wrong), "right") - 1):
            part = slice(self.starts[n], self.starts[n] + self.lengths[n])
            scores = np.full((self.lengths[n], len(data.NAME_TAGS)), -12.0)
            np.put_along_axis(scores, at[part].astype(np.int64), np.log(np.maximum(p[part], 1e-5)), 1)
            for i, tag in zip(range(part.start, part.stop), data.best_path(scores)):
                if at[i, 0] != tag:
                    same = np.flatnonzero(at[i] == tag)
                    other = same[0] if len(same) else at.shape[1] - 1
                    at[i, other], at[i, 0] = at[i, 0], tag
                    self.p["names"][i, [0, other]] = self.p["names"][i, [other, 0]]
                    self.p["names"][i, 0] = max(self.p["names"][i, 0], 0.3)

    def forget(self, sentence: int, decisions) -> None:
        a = self.starts[sentence]
        for d in decisions:
            self.p[d][a : a + self.lengths[sentence]] = 0

    def fix(self, labels: Labels) -> None:
        """Gold labels, where a sentence has them, over the teacher's."""
        index = {k: {v: i for i, v in enumerate(getattr(labels, k))} for k in ("upos", "xpos", "lemma", "rels", "names")}
        from teacher import relation
        for s, a in zip(self.sentences, self.starts):
            known = {}
            if s.upos:
                known["upos"] = [index["upos"][u] for u in s.upos]
                known["xpos"] = [index["xpos"].get(x, -1) for x in s.xpos]
                known["lemma"] = [index["lemma"].get(data.lemma_script(f, l), -1) for f, l in zip(s.forms, s.lemmas)]
            if s.heads:
                known["heads"] = s.heads
                known["rels"] = [relation(r, index["rels"]) for r in s.rels]
            if s.names:
                known["names"] = [index["names"][t] for t in s.names]
            for d, values in known.items():
                for i, v in enumerate(values):
                    self.p[d][a + i] = 0
                    if v >= 0:
                        self.at[d][a + i, 0] = v
                        self.p[d][a + i, 0] = 1


def texts() -> dict[str, list[Sentence]]:
    """All that the teacher labels."""
    import generate
    import teacher
    trees, named = teacher.gold()
    return {"gold": trees, "named": named, "generated": generate.sentences(CONFIG["text"]["generated"]),
            "plain": data.plain_sentences(CONFIG["text"]["max_words"])}


class Batch:
    def __init__(self, text: Text, chosen, rng: np.random.Generator | None):
        lengths = text.lengths[chosen]
        t = int(lengths.max())
        mask = np.arange(t) < lengths[:, None]
        at = np.where(mask, text.starts[chosen][:, None] + np.arange(t), 0)
        rows = text.rows[at].astype(np.int64)
        rows[~mask] = 0
        if rng is not None:
            dropped = rng.random(mask.shape) < SETTINGS["form_dropout"]
            rows[dropped, :2] = 0
            # Whole words are hidden more rarely: shape and place in the sentence must do.
            rows[rng.random(mask.shape) < 0.02, :10] = 0
        self.rows, self.mask = torch.from_numpy(rows), torch.from_numpy(mask)
        self.words = int(lengths.sum())
        self.at = {d: torch.from_numpy(np.where(mask[..., None], text.at[d][at], 0).astype(np.int64)) for d in DECISIONS}
        self.p = {}
        for d in DECISIONS:
            p = text.p[d][at].astype(np.float32)
            p[~mask] = 0
            hard = CONFIG["student"]["hard_share"]
            total = p.sum(-1, keepdims=True)
            p = np.divide(p, total, out=np.zeros_like(p), where=total > 0) * (1 - hard)
            p[..., 0] += hard * (total[..., 0] > 0)
            self.p[d] = torch.from_numpy(p)


def loss_of(scores: torch.Tensor, at: torch.Tensor, p: torch.Tensor) -> torch.Tensor:
    """Cross entropy against a few labels with probabilities, per known word."""
    q = F.log_softmax(scores.float(), -1).gather(-1, at)
    known = (p.sum(-1) > 0).sum().clamp(min=1)
    return -(q * p).sum() / known


def losses(model: Student, b: Batch) -> dict[str, torch.Tensor]:
    out, arcs = model(b.rows, b.mask)
    got = {d: loss_of(out[d], b.at[d], b.p[d]) for d in TAGS}
    got["heads"] = loss_of(arcs, b.at["heads"], b.p["heads"])
    got["rels"] = loss_of(model.relations(out, b.at["heads"][..., 0]), b.at["rels"], b.p["rels"])
    return got


def shuffled(text: Text, copies: np.ndarray, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    order = np.repeat(np.arange(len(text.lengths)), copies)
    order = order[np.argsort(text.lengths[order] + rng.random(len(order)) * 3, kind="stable")]
    out, first = [], 0
    while first < len(order):
        last = first
        while last < len(order) and text.lengths[order[last]] * (last - first + 1) <= size:
            last += 1
        last = max(last, first + 1)
        out.append(order[first:last])
        first = last
    return [out[i] for i in rng.permutation(len(out))]


# ---------------------------------------------------------------- training

def evaluate(model: Student, features: data.Features, names: bool = True) -> dict[str, str]:
    import evaluate as scoring
    model.eval()
    labels, out = model.labels, {}

    def run(sentences):
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms))
        for n in range(0, len(order), 64):
            chosen = order[n : n + 64]
            b = Batch(Text([sentences[i] for i in chosen], features), np.arange(len(chosen)), None)
            with torch.no_grad():
                got, arcs = model(b.rows, b.mask)
                heads = [decode(arcs[r, : len(sentences[i].forms), : len(sentences[i].forms) + 1].numpy()) for r, i in enumerate(chosen)]
                padded = torch.zeros(b.mask.shape, dtype=torch.long)
                for r, h in enumerate(heads):
                    padded[r, : len(h)] = torch.tensor(h)
                rels = model.relations(got, padded).argmax(-1)
            for r, i in enumerate(chosen):
                yield sentences[i], heads[r], rels[r], {k: got[k][r].argmax(-1) for k in TAGS if k != "names"} | {"names": got["names"][r].float()}

    for part in ("ewt-dev", "gum-dev"):
        count = scoring.Counts()
        for s, heads, rels, tags in run(data.read_conllu(data.CORPORA / f"treebank/{part}.conllu.gz")):
            count.add(s, heads, [labels.rels[r] for r in rels], [labels.upos[t] for t in tags["upos"]], [labels.xpos[t] for t in tags["xpos"]],
                      [data.apply_script(f, labels.lemma[t]) for f, t in zip(s.forms, tags["lemma"])])
        out[part] = str(count)
    if names:
        for part, sentences in [("re3d held out", data.re3d()[1]), ("crossner test", data.crossner("test")), ("uner test", data.uner("test"))]:
            count = scoring.NameCounts()
            for s, _, _, tags in run(sentences):
                count.add(s.names, [labels.names[t] for t in data.best_path(tags["names"][: len(s.forms)].numpy())])
            out[part] = str(count)
    model.train()
    return out


def gather(quick: bool, labels: Labels, features: data.Features) -> tuple[Text, np.ndarray]:
    """One text out of all sets, with the number of copies of each sentence in an epoch."""
    import teacher
    copies = SETTINGS["gold_copies"]
    if quick:
        trees, named = teacher.gold()
        text = Text(trees + named, features)
        text.fix(labels)
        return text, np.ones(len(text.lengths), np.int64)
    sets = texts()
    parts, weights = [], []
    lexicon = lemmas.Lemmas(sets["gold"], labels)
    for name, sentences in sets.items():
        part = Text(sentences, features)
        part.fill(name)
        if name == "named":
            # UNER stands on EWT dev: only its names may be learned.
            for i in range(len(data.uner("dev"))):
                if sentences[i].document == "":
                    part.forget(i, ("upos", "xpos", "lemma", "heads", "rels"))
        lemmas.improve(part, labels, lexicon)
        part.fix(labels)
        parts.append(part)
        weights.append(np.full(len(sentences), {"gold": copies, "named": 2 * copies}.get(name, 1)))
        print(name, len(sentences), "sentences", len(part.rows), "words", flush=True)
    whole = parts[0]
    whole.sentences = [s for p in parts for s in p.sentences]
    whole.lengths = np.concatenate([p.lengths for p in parts])
    whole.starts = np.concatenate([[0], np.cumsum(whole.lengths)])[:-1]
    whole.rows = np.concatenate([p.rows for p in parts])
    for d in DECISIONS:
        whole.at[d] = np.concatenate([p.at[d] for p in parts])
        whole.p[d] = np.concatenate([p.p[d] for p in parts])
    return whole, np.concatenate(weights)


LOSSES = {"upos": 0.5, "xpos": 0.4, "lemma": 0.3, "names": 1.0, "heads": 1.0, "rels": 0.7}


def rate(share: float) -> float:
    """One cycle: up over the first 8 %, then down along a cosine."""
    return share / 0.08 if share < 0.08 else 0.5 * (1 + math.cos(math.pi * (share - 0.08) / 0.92)) + 1e-3


def train(quick: bool, name: str, epochs: int, start: str | None = None, minutes: float = 0) -> None:
    torch.manual_seed(CONFIG["seed"])
    torch.set_num_threads(SETTINGS["threads"])
    rng = np.random.default_rng(CONFIG["seed"])
    labels = Labels.load(WORK / "labels.json")
    features = data.Features(SETTINGS)
    started = time.time()
    text, copies = gather(quick, labels, features)
    model = Student(labels, features.rows)
    if start:
        model.load_state_dict(torch.load(WORK / f"{start}.pt"))
    print("built in", round(time.time() - started), "s;", sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    decay = [p for n, p in model.named_parameters() if p.ndim > 1 and "table" not in n]
    known = {id(p) for p in decay}
    rest = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": decay, "weight_decay": SETTINGS["weight_decay"]}, {"params": rest, "weight_decay": 0.0}],
                                  lr=SETTINGS["rate"], betas=(0.9, 0.98), fused=True)
    steps = epochs * len(shuffled(text, copies, SETTINGS["words_per_batch"], rng))
    step, started, sums, words, share, noised = 0, time.time(), {}, 0, 0.0, None
    for epoch in range(epochs):
        if epoch % 2 == 0:
            noised = noise.apply(text, labels, features, random.Random(CONFIG["seed"] + epoch), SETTINGS["noise"])
        for chosen in shuffled(noised, copies, SETTINGS["words_per_batch"], rng):
            share = step / steps
            if minutes:
                # On a machine that others slow down, the schedule ends in time rather than after all steps.
                share = max(share, (time.time() - started) / 60 / minutes)
            if share >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = SETTINGS["rate"] * rate(share)
            integer = share > 1 - SETTINGS["quantised_share"]
            model.quantise("int8" if integer else "observe" if step % 50 == 0 else "float")
            b = Batch(noised, chosen, rng)
            with torch.autocast("cpu", torch.bfloat16, enabled=not integer):
                got = losses(model, b)
            loss = sum(LOSSES[k] * v for k, v in got.items())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0, foreach=True)
            optimizer.step()
            step += 1
            words += b.words
            for k, v in got.items():
                sums[k] = sums.get(k, v.item()) * 0.99 + v.item() * 0.01
            if step % 200 == 0:
                print(f"{step}/{steps} {time.time() - started:.0f}s {words / (time.time() - started):.0f} words/s",
                      {k: round(v, 3) for k, v in sums.items()}, flush=True)
        torch.save(model.state_dict(), WORK / f"{name}.pt")
        last = epoch + 1 == epochs or share >= 1
        if last or epoch % 3 == 2:
            print("epoch", epoch + 1, evaluate(model, features, names=last), flush=True)
        if last:
            break
    model.quantise("float")
    print("float", evaluate(model, features), flush=True)


if __name__ == "__main__":
    if "--quick" in sys.argv:
        train(True, "student-quick", 4)
    else:
        name, epochs, *more = sys.argv[1:] or ["student", SETTINGS["epochs"]]
        train(False, name, int(epochs), more[0] if more else None, float(more[1]) if len(more) > 1 else 0)
