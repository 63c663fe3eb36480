"""`python -m benchmarks compare|archive|stages|scale|floor|serve|unrest`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.mixed import CORPORA
from benchmarks.peers import PEERS
from benchmarks.steps import STEPS


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one of the benchmarks."""
    temporary = Path(tempfile.gettempdir())
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    compare = commands.add_parser("compare", help="newsgen beside its peers")
    stages = commands.add_parser("stages", help="where the CPU time of a build goes")
    scale = commands.add_parser("scale", help="how time and memory grow")
    floor = commands.add_parser("floor", help="beside reading and writing the files alone")
    serve = commands.add_parser("serve", help="from a saved file to its page in the browser")
    unrest = commands.add_parser("unrest", help="the development server under random changes")
    archive = commands.add_parser("archive", help="any newsgen site beside Hugo")
    archive.add_argument("site", type=Path)
    archive.add_argument("--runs", type=int, default=3)
    archive.add_argument("--folder", type=Path, default=temporary / "newsgen-benchmark")
    archive.add_argument("--cache", type=Path, default=temporary / "newsgen-benchmark-peers")
    archive.add_argument("--results", type=Path, default=Path(__file__).parent / "results")
    unrest.add_argument("--seconds", type=float, default=600)
    unrest.add_argument("--seed", type=int, default=1)
    for one, sizes in (
        (compare, [1000, 10000]), (scale, [1000, 10000, 100000]), (stages, [2000]),
        (floor, [10000]), (serve, [1000, 10000]),
    ):  # fmt: skip
        one.add_argument("--articles", type=_numbers, default=sizes, metavar="N,N,...")
        one.add_argument("--corpus", choices=CORPORA, default="plain")
        one.add_argument("--folder", type=Path, default=temporary / "newsgen-benchmark")
        one.add_argument("--results", type=Path, default=Path(__file__).parent / "results")
    compare.add_argument("--peers", type=_peers, default=list(PEERS), metavar="NAME,NAME,...")
    compare.add_argument("--runs", type=int, default=3)
    compare.add_argument("--steps", type=_steps, default=list(STEPS), metavar="STEP,STEP,...")
    compare.add_argument("--cache", type=Path, default=temporary / "newsgen-benchmark-peers")
    serve.add_argument("--peers", type=_peers, default=[], metavar="hugo")
    serve.add_argument("--edits", type=int, default=50)
    serve.add_argument("--cache", type=Path, default=temporary / "newsgen-benchmark-peers")
    scale.add_argument("--runs", type=int, default=1)
    stages.add_argument("--runs", type=int, default=3)
    floor.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(arguments)
    if options.command == "archive":
        from benchmarks.archive import archive as run_archive

        run_archive(options.site, options.runs, options.folder, options.cache, options.results)
        return
    corpus = CORPORA[getattr(options, "corpus", "plain")]
    if options.command == "compare":
        from benchmarks.compare import compare as run_compare

        run_compare(
            options.articles, corpus, options.peers, options.runs, options.steps,
            options.folder, options.cache, options.results,
        )  # fmt: skip
    elif options.command == "unrest":
        from benchmarks.unrest import main as run_unrest

        run_unrest(options.seconds, options.seed)
    elif options.command == "serve":
        from benchmarks.serve import serve as run_serve

        run_serve(
            options.articles, options.peers, options.edits,
            options.folder, options.cache, options.results,
        )  # fmt: skip
    elif options.command == "scale":
        from benchmarks.scale import scale as run_scale

        run_scale(options.articles, corpus, options.runs, options.folder, options.results)
    elif options.command == "floor":
        from benchmarks.floor import floor as run_floor

        run_floor(options.articles, corpus, options.runs, options.folder, options.results)
    else:
        from benchmarks.stages import stages as run_stages

        for size in options.articles:
            run_stages(corpus(size), options.runs, options.folder, options.results)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _peers(text: str) -> list[str]:
    return _known(text, PEERS)


def _steps(text: str) -> list[str]:
    return _known(text, STEPS)


def _known(text: str, names: Sequence[str]) -> list[str]:
    wanted = text.split(",") if text else []
    for name in wanted:
        if name not in names:
            raise argparse.ArgumentTypeError(f"{name} is none of: {', '.join(names)}")
    return wanted


if __name__ == "__main__":
    main()
