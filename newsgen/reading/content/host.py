"""Reads where the site is published: `host:` is a word, or a mapping of it with what the host should do."""

from __future__ import annotations

from newsgen.model.static_hosts import HOSTS, HostSettings
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Keys

HOST_KEYS = ("name", "hsts", "cname")


def read_host(fields: Fields, url: str) -> HostSettings:
    """The settings; `url` is the site's address, of which the domain for `cname` is taken."""
    entry = fields.entry("host")
    if entry is None:
        return HostSettings()
    place = (entry.line, entry.column)
    if not isinstance(entry.value, Keys):
        return HostSettings(fields.choice("host", HOSTS, ""), False, False, *place)
    inner = fields.nested(entry.value, HOST_KEYS, " in `host`")
    name = inner.choice("name", HOSTS, "") if "name" in inner else ""
    settings = HostSettings(name, inner.flag("hsts"), inner.flag("cname"), *place)
    if settings.cname and not url:
        hint = "Write `url:` and the address at your domain."
        inner.note(entry.value, "NG455", "`cname` needs the domain of the site's address.", hint)
    if settings.hsts and url.startswith("http://"):
        message = f"`hsts` is for HTTPS, and the site is at {url}."
        inner.note(entry.value, "NG455", message, "Write the address with https://.")
    fields.adopt(inner)
    return settings
