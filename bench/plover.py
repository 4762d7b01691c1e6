#!/usr/bin/env python3
"""News sentences with a marked source and target, and the PLOVER root between them, that `dateline read` gets right.

usage: bench/plover.py [DATELINE] [--missed | --wrong ROOT]

Reads ../shared/corpora/events/plover-pairs-train.tsv.gz (1,050 sentences; no licence stated, so it only measures).
A pair is found if some event has an actor or mediator with a mention that overlaps the marked source, and a recipient
or a further actor (in a meeting or fight both sides are actors) with a mention that overlaps the marked target.
The set takes places for targets ("imposed a curfew in Basra"), which Dateline tells as the place of the event: `found,
with places` counts these too.
A found pair has the right root if one such event is of the type that the pair bears. The set has one root YIELD for the
two types CONCEDE and RETREAT. `right type anywhere` asks for the type alone, whatever the roles.
`--missed` prints the pairs not found, `--wrong ROOT` the found ones of a root that were read as another.
"""
import collections
import csv
import gzip
import json
import re
import subprocess
import sys

from project import ROOT, release_binary

PAIRS = ROOT.parent / "shared/corpora/events/plover-pairs-train.tsv.gz"
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def pairs():
    """Sentence, span of source, span of target, root; spans in code points."""
    with gzip.open(PAIRS, "rt", encoding="utf8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, spans = "", {}
            for piece in re.split(r"(</?[st]>)", row["marked_sentence"]):
                tag = re.fullmatch(r"<(/?)([st])>", piece)
                if not tag:
                    text += piece
                elif tag[1]:
                    spans[tag[2]] = (spans[tag[2]], len(text))
                else:
                    spans[tag[2]] = len(text)
            if isinstance(spans.get("s"), tuple) and isinstance(spans.get("t"), tuple):
                yield text, spans["s"], spans["t"], row["gold_root"]


def roots_between(reading, source, target, places=False):
    """The roots of events from what is marked as source to what is marked as target."""
    def covers(ident, span):
        return any(s < span[1] and span[0] < e for s, e in mentions[ident])

    mentions = {e["id"]: e["mentions"] for e in reading["entities"]}
    found = set()
    for event in reading["events"]:
        for actor in event["actors"] + event["mediators"]:
            others = event["recipients"] + [a for a in event["actors"] if a != actor]
            if places and event["place"]:
                others.append(event["place"])
            if covers(actor, source) and any(covers(o, target) for o in others):
                found.add(YIELD.get(event["type"], event["type"]))
    return found


def main():
    words = [a for a in sys.argv[1:] if not a.startswith("-") and "/" in a]
    binary = words[0] if words else release_binary()
    cases = list(pairs())
    lines = "".join(json.dumps({"id": str(i), "text": c[0]}) + "\n" for i, c in enumerate(cases))
    out = subprocess.run([binary, "read", "--from", "jsonl", "-", "--to", "jsonl"], input=lines.encode(), check=True,
                         stdout=subprocess.PIPE).stdout.decode()
    found = right = typed = placed = 0
    table = collections.Counter()
    for line, (text, source, target, root) in zip(out.splitlines(), cases):
        reading = json.loads(line)
        read = roots_between(reading, source, target)
        typed += root in {YIELD.get(e["type"], e["type"]) for e in reading["events"]}
        found += bool(read)
        placed += bool(roots_between(reading, source, target, places=True))
        right += root in read
        told = root if root in read else min(read) if read else "none"
        table[root, told] += 1
        if "--missed" in sys.argv and not read or "--wrong" in sys.argv and sys.argv[-1] == root and read and root not in read:
            events = [(e["type"], text[e["trigger"][0]:e["trigger"][1]], e["actors"], e["recipients"]) for e in reading["events"]]
            print(f"{root}  {text[slice(*source)]!r} -> {text[slice(*target)]!r}  {sorted(read)}\n    {text}\n    {events}")
    n = len(cases)
    print(f"found            {found / n:6.1%}   ({found} of {n} pairs)")
    print(f"found, with places {placed / n:.1%}   ({placed} of {n})")
    print(f"right root       {right / max(1, found):6.1%}   ({right} of {found} found)")
    print(f"right type anywhere {typed / n:.1%}   ({typed} of {n})")
    roots = sorted({r for r, _ in table})
    heads = roots + sorted({t for _, t in table} - set(roots))
    print("\ngold root (row) as read (column)")
    print(" " * 10 + "".join(f"{h[:6]:>8}" for h in heads))
    for r in roots:
        print(f"{r:<10}" + "".join(f"{table[r, h] or '.':>8}" for h in heads))


if __name__ == "__main__":
    main()
