"""Fetches pictures that are not at hand from where they were: few, slowly, and nothing that is no picture.

Nothing is trusted: not the names, not the types, not the addresses to which a host leads on.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import socket
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import newsgen
from newsgen.reading.files.file_type import START_BYTES, picture_form

MOST_BYTES = 50_000_000
MOST_FILES = 20_000
MOST_REDIRECTS = 3
TIMEOUT_SECONDS = 20.0
PAUSE_SECONDS = 0.2
MOST_SECONDS = 3600.0
_FAILURES = 20
"""When a host has failed so often in a row, it is asked no more."""


class FetchedMedia:
    """What was fetched lies below `.newsgen/fetched/`, so that the next import asks for nothing again."""

    def __init__(self, site: Path, own: str, *, is_dry: bool, allow_private: bool = False) -> None:
        """`own` is the address of the old site: its host and those below it are asked, no others."""
        self._folder = site / ".newsgen" / "fetched"
        self._own = (urlsplit(own).hostname or "").removeprefix("www.")
        self._is_dry = is_dry
        self._allow_private = allow_private
        self._began = time.monotonic()
        self._number = 0
        self._failures: dict[str, int] = {}
        self._last = 0.0
        self._opener = build_opener(ProxyHandler(), _FewRedirects(self))

    def file(self, address: str) -> Path | None:
        """The file with the bytes that are at this address; None where there are none to be had."""
        target = self._folder / hashlib.sha256(address.encode()).hexdigest()
        ending = Path(urlsplit(address).path).suffix.lower()
        target = target.with_suffix(ending if len(ending) < 6 and ending[1:].isalnum() else "")
        if target.is_file():
            return target
        host = urlsplit(address).hostname or ""
        if (
            self._is_dry
            or not self.may_ask(address)
            or self._number >= MOST_FILES
            or time.monotonic() - self._began > MOST_SECONDS
            or self._failures.get(host, 0) >= _FAILURES
        ):
            return None
        self._number += 1
        content = self._bytes(address)
        if content is None or not picture_form(content[:START_BYTES], ending):
            self._failures[host] = self._failures.get(host, 0) + 1
            return None
        self._failures[host] = 0
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.tmp")
        beside.write_bytes(content)
        os.replace(beside, target)
        return target

    def may_ask(self, address: str) -> bool:
        """Whether the address is one of the old site, and of no machine within this network."""
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        if parts.scheme not in ("http", "https") or not host or parts.username:
            return False
        if host != self._own and not host.endswith(f".{self._own}"):
            return False
        return self._allow_private or not _is_private(host)

    def _bytes(self, address: str) -> bytes | None:
        wait = self._last + PAUSE_SECONDS - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        request = Request(  # noqa: S310 - http and https alone, as was seen
            quote(address, safe="%/:=&?~#+!$,;'@()*[]"),
            headers={"User-Agent": f"newsgen/{newsgen.__version__} (import of an archive)"},
        )
        ends = time.monotonic() + TIMEOUT_SECONDS * 3
        content = bytearray()
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                while chunk := answer.read(1 << 16):
                    content += chunk
                    if len(content) > MOST_BYTES or time.monotonic() > ends:
                        return None
        except (URLError, OSError, HTTPException, ValueError):
            return None
        finally:
            self._last = time.monotonic()
        return bytes(content)


class _FewRedirects(HTTPRedirectHandler):
    """Follows a host only to where it would have been asked itself."""

    max_redirections = MOST_REDIRECTS

    def __init__(self, media: FetchedMedia) -> None:
        self._media = media

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if not self._media.may_ask(newurl):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_private(host: str) -> bool:
    """Whether the name leads into the network of this machine."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return True
    return any(
        not ipaddress.ip_address(one[4][0].partition("%")[0]).is_global
        for one in map(_texts, found)
    )


def _texts(info: Any) -> Any:
    return (*info[:4], (str(info[4][0]),))
