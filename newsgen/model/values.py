"""Values that a site's own people name, in `extra:` and in data files, as templates see them.

They are stored as JSON. A date is an object with one key, which no text of a site can have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn, TypeAlias, cast

from newsgen.model.moment import Moment

Value: TypeAlias = "str | int | float | Moment | tuple[Value, ...] | Values | None"
"""A text, number, yes or no, date, list, mapping, or nothing."""

# Whatever is read is without control characters.
_DATE = "\0date"


class Values(dict[str, Any]):
    """A mapping that nothing can change. A template reads `values.NAME` or `values["NAME"]`.

    A name that mappings have themselves, such as `items`, is read by the second way alone.
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"there is no `{name}` among these values") from None

    def __reduce__(self) -> tuple[object, ...]:
        return Values, (dict(self),)

    def __hash__(self) -> int:  # type: ignore[override]
        # Cards are put into sets by few, and those that differ in this alone are told by what they hold.
        return len(self)

    def _frozen(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a template can't change these values")

    __setitem__ = __delitem__ = __ior__ = _frozen
    clear = pop = popitem = setdefault = update = _frozen


NO_VALUES = Values()


def values_text(value: Value) -> str:
    """The value as text, the same for equal values; "" for a mapping that holds nothing."""
    return "" if value == {} else json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)


def values_of(text: str) -> Values:
    """The mapping that `values_text` wrote."""
    return cast("Values", value_of(text)) if text else NO_VALUES


def value_of(text: str) -> Value:
    """The value that `values_text` wrote."""
    return frozen(json.loads(text)) if text else NO_VALUES


def frozen(value: Any) -> Value:
    """What JSON gives, with tuples for lists and `Values` for mappings."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    if not isinstance(value, dict):
        return cast("Value", value)
    if _DATE in value:
        return Moment(*value[_DATE])
    return Values({key: frozen(one) for key, one in value.items()})


def chosen(values: Values, names: Iterable[str]) -> Values:
    """The values of these names, as far as they are there."""
    return Values({name: values[name] for name in names if name in values})


def _plain(value: Value) -> object:
    if isinstance(value, Moment):
        return {_DATE: list(value)}
    if isinstance(value, tuple):
        return [*map(_plain, value)]
    if isinstance(value, Values):
        return {key: _plain(one) for key, one in value.items()}
    return value
