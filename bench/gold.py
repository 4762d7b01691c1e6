#!/usr/bin/env python3
"""Score Dateline's readings against the gold readings beside the project, and hold them to the floor.

usage: gold.py [--gold FOLDER] [--raise]

The gold is no part of the project: without ../shared this says so and ends well. Fails if the mean or any of the six
headline figures lies below bench/floor.json. --raise writes what was reached into the floor where it is higher.
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
    parser.add_argument("--gold", type=pathlib.Path, default=shared() / "gold" / "dev")
    parser.add_argument("--raise", action="store_true", dest="raise_floor")
    args = parser.parse_args()
    if not args.gold.is_dir():
        print(f"no gold readings at {args.gold}: nothing to score")
        return
    reached = score(args.gold)
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    below = [name for name in floor if reached[name] < floor[name]]
    for name in floor:
        print(f"{name:<20} {reached[name]:.3f}  floor {floor[name]:.3f}{'  BELOW' if name in below else ''}")
    if args.raise_floor:
        # Rounded down, so that a change may give one measure a hair for another.
        higher = {name: max(floor[name], math.floor(reached[name] * 100) / 100) for name in floor}
        FLOOR.write_text(json.dumps(higher, indent=2) + "\n", encoding="utf-8")
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


def score(gold):
    """The F1 of each headline measure and their mean, as score.py prints them."""
    tools = gold.parent.parent / "tools"
    reports = subprocess.run([sys.executable, tools / "gold2jsonl.py", gold], check=True, stdout=subprocess.PIPE)
    readings = subprocess.run([release_binary(), "read", "--from", "jsonl", "-", "--to", "jsonl"],
                              input=reports.stdout, check=True, stdout=subprocess.PIPE)
    path = target_folder() / "gold-readings.jsonl"
    path.write_bytes(readings.stdout)
    scored = subprocess.run([sys.executable, tools / "score.py", gold, path], check=True, stdout=subprocess.PIPE,
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


if __name__ == "__main__":
    main()
