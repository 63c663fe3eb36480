"""The social card of an article without a picture: what is drawn on it, and where it is published."""

from __future__ import annotations

import re
import unicodedata

from newsgen.catalog.addresses import file_address
from newsgen.catalog.entry import Entry
from newsgen.catalog.pictures import HASH_LENGTH, MEDIA
from newsgen.model.digest import digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.lengths import NAME_BYTES, bounded
from newsgen.model.picture import CARD, SocialCard
from newsgen.model.site import Site
from newsgen.model.views import Crop

CARD_SIZE = (1200, 630)
"""The size that social media ask for, in pixels."""

DRAWABLE = (
    " -~\u00a1-\u024f\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1"
    "\u03f0-\u052f\u1e00-\u1eff–—‘’‚“”„†•…′″‹›⁄₠-₿№™−"
)
"""What the font has, as a range of an expression: Latin, Greek, Cyrillic and their punctuation."""

_DRAWABLE = re.compile(f"[{DRAWABLE}]+")
_LIKE = {
    0x2010: "-", 0x2011: "-", 0x2012: "–", 0x2015: "—", 0x201B: "‘", 0x201F: "“",
    0x00AD: "", 0x200B: "", 0x200E: "", 0x2060: "", 0xFE0F: "",
}  # fmt: skip
"""Characters that look like another one, or like nothing."""


class DrawnCard(NamedTuple):
    """A card with the path of its file, and as templates see it."""

    card: SocialCard
    path: str
    view: Crop


def social_card(entry: Entry, site: Site, masthead: str) -> DrawnCard | None:
    """The article's card; None where the site has none, or where letters are missing for it."""
    if not (site.social_cards and site.url):
        return None
    headline, name = _drawable(entry.head.headline), _drawable(masthead)
    if not headline or not name:
        return None
    kicker = _drawable(entry.card.kicker or entry.card.section_title)
    card = SocialCard(headline, kicker, name, site.theme.accent)
    # Two articles may have one headline, and each has its own card.
    digest = digest_value((card, entry.address.path))[:HASH_LENGTH]
    ending = f".{digest}-card.png"
    stem = bounded(entry.head.slug, NAME_BYTES - len(ending))
    address = file_address(f"{MEDIA}{stem}{ending}")
    return DrawnCard(card, address.path, Crop(CARD, address.route, *CARD_SIZE))


def _drawable(text: str) -> str:
    """The text as it can be drawn; "" where a letter of it cannot."""
    plain = " ".join(unicodedata.normalize("NFC", text.translate(_LIKE)).split())
    return plain if _DRAWABLE.fullmatch(plain) else ""
