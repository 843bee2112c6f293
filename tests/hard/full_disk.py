#!/usr/bin/python3
"""full_disk.py VITRINE PICTURES OUT: a disk that becomes full while `vitrine build` writes. The run then ends
with a sentence that names what could not be written and what to do, and a site that was there stays complete; with
free space again the next run completes, and its site is that of a run with enough space.

The disk is a tmpfs in a mount namespace of this test's own. Exit code 77 where the system does not allow it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

INSIDE = "VITRINE_TEST_IN_NAMESPACE"
ROOMY = 1 << 28


def enter_namespace():
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    probe = subprocess.run([*unshare, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, text=True)
    if probe.returncode != 0:
        print(f"Skipped: no file system can be mounted here, so no disk can be filled ({probe.stderr.strip()}).")
        sys.exit(77)
    os.execvpe("unshare", [*unshare, sys.executable, *sys.argv], {**os.environ, INSIDE: "1"})


def contents(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


class Bench:
    def __init__(self, vitrine, pictures, disk):
        self.vitrine, self.pictures, self.disk = vitrine, pictures, disk

    def mount(self, size):
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", self.disk], check=True)

    def make_room(self):
        subprocess.run(["mount", "-o", f"remount,size={ROOMY}", self.disk], check=True)

    def unmount(self):
        subprocess.run(["umount", self.disk], check=True)

    def used(self):
        disk = os.statvfs(self.disk)
        return (disk.f_blocks - disk.f_bfree) * disk.f_frsize

    def build(self, title, warehouse=None):
        words = [self.vitrine, "build", self.pictures, "-o", self.disk / "site", "--sizes", "64,160", "--title", title,
                 "--quiet", *(["--warehouse", warehouse] if warehouse else [])]
        return subprocess.run(words, capture_output=True, text=True)

    def succeeds(self, title, wanted, warehouse=None):
        run = self.build(title, warehouse)
        assert run.returncode == 0, run.stderr
        assert contents(self.disk / "site") == wanted, "the site differs from that of a disk with enough space"

    def says_why(self, run):
        """What could not be written, in one sentence."""
        assert run.returncode == 1, f"exit code {run.returncode}: {run.stderr}"
        assert re.fullmatch(r"[^\n]*(No space left on device|no room left)[^\n]*\. Make room and run again\.\n", run.stderr), run.stderr
        assert str(self.disk) in run.stderr, f"it does not say what could not be written: {run.stderr}"
        return run.stderr


def sites_of(bench):
    """The result on a disk with enough space, and how much it takes."""
    bench.mount(ROOMY)
    sites = []
    for title in ("Before", "After"):
        assert bench.build(title).returncode == 0
        sites.append(contents(bench.disk / "site"))
    needed = bench.used()
    bench.unmount()
    return *sites, needed


def first_site(bench, before, needed):
    for tenth in (0, 1, 2, 3, 4, 5, 6, 7, 9):
        bench.mount(max(4096, needed * tenth // 10))
        print(f"{tenth}/10 of the room: {bench.says_why(bench.build('Before'))}", end="")
        assert not (bench.disk / "site").exists(), "half a site"
        bench.make_room()
        bench.succeeds("Before", before)
        bench.unmount()


def second_site(bench, before, after, warehouse, unwritten):
    """Over an old one, with so little space that `unwritten` cannot be written."""
    for room in (0, 8192):
        bench.mount(ROOMY)
        bench.succeeds("Before", before, warehouse)
        entries = set(bench.disk.iterdir())
        subprocess.run(["mount", "-o", f"remount,size={bench.used() + room}", bench.disk], check=True)
        sentence = bench.says_why(bench.build("After", warehouse))
        assert unwritten in sentence, sentence
        assert contents(bench.disk / "site") == before, "the old site was touched"
        assert set(bench.disk.iterdir()) == entries, "something was left behind"
        bench.make_room()
        bench.succeeds("After", after, warehouse)
        bench.unmount()


def copies(bench, before, warehouse):
    """Thumbnails that cannot be linked, as the warehouse is on another disk."""
    bench.mount(1 << 17)
    bench.says_why(bench.build("Before", warehouse))
    bench.make_room()
    bench.succeeds("Before", before, warehouse)
    bench.unmount()


def standard_output(bench, warehouse):
    with open("/dev/full", "w") as full:
        info = subprocess.run([bench.vitrine, "info", warehouse], stdout=full, stderr=subprocess.PIPE, text=True)
    assert info.returncode == 1 and "Standard output is full" in info.stderr, info.stderr


def main(vitrine, pictures, out):
    shutil.rmtree(out, ignore_errors=True)
    disk = out / "disk"
    disk.mkdir(parents=True)
    bench = Bench(vitrine, pictures, disk)
    before, after, needed = sites_of(bench)
    first_site(bench, before, needed)
    elsewhere = out / "warehouse.db"
    second_site(bench, before, after, None, "the warehouse")
    second_site(bench, before, after, elsewhere, "/.site.vitrine-new/")
    copies(bench, before, elsewhere)
    standard_output(bench, elsewhere)
    shutil.rmtree(out)


if __name__ == "__main__":
    if INSIDE not in os.environ:
        enter_namespace()
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())
