"""Times on the command line."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    _IntegerType = click.ParamType[int]
else:
    # Generic since click 8.4; Debian and others have older ones.
    _IntegerType = click.ParamType


class _Moment(_IntegerType):
    """A time in ISO 8601, as seconds since 1970; without a zone it is UTC."""

    name = "iso8601"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        if isinstance(value, int):
            return value
        # By need: most builds go by the clock.
        from newsgen.reading.yaml.dates import parse_moment

        moment = parse_moment(str(value), UTC)
        if moment is None:
            self.fail(f"{value!r} is no time such as 2024-11-18T14:05:00Z.", param, ctx)
        return moment.seconds


MOMENT = _Moment()
