"""Renders the files for machines that are neither pages, feeds nor sitemaps.

robots.txt by RFC 9309, tdmrep.json by the TDM Reservation Protocol of W3C's community group, the
licence by RSL 1.0, security.txt by RFC 9116, trust.txt by JournalList, llms.txt by its proposal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from newsgen.model.output import Role
from newsgen.rendering.markup import escape, quoteattr

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def robots(context: Mapping[Role, Any]) -> bytes:
    """Lets every crawler in but those that are refused, and names the sitemaps."""
    location, refused, day = context["rules"]
    lines = []
    if refused:
        lines += [f"# AI crawlers, as they were known on {day}"]
        lines += [f"User-agent: {name}" for name in refused]
        lines += [f"Disallow: {location}", ""]
    lines += ["User-agent: *", "Allow: /", ""]
    lines += [f"Sitemap: {url}" for url in context["sitemaps"]]
    return _text(lines)


def tdmrep(context: Mapping[Role, Any]) -> bytes:
    """Whether the rights to mine text and data are reserved."""
    location, reservation = context["rules"]
    return _text([json.dumps([{"location": location, "tdm-reservation": reservation}])])


def rsl(context: Mapping[Role, Any]) -> bytes:
    """The licence for machines."""
    location, permitted, prohibited, more = context["rules"]
    server = f" server={quoteattr(more.server)}" if more.server else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<rsl xmlns="https://rslstandard.org/rsl">',
        f"<content url={quoteattr(location)}{server}>",
        "<license>",
        f'<permits type="usage">{" ".join(permitted)}</permits>',
    ]
    if prohibited:
        lines.append(f'<prohibits type="usage">{" ".join(prohibited)}</prohibits>')
    if more.standard:
        standard = f"<standard>{escape(more.standard)}</standard>"
        lines.append(f'<payment type="{more.payment}">{standard}</payment>')
    elif more.payment:
        lines.append(f'<payment type="{more.payment}"/>')
    lines.append("</license>")
    if more.terms:
        lines.append(f"<terms>{escape(more.terms)}</terms>")
    return _text([*lines, "</content>", "</rsl>"])


def trust(context: Mapping[Role, Any]) -> bytes:
    """Who the newsroom belongs to, and what belongs to it."""
    return _text([f"{key}={value}" for key, value in context["lines"]])


def security(context: Mapping[Role, Any]) -> bytes:
    """Whom to tell of a weakness."""
    return _text([f"{key}: {value}" for key, value in context["lines"]])


def publication(context: Mapping[Role, Any]) -> bytes:
    """The address of the publication's record."""
    return _text(context["lines"])


def llms(context: Mapping[Role, Any]) -> bytes:
    """The site in short, as Markdown."""
    name, description = context["title"]
    lines = [f"# {_plain(name)}"]
    if description:
        lines += ["", f"> {_plain(description)}"]
    for title, links in context["groups"]:
        if links:
            lines += ["", f"## {title}", ""]
            lines += [
                f"- [{_plain(text)}]({url})" + (f": {_plain(about)}" if about else "")
                for text, url, about in links
            ]
    return _text(lines)


RENDERERS: dict[str, Callable[[Mapping[Role, Any]], bytes]] = {
    "robots": robots,
    "tdmrep": tdmrep,
    "rsl": rsl,
    "trust": trust,
    "security": security,
    "publication": publication,
    "llms": llms,
}
"""How each kind is made."""


def _plain(text: str) -> str:
    """The text on one line, without any sign that Markdown would take for its own."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _text(lines: list[str] | tuple[str, ...]) -> bytes:
    return "\n".join([*lines, ""]).encode()
