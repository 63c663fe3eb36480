"""The shapes of front matter: of articles, of standing pages and of people."""

from __future__ import annotations

from newsgen.model.codes import RULE_NAMES
from newsgen.model.correction import CORRECTION_LABELS
from newsgen.model.kinds import KINDS
from newsgen.model.source import ANONYMOUS
from newsgen.reading.content.articles import ARTICLE_KEYS, MAX_PRIORITY
from newsgen.reading.content.corrections import CORRECTION_KEYS
from newsgen.reading.content.lead_picture import IMAGE_KEYS
from newsgen.reading.content.live import LIVE_ORDERS
from newsgen.reading.content.pages import MAX_ORDER, PAGE_KEYS, PERSON_KEYS
from newsgen.reading.content.series import MAX_PART, SERIES_KEYS
from newsgen.reading.content.sources import SOURCE_KEYS, UNRECORDED
from newsgen.reading.content.unpublished import UNPUBLISHED_KEYS
from newsgen.reading.yaml.bounds import NUMBERS
from newsgen.schemas.shapes import (
    Json,
    choice,
    contact,
    either,
    fediverse,
    flag,
    language,
    license_name,
    list_of,
    mapping,
    moment,
    one_of_keys,
    own_keys,
    required_moment,
    required_text,
    text,
    texts,
    url,
    urls,
    whole,
)

REASON_OF_ANONYMITY: Json = {
    "if": {"required": ["kind"], "properties": {"kind": {"const": ANONYMOUS}}},
    "then": {"required": ["reason"], "properties": {"reason": {"type": "string"}}},
}
"""An anonymous source says why it is not named."""

_WRITTEN_NUMBER: Json = {"type": "string", "pattern": r"^\s*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\s*$"}

SOURCE: dict[str, Json] = {
    "id": required_text("Its name in addresses and citations, in lower case with hyphens."),
    "name": required_text("Who it is.", "name"),
    "url": url("Where the source can be read."),
    "title": text("The title of the report or document.", "title"),
    "kind": text(
        "What sort of source it is, such as news agency; `anonymous` needs a reason.", "kind"
    ),
    "published": moment("When it appeared."),
    "accessed": moment("When you read it."),
    "archive": url("An archived copy."),
    "page": text("The page in it.", "page"),
    "note": text("What a reader should know about it.", "note"),
    "attribution": text("Of an anonymous source: how it is described in print.", "attribution"),
    "reason": text("Of an anonymous source: why it is not named."),
    "via": text("The source that passed it on, by id or name.", "via"),
}

IMAGE: dict[str, Json] = {
    "src": required_text("The file, such as media/bridge.jpg."),
    "alt": text("What the picture shows, for who does not see it.", "alt"),
    "caption": text("The words under the picture.", "caption"),
    "credit": text("Who made it.", "credit"),
    "focus": either(
        "What crops keep: how far from the left and from the top, from 0 to 1.",
        {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, _WRITTEN_NUMBER]},
        },
    ),
}

CORRECTION: dict[str, Json] = {
    "date": required_moment("When it was made."),
    "kind": choice("What sort of note it is. Without it, a correction.", CORRECTION_LABELS),
    "text": required_text("What was wrong, in plain words.", "text"),
    "was": text("What was said.", "was"),
    "now": text("What is said now.", "now"),
}

UNPUBLISHED: dict[str, Json] = {
    "date": required_moment("When it was withdrawn."),
    "reason": required_text("Why, in a sentence to the readers."),
}

SERIES: dict[str, Json] = {
    "title": required_text("The title of the series.", "title"),
    "part": whole("The number of this part.", 1, MAX_PART),
    "aliases": texts("Old addresses of the page of the series.", "aliases"),
}

_IMAGE = either(
    "The main picture: a path such as media/bridge.jpg, or a mapping that says more.",
    required_text("A file below content/."),
    mapping("A picture.", IMAGE_KEYS, IMAGE, ["src"]),
)
_RULES = (*RULE_NAMES, *RULE_NAMES.values())
PLUGIN_CODE = "^(?!NG)[A-Z]{2,8}[0-9]{2,5}$"
"""The rules of plugins go by their codes."""

_WAIVER = required_text("Why the rule does not apply to this article.")
_A_SOURCE: Json = {
    "anyOf": [
        required_text("A name, or an id of content/sources.yaml.", "name"),
        mapping(
            "A source.", SOURCE_KEYS, SOURCE, (), one_of_keys("id", "name"), REASON_OF_ANONYMITY
        ),
    ]
}
_EXTRA = own_keys("Keys of the site's own, for its templates and plugins.")
_TEMPLATE = text("The template of this page alone, such as longread.html.")
_HEADLINE = "What happened, in one line."

_ALIASES = texts("Old addresses on this site that lead here.", "aliases")

ARTICLE: dict[str, Json] = {
    "headline": required_text(_HEADLINE, "headline"),
    "title": required_text("The same as `headline`.", "title"),
    "date": required_moment("When it is published. In the future, it is held until then."),
    "sources": {
        "description": "Who says so: names, ids of the registry, or mappings that say more."
        f" `{UNRECORDED}` where an archive never said.",
        "anyOf": [
            _A_SOURCE,
            {"type": "array", "minItems": 1, "maxItems": NUMBERS["sources"], "items": _A_SOURCE},
        ],
    },
    "standfirst": text("The sentence or two under the headline."),
    "summary": text("What lists, feeds and search results show. Without it, the standfirst."),
    "authors": texts("Names, or ids of people.", "authors"),
    "author": texts("The same as `authors`.", "author"),
    "section": text("The section. Without it, the first folder below content/articles/.", "section"),
    "tags": texts("Topics. Each has a page.", "tags"),
    "kicker": text("A few words above the headline.", "kicker"),
    "dateline": text("The place at the beginning of the text.", "dateline"),
    "updated": moment("When the article last changed in substance; not before `date`."),
    "lang": language("The language, such as uk or pt-BR. Without it, the file's or the site's."),
    "draft": flag("`true` holds the article back."),
    "embargo": moment("Holds the article back until then, whatever `date` says."),
    "expires": moment("Takes the article down at that moment."),
    "image": _IMAGE,
    "read_also": texts("Articles to recommend: a slug, a file name or a path.", "read_also"),
    "aliases": _ALIASES,
    "priority": whole("Weight on the front page. Without it, 0.", -MAX_PRIORITY, MAX_PRIORITY),
    "slug": text("The last part of the address. Without it, the file's name."),
    "kind": choice("What sort of work it is. Without it, news.", KINDS),
    "corrections": list_of(
        "What was put right.",
        mapping("A note.", CORRECTION_KEYS, CORRECTION, ["date", "text"]),
        "corrections",
    ),
    "series": either(
        "The series it is part of: its title, or a mapping.",
        text("The title of the series.", "series"),
        mapping("A series.", SERIES_KEYS, SERIES, ["title"]),
    ),
    "developing": flag("`true` marks a story that is still moving."),
    "claim": text("Of a fact-check: what is tested.", "claim"),
    "claimant": text("Of a fact-check: who says it.", "claimant"),
    "rating": text("Of a fact-check: what the check found, in your words.", "rating"),
    "live_order": choice("Of a live article: the order of its entries.", LIVE_ORDERS),
    "check": either(
        "Rules of newsgen check that do not apply to this article, each with the reason.",
        {
            **mapping("Rules.", _RULES, dict.fromkeys(_RULES, _WAIVER)),
            "patternProperties": {PLUGIN_CODE: _WAIVER},
        },
    ),
    "extra": _EXTRA,
    "template": _TEMPLATE,
    "unpublished": either(
        "Withdraws the article: a page at its address says when and why.",
        mapping("A withdrawal.", UNPUBLISHED_KEYS, UNPUBLISHED, ["date", "reason"]),
    ),
    "license": license_name("The licence of this article; `none` where the site's is not its own."),
}  # fmt: skip

PAGE: dict[str, Json] = {
    "title": required_text("The name of the page.", "title"),
    "description": text("For search results and previews.", "description"),
    "slug": text("The address. Without it, the file's name."),
    "lang": language("The language. Without it, the file's or the site's."),
    "order": whole("The place in the footer. Without it, 1,000.", 0, MAX_ORDER),
    "extra": _EXTRA,
    "template": _TEMPLATE,
    "aliases": _ALIASES,
}

PERSON: dict[str, Json] = {
    "name": required_text("The person's name.", "name"),
    "role": text("Shown in bylines and on their page.", "role"),
    "contact": contact("An e-mail address or a URL."),
    "image": _IMAGE,
    "same_as": urls("Where the same person is to be found elsewhere.", "same_as"),
    "fediverse": fediverse("Their account, as '@name@host'."),
    "aliases": _ALIASES,
}


def article() -> Json:
    """Of an article."""
    headline = one_of_keys("headline", "title")
    return mapping(
        "The front matter of an article.", ARTICLE_KEYS, ARTICLE, ["date", "sources"], headline
    )


def page() -> Json:
    """Of a standing page."""
    return mapping("The front matter of a standing page.", PAGE_KEYS, PAGE, ["title"])


def person() -> Json:
    """Of a person."""
    return mapping("The front matter of a person.", PERSON_KEYS, PERSON, ["name"])


TABLES = (
    ("article", ARTICLE_KEYS, ARTICLE),
    ("source", SOURCE_KEYS, SOURCE),
    ("image", IMAGE_KEYS, IMAGE),
    ("correction", CORRECTION_KEYS, CORRECTION),
    ("series", SERIES_KEYS, SERIES),
    ("unpublished", UNPUBLISHED_KEYS, UNPUBLISHED),
    ("page", PAGE_KEYS, PAGE),
    ("person", PERSON_KEYS, PERSON),
)
"""What reading knows as keys, beside their shapes."""
