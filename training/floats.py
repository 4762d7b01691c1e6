"""Scores the trained student in f32, without the rounding to int8: `python floats.py [student]`.

Compare with `cargo xtask eval-syntax --gold-words` on the same sets; lemmas here are the network's alone, without the tables of the program.
"""

from __future__ import annotations

import sys

import torch

import data
from data import CONFIG, WORK, Labels
from student import Student, evaluate


def main(name: str) -> None:
    labels = Labels.load(WORK / "labels.json")
    features = data.Features(CONFIG["student"])
    model = Student(labels, features.rows)
    model.load_state_dict(torch.load(WORK / f"{name}.pt"))
    for mode in ("float", "int8"):
        model.quantise(mode)
        for part, scores in evaluate(model, features).items():
            print(mode, part, scores, flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "student")
