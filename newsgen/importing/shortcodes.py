"""Resolves WordPress's shortcodes: captions, galleries, embeds. Others stay as they are, and are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape

from newsgen.importing.code_parts import outside_code
from newsgen.importing.embedded_links import link_words, public_address
from newsgen.importing.enclosed import Enclosed, Marks
from newsgen.importing.markdown_escapes import plain_alt, target_of
from newsgen.importing.template_marks import arguments
from newsgen.plugins.imported_pieces import Fate, Loss

Gallery = Callable[[dict[str, str]], list[tuple[str, str, str]]]
"""The pictures that a gallery with these arguments shows: address, alt, caption; none where nobody knows."""

_CODE = re.compile(
    r"(?<!\[)\[(/?)([a-z][\w-]{1,40})((?:\s+(?:[^\[\]\"']|\"[^\"\[\]]*\"|'[^'\[\]]*')*)?|\s*/)\](?![(\]\[:])"
)
_CAPTIONS = Marks(re.compile(r"\[caption\b([^\[\]]*+)\]"), re.compile(r"\[/caption\]"))
_EMBED = re.compile(r"\[embed\b[^\[\]]*+\]\s*+(https?://[^\s\[\]]++)\s*+\[/embed\]")
_PICTURE = re.compile(
    r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?|\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?",
    re.IGNORECASE,
)
_MEDIA = frozenset({"audio", "video", "playlist", "wpvideo", "videopress"})
_SOURCES = ("src", "mp4", "mp3", "m4v", "webm", "ogv", "ogg", "m4a", "wav", "wmv", "flv")
_PAIRED = frozenset({"gallery", "caption", "embed", "audio", "video", "playlist"})


def without_shortcodes(
    text: str, gallery: Gallery | None = None, *, as_html: bool = False
) -> tuple[str, tuple[Loss, ...]]:
    """The text without the shortcodes that mean something, and what was not carried as it was."""
    if "[" not in text:
        return text, ()
    lost: Counter[tuple[Fate, str]] = Counter()

    def resolved(part: str) -> str:
        if "[caption" in part:
            part = _CAPTIONS.sub(lambda one: _caption(one, as_html), part)
        if "[embed" in part:
            part = _EMBED.sub(lambda match: _link(match[1], lost, "embed", as_html), part)
        return _CODE.sub(lambda match: _code(match, gallery, lost, as_html), part)

    text = resolved(text) if as_html else outside_code(text, resolved)
    return text, tuple(Loss(fate=f, what=w, number=n) for (f, w), n in lost.items())


def _caption(one: Enclosed, as_html: bool) -> str:
    named, _ = arguments(one.opening[1])
    inner = one.inner.strip()
    picture = _PICTURE.match(inner)
    if picture is None:
        return inner
    words = (inner[picture.end() :].strip() or named.get("caption", "")).strip()
    if as_html:
        return f"\n\n<figure>{picture[0]}<figcaption>{words}</figcaption></figure>\n\n"
    bare = " ".join(re.sub(r"<[^<>]*>|[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", words).split())
    shown = picture[0]
    if bare and shown.startswith("![") and shown.endswith(")") and '"' not in shown:
        shown = shown[:-1] + ' "' + bare.replace('"', "”") + '")'
        return f"\n\n{shown}\n\n"
    return f"\n\n{shown}\n\n{words}\n\n"


def _link(address: str, lost: Counter[tuple[Fate, str]], name: str, as_html: bool) -> str:
    lost["changed", f"shortcode [{name}] is a link"] += 1
    address = public_address(address)
    words = link_words(address)
    if as_html:
        return f'\n\n<p><a href="{escape(address)}">{escape(words)}</a></p>\n\n'
    return f"\n\n[{plain_alt(words)}]({target_of(address)})\n\n"


def _code(
    match: re.Match[str], gallery: Gallery | None, lost: Counter[tuple[Fate, str]], as_html: bool
) -> str:
    closes, name, rest = match[1], match[2], match[3] or ""
    named, given = arguments(rest)
    if name == "gallery" and not closes:
        pictures = gallery(named) if gallery else []
        if pictures:
            lost["changed", "shortcode [gallery] is its pictures"] += 1
            return "\n\n" + "\n\n".join(_shown(*one, as_html) for one in pictures) + "\n\n"
    if name in _MEDIA:
        if closes:
            return ""
        address = next(
            (named[one] for one in _SOURCES if named.get(one)), given[0] if given else ""
        )
        if "/" in address:
            return _link(address, lost, name, as_html)
    if (
        name in ("youtube", "vimeo", "tweet", "soundcloud", "instagram")
        and given
        and "://" in given[0]
    ):
        return _link(given[0], lost, name, as_html)
    is_code = bool(rest.strip()) or closes or name in _PAIRED or "_" in name or "-" in name
    if is_code and ("=" in rest or closes or not rest.strip() or rest.strip() == "/"):
        lost["kept", f"shortcode [{name}]"] += not closes
        if not lost["kept", f"shortcode [{name}]"]:
            del lost["kept", f"shortcode [{name}]"]
    return match[0] if as_html else "\\" + match[0]


def _shown(address: str, alt: str, caption: str, as_html: bool) -> str:
    if as_html:
        words = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
        return f'<figure><img src="{escape(address)}" alt="{escape(alt)}">{words}</figure>'
    title = ' "' + caption.replace('"', "”") + '"' if caption else ""
    return f"![{plain_alt(alt)}]({target_of(address)}{title})"
