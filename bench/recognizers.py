#!/usr/bin/env python3
"""Dates and date ranges of Microsoft's Recognizers-Text that `dateline read` gets right.

usage: bench/recognizers.py [DATELINE] [--errors]

Reads ../shared/corpora/normalisation/recognizers-text-english.jsonl.gz (MIT). Each case is a sentence with a reference
date and the dates it names, each resolved once as if past and once as if to come, as that library looks at no tense.

Models used: DateParser (single days), DatePeriodParser (weeks, months, years, seasons, ranges).
Left out, as no calendar date, month, year or range in written English (the figure with them is printed beside):
- cases without a day, month or year as value (durations, seasons that the library leaves open, unresolved ones);
- words run together or chat spelling (`april22`, `tmrw`), which the corpus marks as not supported by most of its ports;
- business notions: quarters, fiscal and school years, business days, week numbers ("week 40"), year to date, halves;
- "rest of", "within N days", "in N weeks", "past few days", "now": durations, which the guidelines leave out, and guesses
  at a vague one;
- spoken or calendar-program shorthand: "my week", "the day", "on 15", "the 27", "w/c", "August 99", two-figure months
  set apart (`2016 - 11`), a range told beside its week or month ("November between 19 and 20");
- halves of a period ("late this month"): EDTF keeps the period;
- figures that are a date either way (`3-7-2017`): the corpus takes the order of the United States, Dateline that of the
  report, which a single sentence does not show.
A case is right if a time overlaps its words and its value covers the same days as either resolution; the end of a range
may be counted in or out, since the corpus does both. "N months ago" and "N years ago" are as exact as their unit. Where the
corpus says that no such day exists ("Feb 30"), no value is right.
"""
import datetime as dt
import gzip
import json
import re
import subprocess
import sys

from project import ROOT, release_binary

CASES = ROOT.parent / "shared/corpora/normalisation/recognizers-text-english.jsonl.gz"
MODELS = {"DateParser", "DatePeriodParser"}
LEFT_OUT = re.compile(
    r"\b(q[1-4]|quarter|fiscal|school|business|workday|weekdays?|week \d+|week of|weeks? number|wk|year to date|ytd|month to date|"
    r"mtd|rest( of)?|remaining|more|within|half|h[12]|fy\d*|sy\d*|tmrw|\d+\s*(st|nd|rd|th) week|now|few|my|my day|w/c|"
    r"(early|late|earlier|later|mid)( in)?( the)? (this|last|next|week|month|year)|(first|second|third|fourth|fifth) (sunday|tuesday)|"
    r"(this|next) week (from|between)|[a-z]+ between \d+ and \d+|from \d+ to [a-z]+ \d+, \d+)\b|[a-z]\d|\d[a-z]{3,}"
    r"|^(on |the )?\d\d?$|^the (day|week|thirty|last day)$|^(last|this) day$|^in \d|\d\d\d\d ?[-/.] ?\d\d?$|^\d\d? ?[-/] ?\d\d\d\d$|\d{4} ?,? ?[a-z]{3,4}$|[a-z]{3,} \d\d$",
    re.IGNORECASE,
)
EITHER_WAY = re.compile(r"\b(0?[1-9]|1[0-2])([-/.])(0?[1-9]|1[0-2])\b(?![-/.]\d{1,2}[-/.])")


def cases():
    seen = set()
    for line in gzip.open(CASES, "rt", encoding="utf8"):
        row = json.loads(line)
        if row["model"] not in MODELS:
            continue
        for case in row["cases"]:
            reference = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]
            for result in case["Results"]:
                spans = [span(result.get("Value", {}).get(k, {})) for k in ("FutureResolution", "PastResolution")]
                spans = [s for s in spans if s]
                key = (case["Input"].lower(), result["Text"].lower(), reference)
                if not spans or key in seen:
                    continue
                seen.add(key)
                text, start = result["Text"], result["Start"]
                run_together = "python" in case.get("NotSupported", "").lower()
                asked = not (run_together or LEFT_OUT.search(text) or EITHER_WAY.search(text))
                yield case["Input"], reference, start, start + result["Length"], spans, asked


def day(text):
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def span(resolution):
    if "date" in resolution:
        a = day(resolution["date"])
        return a and (a, a)
    a, b = day(resolution.get("startDate", "")), day(resolution.get("endDate", ""))
    return (a, b) if a and b else None


def days(edtf):
    """First and last day of an EDTF value, open ends aside."""
    if not edtf or ".." in edtf:
        edtf = (edtf or "").replace("/..", "").replace("../", "")
        if not edtf:
            return None
    ends = edtf.split("/")
    return first(ends[0]), last(ends[-1])


def first(text):
    text = text.split("T")[0]
    if len(text) == 10:
        return day(text)
    if re.fullmatch(r"\d{4}-2[1-4]", text):
        return dt.date(int(text[:4]), {21: 3, 22: 6, 23: 9, 24: 12}[int(text[5:])], 1)
    if len(text) == 7:
        return day(text + "-01")
    text = text.replace("X", "0")
    return dt.date(int(text), 1, 1)


def last(text):
    text = text.split("T")[0]
    if len(text) == 10:
        return day(text)
    a = first(text)
    if "X" in text:
        return dt.date(int(text.replace("X", "9")), 12, 31)
    months = 3 if re.fullmatch(r"\d{4}-2[1-4]", text) else 1 if len(text) == 7 else 12
    month = a.month - 1 + months
    return dt.date(a.year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)


def same(ours, theirs):
    return ours and ours[0] == theirs[0] and theirs[1] in (ours[1], ours[1] + dt.timedelta(1), ours[1] - dt.timedelta(1))


def main():
    arguments = [a for a in sys.argv[1:] if a != "--errors"]
    binary = arguments[0] if arguments else str(release_binary())
    command = [binary, "read", "--from", "jsonl", "-", "--to", "jsonl"]
    rows = list(cases())
    lines = [json.dumps({"id": str(i), "published": ref, "text": text}) for i, (text, ref, *_) in enumerate(rows)]
    run = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=False)
    readings = {r["document"]["id"]: r["times"] for r in map(json.loads, filter(None, run.stdout.splitlines()))}
    right, right_of_all = 0, 0
    for i, (text, ref, a, b, wanted, asked) in enumerate(rows):
        got = [t for t in readings.get(str(i), []) if t["start"] < b and a < t["end"]]
        if wanted[0][0].year == 1:
            ok = not any(t["value"] for t in got)
        elif re.search(r"(month|year)s? ago$", text[a:b]):
            ok = any(t["value"] and days(t["value"])[0] <= wanted[0][0] <= days(t["value"])[1] for t in got)
        else:
            ok = any(same(days(t["value"]), w) for t in got for w in wanted)
        right_of_all += ok
        right += ok and asked
        if not ok and asked and "--errors" in sys.argv:
            shown = ", ".join(f"{text[t['start']:t['end']]} = {t['value']}" for t in got)
            print(f"{ref} {text!r} [{text[a:b]}] {[tuple(map(str, w)) for w in wanted]} got {shown or 'nothing'}")
    n_asked = sum(row[-1] for row in rows)
    print(f"right: {right} of {n_asked} ({100 * right / n_asked:.1f} %)")
    print(f"of all with a day, those left out included: {right_of_all} of {len(rows)} ({100 * right_of_all / len(rows):.1f} %)")


if __name__ == "__main__":
    main()
