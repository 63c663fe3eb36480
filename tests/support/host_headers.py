"""A host that reads `_headers`: the blocks of the file, and a folder served with them."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


def header_blocks(text: str) -> dict[str, dict[str, str]]:
    """The headers by address."""
    found: dict[str, dict[str, str]] = {}
    address = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            assert value, line
            found[address][name] = value
        else:
            address = line
            found[address] = {}
    return found


class _Host(SimpleHTTPRequestHandler):
    """Files with the headers of the rules that fit their addresses, and 404.html for what is not there."""

    def end_headers(self) -> None:
        text = Path(self.directory, "_headers").read_text("utf-8")
        for pattern, headers in header_blocks(text).items():
            if fnmatchcase(urlsplit(self.path).path, pattern):
                for name, value in headers.items():
                    self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_arguments: Any, **_named: Any) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The folder at a host on the loopback interface; gives its address, which ends in "/"."""
    handler = functools.partial(_Host, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
