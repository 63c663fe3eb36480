"""Calls the libraries that decode pictures; whatever they raise is a fault of the picture."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

PILLOW_FORMATS = {
    # An MPO is a JPEG with more pictures behind it.
    "jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "gif": ("GIF",),
    "avif": ("AVIF",), "tiff": ("TIFF",), "bmp": ("BMP",),
}  # fmt: skip


class UndecodableError(Exception):
    """A decoder does not take the bytes for a picture; the message is what it says of them."""


class TooLargeError(UndecodableError):
    """The decoder would need more memory than it is given."""


@contextmanager
def decoding() -> Iterator[None]:
    """What is raised within, of whatever class, is raised as `UndecodableError`.

    Decoders are written in C and in Rust by many hands; what they raise of
    bytes that somebody made up is no closed list. So nothing but the calls of
    decoders, and what is done between them, stands within.
    """
    from PIL.Image import DecompressionBombError

    try:
        with warnings.catch_warnings():
            # Of large pictures and odd metadata; the bounds here are our own.
            warnings.simplefilter("ignore")
            yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, UndecodableError):
        raise
    except (DecompressionBombError, MemoryError) as error:
        raise TooLargeError(str(error)) from error
    except BaseException as error:  # A panic of Rust is no Exception.
        raise UndecodableError(str(error)) from error


def opened(content: bytes, form: str) -> Image:
    """The picture, its pixels not yet decoded. To be called and used within `decoding`."""
    from PIL.Image import open as open_image

    return open_image(BytesIO(content), formats=PILLOW_FORMATS[form])
