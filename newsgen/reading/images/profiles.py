"""Tells whether a colour profile (ICC) says of colours only what everybody assumes of them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator

MAX_PROFILE_BYTES = 8 * 1024 * 1024
"""Profiles for print have up to three."""

# The primaries of sRGB, adapted to the white of profiles, as IEC 61966-2-1 and ICC.1 give them.
_PRIMARIES = {
    b"rXYZ": (0.4361, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}
_CURVES = (b"rTRC", b"gTRC", b"bTRC")
_SAMPLES = tuple(step / 16 for step in range(17))
_NEAR = 0.002


def is_srgb(profile: bytes) -> bool:
    """Whether the profile is one of sRGB, whoever made it and whatever it says of itself."""
    try:
        tags = dict(_tags(profile))
        if profile[16:20] != b"RGB " or b"A2B0" in tags:
            return False
        return all(
            _are_near(_xyz(tags[name]), wanted) for name, wanted in _PRIMARIES.items()
        ) and all(
            _are_near(map(_curve(tags[name]), _SAMPLES), map(_srgb, _SAMPLES)) for name in _CURVES
        )
    except (IndexError, KeyError, ValueError, ArithmeticError, struct.error):
        return False


def _tags(profile: bytes) -> Iterator[tuple[bytes, bytes]]:
    (count,) = struct.unpack_from(">I", profile, 128)
    for number in range(min(count, 100)):
        name, start, size = struct.unpack_from(">4sII", profile, 132 + 12 * number)
        yield name, profile[start : start + size]


def _xyz(tag: bytes) -> tuple[float, ...]:
    return tuple(value / 65536 for value in struct.unpack_from(">3i", tag, 8))


def _curve(tag: bytes) -> Callable[[float], float]:
    """The light that a value stands for, both from 0 to 1."""
    if tag[:4] == b"para":
        kind, *values = struct.unpack_from(">H2x5i", tag, 8)
        gamma, a, b, c, d = (value / 65536 for value in values)
        if kind != 3:
            raise ValueError

        def formula(x: float) -> float:
            return float((a * x + b) ** gamma) if x >= d else c * x

        return formula
    (count,) = struct.unpack_from(">I", tag, 8)
    if count < 16:
        raise ValueError
    points = struct.unpack_from(f">{count}H", tag, 12)

    def light(x: float) -> float:
        at = x * (count - 1)
        left = min(int(at), count - 2)
        return float(points[left] + (points[left + 1] - points[left]) * (at - left)) / 65535

    return light


def _srgb(x: float) -> float:
    return ((x + 0.055) / 1.055) ** 2.4 if x > 0.04045 else x / 12.92


def _are_near(found: Iterable[float], wanted: Iterable[float]) -> bool:
    return all(abs(one - other) < _NEAR for one, other in zip(found, wanted, strict=True))
