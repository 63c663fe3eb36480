"""A host that reads `_headers`: the blocks of the file, and a folder served with them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.support.browser import Files, served


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


class _Host(Files):
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


def hosted(folder: Path) -> AbstractContextManager[str]:
    """The folder at a host on the loopback interface; gives its address, which ends in "/"."""
    return served(folder, _Host)
