"""Where the server listens: the port that is asked for, or the next that is free."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress

from newsgen.serving.hosts import is_loopback

DEFAULT_PORT = 8000

_TRIES = 50
_LAST = 65_535


class ListenError(Exception):
    """Nothing can listen there; the message says why and what to do."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens on the port, or on the next free one. Port 0 takes any.

    Raises `ListenError`.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except OSError as error:
        raise ListenError(f"There is no host {host}: {error.strerror or error}.") from error
    last = min(port + _TRIES, _LAST) if port else 0
    for number in range(port, last + 1):
        try:
            return _bound(family, host, number)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            if isinstance(error, PermissionError):
                raise ListenError(
                    f"Port {number} is not for everybody. Take one from 1024 on: --port 8000."
                ) from error
            raise ListenError(f"{host} cannot be listened on: {error.strerror}.") from error
    raise ListenError(f"The ports {port} to {last} are all in use. Name another with --port.")


def _bound(family: int, host: str, port: int) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if socket.has_ipv6 and family == socket.AF_INET6 and host == "::":
            with suppress(OSError):
                opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # Windows lets two listen on one port else.
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(128)
    except OSError:
        opened.close()
        raise
    return opened


def address_of(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - a name to show
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def own_names() -> tuple[str, ...]:
    """What this machine is called by others."""
    name = socket.gethostname()
    short = name.partition(".")[0]
    return name, short, f"{short}.local"


def exposure(host: str) -> str:
    """What it means to listen there, in a sentence; "" where only this machine can ask."""
    if is_loopback(host):
        return ""
    return (
        f"Listening on {host}: whoever reaches this machine there can read the site, with its drafts"
        " and all that is held. Nothing asks for a password, and nothing is encrypted."
    )
