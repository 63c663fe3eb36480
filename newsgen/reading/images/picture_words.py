"""Reads what a picture file says of itself: caption, credit, copyright, from XMP, IPTC and Exif."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.text import CONTROL
from newsgen.reading.files.xml_tree import RefusedXmlError, xml_tree

MAX_LENGTH = 1000

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# IPTC-IIM 4.2: record and data set.
_IPTC_CAPTION, _IPTC_CREATOR = (2, 120), (2, 80)
_IPTC_CREDIT, _IPTC_COPYRIGHT = (2, 110), (2, 116)

# Exif 2.32: ImageDescription, Artist, Copyright.
_EXIF_CAPTION, _EXIF_CREATOR, _EXIF_COPYRIGHT = 0x010E, 0x013B, 0x8298

# What cameras write into every picture says nothing about this one.
_EMPTY_CAPTIONS = ("OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "default", "untitled")


class Words(NamedTuple):
    """The words of one file; "" for what it does not say."""

    caption: str = ""
    creator: str = ""
    credit: str = ""
    copyright: str = ""


def credit_of(words: Words) -> str:
    """Who is owed a name: the creator and the agency, else who holds the rights."""
    named = dict.fromkeys(one for one in (words.creator, words.credit) if one)
    return " / ".join(named) or words.copyright


def picture_words(
    xmp: bytes, iptc: Mapping[tuple[int, int], object], exif: Mapping[int, object]
) -> Words:
    """The words of a file; the newer standard goes before the older one."""
    return _first(_of_xmp(xmp), _of_iptc(iptc), _of_exif(exif))


def _first(*found: Words) -> Words:
    return Words(*(next(filter(None, values), "") for values in zip(*found, strict=True)))


def _of_xmp(xmp: bytes) -> Words:
    if not xmp:
        return Words()
    try:
        tree = xml_tree(xmp.strip(b"\0 \r\n\t"))
    except RefusedXmlError:
        return Words()
    described = list(tree.iter(f"{_RDF}Description"))
    return Words(
        _property(described, f"{_DC}description"),
        _property(described, f"{_DC}creator"),
        _property(described, f"{_PHOTOSHOP}Credit"),
        _property(described, f"{_DC}rights"),
    )


def _property(described: list[Element], name: str) -> str:
    """A property as an attribute, as an element, or as a list of texts or of languages."""
    for one in described:
        if one.get(name):
            return _line(one.get(name))
        found = one.find(name)
        if found is None:
            continue
        items = list(found.iter(f"{_RDF}li"))
        if not items:
            return _line(found.text)
        if any(item.get(_XML_LANG) for item in items):
            default = next((i for i in items if i.get(_XML_LANG) == "x-default"), items[0])
            return _line(default.text)
        return _line(", ".join(item.text or "" for item in items))
    return ""


def _of_iptc(iptc: Mapping[tuple[int, int], object]) -> Words:
    return Words(
        _line(iptc.get(_IPTC_CAPTION)),
        _line(iptc.get(_IPTC_CREATOR)),
        _line(iptc.get(_IPTC_CREDIT)),
        _line(iptc.get(_IPTC_COPYRIGHT)),
    )


def _of_exif(exif: Mapping[int, object]) -> Words:
    return Words(
        caption=_line(exif.get(_EXIF_CAPTION)),
        creator=_line(exif.get(_EXIF_CREATOR)),
        copyright=_line(exif.get(_EXIF_COPYRIGHT)),
    )


def _line(value: object) -> str:
    """The value as one line of text without what could not be shown."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_line, value)))
    if isinstance(value, bytes):
        value = _decoded(value)
    if not isinstance(value, str):
        return ""
    text = " ".join(CONTROL.sub("", value.encode("utf-8", "ignore").decode()).split())
    return "" if text in _EMPTY_CAPTIONS else text[:MAX_LENGTH]


def _decoded(value: bytes) -> str:
    """The text as UTF-8, else as what older programs wrote."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
