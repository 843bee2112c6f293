"""24 picks of 12,217 vectors of 512 dimensions in the page's wasm, in plain JavaScript and in numpy."""
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / 'reference'))
from spotlight import Native, decode, gaussian_like, unit_rows  # noqa: E402


def eager_numpy(vectors, k):
    """The usual way: float32, one pass over all vectors a pick."""
    chosen = int(numpy.argmin(((vectors - vectors.mean(axis=0)) ** 2).sum(axis=1)))
    nearest = numpy.full(len(vectors), numpy.inf, numpy.float32)
    picks = [chosen]
    while len(picks) < k:
        difference = vectors - vectors[chosen]
        nearest = numpy.minimum(nearest, numpy.einsum('ij,ij->i', difference, difference))
        chosen = int(numpy.argmax(nearest))
        picks.append(chosen)
    return picks


def in_numpy(vectors, runs=3):
    """Milliseconds of processor time."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        eager_numpy(vectors, 24)
        times.append(1000 * (time.process_time() - begin))
    return median(times)


def measure(shared, library, wasm, count=12217):
    """Milliseconds by way; vectors drawn from a Gaussian fitted to those of clip-met-1500."""
    met, _ = unit_rows(shared / 'data/clip-met-1500/embeddings.npy')
    coded = Native(library).encode(gaussian_like(met, count), 'synthetic')
    header, rows = decode(coded)
    with tempfile.NamedTemporaryFile(suffix='.bin') as file:
        file.write(coded)
        file.flush()
        command = ['node', str(HERE / 'picks.mjs'), str(wasm), file.name]
        times = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    times['numpy'] = in_numpy(rows.astype(numpy.float32) * numpy.float32(header['step']))
    return times
