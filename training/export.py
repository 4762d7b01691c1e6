"""Writes the trained student as int8 weights with a manifest: `python export.py [student] [FILE]`.

The manifest (JSON in the file's metadata under "manifest") holds all that the program needs to know: label lists,
sizes, dilations, the embedding tables with their first rows and hash seeds, seed and hash of the configuration.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

import data
import lemmas
from data import CONFIG, WORK, Labels
from student import BUCKETS, Student

TARGET = data.HERE.parent / "crates/syntax/model/model.safetensors"


def rows_to_int8(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    scale = weight.abs().amax(1).clamp(min=1e-6) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale.float()


def lemma_table(labels: Labels) -> tuple[torch.Tensor, torch.Tensor]:
    """What the treebanks say of a form with a tag: sorted hashes of form, tag and case, and the edit for each."""
    trees = [s for part in ("ewt", "gum") for s in data.read_conllu(data.CORPORA / f"treebank/{part}-train.conllu.gz")]
    known = lemmas.Lemmas(trees, labels)
    rows = {}
    for (low, xpos, cap), script in known.seen.items():
        if script in known.index:
            rows[data.fnv(f"{low}\t{xpos}\t{int(cap)}".encode(), 1000)] = known.index[script]
    keys = sorted(rows)
    signed = [k - (1 << 64) if k >= 1 << 63 else k for k in keys]
    return torch.tensor(signed, dtype=torch.int64), torch.tensor([rows[k] for k in keys], dtype=torch.uint8)


def export(name: str, target: Path) -> None:
    labels = Labels.load(WORK / "labels.json")
    features = data.Features(CONFIG["student"])
    model = Student(labels, features.rows)
    model.load_state_dict(torch.load(WORK / f"{name}.pt"))
    out = {}

    def linear(key, layer):
        out[f"{key}.weight"], out[f"{key}.weight_scale"] = rows_to_int8(layer.weight.detach())
        out[f"{key}.bias"] = layer.bias.detach().float()
        out[f"{key}.input_scale"] = layer.scale.reshape(1).float()

    def norm(key, layer):
        out[f"{key}.gain"], out[f"{key}.bias"] = layer.weight.detach().float(), layer.bias.detach().float()

    out["table.rows"], out["table.scale"] = rows_to_int8(model.table.weight.detach())
    norm("input.norm", model.norm_in)
    for i, (block, n) in enumerate(zip(model.blocks, model.norms)):
        linear(f"block.{i}", block)
        norm(f"block.{i}.norm", n)
    linear("heads", model.heads)
    linear("relation", model.rel_out)
    for k in ("distance", "distance_bias", "root", "root_bias", "rel_root", "rel_distance"):
        out[k] = getattr(model, k).detach().float()
    out["lemma.keys"], out["lemma.edits"] = lemma_table(labels)
    manifest = {
        "format": 1,
        "name": name,
        "width": CONFIG["student"]["width"],
        "dilations": CONFIG["student"]["dilations"],
        "buckets": BUCKETS,
        "heads": [list(p) for p in model.parts],
        "tables": [{"name": n, "first": first, "rows": rows, "seed": i} for i, (n, first, rows) in enumerate(features.tables)],
        "labels": labels.__dict__,
        "seed": CONFIG["seed"],
        "config": hashlib.sha256((data.HERE / "config.toml").read_bytes()).hexdigest()[:16],
        "sources": "UD English EWT (CC BY-SA 4.0), GUM (CC BY 4.0), PM Transcripts (CC BY 3.0 AU), re3d (OGL and others), "
                   "CrossNER (MIT), UNER (CC BY-SA 4.0), MiniLM (Apache-2.0)",
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in out.items()}, target, {"manifest": json.dumps(manifest, ensure_ascii=False, sort_keys=True)})
    print(target, target.stat().st_size, "bytes")


if __name__ == "__main__":
    export(sys.argv[1] if len(sys.argv) > 1 else "student", Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET)
