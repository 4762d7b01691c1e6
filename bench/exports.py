"""Opens every export in the tool that it is made for.

    pip install pandas pyarrow geopandas followthemoney jsonschema
    python3 bench/exports.py [--dateline target/release/dateline] [--schema docs/exports.schema.json] REPORT...

Adds the reports (the examples of the project by default) to a record in a temporary folder, exports it in each format,
and reads each back: pandas and pyarrow must give the declared types, geopandas the points, followthemoney valid
entities, jsonschema valid rows. Ends with 1 if anything does not open, or if a table has other facts than the record.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import geopandas
import jsonschema
import pandas
import pyarrow.parquet
from followthemoney import model

ROOT = Path(__file__).resolve().parent.parent
FAULTS = []


def check(holds, what):
    print(("ok    " if holds else "WRONG ") + what)
    if not holds:
        FAULTS.append(what)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dateline", default=ROOT / "target/release/dateline")
    parser.add_argument("--schema", default=ROOT / "docs/exports.schema.json")
    parser.add_argument("reports", nargs="*", default=[ROOT / "examples"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(args, Path(folder))
    sys.exit(bool(FAULTS))


def run(args, folder):
    record = folder / "r.dateline"

    def dateline(*words):
        return subprocess.run([args.dateline, *map(str, words)], check=True, capture_output=True, text=True).stdout

    dateline("add", *args.reports, "--record", record)
    rows = {
        name: [json.loads(line) for line in dateline(name, "--record", record, "--to", "jsonl").splitlines()]
        for name in ("events", "figures", "statements")
    }

    def export(to, name):
        dateline("export", "--record", record, "--to", to, "--out", folder / name)
        return folder / name

    defs = json.loads(Path(args.schema).read_text())["$defs"]
    tables = export("csv", "csv")
    parquet = export("parquet", "parquet")
    for path in sorted(tables.iterdir()):
        table = pandas.read_csv(path)
        properties = defs[path.stem]["properties"]
        check(list(table.columns) == list(properties), f"{path.name}: columns are those of the schema")
        typed = pyarrow.parquet.read_table(parquet / f"{path.stem}.parquet")
        check(typed.num_rows == len(table), f"{path.stem}.parquet: as many rows as the CSV, {len(table)}")
        for name, kind in properties.items():
            want = {"integer": "int64", "number": "double"}.get(kind["type"][0], "string")
            want = "date32[day]" if kind.get("format") == "date" else want
            if str(typed.schema.field(name).type) != want:
                check(False, f"{path.stem}.parquet: {name} is {typed.schema.field(name).type}, not {want}")
        validate(typed.to_pylist(), defs[path.stem], path.stem)

    events = pandas.read_csv(tables / "events.csv")
    check(list(events["event_id"]) == [row["id"] for row in rows["events"]], "events.csv: the events of the record")
    figures = pandas.read_csv(tables / "figures.csv", keep_default_na=False)
    claims = [claim for row in rows["figures"] for claim in row["claims"]]
    check(list(figures["words"]) == [claim["words"] for claim in claims], "figures.csv: the words of the ledger")

    acled = pandas.read_csv(export("acled-csv", "acled.csv"), parse_dates=["event_date"])
    check(acled.shape[1] == 31 and str(acled["event_date"].dtype).startswith("datetime64"), "acled.csv: 31 columns, dates")
    check(acled["fatalities"].dtype.kind == "i" and set(acled["time_precision"]) <= {1, 2, 3}, "acled.csv: codes")
    ged = pandas.read_csv(export("ged-csv", "ged.csv"), parse_dates=["date_start", "date_end"])
    check(ged.shape[1] == 49 and bool((ged["low"] <= ged["high"]).all()), "ged.csv: 49 columns, low below high")
    polecat = pandas.read_csv(export("polecat-tsv", "polecat.tsv"), sep="\t")
    check(polecat.shape[1] == 40, "polecat.tsv: 40 columns")
    for name in ("acled.csv", "ged.csv", "polecat.tsv"):
        left = json.loads((folder / f"{name}.left.json").read_text())
        n = len(pandas.read_csv(folder / name, sep="\t" if name.endswith("tsv") else ","))
        check(n + left["left_out"] == len(rows["events"]), f"{name}: {n} rows and {left['left_out']} left out are all events")

    places = geopandas.read_file(export("geojson", "map.geojson"))
    points = geopandas.read_parquet(export("geoparquet", "map.parquet"))
    located = sum(bool((row["place"] or {}).get("point")) for row in rows["events"])
    check(len(places) == len(points) == located, f"maps: {located} points")
    check(bool((places.geometry.geom_equals(points.geometry)).all()) and points.crs.is_geographic, "maps: the same points")

    for line in export("ftm", "ftm.jsonl").read_text().splitlines():
        entity = model.get_proxy(json.loads(line), cleaned=False)
        given = json.loads(line)["properties"]
        lost = [name for name, values in given.items() if not entity.get(name)]
        if lost:
            check(False, f"ftm: {entity.schema.name} loses {lost}: {[given[name] for name in lost]}")
    check(True, "ftm: every entity was read")
    for to in ("plover-json", "webannotation", "claimreview-jsonld"):
        lines = export(to, f"{to}.jsonl").read_text().splitlines()
        check(bool(lines) and all(isinstance(json.loads(line), dict) for line in lines), f"{to}: {len(lines)} objects")
    timeline = json.loads(export("timelinejs", "timeline.json").read_text())
    check(all({"start_date", "text"} <= set(event) for event in timeline["events"]), "timelinejs: every event has a date")
    for line in (folder / "webannotation.jsonl").read_text().splitlines():
        quote, position = json.loads(line)["target"]["selector"]
        if not quote["exact"] or position["end"] <= position["start"]:
            check(False, f"webannotation: {line[:80]}")


def validate(table, schema, name):
    validator = jsonschema.Draft202012Validator(schema)
    plain = [{key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()} for row in table]
    errors = [error.message for row in plain for error in validator.iter_errors(row)]
    check(not errors, f"{name}: valid by its schema" + (f": {errors[0]}" if errors else ""))


if __name__ == "__main__":
    main()
