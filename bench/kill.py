#!/usr/bin/env python3
"""Kills `dateline add` at random moments, goes on, and compares the record with that of an undisturbed run.

    bench/kill.py [--rounds 200] [--reports 400] [--dateline PROGRAM]

Every list of the record must be the same, byte for byte, and the file must be whole. A second undisturbed check adds
the same reports from two processes at a time, with a reader beside them.
"""

import argparse
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

LISTS = ["events", "figures", "terms", "statements", "positions", "actors", "origins", "coverage", "doubts"]


def export(program, record):
    out = []
    for name in LISTS:
        done = subprocess.run([program, name, "--record", record, "--to", "jsonl"], capture_output=True)
        if done.returncode:
            sys.exit(f"{name}: {done.stderr.decode()}")
        out.append(done.stdout)
    return b"".join(out)


def check(program, record):
    done = subprocess.run([program, "record", "check", "--record", record], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"damaged: {done.stderr}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--dateline", default="dateline")
    args = parser.parse_args()
    rng = random.Random(1)
    here = pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        reports = folder / "reports.jsonl"
        with reports.open("wb") as out:
            subprocess.run([sys.executable, here / "synth.py", str(args.reports)], stdout=out, check=True)
        add = lambda record: [args.dateline, "add", str(reports), "--record", str(record)]
        undisturbed = folder / "undisturbed.dateline"
        started = time.monotonic()
        subprocess.run(add(undisturbed), check=True, capture_output=True)
        whole = time.monotonic() - started
        want = export(args.dateline, undisturbed)

        n_killed = n_records = 0
        while n_killed < args.rounds:
            record = folder / f"killed-{n_records}.dateline"
            n_records += 1
            # Each record is killed again and again until a run comes through.
            while n_killed < args.rounds:
                process = subprocess.Popen(add(record), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                try:
                    process.wait(timeout=rng.uniform(0.0, 0.7 * whole))
                    break
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    n_killed += 1
            subprocess.run(add(record), check=True, capture_output=True)
            check(args.dateline, record)
            if export(args.dateline, record) != want:
                sys.exit(f"after {n_killed} kills the record differs from that of an undisturbed run")
        print(f"{n_killed} kills over {n_records} records: each in the end equal to an undisturbed one of {len(want):,} bytes")

        together = folder / "together.dateline"
        writers = [subprocess.Popen(add(together), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
        n_asked = 0
        while any(writer.poll() is None for writer in writers):
            asked = subprocess.run([args.dateline, "events", "--record", together, "--to", "jsonl"], capture_output=True)
            # The record may not be there yet; it must never be wrong.
            if asked.returncode not in (0, 3):
                sys.exit(asked.stderr.decode())
            n_asked += 1
        if any(writer.returncode for writer in writers):
            sys.exit("two processes could not add to one record at the same time")
        check(args.dateline, together)
        if export(args.dateline, together) != want:
            sys.exit("what two processes added together differs from what one added")
        print(f"two processes at a time and {n_asked} questions beside them: the same record")


if __name__ == "__main__":
    main()
