"""The builder: a process of its own that stays warm from build to build.

In a process apart, a build that uses all of it leaves the server free to answer, may fork
workers although the server has threads, and may be killed without the server.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import sys
import time
import traceback
from contextlib import suppress
from typing import IO, Any

from newsgen.build.pipeline import build
from newsgen.build.session import Events
from newsgen.serving.builder_messages import (
    Built,
    Order,
    Page,
    Progress,
    Question,
    Route,
    Said,
    Whereabouts,
)

_PROGRESS_SECONDS = 0.2

COMMAND = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from newsgen.serving.builder import main; main()"
)
"""Run by a fresh interpreter with `sys.path` as JSON: it must find the libraries that the server found."""


def command() -> list[str]:
    """The command line of a builder."""
    return [sys.executable, "-P", "-c", COMMAND, json.dumps(sys.path)]


def main() -> None:
    """Carries out orders from standard input, until it ends; the answers go to standard output."""
    # The server ends this process by closing its input. An interrupt of the terminal is the server's.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # What an extension prints must not get among the answers.
    os.dup2(2, 1)
    with suppress(BrokenPipeError):
        while (order := _received(sys.stdin.buffer)) is not None:
            _send(answers, _answer(order, answers))
            # While nobody waits.
            gc.collect()


def _answer(order: object, answers: IO[bytes]) -> object:
    if isinstance(order, Order):
        return _built(order, answers)
    try:
        # Imported late: nobody waits for it with the first build.
        from newsgen.build.page_review import page_of_article, page_review

        if isinstance(order, Question):
            return Page(page_review(order.request, order.path))
        assert isinstance(order, Whereabouts)
        return Route(page_of_article(order.request, order.article))
    except Exception:  # noqa: BLE001 - what is said beside a page must not take the page away
        traceback.print_exc()
        return Page(None) if isinstance(order, Question) else Route("")


def _built(order: Order, answers: IO[bytes]) -> Built:
    began = time.monotonic()
    outputs: list[str] = []
    shown = 0.0

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown >= _PROGRESS_SECONDS:
            shown = now
            _send(answers, Progress(stage, done, total))

    events = Events(
        progress=progress,
        noted=lambda sentence: _send(answers, Said(sentence)),
        committed=outputs.extend,
    )
    try:
        report, crash = build(order.request, events), ""
    except Exception:  # noqa: BLE001 - a fault of our own is shown, and the server goes on
        report, crash = None, traceback.format_exc()
    return Built(report, tuple(outputs), crash, time.monotonic() - began)


def _received(stream: IO[bytes]) -> Any:
    try:
        return pickle.load(stream)  # noqa: S301 - from the process that started this one
    except EOFError:
        return None


def _send(stream: IO[bytes], message: object) -> None:
    pickle.dump(message, stream)
    stream.flush()
