"""What an importer reads from another system: pieces, people, the site they are of, and what is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Fate = Literal["changed", "kept", "dropped"]
"""What became of a part that was not carried as it was: said in another way, left as it stands, or gone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """What was not carried as it was: what became of it, what it is, and how often."""

    fate: Fate
    what: str
    number: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadPicture:
    """The main picture. `src` is as in the source: a path or an address."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """An article or a standing page from elsewhere.

    `origin` names it in the source, by its path there or its number, and is the same in the next import.
    `body` is Markdown with the links and pictures of the source. `date` and `updated` are as newsgen
    reads dates; without a zone they are in the site's. `addresses` are its old addresses, the first
    one first. `folder` is the folder in the source by which its relative links go. `sources` are
    empty where nobody recorded any. `failure` is why a person must look at it, in a sentence; it
    is a draft then. `extra` is what newsgen has no key for.
    """

    origin: str
    body: str
    kind: Literal["article", "page"] = "article"
    headline: str = ""
    standfirst: str = ""
    summary: str = ""
    date: str = ""
    updated: str = ""
    embargo: str = ""
    expires: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    kicker: str = ""
    slug: str = ""
    lang: str = ""
    series: str = ""
    draft: bool = False
    image: LeadPicture | None = None
    sources: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    folder: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    failure: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedPerson:
    """A person of the newsroom. `id` is what pieces name among their authors; `text` is Markdown."""

    id: str
    name: str
    role: str = ""
    contact: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceSite:
    """What the source says of the whole site. It comes before the pieces, and may come again.

    `sections` are titles by slug. `media` are the folders in which its pictures are looked for, in
    their order. `uploads` begins the addresses of uploaded files: `/wp-content/uploads/`.
    """

    name: str = ""
    url: str = ""
    description: str = ""
    language: str = ""
    timezone: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    media: tuple[Path, ...] = ()
    uploads: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PassedOver:
    """What was not imported, and why, as a sentence. With `failed` it should have been."""

    origin: str
    why: str
    failed: bool = False
