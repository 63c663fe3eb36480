"""Finds links to paths of the site itself, such as "/about.html", where nothing will be published."""

from __future__ import annotations

from collections.abc import Callable

from newsgen.catalog.catalog import Catalog
from newsgen.model.problem import Problem


def dead_paths(catalog: Catalog, is_planned: Callable[[str], bool]) -> list[Problem]:
    """A warning for each. Looks at the articles that were made for this build, and at all pages."""
    linking = [(one.head.path, one.head.links, one.links) for one in catalog.remade]
    for edition in catalog.editions:
        linking += [(page.head.path, page.head.links, page.links) for page in edition.pages]
    return [
        Problem.at(
            path,
            link,
            "NG047",
            f"Nothing is published at `{link.target}`.",
            "Link to the Markdown file; newsgen finds its address.",
            severity="warning",
        )
        for path, links, targets in linking
        for link, target in zip(links, targets, strict=True)
        if target.startswith("/")
        and not (
            is_planned(target.strip("/"))
            or is_planned(f"{target.strip('/')}/index.html".lstrip("/"))
        )
    ]
