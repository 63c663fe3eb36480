"""The shapes of newsgen.yaml and of the lists in content/: sources, house style, front page."""

from __future__ import annotations

from newsgen.model.codes import RULE_NAMES
from newsgen.model.colour import HEX_COLOUR
from newsgen.model.compression import ENDINGS
from newsgen.model.feed_kinds import FEED_FORMATS, FEED_KINDS
from newsgen.model.records import BLOCK_SIZES
from newsgen.model.site import HTML
from newsgen.model.static_hosts import HOSTS
from newsgen.model.theme import FACES, SCALES
from newsgen.reading.content.address_settings import URLS, URLS_KEYS
from newsgen.reading.content.check_settings import LEVELS
from newsgen.reading.content.config import (
    CONFIG_KEYS,
    DOCUMENT_KEYS,
    FORMATS,
    MAX_PER_PAGE,
    PICTURE_KEYS,
    PICTURE_WORDS,
)
from newsgen.reading.content.editions import EDITION_KEYS, SECTION_KEYS
from newsgen.reading.content.extra_fields import EXTRA_FIELD_KEYS, EXTRA_NAME, LIST_OF, TYPES
from newsgen.reading.content.feed_settings import FEED_KEYS, MAX_ITEMS
from newsgen.reading.content.front_page import BLOCK_KEYS, FRONT_KEYS, MAX_PICKS
from newsgen.reading.content.host import HOST_KEYS
from newsgen.reading.content.house_style import STYLE_KEYS
from newsgen.reading.content.markdown_settings import DIALECTS, MARKDOWN_KEYS
from newsgen.reading.content.media_topics import MEDIA_TOPIC
from newsgen.reading.content.redirects import MAX_RULES, REDIRECT_KEYS, STATUSES
from newsgen.reading.content.sources import REGISTRY_KEYS
from newsgen.reading.content.theme import LOGO_KEYS, MAX_PIXELS, THEME_KEYS
from newsgen.schemas.front_matter import PLUGIN_CODE, REASON_OF_ANONYMITY, SOURCE
from newsgen.schemas.machine_shapes import MACHINE_TABLES, MACHINES
from newsgen.schemas.shapes import (
    Json,
    by_language,
    choice,
    contact,
    did,
    either,
    flag,
    language,
    license_name,
    list_of,
    mapping,
    one_of_keys,
    required_text,
    text,
    texts,
    url,
    urls,
    whole,
)

EDITION: dict[str, Json] = {
    "name": text("The site's name in this language.", "name"),
    "description": text("What the site is, in this language.", "description"),
    "publisher": text("Who publishes, in this language."),
}

SECTION: dict[str, Json] = {
    "slug": required_text("The section's part of addresses."),
    "title": text("What readers see.", "title"),
    "titles": by_language("The title in other languages.", text("The title.", "title")),
    "iptc": {
        "description": "The Media Topic that it is about, such as medtop:20000002.",
        "type": ["string", "null"],
        "pattern": rf"^\s*{MEDIA_TOPIC}\s*$",
    },
    "aliases": texts("Old addresses of the section's page.", "aliases"),
}

_COLOUR: Json = {"type": "string", "pattern": f"^{HEX_COLOUR.pattern}$"}
_PIXELS: Json = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": MAX_PIXELS},
        {"type": "string", "pattern": "^[0-9]+$"},
    ]
}

LOGO: dict[str, Json] = {
    "file": required_text("The picture, below static/."),
    "dark": text("The picture for the dark, below static/."),
    "width": {"description": "In pixels, so that the page keeps its place.", **_PIXELS},
    "height": {"description": "In pixels.", **_PIXELS},
}

THEME: dict[str, Json] = {
    "accent": {"description": "Of links, labels and bars, in quotes: '#0b5a6e'.", **_COLOUR},
    "accent_dark": {"description": "The same for the dark.", **_COLOUR},
    "scale": choice("The size of all type.", SCALES),
    "text_face": choice("The face of texts.", FACES),
    "headline_face": choice("The face of headlines.", FACES),
    "logo": either(
        "The masthead as a picture.",
        mapping("A picture.", LOGO_KEYS, LOGO, ["file", "width", "height"]),
    ),
    "style": {
        **text("A style sheet below static/ whose rules follow the theme's."),
        "pattern": r"\.css\s*$",
    },
}

FEED: dict[str, Json] = {
    "formats": list_of("The formats of feeds.", {"enum": [*FEED_FORMATS]}),
    "of": list_of("What there are feeds of.", {"enum": [*FEED_KINDS]}),
    "items": whole("Articles in a feed.", 1, MAX_ITEMS),
    "full_text": flag("Whether a feed carries whole articles."),
    "websub": url("The address of a WebSub hub."),
    "id": text("Goes into the identities of all items; never changed."),
}

MARKDOWN: dict[str, Json] = {
    "dialect": choice("The Markdown of every preview, or Python-Markdown's own.", DIALECTS),
    "extensions": texts("Further Python-Markdown extensions, such as admonition."),
    "classes": texts("Classes that texts may have beside the usual ones."),
}

DOCUMENTS: dict[str, Json] = {
    "allow": texts("Endings of files that are published as documents beside the usual ones."),
}

PICTURES: dict[str, Json] = {
    "words": choice("What becomes of captions and credits inside picture files.", PICTURE_WORDS),
}

_NAMED: Json = {
    "anyOf": [
        {"required": ["slug"]},
        {"required": ["title"], "properties": {"title": {"pattern": r"\S"}}},
    ]
}
_A_SECTION: Json = {
    "anyOf": [
        text("A slug.", "section"),
        mapping("A section.", SECTION_KEYS, SECTION, (), _NAMED),
        {
            "description": "A slug with its title.",
            "type": "object",
            "minProperties": 1,
            "not": one_of_keys("slug", "title"),
            "additionalProperties": text("What readers see.", "title"),
        },
    ]
}
_RULES = (*RULE_NAMES, *RULE_NAMES.values())
_LEVEL = choice("Its level.", LEVELS)
_TYPE: Json = {
    "description": "The type of the value.",
    "enum": [*TYPES, *(f"{LIST_OF}{one}" for one in TYPES)],
}

ADDRESSES: dict[str, Json] = {
    "form": choice("The form of addresses.", URLS),
    "ascii": flag("Whether newsgen new writes slugs in Latin letters alone."),
}

EXTRA_FIELD: dict[str, Json] = {
    "type": _TYPE,
    "choices": texts("The words of a choice."),
    "required": flag("Whether it must be there."),
    "for": texts("What has it: article, page, or a kind of article."),
    "card": flag("Whether the cards of lists show it."),
}

HOST: dict[str, Json] = {
    "name": choice("Where the site is published.", HOSTS),
    "hsts": flag("Whether browsers are told never to ask without HTTPS."),
    "cname": flag("Whether a file CNAME names the domain of the site's address."),
}

_FORMATS: Json = {"enum": [*FORMATS]}

CONFIG: dict[str, Json] = {
    "name": text("The site's name.", "name"),
    "url": url("The site's address, for feeds, sitemaps and canonical links."),
    "description": text("What the site is, in a sentence.", "description"),
    "language": language("The site's language, such as en or pt-BR."),
    "languages": by_language(
        "Name, description and publisher by language.",
        either("An edition.", mapping("An edition.", EDITION_KEYS, EDITION)),
    ),
    "timezone": text("An IANA name such as Europe/Kyiv."),
    "publisher": text("Who publishes; shown in the footer."),
    "license": license_name("Under which licence others may use the texts: its name, or its URL."),
    "same_as": urls("Where the same newsroom is to be found elsewhere.", "same_as"),
    "did": did("The newsroom's identifier, or the record of its publication (standard.site)."),
    "sections": either(
        "The navigation, in its order.",
        {"type": "array", "items": _A_SECTION},
        {"type": "object", "additionalProperties": text("What readers see.", "title")},
    ),
    "report_errors_to": contact("Where readers report errors: an e-mail address or a URL."),
    "formats": either(
        "[html, text] publishes a text edition too; json and markdown put those beside each article.",
        {"type": "array", "items": _FORMATS, "contains": {"const": HTML}},
        {"const": HTML},
    ),
    "per_page": whole("Articles on one page of a list.", 1, MAX_PER_PAGE),
    "urls": either(
        "world/2024/11/slug.html, or world/2024/11/slug/.",
        choice("The form of addresses.", URLS),
        mapping("The form of addresses, and how new slugs are written.", URLS_KEYS, ADDRESSES),
    ),
    "feed": either("The feeds.", mapping("The feeds.", FEED_KEYS, FEED)),
    "markdown": either(
        "What texts may have.", mapping("Further Markdown.", MARKDOWN_KEYS, MARKDOWN)
    ),
    "theme": either("The look of the site.", mapping("Settings.", THEME_KEYS, THEME)),
    "social_cards": flag("Whether a preview is drawn for each article without a picture."),
    "documents": either(
        "What is published as a document.", mapping("Documents.", DOCUMENT_KEYS, DOCUMENTS)
    ),
    "pictures": either("What pictures say.", mapping("Pictures.", PICTURE_KEYS, PICTURES)),
    "check": either(
        "Levels of the rules of newsgen check, by name or code.",
        {
            **mapping("Rules.", _RULES, dict.fromkeys(_RULES, _LEVEL)),
            "patternProperties": {PLUGIN_CODE: _LEVEL},
        },
    ),
    "extra": {
        "description": "Keys of the site's own in front matter, each with its type.",
        "type": ["object", "null"],
        "propertyNames": {"pattern": f"^{EXTRA_NAME}$"},
        "additionalProperties": {
            "anyOf": [_TYPE, mapping("A key.", EXTRA_FIELD_KEYS, EXTRA_FIELD, ["type"])]
        },
    },
    **MACHINES,
    "host": either(
        "Where the site is published.",
        choice("A host.", HOSTS),
        mapping("A host, and what it should do.", HOST_KEYS, HOST),
    ),
    "compress": either(
        "How text files are compressed beside themselves.",
        {"type": "array", "items": {"enum": [*ENDINGS]}},
        {"enum": [*ENDINGS]},
    ),
    "plugins": either(
        "Code that newsgen loads: modules, and files of the site, with settings where they take any.",
        {
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "string", "pattern": r"\S"},
                    {
                        "type": "object",
                        "minProperties": 1,
                        "maxProperties": 1,
                        "additionalProperties": {"type": ["object", "null"]},
                    },
                ]
            },
        },
    ),
}

REGISTRY: dict[str, Json] = {
    **{key: SOURCE[key] for key in REGISTRY_KEYS if key in SOURCE},
    "ownership": text("Who owns it; shown on the source's page."),
}

STYLE: dict[str, Json] = {
    "write": required_text("The word to write."),
    "not": {
        "description": "The words that it is written in place of.",
        "type": ["string", "number", "boolean", "array"],
        "items": {"type": ["string", "number", "boolean", "null"]},
    },
}

BLOCK: dict[str, Json] = {
    "section": required_text("The section's slug.", "section"),
    "size": choice("How much room it takes.", BLOCK_SIZES),
    "articles": texts("What the block begins with; the newest follow."),
}

REDIRECT: dict[str, Json] = {
    "from": {**required_text("An old path, or a folder with /* behind it."), "pattern": "^/"},
    "to": {**text("An address of the site, or a URL."), "pattern": "^(/|https://)"},
    "status": {
        "description": "Moved for good, for a while, or gone.",
        "enum": [301, 302, 410, *STATUSES, None],
    },
}

_PICKS: Json = {"maxItems": MAX_PICKS}

FRONT: dict[str, Json] = {
    "lead": text("The article that leads the page, by slug, file name or path."),
    "picks": {**texts("What stands with it, in this order."), **_PICKS},
    "opinion": {**texts("The place for opinion. [] wants none."), **_PICKS},
    "blocks": either(
        "The sections below, in this order, and no others. [] wants none.",
        {
            "type": "array",
            "items": {
                "anyOf": [
                    text("A section's slug.", "section"),
                    mapping("A block.", BLOCK_KEYS, BLOCK, ["section"]),
                ]
            },
        },
    ),
}


def config() -> Json:
    """Of newsgen.yaml."""
    return _or_empty(mapping("The settings of a site.", CONFIG_KEYS, CONFIG))


def sources() -> Json:
    """Of content/sources.yaml."""
    source = mapping(
        "A source.", REGISTRY_KEYS, REGISTRY, (), one_of_keys("id", "name"), REASON_OF_ANONYMITY
    )
    return _or_empty({"type": "array", "items": source})


def style() -> Json:
    """Of content/style.yaml."""
    word = mapping("A word of the house style.", STYLE_KEYS, STYLE, ["write", "not"])
    return _or_empty({"type": "array", "items": word})


def front() -> Json:
    """Of content/front.yaml and its like."""
    return _or_empty(mapping("The front page as the desk wants it.", FRONT_KEYS, FRONT))


def redirects() -> Json:
    """Of content/redirects.yaml."""
    rule = mapping("A redirect.", REDIRECT_KEYS, REDIRECT, ["from"])
    return _or_empty({"type": "array", "maxItems": MAX_RULES, "items": rule})


def _or_empty(shape: Json) -> Json:
    """An empty file says nothing, which is no mistake."""
    return {"anyOf": [shape, {"type": "null"}]}


TABLES = (
    ("config", CONFIG_KEYS, CONFIG),
    ("languages", EDITION_KEYS, EDITION),
    ("sections", SECTION_KEYS, SECTION),
    ("theme", THEME_KEYS, THEME),
    ("logo", LOGO_KEYS, LOGO),
    ("urls", URLS_KEYS, ADDRESSES),
    ("extra", EXTRA_FIELD_KEYS, EXTRA_FIELD),
    ("feed", FEED_KEYS, FEED),
    ("markdown", MARKDOWN_KEYS, MARKDOWN),
    ("documents", DOCUMENT_KEYS, DOCUMENTS),
    ("pictures", PICTURE_KEYS, PICTURES),
    ("host", HOST_KEYS, HOST),
    ("registry", REGISTRY_KEYS, REGISTRY),
    ("style", STYLE_KEYS, STYLE),
    ("front", FRONT_KEYS, FRONT),
    ("block", BLOCK_KEYS, BLOCK),
    *MACHINE_TABLES,
    ("redirect", REDIRECT_KEYS, REDIRECT),
)
"""What reading knows as keys, beside their shapes."""
