"""The Content-Security-Policy of every kind of page, and of the header that a host may send for all.

One value: the pages' `<meta>` elements and the hosts' headers are written of it. Where both are
there a browser holds to both, so the header allows what any kind of page needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NONE, SELF, INLINE = "'none'", "'self'", "'unsafe-inline'"

POLICIES: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "page": {
        "default-src": NONE, "style-src": SELF, "img-src": SELF, "font-src": SELF,
        "media-src": SELF, "connect-src": SELF, "form-action": NONE, "base-uri": NONE,
    },
    # A host shows it at any depth, so its style is inside it.
    "missing": {
        "default-src": NONE, "style-src": INLINE, "img-src": SELF, "form-action": NONE,
        "base-uri": NONE,
    },
    "text": {"default-src": NONE, "style-src": INLINE, "form-action": NONE, "base-uri": NONE},
    "redirect": {"default-src": NONE, "form-action": NONE, "base-uri": NONE},
})  # fmt: skip
"""What a page of each kind may load: directives with their sources."""

_ALONE = {
    # Browsers show a PDF that is asked for by itself in an object of its own.
    "object-src": SELF,
    # The one rule that a page cannot carry itself.
    "frame-ancestors": NONE,
}
"""What is in the header alone."""

OPENED = "frame-ancestors 'self'"
"""The header of a site whose own templates or files decide what their pages load."""


def policy_text(kind: str) -> str:
    """The policy of a page of this kind, as its `<meta>` has it. Raises `KeyError`."""
    return _text(POLICIES[kind])


def header_policy() -> str:
    """The policy that holds for every kind of page, with the rules that only a header can have."""
    found: dict[str, list[str]] = {}
    for policy in POLICIES.values():
        for directive, source in policy.items():
            sources = found.setdefault(directive, [])
            if source not in sources:
                sources.append(source)
    joined = {
        # 'none' counts only where it stands alone.
        directive: " ".join([one for one in sources if one != NONE] or [NONE])
        for directive, sources in found.items()
    }
    return _text({**joined, **_ALONE})


def _text(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())
