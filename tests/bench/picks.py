"""24 picks of 12,217 vectors of 512 dimensions in the page's wasm, in plain JavaScript and in numpy, each
in the fastest form we know."""
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
    """numpy's fastest form: float32, and for each pick one product of a matrix and a vector, by BLAS: half the squared
    distance is half of both squared lengths less the dot product."""
    chosen = int(numpy.argmin(((vectors - vectors.mean(axis=0)) ** 2).sum(axis=1)))
    halves = numpy.einsum('ij,ij->i', vectors, vectors) / 2
    nearest = numpy.full(len(vectors), numpy.inf, numpy.float32)
    picks = [chosen]
    while len(picks) < k:
        nearest = numpy.minimum(nearest, halves - vectors @ vectors[chosen] + halves[chosen])
        chosen = int(numpy.argmax(nearest))
        picks.append(chosen)
    return picks


def require_openblas():
    """Debian's numpy takes any BLAS that is there; its plain one is three to four times slower."""
    if 'openblas' not in Path('/proc/self/maps').read_text():
        sys.exit('numpy runs without OpenBLAS, and would be measured too slow: apt-get install libopenblas0-pthread')


def in_numpy(vectors, runs=3):
    """Milliseconds of processor time, of all threads."""
    require_openblas()
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
    times['numpy with OpenBLAS'] = in_numpy(rows.astype(numpy.float32) * numpy.float32(header['step']))
    return times
