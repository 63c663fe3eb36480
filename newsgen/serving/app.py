"""The server's answers: the published files with the one script, and what the script asks for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from importlib.resources import files
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from newsgen.build.page_review import PageReview
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.serving.builder_process import BuilderProcess
from newsgen.serving.hosts import OwnHosts, is_same_origin
from newsgen.serving.injection import PREFIX, with_script
from newsgen.serving.preview import (
    NOT_FOUND,
    field_time,
    page_tag,
    problem_data,
    request_of,
    status_data,
    tag_of,
    time_of_field,
)
from newsgen.serving.preview_folders import Places
from newsgen.serving.rebuilding import Rebuilding
from newsgen.serving.served_files import Elsewhere, FoundFile, find_file, range_of, type_of

_PIECE = 1 << 18
_SMALL = 1 << 22
_BEAT_SECONDS = 15.0
_MOST_ASKED = 10_000

_HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    # What is held must not be had by a page of another site.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}

_NO_PAGE_YET = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>newsgen serve</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1.5rem}</style>
</head><body><main><h1>%(title)s</h1><p>%(text)s</p></main></body></html>
"""  # noqa: E501 - a page

_BUILDING = {
    "title": "The site is being built",
    "text": "This page shows it as soon as it is there.",
}
_MISSING = {
    "title": "There is no page here",
    "text": "The site has no page at this address, and no 404.html of its own.",
}


class App:
    """An ASGI application."""

    def __init__(
        self,
        places: Places,
        hosts: OwnHosts,
        rebuilding: Rebuilding,
        builder: BuilderProcess,
        editor: str,
    ) -> None:
        self._places = places
        self._hosts = hosts
        self._rebuilding = rebuilding
        self._builder = builder
        self._editor = editor
        self._listeners: set[asyncio.Queue[bool]] = set()
        self._script = files("newsgen.serving").joinpath("client/live.js").read_bytes()

    def tell(self, *, is_end: bool = False) -> None:
        """Tells all open pages that a build has ended, or that the server does."""
        for queue in self._listeners:
            queue.put_nowait(is_end)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        response = await self._response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        host = request.headers.get("host", "")
        if not self._hosts.owns(host):
            return _refusal(
                403, "This server does not go by that name. Open it by the address that it printed."
            )
        path = request.scope["path"]
        if path.startswith(PREFIX):
            return await self._own(request, path.removeprefix(PREFIX), host)
        if request.method not in ("GET", "HEAD"):
            return _refusal(405, "There are files here, to read.", Allow="GET, HEAD")
        return self._file(request, path, host)

    async def _own(self, request: Request, name: str, host: str) -> Response:
        if name == "time":
            return await self._set_time(request, host)
        if request.method not in ("GET", "HEAD"):
            return _refusal(405, "This is to be read.", Allow="GET, HEAD")
        asked = request.query_params.get("page", "/")[:_MOST_ASKED]
        if name == "live.js":
            return _conditional(request, self._script, "text/javascript; charset=utf-8")
        if name == "events" and request.method == "HEAD":
            return Response(media_type="text/event-stream")
        if name == "events":
            return StreamingResponse(self._events(asked), media_type="text/event-stream")
        if name == "document":
            found = self._file(request, asked, host)
            if found.status_code == 404:
                # A browser would complain of what the script expects.
                found.status_code = 200
            return found
        if name == "page":
            return JSONResponse(await self._page(asked))
        return _refusal(404, "The server has nothing of its own at this address.")

    def _file(self, request: Request, asked: str, host: str) -> Response:
        found = find_file(self._places.output, asked)
        if isinstance(found, Elsewhere):
            query = request.url.query if request.scope["path"] == asked else ""
            address = f"/{quote(found.path)}" + (f"?{query}" if query else "")
            return RedirectResponse(address, 307)
        if found is not None:
            if found.path.endswith(".html"):
                return _page(request, found, host)
            return _plain(request, found)
        missing = find_file(self._places.output, f"/{NOT_FOUND}")
        if isinstance(missing, FoundFile):
            return _page(request, missing, host, status=404)
        built = self._rebuilding.status.built
        is_there = built is not None and built.report is not None and not built.report.failed
        status, words = (404, _MISSING) if is_there else (503, _BUILDING)
        page = with_script((_NO_PAGE_YET % words).encode(), host, "")
        return Response(page, status, media_type="text/html; charset=utf-8")

    async def _events(self, page: str) -> AsyncIterator[bytes]:
        queue: asyncio.Queue[bool] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield self._event(page)
            while True:
                try:
                    if await asyncio.wait_for(queue.get(), _BEAT_SECONDS):
                        return
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                yield self._event(page)
        finally:
            self._listeners.discard(queue)

    def _event(self, page: str) -> bytes:
        rebuilding = self._rebuilding
        data = status_data(rebuilding.status, rebuilding.view, self._places, self._editor)
        data["page"] = page_tag(self._places.output, page)
        return f"data: {json.dumps(data)}\n\n".encode()

    async def _page(self, asked: str) -> dict[str, object]:
        """What the bar says of a page."""
        found = find_file(self._places.output, asked)
        if isinstance(found, FoundFile):
            found.stream.close()
            request = request_of(self._places, self._rebuilding.view, None)
            review = await asyncio.to_thread(self._builder.page, request, found.path)
        else:
            review = None
        review = review or PageReview("", "", None, ())
        built = self._rebuilding.status.built
        report = built.report if built else None
        zone = report.timezone if report else "UTC"
        warnings = [
            one
            for one in (report.problems if report else ())
            if one.path == review.source and review.source
        ]
        site, editor = self._places.site, self._editor
        held = review.held
        source = review.source and problem_data(_whole(review.source), site, editor)["open"]
        return {
            "source": review.source,
            "open": source or "",
            "why": held.why if held else "",
            "until": field_time(held.until, zone) if held and held.until is not None else "",
            "findings": [
                problem_data(one, site, editor) for one in sorted({*warnings, *review.findings})
            ],
        }

    async def _set_time(self, request: Request, host: str) -> Response:
        """Looks at the site as of another time. Only the server's own pages may ask for it."""
        if request.method != "POST":
            return _refusal(405, "A time is posted here.", Allow="POST")
        if not is_same_origin(request.headers.get("origin", ""), host):
            return _refusal(403, "Another site has no business here.")
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return _refusal(415, "The time is expected as JSON.")
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST_ASKED:
                return _refusal(413, "That is no time.")
        try:
            text = json.loads(body)["time"]
        except (ValueError, KeyError, TypeError):
            text = None
        if not isinstance(text, str):
            return _refusal(400, "Expected: an object with the time as text.")
        built = self._rebuilding.status.built
        as_of = time_of_field(text, built.report if built else None) if text else None
        if text and as_of is None:
            return _refusal(400, f"{text[:40]!r} is no time such as 2026-12-01T06:00.")
        self._rebuilding.look_at(as_of)
        return Response(status_code=204)


def _whole(path: str) -> Problem:
    return Problem.at(path, WHOLE_FILE, "", "")


def _page(request: Request, found: FoundFile, host: str, *, status: int = 200) -> Response:
    with found.stream as stream:
        content = stream.read()
    tag = tag_of(content) if status == 200 else f"404-{tag_of(content)}"
    page = with_script(content, host, tag)
    return _conditional(request, page, type_of(found.path), tag=tag, status=status)


def _conditional(
    request: Request, content: bytes, media_type: str, *, tag: str = "", status: int = 200
) -> Response:
    etag = f'"{tag or tag_of(content)}"'
    headers = {"ETag": etag}
    if status == 200 and etag in request.headers.get("if-none-match", "").split(", "):
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers, media_type)


def _plain(request: Request, found: FoundFile) -> Response:
    """A file as it is; a part of it where one is asked for, as players of sound and film do."""
    media_type, size = type_of(found.path), found.size_bytes
    if size <= _SMALL and "range" not in request.headers:
        with found.stream as stream:
            return _conditional(request, stream.read(), media_type)
    headers = {"Accept-Ranges": "bytes"}
    try:
        part = range_of(request.headers.get("range", ""), size)
    except ValueError:
        found.stream.close()
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    first, end = part or (0, size)
    headers["Content-Length"] = str(end - first)
    if part:
        headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        found.stream.close()
        return Response(status_code=status, headers=headers, media_type=media_type)
    return StreamingResponse(_pieces(found, first, end), status, headers, media_type)


def _pieces(found: FoundFile, first: int, end: int) -> Iterator[bytes]:
    with found.stream as stream:
        stream.seek(first)
        left = end - first
        while left > 0 and (piece := stream.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece


def _refusal(status: int, sentence: str, **headers: str) -> Response:
    return Response(f"{sentence}\n", status, headers, "text/plain; charset=utf-8")
