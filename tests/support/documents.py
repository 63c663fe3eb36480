"""Small documents for tests, and files that only look like them."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip file of these members, stored."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def office() -> bytes:
    """As much of a word processor's file as tells that it is one."""
    return zipped(("word/document.xml", b"<w/>"), ("[Content_Types].xml", b"<Types/>"))


def open_document(kind: str = "application/vnd.oasis.opendocument.text") -> bytes:
    """The same of an OpenDocument or an e-book, by its media type."""
    return zipped(("mimetype", kind.encode()), ("content.xml", b"<c/>"))


def box(name: bytes, *parts: bytes) -> bytes:
    """A box of a film in MP4."""
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + name + body


def film(*user_data: bytes, brand: bytes = b"isom") -> bytes:
    """An MP4 without pictures, with this user data."""
    head = box(b"ftyp", brand, bytes(4), b"mp42")
    return head + box(b"mdat", bytes(20)) + box(b"moov", box(b"udta", *user_data))


DOCUMENTS = {
    "a.pdf": PDF,
    "a.PDF": PDF,
    "a.txt": "Київ\n".encode(),
    "b.txt": b"\xef\xbb\xbfbegins with a mark",
    "c.txt": "two bytes each".encode("utf-16"),
    "d.txt": b"caf\xe9",
    "e.txt": b"",
    "a.csv": b"a,b\r\n1,<2\r\n",
    "a.tsv": b"a\tb\n",
    "a.rtf": rb"{\rtf1 a}",
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "a.docx": office(),
    "a.xlsx": office(),
    "a.odt": open_document(),
    "a.ods": open_document("application/vnd.oasis.opendocument.spreadsheet"),
    "a.epub": open_document("application/epub+zip"),
    "a.zip": zipped(("a.txt", b"text")),
    "a.mp4": film(),
    "a.m4a": film(brand=b"M4A "),
    "a.mov": film(brand=b"qt  "),
    "a.mp3": b"ID3\x04" + bytes(50),
    "b.mp3": b"\xff\xfb\x90\x00" + bytes(50),
    "a.ogg": b"OggS" + bytes(50),
    "a.webm": b"\x1a\x45\xdf\xa3" + bytes(50),
    "a.wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "a.flac": b"fLaC" + bytes(50),
    "x.php.pdf": PDF,
}
"""Files that are what they are called."""
