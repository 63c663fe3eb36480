"""Text of others made safe to print: what would speak to a terminal or turn a line is shown, not obeyed."""

from __future__ import annotations

import json
import re

# Spaces of other widths, which a text in French or German is full of; `isprintable` knows one only.
_SPACES = (
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)

_NEVER_IN_JSON = r"[^ -~]+"


def shown(text: str) -> str:
    r"""The text with each character that is not to be seen as its escape: `\x1b`, `\u202e`, `\n`.

    Among them are control characters, line breaks, marks of direction, zero-width characters, and
    what stands for bytes of a file's name that are no UTF-8.
    """
    if text.isprintable():
        return text
    return "".join([one if _is_seen(one) else _escape(one) for one in text])


def shown_json(content: object) -> str:
    """The value as JSON that is the same when it is read, and as safe to print."""
    return re.sub(_NEVER_IN_JSON, _json_escapes, json.dumps(content, ensure_ascii=False, indent=2))


def _is_seen(character: str) -> bool:
    return character.isprintable() or character in _SPACES


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _json_escapes(match: re.Match[str]) -> str:
    # The line breaks between values are JSON's own: in a string they are escaped already.
    return "".join(
        [one if one == "\n" or _is_seen(one) else _json_escape(one) for one in match.group()]
    )


def _json_escape(character: str) -> str:
    # JSON lets this one stand, and so does Python.
    return "\\u007f" if character == "\x7f" else json.dumps(character)[1:-1]
