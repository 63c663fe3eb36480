"""newsgen beside the floor: a program that reads all sources, writes all outputs, and does nothing else.

No generator can be faster on the same machine and disk. The floor is a Python
program with two processes, each of which takes every other file. What it
writes has the lengths of the outputs and is otherwise noise, since where the
bytes come from is what a generator is there for.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.compare import machine
from benchmarks.corpus import Corpus
from benchmarks.generators import REPOSITORY, Newsgen
from benchmarks.measure import Cost, run
from benchmarks.steps import CLEAN, Bench

PROCESSES = 2

_SOURCES = ("newsgen.yaml", "content", "templates", "static")
_TARGET = "floor"


class Pair(NamedTuple):
    """What a clean build costs and what the floor does, in one run."""

    build: Cost
    floor: Cost


def floor(
    sizes: Sequence[int], corpus: type[Corpus], runs: int, folder: Path, results: Path
) -> None:
    """Measures both in turn for each size, prints a table, writes `floor.json`."""
    found: dict[int, list[Pair]] = {}
    for size in sizes:
        generator = Newsgen(folder / "newsgen", corpus(size))
        generator.write()
        bench = Bench(generator)
        found[size] = [_pair(bench, generator, number) for number in range(1, runs + 1)]
        generator.remove()
    print("| articles | newsgen wall s | CPU s | floor wall s | CPU s | wall | CPU |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for size, pairs in found.items():
        print(_row(size, pairs))
    results.mkdir(parents=True, exist_ok=True)
    figures = {
        size: [[one._asdict() for one in pair] for pair in pairs] for size, pairs in found.items()
    }
    report = {"machine": machine(), "runs": figures}
    (results / "floor.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


def _pair(bench: Bench, generator: Newsgen, number: int) -> Pair:
    built = bench.measure(CLEAN, number)
    generator.take_away(_TARGET)
    site = generator.site
    command = [sys.executable, "-m", "benchmarks.floor", str(site), str(site / generator.output)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return Pair(built, run([*command, str(site / _TARGET)], site, environment))


def _row(size: int, pairs: Sequence[Pair]) -> str:
    seconds = [
        statistics.median(getattr(getattr(pair, which), figure) for pair in pairs)
        for which in Pair._fields
        for figure in ("wall", "cpu")
    ]
    ratios = [
        statistics.median(getattr(build, figure) / getattr(floor, figure) for build, floor in pairs)
        for figure in ("wall", "cpu")
    ]
    cells = [*(f"{one:.2f}" for one in seconds), *(f"{one:.1f} x" for one in ratios)]
    return f"| {size:,} | {' | '.join(cells)} |"


def read_and_write(site: Path, outputs: Path, target: Path) -> None:
    """Reads every source of the site, and writes a file of each output's length into `target`."""
    sources = [file for name in _SOURCES for file, _ in _files(str(site / name))]
    root = str(outputs)
    lengths = [(file[len(root) + 1 :], length) for file, length in _files(root)]
    noise = memoryview(os.urandom(max((length for _, length in lengths), default=0)))
    for folder in {os.path.dirname(path) for path, _ in lengths}:
        os.makedirs(target / folder, exist_ok=True)
    children = []
    for part in range(PROCESSES):
        child = os.fork()
        if not child:
            status = 1
            try:
                _take(sources[part::PROCESSES], lengths[part::PROCESSES], str(target), noise)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    statuses = [os.waitpid(child, 0)[1] for child in children]
    if any(statuses):
        raise SystemExit("A process of the floor failed.")


def _take(
    sources: Sequence[str], lengths: Sequence[tuple[str, int]], target: str, noise: memoryview
) -> None:
    for file in sources:
        with open(file, "rb", buffering=0) as stream:
            stream.read()
    for path, length in lengths:
        with open(os.path.join(target, path), "xb", buffering=0) as stream:
            stream.write(noise[:length])


def _files(path: str) -> Iterator[tuple[str, int]]:
    """The files at and below the path, each with its length."""
    if not os.path.isdir(path):
        if os.path.exists(path):
            yield path, os.stat(path).st_size
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                yield entry.path, entry.stat().st_size


if __name__ == "__main__":
    read_and_write(*map(Path, sys.argv[1:]))
