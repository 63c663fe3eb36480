"""Names the ways in which text files are compressed, with the ending of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

GZIP, BROTLI = "gzip", "brotli"

ENDINGS: Mapping[str, str] = MappingProxyType({GZIP: ".gz", BROTLI: ".br"})
"""What a server looks for beside a file (nginx's gzip_static and brotli_static, Caddy's precompressed)."""
