#!/usr/bin/python3
"""interrupted.py VITRINE PICTURES OUT: `vitrine build` stopped by SIGKILL at moments spread over its whole run. The next
run completes; its site and warehouse are those of a run without a disturbance; and a site that was there is at every
moment the old one or the new one.
"""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

FIRST_RUNS, SECOND_RUNS = 25, 12


def command(vitrine, pictures, place, title):
    return [vitrine, "build", pictures, "-o", place / "site", "--sizes", "64,160", "--title", title, "--quiet"]


def contents(folder):
    """Every file's bytes, by path."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def rows_of(warehouse):
    with sqlite3.connect(warehouse) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], warehouse
        return list(database.iterdump())


def kill_after(words, seconds):
    """Whether the run was still going on."""
    run = subprocess.Popen(words)
    try:
        code = run.wait(seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()
        return True
    assert code == 0, f"exit code {code} without having been killed"
    return False


def timed(words):
    start = time.monotonic()
    subprocess.run(words, check=True)
    return time.monotonic() - start


def spread(random_source, count, duration):
    """One moment in each of `count` equal parts of the duration."""
    return [duration * (part + random_source.random()) / count for part in range(count)]


def hold_same(place, wanted):
    """The folder holds what the undisturbed one holds, and nothing beside it."""
    found = {entry.name for entry in place.iterdir()}
    assert found == {entry.name for entry in wanted.iterdir()}, f"left behind: {found}"
    assert contents(place / "site") == contents(wanted / "site"), "the site differs"
    assert rows_of(place / "site.warehouse.db") == rows_of(wanted / "site.warehouse.db"), "the warehouse differs"


def main(vitrine, pictures, out):
    random_source = random.Random(69)
    shutil.rmtree(out, ignore_errors=True)
    before, after, place = out / "before", out / "after", out / "disturbed"
    duration = timed(command(vitrine, pictures, before, "Before"))
    killed = 0
    for moment in spread(random_source, FIRST_RUNS, duration):
        shutil.rmtree(place, ignore_errors=True)
        killed += kill_after(command(vitrine, pictures, place, "Before"), moment)
        assert not (place / "site").exists() or contents(place / "site") == contents(before / "site"), "half a site"
        subprocess.run(command(vitrine, pictures, place, "Before"), check=True)
        hold_same(place, before)
    print(f"new sites: {killed} of {FIRST_RUNS} runs were killed within {duration:.2f} s")
    assert killed > FIRST_RUNS // 6

    shutil.copytree(before, after)
    duration = timed(command(vitrine, pictures, after, "After"))
    sides = contents(before / "site"), contents(after / "site")
    killed = 0
    for moment in spread(random_source, SECOND_RUNS, duration):
        shutil.rmtree(place)
        shutil.copytree(before, place)
        killed += kill_after(command(vitrine, pictures, place, "After"), moment)
        assert contents(place / "site") in sides, "neither the old site nor the new one"
        subprocess.run(command(vitrine, pictures, place, "After"), check=True)
        hold_same(place, after)
    print(f"replaced sites: {killed} of {SECOND_RUNS} runs were killed within {duration:.2f} s")
    assert killed > SECOND_RUNS // 6
    shutil.rmtree(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
