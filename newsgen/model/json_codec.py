"""Records to text and back, for the state file: a record is the list of its fields, as JSON.

JSON and not pickle: what is read from disk can then only ever be data.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

R = TypeVar("R")
Decoder = Callable[[Any], Any]

_PLAIN = frozenset({"str", "int", "bool", "Digest"})
"""Annotations of what is the same in JSON."""


def to_text(record: object) -> str:
    """The record as compact JSON; a named tuple becomes the list of its fields."""
    return _encoder().encode(record)


def from_text(record_type: type[R], text: str) -> R:
    """The record that `to_text` wrote. Raises `ValueError` when the text is not one."""
    try:
        # `json.loads` looks for white space on both sides, for half as long again.
        found, end = _decoder().raw_decode(text)
        value = decoder(record_type)(found)
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError(f"not a stored {record_type.__name__}") from error
    if end != len(text):
        raise ValueError(f"more than a stored {record_type.__name__}")
    return value  # type: ignore[no-any-return]


@cache
def _encoder() -> json.JSONEncoder:
    # A record holds no loops, so none are looked for.
    return json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder()


def decoder(hint: Any) -> Decoder:
    """A function from what JSON gives to a value of the annotated type; built once for a type."""
    return _made(hint)


@cache
def _made(hint: Any) -> Decoder:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional(next(argument for argument in arguments if argument is not NoneType))
    if origin is tuple:
        return _tuple(arguments)
    if origin is dict:
        return _mapping(arguments[1])
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return _named_tuple(hint)
    return _same


def _same(value: Any) -> Any:
    return value


def _optional(hint: Any) -> Decoder:
    inner = decoder(hint)
    return lambda value: None if value is None else inner(value)


def _tuple(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = decoder(arguments[0])
        return tuple if inner is _same else lambda value: tuple(map(inner, value)) if value else ()
    inners = tuple(map(decoder, arguments))
    return lambda value: tuple(inner(item) for inner, item in zip(inners, value, strict=True))


def _mapping(value_hint: Any) -> Decoder:
    inner = decoder(value_hint)
    return lambda value: {key: inner(item) for key, item in value.items()}


def _named_tuple(record_type: Any) -> Decoder:
    written = record_type.__annotations__
    # Python compiles each annotation that it is asked for, of which most are as plain as these.
    others = {name: written[name] for name in record_type._fields if written[name] not in _PLAIN}
    asked = type("", (), {"__module__": record_type.__module__, "__annotations__": others})
    inners = {name: decoder(hint) for name, hint in get_type_hints(asked).items()}
    if all(inner is _same for inner in inners.values()):
        return record_type._make  # type: ignore[no-any-return]
    converted = [
        (record_type._fields.index(name), inner)
        for name, inner in inners.items()
        if inner is not _same
    ]

    def decode(value: Any) -> Any:
        for index, inner in converted:
            value[index] = inner(value[index])
        return record_type._make(value)

    return decode
