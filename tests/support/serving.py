"""The development server, run in a process of its own, and requests to it."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.support.command import command, environment

SECONDS = 40
"""Nothing that a server does in a test takes so long."""


class Answer(NamedTuple):
    """What a request got; the names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


class Serving:
    """A running server. `lines` are those that it has printed so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        assert process.stderr is not None
        self._reader = threading.Thread(target=self._read, args=(process.stderr,), daemon=True)
        self._reader.start()
        self.address = self.said(r"Serving at (\S+)")[1]
        parts = urlsplit(self.address)
        self.host, self.port = str(parts.hostname), int(parts.port or 80)

    def _read(self, stream: Any) -> None:
        for line in stream:
            self.lines.append(line.rstrip("\n"))

    def said(self, pattern: str, since: int = 0) -> re.Match[str]:
        """Waits until a line from number `since` on has this; an expression."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            for line in self.lines[since:]:
                if found := re.search(pattern, line):
                    return found
            if self.process.poll() is not None and not self._reader.is_alive():
                break
            time.sleep(0.01)
        raise AssertionError(f"never said: {pattern}; but: {self.lines}")

    def built(self) -> None:
        """Waits for the first build."""
        self.said(r"rendered, \d+ deleted|error")

    def get(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """Asks for a path as it stands; `_` in the name of a header is `-`."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.putrequest(method, path, skip_host="Host" in sent)
            if body:
                sent["Content-Length"] = str(len(body))
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    @contextmanager
    def events(self, page: str = "/") -> Iterator[Iterator[dict[str, Any]]]:
        """What a page of this path is told, one after the other; the first at once."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)
        connection.request("GET", f"/_newsgen/events?page={page}")
        answer = connection.getresponse()

        deadline = time.monotonic() + SECONDS

        def heard() -> Iterator[dict[str, Any]]:
            while line := answer.readline():
                # The beats of the stream would let a test wait for ever.
                assert time.monotonic() < deadline, f"never told; but said: {self.lines}"
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

        try:
            yield heard()
        finally:
            connection.close()

    def post_time(self, text: str, **headers: str) -> Answer:
        """Asks to look at the site as of another time, as a page of the server's does."""
        sent = {
            "Origin": f"http://{self.host}:{self.port}",
            "Content_Type": "application/json",
            **headers,
        }
        return self.get("/_newsgen/time", "POST", json.dumps({"time": text}).encode(), **sent)


@contextmanager
def serving(site: Path, *arguments: str) -> Iterator[Serving]:
    """A server of the site on a free port of the loopback interface."""
    port = () if "--port" in arguments else ("--port", "0")
    process = subprocess.Popen(
        command("serve", "--site", site, *port, *arguments),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
        env=environment(),
    )
    try:
        yield Serving(process)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(SECONDS)
        assert process.stderr is not None
        process.stderr.close()
