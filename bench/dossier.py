#!/usr/bin/env python3
"""Scores a record of a dossier: a folder of reports on one conflict with a gold.json for what only shows across reports.

    bench/dossier.py FOLDER [--dateline PROGRAM] [--errors]

A finding answers to a gold quote where it lies in the quote or overlaps it, in the report of that name. Measures:

origins  F1 over pairs of reports that are one origin.
events   F1 over pairs of mentions that are one event. A gold mention that no finding answers to counts against recall
         with all its pairs; pairs of findings of which either answers to no gold mention are not judged. Beside it,
         `events of those read`: the same over the mentions that were read.
figures  of all pairs of claims that gold relates, the share with the same relation. In a gold entry, claims with the
         same bounds agree, whatever the entry's relation is; `different_scope` stands between claims with different
         bounds. Beside it, the share of those whose claims were both read.
terms    F1 of status reports under the right term: each gold term is matched with the one term of the record that has
         most of its reports, one to one. Beside it, the share of those with the right status too.
"""

import argparse
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile

TARGETS = {"origins": 0.95, "events": 0.70, "figures": 0.70, "terms": 0.65}


def run(program, *args):
    done = subprocess.run([program, *map(str, args)], capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def f1(n_right, n_found, n_gold):
    precision = n_right / n_found if n_found else 0.0
    recall = n_right / n_gold if n_gold else 0.0
    return (2 * precision * recall / (precision + recall) if precision + recall else 0.0), precision, recall


def pairs(groups):
    return {frozenset(pair) for group in groups for pair in itertools.combinations(sorted(set(group)), 2)}


class Dossier:
    def __init__(self, folder):
        self.gold = json.loads((folder / "gold.json").read_text())
        self.texts = {path.stem: path.read_text() for path in sorted(folder.glob("*.txt"))}

    def place(self, quote):
        """Where a gold quote stands."""
        text = self.texts[quote["id"]]
        flat = " ".join(text.split())
        start = text.find(quote["quote"])
        if start < 0:
            sys.exit(f"gold: {quote['quote']!r} is not in {quote['id']} ({flat[:40]})")
        return quote["id"], start, start + len(quote["quote"])


def report_name(claim):
    return pathlib.Path(claim["report"]).stem


def answers(place, claims, slack=0):
    """The claims that a gold quote is answered by, the best first: those that overlap it most."""
    report, start, end = place
    found = []
    for number, claim in enumerate(claims):
        if claim["report"] == report and claim["start"] < end + slack and start - slack < claim["end"]:
            overlap = min(end, claim["end"]) - max(start, claim["start"])
            found.append((-overlap, number))
    return [number for _, number in sorted(found)]


def claim(row_number, json_claim, **more):
    return {"row": row_number, "report": report_name(json_claim), "start": json_claim["span"][0],
            "end": json_claim["span"][1], "ref": json_claim["ref"], "words": json_claim["words"], **more}


def origins(dossier, rows):
    gold = pairs(dossier.gold["origins"])
    found = pairs([[pathlib.Path(copy["report"]).stem for copy in row["copies"]] for row in rows])
    return f1(len(gold & found), len(found), len(gold))


def events(dossier, rows, errors):
    claims = [claim(n, c) for n, row in enumerate(rows) for c in row["claims"]]
    mentions, cluster = [], {}
    for label, event in enumerate(dossier.gold["events"]):
        for quote in event["mentions"]:
            place = dossier.place(quote)
            number = len(mentions)
            mentions.append((label, quote))
            # A mention with several findings belongs to the event most of whose other mentions they share: judged by
            # each finding's event, and the first if none is shared.
            cluster[number] = [claims[a]["row"] for a in answers(place, claims)]
    gold = {pair for pair in itertools.combinations(range(len(mentions)), 2)
            if mentions[pair[0]][0] == mentions[pair[1]][0]}
    choice = {}
    for number, rows_of in cluster.items():
        label = mentions[number][0]
        others = [r for other, of in cluster.items() if other != number and mentions[other][0] == label for r in of]
        choice[number] = max(rows_of, key=lambda r: others.count(r)) if rows_of else None
    found = {(a, b) for a, b in itertools.combinations(range(len(mentions)), 2)
             if choice[a] is not None and choice[a] == choice[b]
             # One quote that stands in two gold events is no error.
             and not (mentions[a][1] == mentions[b][1])}
    read = {pair for pair in gold if choice[pair[0]] is not None and choice[pair[1]] is not None}
    if errors:
        for a, b in sorted(gold - found) + sorted(found - gold):
            sign = "missed" if (a, b) in gold else "wrong "
            why = "" if choice[a] is not None and choice[b] is not None else " (not read)"
            print(f"  event {sign}{why}: {mentions[a][1]['id'][-2:]} {mentions[a][1]['quote']!r} ~ "
                  f"{mentions[b][1]['id'][-2:]} {mentions[b][1]['quote']!r}")
    return f1(len(gold & found), len(found), len(gold)), f1(len(read & found), len(found), len(read))


def expected(entry):
    """The relations of a gold entry: pairs of claims, each with what holds between them."""
    for a, b in itertools.combinations(entry["claims"], 2):
        same = (a["low"], a["high"]) == (b["low"], b["high"])
        relation = entry["relation"]
        if same:
            # Copies of one claim agree, whatever the entry says of its other claims.
            relation = "agree"
        yield a, b, relation


def figures(dossier, rows, errors):
    claims = [claim(n, c, low=c["low"], high=c["high"]) for n, row in enumerate(rows) for c in row["claims"]]
    # Between entries, one claim of each origin for each number stands for its copies.
    kind = {c["ref"]: (n, c["origin"], c["low"], c["high"]) for n, row in enumerate(rows) for c in row["claims"]}
    related, by_kind = {}, {}
    for row in rows:
        for pair in row["pairs"]:
            related[frozenset((pair["a"], pair["b"]))] = pair["relation"]
            by_kind[frozenset((kind[pair["a"]], kind[pair["b"]]))] = pair["relation"]
    n_right = n_all = n_read = 0
    seen = {}
    for entry in dossier.gold["figures"]:
        for a, b, relation in expected(entry):
            key = frozenset(((a["id"], a["quote"]), (b["id"], b["quote"])))
            if key in seen:
                continue
            seen[key] = relation
            n_all += 1
            refs = []
            for quote in (a, b):
                found = [n for n in answers(dossier.place(quote), claims, 2)]
                # Of several numbers in the quote, the one that gold means.
                same = [n for n in found if (claims[n]["low"], claims[n]["high"]) == (quote["low"], quote["high"])]
                refs.append(claims[(same or found)[0]]["ref"] if found else None)
            if None in refs:
                got = "not read"
            else:
                got = related.get(frozenset(refs)) or by_kind.get(frozenset(kind[ref] for ref in refs))
            n_read += None not in refs
            n_right += got == relation
            if errors and got != relation:
                print(f"  figure {got} for {relation}: {a['id'][-2:]} {a['quote']!r} ~ {b['id'][-2:]} {b['quote']!r}")
    return n_right / n_all, (n_right / n_read if n_read else 0.0)


def terms(dossier, rows, errors):
    claims = [claim(n, c, status=c["status"]) for n, row in enumerate(rows) for c in row["steps"]]
    gold = []
    for label, term in enumerate(dossier.gold["terms"]):
        for quote in term["reports"]:
            found = answers(dossier.place(quote), claims, 20)
            gold.append((label, quote, found))
    # The match of gold terms with terms of the record, greedily by how many reports they share.
    shared = {}
    for label, _, found in gold:
        for row in {claims[n]["row"] for n in found}:
            shared[label, row] = shared.get((label, row), 0) + 1
    match, taken = {}, set()
    for (label, row), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if label not in match and row not in taken:
            match[label] = row
            taken.add(row)
    right = [(label, quote, [n for n in found if claims[n]["row"] == match.get(label)]) for label, quote, found in gold]
    n_right = sum(1 for _, _, found in right if found)
    n_status = sum(1 for _, quote, found in right if any(claims[n]["status"] == quote["status"] for n in found))
    # Steps that answer to a gold report of another term are wrong; those that answer to none are not judged.
    judged = {n for _, _, found in gold for n in found}
    wrong = {n for n in judged if not any(n in found for _, _, found in right)}
    if errors:
        for label, quote, found in right:
            if not found:
                answered = [claims[n]["row"] for _, q, f in gold if q is quote for n in f]
                why = "not read" if not answered else f"under another term {answered}, not {match.get(label)}"
                print(f"  term {dossier.gold['terms'][label]['label']!r}: {quote['id'][-2:]} {quote['quote']!r}: {why}")
    score = f1(n_right, n_right + len(wrong), len(gold))
    return score, n_status / n_right if n_right else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dateline", default="dateline")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    dossier = Dossier(args.folder)
    with tempfile.TemporaryDirectory() as folder:
        record = pathlib.Path(folder) / "dossier.dateline"
        inputs = [args.folder / f"{name}.txt" for name in dossier.texts]
        run(args.dateline, "add", *inputs, "--record", record)
        ask = lambda section: run(args.dateline, section, "--record", record, "--to", "jsonl")
        scores = {"origins": origins(dossier, ask("origins"))}
        all_events, read_events = events(dossier, ask("events"), args.errors)
        figure, read_figure = figures(dossier, ask("figures"), args.errors)
        term, status = terms(dossier, ask("terms"), args.errors)
    show = lambda name, score: print(f"{name:24} F1 {score[0]:.3f}  precision {score[1]:.3f}  recall {score[2]:.3f}")
    show("origins", scores["origins"])
    show("events", all_events)
    show("  of those read", read_events)
    print(f"{'figures':24} right {figure:.3f}  of those read {read_figure:.3f}")
    show("terms", term)
    print(f"{'  with the right status':24} {status:.3f}")
    got = {"origins": scores["origins"][0], "events": all_events[0], "figures": figure, "terms": term[0]}
    for name, target in TARGETS.items():
        print(f"{name:10} {got[name]:.3f} of {target:.2f} wanted{'' if got[name] >= target else '  short'}")


if __name__ == "__main__":
    main()
