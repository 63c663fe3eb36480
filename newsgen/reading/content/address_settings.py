"""Reads where a site is published, and the form of the addresses of its pages."""

from __future__ import annotations

from newsgen.model.site import Site, Urls
from newsgen.reading.urls import base_url_fault, with_slash
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Keys

URLS = ("files", "directory")
URLS_KEYS = ("form", "ascii")


def read_base_url(fields: Fields) -> str:
    """The address of the front page, with a slash at its end; "" where there is none."""
    url = fields.url("url")
    entry = fields.entry("url")
    if entry is None or not url:
        return ""
    fault = base_url_fault(url)
    if fault:
        fields.note(entry.value, "NG024", fault, "Write the address of the front page.")
        return ""
    return with_slash(url)


def read_addresses(fields: Fields, defaults: Site) -> tuple[Urls, bool]:
    """The form of addresses, and whether new slugs are ASCII: a word, or a mapping of both."""
    entry = fields.entry("urls")
    if entry is None or not isinstance(entry.value, Keys):
        return _form(fields.choice("urls", URLS, defaults.urls)), False
    inner = fields.nested(entry.value, URLS_KEYS, " in `urls`")
    form = _form(inner.choice("form", URLS, defaults.urls))
    ascii_slugs = inner.flag("ascii")
    fields.adopt(inner)
    return form, ascii_slugs


def _form(word: str) -> Urls:
    return "directory" if word == "directory" else "files"
