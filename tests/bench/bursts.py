#!/usr/bin/python3
"""bursts.py SITE TRUTH.csv [THRESHOLD ...]: precision and recall of near-duplicates against the bursts of a sample collection.

Cuts the published structure (api/duplicates) by each linkage, in Python, from its definition in core/curation/groups.h,
and compares pairs: of two pictures in one group, are they of one burst (precision); of two pictures of one burst, are
they in one group (recall). TRUTH.csv has the columns file and burst ("" or 0: none); dark frames and failed ones count.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

UNITS = 100_000


def columns(site, prefix):
    files = json.loads((site / "api/collection.json").read_text())["files"]
    documents = next(file["path"] for file in files if file["path"].startswith("api/documents."))
    files += json.loads((site / documents).read_text())["files"]
    for file in sorted(files, key=lambda one: one["path"]):
        if file["path"].startswith(prefix):
            yield json.loads((site / file["path"]).read_text())


def structure(site):
    """(rows, single, complete, neighbours): `neighbours` of each picture as {lower picture: similarity}."""
    rows, single, complete, neighbours = [], [], [], []
    for shard in columns(site, "api/duplicates/"):
        part = shard["columns"]
        rows += part["row"]
        single += zip(part["single_into"], part["single_at"])
        complete += zip(part["complete_into"], part["complete_at"])
        at = 0
        for count in part["neighbours"]:
            here = len(neighbours)
            neighbours.append({here - shard["other"][i]: UNITS - shard["distance"][i] for i in range(at, at + count)})
            at += count
    return rows, single, complete, neighbours


def by_merges(merges, threshold):
    label = []
    for picture, (into, at) in enumerate(merges):
        label.append(label[into] if into is not None and at >= threshold else picture)
    return label


def by_representative(neighbours, threshold):
    label = []
    for picture, near in enumerate(neighbours):
        masters = [(-similarity, other) for other, similarity in near.items()
                   if similarity >= threshold and label[other] == other]
        label.append(min(masters)[1] if masters else picture)
    return label


def pairs(labels):
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def main(site, truth, *thresholds):
    site = Path(site)
    ids = [name for shard in columns(site, "api/images/") for name in shard["columns"]["id"]]
    with open(truth, newline="", encoding="utf-8") as file:
        burst_of = {Path(row["file"]).name: row["burst"] or "0" for row in csv.DictReader(file)}
    burst_of.update({Path(name).stem: burst for name, burst in list(burst_of.items())})
    burst = [burst_of.get(Path(name).name, "0") for name in ids]
    real = pairs(number for number in burst if number != "0")
    rows, single, complete, neighbours = structure(site)
    print(f"{len(ids)} pictures, {len(set(burst) - {'0'})} bursts, {real} pairs of one burst; "
          f"{len(rows)} pictures with a near-duplicate above the floor")
    print("threshold  linkage         precision  recall  groups  largest")
    for threshold in [float(text) for text in thresholds] or [0.98]:
        units = round(threshold * UNITS)
        for name, label in (("representative", by_representative(neighbours, units)),
                            ("complete", by_merges(complete, units)), ("single", by_merges(single, units))):
            found = pairs(label)
            right = pairs((group, burst[row]) for group, row in zip(label, rows) if burst[row] != "0")
            sizes = [size for size in Counter(label).values() if size > 1]
            print(f"{threshold:9.3f}  {name:14}  {right / max(1, found):9.3f}  {right / max(1, real):6.3f}  "
                  f"{len(sizes):6}  {max(sizes, default=0):7}")


if __name__ == "__main__":
    main(*sys.argv[1:])
