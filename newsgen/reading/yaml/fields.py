"""Reads the values of a YAML mapping by key, checked, with each mistake as a problem at its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from newsgen.model.article import Reference
from newsgen.model.moment import Moment
from newsgen.model.nearest import did_you_mean
from newsgen.model.problem import Problem, Severity
from newsgen.model.slug import slug_fault
from newsgen.reading.urls import absolute_url_fault, url_hint
from newsgen.reading.yaml import bounds
from newsgen.reading.yaml.dates import DATE_HINT, parse_moment
from newsgen.reading.yaml.yaml_values import Entry, Items, Keys, Scalar, Value

if TYPE_CHECKING:
    from newsgen.model.problem import Place

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NAMES = {"tags": "tag", "authors": "author", "sources": "source"}
"""The keys of lists of names, and what each name is."""

_TYPESET = frozenset({
    "alt", "caption", "claim", "credit", "dateline", "description", "headline", "kicker", "note", "now",
    "rating", "reason", "standfirst", "summary", "text", "title", "was",
})  # fmt: skip
"""The keys of texts in which a no-break space is typography: `« Oui »`, `10 000`."""

_NO_INK = re.compile(r"[ \t\n\r\f\v]+")

TRUE_WORDS = frozenset({"true", "yes", "on"})
FALSE_WORDS = frozenset({"false", "no", "off"})


class Fields:
    """A mapping's values. What is missing comes back empty; what is wrong does too, and is noted."""

    def __init__(
        self, keys: Keys, path: str, known: Collection[str], zone: tzinfo, where: str = ""
    ) -> None:
        self.path = path
        self.line = keys.line
        self.column = keys.column
        self.zone = zone
        self.problems: list[Problem] = []
        self._where = where
        entries = keys.entries
        # `is_null`, written out: most values of a site are asked.
        self._entries = {
            key: entry
            for key, entry in entries.items()
            if not (
                isinstance(entry.value, Scalar) and entry.value.text in _NULLS and entry.value.plain
            )
        }
        if not all(map(known.__contains__, entries)):
            for key, entry in entries.items():
                if key not in known:
                    self._unknown(key, entry, known)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def reference(self, key: str) -> Reference | None:
        """A text on one line with its place; None where there is none."""
        text, entry = self.text(key), self._entries.get(key)
        return Reference(text, entry.value.line, entry.value.column) if text and entry else None

    def entry(self, key: str) -> Entry | None:
        """The key as it stands in the file."""
        return self._entries.get(key)

    def entries(self) -> list[tuple[str, Entry]]:
        """All keys that have a value, in the order of the file."""
        return [*self._entries.items()]

    def note(
        self,
        place: Place,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
    ) -> None:
        """Adds a problem at this place."""
        self.problems.append(Problem.at(self.path, place, code, message, hint, severity=severity))

    def rename(self, alias: str, key: str) -> None:
        """Lets `alias` be written for `key`; both at once is a problem."""
        entry = self._entries.pop(alias, None)
        if entry is None:
            return
        if key in self._entries:
            self.note(
                entry, "NG026", f"`{alias}` says the same as `{key}`.", f"Keep `{key}` alone."
            )
            return
        self._entries[key] = entry

    def require(self, key: str, hint: str) -> bool:
        """Whether something is there; its absence is a problem at the key's text or the first line."""
        entry = self._entries.get(key)
        if entry is not None and not _is_blank(entry.value):
            return True
        place = entry.value if entry else self
        self.note(place, "NG018", f"`{key}` is missing{self._where}.", hint)
        return False

    def text(self, key: str, default: str = "") -> str:
        """A text on one line: line breaks and runs of spaces become one space."""
        entry = self._entries.get(key)
        if entry is None:
            return default
        if not isinstance(entry.value, Scalar):
            self.wrong_type(key, entry, "a text")
            return default
        text = entry.value.text
        if text.isascii() or key not in _TYPESET:
            text = " ".join(text.split())
        else:
            text = _NO_INK.sub(" ", text).strip().replace("\ufeff", "")
        return text if len(text) <= bounds.SHORTEST else self._bounded(key, entry.value, text)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one. Each is kept once."""
        return tuple(dict.fromkeys(scalar.text for scalar in self.scalars(key)))

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """A list of texts with their places."""
        entry = self._entries.get(key)
        if entry is None:
            return ()
        if isinstance(entry.value, Items):
            values: tuple[Value, ...] = entry.value.items
        else:
            values = (entry.value,)
            if isinstance(entry.value, Scalar):
                self.lone(key, entry.value)
        found = []
        for value in values:
            if not isinstance(value, Scalar):
                self.wrong_type(key, entry, "a text or a list of texts", value)
                continue
            text = " ".join(value.text.split())
            if len(text) > bounds.ITEM_CHARACTERS:
                self._too_long(f"An item of `{key}`", value, len(text), bounds.ITEM_CHARACTERS)
            elif text:
                found.append(value if text == value.text else value._replace(text=text))
        if len(values) > bounds.FEWEST:
            self.count(key, values)
        return tuple(found)

    def lone(self, key: str, value: Scalar) -> None:
        """Notes that a text which stands where a list may was meant as one, `key: a, b`."""
        if key not in _NAMES or not value.plain or not ("," in value.text or ";" in value.text):
            return
        # By need: such a text is rare.
        from newsgen.reading.yaml.lone_text import parts_of_list

        parts = parts_of_list(key, value.text)
        if parts:
            one = _NAMES[key]
            message = f"`{' '.join(value.text.split())[:80]}` is one {one}: a comma makes no list."
            listed = ", ".join(parts)
            hint = f"For {len(parts)} of them write `{key}: [{listed}]`; if it is one, put it in quotes."
            self.note(value, "NG430", message, hint, severity="warning")

    def count(self, key: str, values: Sequence[Value]) -> None:
        """Notes that a list has more items than it may."""
        most = bounds.NUMBERS.get(key, len(values))
        if len(values) > most:
            message = f"`{key}` has {len(values):,} items, and {most:,} are the most."
            self.note(values[most], "NG362", message, "Keep those that a reader needs.")

    def _bounded(self, key: str, value: Value, text: str) -> str:
        most = bounds.LENGTHS.get(key, bounds.MOST_CHARACTERS)
        if len(text) > most:
            self._too_long(f"`{key}`", value, len(text), most)
            return text[:most]
        return text

    def _too_long(self, what: str, value: Value, length: int, most: int) -> None:
        message = f"{what} has {length:,} characters, and {most:,} are the most."
        self.note(value, "NG362", message, bounds.HINT)

    def flag(self, key: str) -> bool:
        """A yes or no."""
        entry = self._entries.get(key)
        if entry is None:
            return False
        text = entry.value.text.lower() if isinstance(entry.value, Scalar) else ""
        if text not in TRUE_WORDS and text not in FALSE_WORDS:
            self.wrong_type(key, entry, "`true` or `false`")
        return text in TRUE_WORDS

    def integer(self, key: str, default: int, minimum: int, maximum: int) -> int:
        """A whole number within the bounds."""
        entry = self._entries.get(key)
        if entry is None:
            return default
        try:
            number = int(entry.value.text) if isinstance(entry.value, Scalar) else None
        except ValueError:
            number = None
        if number is None or not minimum <= number <= maximum:
            self.wrong_type(key, entry, f"a whole number from {minimum:,} to {maximum:,}")
            return default
        return number

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """One of the words allowed."""
        entry = self._entries.get(key)
        if entry is None:
            return default
        word = entry.value.text if isinstance(entry.value, Scalar) else ""
        if word in allowed:
            return word
        self.note(
            entry.value,
            "NG022",
            f"`{key}` cannot be `{word}`." if word else f"`{key}` is one word.",
            f"{did_you_mean(word.lower(), allowed)}It is one of: {', '.join(allowed)}.",
        )
        return default

    def moment(self, key: str) -> Moment | None:
        """A date, or a date and time."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if not isinstance(entry.value, Scalar):
            self.wrong_type(key, entry, "a date")
            return None
        moment = parse_moment(entry.value.text, self.zone)
        if moment is None:
            self.note(
                entry.value, "NG020", f"`{entry.value.text}` is no date for `{key}`.", DATE_HINT
            )
        return moment

    def url(self, key: str) -> str:
        """An absolute URL that pages may lead to."""
        text = self.text(key)
        if not text:
            return ""
        fault = absolute_url_fault(text)
        if fault is None:
            return text
        self.note(self._entries[key].value, "NG024", fault, url_hint(text))
        return ""

    def slug(self, key: str) -> str:
        """The name of a page."""
        entry = self._entries.get(key)
        text = self.text(key)
        if entry is None or not text:
            return ""
        raw = entry.value.text if isinstance(entry.value, Scalar) else text
        fault = slug_fault(raw)
        if fault is None:
            return raw
        self.note(
            entry.value,
            "NG023",
            f"The slug {fault}.",
            "Use letters, digits and hyphens, as in `us-lets-ukraine-strike`.",
        )
        return ""

    def within(self, key: str, known: Collection[str]) -> Fields | None:
        """The mapping under a key."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if not isinstance(entry.value, Keys):
            self.wrong_type(key, entry, "a list of keys and values")
            return None
        return self.nested(entry.value, known, f" in `{key}`")

    def nested(self, keys: Keys, known: Collection[str], where: str) -> Fields:
        """A mapping inside this one; its problems are added with `adopt`."""
        return Fields(keys, self.path, known, self.zone, where)

    def adopt(self, inner: Fields) -> None:
        """Takes over the problems of a mapping inside this one."""
        self.problems += inner.problems

    def wrong_type(self, key: str, entry: Entry, expected: str, value: Value | None = None) -> None:
        """Notes that a value is not what its key wants."""
        self.note(
            value or entry.value,
            "NG019",
            f"`{key}` is {expected}, not {described(value or entry.value)}.",
            f"Write {expected} behind `{key}:`.",
        )

    def _unknown(self, key: str, entry: Entry, known: Collection[str]) -> None:
        hint = did_you_mean(key.lower(), known) or f"The keys are: {', '.join(sorted(known))}."
        if not key.isascii():
            seen = "".join(one for one in key if one.isprintable() and not one.isspace())
            if seen != key and seen in known:
                code = ", ".join(f"U+{ord(one):04X}" for one in key if one not in seen)
                hint = f"It holds a character that nobody sees, {code}: write `{seen}` anew."
        self.note(entry, "NG017", f"The key `{key}` is not known{self._where}.", hint.strip())


def _is_blank(value: Value) -> bool:
    return isinstance(value, Scalar) and not value.text.strip()


def is_null(value: Value) -> bool:
    """Whether nothing was written behind the key."""
    return isinstance(value, Scalar) and value.text in _NULLS and value.plain


def described(value: Value) -> str:
    """The value in a few words, for a message."""
    if isinstance(value, Scalar):
        return f"`{value.text[:60]}`" if value.text else "empty"
    return "a list" if isinstance(value, Items) else "a mapping"
