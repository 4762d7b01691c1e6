#!/usr/bin/env python3
"""Score Dateline's readings against readings by hand, and hold them to the floor.

usage: gold.py [--set SET]... [--raise]

Two sets: `gold/dev`, beside the project in ../shared, and `suites/reports`, the team's own. The scorer is no part of the
project: without ../shared this says so and ends well. Fails if the mean or any of the six headline figures of a set lies
below bench/floor.json. --raise writes what was reached into the floor where it is higher.
"""
import argparse
import json
import math
import pathlib
import re
import subprocess
import sys

from project import ROOT, release_binary, target_folder

FLOOR = ROOT / "bench" / "floor.json"
HEADLINES = ["times", "statements+speaker", "events", "roles", "figures", "terms"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS, action="append", dest="sets", help="score this set only; may be repeated")
    parser.add_argument("--raise", action="store_true", dest="raise_floor")
    args = parser.parse_args()
    if not (shared() / "tools" / "score.py").is_file():
        print(f"no scorer in {shared() / 'tools'}: nothing to score")
        return
    floors = json.loads(FLOOR.read_text(encoding="utf-8"))
    below = []
    for name in args.sets or SETS:
        print(f"== {name}")
        reached = score(SETS[name](), name)
        floor = floors[name]
        for measure in floor:
            low = reached[measure] < floor[measure]
            print(f"{measure:<20} {reached[measure]:.3f}  floor {floor[measure]:.3f}{'  BELOW' if low else ''}")
            if low:
                below.append(f"{measure} of {name}")
        # Rounded down, so that a change may give one measure a hair for another.
        floors[name] = {measure: max(floor[measure], math.floor(reached[measure] * 100) / 100) for measure in floor}
    if args.raise_floor:
        FLOOR.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    if below:
        sys.exit(f"below the floor: {', '.join(below)}")


def shared():
    """The folder `shared` beside the project, from the main checkout also when this one is a worktree."""
    common = subprocess.run(["git", "rev-parse", "--path-format=absolute", "--git-common-dir"], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    beside = [ROOT.parent / "shared"]
    if common.returncode == 0:
        beside.append(pathlib.Path(common.stdout.strip()).parent.parent / "shared")
    return next((path for path in beside if path.is_dir()), beside[0])


def score(folder, name):
    """The F1 of each headline measure and their mean, as score.py prints them."""
    tools = shared() / "tools"
    reports = subprocess.run([sys.executable, tools / "gold2jsonl.py", folder], check=True, stdout=subprocess.PIPE)
    readings = subprocess.run([release_binary(), "read", "--from", "jsonl", "-", "--to", "jsonl"],
                              input=reports.stdout, check=True, stdout=subprocess.PIPE)
    path = target_folder() / f"gold-readings-{name.replace('/', '-')}.jsonl"
    path.write_bytes(readings.stdout)
    scored = subprocess.run([sys.executable, tools / "score.py", folder, path], check=True, stdout=subprocess.PIPE,
                            text=True).stdout
    print(scored, end="")
    return parse(scored)


def parse(scored):
    reached = {}
    for line in scored.splitlines():
        found = re.match(r"\s*(\S.*?)\s{2,}.*F1\s+(\d\.\d+)", line)
        if found:
            reached[found[1]] = float(found[2])
        elif line.startswith("mean of the six headline F1s"):
            reached["mean"] = float(line.rsplit(":", 1)[1])
    return {name: reached[name] for name in [*HEADLINES, "mean"]}


# Each set of readings by hand, and how to find its folder.
SETS = {"gold/dev": lambda: shared() / "gold" / "dev", "suites/reports": lambda: ROOT / "suites" / "reports"}

if __name__ == "__main__":
    main()
