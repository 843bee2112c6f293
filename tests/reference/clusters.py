#!/usr/bin/python3
"""clusters.py WAREHOUSE COLUMN PURITY RAND: how the clusters of a warehouse agree with a column of the owner's, which
they were not made from. Fails below the floors; prints the clusters' labels.

Purity: the share of pictures whose value is the most frequent one of their cluster. Adjusted Rand index (Hubert, Arabie
1985): pairs that are together in both, minus the number expected by chance, over the largest possible
number minus the same.
"""

import collections
import sqlite3
import sys
from pathlib import Path


def pairs(count):
    return count * (count - 1) / 2


def agreement(both):
    together = collections.Counter(both)
    clusters = collections.Counter(cluster for cluster, _ in both)
    values = collections.Counter(value for _, value in both)
    purity = sum(max(together[cluster, value] for value in values) for cluster in clusters) / len(both)
    same = sum(map(pairs, together.values()))
    in_clusters, in_values = sum(map(pairs, clusters.values())), sum(map(pairs, values.values()))
    chance = in_clusters * in_values / pairs(len(both))
    return purity, (same - chance) / ((in_clusters + in_values) / 2 - chance)


def main(warehouse, column, least_purity, least_rand):
    if not Path(warehouse).exists():
        print(f"Skipped: there is no {warehouse}.")
        sys.exit(77)
    database = sqlite3.connect(f"file:{warehouse}?mode=ro", uri=True)
    for label, size, silhouette in database.execute(
            "SELECT label, (SELECT count(*) FROM cluster_members WHERE cluster = id), silhouette FROM clusters ORDER BY position"):
        print(f"{size:5d}  {silhouette:5.2f}  {label}")
    both = database.execute(
        "SELECT cluster, value FROM cluster_members AS m JOIN fields AS f ON f.image = m.image WHERE f.name = ? AND value <> ''",
        (column,)).fetchall()
    purity, rand = agreement(both)
    print(f"{len(both)} pictures, {len(set(value for _, value in both))} values of {column}: "
          f"purity {purity:.3f} (floor {least_purity}), adjusted Rand index {rand:.3f} (floor {least_rand})")
    labels = [label for label, in database.execute("SELECT label FROM clusters")]
    sys.exit(purity < least_purity or rand < least_rand or len(set(labels)) < len(labels))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4]))
