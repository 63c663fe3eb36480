"""Decides which URLs are accepted, wherever one is: an address is what browsers make of it.

Where a browser and a reader could take it for two places (WHATWG URL, 4.4), it is refused.
"""

from __future__ import annotations

import re

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*)\s*:")
_WITH_HOSTS = frozenset({"http", "https", "ftp", "ftps"})
_ORDINARY = re.compile(r"https?://(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{2,}+(?:/[!-\[\]-~]*+)?")
_WITH_HOST = re.compile(r"(?:https?|ftps?)://([^/?#]+)", re.IGNORECASE)
_SPACE = re.compile(r"[\s\x00-\x20]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ELSEWHERE = re.compile(r"[/\\]{2}")
_PORT = re.compile(r":([0-9]*)\Z")
_LABEL = re.compile(r"[a-z0-9_]+(?:-+[a-z0-9_]+)*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

# Compiled when first used: few links have no scheme.
_SCHEMELESS = r"([^\s/?#@:\\<>\"]++@)?((?:[\w-]++\.)++[^\W\d_]{2,}+)(?::[0-9]++)?(?:[/?#].*)?"
_OF_THIS_COMPUTER = frozenset({"localhost", "0.0.0.0", "[::1]"})  # noqa: S104 - not bound to

_ENDINGS_OF_HOSTS = frozenset((
    "blog", "biz", "com", "dev", "edu", "gov", "info", "int", "media", "mil", "net", "news", "online",
    "org", "press", "site", "social",
))  # fmt: skip
"""Some of those that have more than two letters; what has two is a country's, but for the next ones."""

_ENDINGS_OF_FILES = frozenset((
    "cs", "db", "el", "go", "gz", "hs", "jl", "js", "ko", "kt", "rb", "ts", "vb", "xz",
))  # fmt: skip
_ENDINGS_OF_BOTH = frozenset((
    "ai", "as", "au", "bz", "cc", "do", "in", "la", "md", "mk", "ml", "mm", "mo", "pl", "pm", "ps",
    "py", "rm", "rs", "sc", "sh", "so", "st", "vi", "ws",
))  # fmt: skip
"""A lone name with one of them may be a file and a host."""

_MAX_PORT = 65_535
_USUAL_PORTS = {"http": "80", "https": "443"}


ADDRESS_SCHEMES = frozenset({"http", "https", "mailto"})
"""Those of an address in front matter and in the settings: a page, or a mailbox."""

LINK_SCHEMES = ADDRESS_SCHEMES | {
    "ftp", "ftps", "geo", "irc", "ircs", "magnet", "matrix", "news", "nntp", "openpgp4fpr", "sip",
    "sips", "sms", "smsto", "tel", "webcal", "xmpp",
}  # fmt: skip
"""Those of a link in a text: each leads to a place, a file or a person, and none runs what it says.

They are of the schemes that browsers think safe to hand to any program (WHATWG HTML, 8.9.1.3);
one that starts the program of one maker is not among them.
"""


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
    """Whether a link in a text may lead to this scheme."""
    return scheme in LINK_SCHEMES


def names_host_alone(url: str) -> bool:
    """Whether browsers take the URL, which has no scheme, for one of another host."""
    return _ELSEWHERE.match(_SPACE.sub("", url)) is not None


def is_ordinary(url: str) -> bool:
    """Whether the URL leads to a host on the web and has nothing in it that could be taken in two ways.

    Of others it is not known. This is told in a tenth of the time that the reason takes.
    """
    return _ORDINARY.fullmatch(url) is not None and "localhost" not in url and "//127." not in url


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
    return _web_fault(url) if scheme in _WITH_HOSTS else None


def absolute_url_fault(url: str) -> str | None:
    """Why the text is no absolute URL that may be published, as a sentence; None where it is one."""
    if _ORDINARY.fullmatch(url):
        return None
    if not scheme_of(url):
        return f"`{url}` is no absolute URL."
    if scheme_of(url) not in ADDRESS_SCHEMES:
        return f"The scheme `{scheme_of(url)}:` is not allowed."
    fault = link_fault(url)
    if fault is None and _SPACE.search(url):
        return f"`{url}` holds a space."
    return fault


URL_HINT = "Write a URL that begins with https://, http:// or mailto:."

LINK_HINT = (
    "Its words stay, and lead nowhere. Write a URL that begins with https://, http://, mailto: or"
    " tel:, or the name of a file."
)
"""For a link in a text that no page can have."""


def url_hint(written: str) -> str:
    """What to write in place of this text, which is no URL: what was meant, where that can be told."""
    meant = meant_url(written)
    return f"Write {meant}." if meant else URL_HINT


def meant_url(written: str) -> str:
    """The URL that was meant by one without its scheme; "" where the text is none, as far as one can tell.

    A name such as `report.md` may be a file and a host. It is a host where it begins with `www.`,
    or where its ending is that of hosts and not of files.
    """
    if names_host_alone(written):
        url = f"https:{written}"
        return url if written.startswith("//") and link_fault(url) is None else ""
    match = re.fullmatch(_SCHEMELESS, written)
    if match is None:
        return ""
    user, host = match.groups()
    labels = host.lower().split(".")
    is_alone = not user and written[match.end(2) :] in ("", "/")
    if labels[0] != "www" and not _ends_as_hosts(labels, is_alone=is_alone):
        return ""
    if not _is_host(host.lower()) or (user and written[match.end(2) :].startswith("/")):
        return ""
    url = f"mailto:{written}" if user else f"https://{written}"
    return url if link_fault(url) is None else ""


def _ends_as_hosts(labels: list[str], *, is_alone: bool) -> bool:
    last = labels[-1]
    if is_alone and len(labels) == 2 and last in _ENDINGS_OF_BOTH:
        return False
    if not last.isascii():
        return True
    return last in _ENDINGS_OF_HOSTS or (len(last) == 2 and last not in _ENDINGS_OF_FILES)


def is_of_this_computer(url: str) -> bool:
    """Whether the URL leads to the computer on which it is opened, and so to no page of anyone's."""
    host = web_host(url)
    host = host.rpartition(":")[0] if _PORT.search(host) else host
    return host in _OF_THIS_COMPUTER or host.startswith("127.") or host.endswith(".localhost")


def is_file_of_a_computer(scheme: str) -> bool:
    """Whether what looks like this scheme begins the path of a file: `C:\\report.pdf`, `file:///…`."""
    return len(scheme) == 1 or scheme == "file"


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
    is_usual = number in ("", _USUAL_PORTS.get(scheme_of(url)))
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
