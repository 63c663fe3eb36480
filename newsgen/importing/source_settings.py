"""Makes the configuration of a site of what another system says of itself."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsgen.importing.front_dump import scalar
from newsgen.model.site import Site
from newsgen.model.slug import slug_fault
from newsgen.plugins.imported_pieces import SourceSite
from newsgen.reading.content.config import read_config
from newsgen.reading.content.languages import is_language
from newsgen.reading.urls import base_url_fault

_MOST_SECTIONS = 12


def site_file(source: SourceSite) -> tuple[str, Site]:
    """The text of `newsgen.yaml`, and the site that it says. What can't be said is left out."""
    lines = [f"name: {scalar(' '.join(source.name.split())[:200] or 'News')}"]
    if source.url and not base_url_fault(source.url):
        lines.append(f"url: {source.url.rstrip('/')}/")
    if source.description.strip():
        lines.append(f"description: {scalar(' '.join(source.description.split())[:900])}")
    language = _language(source.language)
    if language:
        lines.append(f"language: {language}")
    if _is_zone(source.timezone):
        lines.append(f"timezone: {source.timezone}")
    # A navigation of a hundred categories is none.
    sections = {slug: title for slug, title in source.sections.items() if not slug_fault(slug)}
    if 0 < len(sections) <= _MOST_SECTIONS:
        lines.append("sections:")
        lines += [f"  - {slug}: {scalar(title)}" for slug, title in sections.items()]
    text = "\n".join([*lines, ""])
    head = read_config(text.encode()).head
    if isinstance(head, Site):
        return text, head
    bare = f"{lines[0]}\n"
    head = read_config(bare.encode()).head
    return bare, head if isinstance(head, Site) else Site()


def _language(written: str) -> str:
    """The language tag that is meant; "" where none is."""
    tag = written.strip().replace("_", "-")
    if tag.lower() in ("en-us", "en-gb"):
        tag = "en"
    parts = tag.split("-")
    meant = "-".join([parts[0].lower(), *(one.upper() for one in parts[1:])])
    return meant if is_language(meant) else ""


def _is_zone(name: str) -> bool:
    if not name:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
