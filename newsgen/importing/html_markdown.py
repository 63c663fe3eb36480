"""Makes Markdown of HTML. What Markdown can't say stays HTML; what is not carried is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from newsgen.importing.code_blocks import code_block
from newsgen.importing.code_parts import outside_code
from newsgen.importing.embedded_links import embedded_link
from newsgen.importing.html_tree import VOID, Node, parsed, raw_parts
from newsgen.importing.kept_html import EMBEDS, KEPT_ATTRIBUTES, kept_html
from newsgen.importing.kept_marks import KeptMarks, without_marks
from newsgen.importing.markdown_escapes import (
    in_code,
    plain_alt,
    plain_prose,
    target_of,
    title_of,
)
from newsgen.plugins.imported_pieces import Fate, Loss

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "table", "ul",
})  # fmt: skip
_AS_HTML = {
    "abbr": "abbr", "acronym": "abbr", "bdi": "bdi", "bdo": "bdo", "cite": "cite", "del": "del", "dfn": "dfn",
    "ins": "ins", "kbd": "kbd", "mark": "mark", "q": "q", "s": "s", "samp": "samp", "small": "small",
    "strike": "s", "sub": "sub", "sup": "sup", "time": "time", "u": "u", "var": "var",
}  # fmt: skip
"""What Markdown has no sign for and newsgen's filter lets through."""

_WHOLE = frozenset({"dl", "ruby"})
_CONTROLS = frozenset({"input", "select", "textarea", "button", "meter", "progress", "canvas"})
_CLOSED = frozenset({"li", "td", "th", "blockquote", "dd", "caption"})
"""In these no part may have lines to itself."""

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.IGNORECASE)
_LEADING = re.compile(r"(?:[ ]*(?:[-*+]|\d{1,9}[.)]|>)(?=[ ]|$))*[ ]*")
_LINES = re.compile(r"\n{3,}")
_LINK_OF_STYLE = (
    ("line-through", "s"), ("underline", "u"), ("font-weight:bold", "strong"),
    ("font-weight:700", "strong"), ("font-weight:600", "strong"), ("font-style:italic", "em"),
)  # fmt: skip


def markdown_of(html: str) -> tuple[str, tuple[Loss, ...]]:
    """The Markdown of a text in HTML, and what was not carried as it was."""
    converter = _Converter()
    return converter.markdown(html), converter.losses()


class _Converter:
    def __init__(self) -> None:
        self._marks = KeptMarks()
        self._lost: Counter[tuple[Fate, str]] = Counter()
        self._targets: frozenset[str] = frozenset()

    def losses(self) -> tuple[Loss, ...]:
        return tuple(Loss(fate=fate, what=what, number=n) for (fate, what), n in self._lost.items())

    def markdown(self, html: str) -> str:
        # By need: it is a large library of an extra.
        from html_to_markdown import ConversionOptions, convert

        for name, number in raw_parts(html).items():
            self._lost["dropped", f"element <{name}>"] += number
        root = parsed(without_marks(html))
        self._targets = frozenset(
            one.get("href")[1:] for one in root.elements() if one.get("href").startswith("#")
        )
        simple = Node("")
        simple.children = self._visited(root.children, "")
        options = ConversionOptions(
            escape_asterisks=True,
            escape_underscores=True,
            escape_misc=True,
            autolinks=False,
            extract_metadata=False,
            hidden_content="all",
            bullets="-",
            list_indent_width=2,
        )
        converted = convert(simple.html(), options).content or ""
        text = self._marks.put_back(plain_prose(converted), _in_place)
        text = outside_code(text, lambda part: _LINES.sub("\n\n", part))
        return text.strip("\n") + "\n" if text.strip() else ""

    def _lose(self, fate: Fate, what: str) -> None:
        self._lost[fate, what] += 1

    def _visited(self, children: Iterable[Node | str], inside: str) -> list[Node | str]:
        found: list[Node | str] = []
        for child in children:
            if isinstance(child, str):
                found.append(child)
            else:
                found += self._of(child, inside)
        return found

    def _of(self, node: Node, inside: str) -> list[Node | str]:
        tag = node.tag
        if "text-align" in node.get("style") or (
            node.get("align") and tag not in ("img", "td", "th")
        ):
            self._lose("changed", "alignment of a text")
        if tag == "img":
            return self._picture(node, inside)
        if tag in ("figure",) or "tr-caption-container" in node.get("class"):
            return self._figure(node, inside)
        if tag in EMBEDS:
            return self._embed(node, inside)
        if tag == "a":
            return self._link(node, inside)
        if tag == "pre":
            return [self._block(code_block(node), inside)]
        if tag in ("code", "tt"):
            return [self._marks.mark(in_code(node.text()))] if node.text() else []
        if tag == "table":
            return self._table(node, inside)
        if tag in _WHOLE:
            return [self._as_html(node, inside)]
        if tag == "details":
            self._lose("kept", "element <details> as HTML")
            return [self._as_html(node, inside)]
        if tag in _AS_HTML:
            return self._in_tags(_AS_HTML[tag], node, inside)
        if tag in ("b", "strong", "em", "i"):
            return self._emphasis("strong" if tag in ("b", "strong") else "em", node, inside)
        if tag in ("span", "font", "big"):
            return self._styled(node, inside)
        if tag in _CONTROLS:
            self._lose("dropped", f"element <{tag}>; its words stay")
        return self._plain(node, inside)

    def _plain(self, node: Node, inside: str) -> list[Node | str]:
        tag = node.tag
        if tag in ("br", "hr", "wbr"):
            return [] if tag == "wbr" else [Node(tag)]
        if tag in VOID:
            return []
        inner = self._visited(node.children, tag if tag in _CLOSED else inside)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            made = Node(tag)
            name = node.get("id")
            is_target = name in self._targets and re.fullmatch(r"[\w-]+", name)
            made.children = [*inner, self._marks.mark(f" {{#{name}}}")] if is_target else inner
            return [made]
        if tag in ("p", "blockquote", "ul", "ol", "li"):
            made = Node(tag, {"start": node.get("start")} if node.get("start") else {})
            made.children = [*self._anchor(node), *inner]
            return [made]
        if tag in ("menu", "dir"):
            made = Node("ul")
            made.children = inner
            return [made]
        if tag in _BLOCKS:
            made = Node("div")
            made.children = [*self._anchor(node), *inner]
            return [made]
        return [*self._anchor(node), *inner]

    def _anchor(self, node: Node) -> list[Node | str]:
        """What keeps a place that a link of the text leads to."""
        name = node.get("id") or (node.get("name") if node.tag == "a" else "")
        if name in self._targets and name:
            return [self._marks.mark(f'<span id="{escape(name)}"></span>')]
        return []

    def _block(self, part: str, inside: str) -> str:
        return self._marks.mark(part) if inside else self._marks.block(part)

    def _picture(self, node: Node, inside: str, caption: str = "") -> list[Node | str]:
        source = node.get("data-src") or node.get("data-lazy-src") or node.get("src")
        if not source or (source.startswith("data:") and node.get("data-src")):
            source = node.get("data-src") or node.get("srcset").split(" ")[0]
        alt = " ".join(node.get("alt").split())
        if not source:
            self._lose("dropped", "picture without an address; what it says of itself stays")
            return [alt] if alt else []
        if source.startswith("data:"):
            self._lose("dropped", "picture that was written into the text; what it says stays")
            return [alt] if alt else []
        title = caption or node.get("title")
        part = f"![{plain_alt(alt)}]({target_of(source)}{title_of(title)})"
        return [self._marks.mark(part)]

    def _figure(self, node: Node, inside: str) -> list[Node | str]:
        caption = next((one for one in node.elements() if _is_caption(one)), None)
        pictures = [one for one in node.elements() if one.tag == "img"]
        if len(pictures) != 1 or any(
            one.tag in ("table", "pre", *EMBEDS) for one in node.elements()
        ):
            made = Node("div")
            made.children = self._visited(node.children, inside)
            return [made]
        words = caption.text() if caption else ""
        if caption and any(
            one.tag in ("a", "em", "strong", "b", "i") for one in caption.elements()
        ):
            links = [one.get("href") for one in caption.elements() if one.get("href")]
            self._lose("changed", "formatting of a caption")
            words = " ".join([words, *(f"({link})" for link in links if len(link) < 300)])
        (mark,) = self._picture(pictures[0], inside, words) or [""]
        around = [
            one for one in node.elements() if one.tag == "a" and pictures[0] in one.elements()
        ]
        if around and not _leads_to_picture(around[0]):
            (mark,) = self._linked([mark], around[0])
        others = _words_beside(node, caption)
        block: list[Node | str] = [mark if inside else self._marks.block(str(mark))]
        if others:
            beside = Node("p")
            beside.children = [" ".join(others)]
            block.append(beside)
        return block

    def _embed(self, node: Node, inside: str) -> list[Node | str]:
        address, name = embedded_link(node)
        inner = self._visited([one for one in node.children if not _is_source(one)], inside)
        if not address:
            self._lose("dropped", f"element <{node.tag}> without an address")
            return inner
        self._lose("changed", f"element <{node.tag}> is a link")
        part = f"[{plain_alt(name)}]({target_of(address)})"
        return [self._marks.mark(part) if inside else self._marks.block(part), *inner]

    def _link(self, node: Node, inside: str) -> list[Node | str]:
        target = node.get("href").strip()
        inner = self._visited(node.children, inside)
        if not target:
            return [*self._anchor(node), *inner]
        within = list(node.elements())
        if _leads_to_picture(node) and not node.text() and any(one.tag == "img" for one in within):
            # A picture that leads to its own large form: newsgen makes the sizes itself.
            self._lose("changed", "picture that led to its own file")
            return inner
        if any(one.tag in _BLOCKS for one in within):
            self._lose("changed", "link around whole paragraphs")
            pictures = [one for one in within if one.tag == "img"]
            made: list[Node | str] = [
                mark for one in pictures for mark in self._picture(one, inside)
            ]
            return [*made, " ", *self._linked([node.text() or target], node), " "]
        if not node.text() and not inner:
            return [*self._anchor(node)]
        return [*self._anchor(node), *self._linked(inner, node)]

    def _linked(self, inner: list[Node | str], node: Node) -> list[Node | str]:
        end = f"]({target_of(node.get('href').strip())}{title_of(node.get('title'))})"
        made = Node("span")
        made.children = [self._marks.mark("["), *inner, self._marks.mark(end)]
        if all(isinstance(one, str) for one in inner):
            return ["".join(map(str, made.children))]
        return [*made.children]

    def _table(self, node: Node, inside: str) -> list[Node | str]:
        rows = [one for one in node.elements() if one.tag == "tr"]
        cells = [[one for one in row.children if _is_cell(one)] for row in rows]
        within = list(node.elements())
        is_simple = (
            not inside
            and len(rows) > 1
            and len({len(row) for row in cells}) == 1
            and all(isinstance(one, Node) and one.tag == "th" for one in cells[0])
            and not any(one.tag in _BLOCKS or one.tag in ("caption", *EMBEDS) for one in within)
            and not any(one.get("colspan") or one.get("rowspan") for one in within)
        )
        if not is_simple:
            self._lose("kept", "table as HTML")
            return [self._as_html(node, inside)]
        made = Node("table")
        for row in cells:
            line = Node("tr")
            for cell in row:
                assert isinstance(cell, Node)
                one = Node(cell.tag)
                one.children = [
                    self._marks.mark("<br>")
                    if isinstance(part, Node) and part.tag == "br"
                    else part
                    for part in self._visited(cell.children, "td")
                ]
                line.children.append(one)
            made.children.append(line)
        return [made]

    def _as_html(self, node: Node, inside: str) -> str:
        return self._block(kept_html(node, self._targets, self._lose), inside)

    def _in_tags(self, tag: str, node: Node, inside: str) -> list[Node | str]:
        inner = self._visited(node.children, inside)
        if not inner:
            return []
        told = "".join(
            f' {name}="{escape(node.get(name))}"' for name in KEPT_ATTRIBUTES if node.get(name)
        )
        return [self._marks.mark(f"<{tag}{told}>"), *inner, self._marks.mark(f"</{tag}>")]

    def _emphasis(self, tag: str, node: Node, inside: str) -> list[Node | str]:
        if any(one.tag in _BLOCKS for one in node.elements()):
            self._lose("changed", "emphasis of whole paragraphs")
            return self._visited(node.children, inside)
        words = node.text()
        if not words:
            return self._visited(node.children, inside)
        first, last = words[0], words[-1]
        if not (first.isalnum() and last.isalnum()) or any(
            one.tag in ("b", "strong", "em", "i", "code", "img", "br") for one in node.elements()
        ):
            # Beside punctuation Markdown's stars don't always open or close.
            return self._in_tags(tag, node, inside)
        made = Node(tag)
        made.children = self._visited(node.children, inside)
        return [made]

    def _styled(self, node: Node, inside: str) -> list[Node | str]:
        style = node.get("style").lower().replace(" ", "")
        tag = next((tag for sign, tag in _LINK_OF_STYLE if sign in style), "")
        if tag in ("strong", "em"):
            return self._emphasis(tag, node, inside)
        if tag:
            return self._in_tags(tag, node, inside)
        if node.get("lang") or node.get("dir"):
            return self._in_tags("span", node, inside)
        if node.get("style") or node.tag == "font":
            self._lose("changed", "colour, size or face of letters")
        return [*self._anchor(node), *self._visited(node.children, inside)]


def _in_place(part: str, before: str) -> str:
    """A part of several lines where it stands: within a list or a quotation each line goes on in it."""
    leading = _LEADING.match(before)
    signs = leading[0] if leading else ""
    if not signs.strip():
        return part if before.strip() or not signs else part.replace("\n", f"\n{signs}")
    # A sign of a list begins its item once; that of a quotation stands in each line.
    prefix = "".join(one if one == ">" else " " for one in signs)
    body = f"\n{prefix}".join(part.strip("\n").split("\n"))
    if not before[len(signs) :].strip():
        return body
    blank = f"\n{prefix.rstrip()}\n{prefix}"
    return f"{blank}{body}{blank}"


def _is_caption(node: Node) -> bool:
    return (
        node.tag == "figcaption"
        or "tr-caption" in node.get("class").split()
        or ("wp-caption-text" in node.get("class"))
    )


def _is_source(node: Node | str) -> bool:
    return isinstance(node, Node) and node.tag in ("source", "track", "param")


def _is_cell(node: Node | str) -> bool:
    return isinstance(node, Node) and node.tag in ("td", "th")


def _words_beside(node: Node, caption: Node | None) -> list[str]:
    """The words of a figure that are not in its caption."""
    found: list[str] = []
    for child in node.children:
        if child is caption:
            continue
        if isinstance(child, str):
            found += child.split()
        elif caption is not None and caption in child.elements():
            found += _words_beside(child, caption)
        else:
            found += child.text().split()
    return found


def _leads_to_picture(node: Node) -> bool:
    try:
        return _PICTURE.search(urlsplit(node.get("href").strip()).path) is not None
    except ValueError:
        return False
