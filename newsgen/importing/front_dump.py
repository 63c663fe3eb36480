"""Writes front matter so that it is read back as the same values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

Value = object
"""A text, a number, a truth, a list or a mapping of those."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w.’'/()+-]|[ ](?![ #])|,(?= )|[,;](?=\w))*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?(?:[+-]\d{2}:\d{2})?)?")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"})
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LISTED = re.compile(r"[,;\[\]{}]")


def front_matter(keys: Mapping[str, Value]) -> str:
    """The block with its fences. Keys with an empty value are left out, but for `False` and 0."""
    lines = ["---"]
    for key, value in keys.items():
        if value in ("", None, (), [], {}):
            continue
        lines += _entry(key, value, "")
    return "\n".join([*lines, "---", ""])


def scalar(text: str) -> str:
    """The text as YAML: plain where every reader of YAML takes it for this text, else in quotes."""
    is_plain = len(text) < 200 and text == text.strip() and _PLAIN.fullmatch(text)
    if is_plain and text.lower() not in _WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _entry(key: str, value: Value, indent: str) -> Iterable[str]:
    name = scalar(key)
    if isinstance(value, Mapping):
        yield f"{indent}{name}:"
        for inner, one in value.items():
            yield from _entry(str(inner), one, f"{indent}  ")
    elif isinstance(value, list | tuple):
        texts = [_value(one) for one in value if not isinstance(one, Mapping | list | tuple)]
        if len(texts) < len(value):
            # What is nested in a list is rare, and JSON is YAML too.
            yield f"{indent}{name}: {_json(value)}"
        elif sum(map(len, texts)) < 80 and not any(map(_is_bare_list, texts)):
            yield f"{indent}{name}: [{', '.join(texts)}]"
        else:
            yield f"{indent}{name}:"
            yield from (f"{indent}  - {one}" for one in texts)
    else:
        yield f"{indent}{name}: {_value(value)}"


def _is_bare_list(text: str) -> bool:
    return not text.startswith('"') and _LISTED.search(text) is not None


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return text if _DATE.fullmatch(text) else scalar(text)


def _json(value: Value) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
