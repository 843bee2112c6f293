"""How fast `vitrine ingest` is against Debian's vipsthumbnail making the same sizes of the same JPEGs of 12 megapixels, of
the sample collection. Both are given the same cores and WebP settings."""
import os
import resource
import subprocess
import tempfile
from pathlib import Path
from statistics import median


def processor_time(run):
    """Milliseconds of all cores, which other work on the machine does not disturb."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def thumbnails(pictures, out, jobs):
    """vipsthumbnail, one process a core, each picture in both sizes."""
    for size in (256, 1024):
        parts = [pictures[i::jobs] for i in range(jobs)]
        target = f'{out}/{size}-%s.webp[Q=80,strip]'
        processes = [subprocess.Popen(['vipsthumbnail', '--vips-concurrency=1', '-s', f'{size}x{size}>', '-o', target, *part])
                     for part in parts]
        for process in processes:
            assert process.wait() == 0


def measure(vitrine, count=8, runs=3):
    """Milliseconds of processor time an image by way."""
    jobs = os.cpu_count()
    with tempfile.TemporaryDirectory() as place:
        folder = f'{place}/sample'
        subprocess.run([vitrine, 'sample', folder, '--count', str(count), '--size', '4000x3000', '--quiet'], check=True)
        pictures = sorted(str(file) for file in Path(folder).rglob('*.jpg'))
        times = {'vipsthumbnail': [], 'vitrine': []}
        for run in range(runs):
            command = [vitrine, 'ingest', folder, '--warehouse', f'{place}/{run}.db', '--quiet', '--jobs', str(jobs)]
            times['vipsthumbnail'].append(processor_time(lambda: thumbnails(pictures, place, jobs)))
            times['vitrine'].append(processor_time(lambda: subprocess.run(command, check=True)))
        return {way: median(of_runs) / len(pictures) for way, of_runs in times.items()}
