"""Which URLs are accepted, wherever one is."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*)\s*:")
_ALLOWED = frozenset({"http", "https", "mailto"})
_ORDINARY = re.compile(r"https?://[a-z0-9.-]+(?:/[!-~]*)?")
_WITH_HOST = re.compile(r"https?://[^/\s?#]+", re.IGNORECASE)
_SPACE = re.compile(r"[\s\x00-\x20]")


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


def absolute_url_fault(url: str) -> str | None:
    """Why the text is no absolute URL that may be published, as a sentence; None where it is one."""
    if _ORDINARY.fullmatch(url):
        return None
    scheme = scheme_of(url)
    if not scheme:
        return f"`{url}` is no absolute URL."
    if not is_allowed_scheme(scheme):
        return f"The scheme `{scheme}:` is not allowed."
    if scheme != "mailto" and not _WITH_HOST.match(url):
        return f"`{url}` names no host."
    if _SPACE.search(url):
        return f"`{url}` holds a space."
    return None


URL_HINT = "Write a URL that begins with https://, http:// or mailto:."


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
