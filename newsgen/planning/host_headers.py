"""The headers that a host should send, one value for every host's way to write them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.page_policy import OPENED, header_policy
from newsgen.model.site import Site
from newsgen.planning.context import PlanContext
from newsgen.planning.statics import ASSETS, ROOT
from newsgen.planning.templates import Templates

IMMUTABLE = "public, max-age=31536000, immutable"
"""For files whose names hold a digest of their bytes."""

REVALIDATED = "public, max-age=0, must-revalidate"
"""For all else: a correction reaches whoever asks next."""

HASHED = (ASSETS, "media/")

_DENIED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone",
           "payment", "usb")  # fmt: skip
_ACTIVE = (".html", ".htm", ".xhtml", ".xht", ".js", ".mjs")


class HeaderRules(NamedTuple):
    """The headers of all files, and of those at `hashed` addresses; `base` is "/" or "/news/", decoded."""

    base: str
    of_all: tuple[tuple[str, str], ...]
    hashed: tuple[str, ...] = HASHED
    of_hashed: str = IMMUTABLE
    of_others: str = REVALIDATED


def header_rules(context: PlanContext) -> HeaderRules:
    """The headers of this site."""
    return _rules(context.site, is_opened=is_opened(context.templates, context.statics.addresses))


def is_opened(templates: Templates, statics: Iterable[str]) -> bool:
    """Whether templates or files of the site's own decide what pages load.

    Of a header and a page's own policy the stricter one counts, so the header must then say nothing
    of it.
    """
    has_own = any(one.startswith(ROOT) and one.lower().endswith(_ACTIVE) for one in statics)
    return has_own or templates.set_policies


def base_path(url: str) -> str:
    """The path of the site at its host, decoded: "/", or "/news/"."""
    return f"/{unquote(url.partition('//')[2].partition('/')[2])}"


def _rules(site: Site, *, is_opened: bool) -> HeaderRules:
    denied = ", ".join(f"{one}=()" for one in _DENIED)
    headers = [
        ("Content-Security-Policy", OPENED if is_opened else header_policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        *(() if is_opened else (("Permissions-Policy", denied),)),
        *((("Strict-Transport-Security", "max-age=31536000"),) if site.host.hsts else ()),
    ]
    return HeaderRules(base_path(site.url), tuple(headers))
