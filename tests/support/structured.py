"""What a page tells machines: its JSON-LD, its metadata, and the terms that schema.org has for it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.needs import need

STANDARDS = "NEWSGEN_STANDARDS"
"""A variable that leads to a folder with schema.org's vocabulary and other schemas."""

_WORK = {
    "url", "name", "description", "inLanguage", "isPartOf", "publisher", "license", "about", "mainEntity",
    "datePublished", "workTranslation", "translationOfWork",
}  # fmt: skip
_ARTICLE = _WORK | {
    "headline", "dateModified", "mainEntityOfPage", "image", "author", "articleSection", "keywords",
    "wordCount", "isAccessibleForFree", "citation", "isBasedOn", "correction", "position",
    "publishingPrinciples", "backstory", "creativeWorkStatus",
}  # fmt: skip

TERMS: dict[str, set[str]] = {
    "NewsArticle": _ARTICLE | {"dateline"},
    "ReportageNewsArticle": set(),
    "AnalysisNewsArticle": set(),
    "OpinionNewsArticle": set(),
    "BackgroundNewsArticle": set(),
    "ReviewNewsArticle": set(),
    "LiveBlogPosting": {"coverageStartTime", "coverageEndTime", "liveBlogUpdate"},
    "AdvertiserContentArticle": _ARTICLE,
    "SatiricalArticle": _ARTICLE,
    "BlogPosting": {"headline", "datePublished", "url", "articleBody"},
    "ClaimReview": {
        "url", "claimReviewed", "datePublished", "inLanguage", "author", "reviewRating", "itemReviewed",
    },
    "Rating": {"alternateName"},
    "Claim": {"author"},
    "CreativeWork": {"name", "publisher", "datePublished", "url", "inLanguage"},
    "CreativeWorkSeries": {"name", "url"},
    "CorrectionComment": {"text", "datePublished"},
    "ImageObject": {"url", "width", "height", "creditText", "copyrightNotice"},
    "Person": {
        "name", "jobTitle", "url", "image", "email", "telephone", "sameAs", "worksFor",
    },
    "Organization": {"name"},
    "NewsMediaOrganization": {
        "name", "url", "logo", "sameAs", "publishingPrinciples", "correctionsPolicy", "ethicsPolicy",
        "ownershipFundingInfo", "verificationFactCheckingPolicy", "unnamedSourcesPolicy", "masthead",
        "missionCoveragePrioritiesPolicy", "actionableFeedbackPolicy", "diversityPolicy",
    },
    "WebSite": _WORK,
    "WebPage": _WORK,
    "AboutPage": _WORK,
    "ContactPage": _WORK,
    "CollectionPage": _WORK,
    "ProfilePage": _WORK,
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Thing": {"name", "url"},
}  # fmt: skip
"""The types that newsgen tells of, and the properties that it gives to each."""


class Told(NamedTuple):
    """A page as machines read it; `meta` has the contents under each name or property."""

    nodes: list[dict[str, Any]]
    meta: dict[str, list[str]]
    links: list[tuple[str, str]]
    scripts: int

    def node(self, kind: str) -> dict[str, Any]:
        """The only node of this type."""
        (found,) = [one for one in self.nodes if kind in types(one)]
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.data: list[str] = []
        self.meta: dict[str, list[str]] = {}
        self.links: list[tuple[str, str]] = []
        self.scripts = 0
        self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script":
            self.scripts += 1
            self._is_data = values.get("type") == "application/ld+json"
            self.data += [""] * self._is_data
        elif tag == "meta":
            name = values.get("property") or values.get("name") or ""
            self.meta.setdefault(name, []).append(values.get("content", ""))
        elif tag == "link":
            self.links.append((values.get("rel", ""), values.get("href", "")))

    def handle_endtag(self, tag: str) -> None:
        self._is_data = self._is_data and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.data[-1] += data


def told(page: str) -> Told:
    """What the page tells; it has one graph, or none."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.data) <= 1
    nodes: list[dict[str, Any]] = []
    for text in reader.data:
        found = json.loads(text)
        assert found.keys() == {"@context", "@graph"}
        assert found["@context"] == "https://schema.org"
        nodes = found["@graph"]
    return Told(nodes, reader.meta, reader.links, reader.scripts)


def types(node: dict[str, Any]) -> list[str]:
    """The types of a node."""
    kinds = node.get("@type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def all_nodes(value: object) -> Iterator[dict[str, Any]]:
    """The nodes within the value, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from all_nodes(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from all_nodes(one)


def strange_terms(nodes: object) -> list[str]:
    """What is in the nodes that `TERMS` does not have; one without a type only refers to another."""
    strange = []
    for node in all_nodes(nodes):
        kinds = types(node)
        if not kinds:
            strange += [f"{node}"] * (node.keys() != {"@id"})
            continue
        allowed = set().union(*(TERMS.get(kind, set()) for kind in kinds))
        strange += [kind for kind in kinds if kind not in TERMS]
        strange += [
            f"{'/'.join(kinds)}.{name}"
            for name in node
            if name not in ("@type", "@id") and name not in allowed
        ]
    return strange


class Vocabulary(NamedTuple):
    """Schema.org's types with those above each, and its properties with the types that have each."""

    above: dict[str, set[str]]
    domains: dict[str, set[str]]

    def has(self, kind: str, name: str) -> bool:
        """Whether things of this type have the property."""
        return not self.domains[name].isdisjoint(self.ancestors(kind))

    def ancestors(self, kind: str) -> set[str]:
        """The type itself and all above it."""
        found, waiting = set(), [kind]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.above.get(one, set())
        return found


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the folder that the variable names; where there is none, the test is skipped."""
    folder = Path(os.environ.get(STANDARDS, "/nowhere"))
    file = folder / "schemaorg" / "schemaorg-current-https.jsonld"
    need(
        "standards", file.is_file(), f"let {STANDARDS} lead to a folder with schemaorg/{file.name}"
    )
    above: dict[str, set[str]] = {}
    domains: dict[str, set[str]] = {}
    for node in json.loads(file.read_text("utf-8"))["@graph"]:
        name = node["@id"].removeprefix("schema:")
        if "rdfs:Class" in types(node):
            above[name] = _ids(node.get("rdfs:subClassOf"))
        elif "rdf:Property" in types(node):
            domains[name] = _ids(node.get("schema:domainIncludes"))
    return Vocabulary(above, domains)


def _ids(value: object) -> set[str]:
    found = value if isinstance(value, list) else [value] if value else []
    return {one["@id"].removeprefix("schema:") for one in found}
