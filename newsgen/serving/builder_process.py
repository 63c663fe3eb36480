"""The server's end of the builder: starts the process, asks it, and starts it anew when it dies."""

from __future__ import annotations

import pickle
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from newsgen.build.page_review import PageReview
from newsgen.build.report import BuildRequest
from newsgen.serving.builder import command
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

_PATIENCE_SECONDS = 2.0

_DIED = (
    "The process that builds the site has died with status {status}. Most often the system kills"
    " it for want of memory. The next build has a new one."
)


class BuilderProcess:
    """The builder. Its methods wait for the answer, one after the other, and any thread may call them."""

    def __init__(
        self,
        on_said: Callable[[str], None] = lambda sentence: None,
        on_progress: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        self._on_said = on_said
        self._on_progress = on_progress
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    @property
    def pid(self) -> int:
        """The number of the process, 0 where there is none."""
        return self._process.pid if self._process else 0

    def built(self, request: BuildRequest) -> Built:
        """Builds. Where the process dies, that is the crash that is told of."""
        answer = self._asked(Order(request))
        if isinstance(answer, Built):
            return answer
        return Built(None, (), str(answer), 0.0)

    def page(self, request: BuildRequest, path: str) -> PageReview | None:
        """What is to be said of the page at this path of the output folder."""
        answer = self._asked(Question(request, path))
        return answer.review if isinstance(answer, Page) else None

    def route(self, request: BuildRequest, article: str) -> str:
        """The path of the article's page in the output folder; "" where it has none."""
        answer = self._asked(Whereabouts(request, article))
        return answer.path if isinstance(answer, Route) else ""

    def renew(self) -> None:
        """Has the next build done by a new process: code of the site's own may have changed."""
        with self._lock:
            self._end()

    def close(self) -> None:
        """Ends the process. A build that is under way is killed: the next one mends what it left."""
        self._is_closed = True
        process = self._process
        if process is not None:
            # Without the lock: a build may hold it.
            _end(process)

    def _asked(self, order: object) -> Any:
        """The answer; a sentence on why there is none, where the process died."""
        with self._lock:
            if self._is_closed:
                return "The server is ending."
            if self._process is not None and self._process.poll() is not None:
                # It was killed while it had nothing to do.
                self._end()
            try:
                process = self._process = self._process or self._started()
                assert process.stdin and process.stdout
                pickle.dump(order, process.stdin)
                process.stdin.flush()
                while True:
                    answer = pickle.load(process.stdout)  # noqa: S301 - our own child
                    if isinstance(answer, Said):
                        self._on_said(answer.sentence)
                    elif isinstance(answer, Progress):
                        self._on_progress(answer)
                    else:
                        return answer
            except (EOFError, OSError, pickle.UnpicklingError):
                status = self._end()
                return _DIED.format(status=status)

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - this interpreter, our own arguments
            command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def _end(self) -> int | None:
        process, self._process = self._process, None
        return _end(process) if process is not None else None


def _end(process: subprocess.Popen[bytes]) -> int | None:
    with suppress(OSError):
        if process.stdin:
            process.stdin.close()
    try:
        return process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
