"""Resolves the marks of Jekyll's and Eleventy's templates in a text; what is unknown stays, and is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from newsgen.importing.code_parts import outside_code
from newsgen.importing.embedded_links import link_words
from newsgen.importing.enclosed import Enclosed, Marks
from newsgen.importing.markdown_escapes import fenced, in_code, plain_alt, target_of, title_of
from newsgen.plugins.imported_pieces import Fate, Loss

Find = Callable[[str], str]
"""Gives the path in the source of a post, by the name that a text calls it; "" where there is none."""

_RAWS = Marks(re.compile(r"\{%-?\s*+raw\s*+-?%\}"), re.compile(r"\{%-?\s*+endraw\s*+-?%\}"))
_COMMENTS = Marks(
    re.compile(r"\{%-?\s*+comment\b[^%]*+%\}"), re.compile(r"\{%-?\s*+endcomment\s*+-?%\}")
)
_SHORT_COMMENTS = Marks(re.compile(r"\{#"), re.compile(r"#\}"))
_HIGHLIGHTS = Marks(
    re.compile(r"\{%-?\s*+highlight\s++([\w+#-]++)[^%]*+%\}\n?"),
    re.compile(r"\n?\{%-?\s*+endhighlight\s*+-?%\}"),
)
# No mark stands within another, so that one without an end is looked through once.
_TAG = re.compile(
    r"\{%-?\s*+([\w./-]++)((?:[^%\"'{]|%(?!\})|\{(?!%)"
    r"|\"(?:[^\"{]|\{(?!%))*+\"|'(?:[^'{]|\{(?!%))*+')*+)%\}"
)
_VALUE = re.compile(
    r"\{\{-?\s*(?:\"([^\"{}]*)\"|'([^'{}]*)'|([\w.\[\]-]+))\s*((?:\|[^{}]*)?)-?\}\}"
)
_ATTRIBUTES = re.compile(r"\{:((?:[^{}\n\"]|\"[^\"\n]*\"){0,300})\}")
_OPTIONS = re.compile(r"\{::[^{}\n]*\}")
_TOC = re.compile(r"^[ ]*(?:[-*+]|1\.)[ ]+[^\n]*\n[ ]*\{:\s*toc\s*\}", re.IGNORECASE | re.MULTILINE)
_MORE = re.compile(r"<!--\s*(?:more|excerpt|read ?more|TEASER_END)\s*-->", re.IGNORECASE)
_HTML_COMMENTS = Marks(re.compile(r"<!--(?!\s*+more)"), re.compile("-->"))
_ARGUMENT = re.compile(r"(?:([\w-]+)\s*[=:]\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^\s,\"'=]+))")
_PICTURES = frozenset(
    {"image", "image_with_class", "img", "figure", "responsive_image", "picture", "asset_img"}
)
_FILTERS = frozenset(
    {"url", "relative_url", "absolute_url", "absoluteurl", "prepend", "asset", "asset_url"}
)


class TemplateMarks:
    """The marks of one site. `find` knows its posts, `base` begins its addresses."""

    def __init__(self, find: Find, base: str, url: str) -> None:
        self._find = find
        self._base = base.rstrip("/")
        self._url = url.rstrip("/")

    def resolved(self, text: str) -> tuple[str, tuple[Loss, ...]]:
        """The text without marks that mean something, and what was not carried as it was."""
        lost: Counter[tuple[Fate, str]] = Counter()
        if "{" in text or "<!--" in text:
            raws: list[str] = []

            def kept_raw(one: Enclosed) -> str:
                raws.append(one.inner)
                return f"\ue000{len(raws) - 1}\ue001"

            text = _HIGHLIGHTS.sub(lambda one: f"\n{fenced(one.inner, one.opening[1])}\n", text)
            text = _RAWS.sub(kept_raw, text)
            text = outside_code(text, lambda part: self._part(part, lost))
            text = re.sub("\ue000(\\d+)\ue001", lambda match: raws[int(match[1])], text)
        told = tuple(Loss(fate=f, what=w, number=n) for (f, w), n in lost.items())
        return text, told

    def _part(self, text: str, lost: Counter[tuple[Fate, str]]) -> str:
        def gone(what: str, fate: Fate = "dropped", instead: str = "") -> Callable[[object], str]:
            def told(_: object) -> str:
                lost[fate, what] += 1
                return instead

            return told

        if "<!--" in text:
            text = _MORE.sub(gone("mark where the excerpt ends"), text)
            text = _HTML_COMMENTS.sub(gone("comment that no reader saw"), text)
        if "{" not in text:
            return text
        text = _COMMENTS.sub(gone("comment that no reader saw"), text)
        text = _SHORT_COMMENTS.sub(gone("comment that no reader saw"), text)
        if "{:" in text:
            text = _TOC.sub("[TOC]", text)
            text = _OPTIONS.sub(gone("options of kramdown"), text)
            text = _ATTRIBUTES.sub(lambda match: _attributes(match, lost), text)
        if "{{" in text:
            text = _VALUE.sub(lambda match: self._value(match, lost), text)
        if "{%" in text:
            text = _TAG.sub(lambda match: self._tag(match, lost), text)
        return text

    def _value(self, match: re.Match[str], lost: Counter[tuple[Fate, str]]) -> str:
        written = match[1] if match[1] is not None else match[2]
        filters = {one.split(":")[0].strip() for one in match[4].split("|") if one.strip()}
        if written is not None and (not filters or filters & _FILTERS):
            return written
        if match[3] in ("site.baseurl", "site.base_url", "baseurl", "site.root", "pathPrefix"):
            return self._base
        if match[3] in ("site.url", "site.domain"):
            return self._url
        if match[3] == "page.url":
            return ""
        lost["kept", f"mark of a template {{{{ … | {' | '.join(sorted(filters))} }}}}" if filters else
             f"mark of a template {{{{ {match[3] or '…'} }}}}"] += 1  # fmt: skip
        if written is not None:
            return in_code(match[0])
        return match[0]

    def _tag(self, match: re.Match[str], lost: Counter[tuple[Fate, str]]) -> str:
        name, rest = match[1].rstrip("-"), match[2].rstrip("-").strip()
        named, given = arguments(rest)
        if name == "post_url":
            found = self._find(rest.strip("\"' "))
            if found:
                return f"/{found}"
        elif name == "link":
            return f"/{rest.strip().lstrip('/')}"
        elif name in _PICTURES or (name in ("include", "include_relative") and _is_picture(rest)):
            picture = _picture(name, named, given)
            if picture:
                return picture
        embedded = self._embedded(name, named, given)
        if embedded:
            lost["changed", f"mark {{% {name} %}} is a link"] += 1
            return embedded
        shown = f"{name} {given[0]}" if name.startswith("include") and given else name
        lost["kept", f"mark {{% {shown[:60]} %}}"] += 1
        return match[0] if "\n" not in match[0] and "<" not in match[0] else in_code(match[0])

    def _embedded(self, name: str, named: dict[str, str], given: list[str]) -> str:
        words = " ".join([name, *given[:1]]).lower()
        value = (
            named.get("id") or named.get("video_id") or named.get("url") or named.get("src") or ""
        )
        if not value and given:
            value = given[-1] if len(given) > (1 if name == "include" else 0) else ""
        address = address_of(words, value)
        return f"\n\n[{link_words(address)}]({target_of(address)})\n\n" if address else ""


def address_of(words: str, value: str) -> str:
    """The address of what a mark of this name embeds by this value; "" where that is not known."""
    if value.startswith(("https://", "http://", "//")):
        return f"https:{value}" if value.startswith("//") else value
    if "flourish" in words and re.fullmatch(r"(?:visualisation|story)/\d+", value):
        return f"https://public.flourish.studio/{value}/"
    if re.fullmatch(r"[\w-]{3,60}", value):
        if "youtube" in words:
            return f"https://www.youtube.com/watch?v={value}"
        if "vimeo" in words:
            return f"https://vimeo.com/{value}"
        if "instagram" in words:
            return f"https://www.instagram.com/p/{value}/"
        if ("tweet" in words or "twitter" in words) and value.isdigit():
            return f"https://twitter.com/i/status/{value}"
        if "datawrapper" in words:
            return f"https://datawrapper.dwcdn.net/{value}/"
    return ""


def arguments(text: str) -> tuple[dict[str, str], list[str]]:
    """The arguments of a mark: those with a name, and the others."""
    named: dict[str, str] = {}
    given: list[str] = []
    for match in _ARGUMENT.finditer(text):
        value = next(one for one in match.groups()[1:] if one is not None)
        if match[1]:
            named[match[1].lower()] = value
        else:
            given.append(value)
    return named, given


def picture_of(named: dict[str, str], given: list[str]) -> str:
    """The picture that a mark with these arguments shows, in Markdown; "" where it names none."""
    source = next(
        (
            named[one]
            for one in ("src", "url", "image_path", "path", "image", "file", "link")
            if named.get(one)
        ),
        given[0] if given else "",
    )
    if not re.search(
        r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:[?#].*)?$|\{\{", source, re.IGNORECASE
    ):
        return ""
    alt = named.get("alt") or named.get("description") or (given[1] if len(given) > 1 else "")
    caption = named.get("caption") or named.get("title") or named.get("attr") or ""
    caption = re.sub(r"<[^<>]*>", "", caption)
    credit = re.sub(r"<[^<>]*>", "", named.get("credit") or named.get("attribution") or "")
    told = (
        '{credit="' + credit.replace('"', "”").replace("{", "(").replace("}", ")") + '"}'
        if credit
        else ""
    )
    return f"![{plain_alt(alt)}]({target_of(source)}{title_of(caption)}){told}"


def _picture(name: str, named: dict[str, str], given: list[str]) -> str:
    if name.startswith("include"):
        given = given[1:]
    if name == "image_with_class" and len(given) > 2:
        given = [given[0], given[2]]
    return picture_of(named, given)


def _is_picture(rest: str) -> bool:
    first = rest.lstrip("\"' ").split(" ")[0].lower()
    return any(one in first for one in ("figure", "image", "img", "picture", "photo"))


def _attributes(match: re.Match[str], lost: Counter[tuple[Fate, str]]) -> str:
    """An attribute list of kramdown: a name for links stays, what a theme did with it goes."""
    inner = match[1].strip()
    name = re.search(r"(?:^|\s)#([\w-]+)", inner)
    what = re.split(r"[\s=]", inner.lstrip(".#"))[0][:30] if inner else ""
    if inner and not re.fullmatch(r"#[\w-]+", inner):
        lost[
            "dropped", f"attribute list of kramdown {{: {'.' if inner[0] == '.' else ''}{what} }}"
        ] += 1
    return f"{{#{name[1]}}}" if name else ""
