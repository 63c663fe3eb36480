"""Makes objects of another class that share an object's state."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


def view_as(view_type: type[T], original: Any) -> T:
    """An object of that type whose attributes are the original's, also when they change later.

    This gives an object of a known type other methods and leaves the original, which other
    extensions may hold, as it is.
    """
    view = view_type.__new__(view_type)
    view.__dict__ = original.__dict__
    return view
