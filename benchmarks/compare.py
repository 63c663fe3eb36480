"""newsgen beside its peers: the same articles, equal sites, interleaved runs."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.chart import chart
from benchmarks.corpus import Corpus
from benchmarks.generators import Eleventy, Generator, Hugo, Newsgen, Pelican
from benchmarks.measure import CommandError, Cost, run
from benchmarks.peers import NoPeerError, install
from benchmarks.steps import STEPS, Bench

_PEERS: dict[str, type[Hugo] | type[Pelican] | type[Eleventy]] = {
    "hugo": Hugo,
    "pelican": Pelican,
    "eleventy": Eleventy,
}


class Figure(NamedTuple):
    """One measured build."""

    articles: int
    step: str
    generator: str
    run: int
    wall: float
    cpu: float
    peak: int


class Row(NamedTuple):
    """The medians of a generator in one step, and the medians of newsgen's share of it, run by run."""

    articles: int
    step: str
    generator: str
    wall: float
    cpu: float
    peak: int
    wall_ratio: float
    cpu_ratio: float
    peak_ratio: float


def compare(
    sizes: Sequence[int],
    corpus: type[Corpus],
    peers: Sequence[str],
    runs: int,
    steps: Sequence[str],
    folder: Path,
    cache: Path,
    results: Path,
) -> None:
    """Measures, prints a table for each size, writes `compare.json` and `compare.svg`."""
    figures: list[Figure] = []
    versions: dict[str, str] = {}
    available = [name for name in peers if _is_installed(name, cache)]
    json_ld = _has_json_ld(folder)
    print(f"NewsArticle JSON-LD: {'in every page' if json_ld else 'not in newsgen, so in none'}")
    for size in sizes:
        generators = _sites(corpus(size), available, folder, cache, json_ld=json_ld)
        versions = {one.name: one.version() for one in generators}
        figures += _measured(size, generators, runs, steps)
        shutil.rmtree(folder, ignore_errors=True)
        print_table([row for row in rows(figures) if row.articles == size])
    results.mkdir(parents=True, exist_ok=True)
    found = rows(figures)
    report = {
        "machine": machine(),
        "versions": versions,
        "json_ld": json_ld,
        "runs": runs,
        "rows": [row._asdict() for row in found],
        "figures": [figure._asdict() for figure in figures],
    }
    (results / "compare.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    largest = [row for row in found if row.articles == max(sizes)]
    (results / "compare.svg").write_text(chart(largest, versions), encoding="utf-8")
    print(f"Written: {results / 'compare.json'}, {results / 'compare.svg'}")


def machine() -> dict[str, Any]:
    """What the figures depend on and a reader may know."""
    return {
        "processors": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def rows(figures: Iterable[Figure]) -> list[Row]:
    """The medians of all runs, newsgen's first in each step."""
    grouped: dict[tuple[int, str, str], list[Figure]] = {}
    for one in figures:
        grouped.setdefault((one.articles, one.step, one.generator), []).append(one)
    found = []
    for (articles, step, generator), members in grouped.items():
        own = grouped[articles, step, "newsgen"]
        pairs = list(zip(own, members, strict=False))
        found.append(
            Row(
                articles,
                step,
                generator,
                statistics.median(one.wall for one in members),
                statistics.median(one.cpu for one in members),
                int(statistics.median(one.peak for one in members)),
                statistics.median(mine.wall / other.wall for mine, other in pairs),
                statistics.median(mine.cpu / other.cpu for mine, other in pairs),
                statistics.median(mine.peak / other.peak for mine, other in pairs),
            )
        )
    order = {step: index for index, step in enumerate(STEPS)}
    return sorted(found, key=lambda row: (row.articles, order[row.step]))


def print_table(found: Sequence[Row]) -> None:
    """The rows as Markdown; the ratios are newsgen's figure over the generator's."""
    print(f"\n{found[0].articles:,} articles; ratios are newsgen's figure over the generator's")
    print("| | generator | wall s | CPU s | peak MB | wall | CPU | memory |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    last = ""
    for row in found:
        step = row.step if row.step != last else ""
        last = row.step
        ratios = " | ".join(
            "" if row.generator == "newsgen" else f"{ratio:.3f}"
            for ratio in (row.wall_ratio, row.cpu_ratio, row.peak_ratio)
        )
        print(
            f"| {step} | {row.generator} | {row.wall:.2f} | {row.cpu:.2f} |"
            f" {row.peak / 1e6:.0f} | {ratios} |"
        )


def _is_installed(name: str, cache: Path) -> bool:
    try:
        install(name, cache)
    except NoPeerError as error:
        print(f"{name} is skipped: {error}")
        return False
    return True


def _sites(
    corpus: Corpus, peers: Iterable[str], folder: Path, cache: Path, *, json_ld: bool
) -> list[Generator]:
    generators: list[Generator] = [Newsgen(folder / "newsgen", corpus)]
    generators += [_PEERS[name](folder / name, corpus, cache, json_ld=json_ld) for name in peers]
    for one in generators:
        _say(f"writing {corpus.size:,} articles for {one.name}")
        one.write()
    return generators


def _measured(
    size: int, generators: Sequence[Generator], runs: int, steps: Sequence[str]
) -> list[Figure]:
    benches = [Bench(one) for one in generators]
    figures = []
    for number in range(runs):
        for step in steps:
            # Each generator is the first in one of the runs.
            turn = number % len(benches)
            for bench in benches[turn:] + benches[:turn]:
                name = bench.generator.name
                try:
                    cost: Cost = bench.measure(step, number + 1)
                except CommandError as error:
                    raise SystemExit(str(error)) from error
                figures.append(Figure(size, step, name, number + 1, *cost))
                _say(
                    f"{size:,} articles, run {number + 1}, {step}, {name}:"
                    f" {cost.wall:.2f} s, CPU {cost.cpu:.2f} s, {cost.peak / 1e6:.0f} MB"
                )
    return figures


def _has_json_ld(folder: Path) -> bool:
    """Whether newsgen's pages have it; peers are not charged for what newsgen does not do."""
    probe = Newsgen(folder / "probe", Corpus(3))
    probe.write()
    run(probe.command(), probe.site, probe.environment())
    text = probe.page_of(probe.corpus.article(1)).read_text(encoding="utf-8")
    shutil.rmtree(probe.site)
    return "application/ld+json" in text


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
