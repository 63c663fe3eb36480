"""The project's named tuples are those of the standard library."""

from __future__ import annotations

import pickle
from typing import NamedTuple, get_type_hints

from newsgen.model import fast_namedtuple
from newsgen.model.moment import Moment


class Standard(NamedTuple):
    """A paper of a name and a circulation."""

    name: str
    founded: Moment | None = None
    circulation: int = 0

    @property
    def is_read(self) -> bool:
        return self.circulation > 0

    def called(self, name: str) -> str:
        return f"{name} {self.name}"


class Own(fast_namedtuple.NamedTuple):
    """A paper of a name and a circulation."""

    name: str
    founded: Moment | None = None
    circulation: int = 0

    @property
    def is_read(self) -> bool:
        return self.circulation > 0

    def called(self, name: str) -> str:
        return f"{name} {self.name}"


def test_a_named_tuple_has_what_the_standard_one_has() -> None:
    missing = set(dir(Standard)) - {"__orig_bases__"} - set(dir(Own))
    assert set() == missing
    for name in ("__doc__", "__module__", "__bases__", "__slots__", "_fields", "_field_defaults"):
        assert getattr(Standard, name) == getattr(Own, name)
    assert get_type_hints(Standard) == get_type_hints(Own)


def test_a_named_tuple_is_made_and_used_like_the_standard_one() -> None:
    standard, own = Standard("Herald", circulation=300), Own("Herald", circulation=300)
    assert tuple(standard) == tuple(own)
    assert (standard.is_read, standard.called("The")) == (own.is_read, own.called("The"))
    assert repr(standard).removeprefix("Standard") == repr(own).removeprefix("Own")
    assert standard._replace(name="Post") == own._replace(name="Post")
    assert standard._asdict() == own._asdict()
    assert own == pickle.loads(pickle.dumps(own))
