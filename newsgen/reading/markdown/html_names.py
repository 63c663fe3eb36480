"""Lists the elements and attributes of HTML by what becomes of them in a body.

An element that is in none of the lists is no element of the HTML standard, nor of one before it.
"""

from __future__ import annotations

from types import MappingProxyType

RENAMED = MappingProxyType({
    # The same meaning in an element that a body may hold.
    "acronym": "abbr", "image": "img", "listing": "pre", "strike": "s", "tt": "code", "xmp": "pre",
    "dir": "ul", "menu": "ul",
    # Without a block around them, the words of two neighbours would run together.
    "article": "div", "center": "div", "datalist": "div", "dialog": "div", "fieldset": "div",
    "footer": "div", "form": "div", "header": "div", "hgroup": "div", "legend": "div", "main": "div",
    "nav": "div", "optgroup": "div", "option": "div", "search": "div", "select": "div",
    "title": "div",
})  # fmt: skip
"""Elements that a body may not hold, and those that stand for them there."""

WITHOUT_LOSS = frozenset((
    "basefont", "big", "blink", "body", "data", "font", "frameset", "head",
    "html", "label", "marquee", "multicol", "nextid", "nobr", "noembed", "noframes", "output",
    "picture", "plaintext", "rb", "rtc", "spacer",
))  # fmt: skip
"""Elements that are left out, and nothing that is read with them: their words stay."""

WITH_CONTENT = frozenset(("math", "script", "style", "svg", "template"))
"""Elements that are left out with all that they hold."""

PARTS = MappingProxyType({
    "area": frozenset(("map",)),
    "button": frozenset(("form",)),
    "embed": frozenset(("object",)),
    "input": frozenset(("form",)),
    "optgroup": frozenset(("select",)),
    "option": frozenset(("datalist", "select")),
    "param": frozenset(("object", "applet")),
    "select": frozenset(("form",)),
    "source": frozenset(("audio", "picture", "video")),
    "textarea": frozenset(("form",)),
    "track": frozenset(("audio", "video")),
})  # fmt: skip
"""Elements that are left out, and those with which their loss is named already."""

_ELSEWHERE = (
    "{} is left out: a page loads nothing from elsewhere.",
    "Put a link to it alone in a paragraph, [What it shows](https://…){.embed}: it becomes a card.",
)
_FORM = (
    "{} is left out: a page sends nothing. Its words stay.",
    "Link to the form where it is: [Write to us](https://…).",
)
_FIELD = ("{} is left out: a page sends nothing.", _FORM[1])
_SCRIPT = (
    "{} is left out with all that it holds: a text runs nothing.",
    "Write what it shows as words, as a table or as a picture.",
)
_STYLE = (
    "{} is left out: a text has no style and no metadata of its own.",
    "Put it into the site's own style sheet or templates, or delete it.",
)
_DRAWING = (
    "{} is left out with all that it holds.",
    "Save it as a picture below content/media/ and show it: ![What it shows](media/name.svg).",
)
_MEASURE = ("{} is left out: what it measures is not shown.", "Write the number as words.")

NAMED = MappingProxyType({
    **dict.fromkeys(
        ("applet", "audio", "bgsound", "embed", "frame", "iframe", "object", "param", "source",
         "track", "video"), _ELSEWHERE),
    **dict.fromkeys(("form", "button", "select", "textarea"), _FORM),
    **dict.fromkeys(("input", "isindex", "keygen"), _FIELD),
    "script": _SCRIPT,
    **dict.fromkeys(("base", "link", "meta"), _STYLE),
    "style": ("{} is left out with all that it holds: a text has no style of its own.", _STYLE[1]),
    "template": (_SCRIPT[0], "Write what it holds outside of it."),
    "slot": ("{} is left out, its words stay.", _SCRIPT[1]),
    "svg": _DRAWING,
    "math": (_DRAWING[0], "Write the formula in letters, or show it as a picture."),
    "canvas": ("{} is left out: nothing draws on it.", _DRAWING[1]),
    **dict.fromkeys(
        ("map", "area"),
        ("{} is left out: its parts are no links.", "Write the links below the picture.")),
    "noscript": (
        "{} is left out: what it holds is shown to every reader.", "Delete what they need not read."),
    "meter": _MEASURE,
    "progress": _MEASURE,
})  # fmt: skip
"""Elements whose loss is named: what is said of it, and what the author can do instead."""

REFUSED = frozenset((*RENAMED, *WITHOUT_LOSS, *NAMED))
"""The elements of HTML, obsolete ones among them, that no body may hold."""

OFFICE_PREFIXES = ("o:", "st1:", "v:", "w:")
"""The elements that word processors put into HTML begin with these, and mean nothing to readers."""

BARE_ATTRIBUTES = frozenset((
    "allowfullscreen", "async", "autofocus", "autoplay", "border", "checked", "clear", "compact",
    "contenteditable", "controls", "default", "defer", "disabled", "download", "draggable",
    "formnovalidate", "hidden", "inert", "ismap", "itemscope", "loop", "markdown", "multiple",
    "muted", "nohref", "nomodule", "noresize", "noshade", "novalidate", "nowrap", "open",
    "playsinline", "popover", "readonly", "required", "reversed", "seamless", "selected",
    "spellcheck",
))  # fmt: skip
"""The attributes that may stand without a value. Other words in a tag without values are words."""

NOUNS = frozenset((
    "abbr", "address", "caption", "cite", "figure", "summary", "time", "var",
    *(REFUSED - {
        "acronym", "basefont", "big", "blink", "body", "center", "font", "head", "html", "marquee",
        "nobr", "rb", "rtc", "strike", "tt",
    }),
))  # fmt: skip
"""Elements whose names are words, too: without attribute and without end the name stays as text."""
