"""Which `Host` and `Origin` headers are the server's own.

A page of another site may have its own name lead to this machine (DNS rebinding). Its requests
then come from this machine's browser, and only their `Host` tells whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")


def is_loopback(host: str) -> bool:
    """Whether who listens there is reached from this machine alone."""
    if host.lower() in LOOPBACK:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class OwnHosts:
    """The names of a server that listens on `bound`; `names` are what else the machine is called.

    A server on the loopback interface is called by its names alone. One that listens on others
    is called by any address in numbers too: a page elsewhere can't have those lead here. Ports
    are not compared, for a container may be reached by another than its own.
    """

    def __init__(self, bound: str, names: Iterable[str] = ()) -> None:
        self._is_open = not is_loopback(bound)
        self._names = LOOPBACK | {bound.lower()} | {one.lower() for one in names if one}

    def owns(self, host: str) -> bool:
        """Whether this `Host` header is the server's own."""
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found["name"].lower().strip("[]").rstrip(".")
        return name in self._names or (self._is_open and _is_numeric(name))


def is_same_origin(origin: str, host: str) -> bool:
    """Whether a request with this `Origin` comes from a page of the host that it goes to."""
    return bool(host) and origin in (f"http://{host}", f"https://{host}")


def _is_numeric(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
