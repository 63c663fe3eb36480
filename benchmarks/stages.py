"""Where the CPU time of a build goes: newsgen's own functions, timed in one process.

Each stage is a set of functions. While one of them runs, its time is charged to its stage and no
longer to the stage that called it, so the stages add up to the whole. Nothing is traced but these
calls, so the figures are those of an ordinary build; the clock costs less than a microsecond.
"""

from __future__ import annotations

import importlib
import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial, wraps
from inspect import isgeneratorfunction
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.compare import machine
from benchmarks.corpus import Corpus
from benchmarks.generators import NOW, Newsgen
from benchmarks.steps import BODY, CLEAN, NO_OP, SETTLE_SECONDS

OTHER = "everything else"
_END = object()
STOCK_ARTICLES = 300

STAGES: dict[str, tuple[str, ...]] = {
    "finding files": (
        "newsgen.reading.files.scan:scan_site",
        "newsgen.output.folder:present_files",
        "newsgen.output.walk:Walk.*",
    ),
    "comparing files": (
        "newsgen.build.load_records:find_file_changes",
        "newsgen.output.file_status:file_statuses",
        "newsgen.output.compare:comparison",
        "newsgen.runtime.toolchain:toolchain",
    ),
    "reading, hashing files": (
        "newsgen.reading.content.read:text_bytes",
        "newsgen.reading.content.read:digest_file",
    ),
    "front matter": ("newsgen.reading.yaml.front_matter:split_front_matter",),
    "Markdown": ("newsgen.reading.markdown.conversion:converted",),
    "sanitising": (
        "newsgen.reading.markdown.sanitizer_fast_path:is_clean",
        "newsgen.reading.markdown.body:_cleaned",
    ),
    "links, citations": ("newsgen.reading.markdown.body:render_body",),
    "fields, records": ("newsgen.reading.content.read:read_file",),
    "state": (
        "newsgen.store.database:State.*",
        "newsgen.store.database:State.transaction()",
        "newsgen.store.output_records:OutputRecords.*",
        "newsgen.store.stat_cache:FolderFingerprints.*",
    ),
    "catalogue": ("newsgen.catalog.catalog:catalog",),
    "plan": ("newsgen.planning.plan:Planning.*",),
    "diff": (
        "newsgen.planning.diff:is_stale",
        "newsgen.planning.diff:parts_text",
    ),
    "templates": ("newsgen.rendering.render:Renderer.render",),
    "hashing, writing": ("newsgen.build.staging:stage", "newsgen.build.commit:commit"),
}
"""Functions by stage, as module:name; `f()m` is the method m of what f returns, `f()` a context, and
`C.*` stands for the public methods of a class."""


class StageTimes(NamedTuple):
    """CPU seconds by stage, calls by stage, and how many outputs were rendered."""

    seconds: dict[str, float]
    calls: dict[str, int]
    rendered: int


class Stopwatch:
    """Charges CPU time to the stage that runs; stages nest."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._stack = [OTHER]
        self._since = time.process_time()

    def enter(self, stage: str) -> None:
        """The stage begins; the one that runs is suspended."""
        self._charge()
        self._stack.append(stage)
        self.calls[stage] += 1

    def leave(self) -> None:
        """The stage that runs ends."""
        self._charge()
        self._stack.pop()

    def start(self) -> None:
        """Forgets everything and starts at now."""
        self.seconds.clear()
        self.calls.clear()
        self._since = time.process_time()

    def stop(self) -> None:
        """Charges what has passed since the last change."""
        self._charge()

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time charged to the stage; of a generator, the making of each item."""
        if isgeneratorfunction(function):
            return self._timed_items(stage, function)

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            self.enter(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self.leave()

        return call

    def _timed_items(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def items(*args: Any, **kwargs: Any) -> Any:
            following = self.timed(stage, partial(next, function(*args, **kwargs), _END))
            while (item := following()) is not _END:
                yield item

        return items

    def _charge(self) -> None:
        now = time.process_time()
        self.seconds[self._stack[-1]] += now - self._since
        self._since = now


class _Timed:
    """Stands for an object, one method of which is timed."""

    def __init__(self, inner: object, method: str, watch: Stopwatch, stage: str) -> None:
        self._inner = inner
        setattr(self, method, watch.timed(stage, getattr(inner, method)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _TimedContext:
    """A context manager, the leaving of which is timed: there a transaction is committed."""

    def __init__(self, inner: Any, watch: Stopwatch, stage: str) -> None:
        self._inner, self._watch, self._stage = inner, watch, stage

    def __enter__(self) -> Any:
        return self._inner.__enter__()

    def __exit__(self, *error: Any) -> Any:
        self._watch.enter(self._stage)
        try:
            return self._inner.__exit__(*error)
        finally:
            self._watch.leave()


def instrument(watch: Stopwatch) -> tuple[str, ...]:
    """Puts timers around the functions of the stages; returns those that do not exist (any more)."""
    importlib.import_module("newsgen.build.pipeline")
    missing = []
    for stage, names in STAGES.items():
        for name in itertools.chain.from_iterable(map(_methods, names)):
            if not _instrumented(name, stage, watch):
                missing.append(name)
    return tuple(missing)


def _methods(name: str) -> list[str]:
    """The name itself, or of `C.*` the names of the methods."""
    if not name.endswith(".*"):
        return [name]
    module_name, _, rest = name.removesuffix(".*").partition(":")
    owner = getattr(importlib.import_module(module_name), rest)
    return [
        f"{module_name}:{rest}.{key}"
        for key in vars(owner)
        if not key.startswith("_") and key != "transaction" and callable(getattr(owner, key))
    ]


def _instrumented(name: str, stage: str, watch: Stopwatch) -> bool:
    module_name, _, rest = name.partition(":")
    try:
        owner: Any = importlib.import_module(module_name)
        dotted, is_call, method = rest.partition("()")
        *classes, attribute = dotted.split(".")
        for one in classes:
            owner = getattr(owner, one)
        original = getattr(owner, attribute)
    except (ImportError, AttributeError):
        return False
    made = original
    if is_call and method:
        made = lambda *args: _Timed(original(*args), method, watch, stage)  # noqa: E731
    elif is_call:
        made = lambda *args: _TimedContext(original(*args), watch, stage)  # noqa: E731
    else:
        made = watch.timed(stage, original)
    is_bound = bool(classes) and not isinstance(vars(owner).get(attribute), classmethod)
    if classes:
        setattr(owner, attribute, made if is_bound else staticmethod(made))
        return True
    # Modules import functions by name, so each name that the function has gets the timer.
    for module in [one for key, one in sys.modules.items() if key.startswith("newsgen")]:
        for key, value in list(vars(module).items()):
            if value is original:
                setattr(module, key, made)
    return True


def stages(corpus: Corpus, runs: int, folder: Path, results: Path) -> None:
    """Measures a clean build, one of nothing and one of an edited article; prints and writes them."""
    size = corpus.size
    generator = Newsgen(folder / "newsgen", corpus)
    generator.write()
    article = generator.corpus.article(size // 2)
    watch = Stopwatch()
    for name in instrument(watch):
        print(f"Not found, so in {OTHER!r}: {name}")
    found: dict[str, list[StageTimes]] = {step: [] for step in (CLEAN, NO_OP, BODY)}
    for number in range(1, runs + 1):
        generator.clean()
        generator.write_article(article)
        time.sleep(SETTLE_SECONDS)
        found[CLEAN].append(_build(generator, watch))
        time.sleep(SETTLE_SECONDS)
        found[NO_OP].append(_build(generator, watch))
        generator.edit_body(article, number)
        found[BODY].append(_build(generator, watch))
    generator.remove()
    report: dict[str, Any] = {"machine": machine(), "articles": size, "runs": runs}
    for step, times in found.items():
        # The run whose sum is the median stands for all: its stages add up.
        middle = sorted(times, key=lambda one: sum(one.seconds.values()))[len(times) // 2]
        _print(step, middle, size)
        report[step] = middle._asdict()
    report["markdown"] = _against_stock(generator.corpus)
    results.mkdir(parents=True, exist_ok=True)
    (results / "stages.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


def _against_stock(corpus: Corpus) -> dict[str, float]:
    """CPU milliseconds an article: Python-Markdown as it comes, and as newsgen uses it."""
    from markdown import Markdown
    from markdown.extensions.toc import TocExtension, slugify_unicode

    from newsgen.reading.markdown.conversion import converted
    from newsgen.reading.markdown.converter import converter

    toc = TocExtension(slugify=slugify_unicode)
    stock = Markdown(extensions=["extra", "smarty", "sane_lists", toc], output_format="html")
    texts = [corpus.article(number).body for number in range(min(corpus.size, STOCK_ARTICLES))]
    ways: dict[str, Callable[[str], object]] = {
        "stock": lambda text: stock.reset().convert(text),
        "speed layer": lambda text: converter().markdown.reset().convert(text),
        "newsgen": lambda text: converted(text, 1, "", ()),
    }
    times = dict.fromkeys(ways, 0.0)
    for text in texts:
        # By turns, so that what else the machine does falls on all.
        for name, way in ways.items():
            began = time.process_time()
            way(text)
            times[name] += time.process_time() - began
    found = {name: 1000 * seconds / len(texts) for name, seconds in times.items()}
    print("\nMarkdown, ms an article, and over stock")
    for name, milliseconds in found.items():
        print(f"  {name}: {milliseconds:.2f}, {milliseconds / found['stock']:.3f} x")
    return found


def _build(generator: Newsgen, watch: Stopwatch) -> StageTimes:
    """One build in this process with the watch running."""
    from newsgen.build.pipeline import build
    from newsgen.build.report import BuildRequest

    as_of = int(datetime.fromisoformat(NOW).timestamp())
    output = generator.site / generator.output
    watch.start()
    report = build(BuildRequest(site=generator.site, output=output, as_of=as_of, jobs=1))
    watch.stop()
    if report.failed:
        raise SystemExit("\n".join(str(one) for one in report.problems[:5]))
    return StageTimes(dict(watch.seconds), dict(watch.calls), report.rendered)


def _print(step: str, times: StageTimes, size: int) -> None:
    total = sum(times.seconds.values())
    print(f"\n{step}, {size:,} articles, {times.rendered:,} outputs rendered, one process")
    print("| stage | CPU s | ms an article | share | calls |")
    print("|---|--:|--:|--:|--:|")
    for stage in (*STAGES, OTHER):
        seconds = times.seconds.get(stage, 0.0)
        print(
            f"| {stage} | {seconds:.3f} | {1000 * seconds / size:.3f} | {seconds / total:.1%} |"
            f" {times.calls.get(stage, 0):,} |"
        )
    print(f"| **all** | {total:.3f} | {1000 * total / size:.3f} | | |")
