#!/usr/bin/python3
"""The budget of the coded vectors: 12,217 x 512 at a fidelity of 0.99 or more in at most 2.2 MB.

Usage: vectors_size.py SHARED LIBRARY
Drawn from a Gaussian fitted to the CLIP vectors of SHARED/data/clip-met-1500; without them it is skipped (77).
"""
import gzip
import sys
from pathlib import Path

from spotlight import Native, decode, gaussian_like, unit_rows


def main():
    shared, library = map(Path, sys.argv[1:])
    file = shared / 'data/clip-met-1500/embeddings.npy'
    if not file.exists():
        print(f'Skipped: {file} is not there.')
        return 77
    values, _ = unit_rows(file)
    data = Native(library).encode(gaussian_like(values, 12217), 'synthetic')
    header, _ = decode(data)
    size = len(gzip.compress(data, 9, mtime=0))
    print(f'{header["count"]} x {header["dimension"]}: {size:,} bytes, step 1/{1 / header["step"]:.0f}, '
          f'fidelity {header["fidelity"]:.4f}')
    assert (header['count'], header['dimension']) == (12217, 512)
    assert header['fidelity'] >= 0.99
    assert size <= 2_200_000
    return 0


if __name__ == '__main__':
    sys.exit(main())
