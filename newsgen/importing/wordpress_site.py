"""What an export of WordPress says of the whole site: people, categories, uploaded files."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from newsgen.importing.wxr import Element
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.slug import slug_of

_TAGS = re.compile(r"<[^<>]*>")


class Attachment(NamedTuple):
    """A picture or another file that was uploaded."""

    url: str
    alt: str
    caption: str
    parent: str


class ExportedBlog:
    """What the first reading finds: it is needed for every post."""

    def __init__(self) -> None:
        self.channel: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.sections: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.attachments: dict[str, Attachment] = {}

    def learn(self, one: Element) -> None:
        texts = one.texts
        if one.kind == "channel":
            self.channel |= {key: value for key, value in texts.items() if value}
        elif one.kind == "author":
            login = texts.get("author_login", "").strip()
            self.names[login] = texts.get("author_display_name", "").strip() or login
        elif one.kind == "category":
            name = unescape(texts.get("cat_name", "")).strip()
            slug = unquote(texts.get("category_nicename", "")) or slug_of(name)
            self.sections[slug] = name or slug
            self.parents[slug] = unquote(texts.get("category_parent", ""))
        elif one.kind == "item" and texts.get("post_type") == "attachment":
            meta = dict(one.meta)
            self.attachments[texts.get("post_id", "")] = Attachment(
                texts.get("attachment_url", "").strip() or texts.get("guid", "").strip(),
                meta.get("_wp_attachment_image_alt", ""),
                without_tags(texts.get("excerpt", "")),
                texts.get("post_parent", ""),
            )

    def top(self, slug: str) -> str:
        """The category above all others of this one."""
        for _ in range(20):
            parent = self.parents.get(slug, "")
            if not parent or parent == slug:
                break
            slug = parent
        return slug


def without_tags(text: str) -> str:
    """A text without tags and entities."""
    return " ".join(unescape(_TAGS.sub("", text)).split())
