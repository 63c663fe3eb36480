"""A progress bar, on a terminal and for work that takes long enough to wonder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_WORTH_SHOWING = 200


@contextmanager
def progress(*, is_shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Gives a function that takes a stage's name, what is done and of how much."""
    if not is_shown:
        yield lambda stage, done, total: None
        return
    bars: dict[str, Any] = {}
    display: Any = None

    def show(stage: str, done: int, total: int) -> None:
        nonlocal display
        if total < _WORTH_SHOWING:
            return
        if display is None:
            # By need: most builds are over before a bar could be drawn.
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            display = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            display.start()
        if stage not in bars:
            bars[stage] = display.add_task(stage, total=total)
        display.update(bars[stage], completed=done)

    try:
        yield show
    finally:
        if display is not None:
            display.stop()
