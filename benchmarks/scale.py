"""How newsgen's time and memory grow with the number of articles."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.compare import Figure, machine, rows
from benchmarks.corpus import Corpus
from benchmarks.generators import Newsgen
from benchmarks.steps import ADDED, BODY, CLEAN, NO_OP, Bench

STEPS = (CLEAN, NO_OP, BODY, ADDED)


def scale(
    sizes: Sequence[int], corpus: type[Corpus], runs: int, folder: Path, results: Path
) -> None:
    """Measures each size, prints a table, writes `scale.json`."""
    figures = []
    for size in sizes:
        generator = Newsgen(folder / "newsgen", corpus(size))
        generator.write()
        bench = Bench(generator)
        for number in range(1, runs + 1):
            for step in STEPS:
                figure = Figure(size, step, "newsgen", number, *bench.measure(step, number))
                figures.append(figure)
                print(
                    f"{size:,} articles, {step}: {figure.wall:.2f} s, CPU {figure.cpu:.2f} s,"
                    f" {figure.peak / 1e6:.0f} MB",
                    file=sys.stderr,
                    flush=True,
                )
        shutil.rmtree(folder, ignore_errors=True)
    _print_table(figures, sizes)
    results.mkdir(parents=True, exist_ok=True)
    report = {"machine": machine(), "runs": runs, "figures": [one._asdict() for one in figures]}
    (results / "scale.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(f"Written: {results / 'scale.json'}")


def _print_table(figures: Sequence[Figure], sizes: Sequence[int]) -> None:
    found = {(row.articles, row.step): row for row in rows(figures)}
    print("| articles | | wall s | CPU s | CPU ms an article | peak MB | growth |")
    print("|--:|---|--:|--:|--:|--:|--:|")
    for step in STEPS:
        for index, size in enumerate(sizes):
            row = found[size, step]
            before = found[sizes[index - 1], step].wall if index else 0.0
            growth = f"{row.wall / before:.1f} x" if before else ""
            print(
                f"| {size:,} | {step} | {row.wall:.2f} | {row.cpu:.2f} |"
                f" {1000 * row.cpu / size:.3f} | {row.peak / 1e6:.0f} | {growth} |"
            )
    if len(sizes) > 1:
        ends = [statistics.median(_walls(figures, size)) for size in (sizes[0], sizes[-1])]
        print(f"{CLEAN}, from {sizes[0]:,} to {sizes[-1]:,}: {ends[1] / ends[0]:.1f} x")


def _walls(figures: Sequence[Figure], size: int) -> list[float]:
    return [one.wall for one in figures if one.articles == size and one.step == CLEAN]
