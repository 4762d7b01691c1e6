"""Writes the sets that names are measured on as CoNLL-U, for `cargo xtask eval-syntax --gold-words`: `python gold_names.py DIR`.

What stands in them is the conversion of `data.py`: re3d's mentions cut to names, CrossNER's kinds mapped to ours, UNER as it is.
`lower-` and `upper-` are the same texts without and with all capitals.
"""

from __future__ import annotations

import sys
from pathlib import Path

import data


def table(sentences: list[data.Sentence], recase) -> str:
    lines, document = [], None
    for s in sentences:
        # CrossNER's sentences come one by one from many articles.
        if s.document != document or not s.document:
            document = s.document
            lines.append(f"# newdoc id = {document or len(lines)}")
        for i, (form, name) in enumerate(zip(s.forms, s.names)):
            misc = [f"Name={name}"] if name != "O" else []
            if i + 1 < len(s.forms) and s.glued[i + 1]:
                misc.append("SpaceAfter=No")
            lines.append("\t".join([str(i + 1), recase(form), "_", "_", "_", "_", "_", "_", "_", "|".join(misc) or "_"]))
        lines.append("")
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sets = {"uner-dev": data.uner("dev"), "uner-test": data.uner("test"), "re3d-heldout": data.re3d()[1],
            "crossner-dev": data.crossner("dev"), "crossner-test": data.crossner("test")}
    for name, sentences in sets.items():
        for prefix, recase in (("", str), ("lower-", str.lower), ("upper-", str.upper)):
            path = folder / f"{prefix}{name}.conllu"
            path.write_text(table(sentences, recase))
            print(path, len(sentences), "sentences")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
