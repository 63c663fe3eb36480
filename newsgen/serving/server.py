"""Runs the server: the listening socket, the watch, the builds and the answers, until it is interrupted."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import uvicorn

from newsgen.build.content_loss import check_content
from newsgen.build.session import STATE_FOLDER
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.lock import site_lock
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.failures import LockedError, NoSiteError, StateFolderError
from newsgen.serving.app import App
from newsgen.serving.builder_messages import Built, Progress
from newsgen.serving.builder_process import BuilderProcess
from newsgen.serving.hosts import OwnHosts, is_loopback
from newsgen.serving.listening import own_names
from newsgen.serving.polling import silent_disk
from newsgen.serving.preview import View, request_of
from newsgen.serving.preview_folders import Places, open_places
from newsgen.serving.rebuilding import Rebuilding
from newsgen.serving.watching import Watcher


class ServerRequest(NamedTuple):
    """What to serve and how. `opened` is the article to open in a browser, "" the front page, None none."""

    site: Path
    host: str
    view: View
    editor: str
    is_polling: bool
    opened: str | None


class Ears(NamedTuple):
    """Who is told what the server does. `opening` gets the path of the page to open, or None for none.

    All are called in threads of the server's.
    """

    built: Callable[[Built], None]
    said: Callable[[str], None]
    progress: Callable[[Progress], None]
    opening: Callable[[str | None], None]


class ServedError(Exception):
    """The site can't be served; the message says why and what to do."""


def serve(request: ServerRequest, listening: socket.socket, ears: Ears) -> None:
    """Serves until it is interrupted. Raises `ServedError` where it can't begin."""
    with ExitStack() as stack:
        try:
            # A site whose content is gone for a while is served all the same.
            check_content(request.site, may_be_empty=(request.site / CONFIG).is_file())
            places = open_places(request.site)
            stack.enter_context(site_lock(places.lock, 0, lambda: None))
        except (StateFolderError, NoSiteError) as error:
            raise ServedError(f"{error} {error.hint}") from error
        except LockedError as error:
            raise ServedError(
                "Another `newsgen serve` of this site is running. Use that one, or end it first."
            ) from error
        except OSError as error:
            raise ServedError(
                f"newsgen builds what it serves in {request.site / STATE_FOLDER}, and can't write"
                f" there: {error.strerror or error}."
            ) from error
        # Whether the loop itself raises for an interrupt depends on where it comes.
        if asyncio.run(_Serving(request, places, listening, ears).run()):
            raise KeyboardInterrupt


class _Server(uvicorn.Server):
    """Ends the streams of events first, which else would keep it from ending."""

    def __init__(self, config: uvicorn.Config, on_end: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_end = on_end
        self.is_interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.is_interrupted = self.is_interrupted or sig == signal.SIGINT
        super().handle_exit(sig, frame)
        self._on_end()


class _Serving:
    def __init__(
        self, request: ServerRequest, places: Places, listening: socket.socket, ears: Ears
    ) -> None:
        self._request = request
        self._places = places
        self._listening = listening
        self._ears = ears
        self._is_opened = request.opened is None

    async def run(self) -> bool:
        """Serves; whether an interrupt from the keyboard ended it."""
        request, places = self._request, self._places
        loop = asyncio.get_running_loop()
        builder = BuilderProcess(self._ears.said, self._ears.progress)
        rebuilding = Rebuilding(places, request.view, builder, self._built)
        bound = request.host
        names = () if is_loopback(bound) else own_names()
        app = App(places, OwnHosts(bound, names), rebuilding, builder, request.editor)
        self._app, self._builder, self._rebuilding = app, builder, rebuilding
        watcher = Watcher(
            places.site,
            rebuilding.changed,
            self._ears.said,
            is_polling=self._must_poll(places.site),
        )
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            lifespan="off",
            http="h11",
            loop="asyncio",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=2,
        )

        def end_streams() -> None:
            loop.call_soon_threadsafe(lambda: app.tell(is_end=True))

        server = _Server(config, end_streams)
        watcher.start()
        building = asyncio.create_task(rebuilding.run())
        building.add_done_callback(lambda task: self._fail(task, server))
        try:
            await server.serve(sockets=[self._listening])
        finally:
            building.cancel()
            # Nothing is awaited here: an interrupt has cancelled this task, too. With the builder
            # ends whatever waits for a build, and no thread may be left when Python ends.
            builder.close()
            watcher.close()
        if building.done() and not building.cancelled():
            building.result()
        return server.is_interrupted

    def _fail(self, task: asyncio.Task[None], server: uvicorn.Server) -> None:
        """Ends the server where the loop of builds has ended by a fault of ours."""
        if not task.cancelled() and task.exception() is not None:
            server.should_exit = True

    def _must_poll(self, site: Path) -> bool:
        if self._request.is_polling:
            return True
        disk = silent_disk(site)
        if disk:
            self._ears.said(
                f"The site lies on a disk ({disk}) that does not tell of changes;"
                " looking for them again and again."
            )
        return bool(disk)

    def _built(self, built: Built) -> None:
        self._app.tell()
        self._ears.built(built)
        if built.report is not None and not built.report.failed and not self._is_opened:
            self._is_opened = True
            asyncio.get_running_loop().run_in_executor(None, self._open)

    def _open(self) -> None:
        article = self._request.opened or ""
        if not article:
            self._ears.opening("")
            return
        request = request_of(self._places, self._rebuilding.view, None)
        self._ears.opening(self._builder.route(request, article) or None)
