#!/usr/bin/env python3
"""Check that gold readings are lawful: offsets, quotes, entity keys, types, modes, EDTF values, bounds.

usage: check_gold.py [FOLDER]      (default: suites/reports)

Prints one line a fault, `ID: where: what`, and exits with 1 if there is any. What the fields mean is told in
suites/reports/README.md.
"""
import json
import pathlib
import re
import sys

from project import ROOT

KINDS = set("state government military armed_group peacekeepers international_org ngo media political_party population "
            "person organisation place".split())
ACTS = set("say confirm deny accuse condemn demand promise threaten support hope report".split())
TYPES = set("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
            "MOBILIZE COERCE ASSAULT".split())
MODES = set("ceasefire withdraw disarm release access resign visit phone mediate multilateral condemn allege investigate "
            "armed_clash shelling airstrike drone explosives suicide_attack firearms abduct torture arrest seize blockade "
            "deport troops weapons sanctions evacuate humanitarian demo riot".split())
EVENT_STATUS = set("actual planned demanded conditional denied possible".split())
MEASURES = set("killed wounded missing captured abducted arrested displaced evacuated returned released affected "
               "casualties".split())
TERM_KINDS = set("cease_fire withdraw disarm disband heavy_weapons prisoners access evacuation monitoring talks political "
                 "guarantee other".split())
TERM_STATUS = set("agreed offered demanded fulfilled violated refused".split())

# A year, a decade, a month, a season or a day, with a time of day where a clock time is given.
POINT = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|2[1-4])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?)?)?|\d{3}X")


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "suites" / "reports"
    reports = sorted(folder.glob("*.json"))
    faults = [fault for report in reports for fault in faults_of(report)]
    for fault in faults:
        print(fault)
    print(f"{len(reports)} reports, {len(faults)} faults")
    if faults or not reports:
        sys.exit(1)


def faults_of(report):
    """The faults of one gold reading, each as a line of text."""
    text = report.with_suffix(".txt").read_text(encoding="utf-8")
    gold = json.loads(report.read_text(encoding="utf-8"))
    found = []

    def fault(where, what):
        found.append(f"{report.stem}: {where}: {what}")

    def one_of(where, value, lawful):
        if value not in lawful:
            fault(where, f"unlawful value {value!r}")

    def key(where, value):
        if value not in gold["entities"]:
            fault(where, f"no entity {value!r}")

    def date(where, value):
        if value is not None and not is_edtf(value):
            fault(where, f"no EDTF value {value!r}")

    def quote(where, number, words, occurrence=1):
        if not 1 <= number <= len(gold["sentences"]):
            fault(where, f"no sentence {number}")
            return
        start, end = gold["sentences"][number - 1]
        if not words or words != words.strip():
            fault(where, f"quote {words!r} is empty or has spaces at an end")
        elif overlapping_count(text[start:end], words) < (occurrence or 1):
            fault(where, f"sentence {number} lacks {words!r} (occurrence {occurrence or 1})")

    if gold["id"] != report.stem:
        fault("id", f"{gold['id']!r} is not the file's name")
    date("published", gold["published"])

    at = 0
    for number, (start, end) in enumerate(gold["sentences"], 1):
        if not at <= start < end <= len(text) or text[at:start].strip() or text[start:end] != text[start:end].strip():
            fault(f"sentence {number}", f"offsets {start}..{end} overlap, leave words out or have spaces at an end")
        at = max(at, end)
    if text[at:].strip():
        fault("sentences", "words after the last sentence")

    for name, entity in gold["entities"].items():
        one_of(f"entity {name}", entity["kind"], KINDS)

    for kind in ("times", "statements", "events", "figures", "terms"):
        numbers = [item["s"] for item in gold[kind]]
        if numbers != sorted(numbers):
            fault(kind, "not in the order of the sentences")

    for item in gold["times"]:
        where = f"time in {item['s']}"
        quote(where, item["s"], item["q"], item.get("n"))
        date(where, item["v"])

    for item in gold["statements"]:
        where = f"statement in {item['s']}"
        for actor in [item["speaker"], *item["via"]]:
            key(where, actor)
        for words in [item["speaker_q"], item.get("medium")]:
            if words is not None:
                quote(where, item["s"], words)
        # Word by word: a cue may stand in pieces ("holds … responsible").
        for word in (item["cue"] or "").split():
            quote(where, item["s"], word)
        if not item["content"]:
            fault(where, "no content")
        for piece in item["content"]:
            if isinstance(piece, str):
                quote(where, item["s"], piece)
            else:
                quote(where, piece["s"], piece["q"], piece.get("n"))
        one_of(where, item["act"], ACTS)

    for item in gold["events"]:
        where = f"event {item['trigger']!r} in {item['s']}"
        quote(where, item["s"], item["trigger"], item.get("n"))
        one_of(where, item["type"], TYPES)
        one_of(where, item["mode"], MODES | {None})
        one_of(where, item["status"], EVENT_STATUS)
        for actor in [*item["actors"], *item["recipients"], *item.get("mediators", []), *filter(None, [item["place"]])]:
            key(where, actor)
        date(where, item["time"])

    for item in gold["figures"]:
        where = f"figure {item['q']!r} in {item['s']}"
        quote(where, item["s"], item["q"], item.get("n"))
        one_of(where, item["measure"], MEASURES)
        low, high = item["low"], item["high"]
        if low is None and high is None or None not in (low, high) and low > high:
            fault(where, f"bounds {low}..{high}")
        if item["place"] is not None:
            key(where, item["place"])
        date(where, item["time"])

    for item in gold["terms"]:
        where = f"term {item['q']!r} in {item['s']}"
        quote(where, item["s"], item["q"], item.get("n"))
        one_of(where, item["kind"], TERM_KINDS)
        one_of(where, item["status"], TERM_STATUS)
        parties = item["party"] if isinstance(item["party"], list) else [item["party"]]
        for actor in [*parties, *filter(None, [item["beneficiary"]])]:
            key(where, actor)
        date(where, item["deadline"])
        if item["condition"] is not None:
            quote(where, item["s"], item["condition"])
    return found


def is_edtf(value):
    """A point, or an interval of two points, one of which may be open (`..`)."""
    ends = value.split("/")
    if len(ends) > 2 or ends == [".."] or ends == ["..", ".."]:
        return False
    return all(POINT.fullmatch(end) or (end == ".." and len(ends) == 2) for end in ends)


def overlapping_count(sentence, words):
    return sum(sentence.startswith(words, at) for at in range(len(sentence)))


if __name__ == "__main__":
    main()
