"""Names the paths of files that have a fixed place in the site."""

from __future__ import annotations

CONFIG = "newsgen.yaml"
REGISTRY = "content/sources.yaml"
STYLE_SHEET = "content/style.yaml"
REDIRECTS = "content/redirects.yaml"
FRONT = "content/front.yaml"
"""That of an edition in another language has its tag: `content/front.uk.yaml`."""
