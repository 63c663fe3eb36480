"""Finds the literal text that a known inline pattern cannot match without."""

from __future__ import annotations

from markdown import inlinepatterns as builtin
from markdown.extensions.footnotes import FootnoteInlineProcessor

from newsgen.reading.markdown.link_extension import EndedImage, EndedLink

Trigger = tuple[str, ...]
"""Alternatives: where none of them is in the text, the pattern cannot match.

The empty string is in every text, so `ALWAYS` means: try it.
"""

ALWAYS: Trigger = ("",)

_TRIGGERS: dict[tuple[type, str], Trigger] = {
    (builtin.BacktickInlineProcessor, builtin.BACKTICK_RE): ("`",),
    (builtin.EscapeInlineProcessor, builtin.ESCAPE_RE): ("\\",),
    (FootnoteInlineProcessor, r"\[\^([^\]]*)\]"): ("[^",),
    (builtin.ReferenceInlineProcessor, builtin.REFERENCE_RE): ("[",),
    # The closing bracket must be followed at once by the parenthesis of the address.
    (builtin.LinkInlineProcessor, builtin.LINK_RE): ("](",),
    (builtin.ImageInlineProcessor, builtin.IMAGE_LINK_RE): ("![",),
    (EndedLink, builtin.LINK_RE): ("](",),
    (EndedImage, builtin.IMAGE_LINK_RE): ("![",),
    (builtin.ImageReferenceInlineProcessor, builtin.IMAGE_REFERENCE_RE): ("![",),
    (builtin.ShortReferenceInlineProcessor, builtin.REFERENCE_RE): ("[",),
    (builtin.ShortImageReferenceInlineProcessor, builtin.IMAGE_REFERENCE_RE): ("![",),
    (builtin.AutolinkInlineProcessor, builtin.AUTOLINK_RE): ("<",),
    (builtin.AutomailInlineProcessor, builtin.AUTOMAIL_RE): ("<",),
    (builtin.SubstituteTagInlineProcessor, builtin.LINE_BREAK_RE): ("  \n",),
    (builtin.SubstituteTagInlineProcessor, r"\n"): ("\n",),  # the `nl2br` extension
    (builtin.HtmlInlineProcessor, builtin.HTML_RE): ("<",),
    (builtin.HtmlInlineProcessor, builtin.ENTITY_RE): ("&",),
}

_KNOWN_TYPES = frozenset(known for known, _ in _TRIGGERS)

REFERENCE_TYPES: frozenset[type] = frozenset(
    {
        builtin.ReferenceInlineProcessor,
        builtin.ImageReferenceInlineProcessor,
        builtin.ShortReferenceInlineProcessor,
        builtin.ShortImageReferenceInlineProcessor,
    }
)
"""Patterns that leave any text as it is while the document defines no references."""


def trigger_of(pattern: object) -> Trigger:
    """The pattern's trigger, or `ALWAYS` for a pattern that is not exactly a known one.

    The type must be the known one itself, as a subclass may do as it likes, and so must the
    regular expression be, as other extensions use the same classes with their own.
    """
    known = type(pattern)
    if known is builtin.DelimiterProcessor:
        return tuple(pattern.tokens) or ALWAYS  # type: ignore[attr-defined]
    if known not in _KNOWN_TYPES:
        return ALWAYS
    return _TRIGGERS.get((known, pattern.pattern), ALWAYS)  # type: ignore[attr-defined]
