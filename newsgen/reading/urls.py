"""Decides which URLs are accepted, wherever one is: an address is what browsers make of it.

Where a browser and a reader could take it for two places (WHATWG URL, 4.4), it is refused.
"""

from __future__ import annotations

import re

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*)\s*:")
_ALLOWED = frozenset({"http", "https", "mailto"})
_ORDINARY = re.compile(r"https?://(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{2,}+(?:/[!-\[\]-~]*+)?")
_WITH_HOST = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)
_SPACE = re.compile(r"[\s\x00-\x20]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ELSEWHERE = re.compile(r"[/\\]{2}")
_PORT = re.compile(r":([0-9]*)\Z")
_LABEL = re.compile(r"[a-z0-9_]+(?:-+[a-z0-9_]+)*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

_MAX_PORT = 65_535
_USUAL_PORTS = {"http": "80", "https": "443"}


def scheme_of(url: str) -> str:
    """The scheme in lower case, or "" for a relative URL.

    White space and control characters are passed over first, as browsers do
    before they look for `javascript:` (WHATWG URL, 4.4).
    """
    if ":" not in url:
        return ""
    match = _SCHEME.match(_SPACE.sub("", url))
    return match.group(1).lower() if match else ""


def is_allowed_scheme(scheme: str) -> bool:
    """Whether pages may lead to this scheme."""
    return scheme in _ALLOWED


def names_host_alone(url: str) -> bool:
    """Whether browsers take the URL, which has no scheme, for one of another host."""
    return _ELSEWHERE.match(_SPACE.sub("", url)) is not None


def link_fault(url: str) -> str | None:
    """Why no page may lead to this URL, which has a scheme, as a sentence; None where it may.

    A space in it, which browsers escape, is accepted.
    """
    if _ORDINARY.fullmatch(url):
        return None
    scheme = scheme_of(url)
    if not is_allowed_scheme(scheme):
        return f"The scheme `{scheme}:` is not allowed."
    if _CONTROL.search(url):
        return f"`{url}` holds a control character or a line break."
    return _web_fault(url) if scheme != "mailto" else None


def absolute_url_fault(url: str) -> str | None:
    """Why the text is no absolute URL that may be published, as a sentence; None where it is one."""
    if _ORDINARY.fullmatch(url):
        return None
    if not scheme_of(url):
        return f"`{url}` is no absolute URL."
    fault = link_fault(url)
    if fault is None and _SPACE.search(url):
        return f"`{url}` holds a space."
    return fault


URL_HINT = "Write a URL that begins with https://, http:// or mailto:."


def web_host(url: str) -> str:
    """The host that a browser asks for this URL, which has no fault, in ASCII; with a port that is unusual.

    So two hosts that look alike are never one text.
    """
    match = _WITH_HOST.match(url)
    if match is None:
        return ""
    host = match.group(1).lower()
    port = _PORT.search(host)
    if port:
        host = host[: port.start()]
    host = _ascii(host) or host
    number = port.group(1) if port else ""
    is_usual = number in ("", _USUAL_PORTS[scheme_of(url)])
    return host.removesuffix(".") if is_usual else f"{host.removesuffix('.')}:{number}"


def _web_fault(url: str) -> str | None:
    """Why a URL of http or https without control characters leads to no certain host."""
    match = _WITH_HOST.match(url)
    if match is None:
        return f"`{url}` names no host."
    authority = match.group(1)
    if "\\" in url.partition("#")[0].partition("?")[0]:
        return f"`{url}` holds a backslash, which browsers take for a slash."
    if "@" in authority:
        return f"`{url}` names a user before its host."
    port = _PORT.search(authority)
    if port:
        authority = authority[: port.start()]
        if len(port.group(1)) > 5 or int(port.group(1) or 0) > _MAX_PORT:
            return f"`{url}` names a port that there is not."
    return None if _is_host(authority.lower()) else f"`{url}` names no host that there can be."


def _is_host(host: str) -> bool:
    """Whether browsers take the text, in lower case, for a host, and for no other than it says."""
    if host.startswith("["):
        return host.endswith("]") and _is_address(host[1:-1], 6)
    if not host.isascii():
        return _ascii(host) != ""
    labels = host.removesuffix(".").split(".")
    if not all(map(_LABEL.fullmatch, labels)):
        return False
    # Browsers read a host whose last part is a number as an address of four of them, in any base.
    return not _NUMBER.fullmatch(labels[-1]) or _is_address(".".join(labels), 4)


def _is_address(text: str, version: int) -> bool:
    # By need: hosts have names.
    from ipaddress import ip_address

    try:
        return ip_address(text).version == version and "%" not in text
    except ValueError:
        return False


def _ascii(host: str) -> str:
    """The host as the domain name system knows it; "" where it is none, or is spelt in another way."""
    if host.isascii():
        return host
    # By need: most hosts are ASCII.
    import unicodedata

    is_plain = unicodedata.normalize("NFKC", host) == host and all(
        one in ".-" or unicodedata.category(one)[0] in "LM" or one.isdecimal() for one in host
    )
    if not is_plain:
        return ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def base_url_fault(url: str) -> str | None:
    """Why the text cannot be the address of a site, as a sentence; None where it can."""
    fault = absolute_url_fault(url)
    if fault:
        return fault
    if scheme_of(url) == "mailto" or "?" in url or "#" in url:
        return f"`{url}` cannot be the address of a site."
    return None


def with_slash(url: str) -> str:
    """The address with "/" at its end."""
    return url if url.endswith("/") else url + "/"
