#!/usr/bin/python3
"""Spotlight's picks against an independent farthest-first traversal in numpy, on the same decoded vectors.

Usage: spotlight.py SHARED LIBRARY WASM-FOLDER [SITE VITRINE WAREHOUSE]
  SHARED       the folder of the data sets (data/artemis, data/clip-met-1500); without it the test is skipped (77)
  LIBRARY      libvitrine-spotlight.so: codes the vectors, makes clusters, picks natively
  WASM-FOLDER  main.mjs, main.wasm, spotlight.wasm: picks in wasm, in node; skipped where it is not built
  SITE         compares the picks of this site, everything and each cluster, instead of the data sets,
               and those of `VITRINE spotlight WAREHOUSE`
The file of coded vectors is read here by numpy alone, from the layout in core/embedding/coded_vectors.h.
"""
import ctypes
import gzip
import json
import struct
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

import numpy

MOST_PICKS = 50


def whole_scores(scores):
    """Scores (None: none) in 10,000 steps between the lowest and the highest; without one, the lowest."""
    scores = numpy.array([numpy.nan if score is None else score for score in scores], numpy.float32).astype(float)
    present = ~numpy.isnan(scores)
    whole = numpy.zeros(len(scores), numpy.int64)
    if present.any():
        low, high = scores[present].min(), scores[present].max()
        if high > low:
            whole[present] = ((scores[present] - low) / (high - low) * 10000 + 0.5).astype(numpy.int64)
    return whole


def farthest_first(vectors, members, k, rules={}):
    """The definition, computed eagerly in integers: -> picks (indices of vectors), squared distances (the first is 0), places
    of the nearest earlier picks (the first has -1), squared covering radius, members within half of it.

    rules: first, banned (vectors), limits [{groups of the members (None: none), most}], scores of the members, balance
    (percent of the score), best (start with the highest score)."""
    members = numpy.asarray(members)
    x = vectors[members].astype(numpy.int64)
    # n^2 |x - centroid|^2 = n (n |x|^2 - 2 x.sum) + |sum|^2: the same order, without division.
    closeness = len(x) * (x * x).sum(axis=1) - 2 * (x @ x.sum(axis=0))
    # Nearer the centroid first, then the lower index: argmax takes the first of equals.
    order = numpy.lexsort((members, closeness))
    members, x = members[order], x[order]
    limits = [([limit['groups'][i] for i in order], limit['most']) for limit in rules.get('limits', [])]
    scores = whole_scores(rules['scores'])[order] if rules.get('scores') else numpy.zeros(len(x), numpy.int64)
    balance = rules.get('balance', 0)
    free = ~numpy.isin(members, rules.get('banned', []))
    given = [vector for vector in rules.get('first', []) if vector not in rules.get('banned', [])]

    picks, squares, nearest_picks, largest = [], [], [], 0
    nearest = numpy.zeros(len(x), numpy.int64)
    nearest_pick = numpy.full(len(x), -1)
    value = scores if rules.get('best') else nearest
    while len(picks) < k and (len(picks) < len(given) or free.any()):
        if len(picks) < len(given):
            chosen = int(numpy.flatnonzero(members == given[len(picks)])[0])
        else:
            chosen = int(numpy.argmax(numpy.where(free, value, -1)))
        squares.append(int(nearest[chosen]))
        nearest_picks.append(int(nearest_pick[chosen]))
        picks.append(int(members[chosen]))
        difference = x - x[chosen]
        distance = (difference * difference).sum(axis=1)
        closer = numpy.ones(len(x), bool) if len(picks) == 1 else distance < nearest
        nearest = numpy.where(closer, distance, nearest)
        nearest_pick[closer] = len(picks) - 1
        largest = largest or int(distance.max())
        value = (100 - balance) * 10000 * nearest + balance * largest * scores if balance else nearest
        free[chosen] = False
        chosen_at = [int(numpy.flatnonzero(members == pick)[0]) for pick in picks]
        for groups, most in limits:
            group = groups[chosen]
            if group is not None and sum(groups[at] == group for at in chosen_at) >= most:
                free &= numpy.array([other != group for other in groups])
    radius = int(nearest.max())
    return picks, squares, nearest_picks, radius, int((4 * nearest <= radius).sum())


def decode(data):
    """A vectors file -> header as a dictionary, int8 array (count, dimension)."""
    magic, version, count, dimension, step, kept, fidelity, name = struct.unpack_from('<4sIIIfffI', data)
    assert magic == b'VTRV' and version == 1
    first = 32 + (name + 3) // 4 * 4
    axes = numpy.frombuffer(data, numpy.int8, count * dimension, first).reshape(dimension, count)
    assert first + axes.size == len(data)
    model = data[32:32 + name].decode()
    header = dict(count=count, dimension=dimension, step=step, kept=kept, fidelity=fidelity, model=model)
    return header, numpy.ascontiguousarray(axes.T)


class Native:
    """libvitrine-spotlight.so through its C header."""

    def __init__(self, path):
        self.library = ctypes.CDLL(str(path))
        for name in ('encoding_open', 'encoding_bytes', 'k_means_open', 'k_means_open_coded', 'k_means_assignment', 'k_means_silhouettes', 'traversal_open',
                     'traversal_picks', 'traversal_distances', 'traversal_nearest', 'traversal_radii',
                     'traversal_covered'):
            self.function(name).restype = ctypes.c_void_p

    def function(self, name):
        return getattr(self.library, 'spotlight_' + name)

    def call(self, name, *arguments):
        return self.function(name)(*arguments)

    def encode(self, values, model):
        handle = ctypes.c_void_p(self.call('encoding_open', pointer(values), *values.shape, model.encode()))
        while (status := self.call('encoding_step', handle, 8)) == 1:
            pass
        assert status == 0
        size = self.call('encoding_size', handle)
        data = ctypes.string_at(self.call('encoding_bytes', handle), size)
        self.call('encoding_close', handle)
        return data

    def clusters(self, values, k):
        handle = ctypes.c_void_p(self.call('k_means_open', pointer(values), *values.shape, k, 1, 2, 1, 0))
        while self.call('k_means_step', handle, 100) == 1:
            pass
        assignment = numpy.array(ints_at(self.call('k_means_assignment', handle), len(values)))
        self.call('k_means_close', handle)
        return [numpy.flatnonzero(assignment == c) for c in range(assignment.max() + 1)]

    def groups(self, vectors, axes, k):
        """vectors: int8 (count, stride). -> assignment, mean silhouettes, as groups.mjs asks for them."""
        rows = numpy.arange(len(vectors), dtype=numpy.int32)
        handle = ctypes.c_void_p(self.call('k_means_open_coded', pointer(vectors), *vectors.shape, axes, pointer(rows),
                                           len(rows), k, 2, 5))
        while self.call('k_means_step', handle, 100) == 1:
            pass
        count = self.call('k_means_clusters', handle)
        assignment = ints_at(self.call('k_means_assignment', handle), len(rows))
        silhouettes = list((ctypes.c_float * count).from_address(self.call('k_means_silhouettes', handle)))
        self.call('k_means_close', handle)
        return assignment, silhouettes

    def picks(self, vectors, members, k, rules={}):
        """vectors: int8 (count, stride). -> as farthest_first."""
        rows = numpy.ascontiguousarray(members, numpy.int32)
        handle = ctypes.c_void_p(
            self.call('traversal_open', pointer(vectors), *vectors.shape, pointer(rows), len(rows)))
        assert handle.value
        for name, given in (('begin_with', 'first'), ('ban', 'banned')):
            some = numpy.array(rules.get(given, []), numpy.int32)
            assert self.call('traversal_' + name, handle, pointer(some), len(some)) == 0
        for limit in rules.get('limits', []):
            groups = numpy.array([-2**31 if group is None else group for group in limit['groups']], numpy.int32)
            assert self.call('traversal_limit', handle, pointer(groups), limit['most']) == 0
        if rules.get('scores'):
            scores = numpy.array([numpy.nan if score is None else score for score in rules['scores']], numpy.float32)
            best = int(rules.get('best', False))
            assert self.call('traversal_prefer', handle, pointer(scores), rules.get('balance', 0), best) == 0
        while self.call('traversal_step', handle, k, 1000) == 1:
            pass
        size = self.call('traversal_size', handle)
        while self.call('traversal_cover', handle, size, 1000) == 1:
            pass
        picks, squares, nearest, radii, covered = (
            ints_at(self.call('traversal_' + name, handle), size)
            for name in ('picks', 'distances', 'nearest', 'radii', 'covered'))
        self.call('traversal_close', handle)
        return picks, squares, nearest, radii[-1], covered[-1]


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def ints_at(address, length):
    return list((ctypes.c_int * length).from_address(address))


def wasm_picks(folder, data, scopes):
    """Answers of picks.mjs to scopes {members, rules, k}."""
    with tempfile.TemporaryDirectory() as temporary:
        file, request = Path(temporary) / 'vectors.bin', Path(temporary) / 'scopes.json'
        file.write_bytes(data)
        request.write_text(json.dumps(scopes))
        command = ['node', str(Path(__file__).with_name('picks.mjs')), str(folder), str(file), str(request)]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def unit_rows(path):
    """Vectors as ingest takes them: rows of zeros are missing, the rest has unit length."""
    values = numpy.load(path).astype(numpy.float32)
    lengths = numpy.linalg.norm(values, axis=1, keepdims=True)
    present = lengths[:, 0] > 0
    return numpy.ascontiguousarray(values[present] / lengths[present]), int((~present).sum())


def gaussian_like(values, count):
    """As many unit vectors as wanted, drawn from a Gaussian fitted to real ones, the same each time."""
    generator = numpy.random.default_rng(1)
    made = generator.multivariate_normal(values.mean(axis=0), numpy.cov(values.T), count, method='eigh')
    return numpy.ascontiguousarray(made / numpy.linalg.norm(made, axis=1, keepdims=True), numpy.float32)


def compare(native, wasm_folder, name, data, scopes):
    """Native and wasm picks of each scope (members, rules) against ours, k = 1 .. MOST_PICKS. Prints one line."""
    header, vectors = decode(data)
    stride = (vectors.shape[1] + 15) // 16 * 16
    padded = numpy.ascontiguousarray(numpy.pad(vectors, ((0, 0), (0, stride - vectors.shape[1]))))
    expected = [farthest_first(vectors, members, MOST_PICKS, rules) for members, rules in scopes]
    for (members, rules), whole in zip(scopes, expected):
        picks = whole[0]
        check_promises(members, rules, picks)
        assert native.picks(padded, members, MOST_PICKS, rules) == whole, (name, len(members), rules)
        for k in range(1, len(picks) + 1):
            found = native.picks(padded, members, k, rules)
            assert found[:3] == tuple(part[:k] for part in whole[:3]), (name, len(members), k)

    compared = 'native'
    if all(wasm_folder.joinpath(file).exists() for file in ('main.mjs', 'main.wasm', 'spotlight.wasm')):
        request = [dict(members=numpy.asarray(members).tolist(), rules=rules, k=len(picks))
                   for (members, rules), (picks, *_) in zip(scopes, expected)]
        step = float(numpy.float32(header['step']))
        for answer, (picks, squares, nearest, radius, covered) in zip(wasm_picks(wasm_folder, data, request), expected):
            assert len(answer['prefixes']) == len(picks)
            for k, (found, distances, places) in enumerate(answer['prefixes'], 1):
                assert found == picks[:k] and places == nearest[:k], (name, k)
                exact = numpy.sqrt(numpy.array(squares[1:k], numpy.float64)) * step
                assert numpy.array_equal(numpy.array(distances[1:], numpy.float32), exact.astype(numpy.float32)), (name, k)
            assert answer['coverage'] == dict(radius=float(numpy.sqrt(radius)) * step, covered=covered), name
        compared = 'native and wasm'
    print(f'{name}: {len(vectors)} vectors, step 1/{1 / header["step"]:.0f}, fidelity {header["fidelity"]:.4f}: '
          f'{len(scopes)} scopes, k = 1..{MOST_PICKS}, {compared} agree with numpy')


def compare_groups(native, wasm_folder, name, data, k):
    """The page's groups of coded vectors are the native ones, bit for bit: + - x / and sqrt in one order."""
    if not wasm_folder.joinpath('spotlight.wasm').exists():
        return
    _, vectors = decode(data)
    stride = (vectors.shape[1] + 15) // 16 * 16
    padded = numpy.ascontiguousarray(numpy.pad(vectors, ((0, 0), (0, stride - vectors.shape[1]))))
    assignment, silhouettes = native.groups(padded, min(128, vectors.shape[1]), k)
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / 'vectors.bin'
        file.write_bytes(data)
        command = ['node', str(Path(__file__).with_name('groups.mjs')), str(wasm_folder), str(file), str(k)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    assert found['assignment'] == assignment, name
    assert found['silhouettes'] == silhouettes, name
    print(f'{name}: {k} groups of coded vectors, native and wasm agree to the bit')


def check_promises(members, rules, picks):
    """Properties of picks that do not depend on the distances."""
    banned = rules.get('banned', [])
    first = [vector for vector in rules.get('first', []) if vector not in banned]
    assert len(set(picks)) == len(picks) and set(picks) <= set(int(member) for member in members)
    assert picks[:len(first)] == first
    assert not set(picks) & set(banned)
    for limit in rules.get('limits', []):
        group_of = dict(zip((int(member) for member in members), limit['groups']))
        for group in set(limit['groups']) - {None}:
            given = sum(group_of[pick] == group for pick in first)
            assert sum(group_of[pick] == group for pick in picks) <= max(limit['most'], given)


def made_rules(members, generator):
    """Rules of every kind for a scope, drawn: a list."""
    members = [int(member) for member in members]
    count = len(members)
    some = [members[i] for i in generator.permutation(count)[:min(count, 12)]]
    group = lambda most: [None if value == most else value for value in generator.integers(0, most + 1, count).tolist()]
    scores = [None if value < 0.1 else value for value in generator.random(count).round(2).tolist()]
    limits = [dict(groups=group(9), most=3), dict(groups=group(40), most=1)]
    return [
        dict(first=some[:1]),
        dict(first=some[:3], banned=some[2:9]),
        dict(limits=limits),
        dict(scores=scores, best=True),
        dict(scores=scores, balance=25),
        dict(scores=scores, balance=100, best=True),
        dict(first=some[:2], banned=some[4:], limits=limits[:1], scores=scores, balance=60),
    ]


def check_embeddings(native, wasm_folder, name, path):
    values, _ = unit_rows(path)
    data = native.encode(values, name)
    header, vectors = decode(data)
    assert header['count'] == len(values) and header['model'] == name and header['fidelity'] >= 0.99
    assert float(header['step']) * numpy.abs(vectors).max() <= 2.0
    everything = numpy.arange(len(vectors))
    generator = numpy.random.default_rng(7)
    clusters = native.clusters(values, 16)
    scopes = [(everything, {}), (everything[::3], {})] + [(members, {}) for members in clusters]
    for members in (everything, everything[::-4], clusters[0], clusters[-1]):
        scopes += [(members, rules) for rules in made_rules(members, generator)]
    compare(native, wasm_folder, name, data, scopes)
    compare_groups(native, wasm_folder, name, data, 24)


def documents(site, pattern):
    return [json.loads(path.read_text()) for path in sorted(site.glob(pattern))]


def vectors_of_site(site):
    """-> the vectors file unzipped, and for each row its vector or -1."""
    file, = site.glob('data/vectors.*bin')
    vector_of = []
    for shard in documents(site, 'api/images/*.json'):
        vector_of += shard['columns'].get('vector', range(shard['first'], shard['first'] + shard['count']))
    return gzip.decompress(file.read_bytes()), vector_of


def check_site(native, wasm_folder, site):
    """Everything, and each cluster, of a published site."""
    data, vector_of = vectors_of_site(site)
    count = decode(data)[0]['count']
    scopes = [(numpy.arange(count), {})]
    scopes += [([vector_of[row] for row in cluster['rows']], {}) for cluster in documents(site, 'api/clusters/*.json')]
    assert sum(len(members) for members, _ in scopes) == 2 * count
    compare(native, wasm_folder, site.name, data, scopes)


def check_command(vitrine, warehouse, site):
    """`vitrine spotlight` of the site's warehouse, with every option, against the rule on the published documents."""
    data, vector_of = vectors_of_site(site)
    header, vectors = decode(data)
    column = lambda name, absent: [value for shard in documents(site, 'api/images/*.json')
                                   for value in shard['columns'].get(name, [absent] * shard['count'])]
    ids, keys, days = column('id', ''), column('key', ''), [text[:10] or None for text in column('taken_at', '')]
    clusters = [None if value < 0 else value for value in column('cluster', -1)]
    categories, values = [], next(facet['values'] for facet in json.loads(site.joinpath('api/collection.json').read_text())['facets']
                                  if facet['name'] == 'category')
    for shard in documents(site, 'api/images/*.json'):
        categories += [None if value == -1 else value for value in shard['columns']['facets']['category']]
    with_vector = [row for row, vector in enumerate(vector_of) if vector >= 0]
    # The gate, as it is published: near-duplicates, copies, dark frames, and what is kept all the same.
    held = {'duplicates': {row for row, master in enumerate(column('master', None)) if master is not None},
            'copies': {row for row, first in enumerate(column('copy_of', None)) if first is not None},
            'dark': {row for row, dark in enumerate(column('dark', 0)) if dark}}
    kept = set(json.loads(site.joinpath('api/collection.json').read_text())['curation'].get('kept', []))
    through = lambda *let: [row for row in with_vector if row in kept or not any(row in rows for rule, rows in held.items() if rule not in let)]
    rows = through()
    assert held['duplicates'] and len(rows) < len(with_vector)
    some = rows[::max(1, len(rows) // 7)]

    cases = [
        (rows, 30, {}, []),
        ([row for row in rows if clusters[row] == 1], 12, {}, ['--scope', 'cluster:1']),
        ([row for row in rows if categories[row] == 0], 20, {'day': 1}, ['--scope', f'category:{values[0]}', '--per-day', '1']),
        ([row for row in rows if clusters[row] == 0], 9, {}, ['--scope', 'cluster=0&order=title']),
        (with_vector, 50, {}, ['--with', 'dark,duplicates,copies']),
        ([row for row in through('duplicates', 'copies') if categories[row] == 1], 15, {},
         ['--scope', 'f.category=' + urllib.parse.quote_plus(values[1]) + '&with=duplicates%2Ccopies']),
        (rows, 40, {'cluster': 2, 'category': 5}, ['--per-cluster', '2', '--per-category', '5']),
        (rows, 10, {'first': some[:1]}, ['--start', ids[some[0]]]),
        (rows, 25, {'first': some[1:3], 'banned': some[3:], 'day': 3},
         ['--pin', ids[some[1]], '--pin', keys[some[2]], '--per-day', '3', '--start', ids[some[0]]]
         + [word for row in some[3:] for word in ('--ban', ids[row])]),
    ]
    for scope, k, asked, words in cases:
        columns = dict(cluster=clusters, day=days, category=categories)
        rules = {name: [vector_of[row] for row in asked[name]] for name in ('first', 'banned') if name in asked}
        rules['limits'] = [dict(groups=[columns[name][row] for row in scope], most=asked[name]) for name in columns if name in asked]
        picks, squares, nearest, _, _ = farthest_first(vectors, [vector_of[row] for row in scope], k, rules)
        id_of = dict(zip(vector_of, ids))
        exact = (numpy.sqrt(numpy.array(squares, numpy.float64)) * float(numpy.float32(header['step']))).astype(numpy.float32)
        expected = [dict(id=id_of[pick], rank=rank, distance=None if place < 0 else round(float(distance), 6),
                         nearest=None if place < 0 else id_of[picks[place]])
                    for rank, (pick, distance, place) in enumerate(zip(picks, exact, nearest), 1)]
        command = [str(vitrine), 'spotlight', str(warehouse), '-k', str(k), '--json', *words]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        assert found == expected, (command, found[:3], expected[:3])
    print(f'vitrine spotlight: {len(cases)} command lines agree with numpy')


def main():
    shared, library, wasm_folder = map(Path, sys.argv[1:4])
    native = Native(library)
    if len(sys.argv) > 4:
        check_site(native, wasm_folder, Path(sys.argv[4]))
        check_command(*map(Path, sys.argv[5:7]), Path(sys.argv[4]))
        return 0
    sets = {'artemis': shared / 'data/artemis/embeddings.npy', 'clip-met-1500': shared / 'data/clip-met-1500/embeddings.npy'}
    if not all(path.exists() for path in sets.values()):
        print(f'Skipped: the data sets are not in {shared}.')
        return 77
    for name, path in sets.items():
        check_embeddings(native, wasm_folder, name, path)
    return 0


if __name__ == '__main__':
    sys.exit(main())
