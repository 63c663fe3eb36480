"""Plugins for tests: sources of small ones, and sites that name them."""

from __future__ import annotations

from textwrap import dedent

from tests.support.site import CONFIG, SiteFolder

FILE = "plugins/ours.py"

HEAD = "from newsgen.plugins import *\n"


def plugin(parts: str, before: str = "", name: str = "ours", **fields: str) -> str:
    """The source of a plugin: `parts` are what it adds, as keywords; `before` stands above."""
    given = {"name": repr(name), "version": repr("1.0"), **fields}
    keywords = ", ".join(f"{key}={value}" for key, value in given.items())
    made = f"def plugin(settings):\n    return Plugin({keywords}, {parts})\n"
    return f"{HEAD}\n{dedent(before)}\n\n{made}"


def named(site: SiteFolder, *plugins: str, more: str = "") -> None:
    """Has newsgen.yaml name these plugins, the first on line 4, each as it stands in a list."""
    lines = "".join(f"  - {one}\n" for one in plugins)
    site.write("newsgen.yaml", f"{CONFIG}plugins:\n{lines}{more}")


def with_plugin(site: SiteFolder, source: str, settings: str = "", more: str = "") -> None:
    """Writes the plugin of the site and has newsgen.yaml name it."""
    site.write(FILE, source)
    named(site, f"{FILE}{': ' + settings if settings else ''}", more=more)
