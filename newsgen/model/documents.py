"""Which files are published as documents: a list of endings, each with what the bytes must be."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from newsgen.model.picture import PICTURE_NAMES, Fault

TEXT = "text"

DOCUMENTS = {
    "pdf": "pdf",
    "txt": TEXT, "csv": TEXT, "tsv": TEXT,
    "rtf": "rich-text",
    "doc": "compound", "xls": "compound", "ppt": "compound",
    "docx": "office", "xlsx": "office", "pptx": "office",
    "odt": "open-document", "ods": "open-document", "odp": "open-document",
    "epub": "book",
    "zip": "zip",
    "mp4": "film", "m4v": "film", "m4a": "film", "mov": "film",
    "webm": "matroska",
    "mp3": "mp3",
    "ogg": "ogg", "oga": "ogg", "ogv": "ogg", "opus": "ogg",
    "wav": "wave",
    "flac": "flac",
}  # fmt: skip
"""The kind of bytes that a file with each ending must hold. No browser and no host runs any of them."""

WRITTEN = frozenset({"txt", "rtf", "doc", "docx", "odt"})
"""What people write texts in. Beside articles it may be the text of one that is held back."""

LOCKED_NAMES = frozenset({
    ".heic", ".heif", ".hif", ".jp2", ".j2k", ".jpx", ".jpf", ".j2c", ".jxl", ".jxr", ".hdp", ".wdp", ".psd",
    ".psb", ".xcf", ".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".srf", ".sr2", ".srw", ".orf",
    ".rw2", ".rwl", ".raf", ".pef", ".x3f", ".mrw", ".3fr", ".fff", ".iiq", ".erf", ".mef", ".mos", ".kdc",
    ".dcr", ".raw",
})  # fmt: skip
"""The endings of pictures whose hidden data cannot be taken out here."""

UNLISTED = "NG045"
"""The code of a fault that the site's settings can lift."""

_ENDING = r"[a-z0-9]{1,12}"
_NEVER = (
    # What browsers show as a page of the site, or run, or take a style or a policy from.
    r"[spdx]?html?[0-9]?|xht|xhtm|stm|mht|mhtml|htc|hta|svgz?|xml|xslt?|xsd|xul|xbl|mml|rdf|rss|atom|dtd"
    r"|[cm]?jsx?|[cm]?tsx?|es6?|coffee|wasm|css|scss|less|map|json[5l]?ld|swf|swc|xap|jar|class|jnlp|vbs|vbe"
    r"|wsf|wsh|ws|sct|scr|appcache|manifest|webmanifest|maff|eml|vue"
    # What hosts run, or are set up by.
    r"|ph(?:p[0-9a-z]?|tml?|t|ar|ps)|php[0-9]+|inc|asp|aspx|asax|asa|ashx|asmx|ascx|axd|cer|cdx|cshtml|vbhtml|idc"
    r"|jspx?|jspf|jsw|jsv|jhtml|do|action|cfml?|cfc|cgi|fcgi|fpl|pl|pm|plx|py[cowz]?|rbw?|rhtml|erb|tcl|lua"
    r"|sh|bash|zsh|ksh|csh|fish|bat|cmd|com|exe|dll|so|elf|bin|msi|msp|app|apk|ipa|dmg|pkg|deb|rpm|run"
    r"|ps1|psm1|psd1|go|rs|c|h|nim|ini|cnf|conf|config|env|htaccess|htpasswd|htgroup|htdigest"
    r"|ya?ml|toml|lock|lnk|url|desktop|reg|inf|key|pem|p12|pfx|kdbx?|sqlite3?|db|bak|old|orig|tmp|swp"
    # What articles are written in.
    r"|md|markdn|markdown|mdo?wn|mkdn?|mdwn|mdt(?:e?xt)|mdx|[rqm]md|gz|br|zst|bz2|xz|z|docm|xlsm|pptm|dotm"
)


def ending_of(path: str) -> str:
    """The ending of a file's name in lower case, without its dot; "" where it has none."""
    return PurePosixPath(path).suffix.lower()[1:]


def can_be_allowed(ending: str) -> bool:
    """Whether a site's settings can add files with this ending to its documents."""
    name = f".{ending}"
    return (
        re.fullmatch(_ENDING, ending) is not None
        and re.fullmatch(_NEVER, ending) is None
        and name not in PICTURE_NAMES
        and name not in LOCKED_NAMES
    )


def unlisted(ending: str) -> Fault:
    """Why a file that is on no list is not published."""
    what = f"is a file of the type `.{ending}`" if ending else "is a file whose name has no ending"
    hint = "Use PDF, CSV, plain text, an office format, sound, film or a picture"
    if can_be_allowed(ending):
        hint = f"{hint}, or add `documents: {{allow: [{ending}]}}` to newsgen.yaml."
    else:
        hint = f"{hint}. Browsers or hosts may run others; files of the theme belong in static/."
    return Fault(UNLISTED, f"{what}, which is not published", hint)


OUR_OWN = Fault(
    "NG045",
    "is one of the newsroom's own lists, which are not published",
    "Copy what readers may see to a document below content/media/.",
)
LIKE_AN_ARTICLE = Fault(
    "NG340",
    "looks like an article or its front matter, which may be held back, and is no document",
    "Give an article a name that ends in .md; take the front matter out of a document.",
)
NOT_WHAT_IT_SAYS = Fault(
    "NG341",
    "does not hold what its name says, or holds what a browser or a host could run",
    "Look whether the file opens in its program, and save it again from there.",
)
MAY_BE_HELD = Fault(
    "NG342",
    "lies among the articles, pages or people and may be the text of one that is held back",
    "Put a document that is for readers below content/media/.",
)
SAYS_PLACE = Fault(
    "NG344",
    "says where it was taken",
    "Take the place out in the program that you cut it with, or export it without its metadata.",
)
