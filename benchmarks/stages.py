"""Where the CPU time of a build goes: newsgen's own functions, timed in one process.

Each stage is a set of functions. While one of them runs, its time is charged to its stage and no
longer to the stage that called it, so the stages add up to the whole. Nothing is traced but these
calls, so the figures are those of an ordinary build; the clock costs less than a microsecond.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

OTHER = "everything else"

STAGES: dict[str, tuple[str, ...]] = {
    "finding files": ("newsgen.reading.scan:scan_site", "newsgen.publishing.folder:listing"),
    "reading, hashing files": (
        "newsgen.reading.read:text_bytes",
        "newsgen.reading.read:digest_file",
    ),
    "front matter": ("newsgen.reading.front_matter:split_front_matter",),
    "Markdown": ("markdown:Markdown.convert",),
    "sanitising": ("newsgen.reading.body:_cleaner()clean",),
    "links, citations": ("newsgen.reading.body:render_body",),
    "fields, records": ("newsgen.reading.read:read_file",),
    "state": (
        "newsgen.publishing.state:State.open",
        "newsgen.publishing.state:State.paths",
        "newsgen.publishing.state:State.files",
        "newsgen.publishing.state:State.remember",
        "newsgen.publishing.state:State.see",
        "newsgen.publishing.state:State.forget",
        "newsgen.publishing.state:State.article_text",
        "newsgen.publishing.state:State.body_text",
        "newsgen.publishing.state:State.outputs",
        "newsgen.publishing.state:State.claim",
        "newsgen.publishing.state:State.record",
        "newsgen.publishing.state:State.drop",
        "newsgen.publishing.state:State.transaction()",
    ),
    "catalogue": ("newsgen.catalog.catalog:catalog",),
    "plan": ("newsgen.planning.plan:plan",),
    "diff": (
        "newsgen.planning.diff:diff",
        "newsgen.planning.diff:parts_text",
        "newsgen.publishing.standing:recorded_outputs",
    ),
    "templates": ("newsgen.rendering.render:Renderer.render",),
    "hashing, writing": ("newsgen.publishing.stage:stage", "newsgen.publishing.write:write"),
}
"""Functions by stage, as module:name; `f()m` is the method m of what f returns, `f()` a context."""

PER_ARTICLE = "ms an article"


class StageTimes(NamedTuple):
    """CPU seconds by stage, calls by stage, and the functions that were not found."""

    seconds: dict[str, float]
    calls: dict[str, int]
    missing: tuple[str, ...]


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
        """The function, with its time charged to the stage."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            self.enter(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self.leave()

        return call

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
    importlib.import_module("newsgen.publishing.build")
    missing = []
    for stage, names in STAGES.items():
        for name in names:
            if not _instrumented(name, stage, watch):
                missing.append(name)
    return tuple(missing)


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


def measure(site: Path, output: Path, as_of: int, jobs: int = 1) -> tuple[float, int]:
    """Builds the site in this process; returns the CPU seconds and the number of pages rendered."""
    from newsgen.publishing.build import build
    from newsgen.publishing.report import BuildRequest

    began = time.process_time()
    report = build(BuildRequest(site=site, output=output, as_of=as_of, jobs=jobs))
    if report.failed:
        raise SystemExit("\n".join(str(one) for one in report.problems[:5]))
    return time.process_time() - began, report.rendered


def profile(site: Path, output: Path, as_of: int, watch: Stopwatch) -> None:
    """One build with the watch running."""
    watch.start()
    measure(site, output, as_of)
    watch.stop()
