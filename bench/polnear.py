#!/usr/bin/env python3
"""Attribution on PolNeAR: who says what in American political news, as `dateline read` finds it.

usage: bench/polnear.py [DATELINE] [--set dev|train] [--errors missed|made]

Reads ../shared/corpora/attribution/polnear-SET.jsonl.gz (84 articles in dev; no licence stated, so for measuring only).
An attribution of the corpus has spans of content, cue and source. It is found if a statement's content shares with its
content at least half of the words that either has (intersection over union); pairs are one to one, best first. Of those
found, the source is right if the statement's speaker words overlap the corpus's source. An attribution without content or
without a source counts too: what names neither cannot be found, and costs recall.

The corpus marks more than Dateline wants: thoughts, plans, attitudes and the wording of documents, and each article is
about an election and not a war, so that its texts are fresh to every rule.
"""
import argparse
import gzip
import json
import re
import subprocess

from gold import shared
from project import release_binary

CITRON = """Citron (BBC) on the test set of PARC 3.0, as its model card gives: exact spans P 64.3 R 50.7 F1 56.7, overlapping spans F1 83.2.
That is another corpus, of other texts and other guidelines, and \"overlap\" there asks for less than half of the words:
the figures stand beside each other and are no comparison."""


def words(text, spans):
    return {m.start() for a, b in spans for m in re.compile(r"\w+").finditer(text, a, b)}


def pairs(gold, read):
    """One-to-one pairs of attributions and statements whose contents share half of their words, best first."""
    ranked = []
    for i, g in enumerate(gold):
        for j, r in enumerate(read):
            shared_part = len(g & r) / max(1, len(g | r))
            if shared_part >= 0.5:
                ranked.append((-shared_part, i, j))
    found = {}
    for _, i, j in sorted(ranked):
        if i not in found and j not in found.values():
            found[i] = j
    return found


def overlaps(a, spans):
    return any(a[0] < e and s < a[1] for s, e in spans)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline", nargs="?")
    parser.add_argument("--set", choices=["dev", "train"], default="dev")
    parser.add_argument("--errors", choices=["missed", "made"])
    arguments = parser.parse_args()
    path = shared() / "corpora" / "attribution" / f"polnear-{arguments.set}.jsonl.gz"
    if not path.is_file():
        print(f"no PolNeAR at {path}: nothing to measure")
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    lines = "".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n" for a in articles)
    run = subprocess.run([arguments.dateline or release_binary(), "read", "--from", "jsonl", "-", "--to", "jsonl"],
                         input=lines, capture_output=True, text=True, check=True)
    readings = {r["document"]["id"]: r["statements"] for r in map(json.loads, run.stdout.splitlines())}
    n_gold = n_read = n_found = n_source = 0
    for article in articles:
        text, statements = article["text"], readings[article["id"]]
        gold = article["attributions"]
        found = pairs([words(text, g.get("content", [])) for g in gold], [words(text, s["content"]) for s in statements])
        n_gold, n_read, n_found = n_gold + len(gold), n_read + len(statements), n_found + len(found)
        n_source += sum(1 for i, j in found.items()
                        if statements[j]["speaker_span"] and overlaps(statements[j]["speaker_span"], gold[i].get("source", [])))
        cut = lambda spans: " … ".join(" ".join(text[a:b].split()) for a, b in spans)
        if arguments.errors == "missed":
            for i, g in enumerate(gold):
                if i not in found:
                    print(f"- {cut(g.get('source', []))} [{cut(g.get('cue', []))}] {cut(g.get('content', []))}")
        if arguments.errors == "made":
            for j, s in enumerate(statements):
                if j not in found.values():
                    who = cut([s["speaker_span"]]) if s["speaker_span"] else ""
                    print(f"+ {who} [{cut([s['cue']])}] {cut(s['content'])}")
    precision, recall = n_found / max(1, n_read), n_found / max(1, n_gold)
    f1 = 2 * n_found / max(1, n_read + n_gold)
    print(f"content: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({n_found} of {n_gold} found, {n_read} read)")
    print(f"source right where the content is: {n_source / max(1, n_found):.3f} ({n_source} of {n_found})")
    print(CITRON)


if __name__ == "__main__":
    main()
